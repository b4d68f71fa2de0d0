/** Statements around objects that do more than hold values: what reading, writing, calling or copying them runs, and what they refuse. */
import type { Builder } from './builder.js';
import { condition, FIELDS, list, number, oneOf, record } from './expressions.js';
import { innerNumber, innerStatements as body } from './inner.js';
import { lines } from './lines.js';

type Write = () => string;

/** Parts of the grammar by name, each one kind of statement. */
export const OBJECTS: Readonly<Record<string, (b: Builder) => string>> = {
  accessors,
  bigints,
  classMembers,
  conversions,
  frozen,
  newTarget,
  prototypes,
  proxies,
  reflect,
  superProperties,
};

const field = (b: Builder): string => b.choose.pick(FIELDS);

/** A record whose properties run code; it is one for the rest of the scope. */
function accessors(b: Builder): string {
  const name = b.fresh('seen');
  const [key, inner] = [field(b), b.fresh('acc')];
  const text = [
    `const ${name} = { ${inner}: 1, get ${key}() { ${body(b)}return this.${inner}; }, set ${key}(given) { this.${inner} = given; ${body(b)}} };`,
    oneOf(b, [
      () => `${name}.${key} = ${number(b)};`,
      () => `${name}.${key} += ${number(b)};`,
      () => `${name}.${key} ${b.choose.pick(['??=', '||=', '&&='])} ${number(b)};`,
      () => `${name}.${key}++;`,
      () => `[${name}.${key} = 4] = ${list(b)};`,
      () => `({ b: ${name}.${key}, ...${name}.rest } = ${record(b)});`,
      () => `for (${name}.${key} of [1, ${number(b)}]) console.log(${name}.${key});`,
      () => `for (${name}.${key} in { one: 1 }) console.log(${name}.${inner});`,
      () => `Object.assign(${name}, { ${key}: ${number(b)}, last: 2 });`,
      () => `console.log(JSON.stringify(${name}), { ...${name} });`,
    ]),
  ];
  b.declare({ name, kind: 'record', isConst: true });
  return lines(text);
}

function bigints(b: Builder): string {
  const name = b.fresh('big');
  return lines([
    `let ${name} = ${b.choose.below(9)}n;`,
    `${name} ${b.choose.pick(['+=', '-=', '*=', '<<='])} BigInt(${number(b)} & 15);`,
    oneOf(b, [
      () => `console.log(${name}++, -${name}, typeof ${name}, ${name} > ${number(b)});`,
      () => `console.log(BigInt.asIntN(8, ${name}), BigInt64Array.of(${name}, 3n));`,
      () => `try { console.log(${name} + ${number(b)}); } catch (e) { console.log(e.name); }`,
    ]),
  ]);
}

/** Private methods and accessors, static ones, fields that are functions, computed keys. */
function classMembers(b: Builder): string {
  const name = b.fresh('C');
  const parts = b.inClass(() => [
    `static #made = 0;`,
    `static #note() { ${name}.#made += 1; ${body(b)}}`,
    `#kept = ${innerNumber(b, false)};`,
    `get #part() { ${body(b)}return this.#kept; }`,
    `set #part(given) { this.#kept = given; ${body(b)}}`,
    `['key' + ${name}Keys.push(${innerNumber(b)})] = () => this.#kept;`,
    `change(given) { ${oneOf(b, [
      () => `this.#part = given;`,
      () => `this.#part += given;`,
      () => `this.#kept ${b.choose.pick(['??=', '||=', '&&='])} given;`,
      () => `[this.#part, this.#kept] = [given, 2];`,
      () => `({ given: this.#part } = { given });`,
    ])} ${name}.#note(); return #kept in this ? this.#part : -1; }`,
    `static get made() { return ${name}.#made; }`,
  ]);
  return lines([
    `const ${name}Keys = [];`,
    `class ${name} {\n${parts.join('\n')}\n}`,
    `const made${name} = new ${name}();`,
    `console.log(made${name}.change(${number(b)}), ${name}.made, ${name}Keys);`,
    b.choose.chance(30)
      ? `try { ${name}.prototype.change.call(${record(b)}, 1); } catch (e) { console.log(e.name); }`
      : '',
  ]);
}

function conversions(b: Builder): string {
  const name = b.fresh('conv');
  const how = oneOf(b, [
    () => `[Symbol.toPrimitive](hint) { ${body(b)}return hint === 'string' ? '${field(b)}' : ${innerNumber(b)}; }`,
    () => `valueOf() { ${body(b)}return ${innerNumber(b)}; }`,
    () => `toString() { ${body(b)}return '${field(b)}'; }, valueOf() { return this; }`,
    () => `toJSON(key) { ${body(b)}return key; }`,
  ]);
  const use = (): string =>
    oneOf(b, [
      () => `+${name}`,
      () => `\`\${${name}}\``,
      () => `${name} + ${number(b)}`,
      () => `${name} < ${number(b)}`,
      () => `${name} == ${number(b)}`,
      () => `${record(b)}[${name}]`,
      () => `({ [${name}]: ${number(b)} })`,
      () => `JSON.stringify({ part: ${name} })`,
      () => `Math.max(${name}, ${number(b)})`,
      () => `[1, 2, 3].slice(${name})`,
      () => `String(Symbol(${name}))`,
    ]);
  return lines([`const ${name} = { ${how} };`, `console.log('conv', ${use()}, ${use()});`]);
}

/** Objects that refuse: silently in sloppy code, with an error in strict code. */
function frozen(b: Builder): string {
  const name = b.fresh('ice');
  const how = b.choose.pick(['freeze', 'seal', 'preventExtensions']);
  const isList = b.choose.chance(40);
  const attempts = isList
    ? [
        `${name}.push(${number(b)})`,
        `${name}.pop()`,
        `${name}[0] = ${number(b)}`,
        `${name}.length = 0`,
        `${name}.sort()`,
        `${name}.splice(0, 1)`,
      ]
    : [
        `${name}.a = ${number(b)}`,
        `${name}.fresh = ${number(b)}`,
        `delete ${name}.a`,
        `Object.assign(${name}, { a: 5, z: 6 })`,
        `${name}.nested.b = ${number(b)}`,
        `Object.setPrototypeOf(${name}, null)`,
      ];
  const attempt = (): string => `try { ${b.choose.pick(attempts)}; } catch (e) { console.log(e.name); }`;
  const made = isList ? `[${number(b)}, 2]` : `{ a: ${number(b)}, nested: { b: 1 } }`;
  return lines([`const ${name} = Object.${how}(${made});`, attempt(), attempt(), `console.log(${name});`]);
}

function newTarget(b: Builder): string {
  const name = b.fresh('Old');
  const method = b.fresh('m');
  return lines([
    `function ${name}(given) { this.target = typeof new.target; this.a = given; ${body(b)}${b.choose.chance(20) ? 'return { a: given, other: 1 };' : ''} }`,
    `${name}.prototype.${method} = function () { ${body(b)}return this.a; };`,
    oneOf(b, [
      () => `console.log(new ${name}(${number(b)}).${method}?.());`,
      () => `console.log(Reflect.construct(${name}, [${number(b)}], class Other {}));`,
      () =>
        `class Sub${name} extends ${name} { extra = ${innerNumber(b, false)}; }\nconsole.log(new Sub${name}(${number(b)}), new Sub${name}(1) instanceof ${name});`,
      () => `const bound${name} = ${name}.bind(null, ${number(b)});\nconsole.log(new bound${name}());`,
      () =>
        `const made${name} = Object.create(${name}.prototype);\n${name}.call(made${name}, ${number(b)});\nconsole.log(made${name});`,
      () =>
        `Object.defineProperty(${name}, Symbol.hasInstance, { value(x) { ${body(b)}return true; } });\nconsole.log(${record(b)} instanceof ${name});`,
    ]),
  ]);
}

/** `__proto__:` in literals, accessors on the chain, properties that hide others. */
function prototypes(b: Builder): string {
  const name = b.fresh('heir');
  const key = field(b);
  const parent = oneOf(b, [
    () => record(b),
    () => `{ get ${key}() { ${body(b)}return this.own ?? 0; }, set ${key}(given) { this.own = given; ${body(b)}} }`,
    () => `Object.freeze({ ${key}: ${number(b)} })`,
    () => 'null',
    () => list(b),
    () => `{ __proto__: { set ${key}(given) { ${body(b)}} }, c: 3 }`,
  ]);
  const text = [
    `const ${name} = { __proto__: ${parent}, own: ${number(b)} };`,
    `try { ${oneOf(b, [
      () => `${name}.${key} = ${number(b)};`,
      () => `${name}.${key} += ${number(b)};`,
      () => `Object.setPrototypeOf(${name}, ${record(b)});`,
      () => `for (const key in ${name}) console.log(key, ${name}[key]);`,
      () => `Object.getPrototypeOf(${name}).${key} = ${number(b)};`,
      () => `delete ${name}.own;`,
      () => `${name}.__proto__ = { added: ${number(b)} };`,
    ])} } catch (e) { console.log(e.name); }`,
    `console.log(${name}.${key}, Object.keys(${name}));`,
  ];
  b.declare({ name, kind: 'record', isConst: true });
  return lines(text);
}

/** A proxy that is a record for the rest of the scope. */
function proxies(b: Builder): string {
  const name = b.fresh('proxy');
  const target = b.fresh('behind');
  const receiver = b.choose.pick(['t', 'r']);
  const traps: readonly Write[] = [
    () => `get(t, k, r) { ${body(b)}return Reflect.get(t, k, ${receiver}); }`,
    () => `set(t, k, v, r) { ${body(b)}return Reflect.set(t, k, v, ${receiver}); }`,
    () => `has(t, k) { ${body(b)}return k in t; }`,
    () => `deleteProperty(t, k) { ${body(b)}return Reflect.deleteProperty(t, k); }`,
    () => `ownKeys(t) { ${body(b)}return Reflect.ownKeys(t); }`,
    () => `defineProperty(t, k, d) { ${body(b)}return Reflect.defineProperty(t, k, d); }`,
    () => `getOwnPropertyDescriptor(t, k) { return Reflect.getOwnPropertyDescriptor(t, k); }`,
    () => `getPrototypeOf(t) { ${body(b)}return Reflect.getPrototypeOf(t); }`,
  ];
  const chosen = traps.filter(() => b.choose.chance(30)).map((write) => write());
  const text = [
    `const ${target} = ${record(b)};`,
    `const ${name} = new Proxy(${target}, { ${chosen.join(', ')} });`,
    oneOf(b, [
      () => `${name}.${field(b)} = ${number(b)};`,
      () => `${target}.${field(b)} = ${number(b)};`,
      () => `${name}.${field(b)} += ${number(b)};`,
      () => `delete ${name}.${field(b)};`,
      () => `Object.assign(${name}, { b: ${number(b)} });`,
      () => `console.log('a' in ${name}, { ...${name} });`,
      () => `for (const key in ${name}) console.log(key);`,
      () => `Object.defineProperty(${name}, 'b', { value: ${number(b)}, configurable: true });`,
      () =>
        `const inherits${name} = { __proto__: ${name}, own: 1 };\ninherits${name}.${field(b)} = ${number(b)};\nconsole.log(Object.keys(inherits${name}));`,
    ]),
    `console.log(${target}, ${name}.${field(b)});`,
  ];
  b.declare({ name: target, kind: 'record', isConst: true });
  b.declare({ name, kind: 'record', isConst: true });
  return lines(text);
}

function reflect(b: Builder): string {
  const name = b.fresh('mirror');
  const text = [
    `const ${name} = { a: 1, get b() { return this.a; }, set b(given) { this.a = given; ${body(b)}} };`,
    oneOf(b, [
      () => `console.log(Reflect.set(${name}, 'b', ${number(b)}));`,
      () =>
        `const other${name} = { a: 5 };\nconsole.log(Reflect.set(${name}, 'b', ${number(b)}, other${name}), other${name});`,
      () => `console.log(Reflect.get(${name}, 'b', { a: ${number(b)} }), Reflect.has(${name}, 'c'));`,
      () => `console.log(Reflect.deleteProperty(${name}, 'a'), Reflect.ownKeys(${name}));`,
      () => `console.log(Reflect.apply(Array.prototype.push, ${list(b)}, [${number(b)}, 2]));`,
      () => `Reflect.setPrototypeOf(${name}, ${record(b)});`,
      () =>
        `Reflect.defineProperty(${name}, 'c', { get() { ${body(b)}return 3; }, configurable: true, enumerable: true });\nconsole.log(${name}.c);`,
    ]),
  ];
  b.declare({ name, kind: 'record', isConst: true });
  return lines(text);
}

/** `super.key` read, written and called, in classes and in literals. */
function superProperties(b: Builder): string {
  const name = b.fresh('sup');
  const key = field(b);
  const use = oneOf(b, [
    () => `super.${key} = ${innerNumber(b)};`,
    () => `super.${key} += ${innerNumber(b)};`,
    () => `super['own'] = ${innerNumber(b)};`,
    () => `[super.${key}, super.other] = [1, ${innerNumber(b)}];`,
    () => `(() => { super.${key} = super.act?.(2); })();`,
    () => `super.own ??= ${innerNumber(b)};`,
    () => `delete super.act;`,
  ]);
  const text = [
    `const base${name} = { get ${key}() { return this.own; }, set ${key}(given) { this.own = given; ${body(b)}}, act(n) { this.acted = n; ${body(b)}return n; } };`,
    `const ${name} = { __proto__: base${name}, own: 1, act(n) { ${use}${body(b)}return super.act(n) + (super.${key} ?? 0); } };`,
    `try { console.log(${name}.act(${number(b)})); } catch (e) { console.log(e.name); }`,
    b.choose.chance(40)
      ? `Object.setPrototypeOf(${name}, { act: (n) => n, ${key}: ${number(b)} });\ntry { console.log(${name}.act(${condition(b)} ? 1 : 2)); } catch (e) { console.log(e.name); }`
      : '',
  ];
  b.declare({ name, kind: 'record', isConst: true });
  return lines(text);
}
