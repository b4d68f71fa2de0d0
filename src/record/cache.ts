/**
 * The instrumentation cache: `<key>.js` (code to run), `<key>.map` (its source map) and `<key>.json` (site table and source) for each file as it was instrumented, and `<key>.stored`, which is
 * what a recording keeps of it, from the first on: compressing it again took half of what a module takes the engine.
 * Several engines may share a folder: entries are written under another name and renamed, the code last, because the runtime takes
 * an entry as present when its code is.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromSourceFile, sourceFile, type StoredSource, storedSource } from '../store/storedSource.js';
import { INLINE_MAP, MAP_COMMENT } from '../wire/kit.js';
import type { SiteTable } from '../wire/sites.js';
import { isCacheEntry } from './messages.js';

const KEPT_ENTRIES = 64;
/** What is read ahead in one go. */
const AHEAD_MILLIS = 2;

export interface CacheEntry {
  readonly file: string;
  readonly source: string;
  readonly table: SiteTable;
}

/** Undefined if there is no entry, or one that cannot be used. */
export function readEntry(folder: string, key: string): CacheEntry | undefined {
  try {
    const entry: unknown = JSON.parse(readFileSync(join(folder, `${key}.json`), 'utf8'));
    return isCacheEntry(entry) ? (entry as CacheEntry) : undefined;
  } catch {
    return undefined;
  }
}

export function writeEntry(
  folder: string,
  key: string,
  parts: { readonly code: string; readonly entry: CacheEntry | undefined; readonly isCarried?: boolean },
): void {
  mkdirSync(folder, { recursive: true });
  if (parts.entry !== undefined) writeWhole(join(folder, `${key}.json`), JSON.stringify(parts.entry));
  writeWhole(
    join(folder, `${key}.js`),
    parts.isCarried ? parts.code : withoutMap(join(folder, `${key}.map`), parts.code),
  );
}

/** What is half of the text goes into a file of its own, to be read by whoever asks for a place: V8 would keep it in memory, and Node add it up at each launch. */
function withoutMap(path: string, code: string): string {
  const at = code.lastIndexOf(INLINE_MAP);
  if (at < 0) return code;
  const end = code.indexOf('\n', at);
  writeWhole(path, Buffer.from(code.slice(at + INLINE_MAP.length, end), 'base64'));
  return `${code.slice(0, at)}${MAP_COMMENT}${pathToFileURL(path).href}${code.slice(end)}`;
}

/** Others see all of it or nothing. */
export function writeWhole(path: string, content: string | Buffer): void {
  // Loaded for the first entry that is new: 4 ms that a launch does without.
  const temporary = `${path}.${process.getBuiltinModule('node:crypto').randomUUID()}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
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
    const entry = this.#ahead.get(key) ?? this.#stored(key) ?? this.#store(key);
    this.#ahead.delete(key);
    if (entry !== undefined) this.#entries.set(key, entry);
    if (this.#entries.size > KEPT_ENTRIES) this.#entries.delete(this.#entries.keys().next().value!);
    return entry;
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
      const found = fromSourceFile(key, readFileSync(this.#path(key)));
      if (found === undefined) return undefined;
      const { sites, ...stored } = found;
      return { table: sites, stored };
    } catch {
      return undefined;
    }
  }

  /** Recorded for the first time. */
  #store(key: string): StoredEntry | undefined {
    const entry = readEntry(this.folder, key);
    if (entry === undefined) return undefined;
    const { table } = entry;
    const stored = storedSource(key, table, entry.source);
    try {
      writeWhole(this.#path(key), sourceFile(key, table, stored));
    } catch {
      // The next recording does it again.
    }
    return { table, stored };
  }

  #path(key: string): string {
    return join(this.folder, `${key}.stored`);
  }
}
