/** The tests of a directory: which there are, with what harness files, and in which variants each is run. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type FrontMatter, frontMatterOf } from './frontMatter.js';

/** One run of a test file: sloppy or strict code, a module, or the raw text. */
export interface Variant {
  /** relative to the suite's directory, with slashes, and what kind of run it is */
  readonly name: string;
  /** absolute */
  readonly file: string;
  readonly text: string;
  readonly strict: boolean;
  readonly isModule: boolean;
  readonly isAsync: boolean;
  readonly includes: readonly string[];
  readonly negative: FrontMatter['negative'];
}

export interface Suite {
  readonly root: string;
  readonly variants: readonly Variant[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly harness: Readonly<Record<string, string>>;
}

export interface SuiteRequest {
  /** a directory or a single test file */
  readonly path: string;
  readonly harness?: string | undefined;
  /** takes every n-th test of the sorted list */
  readonly every?: number;
}

const ALWAYS_INCLUDED = ['assert.js', 'sta.js'];

export function readSuite({ path, harness, every = 1 }: SuiteRequest): Suite {
  const root = statSync(path).isDirectory() ? resolve(path) : dirname(resolve(path));
  const folder = harness ?? harnessFolderOf(root);
  if (folder === undefined) throw new Error(`No harness/ next to or above ${root}: name one with --harness.`);
  const files = root === resolve(path) ? testFilesIn(root) : [resolve(path)];
  const texts: Record<string, string> = {};
  const variants: Variant[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (let i = 0; i < files.length; i += every) {
    const file = files[i]!;
    const text = readFileSync(file, 'utf8');
    const front = frontMatterOf(text);
    if (front === undefined) continue;
    const name = relative(root, file).replaceAll(sep, '/');
    const reason = reasonToSkip(front) ?? missingHarness(front, folder, texts);
    if (reason === undefined) variants.push(...variantsOf({ name, file, text }, front));
    else skipped.push({ name, reason });
  }
  return { root, variants, skipped, harness: texts };
}

function harnessFolderOf(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const harness = join(folder, 'harness');
    if (existsSync(join(harness, 'assert.js'))) return harness;
    if (dirname(folder) === folder) return undefined;
  }
}

/** A file named `…_FIXTURE.js` is a module for tests and none itself. */
function testFilesIn(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const isTest = (name: string): boolean => name.endsWith('.js') && !name.includes('_FIXTURE');
  return entries
    .filter((entry) => entry.isFile() && isTest(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Node's main thread may block. */
function reasonToSkip({ flags }: FrontMatter): string | undefined {
  return flags.has('CanBlockIsFalse') ? 'the main thread can block' : undefined;
}

/** Reads the harness files of a test into `texts`. */
function missingHarness({ includes }: FrontMatter, folder: string, texts: Record<string, string>): string | undefined {
  for (const name of [...ALWAYS_INCLUDED, ...includes]) {
    if (texts[name] !== undefined) continue;
    const file = join(folder, name);
    if (!existsSync(file)) return `there is no harness/${name}`;
    texts[name] = readFileSync(file, 'utf8');
  }
  return undefined;
}

function variantsOf(test: Pick<Variant, 'name' | 'file' | 'text'>, front: FrontMatter): Variant[] {
  const { flags, negative } = front;
  const isRaw = flags.has('raw');
  const includes = isRaw ? [] : [...ALWAYS_INCLUDED, ...front.includes];
  const common = { ...test, includes, negative, isModule: false, strict: false, isAsync: flags.has('async') };
  if (flags.has('module')) return [{ ...common, isModule: true }];
  const sloppy = flags.has('onlyStrict') && !isRaw ? [] : [common];
  const strict = flags.has('noStrict') || isRaw ? [] : [{ ...common, strict: true, name: `${test.name} (strict)` }];
  return [...sloppy, ...strict];
}
