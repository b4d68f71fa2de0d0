// A class without probes between two that are recorded defines accessors on the instance once the base's constructor has returned: they do not run when it is recorded.
let ran = 0;
const accessor = { get() { ran++; return 1; }, configurable: true, enumerable: true };
const between = new Function('Base', 'accessor', 'return class Between extends Base { constructor() { super(3); Object.defineProperty(this, "v", accessor); } }');
class WithConstructor { constructor(v) { this.v = v; } }
class WithField { v = [2]; }
function Old(v) { this.v = v; }
class Handed { constructor(o) { return o; } }
class Empty extends between(WithConstructor, accessor) {}
class Field extends between(WithConstructor, accessor) { z = 1; }
class FieldOfField extends between(WithField, accessor) { z = { a: 1 }; }
class OfOld extends between(Old, accessor) { constructor() { super(); this.after = 1; } }
class Deep extends Field { constructor() { super(); this.inner = { a: 1 }; } }
// Fields of what the base's constructor returns: known objects, and such as have no room for a stamp.
class FieldOfOther extends Handed { x = 1; }
function see(o) { return o; }
const known = { a: 1 };
const proxy = new Proxy({ a: 1 }, {});
const pattern = /a/g;
see([known, proxy, pattern]);
for (let i = 0; i < 120; i++) {
  for (const K of [Empty, Field, FieldOfField, OfOld, Deep, WithConstructor, WithField, Old]) see(new K(i));
  for (const o of [known, proxy, pattern]) {
    const made = see(new FieldOfOther(o));
    delete made.x;
  }
}
console.log(ran, Object.keys(new Deep()), proxy.x, pattern.x, known.x);
