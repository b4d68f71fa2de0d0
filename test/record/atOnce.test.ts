/** Several recordings that begin in one folder at the same time, without names of their own: none takes another's place, and all find the cache empty. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscope, elixirscopeJson } from './cli.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-at-once-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('each has its own recording of its own run', { timeout: 60_000 }, async () => {
  writeFileSync(join(folder, 'main.cjs'), 'const n = Number(process.argv[2]); console.log(n * 2);');
  const runs = ['1', '2', '3', '4'];
  const ended = await Promise.all(
    runs.map((n) => elixirscope(['record', '--quiet', '--', 'main.cjs', n], { cwd: folder })),
  );
  expect(ended.map(({ stdout, stderr, code }) => [stdout, stderr, code])).toEqual(
    runs.map((n) => [`${Number(n) * 2}\n`, '', 0]),
  );
  const files = readdirSync(join(folder, '.elixirscope')).filter((name) => name.endsWith('.escope'));
  const infos = await Promise.all(
    files.map((name) => elixirscopeJson<RecordingInfo>(['info', join(folder, '.elixirscope', name)])),
  );
  expect(infos.map(({ args, complete }) => `${args.join()} ${complete}`).sort()).toEqual(runs.map((n) => `${n} true`));
});
