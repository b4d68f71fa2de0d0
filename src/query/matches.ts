/**
 * Goes through the events of a thread and keeps those that match, a page at a time: until there are enough, the asker's time is over, or the
 * range is. Which events may match is told by their sites; one that does not costs a comparison.
 */
import { type Seq, seq as toSeq, type ThreadId } from '../base/units.js';
import type { TraceReader } from '../store/reader.js';
import type { SegmentRow } from '../store/rows.js';
import type { Segment } from '../store/segment.js';
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import { timeOf } from './events.js';

export interface Matching<T> {
  readonly thread: ThreadId;
  readonly from: number;
  /** the last event that is looked at */
  readonly until: number;
  /** by site: 1 if an event of it may match */
  readonly wanted: Uint8Array;
  /** What can be told without decoding. */
  readonly mayHold: (row: SegmentRow) => boolean;
  /** undefined: the event does not match */
  readonly match: (segment: Segment, index: number, timeMicros: number) => T | undefined;
}

export interface Page<T> {
  /** what was found is added to it */
  readonly found: T[];
  readonly limit: number;
  /** of `performance.now()`; one event is looked at in any case */
  readonly deadline: number;
}

/** Where the next page begins; undefined: all of the range was looked at. */
export function addMatches<T>(reader: TraceReader, matching: Matching<T>, page: Page<T>): Seq | undefined {
  const { thread, from, until, mayHold } = matching;
  const first = reader.segments(thread)[0]?.idx ?? 0;
  for (let idx = Math.max(first, reader.segmentOf(thread, from)); ; idx++) {
    const row = reader.row(thread, idx);
    if (row === undefined || row.first_seq > until) return undefined;
    if (!mayHold(row)) continue;
    const segment = reader.segment(thread, idx);
    const next = addMatchesIn(segment, matching, page);
    if (next !== undefined) return next;
    const isLast = reader.row(thread, idx + 1) === undefined;
    if (!isLast && performance.now() >= page.deadline) return toSeq(segment.endSeq);
  }
}

function addMatchesIn<T>(
  segment: Segment,
  { from, until, wanted, match }: Matching<T>,
  { found, limit, deadline }: Page<T>,
): Seq | undefined {
  const { first_seq, first_micros } = segment.row;
  let time = first_micros;
  for (let i = 0; i < segment.offsets.length; i++) {
    const seq = first_seq + i;
    if (seq > until) return undefined;
    const site = segment.words[segment.offsets[i]!]! >>> TAG_BITS;
    if (site === SYSTEM.turn || site === SYSTEM.clock) time = timeOf(segment, i);
    if (seq < from || wanted[site] !== 1) continue;
    const matched = match(segment, i, time);
    if (matched !== undefined) {
      if (found.length === limit) return toSeq(seq);
      found.push(matched);
    }
    if (performance.now() >= deadline && i + 1 < segment.offsets.length) return toSeq(seq + 1);
  }
  return undefined;
}
