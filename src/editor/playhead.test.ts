import { expect, test } from 'vitest';
import { parsePosition, positionText, positionTooltip, runningText, runningTooltip } from './playhead.js';

const past = { thread: 1, seq: 1234, endSeq: 5678, timeMicros: 12_345, live: false };

test('the past shows how far the playhead is', () => {
  expect(positionText(past)).toBe('$(history) 1,234 / 5,678 · 12.3 ms');
  expect(positionTooltip(past)).toContain('in the past');
});

test('the live edge says so', () => {
  expect(positionText({ ...past, live: true, timeMicros: 2_500_000 })).toBe('$(record) Live · 1,234 · 2.50 s');
});

test('a program that runs is recorded', () => {
  expect(runningText(1234)).toBe('$(record) Recording · 1,234 events');
  expect(runningText(0)).toBe('$(record) Recording');
  expect(runningTooltip(1234)).toContain('is recorded: 1,234 events so far.');
});

test('the end is never shown before the playhead', () => {
  expect(positionText({ ...past, endSeq: 0, timeMicros: 7 })).toBe('$(history) 1,234 / 1,234 · 7 µs');
});

test('a message of another shape is no position', () => {
  expect(parsePosition(past)).toEqual(past);
  expect(parsePosition({ ...past, seq: '1234' })).toBeUndefined();
  expect(parsePosition({ ...past, endSeq: Number.NaN })).toBeUndefined();
  expect(parsePosition(null)).toBeUndefined();
});
