/** What a recording session tells while it runs, in the order in which it happens. */
import type { Seq, ThreadId } from '../base/units.js';
import type { LiveOutcome, ProcessUsage } from '../wire/control.js';
import type { StopReason } from '../wire/ring.js';

/** A place where a live breakpoint is wanted. `id` is the caller's own; `passed`: only its place is wanted, the program runs through it. */
export type BreakpointPlace = { readonly id: number; readonly passed?: boolean } & (
  | {
      /** absolute */
      readonly path: string;
      /** 1-based */
      readonly line: number;
      readonly column?: number;
    }
  /** functions of this name, in which `*` stands for any part of it */
  | { readonly functions: string }
);

/** Where a wanted breakpoint really sits: on the first statement at or after the wanted place, or the first one of a function. */
export interface BoundBreakpoint {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface ExceptionStops {
  readonly caught: boolean;
  readonly uncaught: boolean;
}

/** What an expression that ran in the program gave, and the thread's last event behind all that it did. */
export interface LiveAnswer {
  readonly outcome: LiveOutcome;
  readonly seq: Seq;
}

export type SessionEvent =
  | { readonly kind: 'thread'; readonly thread: ThreadId; readonly name: string; readonly pid: number }
  /** the program stands at `seq`; everything up to it has arrived, and is in the recording as soon as somebody wants to read it there (edge.ts) */
  | {
      readonly kind: 'stopped';
      readonly thread: ThreadId;
      readonly seq: Seq;
      readonly reason: StopReason;
      readonly depth: number;
      readonly breakpointIds: readonly number[];
      /** another client has stopped it */
      readonly byOther?: true;
    }
  | { readonly kind: 'resumed'; readonly thread: ThreadId }
  /** output of the process itself, only with `stdio: 'pipe'` */
  | { readonly kind: 'stdio'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly kind: 'module';
      readonly thread: ThreadId;
      readonly path: string;
      readonly bound: readonly BoundBreakpoint[];
    }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'threadExit'; readonly thread: ThreadId }
  /** what the thread's process takes, about once a second */
  | { readonly kind: 'usage'; readonly thread: ThreadId; readonly pid: number; readonly usage: ProcessUsage }
  /** more of the program is on disk: readers may refresh */
  | { readonly kind: 'synced' }
  /** recording stopped or is incomplete, the program goes on */
  | { readonly kind: 'trouble'; readonly code: string; readonly message: string }
  /** the process ended and the recording is closed: one self-contained file */
  | { readonly kind: 'exit'; readonly code: number | undefined; readonly signal: string | undefined };
