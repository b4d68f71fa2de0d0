/**
 * The two files of a module in the instrumentation cache: `<key>.js`, the code to run, and `<key>.map`, its source map, whose last members say all else
 * that is known of it: its site table, and what a recording keeps of it (store/storedSource.ts). Making a file takes longer than writing it.
 */
import type { SiteTable } from './sites.js';

const SEAL = '\n//# elixirscopeSeal=';
const SEAL_DIGITS = 16;

/** `hash`: of `node:crypto` */
type Hash = (algorithm: string, text: string) => string;

/** What a `.js` file holds. */
export interface SealedCode {
  readonly code: string;
  /** of the `.map` file beside it, which is read when somebody asks for a place or a text: one that was cut off must not be found then. 0: there is none */
  readonly mapBytes: number;
}

/** A `.js` file's text: the code, and what tells whether it is the code that was written. A flipped bit would be a program that does something else. Takes 1.3 ms of CPU time for 200 modules of 1.9 MB (SHA-256: 2.4). */
export const sealed = ({ code, mapBytes }: SealedCode, hash: Hash): string =>
  `${code}${SEAL}${sealOf(code, hash)} ${mapBytes}`;

/** Undefined: the file is not what was written. */
export function unsealed(text: string, hash: Hash): SealedCode | undefined {
  const end = text.lastIndexOf(SEAL);
  if (end < 0) return undefined;
  const code = text.slice(0, end);
  const found = /^([\da-f]+) (\d+)$/.exec(text.slice(end + SEAL.length));
  return found?.[1] === sealOf(code, hash) ? { code, mapBytes: Number(found[2]) } : undefined;
}

const sealOf = (code: string, hash: Hash): string => hash('sha1', code).slice(0, SEAL_DIGITS);

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
