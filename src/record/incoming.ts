/**
 * What arrives from a thread, in its order: segments are decompressed on another thread meanwhile, and what comes after them waits for them.
 *
 * Invariants
 * - Nothing overtakes anything, and nothing is lost: {@link Incoming.deliverAll} hands out at once what still waits.
 * - What is decompressed is delivered at once. More than {@link WAITING} frames wait only while the session's {@link Backlog} has room for them: `isFull`
 *   tells when no more is to be read.
 */
import { Unpacker } from '../store/unpacker.js';
import type { ToEngine } from '../wire/control.js';
import type { DataFrame } from './frames.js';

/** Frames of a thread that may wait in any case. */
const WAITING = 8;

/** What a message counts as: nearly all are shorter. */
const MESSAGE_BYTES = 1024;

/** Bytes, compressed as they are sent. */
export const BACKLOG = {
  /** two to four seconds of the engine's time (30 to 180 million events of the kernels that are measured), and 20 to 70 MB of its memory more */
  recorded: 64 << 20,
  /** whoever pauses a busy program, or waits for a write, waits until everything before is stored: half a second at most */
  debugged: 8 << 20,
} as const;

export type ArrivedFrame = DataFrame | { readonly kind: 'control'; readonly message: ToEngine };

type CompressedFrame = Extract<DataFrame, { kind: 'zdata' }>;

/** `words`: what is in it, undefined if that has not been found out; they and `frame` are valid until it is delivered */
export type DeliveredData =
  | Exclude<DataFrame, CompressedFrame>
  | (Omit<CompressedFrame, 'release'> & { readonly words: Int32Array | undefined });

export type DeliveredFrame = DeliveredData | Exclude<ArrivedFrame, DataFrame>;

/**
 * What has arrived from all threads of a session and has not been delivered. Finding out what is in a segment takes the engine up to three times as long as
 * a busy program and its drain worker take to make it: with room for what it is behind they need not wait for it. For 113 million events the scheduler takes 0.65 s
 * by the clock in place of 1.55, the constraint solver 1.2 in place of 2.5, splay 0.42 in place of 0.73, the grid, whose events do not fit, 2.7 in place of 3.0 (the process of the
 * recorder ends when it did before). To look into nothing as long as more arrives makes no difference to the program, and the whole takes a quarter longer.
 */
export class Backlog {
  readonly #limit: number;
  #bytes = 0;

  /** `limit`: see {@link BACKLOG} */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#bytes > this.#limit;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
  }
}

export class Incoming {
  readonly #deliver: (frame: DeliveredFrame) => void;
  readonly #backlog: Backlog;
  readonly #unpacker = new Unpacker();
  /** oldest first: it is being decompressed */
  #waiting: ArrivedFrame[] = [];
  #whenEmpty: (() => void) | undefined;

  /** `deliver` is called within {@link push} and {@link deliverAll}, or later on the event loop; it does not throw. */
  constructor(deliver: (frame: DeliveredFrame) => void, backlog: Backlog) {
    this.#deliver = deliver;
    this.#backlog = backlog;
  }

  get isFull(): boolean {
    return this.#waiting.length > WAITING && this.#backlog.isFull;
  }

  push(frame: ArrivedFrame): void {
    if (this.#waiting.length === 0 && frame.kind !== 'zdata') return this.#deliver(frame);
    this.#waiting.push(frame);
    this.#backlog.add(bytesOf(frame));
    if (frame.kind === 'zdata') this.#unpacker.unpack(frame.frame, (words) => this.#unpacked(frame, words));
  }

  /** All that has arrived is delivered now. The first segment is still being decompressed, and those behind it may be: their memory is not used again. */
  deliverAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) this.#handOut(frame, undefined);
    this.#tellIfEmpty();
  }

  /** Calls back, once, when nothing waits any more; at once if nothing does. */
  whenEmpty(then: () => void): void {
    this.#whenEmpty = then;
    this.#tellIfEmpty();
  }

  close(): void {
    this.#unpacker.close();
  }

  #unpacked(frame: ArrivedFrame, words: Int32Array | undefined): void {
    // It has been delivered as it came.
    if (this.#waiting[0] !== frame) return;
    this.#waiting.shift();
    this.#handOut(frame, words);
    if (frame.kind === 'zdata') frame.release();
    for (let first = this.#waiting[0]; first !== undefined && first.kind !== 'zdata'; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#handOut(first, undefined);
    }
    this.#tellIfEmpty();
  }

  #handOut(frame: ArrivedFrame, words: Int32Array | undefined): void {
    this.#backlog.add(-bytesOf(frame));
    if (frame.kind !== 'zdata') return this.#deliver(frame);
    const { kind, frame: bytes, end } = frame;
    this.#deliver({ kind, frame: bytes, end, words });
  }

  #tellIfEmpty(): void {
    if (this.#waiting.length > 0) return;
    const then = this.#whenEmpty;
    this.#whenEmpty = undefined;
    then?.();
  }
}

function bytesOf(frame: ArrivedFrame): number {
  if (frame.kind === 'control') return MESSAGE_BYTES;
  return frame.kind === 'zdata' ? frame.frame.length : frame.words.byteLength;
}
