// Methods that are properties of their objects, most of which need no look after a call; other code (made by Function) puts its own in their place, or an accessor.
const other = (text) => new Function('kept', `return ${text}`)({});
const lib = {
  self: other('function () { this.hits = (this.hits || 0) + 1; if (this.inner) this.inner.n = 9; }'),
  define: other("(o) => Object.defineProperty(o, 'm', { get() { globalThis.ran = (globalThis.ran || 0) + 1; return () => 1; }, configurable: true })"),
  ...other('{ keep: (o) => { kept.o = o; }, late: () => { kept.o.n = 77; } }'),
};
function make() { let n = 0; const o = { n: 0, inner: { n: 1 }, inc() { n++; o.n = n; }, get: () => n, both(x) { return x; } }; return o; }
const a = make();
for (let i = 0; i < 5; i++) { a.inc(); a.get(); }
console.log(a.n);
a.m = lib.self; a.m(); a.m(); console.log(a.hits, a.inner.n);
const b = make();
for (let i = 0; i < 3; i++) { b.inc(); if (i === 1) b.inc = lib.self; console.log(b.hits, b.n, b.inner.n); }
const c = make();
c.swap = function () { c.swap = lib.self; };
c.swap(); console.log(c.hits); c.swap(); console.log(c.hits, c.inner.n);
const d = { push: Array.prototype.push, length: 0, n: 1 };
d.push(4); d.push({ x: d }); console.log(d.length, d[0]);
const m = new Map(); const e = { set: m.set.bind(m), has: m.has.bind(m), n: 0 };
e.set('k', 1); e.has('k'); console.log(m.size);
const f = { m() { return 1; }, n: 1 }; f.m(); lib.define(f); f.m(); f.m(); console.log(globalThis.ran);
const g = { m() { return g; }, n: 1, inner: { n: 0 } }; g.m(); lib.keep(g); g.m(); lib.late(); g.m(); console.log(g.n);
const h = { call: Function.prototype.call, apply: Reflect.apply, n: 1 };
try { h.call(1); } catch (x) { console.log(x.message); }
const list = [1, 2]; const k = { put: Array.prototype.push.bind(list), n: 0 }; k.put(3); k.put(4); console.log(list);
const gen = { *g() { yield list.push(5); }, async a() { await 0; list.push(6); } };
const it = gen.g(); it.next(); gen.a().then(() => console.log(list));
const p = new Proxy({ m() { list.length = 0; } }, { get(t, key, r) { list.push('trap'); return Reflect.get(t, key, r); } });
const q = { p, m: p.m }; q.m(); q.p.m(); console.log(list);
const fr = Object.freeze({ m() { return list; }, n: 1 }); fr.m(); fr.m(); console.log(list.length);
class K { m = () => { list.push('field'); return this; }; n = 1; }
const kk = new K(); kk.m(); kk.m().n++; console.log(kk.n, list);
const evil = { m: eval, n: 1 }; evil.m('globalThis.z = 4'); console.log(globalThis.z);
const asg = { m: Object.assign, o: { a: 1 } }; asg.m(asg.o, { a: 2 }); console.log(asg.o.a);
const del = { m() { delete del.m; del.x = 1; }, x: 0 }; del.m(); console.log(Object.keys(del));
const proto = { m() { return 1; } }; const ch = Object.create(proto); ch.n = 1; ch.m(); proto.m = lib.self; ch.m(); console.log(ch.hits); ch.m = () => 2; ch.m(); console.log(ch.hits);
