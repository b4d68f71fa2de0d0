import { expect, it } from 'vitest';
import { FakeHeap, Raw } from '../../test/support/heap.js';
import { fakeRecording } from '../../test/support/recording.js';
import { seq } from '../base/units.js';
import { preview } from './preview.js';

class Cart {
  items = [1, 2, 3];
  total = 12;
}

function check(host: unknown, heap = new FakeHeap()): string {
  const recording = fakeRecording([{ line: 1, depth: 1 }], heap);
  return preview(heap.value(host), { recording, at: recording.position(0) });
}

it.each<[unknown, string]>([
  [new Cart(), 'Cart {items: Array(3), total: 12}'],
  [{ a: 1, 'b c': 'x' }, "{a: 1, 'b c': 'x'}"],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, '{a: 1, b: 2, c: 3, d: 4, e: 5, …}'],
  [{ nested: { deep: {} }, cart: new Cart() }, '{nested: {…}, cart: Cart}'],
  [[1, 'a', [2]], "(3) [1, 'a', Array(1)]"],
  [new Map([['a', 1]]), "Map(1) {'a' => 1}"],
  [new Set([1, 2]), 'Set(2) {1, 2}'],
  [function add() {}, 'ƒ add()'],
  [Cart, 'class Cart'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [/a/g, '/a/g'],
  [
    Object.defineProperty(/a/g, 'source', { value: new Raw({ kind: 'string', value: 'a', length: 18_002 }) }),
    '/a/g… (18,002 characters)',
  ],
  [new TypeError('bad'), 'TypeError: bad'],
  [Promise.resolve(), 'Promise {<pending>}'],
  [new Uint8Array([1, 2]), 'Uint8Array(2) [1, 2]'],
  [new Proxy({}, {}), 'Proxy (never touched)'],
  [Object(3), '[Number: 3]'],
  ["it's", '"it\'s"'],
  [-0, '-0'],
  [3n, '3n'],
  [Object.create(null), '[Object: null prototype] {}'],
  [new Raw({ kind: 'string', value: 'ab', length: 5000 }), "'ab'… (5,000 characters)"],
  [new Raw({ kind: 'tdz' }), '<not initialized yet>'],
  [
    {
      get a() {
        return 1;
      },
    },
    '{a: <getter, not called>}',
  ],
])('%#', (host, expected) => {
  expect(check(host)).toBe(expected);
});

it('says when a value may be old', () => {
  const heap = new FakeHeap();
  const host = [1];
  heap.overrides.set(host, { stale: true, seenAt: seq(1204) });
  expect(check(host, heap)).toBe('(1) [1] (as last seen at event 1,204)');
});
