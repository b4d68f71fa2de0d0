/**
 * A module's source and site table as a recording keeps them: by the module's key alone, so that the same bytes go into every recording of it. In the
 * instrumentation cache they are the last member of the module's source map (wire/cacheFiles.ts): a head of three words (version, length of the table's blob,
 * checksum of its text), the table's blob, the source's blob. The table's text is beside it, for the recorder, which would take 80 us to decompress it.
 */
import { crc32 } from 'node:zlib';
import { STORED_MEMBER, TABLE_MEMBER } from '../wire/cacheFiles.js';
import type { SiteTable } from '../wire/sites.js';
import { DamagedData, seal, unseal } from './checksum.js';
import { pack, unpack } from './codec.js';

/** Of recordings. */
export const FORMAT_VERSION = 8;

/** Of the member, with the recording's. */
const FILE_VERSION = (FORMAT_VERSION << 8) | 3;
const HEAD_BYTES = 12;

export type SourceColumn = 'site_table' | 'source';

export interface StoredSource {
  readonly table: Buffer;
  readonly source: Buffer;
}

export const storedSource = (key: string, table: SiteTable, source: string): StoredSource =>
  stored(key, Buffer.from(JSON.stringify(table)), source);

function stored(key: string, tableText: Buffer, source: string): StoredSource {
  const blob = (column: SourceColumn, text: Buffer): Buffer => seal(['sources', key, column], pack(text));
  return { table: blob('site_table', tableText), source: blob('source', Buffer.from(source)) };
}

/** Throws DamagedData. */
export const sourceText = (key: string, column: SourceColumn, blob: Buffer | undefined): string =>
  unpack(unseal(['sources', key, column], blob)).toString();

/** The source map with all that is known of the module. */
export function mapFile(map: string, key: string, sites: SiteTable, text: string): string {
  const tableText = JSON.stringify(sites);
  const tableBytes = Buffer.from(tableText);
  const { table, source } = stored(key, tableBytes, text);
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(FILE_VERSION, 0);
  head.writeUInt32LE(table.length, 4);
  head.writeUInt32LE(crc32(tableBytes, crc32(key)), 8);
  const kept = Buffer.concat([head, table, source]).toString('base64');
  return `${map.slice(0, map.lastIndexOf('}'))}${TABLE_MEMBER}${tableText}${STORED_MEMBER}"${kept}"}`;
}

/** Undefined if it is of another version, or nothing is known of the module. Throws DamagedData. */
export function fromMapFile(key: string, file: Buffer): (StoredSource & { readonly sites: SiteTable }) | undefined {
  const tableStart = file.indexOf(TABLE_MEMBER);
  const tableEnd = file.lastIndexOf(STORED_MEMBER);
  if (tableStart < 0 || tableEnd < tableStart) return undefined;
  const tableText = file.subarray(tableStart + TABLE_MEMBER.length, tableEnd);
  const kept = Buffer.from(file.toString('latin1', tableEnd + STORED_MEMBER.length + 1, file.length - 2), 'base64');
  if (kept.length < HEAD_BYTES || kept.readUInt32LE(0) !== FILE_VERSION) return undefined;
  const end = HEAD_BYTES + kept.readUInt32LE(4);
  const table = kept.subarray(HEAD_BYTES, end);
  const source = kept.subarray(end);
  unseal(['sources', key, 'site_table'], table);
  unseal(['sources', key, 'source'], source);
  if (crc32(tableText, crc32(key)) !== kept.readUInt32LE(8)) throw new DamagedData('its checksum is another');
  return { table, source, sites: JSON.parse(tableText.toString()) as SiteTable };
}
