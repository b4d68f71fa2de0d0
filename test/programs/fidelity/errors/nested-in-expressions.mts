// The same errors inside await, yield, spread, templates, arguments, conditions: the line and column are those of the failing part.
let u: any;
const o: any = { f: (...args: unknown[]) => args, g: { h: null } };
const at = (error: any) => `${error.message} @ ${error.stack.split('\n')[1].trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')}`;
async function awaited() {
  const results: string[] = [];
  for (const action of [
    async () => await u.a,
    async () => await o.g.h(),
    async () => (await o.g.h).x,
    async () => o.f(await 1, await u.b, 3),
    async () => [await 1, ...(await u)],
    async () => `${await 1} ${await o.g.h.i}`,
    async () => { for await (const x of u.list) return x; },
    async () => { const [a] = await u; return a; },
    async () => (await o).f(1)[0].x.y.z,
    async () => { if ((await o.g).h.q) return 1; },
    async () => { return (await import('node:path')).join(u); },
    async () => { throw (await o).g.h.boom; },
  ]) {
    try {
      await action();
      results.push('no error');
    } catch (error) {
      results.push(at(error));
    }
  }
  return results;
}
console.log(await awaited());
function* yielding(): Generator<any, any, any> {
  const got = yield u;
  const sum = o.f(yield 1, (yield 2).x, got);
  return sum;
}
const walker = yielding();
console.log(walker.next(), walker.next(5), walker.next());
try {
  walker.next(undefined);
} catch (error) {
  console.log(at(error));
}
console.log(walker.next());
for (const action of [
  () => o.f(1, o.f(2, o.f(3, u.deep))),
  () => o.f(...[1, 2], ...o.g.h),
  () => ({ a: o.f(), b: { c: [u.d] } }),
  () => (o.f() && u.x) || 1,
  () => (1, o.f(), o.g.h.x),
  () => (o.f()[0] ? 1 : u.x),
  () => o.f?.(o.g?.h.x),
  () => o.f()
    .map((x: any) => x)
    .missing
    .deeper(),
  () => o
    .f(
      1,
      o.nothing(2),
    ),
  () => new o.f(new u.Thing()),
  () => o.f`a${u.x}b`,
  () => typeof u.x.y,
  () => void o.g.h.x,
  () => -u.x + +u.y,
  () => delete o.g.h.x.y,
]) {
  try {
    console.log('no error', action());
  } catch (error) {
    console.log(at(error));
  }
}
