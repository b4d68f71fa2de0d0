// Promises as values: pending, fulfilled, rejected as state at each statement; chains, resolvers, species, thenables that misbehave.
const pending = new Promise<number>(() => {});
let settle!: (value: string) => void;
const later = new Promise<string>((resolve) => { settle = resolve; });
const fulfilled = Promise.resolve({ value: [1, 2] });
const rejected = Promise.reject(new Error('rejected'));
rejected.catch(() => {});
const holder = { pending, later, fulfilled, rejected, list: [Promise.resolve(1), later.then((x) => x.length)] };
const before = Object.keys(holder).length;
settle('settled');
settle('ignored');
const chained = later.then((value) => {
  const doubled = value + value;
  return doubled;
});
await null;
const value = await chained;
console.log(before, value, await holder.list[1]);
(await fulfilled).value.push(3);
console.log((await fulfilled).value, await later);
const thenables = [
  { then(resolve: (v: unknown) => void) { resolve('ok'); resolve('twice'); throw new Error('ignored after resolve'); } },
  { then() { throw new Error('then threw'); } },
  { get then(): never { throw new Error('getter threw'); } },
  { then: 'not callable' },
  Object.assign(() => {}, { then(_: unknown, reject: (e: unknown) => void) { reject('rejected by function'); } }),
];
for (const thenable of thenables) {
  const outcome = await Promise.resolve(thenable).then((v) => ['fulfilled', v === thenable ? 'itself' : v], (e) => ['rejected', e.message ?? e]);
  console.log(outcome);
}
const selfish: Promise<unknown> = new Promise((resolve) => setImmediate(() => resolve(selfish)));
console.log(await selfish.catch((error) => error.message));
class Limited<T> extends Promise<T> { static override get [Symbol.species]() { return Promise; } }
const limited = Limited.resolve(1);
console.log(limited instanceof Limited, limited.then() instanceof Limited, Promise.resolve(limited) === limited, await Promise.allSettled([limited, rejected]).then((all) => all.map(({ status }) => status)));
