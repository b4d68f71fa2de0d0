/**
 * The two files of a module in the instrumentation cache: `<key>.js`, the code to run, and `<key>.map`, its source map, whose last members say all else
 * that is known of it: its site table, and what a recording keeps of it (store/storedSource.ts). Making a file takes longer than writing it.
 */
import type { SiteTable } from './sites.js';

/** No string of a JSON text contains them, since its quotes are escaped. */
export const TABLE_MEMBER = ',"x_table":';
export const STORED_MEMBER = ',"x_stored":';

/** Of a `.map` file's text. */
export function tableOf(text: string): SiteTable {
  const start = text.indexOf(TABLE_MEMBER) + TABLE_MEMBER.length;
  return JSON.parse(text.slice(start, text.lastIndexOf(STORED_MEMBER))) as SiteTable;
}

/** The whole of it, as far as who asks for the table and the source needs it. */
export interface MapFile {
  readonly x_table: SiteTable;
  readonly sourcesContent: readonly [source: string];
}

/** What stands in the cache for a text: with probes, run by Node or by a loader of the program's; or without its types only. */
export type CodeKind = 'probes' | 'carried' | 'erased';

interface CachedText {
  readonly file: string;
  readonly source: string;
  readonly format: 'module' | 'commonjs';
}

const KEY_DIGITS = 40;

/** The program asks for an entry by it, and the engine writes some before they are asked for. `hash`: of `node:crypto` */
export function cacheKey(
  { source, file, format }: CachedText,
  kind: CodeKind,
  salt: string,
  hash: (algorithm: string, text: string) => string,
): string {
  return hash('sha256', [source, file, format, kind, salt].join('\0')).slice(0, KEY_DIGITS);
}
