import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unwrap } from '../base/result.js';
import { closeDatabase, createDatabase, isBeingWritten } from './database.js';
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
  for (const name of ['old.escope', 'old.escope-wal']) writeFileSync(at(name), 'old');
  unwrap(claimPlace(at('old.escope')));
  expect([statSync(at('old.escope')).size, existsSync(at('old.escope-wal'))]).toEqual([0, false]);
});

test('so does a recording of another name; nothing else is overwritten', () => {
  const recording = Buffer.alloc(100);
  recording.write('ESCP', 68);
  writeFileSync(at('of-another-name'), recording);
  unwrap(claimPlace(at('of-another-name')));
  expect(statSync(at('of-another-name')).size).toBe(0);
  writeFileSync(at('notes.md'), 'precious');
  mkdirSync(at('folder'));
  expect(claimPlace(at('notes.md'))).toMatchObject({ error: { message: expect.stringContaining('is no recording') } });
  expect(claimPlace(at('folder'))).toMatchObject({ error: { message: expect.stringContaining('is a folder') } });
  expect(readFileSync(at('notes.md'), 'utf8')).toBe('precious');
});

test('a recording is being written until its recorder has ended, however it ends', () => {
  const path = at('live.escope');
  const db = createDatabase(path);
  db.exec("INSERT INTO meta (key, value, sum) VALUES ('complete', '0', 0)");
  expect(isBeingWritten(path)).toBe(true);
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, at('killed.escope') + suffix);
  closeDatabase(db);
  expect([isBeingWritten(path), isBeingWritten(at('killed.escope')), isBeingWritten(at('none'))]).toEqual([
    false,
    false,
    false,
  ]);
});
