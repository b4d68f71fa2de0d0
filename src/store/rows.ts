/**
 * Rows of a recording as the read side gives them out, and the statements that fetch them. A row whose checksum does not fit is not given
 * out, nor is one that SQLite cannot reach any more; both are reported.
 */
import type Database from 'better-sqlite3';
import { isWhole, type RowTable } from './schema.js';

export interface ThreadRow {
  readonly id: number;
  readonly name: string;
  readonly pid: number;
  readonly node_thread: number;
  readonly node: string;
  readonly argv: string;
  readonly cwd: string;
  readonly program: string;
  readonly started_micros: number | null;
  readonly events: number;
  readonly first_step: number | null;
  readonly last_step: number | null;
  readonly last_micros: number;
  readonly exit_code: number | null;
  readonly unmatched: number;
  /** rows of these tables that belong to the thread, at least */
  readonly files: number;
  readonly module_enters: number;
  readonly failures: number;
  readonly gaps: number;
}

/** What a thread's row says before anything has been recorded of it. */
export const NOTHING_YET = {
  started_micros: null,
  events: 0,
  first_step: null,
  last_step: null,
  last_micros: 0,
  exit_code: null,
  unmatched: 0,
  files: 0,
  module_enters: 0,
  failures: 0,
  gaps: 0,
} as const satisfies Partial<ThreadRow>;

export interface FileRow {
  readonly id: number;
  readonly thread: number;
  readonly path: string;
  readonly key: string;
  readonly base: number;
  readonly sites: number;
  /** number of its first function among those of the thread */
  readonly first_function: number;
}

export interface SegmentRow {
  readonly idx: number;
  readonly first_seq: number;
  readonly events: number;
  readonly first_micros: number;
  readonly last_micros: number;
  readonly low: number;
  readonly kept: number;
  readonly marks: number;
  readonly throws: number;
  /** highest heap id given before the segment, and at its end */
  readonly old_id: number;
  readonly last_id: number;
  readonly first_string: number;
  readonly last_string: number;
  /** most activations on the stack */
  readonly deepest: number;
  /** the row itself is lost: only `idx`, `first_seq` and `events` mean anything */
  readonly missing?: true;
}

/** Time on the stack of one activation, see overview.ts; `until`: null if it had not left it when the recording was last written. */
export interface LongCallRow {
  readonly since: number;
  readonly until: number | null;
  readonly depth: number;
  readonly fn: number;
  readonly entered: number;
}

/** An event that is worth finding without decoding, and which one of its kind it is, from 1. */
export interface MarkRow {
  readonly seq: number;
  readonly number: number;
}

export interface ModuleEnterRow {
  readonly seq: number;
  readonly fn: number;
  readonly own_id: number;
}

export interface FailureRow {
  readonly seq: number;
  readonly kind: number;
}

/** Value that a site wrote last in the part of the recording that was dropped. */
export interface KeptWriteRow {
  readonly seq: number;
  readonly tag: number;
  readonly low: number;
  readonly high: number;
}

export interface ProtoRow {
  readonly name: number;
  readonly parent: number;
}

export interface SymbolRow {
  readonly description: number;
  readonly flags: number;
}

interface GapRow {
  readonly thread: number;
  readonly kind: number;
  readonly lost: number;
}

/** Of a segment's data or of kept strings, sealed. */
export interface BlobRow {
  readonly blob: Buffer;
}

export interface KeptStringsRow extends BlobRow {
  readonly first_string: number;
  readonly last_string: number;
}

interface SourceRow {
  readonly site_table: Buffer;
  readonly source: Buffer;
}

export type ReadStatements = ReturnType<typeof prepareReads>;

/** `damaged` hears of rows that are there and cannot be used. */
export function prepareReads(db: Database.Database, damaged: (table: RowTable, why: string) => void) {
  /** Rows of a table in the order of its key; those behind a damaged page are reached from the other end. */
  const rows = <R>(table: RowTable, key: string, condition: string) => {
    const select = (order: string) =>
      db.prepare<number[], R & object>(`SELECT * FROM ${table} WHERE ${condition} ORDER BY ${key} ${order}`);
    const [upwards, downwards] = [select('ASC'), select('DESC')];
    return (...parameters: readonly number[]): R[] => {
      const found: (R & object)[] = [];
      const failed = collect(upwards, parameters, found);
      if (failed !== undefined) {
        const behind: (R & object)[] = [];
        collect(downwards, parameters, behind);
        found.push(...behind.reverse());
        damaged(table, failed);
      }
      return found.filter((row) => isWhole(table, row) || void damaged(table, 'the checksum of a row does not fit'));
    };
  };
  const row = <R>(table: RowTable, condition: string) => {
    const statement = db.prepare<number[], R & object>(`SELECT * FROM ${table} WHERE ${condition}`);
    return (...parameters: readonly number[]): R | undefined => {
      const found = statement.get(...parameters);
      return found === undefined || isWhole(table, found)
        ? found
        : void damaged(table, 'the checksum of a row does not fit');
    };
  };
  const blob = (column: string) =>
    db.prepare<[number, number], BlobRow>(`SELECT ${column} AS blob FROM segment_data WHERE thread = ? AND idx = ?`);
  return {
    meta: rows<{ key: string; value: string }>('meta', 'key', 'true'),
    threads: rows<ThreadRow>('threads', 'id', 'true'),
    files: rows<FileRow>('files', 'id', 'id > ?'),
    skipped: rows<{ path: string; reason: string }>('skipped', 'path', 'true'),
    segments: rows<SegmentRow>('segments', 'idx', 'thread = ? AND idx >= ?'),
    moduleEnters: rows<ModuleEnterRow>('module_enters', 'seq', 'thread = ?'),
    keptWrites: rows<KeptWriteRow>('kept_writes', 'site, instance', 'thread = ?'),
    keptWrite: row<KeptWriteRow>('kept_writes', 'thread = ? AND site = ? AND instance = ?'),
    failures: rows<FailureRow>('failures', 'seq', 'thread = ?'),
    gaps: rows<GapRow>('gaps', 'kind', 'thread = ?'),
    marks: rows<MarkRow>('marks', 'kind, seq', 'thread = ?'),
    nextMark: row<MarkRow>('marks', 'thread = ? AND kind = ? AND seq >= ? ORDER BY seq LIMIT 1'),
    lastMark: row<MarkRow>('marks', 'thread = ? AND kind = ? ORDER BY seq DESC LIMIT 1'),
    longCalls: rows<LongCallRow>('long_calls', 'level, since', 'thread = ?'),
    longCallsIn: rows<LongCallRow>(
      'long_calls',
      'since',
      'thread = ? AND level = ? AND since BETWEEN ? AND ? AND (until IS NULL OR until >= ?)',
    ),
    symbol: row<SymbolRow>('symbols', 'thread = ? AND id = ?'),
    proto: row<ProtoRow>('protos', 'thread = ? AND id = ?'),
    symbols: rows<SymbolRow>('symbols', 'id', 'thread = ?'),
    protos: rows<ProtoRow>('protos', 'id', 'thread = ?'),
    source: db.prepare<[string], SourceRow>('SELECT site_table, source FROM sources WHERE key = ?'),
    keptStrings: db.prepare<[number, number], KeptStringsRow>(
      'SELECT first_string, last_string, words AS blob FROM kept_strings WHERE thread = ? AND last_string >= ? ORDER BY last_string LIMIT 1',
    ),
    lastThread: db.prepare<[], { thread: number }>('SELECT thread FROM segments ORDER BY thread DESC LIMIT 1'),
    words: blob('words'),
    keyframe: blob('keyframe'),
    sites: blob('sites'),
    old_ids: blob('old_ids'),
    new_ids: blob('new_ids'),
    suspended: blob('suspended'),
    calls: blob('calls'),
  };
}

/** Why not all rows could be had, undefined if they could. */
function collect<R>(
  statement: Database.Statement<number[], R>,
  parameters: readonly number[],
  found: R[],
): string | undefined {
  try {
    for (const row of statement.iterate(...parameters)) found.push(row);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
