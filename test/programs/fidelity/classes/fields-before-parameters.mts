// A base class defines its fields before its constructor's parameters can be seen: what they are meanwhile, also where a field's value throws.
const log: unknown[] = [];
let limit = 0;
const next = (value: unknown) => { if (limit-- <= 0) throw new Error(`no ${value}`); return value; };
const tried = (action: () => unknown) => {
  for (limit = 0; limit < 3; limit++) {
    const before = limit;
    try { log.push(action()); } catch (error) { log.push((error as Error).message, (error as Error).stack!.split('\n').length > 2); }
    limit = before;
  }
};
class One {
  first = next('first');
  second = next('second');
  constructor(a: number, b?: object, c: unknown = log.length) { log.push(a, b, c); }
}
class Captured {
  field = next(this);
  sees: () => unknown;
  constructor(a: unknown, ...rest: unknown[]) { this.sees = () => [a, rest]; }
}
const Held = class Inner {
  own = next(1);
  inner: unknown;
  constructor(n: number) { this.inner = n > 0 ? new Inner(n - 1) : null; }
};
const Nameless = class { own = next(1); constructor(n?: number, { length } = [n]) { log.push(length); } };
class Simple {
  first = next('first');
  constructor(a: unknown, b?: unknown) { log.push(a, b); }
}
class Plain { map = new Map(); list = [1]; constructor(size: number) { this.list.push(size); } }
function local(outer: unknown) {
  class Local { field = next(outer); constructor(given: unknown) { log.push(given); } }
  return new Local([outer, new Local({ outer })]);
}
tried(() => new One(1, { b: 1 }));
tried(() => new One(1));
tried(() => new (One as any)(1, { b: 2 }, 'c', 'more').first);
tried(() => new One((log.push('effect'), 2), { log: new One(3) }));
tried(() => new Captured(() => 1, 2, 3).sees());
tried(() => new Captured(log.length).sees());
tried(() => new Simple(1, { b: 1 }));
tried(() => new (Simple as any)(1, { b: 2 }, 'more'));
tried(() => new Simple(new Simple(log.length), [new Simple(4, () => 5)]));
tried(() => new Held(2).inner);
tried(() => new Nameless(4).own);
tried(() => new Nameless().own);
tried(() => new Plain(5).list);
tried(() => local({ x: 1 }));
tried(() => new One(...([6, { spread: true }] as const)));
tried(() => Reflect.construct(One, [7]));
async function awaits() {
  for (limit = 0; limit < 4; limit++) {
    const before = limit;
    try { new Simple(await 8, { awaited: await Promise.resolve(limit) }); } catch (error) { log.push((error as Error).message); }
    limit = before;
  }
}
function* yields(): Generator<number, void, number> {
  limit = 1;
  try { new Simple(yield 1, { sent: yield 2 }); } catch (error) { log.push((error as Error).message); }
}
await awaits();
const walk = yields();
walk.next(); walk.next(10); walk.next(20);
console.log(log.length, log.filter((v) => typeof v !== 'object' && typeof v !== 'function'));
