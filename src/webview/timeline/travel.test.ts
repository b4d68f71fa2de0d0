import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Travel } from './travel.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begun(): { readonly travel: Travel; readonly sent: number[] } {
  const sent: number[] = [];
  const travel = new Travel(
    ({ seq }) => sent.push(seq),
    () => undefined,
  );
  return { travel, sent };
}

const to = (travel: Travel, seq: number): void => travel.goTo({ thread: 1, seq, snap: 'before' });

test('of what is wished on the way only the last is asked for', () => {
  const { travel, sent } = begun();
  for (const seq of [1, 2, 3]) to(travel, seq);
  expect(sent).toEqual([1]);
  travel.arrived();
  expect(sent).toEqual([1, 3]);
  travel.arrived();
  expect(travel.isUnderWay).toBe(false);
});

test('a key that goes on from where the playhead is waits for it, however long it takes', () => {
  const { travel, sent } = begun();
  let playhead = 10;
  const step = (): void => to(travel, playhead + 1);
  for (let i = 0; i < 4; i++) travel.afterwards(step, false);
  for (let i = 0; i < 4; i++) {
    vi.advanceTimersByTime(i === 1 ? 900 : 20);
    playhead++;
    travel.arrived();
  }
  expect(sent).toEqual([11, 12, 13, 14]);
});

test('a key that is held does not go on when it is let go', () => {
  const { travel, sent } = begun();
  for (let i = 0; i < 10; i++) travel.afterwards(() => to(travel, i), true);
  for (let i = 0; i < 10; i++) travel.arrived();
  expect(sent).toEqual([0, 1]);
});

test('a place that is wished takes the place of steps that wait; a session that says nothing stops nobody', () => {
  const { travel, sent } = begun();
  for (const seq of [1, 2, 3]) travel.afterwards(() => to(travel, seq), false);
  to(travel, 9);
  travel.arrived();
  travel.arrived();
  expect(sent).toEqual([1, 9]);
  vi.advanceTimersByTime(4000);
  travel.afterwards(() => to(travel, 4), false);
  expect(sent).toEqual([1, 9, 4]);
});
