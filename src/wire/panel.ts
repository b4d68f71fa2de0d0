/**
 * Payloads of the custom DAP requests and events, `elixirscope/<verb>`. Types only: the engine validates what comes in
 * (src/adapter/custom), the editor checks what it uses.
 */

/** A position, as panels and lists know it. */
export interface Moment {
  readonly thread: number;
  readonly seq: number;
}

/** A position as the command line writes it (`seq:120`, `file.ts:12#3`, `error:1`, `end`), or in numbers. */
export type PositionSpec = string | Moment;

/** Arguments of `elixirscope/stepBackInto` and `elixirscope/stepBackOut`; answered by a `stopped` event. */
export interface ReverseStepArguments {
  /** default: the thread of the playhead */
  readonly threadId?: number;
  /** line: to where another line, or another call, begins; instruction: to behind an expression, too */
  readonly granularity?: 'statement' | 'line' | 'instruction';
}

/** Arguments of `elixirscope/goto`; answered by a `stopped` event of reason `goto`. */
export interface GotoArguments {
  readonly position: PositionSpec;
  /** of a position in numbers that is no statement: the statement before it (default), or after; event: there, while the statement that did it is not over */
  readonly snap?: 'before' | 'after' | 'event';
}

/** Arguments of `elixirscope/runBackTo`: the statement that a breakpoint at the place would sit on; answered by a `stopped` event. */
export interface RunBackArguments {
  readonly path: string;
  readonly line: number;
  /** of the text as recorded, not of the file, which may have changed since */
  readonly isRecorded?: boolean;
  readonly column?: number;
}

/**
 * Arguments of `elixirscope/whoWrote` and `elixirscope/origins`: a name in a container of the Variables view, or a variable or property path in a frame. `whoWrote`: the playhead
 * goes to the write that gave it its value (a `stopped` event follows); if it stands there already, to the one before.
 */
export interface WhoWroteArguments {
  readonly name: string;
  readonly variablesReference?: number;
  readonly frameId?: number;
}

/** Body of `elixirscope/whoWrote`. */
export interface WhoWroteBody {
  readonly thread: number;
  readonly seq: number;
  /** for example `total: 3 → 6` */
  readonly text: string;
  readonly place: PanelPlace | null;
}

/** Body of `elixirscope/origins` (arguments as `elixirscope/whoWrote`): the way of a value, the latest step first. */
export interface OriginsBody {
  readonly links: readonly {
    readonly thread: number;
    readonly seq: number;
    readonly timeMicros: number;
    /** made: nothing is known to come before it */
    readonly kind: 'written' | 'passed' | 'returned' | 'made';
    /** the text that did it */
    readonly text: string;
    readonly value: string;
    readonly place: PanelPlace | null;
  }[];
}

/** Arguments of `elixirscope/scheduled`: from the callback that a frame (default: the innermost) belongs to; answered by a `stopped` event, too. */
export interface ScheduledArguments {
  readonly frameId?: number;
}

/** Body of `elixirscope/scheduled`: the statement that handed the callback on, or the `await` that the function goes on after. */
export interface ScheduledBody {
  readonly kind: 'registered' | 'awaited';
  readonly text: string;
  readonly thread: number;
  readonly seq: number;
  readonly place: PanelPlace;
}

/** Arguments of `elixirscope/whyNot`: why did the statement on this line not run? */
export interface WhyNotArguments {
  readonly path: string;
  readonly line: number;
  /** as in RunBackArguments */
  readonly isRecorded?: boolean;
}

/** Body of `elixirscope/whyNot`: the nearest place where the program went another way. */
export interface WhyNotBody {
  readonly kind: 'ran' | 'condition' | 'loop' | 'left' | 'catch' | 'uncalled';
  /** the text that decided, and the line it starts on */
  readonly text: string;
  readonly line: number;
  /** how often it ran */
  readonly times: number;
  /** the execution of it nearest to the playhead; null if it never ran */
  readonly at: { readonly thread: number; readonly seq: number } | null;
  /** what it looked at, then */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  /** all that as a sentence */
  readonly message: string;
}

/** Arguments of `elixirscope/coverage`. */
export interface CoverageArguments {
  readonly path: string;
  /** of the text as recorded, not of the file: one of them has no answer if they are different */
  readonly isRecorded?: boolean;
  /** default: the whole recording */
  readonly part?: { readonly thread: number; readonly from: number; readonly to: number };
}

/** Arguments of `elixirscope/focus`: the part whose executions Jump to Cursor lists and a new logpoint prints; default: the whole recording. */
export type FocusArguments = Pick<CoverageArguments, 'part'>;

/** Body of `elixirscope/coverage`: empty lists if the file is not in the recording. */
export interface CoverageBody {
  /** lines on which a statement begins, in order */
  readonly lines: readonly { readonly line: number; readonly hits: number }[];
  readonly functions: readonly FunctionCoverage[];
}

export interface FunctionCoverage {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly calls: number;
  /** calls that an exception ended */
  readonly threw: number;
}

/** Arguments of `elixirscope/around`: a variable or property path in a frame (default: the innermost). */
export interface AroundArguments {
  readonly expression: string;
  readonly frameId?: number;
  /** of writes to either side; default 10 */
  readonly limit?: number;
}

/** Body of `elixirscope/around`: a value, and what it was before and is after. */
export interface AroundBody extends WritesAround<AroundWrite> {
  readonly value: string;
  /** as recorded */
  readonly type: string;
  /** an object's properties and entries, one to a line, indented */
  readonly content: readonly string[];
}

/** Writes of a variable or property before and after a position. */
export interface WritesAround<W> {
  /** at or before it, the latest first: the first one gave it the value that it has */
  readonly before: readonly W[];
  /** the next one first */
  readonly after: readonly W[];
  /** there are more, or may be */
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

export interface AroundWrite {
  readonly thread: number;
  readonly seq: number;
  readonly timeMicros: number;
  readonly value: string;
  /** null: it is not a number, or not finite */
  readonly number: number | null;
  readonly place: PanelPlace | null;
}

/** Arguments of `elixirscope/state`. */
export interface StateArguments {
  readonly thread: number;
  readonly seq: number;
}

/** Body of `elixirscope/state`: the stack and its variables as text that can be compared line by line. */
export interface StateBody {
  readonly text: string;
}

/** Arguments of `elixirscope/inlineValues`. */
export interface InlineValuesArguments {
  readonly frameId: number;
}

/** Body of `elixirscope/inlineValues`: variables of a frame where this activation, or one that encloses it, wrote them last. */
export interface InlineValuesBody {
  readonly path: string;
  readonly values: readonly {
    readonly name: string;
    readonly value: string;
    /** null: it was not written in this file, or not yet */
    readonly place: { readonly line: number } | null;
  }[];
}

/** Body of `elixirscope/position` and of the event `elixirscope/positionChanged`. */
export interface PlayheadPosition {
  readonly thread: number;
  readonly seq: number;
  /** last event of the thread that is recorded so far */
  readonly endSeq: number;
  readonly timeMicros: number;
  /** the playhead is at the live edge of a program that has not ended: going on runs it */
  readonly live: boolean;
}

/** Body of `elixirscope/cameFrom`: the statement at the playhead, and the one that ran before it in its thread. */
export interface CameFromBody {
  readonly here: ShownPlace | null;
  /** null: there is none, or what is recorded begins here */
  readonly before: { readonly thread: number; readonly seq: number; readonly place: ShownPlace } | null;
}

/** A place in a file or, where that is not what ran, in its text as recorded, which has a source reference. */
export interface ShownPlace extends PanelPlace {
  readonly sourceReference: number | null;
}

/** A place in the user's source, lines and columns from 1. */
export interface PanelPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface HistoryArguments {
  /** variable or property path, of which all writes are wanted; with `each` any expression */
  readonly expression: string;
  /** frame (of `stackTrace`) that the name is looked up in; default: the innermost at the playhead */
  readonly frameId?: number;
  /** instead of writes: the value before each execution of the statement at or after this line; `from`: where a page before said that the next one begins */
  readonly each?: WhyNotArguments & { readonly from?: Moment };
  /** default 1000 */
  readonly limit?: number;
}

export interface HistoryBody {
  readonly entries: readonly {
    readonly thread: number;
    readonly seq: number;
    readonly timeMicros: number;
    /** as the Variables view shows it */
    readonly value: string;
    readonly place: PanelPlace | null;
  }[];
  /** there are more entries than the limit; with `each`, there may be: a page that takes long is short, or empty */
  readonly more: boolean;
  /** with `each`: where the next page begins; null: there is none */
  readonly next: Moment | null;
}

export interface EventsArguments {
  readonly file?: string;
  readonly line?: number;
  readonly functionName?: string;
  readonly kinds?: readonly string[];
  readonly thread?: number;
  readonly since?: number;
  readonly until?: number;
  /** default 1000 */
  readonly limit?: number;
}

export interface EventsBody {
  readonly events: readonly {
    readonly thread: number;
    readonly seq: number;
    readonly timeMicros: number;
    readonly kind: string;
    readonly function: string | null;
    readonly name: string | null;
    readonly value: string | null;
    readonly text: string | null;
    readonly place: PanelPlace | null;
  }[];
  readonly more: boolean;
}

export type SessionStateName = 'idle' | 'launching' | 'live-running' | 'live-stopped' | 'past' | 'ended' | 'over';

/** Body of `elixirscope/status`. */
export interface StatusBody {
  readonly state: SessionStateName;
  /** absolute path of the recording; null before there is one */
  readonly recording: string | null;
  readonly events: number;
  /** by kind: what should have been recorded and was not, and what a budget, a sample or the limit of size left out */
  readonly eventsLost: Readonly<Record<string, number>>;
  readonly eventsLeftOut: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** why it does not go on to the end of the program, or null */
  readonly incomplete: string | null;
  /** parts of the file found so far that are not what was written */
  readonly damagedParts: number;
  readonly threads: readonly { readonly id: number; readonly name: string; readonly events: number }[];
  readonly files: readonly { readonly path: string; readonly instrumented: boolean; readonly reason: string | null }[];
}

/** Body of the event `elixirscope/recordingChanged`: more was recorded, or recording ended. */
export interface RecordingChanged {
  readonly recording: string;
  readonly ended: boolean;
}

/** Arguments of `elixirscope/compared`: two moments of a frame's activation. */
export interface ComparedArguments {
  readonly frameId?: number;
  /** call: its first statement and its end. iteration: the frame's statement, and when it ran before in the same activation */
  readonly what: 'call' | 'iteration';
}

/** Body of `elixirscope/compared`. */
export interface ComparedBody {
  readonly before: { readonly thread: number; readonly seq: number };
  readonly after: { readonly thread: number; readonly seq: number };
  readonly title: string;
}

/** Arguments of `elixirscope/compareRuns`: another recording of the program. */
export interface CompareRunsArguments {
  readonly path: string;
  /** events of a difference: the next one is looked for, behind where the runs come together again */
  readonly after?: readonly [number, number];
}

/** Body of `elixirscope/compareRuns`. */
export interface CompareRunsBody {
  /** a sentence */
  readonly message: string;
  /** null: the runs are the same, or do not come together again */
  readonly sides: readonly [RunSide, RunSide] | null;
}

export interface RunSide {
  readonly thread: number;
  /** where it stands */
  readonly seq: number;
  /** the one that differs; null: the run had ended */
  readonly event: number | null;
  /** what ran from there, and the state there */
  readonly text: string;
}
