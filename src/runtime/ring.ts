/**
 * The writer's end of the ring (wire/ring.ts), on the program's thread.
 *
 * Probes write by themselves as long as their slot has room; what is here publishes full slots, waits for free ones and writes
 * the runtime's own events. Invariant: an event is complete in memory before CURSOR passes it, and never crosses a slot's end.
 */
import { defined } from '../base/assert.js';
import { copyWords, wordsOf } from './intrinsics.js';
import { isOutOfStack, warn } from './trouble.js';
import { CELL, MARGIN, OVERFLOW, RETURN_WORDS, SLOT_WORDS, slotCount, UNCHECKED } from '../wire/ring.js';
import { header } from '../wire/trace.js';

/** Micros since the recording started. */
export interface Moment {
  readonly now: number;
  readonly idle: number;
}

const MIN_SLOTS = 2;
/** Full slots for which the drain worker is woken; fewer it finds when it looks by itself (12 ms later, while anything happens). Woken for each it took 10 % more CPU time for them. */
const WAKING_SLOTS = 8;
/** They are no larger part of the ring, which must not be full before. */
const WAKING_PART = 4;
/** How long one wait for a free slot lasts before looking whether the worker gave up. */
const WAIT_MS = 500;
/** Waits in which the drain worker shows no sign of life, after which it is taken for dead. */
const DEAD_WAITS = 20;

export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

export function allocateRing(ringBytes: number): RingMemory {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(MIN_SLOTS, ringBytes / (SLOT_WORDS * 4))));
  return {
    control: new SharedArrayBuffer((CELL.SLOT_LENGTH + slots) * 4),
    data: new SharedArrayBuffer((slots * SLOT_WORDS + MARGIN) * 4),
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
  /** Called before a slot is published. */
  slotEnds: () => void = () => {};
  #droppedBefore = 0;
  readonly #slots: number;
  readonly #wakingSlots: number;
  /** Of a slot, where probes look whether there is room; and of all that others may fill. */
  readonly #limit: number;
  readonly #room: number;
  #start = 0;
  #end: number;

  /** `uncheckedReturns`: so many may follow one another that do not look whether there is room. */
  constructor(
    memory: RingMemory,
    readonly uncheckedReturns = 0,
  ) {
    this.#room = SLOT_WORDS - UNCHECKED - uncheckedReturns * RETURN_WORDS;
    this.#limit = this.#room - (MARGIN - UNCHECKED);
    this.#end = this.#room;
    this.C = new Int32Array(memory.control);
    this.I = new Int32Array(memory.data);
    this.bytes = new Uint8Array(memory.data);
    this.#slots = slotCount(this.I);
    this.#wakingSlots = Math.min(WAKING_SLOTS, Math.ceil(this.#slots / WAKING_PART));
    this.C[CELL.LIMIT] = this.#limit;
    this.C[CELL.CALLING] = -1;
  }

  /** Contents of objects may be lost, and their generation be another one then. */
  get forgets(): boolean {
    return this.dropPolicy !== undefined;
  }

  /** Cursor with at least `words` words free behind it in its slot, and UNCHECKED more. */
  room(words: number): number {
    const c = defined(this.C[CELL.CURSOR], 'cursor');
    return c + words <= this.#end ? c : this.publish();
  }

  /** In the current slot. */
  get words(): number {
    return (this.C[CELL.CURSOR] as number) - this.#start;
  }

  /**
   * Ends the current slot and waits for a free one. Returns the new cursor. Never throws but for want of stack, and then before it has
   * done anything: whatever else fails ends the recording, not the program.
   */
  readonly publish = (): number => {
    // The cursor comes back to where it is, one day.
    this.C[CELL.CALLING] = -1;
    if (this.C[CELL.ABANDONED] !== 0) return this.#restart();
    this.slotEnds();
    try {
      if (this.C[CELL.OVERFLOW] === OVERFLOW.block) return this.#publish();
      if (this.#isDropped()) return defined(this.C[CELL.CURSOR], 'cursor');
      const cursor = this.#publish();
      this.#forgetDropped();
      return cursor;
    } catch (error) {
      if (isOutOfStack(error)) throw error;
      this.#abandon(
        `of an error of its own (${error instanceof Error ? (error.stack ?? error.message) : String(error)})`,
      );
      return this.#restart();
    }
  };

  #isDropped(): boolean {
    return this.C[CELL.OVERFLOW] === OVERFLOW.dropNewest && this.#isFull() && this.#dropped();
  }

  #isFull(): boolean {
    const used = (Atomics.load(this.C, CELL.HEAD) - Atomics.load(this.C, CELL.TAIL)) | 0;
    return used + 1 >= this.#slots;
  }

  /** The worker has dropped what contents were in. */
  #forgetDropped(): void {
    const dropped = Atomics.load(this.C, CELL.DROPPED);
    if (dropped === this.#droppedBefore) return;
    this.dropPolicy?.forget();
    this.#droppedBefore = dropped;
  }

  /** One function, which calls no other of ours: the stack may end anywhere, but not between what belongs together here. */
  #publish(): number {
    const { C } = this;
    const slots = this.#slots;
    const slot = this.#start / SLOT_WORDS;
    const start = ((slot + 1) % slots) * SLOT_WORDS;
    C[CELL.SLOT_LENGTH + slot] = (C[CELL.CURSOR] as number) - this.#start;
    this.#start = start;
    this.#end = start + this.#room;
    const published = Atomics.add(C, CELL.HEAD, 1) + 1;
    if (((published - Atomics.load(C, CELL.TAIL)) | 0) >= this.#wakingSlots) Atomics.notify(C, CELL.HEAD);
    let alive = Atomics.load(C, CELL.ALIVE);
    for (let silent = 0; silent < DEAD_WAITS; ) {
      const tail = Atomics.load(C, CELL.TAIL);
      const used = (Atomics.load(C, CELL.HEAD) - tail) | 0;
      if (used < slots || Atomics.load(C, CELL.ABANDONED) !== 0) {
        C[CELL.LIMIT] = start + this.#limit;
        C[CELL.CURSOR] = start;
        return start;
      }
      if (Atomics.wait(C, CELL.TAIL, tail, WAIT_MS) !== 'timed-out') continue;
      const now = Atomics.load(C, CELL.ALIVE);
      silent = now === alive ? silent + 1 : 0;
      alive = now;
    }
    this.#abandon('its own thread does not answer');
    return this.#restart();
  }

  /** The program goes on unrecorded. */
  #abandon(why: string): void {
    Atomics.store(this.C, CELL.ABANDONED, 1);
    Atomics.store(this.C, CELL.ATTENTION, 0);
    Atomics.notify(this.C, CELL.HEAD);
    warn(`recording stopped because ${why}; the program goes on unrecorded.`);
  }

  /** The slot's beginning: nobody reads it any more. */
  #restart(): number {
    this.C[CELL.LIMIT] = this.#start + this.#limit;
    this.C[CELL.CURSOR] = this.#start;
    return this.#start;
  }

  /**
   * Throws the current slot's events away. False if what has to be kept fills it, and the writer waits after all; or if there is room by now: the worker may
   * look at the slot then (it does while no other is left and nothing is being dropped).
   */
  #dropped(): boolean {
    Atomics.add(this.C, CELL.COMPACTING, 1);
    try {
      return this.#isFull() && this.#compacted();
    } finally {
      Atomics.add(this.C, CELL.COMPACTING, 1);
    }
  }

  #compacted(): boolean {
    const kept = this.dropPolicy?.compact(this.I, this.#start, defined(this.C[CELL.CURSOR], 'cursor')) ?? SLOT_WORDS;
    this.C[CELL.CURSOR] = this.#start + kept;
    this.dropPolicy?.forget();
    return kept < SLOT_WORDS / 2;
  }

  /** Writes a whole event that was composed elsewhere. */
  write(words: Int32Array, count: number, from = 0): void {
    const c = this.room(count);
    const I = this.I;
    if (count < 64) for (let i = 0; i < count; i++) I[c + i] = defined(words[from + i], 'word');
    else copyWords(I, wordsOf(words, from, count), c);
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
  moment(kind: number, sub: number, { now, idle }: Moment, code?: number): void {
    const { D, X } = this;
    D[0] = now;
    const low = defined(X[0], 'low word');
    const high = defined(X[1], 'high word');
    D[0] = idle;
    const idleLow = defined(X[0], 'low word');
    const idleHigh = defined(X[1], 'high word');
    this.system(kind, sub, code === undefined ? [low, high, idleLow, idleHigh] : [code, low, high, idleLow, idleHigh]);
  }

  /**
   * Waits until the engine has stored everything written so far. Gives up when it is gone, or when nothing has moved for the limit: false
   * then.
   */
  flushAll(limitMs: number): boolean {
    const C = this.C;
    if (Atomics.load(C, CELL.ABANDONED) !== 0) return false;
    const wanted = Atomics.add(C, CELL.FLUSH, 1) + 1;
    Atomics.notify(C, CELL.HEAD);
    return this.#awaitProgress(CELL.FLUSHED, limitMs, () => Atomics.load(C, CELL.FLUSHED) === wanted);
  }

  /** Waits until the recording has ended, as long as it is still being sent. */
  awaitEnd(limitMs: number): void {
    this.#awaitProgress(CELL.ABANDONED, limitMs, () => false);
  }

  #awaitProgress(cell: number, limitMs: number, isDone: () => boolean): boolean {
    const C = this.C;
    let sent = Atomics.load(C, CELL.TAIL);
    let deadline = Date.now() + limitMs;
    for (;;) {
      const seen = Atomics.load(C, cell);
      if (isDone()) return true;
      if (Atomics.load(C, CELL.ABANDONED) !== 0) return false;
      const tail = Atomics.load(C, CELL.TAIL);
      if (tail !== sent) deadline = Date.now() + limitMs;
      sent = tail;
      const left = deadline - Date.now();
      if (left <= 0) return false;
      Atomics.wait(C, cell, seen, Math.min(left, WAIT_MS));
    }
  }
}
