/**
 * A module's source and site table as a recording keeps them: by the module's key alone, so that the same bytes go into every recording of it. As a
 * file: a head of four words (version, length of the table's blob, length of its text, checksum of that), the table's blob, its text, the source's
 * blob. The text is there for the recorder, which would take 80 us to decompress it.
 */
import { crc32 } from 'node:zlib';
import type { SiteTable } from '../wire/sites.js';
import { DamagedData, seal, unseal } from './checksum.js';
import { pack, unpack } from './codec.js';

/** Of recordings. */
export const FORMAT_VERSION = 8;

/** Of the file, with the recording's. */
const FILE_VERSION = (FORMAT_VERSION << 8) | 2;
const HEAD_BYTES = 16;

export type SourceColumn = 'site_table' | 'source';

export interface StoredSource {
  readonly table: Buffer;
  readonly source: Buffer;
}

export function storedSource(key: string, table: SiteTable, source: string): StoredSource {
  const blob = (column: SourceColumn, text: string): Buffer => seal(['sources', key, column], pack(Buffer.from(text)));
  return { table: blob('site_table', JSON.stringify(table)), source: blob('source', source) };
}

/** Throws DamagedData. */
export const sourceText = (key: string, column: SourceColumn, blob: Buffer | undefined): string =>
  unpack(unseal(['sources', key, column], blob)).toString();

export function sourceFile(key: string, sites: SiteTable, { table, source }: StoredSource): Buffer {
  const tableText = Buffer.from(JSON.stringify(sites));
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(FILE_VERSION, 0);
  head.writeUInt32LE(table.length, 4);
  head.writeUInt32LE(tableText.length, 8);
  head.writeUInt32LE(crc32(tableText, crc32(key)), 12);
  return Buffer.concat([head, table, tableText, source]);
}

/** Undefined if it is of another version. Throws DamagedData. */
export function fromSourceFile(key: string, file: Buffer): (StoredSource & { readonly sites: SiteTable }) | undefined {
  if (file.length < HEAD_BYTES || file.readUInt32LE(0) !== FILE_VERSION) return undefined;
  const end = HEAD_BYTES + file.readUInt32LE(4);
  const textEnd = end + file.readUInt32LE(8);
  const table = file.subarray(HEAD_BYTES, end);
  const tableText = file.subarray(end, textEnd);
  const source = file.subarray(textEnd);
  unseal(['sources', key, 'site_table'], table);
  unseal(['sources', key, 'source'], source);
  if (crc32(tableText, crc32(key)) !== file.readUInt32LE(12)) throw new DamagedData('its checksum is another');
  return { table, source, sites: JSON.parse(tableText.toString()) as SiteTable };
}
