/**
 * Memory for the compressed segments that arrive from a thread, used again once they are stored.
 *
 * Tens of megabytes of them may wait (incoming.ts), each of another length: allocated one by one outside V8's heap they leave holes that nothing fits into.
 * At full speed with `--max-size 64MB` the recorder had grown to 306 MB after 640 million events of the constraint solver, and to 265 with this.
 */

/** Some twenty segments. */
const SLAB_BYTES = 1 << 20;
/** Slabs that are kept for later while nothing is in them. */
const MAX_FREE = 64;

interface Slab {
  readonly memory: Buffer;
  /** bytes that have been given out since it was empty */
  filled: number;
  /** pieces that have not come back */
  used: number;
}

export interface Piece {
  readonly bytes: Buffer;
  /** nobody looks at the bytes any more; called once, or never: then the garbage collector has its slab */
  readonly release: () => void;
}

export class FrameMemory {
  #slab: Slab | undefined;
  readonly #free: Slab[] = [];

  /** Memory with anything in it. */
  take(length: number): Piece {
    if (length > SLAB_BYTES) return { bytes: Buffer.allocUnsafeSlow(length), release: () => {} };
    if (this.#slab === undefined || this.#slab.filled + length > SLAB_BYTES) {
      const before = this.#slab;
      this.#slab = this.#free.pop() ?? { memory: Buffer.allocUnsafeSlow(SLAB_BYTES), filled: 0, used: 0 };
      if (before?.used === 0) this.#empty(before);
    }
    const slab = this.#slab;
    const bytes = slab.memory.subarray(slab.filled, slab.filled + length);
    slab.filled += length;
    slab.used++;
    return { bytes, release: () => this.#released(slab) };
  }

  #released(slab: Slab): void {
    if (--slab.used > 0) return;
    if (slab === this.#slab) slab.filled = 0;
    else this.#empty(slab);
  }

  #empty(slab: Slab): void {
    slab.filled = 0;
    if (this.#free.length < MAX_FREE) this.#free.push(slab);
  }
}
