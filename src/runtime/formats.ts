/** Which files are ours, and whether they are ES modules or CommonJS, decided as Node decides. */
import { readFileSync } from 'node:fs';
import { dirname, extname, join, matchesGlob, relative, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import { withoutWarning } from '../base/withoutWarning.js';
import { COMMONJS_PARAMETERS } from '../base/commonjs.js';

export type Format = 'module' | 'commonjs';

const sourceExtensions = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']);
const typed = new Set(['.ts', '.tsx', '.mts', '.cts', '.jsx']);

export function isSource(file: string): boolean {
  return sourceExtensions.has(extname(file));
}

/** Files that Node itself cannot be trusted to run: types or JSX must be erased first. */
export function needsErasing(file: string): boolean {
  return typed.has(extname(file));
}

export interface Selection {
  readonly workspace: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export type Choice = 'included' | 'excluded' | 'outside';

const IN_NODE_MODULES = new RegExp(
  '^(?:[^./][^/]*/)*node_modules(?:/[^./][^/]*)+$',
  // As Node's globs.
  ['win32', 'darwin'].includes(process.platform) ? 'i' : '',
);

/** What the usual globs match. Node reads a glob again for each path, and loads what reads it: 100 µs a module. */
const USUAL: Readonly<Record<string, (path: string) => boolean>> = {
  '**/*': (path) => !/(?:^|\/)\./.test(path),
  '**/node_modules/**': (path) => IN_NODE_MODULES.test(path),
};

export function choose(file: string, { workspace, include, exclude }: Selection): Choice {
  const path = relative(workspace, file);
  if (path === '' || path.startsWith('..') || /^[A-Za-z]:/.test(path)) return 'outside';
  const portable = sep === '\\' ? path.replaceAll('\\', '/') : path;
  const matches = (glob: string): boolean => (USUAL[glob] ?? matchesGlob)(portable, glob);
  return withoutWarning(() => include.some(matches) && !exclude.some(matches)) ? 'included' : 'excluded';
}

/** Format by extension or by the nearest package.json; undefined: the text decides. */
export function declaredFormat(file: string): Format | undefined {
  switch (extname(file)) {
    case '.mts':
    case '.mjs':
      return 'module';
    case '.cts':
    case '.cjs':
      return 'commonjs';
    default:
      return packageType(dirname(file));
  }
}

const packageTypes = new Map<string, Format | 'none' | undefined>();

function packageType(directory: string): Format | undefined {
  const known = packageTypes.get(directory);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const own = ownPackageType(directory);
  const parent = dirname(directory);
  const isEnd = parent === directory || directory.endsWith(`${sep}node_modules`);
  const type = own ?? (isEnd ? 'none' : (packageType(parent) ?? 'none'));
  packageTypes.set(directory, type);
  return type === 'none' ? undefined : type;
}

/** 'none': there is a package.json that does not say. */
function ownPackageType(directory: string): Format | 'none' | undefined {
  let text: string;
  try {
    text = readFileSync(join(directory, 'package.json'), 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { type } = JSON.parse(text) as { type?: unknown };
    return type === 'module' || type === 'commonjs' ? type : 'none';
  } catch {
    return 'none';
  }
}

/** Not what nothing is left of when types are erased. */
const MODULE_SYNTAX =
  /^[ \t]*(?:import\s*(?!type\s+(?!\s|from\b|,))[\w$*{'"]|export\s*(?:[{*]|default\b|const\b|let\b|var\b|function\b|async\b|class\b|abstract\b|enum\b|namespace\b|import\b))|\bimport\.meta\b|^(?:for )?await\b/m;

/**
 * Node's rule for ambiguous files: ES module if it does not compile as CommonJS and has syntax that only ES modules have. The text is
 * scanned first, since compiling costs; TypeScript cannot be compiled, there the scan decides.
 */
export function detectFormat(file: string, source: string): Format {
  if (!MODULE_SYNTAX.test(source) || !MODULE_SYNTAX.test(withoutComments(source))) return 'commonjs';
  return !needsErasing(file) && compilesAsCommonJs(source) ? 'commonjs' : 'module';
}

function compilesAsCommonJs(source: string): boolean {
  try {
    compileFunction(source, COMMONJS_PARAMETERS);
    return true;
  } catch {
    return false;
  }
}

const TOKENS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

function withoutComments(source: string): string {
  return source.replace(TOKENS, (token) => (token.startsWith('/') ? ' ' : token.startsWith('`') ? '``' : '""'));
}
