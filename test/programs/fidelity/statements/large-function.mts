// One function with many variables, statements and nested blocks: each variable keeps its own value.
function large(seed: number) {
  const a0 = seed, a1 = a0 + 1, a2 = a1 * 2, a3 = a2 - a0, a4 = a3 % 7, a5 = [a0, a1], a6 = { a2, a3 }, a7 = `${a4}`, a8 = a5.length > 1, a9 = null;
  let b0 = a1, b1 = a2, b2 = 'x', b3: any, b4 = () => b0 + b1, b5 = new Map([[a7, a6]]), b6 = a8 ? 'yes' : 'no', b7 = 0, b8 = -0, b9 = 10n;
  var c0 = b4(), c1 = b5.size, c2 = typeof b3, c3 = [...b2].length, c4 = b6.at(-1), c5 = Object.is(b8, -0), c6 = b9 ** 2n, c7 = a9 ?? 'null', c8 = (a5 as any)[5], c9 = !b7;
  for (let i = 0; i < 3; i++) {
    b7 += i;
    for (let j = i; j < 3; j++) {
      const product = i * j;
      if (product > 1) { b2 += product; continue; }
      switch (j) { case 0: b0++; break; case 1: { let b0 = 'shadow'; b3 = b0; break; } default: b1--; }
    }
    while (b7 < i * 2) { b7++; do { c3++; } while (c3 < 2); }
    try { if (i === 1) throw b7; b6 += i; } catch (caught) { c4 = String(caught); } finally { c1 += 10; }
  }
  label: { { { if (b0 > 1) break label; } } b0 = -1; }
  const results = { a: [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9], b: [b0, b1, b2, b3, b4(), b5.size, b6, b7, b8, b9], c: [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9] };
  return results;
}
const first = large(1), second = large(10);
console.log(first, second.b.join('|'));
const expression = ((((1 + 2) * (3 - 4)) / ((5 % 3) || 1)) ** 2 > 0 ? [[[[['deep']]]]] : { a: { b: { c: {} } } }) as any;
console.log(expression[0][0][0][0][0], [1, 2, 3, 4].map((n) => [n].map((m) => [m].map((k) => [k].map((l) => l * n)))).flat(9).join());
const long = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n + 1).filter((n) => n % 2).map((n) => n * n).reduce((all: number[], n) => [...all, n], []).concat([100]).reverse().slice(1).sort((x, y) => x - y).map(String).join('-').split('-').length;
console.log(long);
