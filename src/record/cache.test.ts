import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { TableBuilder } from '../../test/support/stream.js';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { storedSource } from '../store/storedSource.js';
import { isMapOf, STORED_MEMBER, TABLE_MEMBER, tableOf, unsealed } from '../wire/cacheFiles.js';
import { hasEntry, RecentEntries, writeEntry } from './cache.js';
import { cacheSalt, prepareFolder } from './cacheSalt.js';

afterAll(removeFolders);

const MAP = JSON.stringify({ version: 3, sourcesContent: ['let a = `,"x_table":`'] });
const inline = (map: string): string =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
const code = `run();\n${inline(MAP)}\n//# footer`;
const KEY = 'a'.repeat(40);
const codeIn = (folder: string, key: string): string | undefined =>
  unsealed(readFileSync(join(folder, `${key}.js`), 'utf8'), hash)?.code;
const entry = { source: 'let a = 1', table: new TableBuilder().build() };

test('the source map lies beside the code, which says where, with all else that is known of the module', () => {
  const folder = temporaryFolder();
  writeEntry(folder, KEY, { code, entry });
  expect(readdirSync(folder).sort()).toEqual([`${KEY}.js`, `${KEY}.map`]);
  const path = join(folder, `${KEY}.map`);
  expect(codeIn(folder, KEY)).toBe(`run();\n//# sourceMappingURL=${pathToFileURL(path).href}\n//# footer`);
  const text = readFileSync(path, 'utf8');
  expect(JSON.parse(text)).toMatchObject({ ...(JSON.parse(MAP) as object), x_table: entry.table });
  expect(tableOf(text)).toEqual(entry.table);
});

test('code that is not what was written is not there, whichever bit it is', () => {
  const folder = temporaryFolder();
  writeEntry(folder, KEY, { code, entry });
  const text = readFileSync(join(folder, `${KEY}.js`), 'latin1');
  const { map } = unsealed(text, hash)!;
  const beside = readFileSync(join(folder, `${KEY}.map`), 'utf8');
  expect([map?.bytes, isMapOf(beside, map, hash), isMapOf(`${beside} `, map, hash)]).toEqual([
    beside.length,
    true,
    false,
  ]);
  const flipped = (i: number): string =>
    text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ 1) + text.slice(i + 1);
  const others = Array.from(text, (_, i) => [flipped(i), text.slice(0, i)]).flat();
  for (const broken of [...others, `${text} `, `${text}0`]) {
    const found = unsealed(broken, hash);
    // The map beside it is another one then.
    if (found !== undefined) expect([found.code, found.map]).not.toEqual([code, map]);
    if (found?.map !== undefined) expect(found.map).not.toEqual(map);
  }
});

test('a broken entry is not read, and gone once it is given up', () => {
  const folder = temporaryFolder();
  writeEntry(folder, KEY, { code, entry });
  const path = join(folder, `${KEY}.map`);
  const map = readFileSync(path);
  const entries = new RecentEntries(folder);
  writeFileSync(path, map.subarray(0, map.length >> 1));
  expect(entries.read(KEY)).toBeUndefined();
  entries.discard(KEY);
  expect([...readdirSync(folder), hasEntry(folder, KEY)]).toEqual([false]);
});

test('code that is run by a loader keeps its map, too, and code without probes has nothing but a map', () => {
  const folder = temporaryFolder();
  writeEntry(folder, 'carried', { code, entry, isCarried: true });
  writeEntry(folder, 'erased', { code, entry: undefined });
  writeEntry(folder, 'stripped', { code: 'run()', entry: undefined });
  expect(codeIn(folder, 'carried')).toBe(code);
  expect(tableOf(readFileSync(join(folder, 'carried.map'), 'utf8'))).toEqual(entry.table);
  expect(readFileSync(join(folder, 'erased.map'), 'utf8')).toBe(MAP);
  expect(new RecentEntries(folder).read('erased')).toBeUndefined();
  expect(readdirSync(folder)).not.toContain('stripped.map');
});

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

test('so is what tsconfigs name, above the workspace and anywhere else', () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'app/src');
  mkdirSync(workspace, { recursive: true });
  mkdirSync(join(folder, 'shared'));
  const salt = (): string => cacheSalt(workspace, undefined, { mode: 'full', maxOverhead: 0, sample: 1 });
  const salts = [salt()];
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
    salts.push(salt());
  };
  write(
    'app/tsconfig.json',
    '{ "extends": ["../shared/base", "../shared/more.json"], "references": [{ "path": "../shared" }] }',
  );
  write('shared/base.json', '{ "extends": "./deeper.json" }');
  write('shared/deeper.json', '{ "extends": "./base" }');
  write('shared/more.json', '{}');
  write('shared/tsconfig.json', '{}');
  expect(new Set(salts).size).toBe(salts.length);
  write('app/tsconfig.unused.json', '{}');
  expect(salts.at(-1)).toBe(salts.at(-2));
});

test('the default folder keeps itself out of git', () => {
  const folder = join(temporaryFolder(), '.elixirscope', 'cache');
  prepareFolder(folder);
  expect(readFileSync(join(folder, '../.gitignore'), 'utf8')).toBe('*\n');
});

test('what a recording keeps of a module is read as it was made, and not at all if it is damaged', () => {
  const folder = temporaryFolder();
  writeEntry(folder, KEY, { code, entry });
  const stored = storedSource(KEY, entry.table, entry.source);
  expect(new RecentEntries(folder).read(KEY)).toEqual({ table: entry.table, stored });
  const path = join(folder, `${KEY}.map`);
  const file = readFileSync(path);
  const tableAt = file.indexOf(TABLE_MEMBER);
  const storedAt = file.indexOf(STORED_MEMBER);
  const within = (start: number, end: number): number[] =>
    Array.from({ length: 10 }, (_, i) => start + ((((end - start) * i) / 10) | 0));
  for (const at of [...within(tableAt, storedAt), ...within(storedAt, file.length - 4)]) {
    const damaged = Buffer.from(file);
    damaged[at]! ^= 1;
    writeFileSync(path, damaged);
    expect(new RecentEntries(folder).read(KEY), String(at)).toBeUndefined();
  }
  for (const end of [0, tableAt, storedAt, file.length - 20]) {
    writeFileSync(path, file.subarray(0, end));
    expect(new RecentEntries(folder).read(KEY)).toBeUndefined();
  }
});

test('what is expected is read ahead, a part at a time, and given up when nobody wants it', async () => {
  const folder = temporaryFolder();
  const keys = Array.from({ length: 20 }, (_, i) => String(i).padStart(40, '0'));
  for (const key of keys) writeEntry(folder, key, { code, entry });
  const entries = new RecentEntries(folder);
  entries.expect(['f'.repeat(40), ...keys]);
  await new Promise((done) => setTimeout(done, 100));
  for (const key of keys) rmSync(join(folder, `${key}.map`));
  expect(entries.read(keys[0]!)?.table).toEqual(entry.table);
  expect(entries.read('f'.repeat(40))).toBeUndefined();
  entries.close();
  expect(entries.read(keys[1]!)).toBeUndefined();
});
