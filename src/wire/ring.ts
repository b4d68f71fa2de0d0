/**
 * The ring in shared memory between the program's thread (writer) and its drain worker (reader).
 *
 *   control: Int32Array of CELLS words       data: Int32Array of slotCount * slotWords + MARGIN words
 *
 * The writer fills one slot after the other. A slot is a segment of the trace: events never cross its end. CURSOR and LIMIT are
 * absolute word indexes into `data` and are plain (not atomic) accesses by the writer alone, so that a probe costs a load and a store;
 * the worker may look at CURSOR at any time but trusts only what it saw one look earlier (stores may become visible out of order).
 * HEAD/TAIL are slot counters that only grow (mod 2^32): slot = counter % slotCount. The writer waits on TAIL when HEAD - TAIL == slotCount.
 */
export enum CELL {
  /** next word to write */
  CURSOR = 0,
  /** a probe that finds CURSOR > LIMIT calls flush first; MARGIN - UNCHECKED words are always free after it */
  LIMIT = 1,
  /** slots published by the writer; worker waits on it */
  HEAD = 2,
  /** slots freed by the worker; writer waits on it */
  TAIL = 3,
  /** 0, or ATTENDING: step probes take the slow path (breakpoints, stepping, pause, signal) */
  ATTENTION = 4,
  /** 1 while the writer waits at a stop */
  STOPPED = 5,
  /** header word of the step the writer is stopped at */
  STOP_HEADER = 6,
  /** why it stopped: STOP */
  STOP_REASON = 7,
  /** worker increments and notifies to let a stopped writer go on */
  RESUME = 8,
  /** MOVE: what the writer does until the next stop */
  MOVE = 9,
  /** depth that MOVE.over / MOVE.out compare with */
  MOVE_DEPTH = 10,
  /** depth of instrumented activations on the stack, kept by enter/leave/suspend/resume */
  DEPTH = 11,
  /** writer increments to ask for a full flush (exit); worker copies it to FLUSHED when the engine has acknowledged everything before */
  FLUSH = 12,
  FLUSHED = 13,
  /** worker increments after each reply it has put into the mailbox port */
  MAIL = 14,
  /** bit per signal the user's program listens to: 1 SIGINT, 2 SIGTERM, 4 SIGHUP */
  USER_SIGNALS = 15,
  /** 1: engine gone; the writer drops everything and goes on unrecorded */
  ABANDONED = 16,
  /** OVERFLOW policy */
  OVERFLOW = 17,
  /** events dropped by policy since the last gap event */
  DROPPED = 18,
  /** 1: pause requested */
  PAUSE = 19,
  /** number of breakpoint sites set; breakpoint bits are in the `breakpoints` array */
  BREAKPOINTS = 20,
  /** bit 1: stop at caught throws, bit 2: stop at uncaught throws */
  EXCEPTIONS = 21,
  /** activations that default values have entered and whose body has not started (runtime/prepared.ts) */
  PREPARED = 22,
  /** worker increments at every look: it lives, however slow the engine is */
  ALIVE = 23,
  /** id of the first activation of an async generator that was suspended (in yield*: before what it delegates to) since a call asked one for more; 0: none in this turn */
  GENERATED = 24,
  /** 1: iterators are known, or awaited, that generators in `yield*` delegate to */
  DELEGATING = 25,
  /** 1: a native function is known to be called that assigns one property after the other */
  ASSIGNING = 26,
  /** of the stream that contents of objects are in, where their facts have it (runtime/identity.ts): grows when events were dropped */
  GENERATION = 27,
  /** grows with whatever may have changed a prototype: caches of methods are out of date then */
  PROTOTYPES = 28,
  /** 1: objects are known that native code may fill after their constructors (runtime/unfilled.ts) */
  UNFILLED = 29,
  /** CURSOR when instrumented code was about to call an instrumented function: who is entered before anything else is recorded is called by that code. -1: nobody is */
  CALLING = 30,
  /** 1: the callback that was entered last was called so */
  CALLED = 31,
  /** grows before and after the writer rewrites its slot, to drop what is in it: odd meanwhile */
  COMPACTING = 32,
  /** of the event loop so far */
  TURNS = 33,
  /** `opened` of objects whose assignments need no look (OPEN, runtime/identity.ts): another one whenever all of them are closed */
  OPEN_TO_WRITES = 34,
  /** the same of objects calls of whose methods need none; of no object while UNFILLED is 1 */
  OPEN_TO_CALLS = 35,
  /** words used in published slots: SLOT_LENGTH + slot */
  SLOT_LENGTH = 64,
}

/** More than any depth: code that asks whether its function runs inside of others asks in the same comparison whether nobody debugs (src/instrument/reducedBodies.ts). */
export const ATTENDING = 0x7fffffff;

export const STOP = { step: 1, breakpoint: 2, pause: 3, entry: 4, exception: 5, debugger: 6 } as const;
export type StopReason = (typeof STOP)[keyof typeof STOP];
export const MOVE = { run: 0, into: 1, over: 2, out: 3 } as const;
export type Move = (typeof MOVE)[keyof typeof MOVE];
export const OVERFLOW = { block: 0, dropOldest: 1, dropNewest: 2 } as const;

/** 256 KB: a few milliseconds of trace, and a segment that zstd compresses in under one. */
export const SLOT_WORDS = 1 << 16;
/** Words that probes may write after a check without checking again. As many lie behind the last slot: see {@link cursorMask}. */
export const MARGIN = 64;
/** So many steps may follow any event that do not look whether there is room (src/instrument/roomChecks.ts), within the margin. */
export const UNCHECKED = 24;
/**
 * Where calls alone are recorded, so many returns may follow any event that do not look whether there is room: none of them does whose activation lies no deeper on the stack
 * than that. Behind the limit there is room for them, beside the margin.
 */
export const UNCHECKED_RETURNS = 500;
/** Of a return with a double, the longest. */
export const RETURN_WORDS = 3;
/** Largest single event, in words: bigger contents are cut and say so. */
export const MAX_EVENT_WORDS = 1 << 14;

export const slotCount = (data: Int32Array): number => Math.floor(data.length / SLOT_WORDS);

/** A cursor has no other bits: there are 2^n slots. What is masked with it needs no check of bounds by V8, nor has what is added to it. */
export const cursorMask = (data: Int32Array): number => slotCount(data) * SLOT_WORDS - 1;
