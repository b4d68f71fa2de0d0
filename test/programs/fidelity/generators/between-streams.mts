// Generators of ours between Node's streams, two pipelines at a time: each waits for iterators that are not recorded, and comes back on an empty stack.
import { Readable, PassThrough } from 'node:stream';
import { pipeline as pp } from 'node:stream/promises';
const trail: any[] = [];
await Promise.all([1, 2].map(async (id) => {
  await pp(Readable.from([0, 1, 2]), new PassThrough({ objectMode: true }), async function* (source) {
    for await (const x of source) {
      trail.push(x);
      yield x;
    }
  }, async (source: any) => {
    for await (const _ of source) {
      trail.push('end');
    }
  });
}));
console.log(trail);
