/**
 * Temporary files of a test run (recordings, caches, projects: hundreds of folders) lie in one folder, which goes when the run ends. Vitest runs this before
 * its workers start.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-tests-'));
  // What `tmpdir()` reads, here and in all processes that tests start.
  for (const variable of ['TMPDIR', 'TEMP', 'TMP']) process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
