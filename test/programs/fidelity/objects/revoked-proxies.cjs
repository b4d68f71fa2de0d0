// Proxies that have been revoked: of arrays, objects and functions, seen first afterwards, inside of others, behind others, and given to other code.
const made = [[1, 2], { a: 1 }, function f() {}].map((target) => Proxy.revocable(target, {}));
const seen = made.map(({ proxy }) => typeof proxy);
for (const { revoke } of made) revoke();
const [array, object, called] = made.map(({ proxy }) => proxy);
function look(x) { return x; }
look(array);
look({ object, list: [called, array] });
look(new Proxy(array, {}));
look(new Map([[object, array]]));
const attempts = [
  () => Array.isArray(array),
  () => [].concat(array),
  () => [0].push.apply([], array),
  () => Reflect.apply(look, undefined, array),
  () => new Uint8Array(2).set(array),
  () => [...array],
  () => (object.a = 1),
  () => delete object.a,
  () => called(),
  () => { const [first] = array; return first; },
  () => { const { a } = object; return a; },
  () => [1, 2].splice(0, 1, array).length,
  () => structuredClone(object),
  () => Object.assign({}, { kept: object }).kept === object,
];
for (const attempt of attempts) {
  try {
    console.log(String(attempt()));
  } catch (error) {
    console.log(error.name, error.message);
  }
}
console.log(seen.join(' '), typeof called);
