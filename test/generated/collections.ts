/** Statements around arrays, collections and bytes: changed by callbacks, while they are gone through, by several views; made by classes of their own. */
import type { Builder } from './builder.js';
import { list, number, oneOf, record } from './expressions.js';
import { innerNumber, innerStatements as body } from './inner.js';
import { lines } from './lines.js';

/** Parts of the grammar by name, each one kind of statement. */
export const COLLECTIONS: Readonly<Record<string, (b: Builder) => string>> = {
  changedCollections,
  definedProperties,
  mutatingCallbacks,
  sharedBytes,
  species,
};

/** `Object.defineProperty` on arrays, functions, records. */
function definedProperties(b: Builder): string {
  const name = b.fresh('def');
  const access = (): string =>
    `{ get() { ${body(b)}return ${innerNumber(b)}; }, set(given) { ${body(b)}}, configurable: true, enumerable: ${b.choose.chance(50)} }`;
  const text = lines([
    `const ${name} = [${number(b)}, 2, 3];`,
    oneOf(b, [
      () => `Object.defineProperty(${name}, 1, ${access()});`,
      () => `Object.defineProperties(${name}, { 0: { value: ${number(b)} }, extra: ${access()} });`,
      () => `Reflect.defineProperty(${name}, 'length', { value: ${b.choose.below(3)} });`,
      () => `${name}.extra = ${number(b)};`,
      () => `Object.defineProperty(${name}, 5, { value: ${number(b)}, writable: true, configurable: true });`,
    ]),
    oneOf(b, [
      () => `try { ${name}.push(${number(b)}); } catch (e) { console.log(e.name); }`,
      () => `try { ${name}.reverse(); } catch (e) { console.log(e.name); }`,
      () => `try { ${name}.sort(); } catch (e) { console.log(e.name); }`,
      () => `try { ${name}[1] = ${number(b)}; } catch (e) { console.log(e.name); }`,
      () => `console.log(${name}.map((x) => x), ${name}.indexOf(2));`,
      () => `console.log(${name}.concat(${list(b)}).flat());`,
    ]),
  ]);
  b.declare({ name, kind: 'list', isConst: true });
  return text;
}

/** Callbacks of arrays that change the array, or throw half-way. */
function mutatingCallbacks(b: Builder): string {
  const name = b.fresh('busy');
  const change = (): string =>
    b.choose.pick([
      `${name}.push(9)`,
      `${name}.pop()`,
      `${name}[0] = i`,
      `delete ${name}[1]`,
      `${name}.length = 1`,
      `all.unshift(i)`,
    ]);
  const limited = (): string => `if (i < 2) { ${change()}; }`;
  const call = oneOf(b, [
    () => `${name}.map((x, i, all) => { ${limited()} return x + ${innerNumber(b)}; })`,
    () => `${name}.filter((x, i, all) => { ${limited()} ${body(b)}return i > 0; })`,
    () => `${name}.reduce((sum, x, i, all) => { ${limited()} return sum + x; }, 0)`,
    () => `${name}.findLast((x, i, all) => { ${limited()} return x === ${innerNumber(b)}; })`,
    () => `${name}.flatMap((x, i, all) => { ${limited()} return [x, i]; })`,
    () => `Array.from(${name}, (x, i) => { if (i < 3) ${name}.push(i); return x; })`,
    () => `${name}.sort((x, y) => { ${body(b)}return x - y; })`,
    () => `${name}.sort((x, y) => { if (${innerNumber(b)} > 2) throw new Error('half sorted'); return y - x; })`,
    () => `${name}.forEach((x, i, all) => { ${limited()} if (i === 1) throw x; })`,
    () => `'a1b2'.replace(/\\d/g, (x, i) => { ${name}.push(i); ${body(b)}return x + i; })`,
    () => `Object.groupBy(${name}, (x, i) => { ${body(b)}return i % 2 ? 'odd' : 'even'; })`,
  ]);
  const text = lines([
    `const ${name} = [${number(b)}, , ${number(b)}, 3];`,
    `try { console.log(${call}); } catch (e) { console.log('left', String(e)); }`,
    `console.log(${name});`,
  ]);
  b.declare({ name, kind: 'list', isConst: true });
  return text;
}

/** Maps and sets that change while they are gone through. */
function changedCollections(b: Builder): string {
  const name = b.fresh('held');
  const n = b.choose.below(4) + 1;
  return oneOf(b, [
    () =>
      lines([
        `const ${name} = new Set([1, 2, ${number(b)}]);`,
        `for (const item of ${name}) { if (${name}.size < 5) ${name}.add(${name}.size * ${n}); ${b.choose.pick([`${name}.delete(item);`, `${name}.delete(2);`, ''])} ${b.repeated(4, () => body(b))}}`,
        `console.log(${name}, ${name}.union(new Set(${list(b)})));`,
      ]),
    () =>
      lines([
        `const ${name} = new Map([[{ a: 1 }, ${number(b)}], ['x', ${list(b)}]]);`,
        `${name}.forEach((value, key, all) => { if (all.size < 4) all.set(all.size, value); ${body(b)}});`,
        `console.log(${name}, [...${name}.keys()].length);`,
      ]),
    () =>
      lines([
        `const ${name} = new WeakMap();`,
        `const key${name} = ${record(b)};`,
        `${name}.set(key${name}, ${number(b)});`,
        `console.log(${name}.get(key${name}), ${name}.delete(key${name}), ${name}.has(key${name}));`,
      ]),
    () =>
      lines([
        `const ${name} = new (class Counted extends Map { set(k, v) { ${b.inClass(() => body(b))}return super.set(k, v); } })([['a', ${number(b)}]]);`,
        `${name}.set('b', ${number(b)}).set('a', 2);`,
        `console.log(${name}.size);`,
      ]),
    () =>
      lines([
        `const ${name} = Map.groupBy(${list(b)}, (x, i) => { ${body(b)}return i % 2; });`,
        `${name}.get(0)?.push(${number(b)});`,
        `console.log(${name});`,
      ]),
  ]);
}

/** Several views of the same bytes. */
function sharedBytes(b: Builder): string {
  const name = b.fresh('buf');
  const view = b.fresh('view');
  const text = lines([
    `const ${name} = new ArrayBuffer(8${b.choose.chance(30) ? ', { maxByteLength: 16 }' : ''});`,
    `const ${view} = new Uint8Array(${name}${b.choose.pick(['', ', 2', ', 2, 4'])});`,
    `const wide${name} = new ${b.choose.pick(['Int16Array', 'Float32Array', 'Uint32Array', 'Float64Array'])}(${name}, 0, 1);`,
    oneOf(b, [
      () => `wide${name}[0] = ${number(b)};`,
      () => `new DataView(${name}, 1).setInt16(2, ${number(b)}, true);`,
      () => `${view}.subarray(1).fill(${number(b)});`,
      () => `${view}.set(${list(b)}.slice(0, 2), 1);`,
      () => `new BigUint64Array(${name}, 0, 1)[0] += 258n;`,
      () => `if (${name}.resizable) ${name}.resize(12);`,
      () => `${view}.sort((x, y) => { ${body(b)}return y - x; });`,
      () =>
        `const moved${name} = ${name}.slice(2);\nnew Uint8Array(moved${name})[0] = ${number(b)};\nconsole.log(moved${name});`,
      () => `[${view}[0], ${view}[1], ...wide${name}.rest] = ${list(b)};`,
    ]),
    `console.log(${view}, wide${name}[0]);`,
  ]);
  b.declare({ name: view, kind: 'bytes', isConst: true });
  return text;
}

/** Arrays of a class of their own: what their methods return is made by it. */
function species(b: Builder): string {
  const name = b.fresh('Listed');
  const made = b.fresh('listed');
  const parts = b.inClass(() => [
    `constructor(...given) { super(...given); this.made = given.length; ${body(b)}}`,
    b.choose.chance(50) ? `static get [Symbol.species]() { ${body(b)}return ${b.choose.pick([name, 'Array'])}; }` : '',
    b.choose.chance(40) ? `push(...items) { ${body(b)}return super.push(...items); }` : '',
    b.choose.chance(30) ? `get first() { return this[0]; }\nset first(given) { this[0] = given; }` : '',
  ]);
  const text = lines([
    `class ${name} extends Array {\n${parts.filter(Boolean).join('\n')}\n}`,
    `const ${made} = new ${name}(${number(b)}, 2, 3);`,
    oneOf(b, [
      () => `console.log(${made}.map((x) => x + ${innerNumber(b)}).made);`,
      () => `console.log(${made}.splice(1, 1), ${made}.filter((x) => x > ${innerNumber(b)}));`,
      () => `console.log(${made}.concat(${list(b)}));`,
      () => `${made}.push(${number(b)});`,
      () => `${made}.first = ${number(b)};`,
      () => `console.log(${name}.from(${list(b)}), ${name}.of(7, 8));`,
    ]),
  ]);
  b.declare({ name: made, kind: 'list', isConst: true });
  return text;
}
