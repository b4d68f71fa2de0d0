/** Setters, methods and prototypes that come later than the objects they concern: what is known of plain objects must not outlive them. */
class A { constructor() { this.x = 1; this.y = 2; } hit(n) { this.x = n; return this; } run() { return 1; } }
const as = [new A(), new A(), new A()];
for (let i = 0; i < 50; i++) for (const a of as) { a.hit(i); a.z = i; a.run(); }
let heard = 0;
Object.defineProperty(A.prototype, 'w', { configurable: true, set(v) { heard = v; this.y = v * 2; } });
for (let i = 0; i < 5; i++) for (const a of as) { a.w = i; a.y = i + 1; }
const b = new A();
b.w = 7;
b.run = () => { b.x = 99; return 2; };
b.run();
b.run = Math.max;
b.run(1, 2);
b.hit(3).z = -0;
function Old() { this.p = 1; }
Old.prototype.m = function m() { return this.p; };
const o = new Old();
for (let i = 0; i < 10; i++) { o.p = i; o.m(); o.q = i; }
Object.defineProperty(Old.prototype, 'r', { set(v) { this.p = -v; }, configurable: true });
for (let i = 0; i < 10; i++) { o.r = i; o.m(); }
const plain = { a: 1 };
for (let i = 0; i < 5; i++) plain.a = i;
Object.setPrototypeOf(plain, { set a(v) {}, set c(v) { heard = v; } });
plain.c = 4; plain.a = 6;
const arr = [1, 2, 3];
arr.name = 'n'; arr.push(4); arr.length = 2;
class S extends A { set x2(v) { this.x = v; } put(v) { super.x2 = v; super.k = v; this.k = v; } }
const s = new S(); s.put(4); s.put(5); s.x2 = 9;
Object.freeze(s);
try { 'use strict'; s.k = 1; } catch {}
const frozen = Object.freeze({ f: 1 });
frozen.f = 2;
Map.prototype.extra = function extra() { return 1; };
const target = { t: 1, act() { this.t = 5; return this; } };
for (let i = 0; i < 5; i++) { target.t = i; target.act(); }
target.act = Array.prototype.push;
target.act(5, 6);
console.log(heard, JSON.stringify([as, b, o, plain, arr, s, target]));
