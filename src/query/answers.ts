/** Plain data that a recording is asked with and answers with: frames, events, calls, stops, what is damaged. */
import type { HeapId, Micros, Seq, ThreadId } from '../base/units.js';
import type { DamagedPart } from '../store/damage.js';
import type { DurationsBody } from '../wire/calls.js';
import type { CoverageBody, FunctionCoverage } from '../wire/panel.js';
import type { Position, SourcePlace, Value } from './values.js';

export interface Frame {
  /** 0 is the innermost */
  readonly index: number;
  readonly functionName: string;
  readonly place: SourcePlace;
  readonly async: boolean;
  readonly generator: boolean;
  /** not on the stack: it called the async function that is running now, and waits for it */
  readonly awaiting: boolean;
  /** position of the `enter` event of this activation: identifies the activation */
  readonly enteredAt: Seq;
  /** position of the step this frame is at */
  readonly stepAt: Seq;
  /** since then only this was recorded of it (overhead budget): where it is by now is not known */
  readonly detail?: 'arguments' | 'calls';
}

export interface Scope {
  readonly kind: 'local' | 'block' | 'catch' | 'class' | 'with' | 'closure' | 'module' | 'global';
  readonly name: string;
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly value: Value;
  /** position of the write that gave it this value */
  readonly writtenAt: Seq | undefined;
}

/** A module that has started. */
export interface ModuleView {
  readonly place: SourcePlace;
  /** its own, not what it imports */
  readonly variables: readonly Variable[];
}

export type EventKind =
  | 'enter'
  | 'return'
  | 'throw'
  | 'leave'
  | 'step'
  | 'write'
  | 'put'
  | 'delete'
  | 'await'
  | 'yield'
  | 'resume'
  | 'catch'
  | 'finally'
  | 'scope'
  | 'iterate'
  | 'born'
  | 'resync'
  | 'mutate'
  | 'output'
  | 'turn'
  | 'request'
  | 'failure'
  | 'gap'
  | 'exit'
  | 'module';

export interface EventView {
  readonly thread: ThreadId;
  readonly seq: Seq;
  readonly kind: EventKind;
  readonly place: SourcePlace | undefined;
  readonly functionName: string | undefined;
  /**
   * variable or property name for writes and puts; stream name for output; `uncaughtException` or `unhandledRejection` for failures; `timer` or
   * `network` for turns
   */
  readonly name: string | undefined;
  readonly object: HeapId | undefined;
  readonly value: Value | undefined;
  /** text of an output event, reason of a gap */
  readonly text: string | undefined;
  readonly timeMicros: Micros;
}

export interface EventFilter {
  readonly file?: string;
  readonly line?: number;
  readonly functionName?: string;
  readonly kinds?: readonly EventKind[];
  readonly thread?: ThreadId;
  readonly since?: Seq;
  readonly until?: Seq;
}

export interface HistoryEntry {
  readonly position: Position;
  readonly value: Value;
  /** where it was written */
  readonly place: SourcePlace | undefined;
  /** why nobody knows: not a write, but where a part of the recording begins in which there may have been writes that are gone */
  readonly gone?: string;
}

/**
 * One variable, property or entry, wherever it is looked at from: plain data, good for one recording. `base` and `variable` name the variable in
 * the text, `since` is where its activation or scope instance began.
 */
export type DataRef =
  | {
      readonly kind: 'local';
      readonly thread: ThreadId;
      readonly base: number;
      readonly variable: number;
      readonly name: string;
      readonly since: Seq;
      readonly ownId: number;
    }
  | {
      readonly kind: 'captured';
      readonly thread: ThreadId;
      readonly base: number;
      readonly variable: number;
      readonly name: string;
      readonly since: Seq;
      readonly instance: number;
    }
  | { readonly kind: 'property'; readonly thread: ThreadId; readonly object: HeapId; readonly name: string }
  /** of a Map or Set; `entry`: {@link MapEntry.id} */
  | {
      readonly kind: 'entry';
      readonly thread: ThreadId;
      readonly object: HeapId;
      readonly name: string;
      readonly entry: string;
    };

/**
 * Events that stop wherever they happen: a variable or property is given NaN or `undefined` by an assignment, the program writes to its console, a
 * timer or the network runs it (the first statement of such a turn of the event loop), it makes a network request, or a promise was rejected,
 * whether that is handled or not.
 */
export type EventStop = 'NaN' | 'undefined' | 'output' | 'timer' | 'network' | 'rejection';

/** stop on the way: a location (site set of a line/column) or every throw of a kind */
export interface StopSet {
  /** places that stop; each is one breakpoint */
  readonly breakpoints: readonly {
    readonly id: number;
    readonly path: string;
    readonly line: number;
    readonly column?: number;
  }[];
  readonly throws: 'none' | 'uncaught' | 'all';
  /** writes that stop, each at the event that has written */
  readonly data?: readonly { readonly id: number; readonly ref: DataRef }[];
  readonly events?: ReadonlySet<EventStop>;
}

export type UncaughtKind = 'exception' | 'rejection';

export interface StopHit {
  readonly position: Position;
  readonly reason: 'breakpoint' | 'data' | 'event' | 'exception' | 'start' | 'end';
  readonly breakpointIds: readonly number[];
  /** of an exception that nobody caught: where it was reported */
  readonly uncaught?: UncaughtKind;
}

/** A search has come to here and found nothing since what it gave before: whoever asks for more can do something else in between. */
export interface Passed {
  readonly reason: 'passed';
  readonly position: Position;
}

export interface Execution {
  readonly position: Position;
  /** 1-based, in its thread */
  readonly ordinal: number;
}

export interface ExecutionsView {
  /** the statement */
  readonly place: SourcePlace;
  /** of the thread */
  readonly total: number;
  /** nearest to the position first */
  readonly near: readonly Execution[];
}

export interface ThreadInfo {
  readonly id: ThreadId;
  readonly name: string;
  readonly pid: number;
  readonly events: number;
  /** of them, those before the beginning of the recording: dropped by --max-size */
  readonly dropped: number;
  /** first and last step, what `start` and `end` mean; undefined if no statement ran */
  readonly first: Seq | undefined;
  readonly last: Seq | undefined;
  readonly exitCode: number | undefined;
}

export interface FileInfo {
  readonly file: string;
  readonly path: string;
  readonly instrumented: boolean;
  /** why not */
  readonly reason: string | undefined;
  readonly sites: number;
}

export interface RecordingTotals {
  readonly path: string;
  readonly wallMicros: Micros;
  readonly events: number;
  /** by kind of gap: what should have been recorded and was not */
  readonly eventsLost: Readonly<Record<string, number>>;
  /** by kind of gap: what is missing on purpose: a budget, a sample, the limit of size */
  readonly eventsLeftOut: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** files of the workspace that ran unrecorded */
  readonly skippedFiles: number;
}

export interface RecordingInfo extends RecordingTotals {
  readonly formatVersion: number;
  readonly program: string;
  readonly args: readonly string[];
  readonly workspace: string;
  readonly nodeVersion: string;
  readonly startedAt: string;
  readonly threads: readonly ThreadInfo[];
  readonly files: readonly FileInfo[];
  /** when the program was faster than the recorder: `block`, `drop-oldest` or `drop-newest` */
  readonly overflow: string;
  /** memory between the program and the recorder */
  readonly ringBytes: number;
  /** size beyond which the oldest part is dropped */
  readonly maxSize: number | undefined;
  /** it goes on to the end of the program */
  readonly complete: boolean;
  /** why it is not complete, for whoever looks at it */
  readonly incomplete: string | undefined;
  /** that ended the program */
  readonly signal: string | undefined;
  /** parts found to be damaged so far; `verify` looks for all */
  readonly damagedParts: number;
}

/** A part of the recording that is not what was written. */
export interface DamageView {
  readonly part: DamagedPart;
  readonly why: string;
  /** for whoever looks at the recording */
  readonly means: string;
  readonly thread: ThreadId | undefined;
  /** table or file */
  readonly name: string | undefined;
  /** events of the segment that it belongs to */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

export interface ThreadCheck {
  readonly id: ThreadId;
  readonly name: string;
  readonly segments: number;
  readonly segmentsLost: number;
  /** in the file, those that cannot be read included */
  readonly events: number;
  readonly eventsLost: number;
  /** undefined if there is none */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

export interface Verification {
  readonly path: string;
  /** everything is as it was written */
  readonly sound: boolean;
  /** it goes on to the end of the program; if not: why */
  readonly complete: boolean;
  readonly incomplete: string | undefined;
  readonly events: number;
  readonly eventsLost: number;
  readonly threads: readonly ThreadCheck[];
  readonly damage: readonly DamageView[];
}

export interface OutputLine {
  readonly position: Position;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly place: SourcePlace | undefined;
}

/** open: it has not ended in what is recorded. left: nothing says how */
export type CallEnd = 'returned' | 'threw' | 'awaited' | 'yielded' | 'left' | 'open';

/** One stay of an activation on the stack: up to its end, or to where it waits. */
export interface CallView {
  readonly thread: ThreadId;
  /** 0 is the outermost */
  readonly depth: number;
  readonly functionName: string;
  /** the function */
  readonly place: SourcePlace;
  readonly isModule: boolean;
  /** first and last event */
  readonly since: Seq;
  readonly until: Seq;
  /** event that entered the activation: before `since` if it comes back from a suspension */
  readonly entered: Seq;
  readonly hasCalls: boolean;
  readonly end: CallEnd;
  /** returned or thrown; undefined where it is not recorded */
  readonly value: Value | undefined;
}

/** Calls that begin in a part of a thread. */
export interface CallRange {
  readonly thread: ThreadId;
  /** those that a call makes are one deeper than it, from its first event to its last; undefined: those whose caller does not begin in the part */
  readonly depth: number | undefined;
  readonly from: Seq;
  readonly until: Seq | undefined;
}

export interface CallPage {
  readonly calls: readonly CallView[];
  /** where the next page begins, if there are more */
  readonly next: Seq | undefined;
}

/** From one event of a thread to another, both included. */
export interface ThreadPart {
  readonly thread: ThreadId;
  readonly since: Seq;
  readonly until: Seq;
}

/** As the editor's, with places as queries have them. */
export interface CoverageView extends Pick<CoverageBody, 'lines'> {
  readonly functions: readonly (Omit<FunctionCoverage, 'line' | 'column'> & { readonly place: SourcePlace })[];
}

/** How long calls took: those of which it is known, of as many as were looked at. */
export interface CallDurations extends DurationsBody {
  readonly leastMicros: Micros;
  readonly mostMicros: Micros;
}

export interface Page {
  readonly start: number;
  readonly count: number;
}

export type Direction = 'forward' | 'backward';
export type StepKind = 'into' | 'over' | 'out';

/**
 * Where steps stand: at statements; or also behind each expression of one that the recording tells of: assignments, awaited values, calls of recorded
 * functions that have come back.
 */
export type Granularity = 'statement' | 'expression';

/** How far a step forwards has come in what is recorded so far. */
export type StepProgress =
  | { readonly kind: 'done'; readonly at: Position }
  | { readonly kind: 'running' }
  /** the activation that the step leads to is suspended at an `await`; it goes on somewhere in this function */
  | { readonly kind: 'waiting'; readonly place: SourcePlace };

export interface VariableWriter {
  readonly site: number;
  readonly instance: number;
}
