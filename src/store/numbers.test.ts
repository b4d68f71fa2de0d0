import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNumbers, encodeNumbers } from './numbers.js';

const MOST = 100_000;
const number = fc.oneof(fc.constantFrom(0, 1, -1, 63, 64, -64, -65, 2 ** 31 - 1, -(2 ** 31)), fc.integer());
const runs = fc.array(fc.tuple(number, fc.integer({ min: 1, max: 9 })), { maxLength: 200 });

test('a list of numbers comes back as it was', () => {
  fc.assert(
    fc.property(runs, (list) => {
      const words = Int32Array.from(list.flatMap(([value, count]) => new Array<number>(count).fill(value)));
      expect(decodeNumbers(encodeNumbers(words), MOST)).toEqual(words);
    }),
  );
});

test('a long list does, too, and what repeats itself takes no room', () => {
  const words = Int32Array.from({ length: 100_000 }, (_, i) => (i % 5 === 0 ? i : -i));
  expect(decodeNumbers(encodeNumbers(words), MOST)).toEqual(words);
  expect(encodeNumbers(new Int32Array(100_000).fill(1)).length).toBeLessThan(10);
});

test('what is no list is refused', () => {
  for (const bytes of [[], [5], [5, 4, 2], [5, 0], [2, 7, 2], [128]])
    expect(() => decodeNumbers(Uint8Array.from(bytes), MOST)).toThrow(RangeError);
});

test('a list is not made room for that is longer than any', () => {
  const huge = [255, 255, 255, 255, 15];
  expect(() => decodeNumbers(Uint8Array.from(huge), MOST)).toThrow('longer than any');
});
