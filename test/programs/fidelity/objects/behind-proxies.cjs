// What a proxy stands in front of is changed through it, by traps that nobody records or none at all.
const { change } = require('../modules/node_modules/sample-package/change.cjs');
const m = new Map(), o = { n: 1 };
const mp = new Proxy(m, { get: (t, k) => (typeof t[k] === 'function' ? t[k].bind(t) : t[k]) });
mp.set('k', o);
console.log(m.size);
mp.get('k').n = 50;
mp.delete('k');
console.log(m.size);
const s = new Set([1]); const sp = new Proxy(s, { get: (t, k) => Reflect.get(t, k, t).bind?.(t) });
sp.add(2); console.log(s); sp.clear(); console.log(s);
const t = { n: 0, inner: { n: 0 } }; const p = new Proxy(t, {});
change(p); console.log(t);
change(p.inner); console.log(t);
const pp = new Proxy(p, {}); change(pp); console.log(t);
const holder = { deep: { p: pp } }; const f = { f(h) { h.deep.p.n++; } }; f.f(holder); console.log(t);
const bound = change.bind(null, p); bound(); console.log(t);
setTimeout(change, 1, p); setTimeout(() => { console.log(t); done(); }, 5);
const { proxy, revoke } = Proxy.revocable(t, {}); revoke(); try { change(proxy); } catch (e) { console.log(e.message); }
const date = new Date(0); const dp = new Proxy(date, { get: (t, k) => (typeof t[k] === 'function' ? t[k].bind(t) : t[k]) }); dp.setTime(5); console.log(date);
const arr = [3, 1]; const ap = new Proxy(arr, {}); ap.push(4); console.log(arr); ap.sort(); console.log(arr); Array.prototype.push.call(ap, 9); console.log(arr); [...ap]; ap.length = 0; console.log(arr);
const fp = new Proxy(change, { apply: (f, self, args) => { args[0].m = 1; return Reflect.apply(f, self, args); } }); fp(o); console.log(o); fp.call(null, o); console.log(o);
class Store { #m = new Map(); data = { n: 0 }; constructor() { return new Proxy(this, { get: (t, k) => { const v = t[k]; return typeof v === 'function' ? v.bind(t) : v; } }); } put(k, v) { this.#m.set(k, v); this.data.n++; return this; } get all() { return [...this.#m]; } }
const st = new Store(); st.put('a', o).put('b', t); change(st.data); console.log(st.data, st.put.name); Object.assign(st.data, { z: 1 }); console.log(st.data);
async function done() { const pr = new Proxy(Promise.resolve(1), { get: (t, k) => (typeof t[k] === 'function' ? t[k].bind(t) : t[k]) }); pr.then((x) => console.log(x)); const u = new Uint8Array(4); const up = new Proxy(u, { get: (t, k) => (typeof t[k] === 'function' ? t[k].bind(t) : t[k]) }); up.fill(3); console.log(u); up[0] = 9; console.log(u); }
const t2 = { a: 1, b: { c: 1 } }, q = new Proxy(t2, {}), q2 = new Proxy(t2, { set(x, k, v) { x[k] = v; return true; }, deleteProperty: Reflect.deleteProperty });
q.a = 2; console.log(t2); q['b'].c = 3; console.log(t2); delete q.a; console.log(t2); q2.z = 1; console.log(t2); delete q2.z; console.log(t2); q.x ??= { y: 1 }; console.log(t2); q.x.y++; q.n = 1; q.n += 5; console.log(t2);
[q.p1, q.p2] = [1, 2]; console.log(t2); ({ k: q.p3 } = { k: { v: 1 } }); console.log(t2); for (q.i of [1, 2]) console.log(t2); for (const k in t2) q[k] = k; console.log(t2); Object.defineProperty(q, 'hid', { value: 1, enumerable: true }); console.log(t2); Reflect.set(q, 'r', 1); console.log(t2); Object.assign(q, { as: 1 }); console.log(t2); Reflect.deleteProperty(q, 'as'); console.log(t2);
const inh = Object.create(q); inh.own = 1; console.log(t2, Object.keys(inh)); class P { static s = new Proxy({ n: 0 }, {}); } P.s.n++; P.s.n++; console.log(P.s.n); const nat = new Proxy(t2, { set: Reflect.set.bind(null), defineProperty: Reflect.defineProperty }); nat.viaNative = 1; console.log(t2); const big = new Proxy(new Array(2000).fill(0), {}); for (let i = 0; i < 2000; i++) big[i] = i; console.log(big.length, big[1999]); Object.freeze(q); console.log(Object.isFrozen(t2)); try { 'use strict'; q.fr = 1; } catch (e) { console.log(e.message); } console.log(t2);
const view = new Proxy(new Uint8Array(4), {}); try { view[0] = 1; } catch (e) { console.log(e.message); } const target3 = { set s(v) { this.kept = v; } }; const q3 = new Proxy(target3, {}); q3.s = 4; console.log(target3); const q4 = new Proxy({ n: 0 }, { defineProperty: (x, k, d) => Reflect.defineProperty(x, k, { ...d, value: 'trapped' }) }); q4.n = 1; console.log(q4.n); const base = new Proxy({ inherited: 1 }, { set(x, k, v, r) { return Reflect.set(x, 'moved', v, x); } }), heir = Object.create(base); heir.inherited = 5; console.log(heir.moved, Object.keys(heir)); const locked = new Proxy(Object.freeze({ f: 1 }), {}); locked.f = 2; delete locked.f; console.log(locked.f); const handler = {}, late = new Proxy({ n: 0 }, handler); late.n = 1; handler.set = () => true; late.n = 2; delete handler.set; late.n = 3; console.log(late.n);
