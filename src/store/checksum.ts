/**
 * Checksums, so that a recording says where it is damaged instead of showing something else. Every blob is sealed: it begins with the
 * checksum of what it is, whose it is, and its bytes, and with their codec, so that one read in place of another is noticed too. Every row ends with the
 * checksum of its table's name and its values.
 */
import { crc32 } from 'node:zlib';
import type { Packed } from './codec.js';

/** Checksum and codec, a word each. */
const HEAD_BYTES = 8;

/** What a recording holds is not what was written. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
}

/** Whose blob it is: its table, key and column. */
export type Owner = readonly (string | number)[];

const sealOf = (owner: Owner, { codec, bytes }: Packed): number =>
  crc32(bytes, crc32(JSON.stringify([...owner, codec])));

export function seal(owner: Owner, packed: Packed): Buffer {
  const { codec, bytes } = packed;
  const sealed = Buffer.allocUnsafe(HEAD_BYTES + bytes.length);
  sealed.writeUInt32LE(sealOf(owner, packed), 0);
  sealed.writeUInt32LE(codec, 4);
  sealed.set(bytes, HEAD_BYTES);
  return sealed;
}

/** What was sealed. Throws {@link DamagedData}. */
export function unseal(owner: Owner, sealed: Buffer | null | undefined): Packed {
  if (sealed === null || sealed === undefined) throw new DamagedData('it is missing');
  if (sealed.length < HEAD_BYTES) throw new DamagedData('it was cut short');
  const packed = { codec: sealed.readUInt32LE(4), bytes: sealed.subarray(HEAD_BYTES) };
  if (sealed.readUInt32LE(0) !== sealOf(owner, packed)) throw new DamagedData('its checksum does not fit');
  return packed;
}

export type Scalar = string | number | null;

export const rowSum = (table: string, values: readonly (Scalar | undefined)[]): number =>
  crc32(JSON.stringify([table, ...values]));
