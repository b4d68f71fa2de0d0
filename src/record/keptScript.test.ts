import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { KeptScript } from './keptScript.js';

afterAll(removeFolders);

test('code is kept for each use when enough has run, and not under flags that were changed meanwhile', () => {
  const folder = temporaryFolder();
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  enableCompileCache(cache);
  const directory = getCompileCacheDir();
  const path = join(folder, 'script.cjs');
  writeFileSync(
    path,
    '(function (exports, require, module, filename, dirname, url) { exports.at = () => [filename, dirname, url]; })',
  );
  const script = (use?: string): KeptScript<{ at: () => readonly string[] }> => new KeptScript(path, use);
  const kept = (): readonly string[] =>
    readdirSync(directory!).filter((name) => name.startsWith('elixirscope-script-'));
  const first = script();
  expect(first.exports.at()).toEqual([path, folder, `file://${path}`]);
  first.keep(0, 2);
  setFlagsFromString('--no-flush-bytecode');
  first.keep(10, 2);
  expect(kept()).toEqual([]);
  setFlagsFromString('--flush-bytecode');
  first.keep(10, 2);
  expect(kept()).toHaveLength(1);

  const code = (): Buffer => readFileSync(join(directory!, kept()[0]!));
  const before = code();
  const again = script();
  again.keep(19, 2);
  expect(code().equals(before)).toBe(true);
  again.keep(20, 2);
  expect(code().equals(before)).toBe(false);
  script('other').keep(1, 2);
  expect(kept()).toHaveLength(2);
});
