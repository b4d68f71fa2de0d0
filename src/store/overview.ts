/**
 * What a picture of a whole recording is drawn from without decoding it: activations by how long they were on the stack, and marks.
 *
 * A *call* here is one stay of an activation on the stack, from its entering or resumption to its leaving or suspension, both included.
 * Those of {@link LONG_CALL} events and more are rows, sorted by the logarithm of their length: in a picture of a given width only so
 * many of a length fit side by side, so that what is asked for depends on the picture and not on the recording. Shorter ones are decoded,
 * because a picture in which they can be seen spans few segments.
 */
import { GAP } from '../wire/trace.js';
import type { FrameStack } from './frames.js';

/** Events on the stack that make a call worth a row. */
export const LONG_CALL = 1024;
/** Deeper frames of a runaway recursion are left out: nobody looks at them in a picture of the whole. */
const MAX_DEPTH = 1024;
/** The level of calls that have not left the stack yet. */
export const OPEN_CALL = 63;

/** Kinds of marks: events that are found, and counted, without decoding. */
export const MARKED = { output: 0, throw: 1, failure: 2, lost: 3, leftOut: 5 } as const;
/** Their numbers are below. */
export const MARK_NUMBERS = 6;

/** The mark of a kind of gap. */
export const markOfGap = (gap: number): number => (gap === GAP.budget ? MARKED.leftOut : MARKED.lost);

export interface LongCall {
  readonly fn: number;
  /** 0 is the outermost */
  readonly depth: number;
  readonly since: number;
  /** undefined: still on the stack */
  readonly until: number | undefined;
  /** event that entered the activation: its identity */
  readonly entered: number;
}

export const isLong = (stack: FrameStack, frame: number): boolean =>
  frame < MAX_DEPTH && stack.now - stack.since[frame]! >= LONG_CALL;

export const longCall = (stack: FrameStack, frame: number): LongCall => ({
  fn: stack.fn[frame]!,
  depth: frame,
  since: stack.since[frame]!,
  until: stack.now,
  entered: stack.enterSeq[frame]!,
});

export function* openCalls(stack: FrameStack): Generator<LongCall> {
  for (let frame = 0; frame < Math.min(stack.depth, MAX_DEPTH); frame++)
    yield { ...longCall(stack, frame), until: undefined };
}

export const levelOf = ({ since, until }: LongCall): number => levelFor((until ?? since) - since);

/** The lowest level that has calls of so many events. */
export const levelFor = (events: number): number => Math.floor(Math.log2(Math.max(LONG_CALL, events)));
