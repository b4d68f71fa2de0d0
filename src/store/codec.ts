/** Compression of blobs. Each blob names its codec, so that a runtime without zstd can write and every other can read. */
import zlib from 'node:zlib';
import { UserError } from '../base/result.js';
import { SLOT_WORDS } from '../wire/ring.js';
import { decodeNumbers, encodeNumbers } from './numbers.js';

const CODEC = { none: 0, zstd: 1, deflate: 2, numbers: 3 } as const;

/** So that a damaged blob cannot take all memory. */
const LIMIT = { maxOutputLength: 1 << 30 };

/** A segment comes out in one piece: putting it together from Node's 16 KB takes as long again as decompressing it (0.6 instead of 0.22 ms). */
const SEGMENT = { ...LIMIT, chunkSize: SLOT_WORDS * 4 };

/** Node 22.15 brought zstd. */
export const hasZstd = typeof zlib.zstdCompressSync === 'function';
const fastZstd = hasZstd ? { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } } : {};
/** Of a module's source or site table (1 to 20 KB) half of the time is making room for 128 KB of output (55 instead of 31 µs), which Node does first. */
const ROOM = 1 << 17;

/** Longer lists are worth a call of the compressor. */
const MANY_WORDS = 1 << 14;

const ZSTD_MAGIC = 0xfd2fb528;
/** at most */
const ZSTD_HEADER_BYTES = 18;

/** Smaller blobs stay as they are: one call takes the compressor 26 µs and the decompressor 20 µs, whatever the length. */
const SMALL_BYTES = 1024;

/** Bytes as they are stored. */
export interface Packed {
  readonly codec: number;
  readonly bytes: Uint8Array;
}

export function pack(bytes: Uint8Array): Packed {
  if (bytes.length < SMALL_BYTES) return { codec: CODEC.none, bytes };
  return hasZstd
    ? {
        codec: CODEC.zstd,
        bytes: zlib.zstdCompressSync(bytes, bytes.length < ROOM ? { ...fastZstd, chunkSize: bytes.length } : fastZstd),
      }
    : { codec: CODEC.deflate, bytes: zlib.deflateSync(bytes, { level: 1 }) };
}

/** A frame of zstd as it came from a drain worker. */
export const packedFrame = (frame: Uint8Array): Packed => ({ codec: CODEC.zstd, bytes: frame });

export function unpack({ codec, bytes }: Packed, options: zlib.ZstdOptions & zlib.ZlibOptions = LIMIT): Buffer {
  switch (codec) {
    case CODEC.none:
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    case CODEC.zstd:
      if (!hasZstd)
        throw new UserError(
          'zstd-missing',
          `This recording is compressed with zstd, which Node ${process.versions.node} does not have: use Node 22.15 or newer.`,
        );
      return zlib.zstdDecompressSync(bytes, options);
    case CODEC.deflate:
      return zlib.inflateSync(bytes, options);
    case CODEC.numbers:
      return Buffer.from(decodeNumbers(bytes, MANY_WORDS).buffer);
    default:
      throw new UserError(
        'codec-unknown',
        `The recording uses codec ${codec}, which this version of ElixirScope does not know: update ElixirScope.`,
      );
  }
}

/** How many bytes a frame of zstd says that it holds, undefined if it does not say (RFC 8878, 3.1.1.1). */
export function contentSize(frame: Buffer): number | undefined {
  if (frame.length < ZSTD_HEADER_BYTES || frame.readUInt32LE(0) !== ZSTD_MAGIC) return undefined;
  const descriptor = frame[4]!;
  const isSingle = (descriptor & 32) !== 0;
  const at = 5 + (isSingle ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]!;
  switch (descriptor >>> 6) {
    case 0:
      return isSingle ? frame[at] : undefined;
    case 1:
      return frame.readUInt16LE(at) + 256;
    case 2:
      return frame.readUInt32LE(at);
    default:
      return Number(frame.readBigUInt64LE(at));
  }
}

export const bytesOf = (words: Int32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** Words in `bytes`, which need not be aligned. */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const length = bytes.byteLength >>> 2;
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, length);
  // Not `slice`, which gives of a Buffer a view of the same memory.
  return new Int32Array(new Uint8Array(bytes.subarray(0, length * 4)).buffer);
}

export const packWords = (words: Int32Array): Packed => pack(bytesOf(words));

/** Words of which most are small or the same. */
export function packNumbers(words: Int32Array): Packed {
  if (words.length === 0 || words.length > MANY_WORDS) return packWords(words);
  return { codec: CODEC.numbers, bytes: encodeNumbers(words) };
}

export const unpackWords = (packed: Packed): Int32Array => wordsOf(unpack(packed));
/** The events of a segment. */
export const unpackSegment = (packed: Packed): Int32Array => wordsOf(unpack(packed, SEGMENT));
