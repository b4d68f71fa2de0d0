/** Every file of the workspace that runs is recorded, whichever way it was loaded. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
