/** Payloads of the requests for calls: those of one function, and the tree of all. */
import type { CoverageArguments, PanelPlace } from './panel.js';

/** Arguments of `elixirscope/calls`: of the function that begins on a line. */
export interface CallsArguments {
  readonly path: string;
  readonly line: number;
  /** default 1000 */
  readonly limit?: number;
}

/** Body of `elixirscope/calls`: those nearest to the playhead, in its thread, nearest first. */
export interface CallsBody {
  /** a function that is recorded begins on the line */
  readonly isFunction: boolean;
  /** empty if it was not called */
  readonly name: string;
  readonly total: number;
  readonly calls: readonly {
    readonly thread: number;
    /** where it was entered */
    readonly seq: number;
    readonly timeMicros: number;
    /** 1-based */
    readonly ordinal: number;
    /** as `name = value`, when the first statement had not run yet; empty if it has none, or for calls that are far away */
    readonly arguments: string;
    /** null: not told, for calls that are far away */
    readonly outcome: CallOutcome | null;
  }[];
}

/** How a call ended: `awaited` and `yielded` up to where it waits, `open` if it has not in what is recorded. */
export interface CallOutcome {
  readonly end: 'returned' | 'threw' | 'awaited' | 'yielded' | 'left' | 'open';
  /** what it returned or threw; empty where that is not recorded */
  readonly value: string;
}

/** Arguments of `elixirscope/durations`: of the function that begins at a place. */
export interface DurationsArguments {
  readonly path: string;
  readonly line: number;
  /** default: the first one on the line */
  readonly column?: number;
  /** default: the whole recording */
  readonly part?: CoverageArguments['part'];
}

/**
 * Body of `elixirscope/durations`: from being entered to the end, what a call waited for included. Wall time is known at turns of the event loop; a call within one
 * has its share of it by events.
 */
export interface DurationsBody {
  /** those of which it is known; 0: none, and no durations */
  readonly calls: number;
  readonly leastMicros: number;
  readonly mostMicros: number;
}

/** Arguments of `elixirscope/callTree`: calls that begin in a part of a thread, in their order. */
export interface CallTreeArguments {
  /** default: the thread of the playhead */
  readonly thread?: number;
  /** those that a call makes are one deeper than it; default: those whose callers do not begin in the part */
  readonly depth?: number;
  /** default: all of the thread */
  readonly from?: number;
  readonly until?: number;
  /** default 50 */
  readonly limit?: number;
  /** instead: all calls of functions with this in their name, in any case, at any depth; a page may be short, or empty, before there are no more */
  readonly name?: string;
}

/** Body of `elixirscope/callTree`. */
export interface CallTreeBody {
  readonly calls: readonly ListedCall[];
  /** where the next page begins; null: there is none */
  readonly next: number | null;
}

/** One stay of an activation on the stack: up to its end, or to where it waits. */
export interface ListedCall {
  readonly thread: number;
  readonly depth: number;
  /** first and last event */
  readonly seq: number;
  readonly until: number;
  readonly timeMicros: number;
  /** as far as time is known within a turn of the event loop */
  readonly micros: number;
  readonly function: string;
  readonly isModule: boolean;
  /** it goes on here after it has waited */
  readonly resumed: boolean;
  readonly hasCalls: boolean;
  /** the function */
  readonly place: PanelPlace;
  /** as `name = value` */
  readonly arguments: string;
  readonly outcome: CallOutcome;
}
