// Functions and classes in the head of a loop capture its variables before the first turn has its own.
const log = [];
for (let a = 0, get = () => a, inc = () => { a++; }; a < 3; a++) { log.push([a, get()]); inc(); a += 0; }
const fns = [];
for (let i = 0, first = (fns.push(() => i), 5); i < 2; i++) fns.push(() => i++);
for (const f of fns) log.push(f());
for (let i = 0, g = () => i; ; i++) { fns.push(() => i); if (i > 1) { log.push(g()); break; } }
function inner(n) { for (let i = n, h = function () { return i; }; i < n + 2; i++) { if (i === n) continue; log.push(h(), i); } }
inner(3); inner(5);
for (let o = { n: 0 }, k = () => o; o.n < 2; o = { n: o.n + 1 }) { fns.push(() => o); log.push(k().n); }
function* gen() { for (let i = 0, g = () => i; i < 2; i++, yield g()) { yield i; fns.push(() => i); } }
log.push(...gen());
for (let c = 0, s = () => { c = 10; }, t = () => c; c < 2; c++) { s(); log.push(c, t()); }
for (let x = 1, y = class { static v = x; get() { return x; } }; x < 3; x++) log.push(new y().get(), y.v, x);
for (let [p, q] = [0, () => p]; p < 2; p++) { fns.push(() => p); log.push(q()); }
for (let z = 0; (() => z)() < 2; z++) { fns.push(() => z); log.push(z); }
for (let w = 0, v = eval('() => w'); w < 2; w++) { log.push(v(), w); }
console.log(log, fns.length);
// In an outer scope there is a variable of the same name.
for (const i of ['one', 'two']) {
  fns.push(() => i);
  const act = () => {
    const all = [];
    for (let i = 0, read = () => i; i < 2; all.push(() => i), i++);
    all.map((f) => f());
  };
  act();
}
