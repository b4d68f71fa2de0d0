/**
 * Live bindings: an imported name is the exporting module's variable, not a copy. The text says which name of which module; the module is
 * the recorded file that a relative specifier leads to. Names of modules that are not instrumented, or that something else than their
 * relative path leads to, keep the value that they had when the importing module started.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedFile } from '../store/sites.js';

/** A variable of a module. */
export interface ModuleVariable {
  readonly file: LoadedFile;
  /** index in the table */
  readonly variable: number;
}

/** What a name of a module means: a variable, or the namespace of a whole module. */
export type Exported =
  | ({ readonly kind: 'variable' } & ModuleVariable)
  | { readonly kind: 'namespace'; readonly file: LoadedFile };

/** What TypeScript compiles to the name in a specifier. */
const SOURCES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx', '.jsx']],
  [/\.mjs$/, ['.mts']],
  [/\.cjs$/, ['.cts']],
  [/(?<!\.[cm]?[jt]sx?)$/, ['.ts', '.tsx', '.js', '.jsx', '/index.ts', '/index.js']],
];

export class Imports {
  readonly #files: readonly LoadedFile[];

  /** `files`: those of one thread. */
  constructor(files: readonly LoadedFile[]) {
    this.#files = files;
  }

  /** The variable that an imported one stands for; undefined if it cannot be told. */
  target({ file, variable }: ModuleVariable): Exported | undefined {
    const found = file.table.imports.find((i) => i.variable === variable);
    return found === undefined ? undefined : this.#named(file, found.from, found.name, new Set());
  }

  /** Exported names and what they mean, those of `export *` included. */
  names(file: LoadedFile, seen = new Set<LoadedFile>()): Map<string, Exported> {
    const names = new Map<string, Exported>();
    if (seen.has(file)) return names;
    seen.add(file);
    for (const e of file.table.exports) {
      if (e.name !== '*') {
        const meaning = this.#exported(file, e.name, new Set());
        if (meaning !== undefined) names.set(e.name, meaning);
        continue;
      }
      const other = 'from' in e ? this.#module(file, e.from) : undefined;
      if (other === undefined) continue;
      for (const [name, meaning] of this.names(other, seen))
        if (name !== 'default' && !names.has(name)) names.set(name, meaning);
    }
    return names;
  }

  #named(file: LoadedFile, from: string, name: string, seen: Set<string>): Exported | undefined {
    const module = this.#module(file, from);
    if (module === undefined) return undefined;
    return name === '*' ? { kind: 'namespace', file: module } : this.#exported(module, name, seen);
  }

  #exported(file: LoadedFile, name: string, seen: Set<string>): Exported | undefined {
    const key = `${file.base}:${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const own = file.table.exports.find((e) => e.name === name && name !== '*');
    if (own !== undefined) {
      if ('from' in own) return this.#named(file, own.from, own.imported, seen);
      const { variable } = own;
      if (file.table.variables[variable]?.kind !== 'import') return { kind: 'variable', file, variable };
      const imported = file.table.imports.find((i) => i.variable === variable);
      return imported === undefined ? undefined : this.#named(file, imported.from, imported.name, seen);
    }
    if (name === 'default') return undefined;
    for (const e of file.table.exports) {
      if (e.name !== '*' || !('from' in e)) continue;
      const found = this.#named(file, e.from, name, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The same file may have been loaded again under another query: the plain specifier means the first one. */
  #module(importer: LoadedFile, specifier: string): LoadedFile | undefined {
    if (!/^(?:\.{0,2}\/|file:)/.test(specifier) || specifier.includes('?')) return undefined;
    const path = specifier.startsWith('file:')
      ? fileURLToPath(specifier)
      : join(dirname(importer.path), decodeURIComponent(specifier));
    for (const candidate of candidates(path)) {
      const found = this.#files.find((f) => f.path === candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function candidates(path: string): string[] {
  const sources = SOURCES.filter(([pattern]) => pattern.test(path)).flatMap(([pattern, endings]) =>
    endings.map((ending) => path.replace(pattern, ending)),
  );
  return [path, ...sources];
}
