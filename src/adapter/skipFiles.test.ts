import { expect, it } from 'vitest';
import { SkipFiles } from './skipFiles.js';

it.each<[patterns: string[], path: string, skips: boolean]>([
  [[], '/work/shop/src/cart.ts', false],
  [['<node_internals>/**'], '/work/shop/src/cart.ts', false],
  [['**/lib/**'], '/work/shop/lib/deep/a.ts', true],
  [['**/lib/**'], '/work/shop/src/a.ts', false],
  [['**/lib/**', '!**/lib/mine/**'], '/work/shop/lib/mine/a.ts', false],
  [['!**/lib/mine/**', '**/lib/**'], '/work/shop/lib/mine/a.ts', true],
  [['/work/shop/src/*.gen.ts'], '/work/shop/src/a.gen.ts', true],
  [['C:\\work\\**'], 'C:\\work\\a.ts', true],
])('%s %s: %s', (patterns, path, skips) => {
  expect(new SkipFiles(patterns).skips(path)).toBe(skips);
});
