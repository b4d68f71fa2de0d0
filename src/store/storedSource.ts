/**
 * A module's source and site table as a recording keeps them: by the module's key alone, so that the same bytes go into every recording of it. As a
 * file: the format's version, the length of the table, the table, the source.
 */
import type { SiteTable } from '../wire/sites.js';
import { seal, unseal } from './checksum.js';
import { pack, unpack } from './codec.js';

/** Of recordings. */
export const FORMAT_VERSION = 7;

const HEAD_BYTES = 8;

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

export function sourceFile({ table, source }: StoredSource): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(FORMAT_VERSION, 0);
  head.writeUInt32LE(table.length, 4);
  return Buffer.concat([head, table, source]);
}

/** Undefined if it is of another version. Throws DamagedData. */
export function fromSourceFile(key: string, file: Buffer): (StoredSource & { readonly sites: SiteTable }) | undefined {
  if (file.length < HEAD_BYTES || file.readUInt32LE(0) !== FORMAT_VERSION) return undefined;
  const end = HEAD_BYTES + file.readUInt32LE(4);
  const stored = { table: file.subarray(HEAD_BYTES, end), source: file.subarray(end) };
  unseal(['sources', key, 'source'], stored.source);
  return { ...stored, sites: JSON.parse(sourceText(key, 'site_table', stored.table)) as SiteTable };
}
