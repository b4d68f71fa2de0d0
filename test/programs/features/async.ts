// Async functions, async generators, for await, Promise combinators; order of everything.
const sleep = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, ms, value));
async function add(a: number, b: Promise<number> | number): Promise<number> {
  return a + (await b);
}
async function failing(message: string): Promise<never> {
  await null;
  throw new Error(message);
}
console.log(await add(1, 2), await add(1, sleep(2, 41)));
try {
  await failing('async failure');
} catch (error) {
  console.log(String(error));
}
const results = await Promise.allSettled([add(1, 1), failing('settled'), sleep(1, 'slept')]);
console.log(results.map((r) => (r.status === 'fulfilled' ? r.value : String(r.reason))));
async function cleanup() {
  try {
    await failing('inner');
  } catch {
    return await sleep(1, 'returned from catch');
  } finally {
    console.log('finally in async');
    await null;
  }
}
console.log(await cleanup());
async function* ticks(n: number) {
  try {
    for (let i = 0; i < n; i++) {
      await sleep(1, null);
      yield i;
    }
  } finally {
    console.log('ticks closed');
  }
}
for await (const t of ticks(5)) {
  if (t === 2) break;
  console.log('tick', t);
}
for await (const v of [1, Promise.resolve(2), sleep(1, 3)]) console.log(v);
async function* outer() {
  const r: unknown = yield* inner();
  console.log('delegated', r);
  try {
    yield Promise.resolve('awaited by yield');
    yield Promise.reject(new Error('rejected yield'));
  } catch (error) {
    console.log('in generator', String(error));
  }
}
async function* inner() {
  yield 1;
  return 'r';
}
try {
  for await (const v of outer()) console.log('outer', v);
} catch (error) {
  console.log('consumer', String(error));
}
const parallel = await Promise.all([1, 2, 3].map(async (n) => {
  for (let i = n; i < 4; i++) await sleep(1, null);
  return n * n;
}));
console.log(parallel, await Promise.race([new Promise(() => {}), sleep(1, 'fast')]), await Promise.any([failing('x'), sleep(1, 'any')]));
class Service {
  #calls = 0;
  async call(this: Service, name: string) {
    this.#calls++;
    await null;
    return `${name} ${this.#calls}`;
  }
  static async create() { return new Service(); }
}
const service = await Service.create();
console.log(await Promise.all([service.call('a'), service.call('b')]));
const thenable = { then(resolve: (v: string) => void) { resolve('thenable'); } };
console.log(await thenable, await (async () => thenable)());
const iterator = ticks(1);
console.log(await iterator.next(), await iterator.next(), await iterator.return('done' as never));
const arrowThis = { v: 1, async m() { return await (async () => this.v)(); } };
console.log(await arrowThis.m());
const deferred = Promise.withResolvers<number>();
setTimeout(() => deferred.resolve(7), 1);
console.log(await deferred.promise);
async function recurse(n: number): Promise<number> { return n === 0 ? 0 : 1 + await recurse(n - 1); }
console.log(await recurse(50));
