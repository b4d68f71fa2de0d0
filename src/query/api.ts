/**
 * The only way into a recording: read-only questions, plain-data answers. The adapter, the command line, analysis and integrations use
 * this façade and nothing below it. Nothing here runs user code or changes the recording.
 *
 * A recording may still be growing (live edge): `refresh()` makes what the writer has synced since the last call visible.
 */
import type { OpenEnd } from '../store/openEnd.js';
import type { RawValue } from '../store/words.js';
import type { WritesAround } from '../wire/panel.js';
import type { Place } from './executions.js';
import type { Figures } from './figures.js';
import type { QueryChoices } from './eventQuery/choices.js';
import type { QueryPage, QueryRange } from './eventQuery/scan.js';
import type { SearchPage, SearchRange } from './search.js';
import type { TimelineArguments, TimelineBody } from '../wire/timeline.js';
import type { HeapId, Micros, Seq, ThreadId } from '../base/units.js';
import type {
  CallDurations,
  CallPage,
  CallRange,
  CallView,
  CoverageView,
  DataRef,
  Direction,
  EventFilter,
  EventView,
  ExecutionsView,
  Frame,
  Granularity,
  HistoryEntry,
  ModuleView,
  OutputLine,
  Page,
  Passed,
  RecordingInfo,
  RecordingTotals,
  Scope,
  StepKind,
  StepProgress,
  StopHit,
  StopSet,
  ThreadPart,
  Variable,
  VariableWriter,
  Verification,
} from './answers.js';
import type { MapEntry, ObjectView, Position, Property, SourcePlace, Value } from './values.js';

export interface Recording {
  /** the part of {@link info} that costs nothing */
  readonly totals: () => RecordingTotals;
  readonly info: () => RecordingInfo;
  /** reads everything once */
  readonly verify: () => Verification;
  readonly refresh: () => void;
  readonly close: () => void;
  /**
   * While `look` runs, a thread's recording goes on to the end that its recorder gives, in the same process, for a stop at a position: what a refresh shows only once it is stored. Undefined, and nobody
   * has looked, if that is not possible: then it has to be stored, and refreshed.
   */
  readonly atEnd: <T>(end: OpenEnd, at: Position, look: () => T) => T | undefined;

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
  readonly received: (thread: ThreadId, raw: RawValue) => Value;
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
  readonly writesAround: (at: Position, ref: DataRef, limit: number) => WritesAround<HistoryEntry>;

  /**
   * Next or previous statement. over: in this activation or, when it ends, its caller; into: any statement; out: the caller's. An activation
   * that waits (`await`) is followed to where it goes on; the caller of one that has waited is whoever called it. Backward over = the statement
   * of this activation that ran before, skipping the calls it made. undefined: no such statement in the recording. By expression, the playhead
   * also stands behind what a statement has evaluated: see {@link Granularity}.
   */
  readonly step: (
    from: Position,
    kind: StepKind,
    direction: Direction,
    granularity?: Granularity,
  ) => Position | undefined;
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
   * Executions of the statement that a place is in the middle of, or else that a breakpoint there would sit on, at most `limit` of them, in the position's thread, or in
   * a part of a thread: their numbers count all of the thread. Undefined if there is no such statement.
   */
  readonly executions: (
    at: Position,
    place: { readonly path: string; readonly line: number; readonly column?: number | undefined },
    limit: number,
    part?: ThreadPart,
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

export type * from './answers.js';
export type * from './values.js';
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
