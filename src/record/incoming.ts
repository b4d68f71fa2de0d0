/**
 * What arrives from a thread, in its order: segments are decompressed on another thread meanwhile, and what comes after them waits for them.
 *
 * Invariants
 * - Nothing overtakes anything, and nothing is lost: {@link Incoming.deliverAll} hands out at once what still waits.
 * - At most {@link AHEAD} segments are decompressed and not delivered. Of what is beyond {@link WAITING} frames `isFull` tells, so that no more is read.
 */
import { Unpacker } from '../store/unpacker.js';
import type { IncomingFrame } from './frames.js';

const AHEAD = 4;
const WAITING = 8;

export type DeliveredFrame =
  | Exclude<IncomingFrame, { kind: 'zdata' }>
  /** `words`: what is in it, undefined if that has not been found out */
  | (Extract<IncomingFrame, { kind: 'zdata' }> & { readonly words: Int32Array | undefined });

interface Waiting {
  readonly frame: IncomingFrame;
  /** as {@link Unpacker} says, once it has */
  unpacked?: { readonly words: Int32Array | undefined };
}

export class Incoming {
  readonly #deliver: (frame: DeliveredFrame) => void;
  readonly #unpacker = new Unpacker();
  #waiting: Waiting[] = [];
  /** of those that wait: the first so many have been handed to the unpacker, if they are compressed */
  #begun = 0;

  /** `deliver` is called within {@link push} and {@link deliverAll}, or later on the event loop; it does not throw. */
  constructor(deliver: (frame: DeliveredFrame) => void) {
    this.#deliver = deliver;
  }

  get isFull(): boolean {
    return this.#waiting.length > WAITING;
  }

  push(frame: IncomingFrame): void {
    if (this.#waiting.length === 0 && frame.kind !== 'zdata') return this.#deliver(frame);
    this.#waiting.push({ frame });
    this.#begin();
  }

  /** All that has arrived is delivered now. */
  deliverAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#begun = 0;
    for (const { frame, unpacked } of waiting) this.#deliver(delivered(frame, unpacked?.words));
  }

  close(): void {
    this.#unpacker.close();
  }

  #begin(): void {
    for (; this.#begun < Math.min(AHEAD, this.#waiting.length); this.#begun++) {
      const entry = this.#waiting[this.#begun]!;
      if (entry.frame.kind !== 'zdata') continue;
      this.#unpacker.unpack(entry.frame.frame, (words) => {
        entry.unpacked = { words };
        this.#deliverReady();
      });
    }
  }

  #deliverReady(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (first.frame.kind === 'zdata' && first.unpacked === undefined) break;
      this.#waiting.shift();
      this.#begun--;
      this.#begin();
      this.#deliver(delivered(first.frame, first.unpacked?.words));
    }
  }
}

const delivered = (frame: IncomingFrame, words: Int32Array | undefined): DeliveredFrame =>
  frame.kind === 'zdata' ? { ...frame, words } : frame;
