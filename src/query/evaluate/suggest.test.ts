import { expect, it } from 'vitest';
import { fakeRecording } from '../../../test/support/recording.js';
import { suggest } from './suggest.js';

const variables = { cart: { total: 1, 'odd key': 2, items: [{ price: 3 }] }, count: 5, text: 'x', nothing: null };
const recording = fakeRecording([{ line: 1, depth: 1, variables }]);
const surroundings = { recording, at: recording.position(0), frame: 0 };

const names = (text: string): string[] => suggest(text, surroundings).items.map(({ name }) => name);

it.each([
  ['c', ['cart', 'count']],
  ['1 + cou', ['count']],
  ['$pr', ['$prev']],
  ['cart.', ['total', 'items']],
  ['cart?.to', ['total', 'toString', 'toLocaleString']],
  ['count * cart.items[0].', ['price']],
  ['[count, cart.items.at(0).p', ['price']],
  ['({ a: 1, b: 2 }).', ['a', 'b']],
  ['cart["', ['total', 'odd key', 'items']],
  ["cart['o", ['odd key']],
  ['text.toUp', ['toUpperCase']],
  ['nothing.', []],
  ['nope.', []],
  ['12', []],
])('%s', (text, expected) => {
  expect(names(text).filter((name) => !OBJECT.has(name) || expected.includes(name))).toEqual(expected);
});

/** Every object has them. */
const OBJECT = new Set(['hasOwnProperty', 'toString', 'toLocaleString', 'valueOf']);

it('says what a suggestion replaces', () => {
  expect(suggest('count + cart.it', surroundings).start).toBe('count + cart.'.length);
  expect(suggest('count + ca', surroundings).start).toBe('count + '.length);
});
