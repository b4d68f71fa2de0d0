import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ArrivedFrame, Backlog, type DeliveredFrame, Incoming } from './incoming.js';

const segment = (number: number, length: number): Int32Array => new Int32Array(length).fill(number, 0);
const zdata = (words: Int32Array): ArrivedFrame => ({
  kind: 'zdata',
  frame: zstdCompressSync(new Uint8Array(words.buffer)),
  end: true,
  release: () => {},
});

/** Number of a frame that {@link frameOf} made. */
function numberOf(frame: DeliveredFrame): number {
  if (frame.kind === 'control') return frame.message.type === 'ask' ? frame.message.id : -1;
  if (frame.kind === 'data') return frame.words[0]!;
  return frame.words === undefined ? -1 : frame.words[0]!;
}

const frameOf = (number: number, length: number): ArrivedFrame =>
  length === 0
    ? { kind: 'control', message: { type: 'ask', id: number } }
    : length < 100
      ? { kind: 'data', words: segment(number, length), end: false }
      : zdata(segment(number, length));

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((done) => setImmediate(done));
};

test('frames are delivered in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(0, 1, 100, 5000, 65_000), { maxLength: 40 }), async (lengths) => {
      const got: number[] = [];
      const incoming = new Incoming((frame) => got.push(numberOf(frame)), new Backlog(0));
      lengths.forEach((length, number) => {
        incoming.push(frameOf(number, length));
      });
      await until(() => got.length === lengths.length);
      expect(got).toEqual(lengths.map((_, number) => number));
      expect(incoming.isFull).toBe(false);
      incoming.close();
    }),
    { numRuns: 20 },
  );
});

test('what has arrived can be had at once, and what comes later still comes behind it', async () => {
  const got: DeliveredFrame[] = [];
  const incoming = new Incoming((frame) => got.push(frame), new Backlog(0));
  for (let i = 0; i < 12; i++) incoming.push(frameOf(i, i === 5 ? 0 : 20_000));
  expect(incoming.isFull).toBe(true);
  incoming.deliverAll();
  expect(got.map(({ kind }) => kind)).toEqual(Array.from({ length: 12 }, (_, i) => (i === 5 ? 'control' : 'zdata')));
  incoming.push(frameOf(12, 20_000));
  incoming.push(frameOf(13, 0));
  await until(() => got.length === 14);
  expect(numberOf(got[12]!)).toBe(12);
  expect(numberOf(got[13]!)).toBe(13);
  incoming.close();
});

test.each([
  ['damaged', (frame: Buffer) => frame.fill(0xff, 7, 10)],
  ['cut short', (frame: Buffer) => frame.subarray(0, frame.length - 8)],
  ['longer than a segment', () => zstdCompressSync(Buffer.alloc(1 << 20))],
  ['no frame at all', () => Buffer.from('?')],
])('a segment that is %s is delivered as it came, and so are those behind it', async (_, damage) => {
  const got: DeliveredFrame[] = [];
  // Words are valid while they are delivered.
  const incoming = new Incoming(
    (frame) => got.push(frame.kind === 'zdata' ? { ...frame, words: frame.words?.slice() } : frame),
    new Backlog(0),
  );
  const words = Int32Array.from({ length: 5000 }, (_value, i) => Math.imul(i, 0x9e3779b1));
  incoming.push(zdata(words));
  const frame = damage(zstdCompressSync(new Uint8Array(words.buffer)));
  incoming.push({ kind: 'zdata', frame, end: true, release: () => {} });
  incoming.push(zdata(words));
  incoming.push({ kind: 'control', message: { type: 'resumed' } });
  await until(() => got.length === 4);
  expect(got[0]).toMatchObject({ words });
  expect(got[1]).toEqual({ kind: 'zdata', frame, end: true, words: undefined });
  expect(got[2]).toMatchObject({ kind: 'zdata', frame: zstdCompressSync(new Uint8Array(words.buffer)) });
  incoming.close();
});

test('the memory of a segment is released once, behind its delivery, and not while it may be decompressed', async () => {
  const log: string[] = [];
  const incoming = new Incoming((frame) => log.push(`${numberOf(frame)}`), new Backlog(0));
  const push = (number: number): void => {
    const words = segment(number, 20_000);
    const release = (): void => void log.push(`${words[0]} released`);
    incoming.push({ kind: 'zdata', frame: zstdCompressSync(new Uint8Array(words.buffer)), end: true, release });
  };
  push(1);
  push(2);
  await until(() => log.length === 4);
  push(3);
  incoming.deliverAll();
  push(4);
  await until(() => log.length === 7);
  expect(log).toEqual(['1', '1 released', '2', '2 released', '-1', '4', '4 released']);
  incoming.close();
});
