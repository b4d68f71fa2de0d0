/**
 * What arrives from a thread, in its order: segments are decompressed on another thread meanwhile, and what comes after them waits for them.
 *
 * Invariants
 * - Nothing overtakes anything, and nothing is lost: {@link Incoming.deliverAll} hands out at once what still waits.
 * - What is decompressed is delivered at once. Of what is beyond {@link WAITING} frames `isFull` tells, so that no more is read.
 */
import { Unpacker } from '../store/unpacker.js';
import type { IncomingFrame } from './frames.js';

const WAITING = 8;

export type DeliveredFrame =
  | Exclude<IncomingFrame, { kind: 'zdata' }>
  /** `words`: what is in it, undefined if that has not been found out; valid until it is delivered */
  | (Extract<IncomingFrame, { kind: 'zdata' }> & { readonly words: Int32Array | undefined });

export class Incoming {
  readonly #deliver: (frame: DeliveredFrame) => void;
  readonly #unpacker = new Unpacker();
  /** oldest first: it is being decompressed */
  #waiting: IncomingFrame[] = [];

  /** `deliver` is called within {@link push} and {@link deliverAll}, or later on the event loop; it does not throw. */
  constructor(deliver: (frame: DeliveredFrame) => void) {
    this.#deliver = deliver;
  }

  get isFull(): boolean {
    return this.#waiting.length > WAITING;
  }

  push(frame: IncomingFrame): void {
    if (this.#waiting.length === 0 && frame.kind !== 'zdata') return this.#deliver(frame);
    this.#waiting.push(frame);
    if (frame.kind === 'zdata') this.#unpacker.unpack(frame.frame, (words) => this.#unpacked(frame, words));
  }

  /** All that has arrived is delivered now. */
  deliverAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) this.#deliver(delivered(frame, undefined));
  }

  close(): void {
    this.#unpacker.close();
  }

  #unpacked(frame: IncomingFrame, words: Int32Array | undefined): void {
    // It has been delivered as it came.
    if (this.#waiting[0] !== frame) return;
    this.#waiting.shift();
    this.#deliver(delivered(frame, words));
    for (let first = this.#waiting[0]; first !== undefined && first.kind !== 'zdata'; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#deliver(first);
    }
  }
}

const delivered = (frame: IncomingFrame, words: Int32Array | undefined): DeliveredFrame =>
  frame.kind === 'zdata' ? { ...frame, words } : frame;
