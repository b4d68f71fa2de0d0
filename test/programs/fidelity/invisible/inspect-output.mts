// util.inspect and console output of functions, classes, closures, proxies, getters, errors: names and shapes as written.
import { inspect, format, types, isDeepStrictEqual } from 'node:util';
class Shape { static sides = 4; #hidden = 1; size = 2; get area() { return this.size ** 2; } method() {} [inspect.custom] = undefined; }
class Custom { secret = 1; [inspect.custom](depth: number, options: any, inspector: any) { return `custom ${depth} ${typeof options.stylize} ${inspector === inspect}`; } }
function Plain(this: any) { this.a = 1; }
const nested: any = { level: { level: { level: { level: {} } } }, [Symbol('s')]: 1, f: () => 1, g: async function* named() {}, C: class {}, D: class extends Shape {} };
nested.self = nested;
const values = [Shape, new Shape(), new Custom(), Plain, new (Plain as any)(), nested, [1, , 3, , ,], new Map([[nested, new Set([1])]]), Object.create(null), Object.create({ inherited: 1 }), new (class extends Array {})(3), [function () {}, () => {}, async () => {}],
  Object.assign(() => {}, { extra: 1 }), new Proxy({ a: 1 }, {}), new Proxy(() => {}, {}), Promise.resolve(5), (async () => {})(), Symbol('x'), 10n, -0, 'quote\'s "both"', new Date(0), /re/g, new Error('message only').message, new WeakSet(), (function* () {})(), globalThis.process.version.length > 0, new Uint8Array(3), new Boolean(false), Object(1n)];
for (const value of values) console.log(inspect(value));
console.log(inspect(nested, { depth: 0 }), inspect(nested, { depth: null, compact: false, sorted: true }).split('\n').length, inspect(new Proxy({ p: 1 }, {}), { showProxy: true }), inspect(new Shape(), { showHidden: true, getters: true }));
console.log(format('%s %d %i %f %j %o %O %c %%', 'text', 1.5, 1.5, '2.5', { a: 1 }, [1], { deep: { er: {} } }, 'css'), types.isProxy(values[13]), types.isGeneratorFunction(nested.g), types.isAsyncFunction(nested.f));
console.log(isDeepStrictEqual(new Shape(), new Shape()), isDeepStrictEqual([1, { a: new Set([1]) }], [1, { a: new Set([1]) }]), inspect(new (class Foo extends Map { bar = 1; })()), String(Shape.prototype.method));
const error: any = new TypeError('with props');
error.code = 7;
error.stack = error.stack.split('\n')[0];
console.log(error, [error], { error });
