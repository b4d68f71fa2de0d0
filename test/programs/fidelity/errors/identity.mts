// Errors keep their identity, stack and properties through catch, rethrow, finally, promises, generators and closures.
const seen = new WeakMap<object, string[]>();
const note = (error: unknown, label: string) => {
  const list = seen.get(error as object) ?? [];
  list.push(label);
  seen.set(error as object, list);
  return error;
};
const original = new RangeError('original');
const stack = original.stack;
const descriptor = JSON.stringify(Object.getOwnPropertyDescriptor(original, 'message'));
function level(n: number): never {
  try {
    if (n === 0) throw note(original, 'thrown');
    return level(n - 1);
  } catch (error) {
    throw note(error, `level ${n}`);
  } finally {
    note(original, `finally ${n}`);
  }
}
let caught: unknown;
try {
  level(2);
} catch (error) {
  caught = error;
}
const viaPromise = await Promise.reject(original).catch((error) => note(error, 'promise'));
const viaAsync = await (async () => { throw original; })().then(() => 'never', (error) => note(error, 'async'));
function* generator() { try { yield 1; } catch (error) { yield note(error, 'generator'); } }
const it = generator();
it.next();
const viaGenerator = it.throw(original).value;
console.log(caught === original, viaPromise === original, viaAsync === original, viaGenerator === original, seen.get(original));
console.log(original.stack === stack, JSON.stringify(Object.getOwnPropertyDescriptor(original, 'message')) === descriptor, Object.keys(original), Reflect.ownKeys(original));
for (const value of [undefined, null, 0, '', NaN, false, Symbol.iterator, {}, [], () => 1, Object.freeze(new Error('frozen')), Object.create(null), new Proxy({}, {})]) {
  try {
    throw value;
  } catch (error) {
    const same = Object.is(error, value);
    if (!same) console.log('changed', error);
  }
}
const frozen = Object.freeze(new Error('frozen error'));
try { throw frozen; } catch (error) { console.log(Object.isFrozen(error), error === frozen, Reflect.ownKeys(frozen)); }
const engine: any[] = [];
for (let i = 0; i < 2; i++) try { (undefined as any).x; } catch (error) { engine.push(error); }
console.log(engine[0] !== engine[1], engine[0].message === engine[1].message, engine[0].stack === engine[1].stack, Reflect.ownKeys(engine[0]));
