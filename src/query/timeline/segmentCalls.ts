/** One segment as a picture needs it: the calls in it, its turns and awaits. Decoded once, then small. */
import { FIRST_SITE } from '../../base/units.js';
import type { Replayer } from '../../store/replay.js';
import type { TraceReader } from '../../store/reader.js';
import type { Segment } from '../../store/segment.js';
import { doubleOf } from '../../store/words.js';
import { SITE } from '../../wire/sites.js';
import { SYSTEM } from '../../wire/trace.js';

/** A call, or the part of it that is in the segment. */
export interface Call {
  readonly depth: number;
  readonly fn: number;
  readonly since: number;
  readonly until: number;
  readonly entered: number;
  /** it goes on in the segment before, or after */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

export interface Turn {
  readonly seq: number;
  readonly micros: number;
  readonly idle: number;
}

export interface SegmentCalls {
  /** in the order in which they left the stack; those that are on it at the end last */
  readonly calls: readonly Call[];
  /** turns, and the end of the program */
  readonly turns: readonly Turn[];
  readonly awaits: readonly number[];
}

export function segmentCalls(reader: TraceReader, replayer: Replayer, thread: number, idx: number): SegmentCalls {
  const segment = reader.segment(thread, idx);
  const machine = replayer.atStartOf(thread, idx);
  const { kind } = reader.sites(thread);
  const first = segment.row.first_seq;
  const calls: Call[] = [];
  const turns: Turn[] = [];
  const awaits: number[] = [];
  const { stack } = machine;
  const take = (frame: number, cutAfter: boolean): void => {
    const since = stack.since[frame]!;
    calls.push({
      depth: frame,
      fn: stack.fn[frame]!,
      since: Math.max(first, since),
      until: stack.now,
      entered: stack.enterSeq[frame]!,
      cutBefore: since < first,
      cutAfter,
    });
  };
  machine.ended = (frame) => take(frame, false);
  for (let seq = first; seq < segment.endSeq; seq++) {
    const site = segment.siteAt(seq - first);
    if (site === SYSTEM.turn || site === SYSTEM.exit) turns.push(turnAt(segment, seq));
    else if (site >= FIRST_SITE && kind[site] === SITE.suspend) awaits.push(seq);
    machine.replayOne(segment, seq);
  }
  stack.now = segment.endSeq - 1;
  for (let frame = stack.depth - 1; frame >= 0; frame--) take(frame, true);
  return { calls, turns, awaits };
}

/** The moment that a turn, or the end of the program, carries. */
function turnAt(segment: Segment, seq: number): Turn {
  const at = segment.offsetOf(seq) + (segment.siteAt(seq - segment.row.first_seq) === SYSTEM.exit ? 3 : 2);
  const { words } = segment;
  return { seq, micros: doubleOf(words[at]!, words[at + 1]!), idle: doubleOf(words[at + 2]!, words[at + 3]!) };
}
