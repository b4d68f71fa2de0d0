/**
 * Recordings of calls alone (`--mode calls`). What is recorded is what functions were given and gave back, and objects as they were when they were first seen: neither variables
 * nor assignments, so that a variable is not known, and an object may be another one as soon as the program has gone on.
 */
import { FIRST_SITE } from '../base/units.js';
import type { TraceReader } from '../store/reader.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM } from '../wire/trace.js';
import type { Position } from './values.js';

/** Why nothing is known. */
export const NOT_RECORDED = 'not recorded (--mode calls)';

export const isCallsOnly = (reader: TraceReader): boolean => reader.meta().get('mode') === 'calls';

/** System events that are moments of the program's own. The others describe what the next event is about. */
const MOMENTS: ReadonlySet<number> = new Set([
  SYSTEM.turn,
  SYSTEM.output,
  SYSTEM.failure,
  SYSTEM.gap,
  SYSTEM.exit,
  SYSTEM.asked,
  SYSTEM.delegated,
  SYSTEM.unwound,
  SYSTEM.request,
]);

/** The last event that says what a call was given, of a position where it was entered: its objects are described behind that. Else the position itself. */
export function entryEnd(reader: TraceReader, { thread, seq }: Position): number {
  const { kind } = reader.sites(thread);
  const first = reader.segmentOf(thread, seq);
  let end: number = seq;
  for (let idx = first; reader.row(thread, idx) !== undefined; idx++) {
    const segment = reader.segment(thread, idx);
    const from = Math.max(0, seq - segment.row.first_seq);
    if (idx === first && kind[segment.siteAt(from)] !== SITE.enter) return seq;
    for (let i = idx === first ? from + 1 : 0; i < segment.offsets.length; i++) {
      const site = segment.siteAt(i);
      if (site >= FIRST_SITE ? kind[site] !== SITE.write : MOMENTS.has(site)) return end;
      if (site >= FIRST_SITE) end = segment.row.first_seq + i;
    }
  }
  return end;
}

/** Whether the program has gone on since an event: what is between may have assigned anything. `describes`: it was written for the next one. */
export function hasGoneOn(
  reader: TraceReader,
  { thread, seq }: Position,
  since: { readonly seq: number; readonly describes: boolean },
): boolean {
  let moments = since.describes ? -1 : 0;
  for (let at = since.seq + 1; at <= seq; ) {
    const segment = reader.segment(thread, reader.segmentOf(thread, at));
    const end = Math.min(seq + 1, segment.endSeq);
    if (segment.damage !== undefined || end <= at) return true;
    for (; at < end; at++) {
      const site = segment.siteAt(at - segment.row.first_seq);
      if ((site >= FIRST_SITE || MOMENTS.has(site)) && ++moments > 0) return true;
    }
  }
  return false;
}
