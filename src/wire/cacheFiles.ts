/**
 * The two files of a module in the instrumentation cache: `<key>.js`, the code to run, and `<key>.map`, its source map, whose last members say all else
 * that is known of it: its site table, and what a recording keeps of it (store/storedSource.ts). Making a file takes longer than writing it.
 */
import type { SiteTable } from './sites.js';

const SEAL = '\n//# elixirscopeSeal=';

/** `hash`: of `node:crypto` */
type Hash = (algorithm: string, text: string) => string;

/** What a `.js` file holds. */
export interface SealedCode {
  readonly code: string;
  /** of the `.map` file beside it; undefined: there is none */
  readonly map: { readonly bytes: number; readonly hash: string } | undefined;
}

/**
 * A `.js` file's text: the code, and what tells whether it and its map are what was written. A flipped bit would be a program that does something else. Takes 1.3 ms of CPU time for
 * 200 modules of 1.9 MB (SHA-256: 2.4). Of the map, which is seldom read, the size is looked at before the code runs.
 */
export function sealed(code: string, map: string | undefined, hash: Hash): string {
  const beside = map === undefined ? '' : ` ${Buffer.byteLength(map)} ${hash('sha1', map)}`;
  return `${code}${SEAL}${hash('sha1', code)}${beside}`;
}

/** Undefined: the file is not what was written. */
export function unsealed(text: string, hash: Hash): SealedCode | undefined {
  const end = text.lastIndexOf(SEAL);
  if (end < 0) return undefined;
  const code = text.slice(0, end);
  const found = /^([\da-f]{40})(?: (\d+) ([\da-f]{40}))?$/.exec(text.slice(end + SEAL.length));
  if (found?.[1] !== hash('sha1', code)) return undefined;
  return { code, map: found[3] === undefined ? undefined : { bytes: Number(found[2]), hash: found[3] } };
}

/** The code in a `.js` file's text that was found to be what was written when it was run. */
export const codeIn = (text: string): string => text.slice(0, text.lastIndexOf(SEAL));

export const isMapOf = (text: string, map: SealedCode['map'], hash: Hash): boolean => hash('sha1', text) === map?.hash;

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

/** The program asks for an entry by it, and the engine writes some before they are asked for. */
export function cacheKey({ source, file, format }: CachedText, kind: CodeKind, salt: string, hash: Hash): string {
  return hash('sha256', [source, file, format, kind, salt].join('\0')).slice(0, KEY_DIGITS);
}
