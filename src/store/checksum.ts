/**
 * Checksums, so that a recording says where it is damaged instead of showing something else. Every blob is sealed: it begins with the
 * checksum of what it is, whose it is, and its bytes, so that one read in place of another is noticed too. Every row ends with the
 * checksum of its table's name and its values.
 */
import { crc32 } from 'node:zlib';

const SEAL_BYTES = 4;

/** What a recording holds is not what was written. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
}

/** Whose blob it is: its table, key and column. */
export type Owner = readonly (string | number)[];

const sealOf = (owner: Owner, bytes: Uint8Array): number => crc32(bytes, crc32(JSON.stringify(owner)));

export function seal(owner: Owner, bytes: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(SEAL_BYTES + bytes.length);
  sealed.writeUInt32LE(sealOf(owner, bytes), 0);
  sealed.set(bytes, SEAL_BYTES);
  return sealed;
}

/** The bytes that were sealed. Throws {@link DamagedData}. */
export function unseal(owner: Owner, sealed: Buffer | null | undefined): Buffer {
  if (sealed === null || sealed === undefined) throw new DamagedData('it is missing');
  if (sealed.length < SEAL_BYTES) throw new DamagedData('it was cut short');
  const bytes = sealed.subarray(SEAL_BYTES);
  if (sealed.readUInt32LE(0) !== sealOf(owner, bytes)) throw new DamagedData('its checksum does not fit');
  return bytes;
}

export type Scalar = string | number | null;

export const rowSum = (table: string, values: readonly (Scalar | undefined)[]): number =>
  crc32(JSON.stringify([table, ...values]));
