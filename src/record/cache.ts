/**
 * The instrumentation cache: `<key>.js` (code to run) and `<key>.json` (site table and source) for each file as it was instrumented.
 * Several engines may share a folder: entries are written under another name and renamed, the JSON first, because the runtime takes
 * an entry as present when its code is.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteTable } from '../wire/sites.js';
import { isCacheEntry } from './messages.js';

const KEPT_ENTRIES = 64;

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
  parts: { readonly code: string; readonly entry: CacheEntry | undefined },
): void {
  mkdirSync(folder, { recursive: true });
  if (parts.entry !== undefined) writeWhole(join(folder, `${key}.json`), JSON.stringify(parts.entry));
  writeWhole(join(folder, `${key}.js`), parts.code);
}

function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

/** The last entries read: threads of one program load the same modules. */
export class RecentEntries {
  readonly #entries = new Map<string, CacheEntry>();

  constructor(private readonly folder: string) {}

  /** Undefined if it is not there, or broken. */
  read(key: string): CacheEntry | undefined {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = readEntry(this.folder, key);
    if (entry !== undefined) this.#entries.set(key, entry);
    if (this.#entries.size > KEPT_ENTRIES) this.#entries.delete(this.#entries.keys().next().value!);
    return entry;
  }
}
