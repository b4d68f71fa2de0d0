// `this` in every kind of code: module, sloppy, strict, arrow, method, getter, callback, constructor, bound, class.
console.log(this === module.exports, (() => this === module.exports)());
function sloppy() { return this; }
function strict() { 'use strict'; return this; }
console.log(sloppy() === globalThis, strict(), typeof sloppy.call(1), strict.call(1), sloppy.call(null) === globalThis);
const holder = {
  name: 'holder',
  method() { const own = this.name; return own; },
  arrow: () => typeof this.name,
  nested() { const inner = () => { const up = this.name; return () => up + this.name; }; return inner()(); },
  get getter() { return this.name; },
  set setter(value) { this.stored = [this.name, value]; },
  async later() { await null; return this.name; },
  *walk() { yield this.name; yield* [this.name.length]; },
};
holder.setter = 3;
console.log(holder.method(), holder.arrow(), holder.nested(), holder.getter, holder.stored, [...holder.walk()]);
const { method } = holder;
console.log((0, holder.method).call({ name: 'other' }), (holder.method)(), method.bind({ name: 'bound' })());
console.log([1].map(function () { return this.tag; }, { tag: 'thisArg' }), [1].map(() => typeof this));
function Constructed(n) { this.n = n; const self = this; this.same = () => self === this; }
const made = new Constructed(4);
console.log(made.n, made.same(), new.target === undefined);
class Base { constructor() { this.kind = new.target.name; } who() { return this.kind; } static make() { return new this(); } }
class Derived extends Base { constructor() { const early = () => this; super(); this.early = early() === this; } }
console.log(new Derived(), Derived.make().who());
try { const { who } = new Base(); who(); } catch (error) { console.log(error.message); }
holder.later().then((name) => console.log(name));
setTimeout(function () { console.log(this.constructor.name); }, 1);
queueMicrotask(function () { console.log(this === globalThis); });
