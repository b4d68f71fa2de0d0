// A plain .mjs: JavaScript through the same road, with a shebang-free head, classes, TLA and events.
import { EventEmitter, once } from 'node:events';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
class Feed extends EventEmitter {
  #sent = 0;
  send(...items) {
    for (const item of items) this.emit('item', item, ++this.#sent);
    return this;
  }
}
const feed = new Feed();
const got = [];
feed.on('item', function (item, n) { got.push([item, n, this === feed]); });
feed.send('a', 'b');
setTimeout(() => feed.send('later'), 1);
const [item] = await once(feed, 'item');
console.log(got, item);
const out = [];
await pipeline(
  Readable.from(['x', 'y', 'z']),
  new Transform({ objectMode: true, transform(chunk, _, done) { done(null, String(chunk).toUpperCase()); } }),
  async function* (source) { for await (const chunk of source) yield chunk + '!'; },
  async (source) => { for await (const chunk of source) out.push(String(chunk)); },
);
console.log(out.join(''));
console.log([1, 2, 3].values().map((x) => x + 1).toArray(), Object.entries({ a: 1 }), [..."ab"].entries().next());
process.stdout.write('no newline at the end, then stderr');
process.stderr.write('stderr text é 漢 👍\n');
process.stdout.write(Buffer.from('\nbytes \u00e9\n'));
