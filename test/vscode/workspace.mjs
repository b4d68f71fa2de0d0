// Sample workspaces for the editor's tests: fresh copies, so that no recording or setting of an earlier run is in them.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** A new workspace of these files; `launch`: a configuration that F5 uses. */
export function workspaceOf(name, files, launch) {
  const folder = join(repository, 'test-results', 'workspaces', name);
  rmSync(folder, { recursive: true, force: true });
  const configuration = { type: 'elixirscope', request: 'launch', name: 'Record', ...launch };
  const all = {
    ...files,
    '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [configuration] }),
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
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
