/** What every cache key of a session has in common, and the folder of the cache: known before anything else is loaded. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { hashOf } from '../base/hash.js';
import { UserError } from '../base/result.js';
import type { DebuggeeOptions } from '../wire/control.js';

/** A hash of the instrumenting code, set by the bundler and by the runner of unit tests: in folders that stay, tests found entries of another version. */
declare const ELIXIRSCOPE_INSTRUMENT_BUILD: string;
const MAX_CONFIG_DEPTH = 4;
const MAX_CONFIG_FOLDERS = 2000;
const CONFIG = /^(ts|js)config.*\.json$/;
/** Names that a compiler looks for by itself. */
const USUAL_CONFIGS = ['tsconfig.json', 'jsconfig.json'];
/** What a configuration extends, and the projects that it refers to. */
const NAMED_CONFIGS = /"(?:extends|path)"\s*:\s*(\[[^\]]*\]|"[^"\n]*")/g;

/** Makes the cache folder with a .gitignore that keeps it out of the user's repository. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const ignore = join(dirname(folder), '.gitignore');
    if (basename(dirname(folder)) === '.elixirscope') writeFileSync(ignore, '*\n');
  } catch (error) {
    throw new UserError(
      'cache-unwritable',
      `The cache folder ${folder} cannot be written (${(error as Error).message}): choose a workspace folder that you may write to, or start the program from another folder.`,
    );
  }
}

/** What decides how code is instrumented, besides the code and its project. */
export type InstrumentingOptions = Pick<DebuggeeOptions, 'mode' | 'maxOverhead' | 'sample'>;

/** Whether functions are reduced one by one, and not whole turns: they get a body for that. */
export const isReducible = ({ mode, maxOverhead, sample }: InstrumentingOptions): boolean =>
  mode === 'full' && maxOverhead > 0 && sample === 1;

/**
 * Part of every cache key that is the same for the whole session: our version, the mode, whether there is an overhead budget, and the text of every tsconfig that could
 * apply to a file of the workspace (they decide how types, JSX and decorators are compiled).
 */
export function cacheSalt(workspace: string, program: string | undefined, options: InstrumentingOptions): string {
  const kind = options.mode + (isReducible(options) ? ' reducible' : '');
  const folders = new Set([...ancestors(workspace), ...(program === undefined ? [] : ancestors(dirname(program)))]);
  const texts = configTexts([...[...folders].flatMap(usualConfigsIn), ...below(workspace)]);
  const parts = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  return hashOf([ELIXIRSCOPE_INSTRUMENT_BUILD, kind, ...parts].join('\0'));
}

/** By path, with the configurations that these name, wherever they lie; '' for what is not there. */
function configTexts(configs: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const waiting = [...configs];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (texts.has(path)) continue;
    const text = textOf(path);
    texts.set(path, text);
    waiting.push(...namedIn(text, dirname(path)));
  }
  return texts;
}

/** A configuration's name may lack its extension, and that of a project be its folder's. Those of packages do not change while one works. */
function namedIn(text: string, folder: string): string[] {
  return [...text.matchAll(NAMED_CONFIGS)]
    .flatMap(([, named]) => [...named!.matchAll(/"([^"\n]*)"/g)])
    .map(([, name]) => resolve(folder, name!))
    .flatMap((path) => [path, `${path}.json`, join(path, 'tsconfig.json')]);
}

function ancestors(folder: string): string[] {
  const up = dirname(folder);
  return up === folder ? [folder] : [folder, ...ancestors(up)];
}

/** Configuration files below a folder, as far down and as many folders as a session's start can afford to look at. */
function below(workspace: string): string[] {
  const found: string[] = [];
  let level = [resolve(workspace)];
  let seen = 0;
  for (let depth = 0; depth < MAX_CONFIG_DEPTH && seen < MAX_CONFIG_FOLDERS; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++seen > MAX_CONFIG_FOLDERS) break;
      const { files, folders } = configsIn(folder);
      found.push(...files);
      next.push(...folders);
    }
    level = next;
  }
  return found;
}

function configsIn(folder: string): { files: string[]; folders: string[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return {
      files: entries.filter((e) => !e.isDirectory() && CONFIG.test(e.name)).map((e) => join(folder, e.name)),
      folders: entries
        .filter((e) => e.isDirectory() && e.name !== 'node_modules' && !e.name.startsWith('.'))
        .map((e) => join(folder, e.name)),
    };
  } catch {
    return { files: [], folders: [] };
  }
}

/** The folders above a workspace are not listed: one of temporary files may have thousands of names, which took 5 ms. */
const usualConfigsIn = (folder: string): string[] =>
  USUAL_CONFIGS.map((name) => join(folder, name)).filter((path) => existsSync(path));

function textOf(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
