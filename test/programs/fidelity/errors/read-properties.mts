// "Cannot read properties of undefined (reading 'a')" and "Cannot set properties": nested, called, destructured, in chains.
let u: any;
const n: any = null;
const o: any = { p: undefined, q: { r: null }, f: () => undefined, list: [] };
const key = 'dynamic';
const sym = Symbol('sign');
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
tried(() => u.a);
tried(() => n.a.b);
tried(() => o.p.a);
tried(() => o.q.r.s);
tried(() => o.q.r.s());
tried(() => o.f().x);
tried(() => o.f().x());
tried(() => o.list[0].name);
tried(() => o.list[0][1]);
tried(() => u[0]);
tried(() => u[key]);
tried(() => u[sym]);
tried(() => u[`${key}!`]);
tried(() => u[{ toString: () => 'object' } as any]);
tried(() => (u.a = 1));
tried(() => (o.p.a = 1));
tried(() => (o.q.r[key] = o.f()));
tried(() => (n.count += 1));
tried(() => n.count++);
tried(() => --o.p.x);
tried(() => (o.p.y ??= 1));
tried(() => delete o.p.x);
tried(() => delete n[key]);
tried(() => 'a' in u);
tried(() => (u as any) instanceof Object && 1 in o.p);
tried(() => o.p?.a.b.c);
tried(() => o?.q.r.s);
tried(() => o?.p[o.q.r?.s].t);
tried(() => Math.max(1, o.p.a));
tried(() => [0, ...o.p.a]);
tried(() => `before ${o.p.a} after`);
tried(() => ({ a: 1, b: o.p.b, ...o.p.c }));
tried(() => { for (const e of o.p.list) return e; });
tried(() => { for (const e in o.p.list) return e; });
tried(() => { if (o.p.a > 1) return 2; });
tried(() => { switch (o.p.a) { default: return 1; } });
tried(() => { throw o.p.a; });
tried(() => (o.p.a ? 1 : 2));
tried(() => !o.p.a || typeof o.p.b);
tried(() => new o.p.Class(1));
tried(() => o.f(o.p.arg));
tried(() => (o.p.a, 1));
