/**
 * Decompresses segments on another thread (libuv's), one after the other, so that the engine's own has time for what is in them: 30 µs of it for a
 * segment, where decompressing it there takes 200.
 *
 * One decompressor for all of a stream's segments, with room for many in one piece of memory: making one for each takes as long again.
 * Segments are left to V8 to free. Giving them back at once, as the drain worker does, means to detach them, and from the first detached buffer on V8's
 * code asks at each access to any typed array whether it is detached: the engine's loop over events takes a quarter longer (ordinary.ts).
 * What it does not understand it gives back as undefined, and so what comes after damage: whoever looks at it then says what is wrong.
 */
import { createZstdDecompress, type ZstdDecompress } from 'node:zlib';
import { SLOT_WORDS } from '../wire/ring.js';
import { contentSize, hasZstd, wordsOf } from './codec.js';

const SEGMENT_BYTES = SLOT_WORDS * 4;
/** Of a piece of memory that segments come to lie in, but for every fourth of them, which lies in two. */
const PIECE_BYTES = 4 * SEGMENT_BYTES;

type Done = (words: Int32Array | undefined) => void;

export class Unpacker {
  #stream: ZstdDecompress | undefined;
  #pieces: Buffer[] = [];
  /** oldest first */
  readonly #waiting: { readonly size: number; readonly done: Done }[] = [];
  #broken = !hasZstd;

  /** `done` is called later; not any more after {@link close}. */
  unpack(frame: Buffer, done: Done): void {
    const size = contentSize(frame);
    // What is longer than a segment is none, and must not fill the memory.
    if (this.#broken || size === undefined || size > SEGMENT_BYTES) return void setImmediate(done, undefined);
    this.#stream ??= this.#open();
    this.#waiting.push({ size, done });
    this.#stream.write(frame, (error) => {
      // Of an error everybody hears at once, since this is not called for the frame that has it.
      if (!error) this.#settleFirst();
    });
  }

  close(): void {
    this.#waiting.length = 0;
    this.#broken = true;
    this.#stream?.destroy();
  }

  #open(): ZstdDecompress {
    const stream = createZstdDecompress({ chunkSize: PIECE_BYTES });
    stream.on('data', (piece: Buffer) => this.#pieces.push(piece));
    stream.on('error', () => this.#fail());
    return stream;
  }

  #settleFirst(): void {
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#pieces = [];
    const first = this.#waiting[0];
    if (first === undefined) return;
    if (bytes.length !== first.size) return this.#fail();
    this.#waiting.shift();
    first.done(wordsOf(bytes));
  }

  #fail(): void {
    this.#broken = true;
    this.#stream?.destroy();
    for (const { done } of this.#waiting.splice(0)) done(undefined);
  }
}
