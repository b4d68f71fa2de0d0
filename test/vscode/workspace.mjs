// Sample workspaces for the editor's tests: fresh copies, so that no recording or setting of an earlier run is in them.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.mjs';

/** A fresh copy of the sample workspace; `name` keeps test files that run at the same time apart. */
export function copyOfShop(name) {
  const copy = join(repository, 'test-results', 'workspaces', name, 'shop');
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(repository, 'test', 'programs', 'shop'), copy, {
    recursive: true,
    filter: (path) => !path.includes('.elixirscope'),
  });
  return copy;
}

/** The line, counted from 1, on which the text stands in a file of the workspace. */
export function lineOf(workspace, file, text) {
  const lines = readFileSync(join(workspace, file), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} does not contain ${text}`);
  return index + 1;
}

/** The recordings that lie in the workspace. */
export function recordingsOf(workspace) {
  const folder = join(workspace, '.elixirscope');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith('.escope'));
}
