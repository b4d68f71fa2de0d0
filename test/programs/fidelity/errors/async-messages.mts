// The messages of V8 inside async functions, at awaits, in async generators and their destructured parameters.
const u: any = undefined, o: any = { f: 1, p: Promise.resolve(undefined), later: async () => null };
const at = (error: any) => `${error.message} @ ${error.stack.split('\n')[1].trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')}`;
const cases: (() => Promise<unknown>)[] = [
  async () => u.a,
  async () => o.f(),
  async () => (await o.p).x,
  async () => (await o.p)(),
  async () => (await o.later()).y.z,
  async () => o.later().missing(),
  async () => await o.missing(),
  async () => { const { a } = await o.p; return a; },
  async () => { const [a] = await o.p; return a; },
  async () => { for (const x of await o.p) return x; },
  async () => { for await (const x of o.f) return x; },
  async () => [...(await o.later())],
  async () => Math.max(...(await o.p)),
  async () => `${(await o.p).text}`,
  async () => new (await o.p)(),
  async () => (await o.p)?.x.y ?? (await o.later()).z,
  async () => o[(await o.p).key],
  async () => ((await o.p).x = 1),
  async () => { (await o.later()).count++; },
  async () => delete (await o.p).x,
  async () => 'a' in (await o.p),
  async () => (await o.f) instanceof (await o.p),
  async () => { throw (await o.p).boom; },
  async () => { await Promise.all(u); },
  async () => { await Promise.all([o.later().then((x: any) => x.y)]); },
  async ({ a: { b } }: any = {}) => b,
  async (x = u.y) => x,
  async () => (async () => u.inner)(),
  async () => { await using r = o; return r; },
  async () => { class A { x = u.field; } return new A(); },
  async () => { class A extends (await o.p) {} return A; },
  async () => o.later`x`.y,
  async () => (await (async () => u.z)()).never,
  async () => super_(),
];
async function super_() { return class { static m() { return (super.toString as any).x.y; } }.m(); }
for (const action of cases) {
  try {
    console.log('no error', await action());
  } catch (error) {
    console.log(at(error));
  }
}
async function* generator(): AsyncGenerator<any, any, any> { const got = yield 1; yield got.x; yield* o.f; }
const it = generator();
await it.next();
await it.next(undefined).catch((error) => console.log(at(error)));
console.log(await it.next());
