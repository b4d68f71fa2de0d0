/** What of a recording cannot be used, as it is found; and stand-ins for segments whose rows are gone. */
import type Database from 'better-sqlite3';
import { NOTHING_YET, type SegmentRow, type ThreadRow } from './rows.js';
import type { RowTable } from './schema.js';

/** events, keyframe, index, suspended, calls: of one segment. rows: of a table. siteTable, source: of a recorded file. strings: kept by retention. */
export type DamagedPart =
  | 'events'
  | 'keyframe'
  | 'index'
  | 'suspended'
  | 'calls'
  | 'rows'
  | 'siteTable'
  | 'source'
  | 'strings'
  | 'database';

export interface Damage {
  readonly part: DamagedPart;
  readonly why: string;
  readonly thread?: number;
  /** of the segment */
  readonly idx?: number;
  /** table or file */
  readonly name?: string;
}

export class DamageLog {
  readonly #found = new Map<string, Damage>();

  add(damage: Damage): void {
    const { part, thread, idx, name } = damage;
    const key = JSON.stringify([part, thread, idx, name]);
    if (!this.#found.has(key)) this.#found.set(key, damage);
  }

  /** Are rows of a table known to be missing? */
  lacksRows(table: RowTable, thread: number): boolean {
    return this.all().some((d) => d.part === 'rows' && d.name === table && (d.thread ?? thread) === thread);
  }

  all(): readonly Damage[] {
    return [...this.#found.values()];
  }
}

/** Problems that SQLite itself sees and that are listed. */
const STRUCTURE_LIMIT = 10;

export function checkStructure(db: Database.Database, log: DamageLog): void {
  try {
    const found = db.pragma(`integrity_check(${STRUCTURE_LIMIT})`) as readonly { integrity_check: string }[];
    for (const { integrity_check: text } of found)
      if (text !== 'ok') log.add({ part: 'database', name: text, why: text });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.add({ part: 'database', name: why, why });
  }
}

/** Where the rows that are read next should begin. */
export interface Expected {
  readonly idx: number;
  readonly seq: number;
}

/** Rows with stand-ins where some are missing. `events`: of the thread, as far as it was counted. */
export function contiguous(
  rows: readonly SegmentRow[],
  expected: Expected,
  events: number,
  missing: (idx: number) => void,
): SegmentRow[] {
  const result: SegmentRow[] = [];
  let { idx, seq } = expected;
  const fill = (upTo: number, firstSeq: number, next: SegmentRow | undefined): void => {
    for (; idx < upTo; idx++) {
      const own = idx === upTo - 1 ? firstSeq - seq : 0;
      result.push(standIn({ idx, seq, events: own, before: result.at(-1), next }));
      missing(idx);
    }
  };
  for (const row of rows) {
    fill(row.idx, row.first_seq, row);
    result.push(row);
    idx = row.idx + 1;
    seq = row.first_seq + row.events;
  }
  if (events > seq) fill(idx + 1, events, undefined);
  return result;
}

interface StandInParts {
  readonly idx: number;
  readonly seq: number;
  readonly events: number;
  readonly before: SegmentRow | undefined;
  readonly next: SegmentRow | undefined;
}

const standIn = ({ idx, seq, events, before, next }: StandInParts): SegmentRow => ({
  idx,
  first_seq: seq,
  events,
  first_micros: before?.last_micros ?? 0,
  last_micros: next?.first_micros ?? before?.last_micros ?? 0,
  // It may have changed any frame, and its keyframe may build on the one before.
  low: 0,
  kept: 1,
  marks: 0,
  throws: 0,
  old_id: before?.last_id ?? 0,
  last_id: next?.old_id ?? before?.last_id ?? 0,
  first_string: 0,
  last_string: 0,
  deepest: 0,
  missing: true,
});

/** For a thread whose own row is damaged but that has segments. */
export const unknownThread = (id: number): ThreadRow => ({
  id,
  name: '(damaged)',
  pid: 0,
  node_thread: 0,
  node: '',
  argv: '[]',
  cwd: '',
  program: '(damaged)',
  ...NOTHING_YET,
});
