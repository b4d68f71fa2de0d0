import { expect, it } from 'vitest';
import { parseHitCondition } from './hitCondition.js';

it.each([
  ['3', [3]],
  ['== 3', [3]],
  ['=3', [3]],
  ['> 3', [4, 5, 6]],
  ['>=3', [3, 4, 5, 6]],
  ['< 3', [1, 2]],
  ['<=3', [1, 2, 3]],
  ['% 2', [2, 4, 6]],
])('%s', (text, expected) => {
  const parsed = parseHitCondition(text);
  expect(parsed.ok && [1, 2, 3, 4, 5, 6].filter(parsed.value)).toEqual(expected);
});

it.each(['', 'x', '3 4', '%0', '!= 3'])('refuses "%s"', (text) => {
  expect(parseHitCondition(text)).toMatchObject({ ok: false, error: { code: 'bad-hit-condition' } });
});
