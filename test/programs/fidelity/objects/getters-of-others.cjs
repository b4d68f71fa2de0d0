// Getters that code without probes defines on what the program has just made do not run when it is recorded.
let ran = 0;
const get = () => { ran++; return 5; };
const foreign = new Function('get', 'return (o, k) => { Object.defineProperty(o, k, { get, enumerable: true }); return o; }')(get);
const hidden = new Function('get', 'return (h, k) => { Object.defineProperty(h.o ?? h[0] ?? h(), k, { get, enumerable: true }); return h; }')(get);
function f(o) { return o; }
function a() { const o = { a: 1, b: 2 }; foreign(o, 'a'); return f(o); }
function b() { const o = [1, 2]; foreign(o, 0); return f(o); }
function c() { const o = { a: 1 }; hidden({ o }, 'a'); return f(o); }
function d() { const o = { a: 1 }; hidden([o], 'a'); return f(o); }
function e() { const o = { inner: { a: 1 }, list: [{ a: 1 }] }; hidden([o.inner], 'a'); hidden({ o: o.list[0] }, 'a'); hidden([[], o.inner].slice(1), 'b'); return f(o); }
function g() { return f(foreign({ a: 1 }, 'a')); }
function h() { return f({ x: foreign({ a: 1 }, 'a'), y: foreign([3], 0) }); }
class K { constructor() { this.a = 1; foreign(this, 'a'); } m() { return this; } }
class L { x = foreign(this, 'q') && 1; }
class M { x = 1; constructor() { this.inner = { a: 1 }; hidden({ o: this.inner }, 'a'); } }
class N { constructor() { const me = this; hidden({ o: me }, 'z'); this.late = 1; } }
function O() { this.a = 1; foreign(this, 'a'); }
class P extends K {} class Q extends N { constructor() { super(); this.more = 2; } }
const tag = foreign.bind(null); const box = { foreign, list: [foreign] };
function i() { const o = { a: 1 }; box.foreign(o, 'a'); return f(o); }
function j() { const o = { a: 1 }; box.list[0](o, 'a'); return f(o); }
function k() { const o = { a: 1 }; Reflect.apply(foreign, null, [o, 'a']); return f(o); }
function l() { const o = { a: 1 }; [o].forEach((x) => foreign(x, 'a')); return f(o); }
function m() { const o = { a: 1 }; [o].forEach(foreign.bind(null, o, 'a')); return f(o); }
function n() { const o = { a: 1 }; const p = { o }; p.self = p; hidden(p, 'a'); return f(p); }
function q() { const o = { a: 1 }; foreign?.(o, 'a'); return f(o); }
function r() { const o = { a: 1 }; (0, foreign)(o, 'a'); return f(o); }
function s() { const o = { a: 1 }; tag(o, 'a'); return f(o); }
function t() { const o = { a: 1 }; try { foreign(Object.freeze(o), 'a'); } catch { } return f(o); }
function u() { const o = { a: 1 }; Object.assign(new Proxy({}, { set(_, __, v) { Object.defineProperty(v, 'a', { get }); return true; } }), { o }); return f(o); }
function v() { const o = { a: 1 }; new (class { set x(v) { foreign(v, 'a'); } })().x = o; return f(o); }
class G { constructor() { this.a = 1; Object.defineProperty(this, 'a', { get }); } }
class I { constructor() { const self = this; define(() => self); this.x = 1; } }
class J { x = Object.defineProperty(this, 'y', { get }) && 1; }
class R extends G { constructor() { super(); this.b = 2; } }
function define(of) { Object.defineProperty(of(), 'q', { get }); }
function w() { const o = { a: 1 }; (new Function('get', 'return { set x(v) { Object.defineProperty(v, "a", { get }); } }')(get)).x = o; return f(o); }
const all = { a, b, c, d, e, g, h, K: () => f(new K().m()), L: () => f(new L()), M: () => f(new M()), N: () => f(new N()), O: () => f(new O()), P: () => f(new P()), Q: () => f(new Q()), G: () => f(new G()), I: () => f(new I()), J: () => f(new J()), R: () => f(new R()), i, j, k, l, m, n, q, r, s, t, u, v, w };
const counts = {};
for (let round = 0; round < 120; round++) for (const name of Object.keys(all)) { const before = ran; if ((name !== 'u' && name !== 'w') || round < 30) all[name](); if (ran > before) counts[name] = (counts[name] ?? 0) + ran - before; }
console.log(ran, counts);
