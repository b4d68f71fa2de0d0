// Loops with direct eval in them keep the values that they began with in a scope around.
for (let i = 0, [j] = [2]; i < 2; i++) { const f = () => eval('i + j'); f(); }
for (let k = 0; k < 2; k++) { console.log(eval('k')); const g = () => k; g(); }
for (const c = { n: 0 }; c.n < 2; c.n++) eval('c.n');
function f() { for (let q = 5; q < 7; q++) { label: for (let r = q; r < 7; r++) { if (eval('r') > 5) continue; const h = () => r; h(); } } }
f();
for (let e = 0; ; e++) { if (eval('e > 1')) break; }
for (var z = 0; z < 2; z++) eval('z'); for (let [] = []; ; ) { if (eval('1')) break; }
// What closures in the head assign are the variables that the loop began with, not those of a round.
const out = [];
for (let i = 0, step = () => ++i; i < 3; step(), i++) {
  function act(a) {
    eval('a = 8');
    return a;
  }
  out.push(act(1), act(2), i);
}
for (let i = eval('0'), read = () => i, step = () => (i += 10); i < 2; i++) { step(); out.push(read(), i); }
for (let i = 0, read = () => i, step = () => (i += eval('10')); i < 2; out.push(() => i), i++) { step(); out.push(read(), i); }
for (let [i, { j }] = [0, { j: () => ++i }]; i < 2; i++) { j(); out.push(eval('i'), j); }
for (const c = { n: 0 }, f = () => c; f().n < 2; eval('c.n++')) out.push(c.n);
for (let i = 0, f = () => i++; ; ) { if (eval('i > 1') || f() > 2) break; }
function* g() { for (let i = yield, f = () => ++i; i < 3; i++) { f(); yield eval('i'); } }
console.log([...g()], out.map((f) => (typeof f === 'function' ? f() : f)));
