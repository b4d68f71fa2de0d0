import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Ahead, importsOf, type SourceText } from './ahead.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-ahead-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const moduleOf = (file: string, source: string): SourceText => ({ file: join(folder, file), source, format: 'module' });

const meant = (file: string, source: string): string[] =>
  importsOf(moduleOf(file, source)).flatMap(({ files }) => files.map((name) => name.slice(folder.length + 1)));

describe('what a file imports', () => {
  it.each([
    ["import { a } from './a.ts';", ['a.ts']],
    ["import {\n  a,\n  b\n} from './a.js';", ['a.js', 'a.ts', 'a.tsx', 'a.jsx']],
    ["export * from './deep/a.mts'", ['deep/a.mts']],
    ["import './a.cts'", ['a.cts']],
    ["const a = require('./a')", ['a.ts', 'a.js', 'a.tsx']],
    ["import type { A } from './a.ts'; import fs from 'node:fs'; export type { B } from './b.ts';", []],
    ["import data from './a.json'; const text = 'from ./b.js';", []],
  ])('%s', (source, files) => expect(meant('main.ts', source)).toEqual(files));

  it('a file whose name says its format says nothing of others', () => {
    expect(meant('main.mts', "import './a.js';\nimport './b.mjs'")).toEqual(['b.mjs', 'b.mts']);
  });
});

describe('instrumenting ahead', () => {
  it('what is imported is there when it is asked for, with what it imports', async () => {
    const done: string[] = [];
    const ahead = new Ahead(({ source }) => done.push(source));
    const [a, b] = [moduleOf('a.ts', "import './b.ts'"), moduleOf('b.ts', '2')];
    for (const { file, source } of [a, b]) writeFileSync(file, source);
    expect(ahead.take(moduleOf('main.ts', "import './a.ts'"))).toBeUndefined();
    for (let i = 0; i < 5; i++) await turn();
    expect(done).toEqual([a.source, b.source]);
    expect(ahead.take({ ...a, source: 'another text' })).toBeUndefined();
    expect(ahead.take(b)).toBe(2);
    expect(ahead.take(b)).toBeUndefined();
  });
});
