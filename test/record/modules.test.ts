/** Every file of the workspace that runs is recorded, whichever way it was loaded. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from './cli.js';
import { sample } from './programs.js';

it('CommonJS files that ES modules import', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'elixirscope-modules-')), 'run.escope');
  const ended = await record({ program: sample('fidelity/runtime/imports-commonjs.mjs').path, out });
  expect(ended.code).toBe(0);
  const { files } = await elixirscopeJson<RecordingInfo>(['info', out]);
  const recorded = files.filter(({ instrumented }) => instrumented).map(({ file }) => file.split('/').at(-1));
  expect(recorded.sort()).toEqual(['imported.cjs', 'imports-commonjs.mjs', 'throws.cjs']);
});

it('files that TypeScript finds for `require`, and Node does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-required-'));
  const files = {
    'package.json': '{ "type": "commonjs" }',
    'tsconfig.json': '{ "compilerOptions": { "module": "commonjs", "paths": { "@app/*": ["./app/*"] } } }',
    'main.ts': `import { a } from './a'; import { b } from './b.js'; import { c } from './dir'; import { d } from '@app/d';
      const e = require('./a.js'); console.log(a, b, c, d, e.a);`,
    'a.ts': "export const a: string = 'a';",
    'b.ts': "export const b: string = 'b';",
    'dir/index.ts': "export const c: string = 'c';",
    'app/d.ts': "export const d: string = 'd';",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const ended = await record({ program: 'main.ts', out: join(folder, 'run.escope'), cwd: folder });
  expect(ended.stderr).not.toContain('Error');
  expect(ended.stdout).toBe('a b c d a\n');
});
