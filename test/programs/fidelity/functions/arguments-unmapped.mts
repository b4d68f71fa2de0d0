// Strict or non-simple parameters: `arguments` is a copy; arrows see the outer one; its keys, iterator and poisoned callee.
function copy(a: number, b?: number) {
  a = 10;
  arguments[1] = 20;
  const seen = [arguments[0], b, arguments.length];
  return seen;
}
console.log(copy(1), copy(1, 2));
function defaults(a = 5, ...rest: number[]) {
  const list = Array.from(arguments);
  a++;
  return [a, rest, list, arguments.length];
}
console.log(defaults(), defaults(1, 2, 3), defaults.length);
function outer(_x: string) {
  const arrow = (_y: string) => [arguments[0], arguments.length];
  const nested = () => () => arguments[0];
  return [arrow('inner'), nested()()];
}
console.log(outer('outer'));
function keys() {
  const o = arguments;
  (o as any).extra = 1;
  return [Object.keys(o), Reflect.ownKeys(o).map(String), o instanceof Array, Array.isArray(o), Symbol.iterator in o];
}
console.log((keys as any)(1, 2));
try {
  (function () { return arguments.callee; })();
} catch (error) {
  console.log((error as Error).message);
}
class Base {
  got: unknown[];
  constructor() { this.got = [...arguments]; }
  get reader() { return arguments.length; }
  static make() { return new this(...(arguments as any)); }
}
class Derived extends Base { constructor(...args: any[]) { super(...(args as [])); this.got.push(arguments.length); } }
console.log((Base as any).make(1, 2).got, new Derived('a', 'b').got, new Base().reader);
function forwarded() { return Math.max.apply(null, arguments as any); }
console.log((forwarded as any)(3, 9, 4));
function* generator() { yield arguments.length; yield* arguments as any; }
console.log([...(generator as any)('x', 'y')]);
async function later() { await null; return arguments[0]; }
console.log(await (later as any)('kept across await'));
