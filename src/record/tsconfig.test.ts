import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { TsConfigs } from './tsconfig.js';

afterAll(removeFolders);

function workspace(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

test('the nearest tsconfig with what it extends', () => {
  const folder = workspace({
    'tsconfig.base.json': { compilerOptions: { jsx: 'react-jsx', experimentalDecorators: true } },
    'tsconfig.json':
      '{ // comments are allowed\n "extends": "./tsconfig.base.json", "compilerOptions": { "jsx": "preserve" } }',
    'inner/tsconfig.json': { extends: '../tsconfig.base.json' },
    'inner/deep/a.tsx': '',
  });
  const configs = new TsConfigs();
  expect(configs.optionsFor(join(folder, 'a.ts'))).toMatchObject({
    jsx: ts.JsxEmit.Preserve,
    experimentalDecorators: true,
  });
  expect(configs.optionsFor(join(folder, 'inner/deep/a.tsx')).jsx).toBe(ts.JsxEmit.ReactJSX);
});

test('a referred project that includes the file', () => {
  const folder = workspace({
    'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.node.json' }] },
    'tsconfig.app.json': { compilerOptions: { jsx: 'react-jsx', composite: true }, include: ['src'] },
    'tsconfig.node.json': { compilerOptions: { jsx: 'preserve', composite: true }, include: ['vite.config.ts'] },
    'src/main.tsx': '',
    'vite.config.ts': '',
  });
  const configs = new TsConfigs();
  expect(configs.optionsFor(join(folder, 'src/main.tsx')).jsx).toBe(ts.JsxEmit.ReactJSX);
  expect(configs.optionsFor(join(folder, 'vite.config.ts')).jsx).toBe(ts.JsxEmit.Preserve);
});

test('no tsconfig, or one that is broken, gives no options', () => {
  const folder = workspace({ 'a/tsconfig.json': 'not json at all', 'b.ts': '' });
  expect(new TsConfigs().optionsFor(join(folder, 'b.ts')).jsx).toBeUndefined();
  expect(new TsConfigs().optionsFor(join(folder, 'a/c.ts')).jsx).toBeUndefined();
});
