import { expect, it } from 'vitest';
import { busyTime } from './intrinsics.js';
import { TimeBudget } from './timeBudget.js';

const TIME = { share: 0, savedMs: 20, atOnceMs: 1 };

function wait(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function work(ms: number): void {
  const end = busyTime() + ms;
  while (busyTime() < end);
}

it('a piece of work that waits for a core has taken no time', () => {
  const time = new TimeBudget(TIME);
  const piece = time.begin();
  wait(60);
  expect(time.isOver(piece)).toBe(false);
  time.end(piece);
  expect(time.isOverdrawn(0)).toBe(false);
});

it('one that works has to end, and what it took is gone', () => {
  const time = new TimeBudget(TIME);
  const piece = time.begin();
  const end = busyTime() + 60;
  while (busyTime() < end) time.isOver(piece);
  expect(time.isOver(piece)).toBe(true);
  time.end(piece);
  expect(time.isOverdrawn(30)).toBe(true);
  expect(time.isOver(time.begin())).toBe(true);
});

it('what a piece within another one took is taken once', () => {
  const time = new TimeBudget(TIME);
  const outer = time.begin();
  work(30);
  const inner = time.begin();
  work(30);
  time.end(inner);
  time.end(outer);
  expect(time.isOverdrawn(30)).toBe(true);
  expect(time.isOverdrawn(60)).toBe(false);
});
