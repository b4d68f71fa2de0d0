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

/** A segment that cannot be compressed, and what says what is in it. What is longer than that has memory of its own. */
const ROOM_BYTES = 320 << 10;

/** In which the blobs of one row lie while it is written: SQLite takes copies, and what is left of them V8 would free when it comes to it. */
export class BlobRoom {
  readonly #memory = Buffer.allocUnsafeSlow(ROOM_BYTES);
  #used = 0;

  /** What was taken before is not needed any more. */
  clear(): void {
    this.#used = 0;
  }

  take(length: number): Buffer {
    if (this.#used + length > this.#memory.length) return Buffer.allocUnsafe(length);
    this.#used += length;
    return this.#memory.subarray(this.#used - length, this.#used);
  }
}

export function seal(owner: Owner, packed: Packed, room?: BlobRoom): Buffer {
  const { codec, bytes } = packed;
  const length = HEAD_BYTES + bytes.length;
  const sealed = room?.take(length) ?? Buffer.allocUnsafe(length);
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
