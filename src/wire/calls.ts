/** Payloads of the requests for calls: those of one function, and the tree of all. */

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
