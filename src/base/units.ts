/**
 * Units and identities as types, so that a line is never used where a position was meant.
 * A brand costs nothing at run time; the named functions below are the only conversions.
 */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** Ordinal of an event in its thread's stream, from 0. The only clock that orders events. */
export type Seq = Branded<number, 'Seq'>;
/** A thread of one recorded process: 1 is the main thread of the first process. */
export type ThreadId = Branded<number, 'ThreadId'>;
/** Number of a site in a recording: the file's base + the site's index in its table. Sites below {@link FIRST_SITE} are system events. */
export type SiteId = Branded<number, 'SiteId'>;
/** Identity of a heap object or scope instance in one thread's stream, from 1; 0 is "none". */
export type HeapId = Branded<number, 'HeapId'>;
/** Microseconds since the recorded thread's start, fractional. */
export type Micros = Branded<number, 'Micros'>;
/** Line or column counted from 1, as a person counts. */
export type OneBased = Branded<number, 'OneBased'>;

/** Site numbers below this one name system events (see wire/trace.ts). */
export const FIRST_SITE = 64;

export const seq = (n: number): Seq => n as Seq;
export const threadId = (n: number): ThreadId => n as ThreadId;
export const heapId = (n: number): HeapId => n as HeapId;
export const micros = (n: number): Micros => n as Micros;
