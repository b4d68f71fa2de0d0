// `with`: names come from the object first, Symbol.unscopables hides, writes go to the object or past it, closures keep it.
const target = { x: 1, y: { z: 2 }, method() { return this === target; }, [Symbol.unscopables]: { hidden: true }, hidden: 'hidden' };
var hidden = 'outer', x = 'outer x', created;
with (target) {
  x = 5;
  created = x + y.z;
  var declaredInside = method();
  let blockScoped = hidden;
  function inWith() { return x; }
  const closure = () => ++x;
  closure();
  target.closure = closure;
  console.log(x, hidden, blockScoped);
}
console.log(x, target.x, created, declaredInside, inWith(), target.closure(), target.x);
with ([3, 1, 2]) { var sorted = sort().concat(length); push(4); console.log(typeof values, join()); }
console.log(sorted);
function nested(o, p) {
  with (o) with (p) {
    a = b + 1;
    var result = [a, b];
  }
  return result;
}
const o = { a: 1 }, p = { b: 10 };
console.log(nested(o, p), o, p);
const trace = [];
const proxy = new Proxy({ v: 1 }, {
  has(t, key) { if (typeof key === 'string' && key !== 'trace') trace.push(`has ${key}`); return Reflect.has(t, key); },
  get(t, key) { trace.push(`get ${String(key)}`); return Reflect.get(t, key); },
  set(t, key, value) { trace.push(`set ${key}`); return Reflect.set(t, key, value); },
});
with (proxy) { v = v + 1; typeof missingName; }
console.log(trace);
with ({ get g() { return 'getter'; }, set g(v) { trace.length = v; } }) { g = 1; var fromGetter = g; }
console.log(fromGetter, trace.length);
try { with (null) { } } catch (error) { console.log(error.message); }
for (var i = 0; i < 3; i++) with ({ i: 'shadow' }) { if (typeof i === 'string') continue; }
console.log(i, delete target.x, typeof target.x);
