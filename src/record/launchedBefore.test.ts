import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { LaunchedBefore } from './launchedBefore.js';

afterAll(removeFolders);

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];

test("what a program loaded is known at its next launch, and at no other program's", () => {
  const folder = temporaryFolder();
  const first = new LaunchedBefore(folder, ['/w', 'main.ts']);
  expect(first.keys).toEqual([]);
  for (const key of [b, a, b]) first.add(key);
  first.end();
  expect(new LaunchedBefore(folder, ['/w', 'main.ts']).keys).toEqual([b, a]);
  expect(new LaunchedBefore(folder, ['/w', 'other.ts']).keys).toEqual([]);
});

test('a launch that loaded nothing leaves the list as it was, and a broken list has what can be read', () => {
  const folder = temporaryFolder();
  const launch = new LaunchedBefore(folder, ['main.ts']);
  launch.add(a);
  launch.end();
  const path = join(folder, readdirSync(folder)[0]!);
  new LaunchedBefore(folder, ['main.ts']).end();
  expect(readFileSync(path, 'utf8')).toBe(a);
  writeFileSync(path, `../../etc/passwd\n${b}\n${a.slice(5)}`);
  expect(new LaunchedBefore(folder, ['main.ts']).keys).toEqual([b]);
});

test('a folder that cannot be written is no trouble', () => {
  const launch = new LaunchedBefore(join(temporaryFolder(), 'missing'), ['main.ts']);
  launch.add(a);
  launch.end();
  expect(launch.keys).toEqual([]);
});
