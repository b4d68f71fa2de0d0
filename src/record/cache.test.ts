import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { TableBuilder } from '../../test/support/stream.js';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { storedSource } from '../store/storedSource.js';
import { readEntry, RecentEntries, writeEntry } from './cache.js';
import { cacheSalt, prepareFolder } from './cacheSalt.js';

afterAll(removeFolders);

test('an entry is read as it was written, and nothing else lies in the folder', () => {
  const folder = temporaryFolder();
  const entry = { file: '/w/a.ts', source: 'let a = 1', table: new TableBuilder().build() };
  writeEntry(folder, 'abc', { code: 'code', entry });
  expect(readEntry(folder, 'abc')).toEqual(entry);
  expect(readdirSync(folder).sort()).toEqual(['abc.js', 'abc.json']);
});

test('the source map lies beside the code, which says where', () => {
  const folder = temporaryFolder();
  const inline = `//# sourceMappingURL=data:application/json;base64,${Buffer.from('{"version":3}').toString('base64')}`;
  const code = `run();\n${inline}\n//# footer`;
  const entry = { file: '/w/a.ts', source: 'run()', table: new TableBuilder().build() };
  writeEntry(folder, 'abc', { code, entry });
  writeEntry(folder, 'def', { code, entry, isCarried: true });
  expect(readFileSync(join(folder, 'abc.map'), 'utf8')).toBe('{"version":3}');
  const url = pathToFileURL(join(folder, 'abc.map')).href;
  expect(readFileSync(join(folder, 'abc.js'), 'utf8')).toBe(`run();\n//# sourceMappingURL=${url}\n//# footer`);
  expect(readFileSync(join(folder, 'def.js'), 'utf8')).toBe(code);
});

test.each([['{'], ['null'], ['{"file":1}'], ['{"file":"a","source":"","table":{"version":2}}']])(
  'the broken entry %s counts as none',
  (text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'k.json'), text);
    expect(readEntry(folder, 'k')).toBeUndefined();
  },
);

test('every tsconfig of the workspace is part of the key', () => {
  const folder = temporaryFolder();
  const salt = (): string => cacheSalt(folder, join(folder, 'a.ts'), { mode: 'full', maxOverhead: 0, sample: 1 });
  const before = salt();
  expect(salt()).toBe(before);
  expect(cacheSalt(folder, join(folder, 'a.ts'), { mode: 'calls', maxOverhead: 0, sample: 1 })).not.toBe(before);
  mkdirSync(join(folder, 'packages/x'), { recursive: true });
  writeFileSync(join(folder, 'packages/x/tsconfig.json'), '{}');
  const nested = salt();
  expect(nested).not.toBe(before);
  writeFileSync(join(folder, 'packages/x/tsconfig.json'), '{"compilerOptions":{"jsx":"react"}}');
  expect(salt()).not.toBe(nested);
});

test('the default folder keeps itself out of git', () => {
  const folder = join(temporaryFolder(), '.elixirscope', 'cache');
  prepareFolder(folder);
  expect(readFileSync(join(folder, '../.gitignore'), 'utf8')).toBe('*\n');
});

test('what a recording keeps of a module is made once, and again if it is damaged', () => {
  const folder = temporaryFolder();
  const key = 'a'.repeat(40);
  const entry = { file: '/w/a.ts', source: 'let a = 1', table: new TableBuilder().build() };
  writeEntry(folder, key, { code: 'code', entry });
  const first = new RecentEntries(folder).read(key);
  expect(first).toEqual({ table: entry.table, stored: storedSource(key, entry.table, entry.source) });
  const path = join(folder, `${key}.stored`);
  const file = readFileSync(path);
  expect(new RecentEntries(folder).read(key)).toMatchObject({ table: entry.table });
  for (const at of [0, 5, 9, 12, 40, file.length >> 1, file.length - 1]) {
    const damaged = Buffer.from(file);
    damaged[at]! ^= 1;
    writeFileSync(path, damaged);
    expect(new RecentEntries(folder).read(key)).toEqual(first);
    expect(readFileSync(path)).toEqual(file);
  }
});

test('what is expected is read ahead, a part at a time, and given up when nobody wants it', async () => {
  const folder = temporaryFolder();
  const keys = Array.from({ length: 20 }, (_, i) => String(i).padStart(40, '0'));
  const entry = { file: '/w/a.ts', source: 'let a = 1', table: new TableBuilder().build() };
  for (const key of keys) {
    writeEntry(folder, key, { code: 'code', entry });
    new RecentEntries(folder).read(key);
  }
  const entries = new RecentEntries(folder);
  entries.expect(['f'.repeat(40), ...keys]);
  await new Promise((done) => setTimeout(done, 100));
  for (const key of keys) rmSync(join(folder, `${key}.stored`));
  rmSync(join(folder, `${keys[0]}.json`));
  expect(entries.read(keys[0]!)?.table).toEqual(entry.table);
  expect(entries.read('f'.repeat(40))).toBeUndefined();
  entries.close();
  rmSync(join(folder, `${keys[1]}.json`));
  expect(entries.read(keys[1]!)).toBeUndefined();
});
