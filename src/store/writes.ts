/** Rows of a recording as they are put down; rows.ts reads them. */
import type Database from 'better-sqlite3';
import { BlobRoom, seal } from './checksum.js';
import { type Packed, packNumbers } from './codec.js';
import type { SegmentHead, SegmentRecord } from './indexer.js';
import type { SegmentRow } from './rows.js';
import { putter } from './schema.js';
import { encodeIds, encodeSites, splitIds } from './summary.js';

const NOTHING = new Int32Array(0);

export type WriteStatements = ReturnType<typeof prepareWrites>;

export function prepareWrites(db: Database.Database) {
  return {
    meta: putter(db, 'meta'),
    thread: putter(db, 'threads'),
    file: putter(db, 'files'),
    skipped: putter(db, 'skipped'),
    segment: putter(db, 'segments'),
    symbol: putter(db, 'symbols'),
    proto: putter(db, 'protos'),
    moduleEnter: putter(db, 'module_enters'),
    failure: putter(db, 'failures'),
    gap: putter(db, 'gaps'),
    mark: putter(db, 'marks'),
    longCall: putter(db, 'long_calls'),
    forgetOpenCalls: db.prepare('DELETE FROM long_calls WHERE thread = ? AND level = ?'),
    source: db.prepare('INSERT OR IGNORE INTO sources VALUES (?, ?, ?)'),
    blobs: new BlobRoom(),
    data: db.prepare(
      'INSERT OR REPLACE INTO segment_data (thread, idx, sites, old_ids, new_ids, keyframe, suspended, calls, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
  };
}

/** `words`: its events. */
export function putSegment(
  { segment, data, blobs }: WriteStatements,
  thread: number,
  r: SegmentRecord,
  words: Packed,
): void {
  segment({ thread, ...segmentRow(r) });
  const { old, fresh } = splitIds(r.summary, r.oldId);
  blobs.clear();
  const blob = (column: string, packed: Packed): Buffer =>
    seal(['segment_data', thread, r.index, column], packed, blobs);
  data.run(
    thread,
    r.index,
    blob('sites', packNumbers(encodeSites(r.summary))),
    blob('old_ids', packNumbers(encodeIds(old))),
    blob('new_ids', packNumbers(encodeIds(fresh))),
    blob('keyframe', packNumbers(r.keyframe)),
    blob('suspended', packNumbers(r.suspended ?? NOTHING)),
    blob('calls', packNumbers(r.calls)),
    blob('words', words),
  );
}

export const segmentRow = (r: SegmentHead): SegmentRow => ({
  idx: r.index,
  first_seq: r.firstSeq,
  events: r.events,
  first_micros: r.firstMicros,
  last_micros: r.lastMicros,
  low: r.low,
  kept: r.kept,
  marks: r.marks,
  throws: r.throws,
  old_id: r.oldId,
  last_id: r.lastId,
  first_string: r.firstString,
  last_string: r.lastString,
  deepest: r.deepest,
});
