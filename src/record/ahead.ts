/**
 * Instruments ahead: what a file imports is what the program asks for next. Such files are instrumented one at a time, while the engine
 * has nothing else to do, and are in the cache when the program looks there. What is found of a file is a guess (whether the import runs, which file it means, that
 * file's format): a wrong one costs time and an entry that nobody asks for, and no more, since entries are taken for the same text, name and format alone.
 */
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';

export interface SourceText {
  readonly file: string;
  readonly source: string;
  readonly format: 'module' | 'commonjs';
}

interface Wanted {
  /** those that the specifier may mean, as Node and TypeScript projects have it */
  readonly files: readonly string[];
  readonly format: SourceText['format'];
}

/** Files that the program has not loaded yet: more wait until it has some of them. */
const AHEAD_AT_MOST = 64;
/** A program loads a file in less time than it takes to make one: it would ask for each, and a first launch of 200 files took a tenth more CPU time, of both processes. */
const AT_ONCE = 4;
const AT_ONCE_MILLIS = 30;
/** What is asked for in the meantime must not wait for long. */
const LENGTH_AT_MOST = 300_000;

export class Ahead {
  readonly #make: (input: SourceText) => void;
  readonly #queue: Wanted[] = [];
  /** files that were asked for, or made here */
  readonly #seen = new Set<string>();
  /** made here and not loaded, as far as is known */
  readonly #unused = new Set<string>();
  #scheduled: NodeJS.Immediate | undefined;

  constructor(make: (input: SourceText) => void) {
    this.#make = make;
  }

  /** The file will be asked for. */
  expect(file: string, format: SourceText['format']): void {
    this.#queue.push({ files: [file], format });
    this.#schedule();
  }

  /** The file is asked for. What it imports is expected. */
  asked(input: SourceText): void {
    if (!this.#seen.has(input.file)) this.#follow(input);
    this.#schedule();
  }

  loaded(file: string): void {
    if (this.#unused.delete(file)) this.#schedule();
  }

  /** Makes some at once: somebody waits. */
  makeNext(): void {
    const until = performance.now() + AT_ONCE_MILLIS;
    for (let i = 0; i < AT_ONCE && this.#mayMake() && performance.now() < until; i++) this.#next();
  }

  end(): void {
    this.#queue.length = 0;
  }

  /** A program loads what a module imports before what is imported next to it. */
  #follow(input: SourceText): void {
    this.#seen.add(input.file);
    this.#queue.unshift(...importsOf(input));
  }

  #schedule(): void {
    if (!this.#mayMake()) return;
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.#next();
      this.#schedule();
    });
  }

  #mayMake(): boolean {
    return this.#queue.length > 0 && this.#unused.size < AHEAD_AT_MOST;
  }

  #next(): void {
    const { files, format } = this.#queue.shift() ?? { files: [], format: 'module' };
    for (const file of files) {
      if (this.#seen.has(file)) return;
      const source = textOf(file);
      if (source === undefined) continue;
      if (source.length > LENGTH_AT_MOST) return;
      const input = { file, source, format };
      this.#follow(input);
      this.#unused.add(file);
      this.#make(input);
      return;
    }
  }
}

/** `import … from './a'`, `export … from './a'`, `import './a'`, `require('./a')`; types are not imported. */
const IMPORTS =
  /^[ \t]*(?:import|export)\b(?!\s*type\b)[^'"`;()]*?['"](\.{1,2}\/[^'"\n]+)['"]|\brequire\(\s*['"](\.{1,2}\/[^'"\n]+)['"]\s*\)/gm;

/** Extensions that stand for the one written in the import. */
const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  '': ['.ts', '.js', '.tsx'],
  '.js': ['.js', '.ts', '.tsx', '.jsx'],
  '.mjs': ['.mjs', '.mts'],
  '.cjs': ['.cjs', '.cts'],
};

export function importsOf({ file, source, format }: SourceText): readonly Wanted[] {
  return [...source.matchAll(IMPORTS)].flatMap(([, imported, required]) => {
    const path = resolve(dirname(file), (imported ?? required) as string);
    const extension = extname(path);
    const stem = path.slice(0, path.length - extension.length);
    const formatThere = declaredFormat(extension) ?? (declaredFormat(extname(file)) === undefined ? format : undefined);
    if (extension === '.json' || formatThere === undefined) return [];
    const files = (STAND_INS[extension] ?? [extension]).map((standIn) => stem + standIn);
    return [{ files, format: formatThere }];
  });
}

/** Of a program's first file, by its name and text alone. */
export const likelyFormat = (file: string, source: string): SourceText['format'] =>
  declaredFormat(extname(file)) ?? (/^[ \t]*(?:import|export)\b(?!\s*\()/m.test(source) ? 'module' : 'commonjs');

/** Other files have the format of their package. */
function declaredFormat(extension: string): SourceText['format'] | undefined {
  if (/^\.m[jt]s$/.test(extension)) return 'module';
  return /^\.c[jt]s$/.test(extension) ? 'commonjs' : undefined;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
