import { expect, it } from 'vitest';
import { mentions } from './mentions.js';

it.each([
  ['x = 5', ['x'], ['x']],
  ['x++ + --y', ['x', 'y'], ['x', 'y']],
  ['cart.total = count as number', [], ['cart', 'count']],
  ['[a, { b, c: d = e, ...f }, o.p] = list', ['a', 'b', 'd', 'f'], ['a', 'b', 'd', 'e', 'f', 'o', 'list']],
  ['this.add({ key: value, [computed]: 1 })', [], ['this', 'value', 'computed']],
  ['items.forEach((item) => (sum += item.price))', ['sum'], ['items', 'item', 'sum']],
  ['(a, b ||= c)', ['b'], ['a', 'b', 'c']],
])('%s', (text, assigned, names) => {
  const found = mentions(text);
  expect(found).toMatchObject({ ok: true, value: { assigned } });
  expect(found.ok && [...found.value.names].sort()).toEqual([...names].sort());
});

it('erases types, and says what is no expression', () => {
  expect(mentions('x = y as unknown')).toMatchObject({ ok: true, value: { plain: 'x = y' } });
  expect(mentions('let x = 1').ok).toBe(false);
});
