// ajv: the validators it generates from schemas of every keyword, their verdicts and errors.
const Ajv = require('ajv');
const Ajv2020 = require('ajv/dist/2020');
const Jtd = require('ajv/dist/jtd');
const standalone = require('ajv/dist/standalone').default;

let count = 0;
const print = (label, value) => console.log(`${++count} ${label}: ${JSON.stringify(value)}`);
const attempt = (label, compute) => {
  try {
    print(label, compute());
  } catch (error) {
    print(label, `threw ${error.message}`);
  }
};

const data = [undefined, null, true, 0, 1, 1.5, -7, 'a', 'abc', 'x@y.z', '', [], [1], [1, 'b', true], [1, 1], [{ a: 1 }], {}, { a: 1 }, { a: 'x', b: 2 }, { a: { a: { a: 1 } } }, { foo1: 1, foo2: 2 }, { kind: 'circle', r: 2 }, { kind: 'square', r: 2 }, { a: 1, c: 3, extra: null }];
const schemas = {
  type: { type: 'string' }, types: { type: ['integer', 'null'] }, minimum: { type: 'number', minimum: 1, exclusiveMaximum: 1.5 }, multipleOf: { type: 'number', multipleOf: 0.5 }, minLength: { type: 'string', minLength: 1, maxLength: 2 }, pattern: { type: 'string', pattern: '^[a-c]+$' },
  items: { type: 'array', items: { type: 'integer' } }, prefixItems: { type: 'array', items: [{ type: 'integer' }, { type: 'string' }], minItems: 2, additionalItems: false }, contains: { type: 'array', contains: { const: 1 }, minContains: 2 }, unique: { type: 'array', uniqueItems: true }, minItems: { type: 'array', minItems: 1, maxItems: 1 },
  properties: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } }, required: ['a'] }, additional: { type: 'object', properties: { a: true }, additionalProperties: false }, patternProperties: { type: 'object', patternProperties: { '^foo': { maximum: 1 } } }, names: { type: 'object', propertyNames: { maxLength: 1 } }, dependencies: { type: 'object', dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['extra'] } } }, minProperties: { type: 'object', minProperties: 1, maxProperties: 1 },
  enumeration: { enum: [1, 'abc', { a: 1 }, null] }, constant: { const: { a: 1 } }, allOf: { allOf: [{ required: ['a'] }, { properties: { a: { type: 'number' } } }] }, anyOf: { anyOf: [{ type: 'string' }, { minimum: 1 }] }, oneOf: { oneOf: [{ type: 'integer' }, { minimum: 1 }] }, not: { not: { type: 'object' } }, conditional: { if: { required: ['a'] }, then: { required: ['b'] }, else: { maxProperties: 0 } },
  reference: { $ref: '#/definitions/node', definitions: { node: { type: 'object', properties: { a: { anyOf: [{ $ref: '#/definitions/node' }, { type: 'number' }] } } } } }, discriminator: { type: 'object', discriminator: { propertyName: 'kind' }, required: ['kind'], oneOf: [{ properties: { kind: { const: 'circle' }, r: { type: 'number' } } }, { properties: { kind: { const: 'square' }, side: { type: 'number' } }, required: ['side'] }] }, never: false, always: true, format: { type: 'string', format: 'mail' }, even: { type: 'number', even: true },
};
const options = { strings: { allErrors: true, strict: false, discriminator: true }, first: { allErrors: false, strict: false, discriminator: true }, verbose: { verbose: true, strict: false, discriminator: true, $data: true }, coerce: { coerceTypes: 'array', useDefaults: true, removeAdditional: true, strict: false, discriminator: true }, unoptimised: { strict: false, discriminator: true, code: { optimize: false, es5: true } } };
for (const [optionName, option] of Object.entries(options)) {
  const ajv = new Ajv(option);
  ajv.addFormat('mail', /^\S+@\S+$/);
  ajv.addKeyword({ keyword: 'even', type: 'number', validate: (_schema, n) => n % 2 === 0, errors: false });
  for (const [name, schema] of Object.entries(schemas)) {
    attempt(`${optionName} ${name}`, () => {
      const validate = ajv.compile(schema);
      return data.map((one) => {
        const copy = one === undefined ? one : structuredClone(one);
        return validate(copy) ? ['ok', copy] : validate.errors.map(({ instancePath, keyword, message, params }) => [instancePath, keyword, message, params]);
      });
    });
  }
}
attempt('defaults', () => { const value = { list: [{}] }; new Ajv({ useDefaults: true }).compile({ type: 'object', properties: { n: { type: 'number', default: 5 }, list: { type: 'array', items: { type: 'object', properties: { s: { type: 'string', default: 'd' } } } } } })(value); return value; });
attempt('$data', () => { const validate = new Ajv({ $data: true }).compile({ type: 'object', properties: { small: { type: 'number', maximum: { $data: '1/large' } }, large: { type: 'number' } } }); return [validate({ small: 1, large: 2 }), validate({ small: 3, large: 2 }), validate.errors]; });
attempt('2020', () => { const validate = new Ajv2020({ allErrors: true }).compile({ type: 'array', prefixItems: [{ type: 'number' }], items: { type: 'string' }, unevaluatedItems: false }); return [validate([1, 'a']), validate(['a', 1]), validate.errors.map(({ instancePath }) => instancePath)]; });
attempt('unevaluated', () => { const validate = new Ajv2020().compile({ type: 'object', allOf: [{ properties: { a: true } }], unevaluatedProperties: false }); return [validate({ a: 1 }), validate({ b: 1 }), validate.errors]; });
attempt('dynamic', () => { const ajv = new Ajv2020(); ajv.addSchema({ $id: 'tree', $dynamicAnchor: 'node', type: 'object', properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } } }); const validate = ajv.compile({ $id: 'strict', $dynamicAnchor: 'node', $ref: 'tree', unevaluatedProperties: false }); return [validate({ children: [{ children: [] }] }), validate({ children: [{ daat: 1 }] })]; });
attempt('strict', () => new Ajv().compile({ type: 'number', unknownKeyword: 1 }));
attempt('bad schema', () => new Ajv().compile({ type: 'nothing' }));
attempt('missing reference', () => new Ajv().compile({ $ref: 'nowhere' }));
attempt('several schemas', () => { const ajv = new Ajv({ schemas: [{ $id: 'a.json', type: 'object', properties: { b: { $ref: 'b.json#/definitions/n' } } }, { $id: 'b.json', definitions: { n: { type: 'number' } } }] }); return [ajv.validate('a.json', { b: 1 }), ajv.validate('a.json', { b: 'x' }), ajv.errorsText()]; });
attempt('jtd', () => { const ajv = new Jtd(); const schema = { properties: { name: { type: 'string' }, tags: { elements: { enum: ['a', 'b'] } } }, optionalProperties: { age: { type: 'uint8' } } }; const parse = ajv.compileParser(schema); return [ajv.compileSerializer(schema)({ name: 'x"y', tags: ['a'], age: 3 }), parse('{"name":"n","tags":["b"]}'), parse('{"name":1}') ?? [parse.message, parse.position], ajv.validate(schema, { name: 'n', tags: ['c'] }), ajv.errors]; });
attempt('standalone', () => { const ajv = new Ajv({ code: { source: true } }); return standalone(ajv, ajv.compile({ $id: 'x', type: 'object', properties: { a: { type: 'string', minLength: 2 } } })); });
attempt('macro and code', () => { const ajv = new Ajv({ strict: false }); ajv.addKeyword({ keyword: 'range', type: 'number', macro: ([minimum, maximum]) => ({ minimum, maximum }) }); ajv.addKeyword({ keyword: 'same', compile: (to) => (value) => JSON.stringify(value) === JSON.stringify(to) }); const validate = ajv.compile({ range: [1, 3], not: { same: 2 } }); return [validate(1), validate(2), validate(4), validate.errors]; });
const asynchronous = new Ajv();
asynchronous.addKeyword({ keyword: 'exists', async: true, type: 'number', validate: async (_schema, id) => id < 10 });
const validateAsync = asynchronous.compile({ $async: true, type: 'object', properties: { id: { type: 'number', exists: true } } });
(async () => {
  for (const value of [{ id: 1 }, { id: 11 }, { id: 'x' }]) {
    await validateAsync(value).then((valid) => print('async', valid), (error) => print('async error', [error.message, error.errors]));
  }
})();
