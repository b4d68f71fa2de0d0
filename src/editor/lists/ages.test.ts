import { expect, test } from 'vitest';
import { ageText, beyond, sizeText } from './ages.js';

test('ages as people say them', () => {
  const ago = (millis: number): string => ageText(1e12 - millis, 1e12);
  expect([10_000, 5 * 60_000, 3 * 3_600_000, 30 * 3_600_000, 3 * 86_400_000].map(ago)).toEqual([
    'just now',
    '5 min ago',
    '3 h ago',
    'yesterday',
    '3 days ago',
  ]);
});

test('sizes as people say them', () => {
  expect([900, 1536, 20 * 1024 ** 2, 3 * 1024 ** 3].map(sizeText)).toEqual(['900 bytes', '1.5 KB', '20 MB', '3.0 GB']);
});

test('the oldest go, never the pinned ones', () => {
  const file = (made: number, isPinned = false) => ({ made, isPinned });
  const files = [file(1, true), file(4), file(2), file(3)];
  expect(beyond(files, 2)).toEqual([file(2)]);
  expect(beyond(files, 0)).toEqual([]);
});
