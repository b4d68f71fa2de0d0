// A program that replaces built-in methods sees only its own calls of them: the recorder uses none of the replaced ones.
const calls = new Map();
const originals = [];
const targets = [
  [Array.prototype, ['push', 'pop', 'slice', 'map', 'forEach', 'indexOf', 'join', 'concat', 'includes', 'fill']], [Map.prototype, ['get', 'set', 'has', 'delete']], [WeakMap.prototype, ['get', 'set', 'has']],
  [Set.prototype, ['add', 'has']], [Object, ['keys', 'getOwnPropertyNames', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'defineProperty', 'assign', 'entries', 'freeze', 'is', 'isFrozen']],
  [Reflect, ['ownKeys', 'get', 'set', 'apply', 'construct', 'getOwnPropertyDescriptor', 'getPrototypeOf']], [Function.prototype, ['call', 'apply', 'bind', 'toString']], [String.prototype, ['charCodeAt', 'slice', 'split', 'indexOf', 'replace']],
  [Promise.prototype, ['then', 'catch', 'finally']], [Number, ['isInteger', 'isNaN']], [Math, ['floor', 'imul', 'random', 'max']], [JSON, ['stringify', 'parse']], [Array, ['isArray', 'from']], [Date, ['now']], [Atomics, ['load', 'store', 'notify', 'wait']],
  [Uint8Array.prototype.__proto__, ['set', 'subarray']], [Error, ['captureStackTrace']], [RegExp.prototype, ['exec', 'test']], [globalThis, ['setTimeout', 'setImmediate', 'queueMicrotask']], [Object.prototype, ['hasOwnProperty', 'valueOf', 'toString']], [Symbol, ['for']],
];
const note = calls.set.bind(calls), noted = calls.get.bind(calls), apply = Reflect.apply, define = Object.defineProperty;
for (const [object, names] of targets) {
  for (const name of names) {
    const original = object[name];
    originals[originals.length] = [object, name, original];
    define(object, name, { configurable: true, writable: true, value: { [name](...args) { note(name, (noted(name) ?? 0) + 1); return apply(original, this, args); } }[name] });
  }
}
function work(list) {
  const copy = { list, map: { a: 1 } };
  let total = 0;
  for (const n of list) total += n;
  copy.map.b = total;
  try { null.x; } catch (error) { copy.error = error; }
  class Local { #p = copy; read() { return this.#p; } }
  copy.local = new Local().read() === copy;
  list[3] = 9;
  delete copy.map.a;
  return copy;
}
const worked = work([1, 2, 3]);
const pushed = [].push(1), keyed = Object.keys(worked);
const snapshot = [...calls];
for (const [object, name, original] of originals) define(object, name, { configurable: true, writable: true, value: original });
console.log(pushed, keyed, worked.map, worked.local, snapshot);
