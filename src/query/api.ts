/**
 * The only way into a recording: read-only questions, plain-data answers. The adapter, the command line, analysis and integrations use
 * this façade and nothing below it. Nothing here runs user code or changes the recording.
 *
 * A recording may still be growing (live edge): `refresh()` makes what the writer has synced since the last call visible.
 */
import type { DamagedPart } from '../store/damage.js';
import type { Place } from './executions.js';
import type { Figures } from './figures.js';
import type { QueryChoices } from './eventQuery/choices.js';
import type { QueryPage, QueryRange } from './eventQuery/scan.js';
import type { SearchPage, SearchRange } from './search.js';
import type { TimelineArguments, TimelineBody } from '../wire/timeline.js';
import type { HeapId, Micros, Seq, ThreadId } from '../base/units.js';

/** A moment: state after all events of the thread up to and including `seq`. At a `step`, the statement has not run yet. */
export interface Position {
  readonly thread: ThreadId;
  readonly seq: Seq;
}

export interface SourcePlace {
  /** relative to the workspace, forward slashes; absolute if outside it */
  readonly file: string;
  /** absolute path as recorded */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A recorded value, shallow. Objects are named by id: their content depends on the position asked for, see `Recording.object`. */
export type Value =
  | { readonly kind: 'undefined' | 'null' | 'tdz' | 'hole' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  /** `length` is the real length in UTF-16 units; `value` may be shorter (cut by the capture limit) */
  | { readonly kind: 'string'; readonly value: string; readonly length: number }
  | { readonly kind: 'bigint'; readonly digits: string }
  | {
      readonly kind: 'symbol';
      readonly id: number;
      readonly description: string | undefined;
      readonly registered: boolean;
    }
  | { readonly kind: 'object'; readonly id: HeapId }
  | { readonly kind: 'accessor'; readonly get: boolean; readonly set: boolean }
  | { readonly kind: 'unknown'; readonly why: string };

export type ObjectKind =
  | 'object'
  | 'array'
  | 'map'
  | 'set'
  | 'date'
  | 'regexp'
  | 'error'
  | 'function'
  | 'promise'
  | 'proxy'
  | 'typedArray'
  | 'arrayBuffer'
  | 'boxed'
  | 'weak'
  | 'generator'
  | 'arguments'
  | 'namespace'
  | 'class'
  | 'host'
  | 'cut';

export interface ObjectView {
  readonly id: HeapId;
  readonly kind: ObjectKind;
  /** name of the constructor as recorded; undefined for a null prototype */
  readonly className: string | undefined;
  /** names of the constructors up the prototype chain, nearest first */
  readonly classChain: readonly string[];
  /** length or number of entries, as CONTENT in wire/trace.ts says; number of own properties otherwise */
  readonly size: number;
  /** properties or entries beyond the capture limit exist */
  readonly cut: boolean;
  readonly frozen: boolean;
  /** last position at which the whole content was seen or is known by recorded writes */
  readonly seenAt: Seq;
  /** true if uninstrumented code ran since `seenAt` that could have changed it (it was handed to such code, or a turn of the event loop passed) */
  readonly stale: boolean;
  /** why nothing but what was assigned since is known of it: it was described in a part of the recording that is gone */
  readonly lost: string | undefined;
  /** by slot name: time, source, flags, lastIndex, name, message, stack, state, result, primitive, functionName, viewKind … */
  readonly slots: Readonly<Record<string, Value>>;
  /** bytes of an ArrayBuffer / typed array, as far as captured */
  readonly bytes: Uint8Array | undefined;
}

export interface Property {
  /** property name or index; `Symbol(x)` for symbols (then `symbol` is set) */
  readonly name: string;
  readonly symbol: boolean;
  readonly enumerable: boolean;
  readonly value: Value;
}

export interface MapEntry {
  /** equal for equal keys (or Set elements), within a recording */
  readonly id: string;
  /** undefined for Set elements */
  readonly key: Value | undefined;
  readonly value: Value;
}

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
  readonly eventsLost: Readonly<Record<string, number>>;
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
  /** false: the writer did not close it (killed) - everything drained until then is there */
  readonly complete: boolean;
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
  /** the recorder closed it */
  readonly complete: boolean;
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

/** Writes of a variable or property before and after a position. */
export interface WritesAround {
  /** at or before it, the latest first: the first one gave it the value it has */
  readonly before: readonly HistoryEntry[];
  /** the next one first */
  readonly after: readonly HistoryEntry[];
  /** there are more, or may be */
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

/** From one event of a thread to another, both included. */
export interface ThreadPart {
  readonly thread: ThreadId;
  readonly since: Seq;
  readonly until: Seq;
}

export interface CoverageView {
  /** lines on which a statement begins, in order */
  readonly lines: readonly { readonly line: number; readonly hits: number }[];
  readonly functions: readonly {
    readonly name: string;
    readonly place: SourcePlace;
    readonly calls: number;
    /** calls that an exception ended */
    readonly threw: number;
  }[];
}

/** How long calls took: those of which it is known, of as many as were looked at. */
export interface CallDurations {
  readonly calls: number;
  readonly least: Micros;
  readonly most: Micros;
}

export interface Page {
  readonly start: number;
  readonly count: number;
}

export type Direction = 'forward' | 'backward';
export type StepKind = 'into' | 'over' | 'out';

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

/** Tag and payload, as in the stream. */
export interface ReceivedValue {
  readonly tag: number;
  readonly low: number;
  readonly high: number;
}

export interface Recording {
  /** the part of {@link info} that costs nothing */
  readonly totals: () => RecordingTotals;
  readonly info: () => RecordingInfo;
  /** reads everything once */
  readonly verify: () => Verification;
  readonly refresh: () => void;
  readonly close: () => void;

  /** CONTRACT's position syntax: seq:N, T:N, start, end, time:12ms, file.ts:L, file.ts:L#K, error:K. Throws UserError with what to do */
  readonly resolve: (spec: string) => Position;
  /** nearest step at or before the position (at or after it, if there is none before); forward: the other way round */
  readonly snap: (at: Position, direction?: Direction) => Position;
  readonly timeAt: (at: Position) => Micros;
  /** the statement that begins at a position; undefined if none does */
  readonly statementAt: (at: Position) => SourcePlace | undefined;

  /** innermost first */
  readonly stack: (at: Position, page?: Page) => { readonly frames: readonly Frame[]; readonly total: number };
  /** innermost scope first, then closures, then the module */
  readonly scopes: (at: Position, frame: number) => readonly Scope[];
  /** modules of the thread that have started, whether a frame belongs to them or not */
  readonly modules: (at: Position) => readonly ModuleView[];
  /** what a name means in a frame: the innermost variable of that name; undefined if there is none */
  readonly variable: (at: Position, frame: number, name: string) => Variable | undefined;
  /**
   * How the value of a variable of a frame can be recorded anew, by whoever changes it in the running program: a site that writes it, and its
   * scope instance, 0 for a variable of the activation itself. Undefined if it cannot.
   */
  readonly writer: (at: Position, frame: number, name: string) => VariableWriter | 'constant' | undefined;
  /** a value as the program sends it */
  readonly received: (thread: ThreadId, raw: ReceivedValue) => Value;
  readonly object: (at: Position, id: HeapId) => ObjectView;
  /** named: all but array indexes; indexed: array elements only */
  readonly properties: (at: Position, id: HeapId, which: 'named' | 'indexed', page?: Page) => readonly Property[];
  /** the value of one of the named ones; undefined if it has none of that name */
  readonly property: (at: Position, id: HeapId, name: string, symbol: boolean) => Value | undefined;
  readonly entries: (at: Position, id: HeapId, page?: Page) => readonly MapEntry[];

  readonly events: (filter: EventFilter) => Iterable<EventView>;
  /** `text`, or `name = value`: functions that were called, values of variables, properties and returns, output and errors, at most `limit` of them */
  readonly search: (text: string, range: SearchRange, limit: number) => SearchPage;
  /** events that a query holds for (see eventQuery/), at most `limit` of them. Throws UserError if the text is no query */
  readonly query: (text: string, range: QueryRange, limit: number) => QueryPage;
  /** what conditions of a query can be chosen from */
  readonly queryChoices: () => QueryChoices;
  readonly output: (thread?: ThreadId, since?: Seq) => Iterable<OutputLine>;
  /** every value of a variable (`x`, resolved in a frame at the position, the innermost if none is named) or property path (`cart.total`), oldest first */
  readonly history: (at: Position, expression: string, frame?: number) => Iterable<HistoryEntry>;

  /** what a variable (`x`) or property path (`cart.total`) names in a frame. Throws UserError if it names nothing that can be written */
  readonly dataRef: (at: Position, frame: number, expression: string) => DataRef;
  /** the write that gave it the value it has at a position, the one before that, and so on; each is looked for when it is asked for */
  readonly lastWrites: (at: Position, ref: DataRef) => Iterable<HistoryEntry>;

  /** at most `limit` to either side; rare writes far away are not waited for */
  readonly writesAround: (at: Position, ref: DataRef, limit: number) => WritesAround;

  /**
   * Next or previous statement. over: in this activation or, when it ends, its caller; into: any statement; out: the caller's. An activation
   * that waits (`await`) is followed to where it goes on; the caller of one that has waited is whoever called it. Backward over = the statement
   * of this activation that ran before, skipping the calls it made. undefined: no such statement in the recording.
   */
  readonly step: (from: Position, kind: StepKind, direction: Direction) => Position | undefined;
  /** the same for a program that is running: is a step forwards at its end, and if not, what does it wait for? */
  readonly stepProgress: (from: Position, kind: 'over' | 'out') => StepProgress;
  /** next or previous hit of a breakpoint or throw, strictly after/before `from`; 'start'/'end' when there is none */
  readonly run: (from: Position, stops: StopSet, direction: Direction) => StopHit;
  /**
   * The same hits one after the other, nearest first, up to the end of what is recorded now; none beyond `limit`. What is asked forwards about the hit that it
   * stands at costs what lies between it and the one before: thousands of hits are best looked at in this way, in order.
   */
  readonly hits: (from: Position, stops: StopSet, direction: Direction, limit?: Position) => Iterable<StopHit>;
  /** the same for who must not be kept waiting: also says, every few thousand events, how far it is */
  readonly seek: (from: Position, stops: StopSet, direction: Direction, limit?: Position) => Iterable<StopHit | Passed>;
  /**
   * Executions of the statement that a place is in the middle of, or else that a breakpoint there would sit on, at most `limit` of them, in the position's thread. Undefined if
   * there is no such statement.
   */
  readonly executions: (
    at: Position,
    place: { readonly path: string; readonly line: number; readonly column?: number | undefined },
    limit: number,
  ) => ExecutionsView | undefined;
  /** calls of the function that begins on a line, where they were entered; as `executions` */
  readonly calls: (
    at: Position,
    place: { readonly path: string; readonly line: number },
    limit: number,
  ) => ExecutionsView | undefined;
  /** calls of a part of the call tree in their order, at most `limit` of them */
  readonly callTree: (range: CallRange, limit: number) => CallPage;
  /** the call that an event entered or resumed; undefined if it is no such event */
  readonly callAt: (entered: Position) => CallView | undefined;
  /** the last call of the activation that an event entered: how it ended, wherever it waited on the way */
  readonly callOutcome: (entered: Position) => CallView | undefined;
  /** statements of a recorded file that a breakpoint can sit on, 1-based */
  readonly breakpointPlaces: (path: string, line: number, endLine: number) => readonly SourcePlace[];
  /** the first statement of each recorded function of a name, in which `*` stands for any part of it */
  readonly functionPlaces: (name: string) => readonly SourcePlace[];
  /** how often the lines and functions of a file ran, in all threads or in a part of one; undefined if the file is not in the recording */
  readonly coverage: (path: string, part?: ThreadPart) => CoverageView | undefined;
  /** how long the calls of the function took that begins at a place; undefined if of none it is known. See durations.ts for what is known of time */
  readonly durations: (place: Place, part?: ThreadPart) => CallDurations | undefined;
  /** a picture of a range of a thread at a width; see wire/timeline.ts. `stops`: places whose executions are marked */
  readonly timeline: (
    asked: TimelineArguments & { readonly thread: ThreadId },
    stops?: readonly { readonly path: string; readonly line: number; readonly column?: number }[],
  ) => TimelineBody;
  /** what the recording is made of; events in time in so many parts of its wall time */
  readonly figures: (parts: number) => Figures;
  /** text as recorded */
  readonly source: (path: string) => string | undefined;
}

export { conditionsOf } from './eventQuery/conditions.js';
export type { QueryPage, QueryRange } from './eventQuery/scan.js';
export type { SearchHit, SearchKind, SearchPage, SearchRange } from './search.js';
export { type Compiled, compile, evaluate, test as holds } from './evaluate/evaluate.js';
export type { EvaluationFailure, MadeObject, Operand, Surroundings } from './evaluate/operand.js';
export { madeClass, madeContents } from './evaluate/made.js';
export { type DiffLimits, type Origin, type StateChange, type StateDiff, stateDiff } from './stateDiff.js';
export { type Mentions, mentions } from './evaluate/mentions.js';
export { type Suggestion, suggest } from './evaluate/suggest.js';
export { openRecording } from './open.js';
export { DEFAULT_LIMITS, type Json, type JsonLimits, operandJson, positionJson, stateJson, valueJson } from './json.js';
