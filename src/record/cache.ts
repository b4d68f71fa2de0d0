/**
 * The instrumentation cache: two files for each module (wire/cacheFiles.ts); they hold what a recording keeps of it, too, since compressing it again took half of
 * what a module takes the engine. They were four: making a file takes longer than writing it.
 * Several engines may share a folder: files are written under another name and renamed, the code last, because the runtime takes
 * an entry as present when its code is.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromMapFile, mapFile, type StoredSource } from '../store/storedSource.js';
import { sealed } from '../wire/cacheFiles.js';
import { INLINE_MAP, MAP_COMMENT } from '../wire/kit.js';
import type { SiteTable } from '../wire/sites.js';
import { writeWhole } from './wholeFile.js';

const KEPT_ENTRIES = 64;
/** What is read ahead in one go. */
const AHEAD_MILLIS = 2;

export interface CacheEntry {
  readonly source: string;
  readonly table: SiteTable;
}

interface EntryParts {
  /** with its source map */
  readonly code: string;
  /** of code with probes */
  readonly entry: CacheEntry | undefined;
  readonly isCarried?: boolean;
}

export const hasEntry = (folder: string, key: string): boolean => existsSync(join(folder, `${key}.js`));

export function writeEntry(folder: string, key: string, { code, entry, isCarried = false }: EntryParts): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${key}.map`);
  const { map, before, after } = split(code);
  const content = entry === undefined ? map : mapFile(map ?? '{}', key, entry.table, entry.source);
  if (content !== undefined) writeWhole(path, content);
  // V8 would keep the map in memory, half of all text, and Node add it up at each launch: whoever asks for a place reads it from its file.
  const isApart = map !== undefined && !isCarried;
  const { hash } = process.getBuiltinModule('node:crypto');
  const run = isApart ? `${before}${MAP_COMMENT}${pathToFileURL(path).href}${after}` : code;
  writeWhole(join(folder, `${key}.js`), sealed(run, content, hash));
}

/** Code and its inline source map. */
function split(code: string): { readonly map: string | undefined; readonly before: string; readonly after: string } {
  const at = code.lastIndexOf(INLINE_MAP);
  if (at < 0) return { map: undefined, before: code, after: '' };
  const end = code.indexOf('\n', at);
  const map = Buffer.from(code.slice(at + INLINE_MAP.length, end), 'base64').toString();
  return { map, before: code.slice(0, at), after: code.slice(end) };
}

export interface StoredEntry {
  readonly table: SiteTable;
  /** what a recording keeps of it */
  readonly stored: StoredSource;
}

/** The last entries read: threads of one program load the same modules; and those that the program is expected to load. */
export class RecentEntries {
  readonly #entries = new Map<string, StoredEntry>();
  readonly #ahead = new Map<string, StoredEntry>();
  #reading: NodeJS.Immediate | undefined;

  constructor(private readonly folder: string) {}

  /** Undefined if it is not there, or broken. */
  read(key: string): StoredEntry | undefined {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = this.#ahead.get(key) ?? this.#stored(key);
    this.#ahead.delete(key);
    if (entry !== undefined) this.#entries.set(key, entry);
    if (this.#entries.size > KEPT_ENTRIES) this.#entries.delete(this.#entries.keys().next().value!);
    return entry;
  }

  /** A broken one is made again when the program is launched next. */
  discard(key: string): void {
    for (const suffix of ['.js', '.map']) rmSync(join(this.folder, key + suffix), { force: true });
  }

  /**
   * Reads them while there is nothing else to do: an engine waits 170 ms for a program of 200 modules that Node starts and loads, and would then have
   * 90 ms of work, for which the program waits when it ends.
   */
  expect(keys: readonly string[]): void {
    let next = 0;
    const read = (): void => {
      for (const until = performance.now() + AHEAD_MILLIS; next < keys.length && performance.now() < until; next++) {
        const key = keys[next]!;
        const entry = this.#entries.has(key) ? undefined : this.#stored(key);
        if (entry !== undefined) this.#ahead.set(key, entry);
      }
      if (next < keys.length) this.#reading = setImmediate(read);
    };
    this.#reading = setImmediate(read);
  }

  /** What was expected and not asked for is given up. */
  close(): void {
    clearImmediate(this.#reading);
    this.#ahead.clear();
  }

  #stored(key: string): StoredEntry | undefined {
    try {
      const found = fromMapFile(key, readFileSync(join(this.folder, `${key}.map`)));
      if (found === undefined) return undefined;
      const { sites, ...stored } = found;
      return { table: sites, stored };
    } catch {
      return undefined;
    }
  }
}
