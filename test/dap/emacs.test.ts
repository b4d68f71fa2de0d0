/** The stand-alone adapter in Emacs' dap-mode (Debian: `emacs-nox`, `elpa-dap-mode`), with the configuration that clients/elixirscope.el documents. */
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { CLI, cleanEnvironment, ROOT } from '../record/process.js';

const hasDapMode =
  spawnSync('emacs', ['--batch', '--eval', "(progn (package-initialize) (require 'dap-mode))"], { stdio: 'ignore' })
    .status === 0;

it.skipIf(!hasDapMode)('stops, goes back, reverses and asks in dap-mode', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-emacs-'));
  try {
    cpSync(join(ROOT, 'test', 'programs', 'shop'), folder, { recursive: true });
    const own = join(folder, 'emacs.d/');
    const drive = fileURLToPath(new URL('clients/drive.el', import.meta.url));
    const env = {
      ...cleanEnvironment(),
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      ADAPTER_NODE: process.execPath,
      ADAPTER_CLI: CLI,
    };
    const start = `(setq user-emacs-directory ${JSON.stringify(own)})`;
    const { stderr } = await promisify(execFile)('emacs', ['--batch', '--eval', start, '-l', drive], {
      cwd: folder,
      env,
    });
    const said = stderr
      .split('\n')
      .filter((line) => /^(launch|continue|step back|reverse|step over|history): /.test(line));
    expect(said).toEqual([
      'launch: Orders.#price orders.ts:58',
      'continue: Orders.#price orders.ts:58',
      'step back: Orders.#price orders.ts:57',
      'reverse: Orders.#price orders.ts:58',
      'step over: Orders.#price orders.ts:54',
      'history: (2) [3430, 3087]',
    ]);
    expect(stderr).not.toMatch(/No message handler/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
