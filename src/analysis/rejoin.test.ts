import { expect, test } from 'vitest';
import { type Key, rejoin } from './rejoin.js';

/** A key for each letter; a digit behind one is its value. */
const keys = (text: string): Iterator<Key> =>
  [...text.matchAll(/(\D)(\d?)/g)].map(([, place, value]) => ({ place: place!, value: value! })).values();

const apart = (first: string, second: string): Promise<unknown> =>
  rejoin([keys(first), keys(second)], () => Promise.resolve());

test('runs come together where the fewest events are passed over', async () => {
  expect(await apart('xabcdef', 'yzabcdef')).toEqual([1, 2]);
  expect(await apart('abcxxxdef', 'defabcdef')).toEqual([0, 3]);
});

test('another round of a loop is told by its values', async () => {
  expect(await apart('xa1b1c1a2b2c2', 'ya2b2c2')).toEqual([4, 1]);
  // Which is not looked for far away.
  expect(await apart(`xa1b1c1${'x'.repeat(90)}a2b2c2`, 'ya2b2c2')).toEqual([1, 1]);
});

test('they are together where both have ended', async () => {
  expect(await apart('ab', 'cde')).toEqual([2, 3]);
});

test('a long way is looked at a part at a time', async () => {
  let inOneGo = 0;
  let most = 0;
  function* long(place: string): Generator<Key> {
    for (let i = 0; i < 100_000; i++) {
      most = Math.max(most, ++inOneGo);
      yield { place, value: String(i) };
    }
  }
  const turn = async (): Promise<void> => {
    inOneGo = 0;
  };
  expect(await rejoin([long('a'), long('b')], turn)).toEqual([100_000, 100_000]);
  expect(most).toBeLessThanOrEqual(40_000);
});
