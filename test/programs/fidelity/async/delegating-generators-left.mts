// Async generators in `yield*` over an iterator that cannot be ended wait before they end, and whoever leaves them by `for await` waits for them.
type Source = AsyncIterable<number>;
const async: Source = { [Symbol.asyncIterator]() { let i = 0; return { async next() {
  if (i > 1) throw new Error('failed');
  return { done: false, value: i++ };
} }; } };
const plain = { [Symbol.asyncIterator]() { let i = 0; return { next() {
  if (i > 1) throw new Error('failed');
  return { done: false, value: i++ };
} }; } } as unknown as Source;
const native: Source = { [Symbol.asyncIterator]: () => new ReadableStream({ start(c) { c.enqueue(1); c.close(); } })[Symbol.asyncIterator]() };
async function* delegating(source: Source) {
  try { yield* source; } finally {
    console.log('left');
    await 1;
    console.log('done');
  }
}
async function* looping(source: Source) {
  try { for await (const n of delegating(source)) yield n; } finally {
    console.log('loop left');
  }
}
async function breaks(source: Source) {
  for await (const n of source) { if (n >= 0) break; }
  console.log('behind');
}
async function throws(source: Source) {
  for await (const n of source) throw n;
}
async function goes(source: Source) {
  for await (const n of source) console.log(n);
}
for (const source of [async, plain, native])
  for (const wrap of [delegating, looping])
    for (const act of [breaks, throws, goes]) await act(wrap(source)).catch(() => 1);
