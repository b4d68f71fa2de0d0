// "x is not defined", "Assignment to constant variable.", invalid assignments: position and text in every kind of expression.
declare const missing: any;
declare const gone: any;
const fixed = 1;
const pair = [1, 2];
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
const w: any = { fixed };
tried(() => missing);
tried(() => missing());
tried(() => missing.a.b);
tried(() => missing?.a);
tried(() => new missing());
tried(() => typeof missing);
tried(() => missing + 1);
tried(() => [1, missing, 2]);
tried(() => ({ missing }));
tried(() => ({ a: 1, ...missing }));
tried(() => Math.max(1, missing));
tried(() => `a ${missing} b`);
tried(() => missing`x`);
tried(() => { (missing as any) = 1; });
tried(() => { (missing as any) += 1; });
tried(() => { (missing as any)++; });
tried(() => { for (const x of missing) return x; });
tried(() => { for (const x in gone) return x; });
tried(() => { if (missing) return 1; });
tried(() => { while (missing) return 1; });
tried(() => { switch (missing) { default: } });
tried(() => { throw missing; });
tried(() => { const { a } = missing; return a; });
tried(() => ((a = missing) => a)());
tried(() => w.fixed || missing);
tried(() => w.none && missing);
tried(() => w.none ?? missing);
tried(() => { (fixed as any) = 2; });
tried(() => { (fixed as any) += 2; });
tried(() => { (fixed as any)++; });
tried(() => { [w.a, (fixed as any)] = pair; });
tried(() => { ({ fixed: (fixed as any) } = w); });
tried(() => { for ((fixed as any) of pair); });
tried(() => { for (const i = 0; i < 1; (i as any)++); });
tried(() => { (fixed as any) ||= 5; });
tried(() => { (fixed as any) &&= 5; });
tried(() => { using r = null; (r as any) = 1; });
console.log(w, fixed);
