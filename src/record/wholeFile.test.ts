import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeWhole } from './wholeFile.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-whole-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is there as a whole', () => {
  writeWhole(join(folder, 'a'), 'text');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('text');
  expect(readdirSync(folder)).toEqual(['a']);
});

it('leaves nothing behind where it cannot be written', () => {
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  expect(() => writeWhole(join(folder, 'taken'), 'text')).toThrow();
  expect(readdirSync(folder)).toEqual(['a', 'taken']);
});
