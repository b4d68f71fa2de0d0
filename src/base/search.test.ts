import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partitionPoint } from './search.js';

it('finds where ascending values pass a limit, as going through them does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -1, max: 51 }), (values, limit) => {
      const sorted = values.toSorted((a, b) => a - b);
      const found = partitionPoint(0, sorted.length, (index) => sorted[index]! < limit);
      expect(found).toBe(sorted.filter((value) => value < limit).length);
    }),
  );
});

it('looks at nothing outside its bounds', () => {
  const asked: number[] = [];
  expect(partitionPoint(3, 6, (index) => asked.push(index) > 0)).toBe(6);
  expect(partitionPoint(4, 4, (index) => asked.push(index) > 0)).toBe(4);
  expect(asked.every((index) => index >= 3 && index < 6)).toBe(true);
});
