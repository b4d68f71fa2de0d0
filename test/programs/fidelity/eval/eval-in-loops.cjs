// Loops with direct eval in them keep the values that they began with in a scope around.
for (let i = 0, [j] = [2]; i < 2; i++) { const f = () => eval('i + j'); f(); }
for (let k = 0; k < 2; k++) { console.log(eval('k')); const g = () => k; g(); }
for (const c = { n: 0 }; c.n < 2; c.n++) eval('c.n');
function f() { for (let q = 5; q < 7; q++) { label: for (let r = q; r < 7; r++) { if (eval('r') > 5) continue; const h = () => r; h(); } } }
f();
for (let e = 0; ; e++) { if (eval('e > 1')) break; }
for (var z = 0; z < 2; z++) eval('z'); for (let [] = []; ; ) { if (eval('1')) break; }
