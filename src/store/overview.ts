/**
 * What a picture of a whole recording is drawn from without decoding it: activations by how long they were on the stack, and marks.
 *
 * A *call* here is one stay of an activation on the stack, from its entering or resumption to its leaving or suspension, both included.
 * Those of {@link ROW_CALL} events and more are rows, sorted by the logarithm of their length: in a picture of a given width only so
 * many of a length fit side by side, so that what is asked for depends on the picture and not on the recording. Those of {@link LONG_CALL} and
 * more lie with the segment in which they end, because a picture in which they can be seen spans some hundreds of segments at most; as rows,
 * they were six of seven (a row takes 4 µs of CPU time, of recording a parser 6 % in all). Shorter ones are decoded, because theirs spans few.
 *
 *   calls of a segment := call …   call := until - first event of the segment, until - since, depth, function, since - entered
 */
import { GAP } from '../wire/trace.js';
import type { FrameStack, WordList } from './frames.js';
import type { LongCallRow } from './rows.js';

/** Events on the stack that make a call worth mentioning. */
export const LONG_CALL = 1024;
/** Those that make it worth a row. */
export const ROW_CALL = 8192;
const CALL_WORDS = 5;
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

/** Puts a call that ends now with the others of its segment. False if it is worth a row. */
export function pushCall(list: WordList, stack: FrameStack, frame: number, firstSeq: number): boolean {
  const since = stack.since[frame]!;
  const before = since - stack.enterSeq[frame]!;
  if (stack.now - since >= ROW_CALL || before !== (before | 0)) return false;
  list.push(stack.now - firstSeq);
  list.push(stack.now - since);
  list.push(frame);
  list.push(stack.fn[frame]!);
  list.push(before);
  return true;
}

/** None if the words cannot be read. `firstSeq`: of the segment */
export function* callsOf(words: Int32Array | undefined, firstSeq: number): Generator<LongCallRow> {
  if (words === undefined) return;
  for (let at = 0; at + CALL_WORDS <= words.length; at += CALL_WORDS) {
    const until = firstSeq + words[at]!;
    const since = until - words[at + 1]!;
    yield { since, until, depth: words[at + 2]!, fn: words[at + 3]!, entered: since - words[at + 4]! };
  }
}

/** Is a call that has ended somewhere in a range, and of at least `events` events, or half of that? */
export const overlaps = (
  { since, until }: LongCallRow,
  { from, to, events }: { readonly from: number; readonly to: number; readonly events: number },
): boolean => until !== null && since <= to && until >= from && until - since >= 2 ** levelFor(events);

export function* openCalls(stack: FrameStack): Generator<LongCall> {
  for (let frame = 0; frame < Math.min(stack.depth, MAX_DEPTH); frame++)
    yield { ...longCall(stack, frame), until: undefined };
}

export const levelOf = ({ since, until }: LongCall): number => levelFor((until ?? since) - since);

/** The lowest level that has calls of so many events. */
export const levelFor = (events: number): number => Math.floor(Math.log2(Math.max(LONG_CALL, events)));
