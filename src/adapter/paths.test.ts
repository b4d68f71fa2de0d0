import { expect, it } from 'vitest';
import { fileName, pathKey } from './paths.js';

it.each([
  ['/work/a/../b.ts', '/work/b.ts'],
  ['/work/./b.ts', '/work/b.ts'],
  ['c:\\Work\\b.ts', 'C:\\work\\b.ts'],
  ['C:/work/b.ts', 'c:\\work\\b.ts'],
  ['\\\\Server\\share\\b.ts', '\\\\server\\share\\b.ts'],
])('%s is %s', (a, b) => {
  expect(pathKey(a)).toBe(pathKey(b));
});

it.each([
  ['/work/B.ts', '/work/b.ts'],
  ['/c/work/b.ts', 'c:\\work\\b.ts'],
])('%s is not %s', (a, b) => {
  expect(pathKey(a)).not.toBe(pathKey(b));
});

it('names a file of either style', () => {
  expect([fileName('/work/b.ts'), fileName('c:\\work\\b.ts')]).toEqual(['b.ts', 'b.ts']);
});
