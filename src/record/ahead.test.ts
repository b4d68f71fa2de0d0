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
  it('what is imported is made, with what it imports', async () => {
    const done: string[] = [];
    const ahead = new Ahead(({ source }) => done.push(source));
    const [a, b] = [moduleOf('a.ts', "import './b.ts'"), moduleOf('b.ts', '2')];
    for (const { file, source } of [a, b]) writeFileSync(file, source);
    ahead.asked(moduleOf('main.ts', "import './a.ts'"));
    for (let i = 0; i < 5; i++) await turn();
    expect(done).toEqual([a.source, b.source]);
  });

  it('in the order in which a program loads it', async () => {
    const done: string[] = [];
    const ahead = new Ahead(({ source }) => done.push(source));
    const sources = { a: "import './c.ts'; // a", b: '// b', c: '// c', d: '// d' };
    for (const [name, source] of Object.entries(sources)) writeFileSync(moduleOf(`${name}.ts`, '').file, source);
    ahead.asked(moduleOf('first.ts', "import './a.ts';\nimport './b.ts'"));
    ahead.asked(moduleOf('other.ts', "import './d.ts'"));
    for (let i = 0; i < 6; i++) await turn();
    expect(done).toEqual([sources.d, sources.a, sources.c, sources.b]);
  });

  it('four at once for somebody who waits', () => {
    const done: string[] = [];
    const ahead = new Ahead(({ file }) => done.push(file));
    const files = Array.from({ length: 6 }, (_, i) => moduleOf(`next${i}.ts`, '').file);
    for (const file of files) writeFileSync(file, '');
    ahead.asked(moduleOf('next.ts', files.map((_, i) => `import './next${i}.ts'`).join('\n')));
    ahead.makeNext();
    expect(done).toEqual(files.slice(0, 4));
    ahead.end();
    ahead.makeNext();
    expect(done).toHaveLength(4);
  });

  it('goes on when the program has loaded some of it', async () => {
    const done: string[] = [];
    const ahead = new Ahead(({ file }) => done.push(file));
    const files = Array.from({ length: 70 }, (_, i) => moduleOf(`many${i}.ts`, '1').file);
    for (const file of files) writeFileSync(file, '1');
    ahead.asked(moduleOf('all.ts', files.map((_, i) => `import './many${i}.ts'`).join('\n')));
    for (let i = 0; i < 100; i++) await turn();
    expect(done).toHaveLength(64);
    for (const file of files.slice(0, 3)) ahead.loaded(file);
    for (let i = 0; i < 10; i++) await turn();
    expect(done).toHaveLength(67);
  });
});
