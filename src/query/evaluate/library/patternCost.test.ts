import { expect, it } from 'vitest';
import { isQuick } from './patternCost.js';

it.each([
  ['abc', 100_000, true],
  ['^a[^,]*$', 900, true],
  ['^a[^,]*$', 5000, false],
  ['(?<first>[a-z])([a-z]*)', 500, true],
  ['\\(\\)\\+\\*', 1000, true],
  ['[)*+]', 1000, true],
  ['(a+)+$', 40, false],
  ['(a|aa)*$', 40, false],
  ['(?:ab)+', 10, false],
  ['a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaa', 40, false],
  ['(a|a)(a|a)(a|a)', 100, true],
  ['\\d+-\\d+-\\d+', 20, true],
  ['\\d+-\\d+-\\d+', 1000, false],
  ['(.)\\1', 10, false],
  ['(?<=a+)b', 10, false],
  ['(?<x>a)\\k<x>', 10, false],
])('/%s/ over %i characters: %s', (source, length, expected) => {
  expect(isQuick(source, length)).toBe(expected);
});
