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
