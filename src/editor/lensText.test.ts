import { expect, test } from 'vitest';
import { byLine, callsText, callsTooltip, crowdText, type RecordedFunction } from './lensText.js';

const fn = (line: number, calls = 1, threw = 0): RecordedFunction => ({ name: 'f', line, column: 1, calls, threw });

test('calls, what threw, and how long they took', () => {
  expect(callsText(fn(1, 1), '', undefined)).toBe('1 call');
  expect(callsText(fn(1, 1700, 2), ' in focus', { calls: 3, leastMicros: 300, mostMicros: 12_040 })).toBe(
    '1,700 calls in focus · 2 threw · ≈ 300 µs to 12.0 ms',
  );
  expect(callsText(fn(1, 2), '', { calls: 2, leastMicros: 5000, mostMicros: 5001 })).toBe('2 calls · ≈ 5.0 ms');
  expect(callsText(fn(1, 2), '', { calls: 0, leastMicros: 0, mostMicros: 0 })).toBe('2 calls');
});

test('says of which calls the time is known', () => {
  expect(callsTooltip(fn(1, 2), { calls: 2, leastMicros: 1, mostMicros: 2 })).toContain('Time of every call,');
  expect(callsTooltip(fn(1, 9), { calls: 2, leastMicros: 1, mostMicros: 2 })).toContain('of 2 of the 9 calls');
  expect(callsTooltip(fn(1, 9), undefined)).not.toContain('Time');
});

test('a line with many functions has one lens for all of them', () => {
  const { single, crowded } = byLine([fn(1), fn(1), ...[4, 0, 3, 0, 0].map((calls) => fn(2, calls))]);
  expect(single.map(({ line }) => line)).toEqual([1, 1]);
  expect([...crowded.keys()]).toEqual([2]);
  expect(crowdText(crowded.get(2)!, '')).toBe('5 functions on this line · 2 called · 7 calls');
});
