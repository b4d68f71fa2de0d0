import { expect, it } from 'vitest';
import { namePattern, runnerOf, testCalls } from './testCalls.js';

it('finds tests where they are called', () => {
  const text = [
    "describe('cart', () => {",
    '  it("adds 2 + 2", () => {',
    '    test.skip(`of ${n} (all)`, run);', // a text to look through: no test of ours is skipped
    "  const it = 'no';",
    "  editor('no')",
  ].join('\n');
  expect(testCalls(text)).toEqual([
    { line: 0, name: 'cart' },
    { line: 1, name: 'adds 2 + 2' },
    { line: 2, name: 'of ${n} (all)' },
  ]);
});

it.each([
  ["import { test } from 'node:test';", [], 'node'],
  ["const { test } = require('node:test');", ['mocha'], 'node'],
  ["import { expect } from 'chai';", ['chai', 'mocha'], 'mocha'],
  ["import { test } from 'vitest';", ['vitest', 'mocha'], 'vitest'],
  ["import { test } from '@jest/globals';", ['jest', 'mocha'], 'jest'],
  ['test("with globals", () => {});', ['jest', 'mocha'], 'jest'],
  ["import { expect } from 'chai';", [], undefined],
] as const)('%s with %j is run by %s', (text, packages, runner) => {
  expect(runnerOf(text, packages)).toBe(runner);
});

it('names are patterns of what is known of them', () => {
  expect(namePattern('adds 2 + 2 (all)')).toBe('adds 2 \\+ 2 \\(all\\)');
  expect(namePattern('of ${n} items')).toBe('of ');
  expect(namePattern("it\\'s")).toBe("it's");
});
