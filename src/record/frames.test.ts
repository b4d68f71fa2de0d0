import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from '../store/codec.js';
import { DATA_END, FRAME } from '../wire/control.js';
import { FrameParser, ProtocolError } from './frames.js';
import { checkMessage } from './messages.js';

function frame(type: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(1 + payload.length, 0);
  head[4] = type;
  return Buffer.concat([head, payload]);
}

const control = (message: unknown): Buffer => frame(FRAME.control, Buffer.from(JSON.stringify(message)));

test('frames come out whole however the bytes arrive', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer(), { maxLength: 20 }), { maxLength: 10 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
      (list, cuts) => {
        const bytes = Buffer.concat(
          list.map((words, i) =>
            i % 3 === 0
              ? control({ words })
              : frame(
                  i % 3 === 1 ? FRAME.data : FRAME.zdata,
                  Buffer.concat([Buffer.from([i % 2]), Buffer.from(Int32Array.from(words).buffer)]),
                ),
          ),
        );
        const parser = new FrameParser();
        const got: unknown[] = [];
        for (let at = 0; at < bytes.length; ) {
          const next = at + (cuts.next().value as number);
          for (const f of parser.push(Buffer.from(bytes.subarray(at, next)))) {
            if (f.kind === 'control') got.push(f.message);
            else got.push([f.kind, [...(f.kind === 'data' ? f.words : wordsOf(f.frame))], f.end]);
          }
          at = next;
        }
        expect(got).toEqual(
          list.map((words, i) =>
            i % 3 === 0 ? { words } : [i % 3 === 1 ? 'data' : 'zdata', words.map((w) => w | 0), i % 2 === DATA_END],
          ),
        );
      },
    ),
  );
});

test.each([
  ['an enormous length', Buffer.from([255, 255, 255, 255, 1])],
  ['an empty frame', Buffer.from([0, 0, 0, 0, 0])],
  ['an unknown type', frame(9, Buffer.from('x'))],
  ['half a word', frame(FRAME.data, Buffer.from([0, 1, 2]))],
  ['broken JSON', frame(FRAME.control, Buffer.from('{'))],
  ['data without flags', frame(FRAME.data, Buffer.alloc(0))],
])('%s is refused', (_, bytes) => {
  expect(() => [...new FrameParser().push(bytes)]).toThrow(ProtocolError);
});

test('random bytes never get through as a message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        for (const f of new FrameParser().push(Buffer.from(bytes))) if (f.kind === 'control') checkMessage(f.message);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
  );
});

test.each([
  [{ type: 'hello' }],
  [{ type: 'modules', modules: [{ file: '/a.ts', key: '../../etc/passwd', base: 64, count: 3 }] }],
  [{ type: 'instrument', id: -1, request: {} }],
  [null],
  ['hello'],
])('the message %j is refused', (message) => {
  expect(() => checkMessage(message)).toThrow(ProtocolError);
});
