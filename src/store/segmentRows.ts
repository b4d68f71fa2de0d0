/** Rows of a thread's segments, in order. The first may have an idx above 0 (retention); behind it there is one of each number. */
import { partitionPoint } from '../base/search.js';
import { contiguous } from './damage.js';
import { FULL_KEYFRAME_EVERY } from './keyframe.js';
import type { SegmentRow } from './rows.js';

/** Undefined if there is none of that number. */
export const rowOf = (rows: readonly SegmentRow[], idx: number): SegmentRow | undefined =>
  rows[idx - (rows[0]?.idx ?? 0)];

/** Idx of the segment that holds `seq`, -1 before the first; the last one for anything behind the end. */
export const idxOfSeq = (rows: readonly SegmentRow[], seq: number): number =>
  rows[partitionPoint(0, rows.length, (i) => rows[i]!.first_seq <= seq) - 1]?.idx ?? -1;

/** Those that hold the events from `from` to `to`. */
export function rowsIn(rows: readonly SegmentRow[], from: number, to: number): readonly SegmentRow[] {
  const first = partitionPoint(0, rows.length, (i) => rows[i]!.first_seq <= from) - 1;
  return rows.slice(
    Math.max(0, first),
    partitionPoint(0, rows.length, (i) => rows[i]!.first_seq <= to),
  );
}

/** Idx of the segment that a heap id was given in: ids ascend. It is there or, rarely, in one soon after. */
export function idxOfBirth(rows: readonly SegmentRow[], id: number): number {
  const born = partitionPoint(0, rows.length, (i) => rows[i]!.last_id < id);
  // An id that no segment accounts for may be anywhere.
  return (rows[born] ?? rows[0])?.idx ?? 0;
}

export interface Refresh {
  /** events before it were dropped */
  readonly dropped: number;
  /** of the thread */
  readonly events: number;
  /** rows from a number on, as they are now */
  readonly read: (from: number) => readonly SegmentRow[];
  readonly missing: (idx: number) => void;
}

/** The rows as they are now: the last one may have grown; older ones may have been dropped. */
export function refreshed(known: readonly SegmentRow[], { dropped, events, read, missing }: Refresh): SegmentRow[] {
  const last = known.at(-1);
  const kept = known.slice(0, -1).filter((row) => row.first_seq >= dropped);
  const rows = read(last?.idx ?? 0).filter((row) => row.first_seq >= dropped);
  const first = dropped === 0 ? 0 : Math.floor(((rows[0]?.idx ?? 1) - 1) / FULL_KEYFRAME_EVERY) * FULL_KEYFRAME_EVERY;
  const expected =
    last !== undefined && last.first_seq >= dropped
      ? { idx: last.idx, seq: last.first_seq }
      : rows[0]?.first_seq === dropped
        ? { idx: rows[0].idx, seq: dropped }
        : { idx: first, seq: dropped };
  return [...kept, ...contiguous(rows, expected, events, missing)];
}
