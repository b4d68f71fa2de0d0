/**
 * Decompresses segments on another thread (libuv's), one after the other, so that the engine's own has time for what is in them: 30 µs of it for a
 * segment, where decompressing it there takes 200.
 *
 * One decompressor for all of a stream's segments: making one for each takes as long again. All lie in the same memory, one after the other, since V8
 * looks for garbage whenever some 30 MB were allocated outside its heap, each time for 10 ms on both cores.
 * Giving them back at once instead, as the drain worker does, means to detach them, and from the first detached buffer on V8's
 * code asks at each access to any typed array whether it is detached: the engine's loop over events takes a quarter longer (ordinary.ts).
 * What it does not understand it gives back as undefined, and so what comes after damage: whoever looks at it then says what is wrong.
 */
import { createZstdDecompress, type ZstdDecompress } from 'node:zlib';
import { SLOT_WORDS } from '../wire/ring.js';
import { contentSize, hasZstd } from './codec.js';

const SEGMENT_BYTES = SLOT_WORDS * 4;
/** Node makes new memory when this much is full, which no segment makes it. */
const PIECE_BYTES = SEGMENT_BYTES + 1024;

/** Node's decompressor: the place behind what it gave out last, where it goes on. */
interface Placed {
  _outOffset: number;
}

interface Waiting {
  readonly frame: Buffer;
  /** bytes that are in it, as it says itself */
  readonly size: number;
  readonly done: (words: Int32Array | undefined) => void;
}

export class Unpacker {
  #stream: (ZstdDecompress & Placed) | undefined;
  readonly #memory = new Uint8Array(SEGMENT_BYTES);
  /** of the segment that is being decompressed: bytes that are there */
  #filled = 0;
  /** oldest first: it is being decompressed */
  readonly #waiting: Waiting[] = [];
  #broken = !hasZstd;

  /** `done` is called later, in the order of the calls, with words that are valid until it returns; not any more after {@link close}. */
  unpack(frame: Buffer, done: Waiting['done']): void {
    this.#waiting.push({ frame, size: contentSize(frame) ?? 0, done });
    if (this.#waiting.length === 1) this.#begin();
  }

  close(): void {
    this.#waiting.length = 0;
    this.#broken = true;
    this.#stream?.destroy();
  }

  #begin(): void {
    const first = this.#waiting[0];
    if (first === undefined) return;
    // What is longer than a segment is none, and must not fill the memory.
    if (this.#broken || first.size === 0 || first.size > SEGMENT_BYTES) return void setImmediate(() => this.#fail());
    this.#stream ??= this.#open();
    this.#filled = 0;
    // Nothing is on its way, and what came was copied. A Node that does not know of it makes new memory now and then.
    this.#stream._outOffset = 0;
    this.#stream.write(first.frame, (error) => {
      // Of an error everybody hears at once, since this is not called for the frame that has it.
      if (!error) this.#settle();
    });
  }

  #open(): ZstdDecompress & Placed {
    const stream = createZstdDecompress({ chunkSize: PIECE_BYTES });
    stream.on('data', (piece: Buffer) => {
      if (this.#filled + piece.length <= SEGMENT_BYTES) this.#memory.set(piece, this.#filled);
      this.#filled += piece.length;
    });
    stream.on('error', () => this.#fail());
    return stream as ZstdDecompress & Placed;
  }

  #settle(): void {
    const first = this.#waiting[0];
    if (first === undefined) return;
    if (this.#filled !== first.size) return this.#fail();
    const words = new Int32Array(this.#memory.buffer, 0, first.size >>> 2);
    this.#waiting.shift();
    // The next is decompressed while this one is looked at.
    this.#begin();
    first.done(words);
  }

  #fail(): void {
    this.#broken = true;
    this.#stream?.destroy();
    for (const { done } of this.#waiting.splice(0)) done(undefined);
  }
}
