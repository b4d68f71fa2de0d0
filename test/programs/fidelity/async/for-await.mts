// `for await`: over async iterators, sync iterators of promises, closing on break, return, throw; rejections in the middle.
const log: string[] = [];
const source = (name: string, values: unknown[]) => ({
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      async next() { const value = values[i++]; log.push(`${name} next ${i}`); return { value, done: i > values.length } as IteratorResult<unknown>; },
      async return(value?: unknown) { log.push(`${name} return`); return { value, done: true } as IteratorResult<unknown>; },
    };
  },
});
async function all() {
  const got: unknown[] = [];
  for await (const x of source('all', [1, 'two', { three: 3 }])) got.push(x);
  for await (const x of [Promise.resolve(4), 5]) got.push(x);
  for await (const { a, b = 'default' } of [{ a: 1 }, Promise.resolve({ a: 2, b: 3 })] as any[]) got.push([a, b]);
  let outside: unknown;
  for await (outside of new Set(['set'])) got.push(outside);
  for await (const [key, value] of new Map([['k', Promise.resolve(1)]])) got.push(key, value instanceof Promise);
  return got;
}
console.log(await all(), log.splice(0));
async function breaks() {
  outer: for await (const x of source('outer', [1, 2])) {
    for await (const y of source('inner', [1, 2])) {
      if (y === 2) continue outer;
      if (x === 2) break outer;
    }
  }
  for await (const x of source('returning', [1, 2])) return x;
}
console.log(await breaks(), log.splice(0));
async function throws() {
  for await (const x of source('throwing', [1, 2])) throw new Error(`at ${x}`);
}
await throws().catch((error) => console.log(error.message, log.splice(0)));
async function rejecting() {
  for await (const x of [1, Promise.reject(new Error('rejected element')), 3]) log.push(`element ${x}`);
}
await rejecting().catch((error) => console.log(error.message, log.splice(0)));
const closures: (() => unknown)[] = [];
for await (const n of source('closures', [1, 2])) {
  const doubled = (n as number) * 2;
  closures.push(() => [n, doubled]);
}
console.log(closures.map((f) => f()));
