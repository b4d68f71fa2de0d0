// `this` of arrow functions in blocks that have variables of their own; switches whose values do something before their cases declare variables.
class Counter {
  count = 1;
  inBlock(run: (f: () => number) => number) { { const x = 1; return run(() => { const z = x; return this.count + z; }); } }
  unused(run: (f: () => number) => number) { { let x = 1; x++; return run(() => { const z = 2; return this.count + z + (x > 5 ? 1 : 0); }); } }
  loop(run: (f: () => number) => number) { let sum = 0; for (let i = 0; i < 2; i++) { sum += run(() => { const z = i; return this.count + z; }); } return sum; }
  chosen(run: (f: () => number) => number, n: number) { switch (n) { case 1: { return 0; } default: const q = n; return run(() => { const z = q; return this.count + z; }); } }
  caught(run: (f: () => number) => number) { try { throw 1; } catch (e) { return run(() => { const z = e as number; return this.count + z; }); } }
  next(n: number) { switch (this.count += n) { case 3: const q = n; return q; } return this.count; }
}
const counter = new Counter();
const run = (f: () => number): number => f();
const seen = [counter.inBlock(run), counter.unused(run), counter.loop(run), counter.chosen(run, 2), counter.caught(run), counter.next(1), counter.next(1)];
const behind = (text: string) => { let n = 0; for (const c of text) { if (c === '\n' && n++, n === 1 && /\S/.test(c)) return 1; if (n === 2) return 2; } return n; };
console.log(seen, behind('ab\n\n'), behind('\na'), behind('a'));
