import { expect, test } from 'vitest';
import { FrameStack, WordList } from './frames.js';
import { SiteIndex } from './sites.js';
import { callsOf, overlaps, pushCall, ROW_CALL } from './overview.js';

const FIRST = 5_000_000_000;

function stackAt(now: number, frame: { since: number; entered: number }): FrameStack {
  const stack = new FrameStack(new SiteIndex());
  stack.now = now;
  stack.since[3] = frame.since;
  stack.enterSeq[3] = frame.entered;
  stack.fn[3] = 17;
  return stack;
}

test('a call comes back from its segment as it was', () => {
  const list = new WordList();
  const now = FIRST + 70;
  expect(pushCall(list, stackAt(now, { since: now - 2000, entered: now - 90_000 }), 3, FIRST)).toBe(true);
  expect([...callsOf(list.take(), FIRST)]).toEqual([
    { since: now - 2000, until: now, depth: 3, fn: 17, entered: now - 90_000 },
  ]);
});

test.each([
  { name: 'a very long one', since: FIRST - ROW_CALL, entered: FIRST - ROW_CALL },
  { name: 'one of a generator that was entered billions of events ago', since: FIRST - 2000, entered: 1000 },
])('$name is worth a row', ({ since, entered }) => {
  const list = new WordList();
  expect(pushCall(list, stackAt(FIRST, { since, entered }), 3, FIRST)).toBe(false);
  expect(list.length).toBe(0);
});

test('of a segment that cannot be read no call is known', () => {
  expect([...callsOf(undefined, FIRST)]).toEqual([]);
});

test.each([
  { since: 100, until: 2000, is: true },
  { since: 3000, until: 6000, is: true },
  { since: 100, until: 1999, is: false },
  { since: 3001, until: 6000, is: false },
  { since: 2500, until: 3523, is: false },
])('$since to $until is in the picture: $is', ({ since, until, is }) => {
  const call = { since, until, depth: 0, fn: 0, entered: since };
  expect(overlaps(call, { from: 2000, to: 3000, events: 1024 })).toBe(is);
});
