/**
 * What a picture of a recording is drawn from: `elixirscope/timeline`. The panel asks for the range it shows at the width it has, so that
 * the answer's size depends on the picture and not on the recording.
 *
 * A picture has an *axis*: `events` counts positions of the thread (every event is as wide as any other), `time` microseconds since its start.
 * `from` and `to` are on it. Events are given by seq; `seqs` and `micros` say where the picture's edges lie on either axis, and everything
 * between two edges is to be drawn in proportion.
 */
import { partitionPoint } from '../base/search.js';

export type TimelineAxis = 'events' | 'time';

export interface TimelineArguments {
  /** default: the thread of the playhead */
  readonly thread?: number;
  readonly axis: TimelineAxis;
  /** default: the whole recording */
  readonly from?: number;
  readonly to?: number;
  /** parts of equal width that the range is divided into: pixels, say */
  readonly width: number;
  /** calls deeper than this are not listed */
  readonly rows?: number;
}

export interface TimelineBody {
  readonly thread: number;
  readonly axis: TimelineAxis;
  readonly from: number;
  readonly to: number;
  readonly extent: TimelineExtent;
  /** at the parts' edges, one more than there are parts; fractional where events are sparse */
  readonly seqs: readonly number[];
  readonly micros: readonly number[];
  /** most activations on the stack at once in each part */
  readonly depths: readonly number[];
  /** calls wide enough to be seen, outermost first within what began at the same event. Parallel columns */
  readonly calls: TimelineCalls;
  readonly functions: readonly TimelineFunction[];
  readonly marks: readonly TimelineMark[];
  /** first and last event of parts that are found to be damaged: what was there is lost */
  readonly damaged: readonly (readonly [first: number, last: number])[];
  /** turns of the event loop that begin in the range, or of some of them where there is more than one in a part */
  readonly turns: readonly number[];
  readonly awaits: readonly number[];
}

export interface TimelineExtent {
  /** first and last event that are there */
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** when the first turn of the event loop began: nothing ran before */
  readonly firstMicros: number;
  readonly lastMicros: number;
}

/** `since` and `until`: first and last event of a call on the stack, cut at the segments that were looked at; `function`: index. */
export interface TimelineCalls {
  readonly depth: readonly number[];
  readonly since: readonly number[];
  readonly until: readonly number[];
  readonly function: readonly number[];
  /** event that entered the activation: more than one call has the same if it was suspended in between */
  readonly entered: readonly number[];
}

export interface TimelineFunction {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly async: boolean;
}

/**
 * hit: a breakpoint's or logpoint's statement. Gaps by what they mean: lost, events are missing, or a value could not
 * be read; leftOut, less or more of a function is recorded from there, on purpose.
 */
export type TimelineMarkKind = 'output' | 'throw' | 'failure' | 'lost' | 'leftOut' | 'hit';

/** All marks of a kind in one part of the picture. */
export interface TimelineMark {
  readonly kind: TimelineMarkKind;
  /** the first of them */
  readonly seq: number;
  readonly count: number;
}

/**
 * In which part of a picture an event is, with the fraction of the part that lies before it; `edges` are its `seqs`. Where no event
 * happened, edges are the same: what begins there begins behind the last of them, what ends there ends before the first.
 */
export function partOf(edges: readonly number[], seq: number, side: 'begin' | 'end' = 'begin'): number {
  const last = edges.length - 1;
  const isBegin = side === 'begin';
  if (seq < edges[0]! || (seq === edges[0] && !isBegin)) return 0;
  if (seq > edges[last]! || (seq === edges[last] && isBegin)) return last;
  const next = partitionPoint(1, last, (i) => edges[i]! < seq || (isBegin && edges[i] === seq));
  const [from, to] = [edges[next - 1]!, edges[next]!];
  return next - 1 + (seq - from) / (to - from);
}
