import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unwrap } from '../base/result.js';
import { claimNewPlace, claimPlace } from './place.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-place-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

test('a place that is taken is left to who has it', () => {
  const names = ['deep/a', 'deep/b', 'deep/c'].map(at);
  expect(unwrap(claimNewPlace(names))).toBe(names[0]);
  writeFileSync(names[0]!, 'of another recording');
  expect(unwrap(claimNewPlace(names))).toBe(names[1]);
  expect(unwrap(claimNewPlace(names))).toBe(names[2]);
  expect(claimNewPlace(names).ok).toBe(false);
  expect(readFileSync(names[0]!, 'utf8')).toBe('of another recording');
  expect(claimNewPlace([join(names[0]!, 'no-folder')]).ok).toBe(false);
});

test('a place that is claimed stays while the database is made there; an older recording goes, with its log', () => {
  unwrap(claimNewPlace([at('own')]));
  const { ino } = statSync(at('own'));
  unwrap(claimPlace(at('own')));
  expect(statSync(at('own')).ino).toBe(ino);
  for (const name of ['old', 'old-wal']) writeFileSync(at(name), 'old');
  unwrap(claimPlace(at('old')));
  expect([statSync(at('old')).size, existsSync(at('old-wal'))]).toEqual([0, false]);
});
