// Indirect eval and new Function run in the global scope; their functions call back into recorded code.
const local = 'module local';
const indirect = eval;
console.log((0, eval)('typeof local'), indirect('var fromIndirect = 1; typeof local'), (globalThis as any).fromIndirect, globalThis.eval('2 ** 5'));
const add = new Function('a', 'b = 2', '...rest', 'return a + b + rest.length');
console.log(add(1), add(1, 3, 4, 5), add.name, add.length, add.toString());
const text = 'return this === globalThis';
console.log(new Function(text)(), new Function('"use strict"; return this')(), Function('return typeof local')());
function callback(n: number) {
  const doubled = n * 2;
  return doubled;
}
const calls = new Function('f', 'list', 'return list.map(function (x) { return f(x) + 1; })');
const numbers = [1, 2, 3];
const mapped = calls(callback, numbers);
console.log(mapped, numbers);
const mutates = new Function('o', 'o.changed = true; o.list.push("by new Function"); delete o.gone; return o');
const object: any = { list: ['start'], gone: 1 };
const same = mutates(object);
console.log(same === object, object);
const Generator = Object.getPrototypeOf(function* () {}).constructor;
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
const made = new Generator('n', 'while (n--) yield n');
console.log([...made(3)], await new AsyncFunction('x', 'return await x')(Promise.resolve('awaited')), made.toString());
for (const bad of ['a b', '}{', 'return await 1']) {
  try {
    new Function(bad);
  } catch (error) {
    console.log((error as Error).name, (error as Error).message);
  }
}
try {
  new Function('throw new RangeError("inside")')();
} catch (error) {
  console.log((error as Error).name, (error as Error).stack!.split('\n')[1]!.replace(/\(.*\//, '('));
}
(globalThis as any).shared = { n: 1 };
indirect('shared.n++; shared.by = "eval"');
const { shared } = globalThis as any;
console.log(shared, delete (globalThis as any).shared);
const json = indirect('({ a: [1, { b: 2 }] })');
json.a[1].b = 3;
console.log(json);
