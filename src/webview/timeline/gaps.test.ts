import { expect, test } from 'vitest';
import type { TimelineBody } from '../../wire/timeline.js';
import { gapNear, gapsOf } from './gaps.js';

const body = (from: number, firstSeq: number): TimelineBody =>
  ({ axis: 'events', from, extent: { firstSeq } }) as TimelineBody;

test('gaps by their reason, what was dropped at the beginning only', () => {
  const marks = (['lost', 'output', 'leftOut'] as const).map((kind, i) => ({
    kind,
    seq: i,
    count: 2,
    at: i * 10,
  }));
  const gaps = gapsOf(body(100, 100), [{ from: 110, to: 120 }], marks);
  expect(gaps.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['dropped', 100, 100],
    ['damaged', 110, 120],
    ['lost', 0, 0],
    ['leftOut', 20, 20],
  ]);
  expect(gapsOf(body(150, 100), [], [])).toEqual([]);
  expect(gapsOf(body(0, 0), [], [])).toEqual([]);
});

test('what has no length is found near it, what has one within it', () => {
  const gaps = gapsOf(body(0, 0), [{ from: 110, to: 120 }], [{ kind: 'lost', seq: 50, count: 1, at: 50 }]);
  expect([46, 47, 53, 54].map((at) => gapNear(gaps, at, 3)?.kind)).toEqual([undefined, 'lost', 'lost', undefined]);
  expect([109, 110, 120, 121].map((at) => gapNear(gaps, at, 3)?.kind)).toEqual([
    undefined,
    'damaged',
    'damaged',
    undefined,
  ]);
});
