// zod: schemas of every kind, what they accept and the issues they report.
import { z } from 'zod';
import { check, checkAsync } from './checks.mjs';

const inputs = [undefined, null, true, 0, 1.5, -3, Number.NaN, 10n, '', 'abc', '42', 'a@b.ch', '2024-02-29', 'https://x.org/y?z=1', '6f9619ff-8b86-4d11-b42d-00cf4fc964ff', [], [1, 'two'], ['a', 'b'], {}, { name: 'Ada', age: 36 }, { name: '', age: -1, extra: true }, new Date(0), new Map([['k', 1]]), new Set(['a']), Symbol.iterator];
const Person = z.object({ name: z.string().min(1), age: z.number().int().nonnegative().optional(), nick: z.string().default('none') });
const Tree = z.object({ value: z.number(), get children() { return z.array(Tree); } });
const schemas = {
  string: z.string(), email: z.email(), url: z.url(), uuid: z.uuid(), date: z.iso.date(), datetime: z.iso.datetime(), regex: z.string().regex(/^a/), trimmed: z.string().trim().toUpperCase(), length: z.string().length(3, 'three please'), startsWith: z.string().startsWith('a').endsWith('c'),
  number: z.number(), int: z.int(), positive: z.number().positive().lt(10).multipleOf(0.5), bigint: z.bigint().gt(5n), boolean: z.boolean(), coerced: z.coerce.number(), coercedDate: z.coerce.date(), nan: z.nan(), nil: z.null(), none: z.undefined(), any: z.any(), unknown: z.unknown(), never: z.never(), symbol: z.symbol(),
  literal: z.literal(['abc', 1.5]), enumeration: z.enum(['abc', '42']), native: z.enum({ A: 0, B: 'abc' }), optional: z.string().optional(), nullable: z.string().nullable(), nullish: z.number().nullish(), defaulted: z.number().default(7), prefaulted: z.string().trim().prefault('  x '), caught: z.number().catch(-1),
  array: z.array(z.string()), nonempty: z.array(z.unknown()).nonempty().max(1), tuple: z.tuple([z.number(), z.string()]), rest: z.tuple([z.number()], z.string()), set: z.set(z.string()), map: z.map(z.string(), z.number()), record: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), dateObject: z.date().min(new Date(-1)),
  person: Person, strict: z.strictObject({ name: z.string() }), loose: z.looseObject({ name: z.string() }), partial: Person.partial(), pick: Person.pick({ name: true }), omit: Person.omit({ age: true }), extended: Person.extend({ age: z.string() }), catchall: z.object({ name: z.string() }).catchall(z.number()),
  union: z.union([z.string().min(2), z.number()]), discriminated: z.discriminatedUnion('name', [z.object({ name: z.literal('Ada'), age: z.number() }), z.object({ name: z.literal('') })]), intersection: z.intersection(z.object({ name: z.string() }), z.object({ age: z.number() })), refined: z.string().refine((text) => text.length % 2 === 1, { error: 'odd lengths only' }),
  superRefined: z.array(z.unknown()).superRefine((items, context) => { if (items.length > 1) context.addIssue({ code: 'custom', message: 'too many', path: [1] }); }), transformed: z.string().transform((text) => text.length), piped: z.string().transform(Number).pipe(z.number().min(5)), preprocessed: z.preprocess((value) => String(value), z.string().max(4)), branded: z.string().brand('Id'), readonly: z.array(z.string()).readonly(), lazy: z.lazy(() => z.string()), custom: z.custom((value) => value === 'abc'), instance: z.instanceof(Date), template: z.templateLiteral(['a', z.string()]), json: z.json(),
};
for (const [name, schema] of Object.entries(schemas)) {
  for (const input of inputs) {
    check(name, () => {
      const result = schema.safeParse(input);
      return result.success ? result.data : result.error.issues;
    });
  }
}
check('recursive', () => Tree.parse({ value: 1, children: [{ value: 2, children: [] }] }));
check('recursive error', () => Tree.safeParse({ value: 1, children: [{ value: 'x', children: [] }] }).error.issues);
check('throws', () => Person.parse({ name: 1 }));
check('formats', () => { const { error } = Person.safeParse({ name: '', age: 1.5 }); return [z.treeifyError(error), z.prettifyError(error), z.flattenError(error)]; });
check('json schema', () => z.toJSONSchema(Person));
check('shape', () => [Object.keys(Person.shape), Person.keyof().options, schemas.enumeration.options, z.string().meta({ title: 't' }).meta(), Person.shape.name.description]);
await checkAsync('async', () => z.string().refine(async (text) => text === 'yes').parseAsync('no'));
await checkAsync('async', () => z.object({ a: z.promise(z.number()) }).parseAsync({ a: Promise.resolve(3) }));
check('function', () => z.function({ input: [z.string()], output: z.number() }).implement((text) => text.length)('four'));
check('function error', () => z.function({ input: [z.string()], output: z.number() }).implement(() => 'x')('four'));
check('codec', () => { const codec = z.codec(z.string(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() }); return [codec.decode('1970-01-01T00:00:00.000Z'), codec.encode(new Date(0))]; });
