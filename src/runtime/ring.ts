/**
 * The writer's end of the ring (wire/ring.ts), on the program's thread.
 *
 * Probes write by themselves as long as their slot has room; what is here publishes full slots, waits for free ones and writes
 * the runtime's own events. Invariant: an event is complete in memory before CURSOR passes it, and never crosses a slot's end.
 */
import { defined } from '../base/assert.js';
import { copyWords, wordsOf } from './intrinsics.js';
import { CELL, MARGIN, OVERFLOW, SLOT_WORDS } from '../wire/ring.js';
import { header } from '../wire/trace.js';

/** Micros since the recording started. */
export interface Moment {
  readonly now: number;
  readonly idle: number;
}

const MIN_SLOTS = 2;
/** How long one wait for a free slot lasts before looking whether the worker gave up. */
const WAIT_MS = 500;
/** Limit of the wait for the engine's acknowledgement at exit. */
export const FLUSH_LIMIT_MS = 10_000;

export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

export function allocateRing(ringBytes: number): RingMemory {
  const slots = Math.max(MIN_SLOTS, Math.ceil(ringBytes / (SLOT_WORDS * 4)));
  return {
    control: new SharedArrayBuffer((CELL.SLOT_LENGTH + slots) * 4),
    data: new SharedArrayBuffer(slots * SLOT_WORDS * 4),
  };
}

export interface DropPolicy {
  /** Throws the events of a slot away but for what later events need. Returns the words kept, from `start`. */
  readonly compact: (words: Int32Array, start: number, end: number) => number;
  /** Contents of objects were lost: they must be written again. */
  readonly forget: () => void;
}

export class RingWriter {
  readonly C: Int32Array;
  readonly I: Int32Array;
  /** the same memory */
  readonly bytes: Uint8Array;
  readonly D = new Float64Array(1);
  readonly X = new Int32Array(this.D.buffer);
  dropPolicy: DropPolicy | undefined;
  #droppedBefore = 0;
  readonly #slots: number;
  #start = 0;
  #end = SLOT_WORDS;

  constructor(memory: RingMemory) {
    this.C = new Int32Array(memory.control);
    this.I = new Int32Array(memory.data);
    this.bytes = new Uint8Array(memory.data);
    this.#slots = this.I.length / SLOT_WORDS;
    this.C[CELL.LIMIT] = SLOT_WORDS - MARGIN;
  }

  /** Cursor with at least `words` words free behind it in its slot. */
  room(words: number): number {
    const c = defined(this.C[CELL.CURSOR], 'cursor');
    return c + words <= this.#end ? c : this.publish();
  }

  /** Ends the current slot and waits for a free one. Returns the new cursor. */
  readonly publish = (): number => {
    const C = this.C;
    if (C[CELL.ABANDONED] !== 0) return this.#begin(this.#start);
    const policy = C[CELL.OVERFLOW];
    if (policy === OVERFLOW.dropNewest && this.#used() + 1 >= this.#slots && this.#dropped()) {
      return defined(C[CELL.CURSOR], 'cursor');
    }
    const slot = this.#start / SLOT_WORDS;
    C[CELL.SLOT_LENGTH + slot] = defined(C[CELL.CURSOR], 'cursor') - this.#start;
    Atomics.add(C, CELL.HEAD, 1);
    Atomics.notify(C, CELL.HEAD);
    this.#awaitSpace();
    const dropped = Atomics.load(C, CELL.DROPPED);
    if (dropped !== this.#droppedBefore) {
      this.#droppedBefore = dropped;
      this.dropPolicy?.forget();
    }
    return this.#begin(((slot + 1) % this.#slots) * SLOT_WORDS);
  };

  #used(): number {
    return (Atomics.load(this.C, CELL.HEAD) - Atomics.load(this.C, CELL.TAIL)) | 0;
  }

  #awaitSpace(): void {
    const C = this.C;
    while (this.#used() >= this.#slots && Atomics.load(C, CELL.ABANDONED) === 0) {
      const tail = Atomics.load(C, CELL.TAIL);
      if (this.#used() >= this.#slots) Atomics.wait(C, CELL.TAIL, tail, WAIT_MS);
    }
  }

  #begin(start: number): number {
    this.#start = start;
    this.#end = start + SLOT_WORDS;
    this.C[CELL.CURSOR] = start;
    this.C[CELL.LIMIT] = this.#end - MARGIN;
    return start;
  }

  /** Throws the current slot's events away. False if what has to be kept fills it: then the writer waits after all. */
  #dropped(): boolean {
    const kept = this.dropPolicy?.compact(this.I, this.#start, defined(this.C[CELL.CURSOR], 'cursor')) ?? SLOT_WORDS;
    this.C[CELL.CURSOR] = this.#start + kept;
    this.dropPolicy?.forget();
    return kept < SLOT_WORDS / 2;
  }

  /** Writes a whole event that was composed elsewhere. */
  write(words: Int32Array, count: number): void {
    const c = this.room(count);
    const I = this.I;
    if (count < 64) for (let i = 0; i < count; i++) I[c + i] = defined(words[i], 'word');
    else copyWords(I, wordsOf(words, count), c);
    this.C[CELL.CURSOR] = c + count;
  }

  /** System event of up to three payload words. */
  system(kind: number, sub: number, payload: readonly number[]): void {
    const length = 2 + payload.length;
    const c = this.room(length);
    const I = this.I;
    I[c] = header(kind, sub);
    I[c + 1] = length;
    for (let i = 0; i < payload.length; i++) I[c + 2 + i] = defined(payload[i], 'word');
    this.C[CELL.CURSOR] = c + length;
  }

  systemDouble(kind: number, sub: number, value: number): void {
    this.D[0] = value;
    this.system(kind, sub, [defined(this.X[0], 'low word'), defined(this.X[1], 'high word')]);
  }

  /** A moment, and for how long the event loop had nothing to do before it. */
  moment(kind: number, { now, idle }: Moment, code?: number): void {
    const { D, X } = this;
    D[0] = now;
    const low = defined(X[0], 'low word');
    const high = defined(X[1], 'high word');
    D[0] = idle;
    const idleLow = defined(X[0], 'low word');
    const idleHigh = defined(X[1], 'high word');
    this.system(kind, 0, code === undefined ? [low, high, idleLow, idleHigh] : [code, low, high, idleLow, idleHigh]);
  }

  /** Waits until the engine has stored everything written so far, or is gone, or the limit is over. */
  flushAll(limitMs: number): void {
    const C = this.C;
    if (Atomics.load(C, CELL.ABANDONED) !== 0) return;
    const wanted = Atomics.add(C, CELL.FLUSH, 1) + 1;
    Atomics.notify(C, CELL.HEAD);
    const deadline = Date.now() + limitMs;
    for (;;) {
      const done = Atomics.load(C, CELL.FLUSHED);
      if (done === wanted || Atomics.load(C, CELL.ABANDONED) !== 0) return;
      const left = deadline - Date.now();
      if (left <= 0) return;
      Atomics.wait(C, CELL.FLUSHED, done, Math.min(left, WAIT_MS));
    }
  }
}
