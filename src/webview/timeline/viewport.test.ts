import { expect, test } from 'vitest';
import { clamped, contains, panned, withMargin, zoomed } from './viewport.js';

const all = { from: 0, to: 1000 };

test('zooming keeps what is at the pointer where it is', () => {
  const near = zoomed(all, all, 0.5, 250);
  expect(near).toEqual({ from: 125, to: 625 });
  expect((250 - near.from) / (near.to - near.from)).toBe(0.25);
});

test('zooming out ends at the whole, zooming in at ten events', () => {
  expect(zoomed({ from: 400, to: 600 }, all, 100, 500)).toEqual(all);
  expect(zoomed({ from: 495, to: 505 }, all, 0.001, 500)).toEqual({ from: 495, to: 505 });
});

test('panning stops at the ends and changes no length', () => {
  expect(panned({ from: 900, to: 950 }, all, 10)).toEqual({ from: 950, to: 1000 });
  expect(panned({ from: 100, to: 200 }, all, -0.5)).toEqual({ from: 50, to: 150 });
});

test('a span wider than everything shows everything', () => {
  expect(clamped({ from: -50, to: 5000 }, all)).toEqual(all);
});

test('the margin holds what comes into sight next', () => {
  expect(withMargin({ from: 100, to: 200 }, all)).toEqual({ from: 50, to: 250 });
  expect(contains(withMargin({ from: 0, to: 100 }, all), { from: 0, to: 150 })).toBe(true);
});
