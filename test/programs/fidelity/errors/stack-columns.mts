// Lines and columns of stack frames: calls, getters, constructors, callbacks, fields, templates, several calls on one line.
const frames = (error: Error, count = 4) => error.stack!.split('\n').slice(1, 1 + count).map((line) => line.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
const fail = (label: string): never => { throw new Error(label); };
const one = (x: number) => x, two = (x: number) => (x > 1 ? fail('two') : x);
class Thing {
  field = this.initial();
  static count = 0;
  constructor(private_: number) { if (private_ > 1) fail('constructor'); }
  initial() { return Thing.count++ > 2 ? fail('field') : 1; }
  get getter(): number { return fail('getter'); }
  set setter(v: number) { fail(`setter ${v}`); }
  static get stat(): number { return fail('static getter'); }
  async later() { await null; return fail('async method'); }
  *walk() { yield 1; fail('generator'); }
  [Symbol.toPrimitive]() { return fail('toPrimitive'); }
  ['computed' + 1]() { return fail('computed'); }
  #hidden() { return fail('private'); }
  open() { return this.#hidden(); }
  toString() { return String(fail('toString')); }
}
const thing: any = new Thing(1);
const actions: (() => unknown)[] = [
  () => one(1) + two(one(2)) + one(3),
  () => [1, 2, 3].map((n) => two(n)),
  () => [1, 2].map(two),
  () => new Thing(2),
  () => thing.getter,
  () => { thing.setter = 5; },
  () => (Thing as any).stat,
  () => [...thing.walk()],
  () => thing + 1,
  () => thing.computed1(),
  () => thing.open(),
  () => `a${one(1)}b${fail('template')}c`,
  () => { const { getter } = thing; return getter; },
  () => { for (const n of [1]) if (n) fail('loop'); },
  () => (() => (() => fail('nested arrows'))())(),
  () => Reflect.construct(Thing, [3]),
  () => fail.call(null, 'call'), () => fail.apply(null, ['apply']), () => fail.bind(null, 'bind')(),
  () => JSON.stringify({ toJSON() { fail('toJSON'); } }),
  () => 'abc'.replace(/b/, () => fail('replace')),
  () => [2, 1].sort(() => fail('sort')),
  () => new Proxy({}, { get: () => fail('trap') } as any).x,
  () => ((a = fail('default')) => a)(),
  () => new (class { static { } x = fail('inline field'); })(),
  () => { for (let i = 0; i < 5; i++) new Thing(0); },
  () => fail`tagged`,
  () => eval('fail("eval")'),
  () => new Function('f', 'return f("Function")')(fail),
];
for (const action of actions) {
  try {
    action();
    console.log('no error');
  } catch (error) {
    console.log((error as Error).message, frames(error as Error));
  }
}
await thing.later().catch((error: Error) => console.log(error.message, frames(error)));
