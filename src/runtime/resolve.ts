/**
 * Resolution that TypeScript projects rely on and plain Node lacks: './x.js' for x.ts, extensionless and directory imports, tsconfig
 * `paths` and `baseUrl`. Only for importers that are TypeScript (or JSX) files; Node's own answer always comes first, except for `paths`.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { needsErasing } from './formats.js';

/** Extensions that stand for the one written in the import. */
const standIns: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
const guesses = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

interface PathMapping {
  readonly base: string;
  readonly hasBaseUrl: boolean;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** File that a TypeScript importer's `specifier` means by tsconfig `paths`, to be asked before Node. */
export function mappedByPaths(specifier: string, parentUrl: string | undefined): string | undefined {
  const parent = typedParent(parentUrl);
  if (parent === undefined || isRelative(specifier) || /^[a-z]+:/.test(specifier)) return undefined;
  const mapping = mappingFor(dirname(parent));
  if (mapping === undefined) return undefined;
  for (const [pattern, targets] of Object.entries(mapping.paths)) {
    const rest = matchPattern(pattern, specifier);
    if (rest === undefined) continue;
    for (const target of targets) {
      const found = existing(resolvePath(mapping.base, target.replace('*', rest)));
      if (found !== undefined) return pathToFileURL(found).href;
    }
  }
  return undefined;
}

/** File that the specifier means after Node found nothing. */
export function mappedByTypeScript(specifier: string, parentUrl: string | undefined): string | undefined {
  const parent = typedParent(parentUrl);
  if (parent === undefined) return undefined;
  const path = localPath(specifier, parent);
  if (path !== undefined) return urlOf(existing(path));
  const mapping = mappingFor(dirname(parent));
  return mapping?.hasBaseUrl ? urlOf(existing(resolvePath(mapping.base, specifier))) : undefined;
}

function urlOf(file: string | undefined): string | undefined {
  return file === undefined ? undefined : pathToFileURL(file).href;
}

function typedParent(parentUrl: string | undefined): string | undefined {
  if (parentUrl === undefined || !parentUrl.startsWith('file:')) return undefined;
  const parent = fileURLToPath(parentUrl);
  return needsErasing(parent) ? parent : undefined;
}

const isRelative = (specifier: string): boolean => /^\.{1,2}(?:\/|$)/.test(specifier);

function localPath(specifier: string, parent: string): string | undefined {
  if (isRelative(specifier)) return resolvePath(dirname(parent), specifier);
  if (specifier.startsWith('file:')) return fileURLToPath(specifier);
  return isAbsolute(specifier) ? specifier : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function existing(path: string): string | undefined {
  if (isFile(path)) return path;
  const extension = extname(path);
  for (const standIn of standIns[extension] ?? []) {
    const file = path.slice(0, -extension.length) + standIn;
    if (isFile(file)) return file;
  }
  for (const guess of guesses) if (isFile(path + guess)) return path + guess;
  for (const guess of guesses) {
    const file = join(path, `index${guess}`);
    if (isFile(file)) return file;
  }
  return undefined;
}

function matchPattern(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  const fits = specifier.length >= pattern.length - 1 && specifier.startsWith(head) && specifier.endsWith(tail);
  return fits ? specifier.slice(head.length, specifier.length - tail.length) : undefined;
}

const mappings = new Map<string, PathMapping | null>();

function mappingFor(directory: string): PathMapping | undefined {
  const known = mappings.get(directory);
  if (known !== undefined) return known ?? undefined;
  const own = join(directory, 'tsconfig.json');
  const parent = dirname(directory);
  const found = isFile(own) ? readMapping(own, 0) : parent === directory ? undefined : mappingFor(parent);
  mappings.set(directory, found ?? null);
  return found;
}

interface TsConfig {
  readonly extends?: unknown;
  readonly compilerOptions?: { readonly baseUrl?: unknown; readonly paths?: unknown };
}

const MAX_EXTENDS = 10;

function readMapping(file: string, depth: number): PathMapping | undefined {
  const config = readConfig(file);
  if (config === undefined || depth > MAX_EXTENDS) return undefined;
  const { baseUrl, paths } = config.compilerOptions ?? {};
  const inherited = parents(config.extends)
    .map((name) => parentConfig(name, file))
    .map((parent) => (parent === undefined ? undefined : readMapping(parent, depth + 1)))
    .findLast((mapping) => mapping !== undefined);
  const hasBaseUrl = typeof baseUrl === 'string';
  const base = hasBaseUrl ? resolvePath(dirname(file), baseUrl) : undefined;
  if (typeof paths === 'object' && paths !== null) {
    return {
      base: base ?? (inherited?.hasBaseUrl ? inherited.base : dirname(file)),
      hasBaseUrl: hasBaseUrl || inherited?.hasBaseUrl === true,
      paths: paths as Record<string, readonly string[]>,
    };
  }
  if (base !== undefined) return { base, hasBaseUrl: true, paths: inherited?.paths ?? {} };
  return inherited;
}

function parents(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function parentConfig(name: string, from: string): string | undefined {
  if (isRelative(name) || isAbsolute(name)) {
    const path = resolvePath(dirname(from), name);
    return [path, `${path}.json`, join(path, 'tsconfig.json')].find(isFile);
  }
  const require = createRequire(from);
  for (const candidate of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      return require.resolve(candidate);
    } catch {
      // try the next spelling
    }
  }
  return undefined;
}

/** tsconfig.json is JSON with comments and trailing commas. */
function readConfig(file: string): TsConfig | undefined {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const plain = text.replace(
      /("(?:\\.|[^"\\])*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      (_match, string?: string) => string ?? '',
    );
    return JSON.parse(
      plain.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_match, string?: string) => string ?? ''),
    ) as TsConfig;
  } catch {
    return undefined;
  }
}
