// Global names whose object has the method, the setter or the key: calls delete them, and getters count how often they are asked.
const del = new Function('return delete globalThis.G');
const asked = new Function('let n = 0; return { once() { n++; }, all() { const m = n; n = 0; return m; } }')();
function tried(f, accessor) {
  const o = { n: 1, m(x) { del(); return x; }, get g() { del(); return 1; }, set s(v) { del(); }, list: [1], i: { j: { k() { del(); return 2; } } }, [Symbol.iterator]: function* () { del(); yield 1; }, then: undefined, raw: ['x'],
    toString() { del(); return 'm'; }, t() { del(); return 3; }, [Symbol.hasInstance]() { del(); return true; } };
  Object.setPrototypeOf(o, null);
  if (accessor) Object.defineProperty(globalThis, 'G', { get() { asked.once(); return o; }, configurable: true });
  else globalThis.G = o;
  try { const r = f(o); console.log(String(f), r === o ? 'same' : typeof r, asked.all()); } catch (e) { console.log(String(f), e.message, asked.all()); }
  delete globalThis.G;
}
for (const a of [false, true]) {
  tried(() => G.m(1), a);
  tried(() => G.i.j.k(), a);
  tried(() => G['m'](1), a);
  tried((o) => o[G](1), a);
  tried((o) => o[G](G), a);
  tried(() => G.m?.(1), a);
  tried(() => G?.m(1), a);
  tried(() => G?.i.j.k(), a);
  tried(() => G.i?.j.k(), a);
  tried(() => G.g, a);
  tried(() => (G.s = 1), a);
  tried(() => (G.n = del()), a);
  tried(() => (G.n += del()), a);
  tried(() => (G.s += 1), a);
  tried(() => G.n++, a);
  tried(() => (G.i.j.q = del()), a);
  tried(() => (G[del()] = 1), a);
  tried(() => delete G.n, a);
  tried(() => delete G?.n, a);
  tried(() => delete G.i?.[del()], a);
  tried(() => [...G], a);
  tried(() => { for (const x of G) return x; }, a);
  tried(() => { for (const x in G) { del(); } }, a);
  tried(() => { const { n, i: { j } } = G; return j; }, a);
  tried(() => { let x; ({ n: x, g: x } = G); return x; }, a);
  tried(() => { [G.n, G.s] = [1, 2]; }, a);
  tried(() => { for (G.s of [1, 2]); }, a);
  tried(() => ({}) instanceof G, a);
  tried(() => 'n' in G, a);
  tried(() => `${Object.keys(G)}`, a);
  tried(() => G.m`x`, a);
  tried(() => String.raw(G), a);
  tried(() => Reflect.apply(G.m, G, [1]), a);
  tried(() => G.m.call?.(G, 1), a);
  tried(() => Object.assign(G, { s: 1 }), a);
  tried(() => G.list.push(del()), a);
  tried(() => { G.n ||= del(); G.s &&= 1; }, a);
  tried(() => { G.zz ??= del(); }, a);
  tried((o) => o.n = G, a);
  tried((o) => o.m(...[G], 1), a);
  tried(() => { class X extends Object { static { G.m(1); } } return new X(); }, a);
  tried(() => JSON.stringify(G), a);
  tried(() => new Promise((r) => r(G)) && G.t(), a);
  tried(() => { switch (G) { case G: return G.t(); } }, a);
  tried(() => (G, G.t)(), a);
  tried(() => { try { throw G; } catch (e) { return e.n; } }, a);
  tried(() => { G = 5; return typeof G; }, a);
  tried(() => { G = del(); return typeof G; }, a);
  tried(() => G.nope(), a);
  tried(() => G.i.nope(), a);
  tried(() => G.i.nope.x(), a);
  tried(() => new G(), a);
  tried(() => new G.i(), a);
  tried(() => G(), a);
  tried(() => { return G.toString() + G; }, a);
}
globalThis.F = function () { delete globalThis.F; return 1; };
console.log(F());
globalThis.F = function () { delete globalThis.F; return { x: 1 }; };
console.log(new F());
globalThis.F = function () { delete globalThis.F; return { x: 1 }; };
console.log(F?.(1), typeof F);
globalThis.F = function (s) { delete globalThis.F; return s; };
console.log(F`x${1}`, typeof F);
let fr = 0;
Object.defineProperty(globalThis, 'F', { get() { fr++; return function (s) { return s; }; }, configurable: true });
F(1); F({}); new F(); F`x`; F?.(2); F.call(null, {}); F.apply(null, [{}]); [1].map(F); F.bind(null)();
console.log(fr);
globalThis.g = {};
g.foo = function () {
  return new Error('x').stack.split('\n').slice(1, 3).map((l) => l.replace(/\(.*[\\/]/, '(')).join();
};
g['bar'] = () => g.foo();
console.log(g.bar(), g.foo.name, g.bar.name);
