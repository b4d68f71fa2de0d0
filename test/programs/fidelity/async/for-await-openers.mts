// What `for await` opens: openers and getters that throw, give nothing or the wrong thing, fall back to the other iterator, are asked by a proxy.
const frames = (error: unknown) => (error as Error).stack!.split('\n').slice(0, 2).map((l) => l.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
const log: unknown[] = [];
const openers: any[] = [
  { [Symbol.asyncIterator]() { throw new Error('opener'); } },
  { get [Symbol.asyncIterator]() { throw new Error('getter'); } },
  { [Symbol.asyncIterator]: null, *[Symbol.iterator]() { yield 1; } },
  { [Symbol.asyncIterator]: undefined, [Symbol.iterator]() { throw new Error('sync opener'); } },
  { [Symbol.asyncIterator]() { return 5; } },
  { [Symbol.asyncIterator]() { return { next: 5 }; } },
  { [Symbol.asyncIterator]() { return { get next() { log.push('next read'); return function next() { return { done: true }; }; } }; } },
  { [Symbol.asyncIterator]() { log.push(this === openers[7]); return { next: async () => { throw new Error('next'); } }; } },
  { [Symbol.asyncIterator]: 5 },
  { get [Symbol.asyncIterator]() { return 5; } },
  { get [Symbol.asyncIterator]() { return undefined; } },
  { get [Symbol.asyncIterator]() { return undefined; }, get [Symbol.iterator]() { return undefined; } },
  new Proxy({}, { get(_, key) { log.push(String(key)); return undefined; } }),
  5, null, undefined, {}, 'ab', [1, Promise.resolve(2)], new Set([3]),
  (async function* () { yield 1; try { yield 2; } finally { log.push('closed'); } })(),
  { async *[Symbol.asyncIterator]() { yield this === openers[21]; throw new Error('in generator'); } },
];
for (const opener of openers) {
  try {
    for await (const x of opener) log.push(x);
    for await (const x of opener ?? openers[0]) { log.push(x); break; }
  } catch (error) { log.push(frames(error)); }
}
async function f(a: any) { for await (const x of a.b) log.push(x); }
await f({ b: openers[0] }).catch((e) => log.push(frames(e)));
await f({ b: openers[10] }).catch((e) => log.push(frames(e)));
await f({ b: 7 }).catch((e) => log.push(frames(e)));
for (const line of log) console.log(line);
