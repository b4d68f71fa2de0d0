import { expect, test } from 'vitest';
import { Comparer } from './compareValues.js';
import { OTHER_RUN, steady } from './steady.js';

const bytes = (hex: string) => ({ $buffer: 'Uint8Array', length: 1, hex });
const OTHER = { [OTHER_RUN]: true };

test('what two runs show is left, what only one shows is marked', () => {
  expect(steady({ port: 1, path: '/', list: [1, { at: 5 }] }, { port: 2, path: '/', list: [1, { at: 6 }] })).toEqual({
    port: OTHER,
    path: '/',
    list: [1, { at: OTHER }],
  });
  expect(steady([1, 2], [1])).toEqual(OTHER);
  expect(steady({ a: 1 }, { b: 1 })).toEqual({ a: OTHER, b: OTHER });
  expect(steady(null, null)).toBeNull();
  expect(steady({ a: null }, { a: null })).toEqual({ a: null });
});

test('marked values are counted apart, all others are compared', () => {
  const comparer = new Comparer();
  comparer.value('variable', 'x', { port: OTHER, path: '/' }, { port: 3, path: '/wrong' });
  comparer.value('variable', 'y', { $buffer: 'Uint8Array', length: 1, hex: OTHER }, bytes('00'));
  const { values, equal, otherRun, differences } = comparer;
  expect({ values, equal, otherRun }).toEqual({ values: 4, equal: 1, otherRun: 2 });
  expect(differences.map(({ where }) => where)).toEqual(['x.path']);
});
