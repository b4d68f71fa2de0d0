/** Compression of blobs. Each blob names its codec in its row, so that a runtime without zstd can write and every other can read. */
import zlib from 'node:zlib';
import { UserError } from '../base/result.js';

export const CODEC = { none: 0, zstd: 1, deflate: 2 } as const;

/** Node 22.15 brought zstd. */
const hasZstd = typeof zlib.zstdCompressSync === 'function';
const fastZstd = hasZstd ? { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } } : {};

export const CODEC_HERE: number = hasZstd ? CODEC.zstd : CODEC.deflate;

export function compress(bytes: Uint8Array): Buffer {
  return hasZstd ? zlib.zstdCompressSync(bytes, fastZstd) : zlib.deflateSync(bytes, { level: 1 });
}

/** `limit`: bytes that the result may have at most, so that a damaged blob cannot take all memory. */
export function decompress(codec: number, bytes: Uint8Array, limit = 1 << 30): Buffer {
  switch (codec) {
    case CODEC.none:
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    case CODEC.zstd:
      if (!hasZstd)
        throw new UserError(
          'zstd-missing',
          `This recording is compressed with zstd, which Node ${process.versions.node} does not have: use Node 22.15 or newer.`,
        );
      return zlib.zstdDecompressSync(bytes, { maxOutputLength: limit });
    case CODEC.deflate:
      return zlib.inflateSync(bytes, { maxOutputLength: limit });
    default:
      throw new UserError(
        'codec-unknown',
        `The recording uses codec ${codec}, which this version of ElixirScope does not know: update ElixirScope.`,
      );
  }
}

export const bytesOf = (words: Int32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** Words in `bytes`, which need not be aligned. */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const length = bytes.byteLength >>> 2;
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, length);
  return new Int32Array(bytes.slice(0, length * 4).buffer);
}

export const compressWords = (words: Int32Array): Buffer => compress(bytesOf(words));
export const decompressWords = (codec: number, bytes: Uint8Array): Int32Array => wordsOf(decompress(codec, bytes));
