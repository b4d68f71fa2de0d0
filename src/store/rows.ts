/** Rows of a recording as the read side gives them out, and the statements that fetch them. */
import type Database from 'better-sqlite3';

export interface ThreadRow {
  readonly id: number;
  readonly name: string;
  readonly pid: number;
  readonly node: string;
  readonly argv: string;
  readonly program: string;
  readonly started_micros: number | null;
  readonly events: number;
  readonly first_step: number | null;
  readonly last_step: number | null;
  readonly last_micros: number;
  readonly exit_code: number | null;
  readonly unmatched: number;
}

export interface FileRow {
  readonly id: number;
  readonly thread: number;
  readonly path: string;
  readonly key: string;
  readonly base: number;
  readonly sites: number;
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

export interface ProtoRow {
  readonly name: number;
  readonly parent: number;
}

export interface SymbolRow {
  readonly description: number;
  readonly flags: number;
}

export interface BlobRow {
  readonly codec: number;
  readonly blob: Buffer | null;
}

export interface SourceRow {
  readonly codec: number;
  readonly site_table: Buffer;
  readonly source: Buffer;
}

export function prepareReads(db: Database.Database) {
  const blob = (column: string, codec: string) =>
    db.prepare<[number, number], BlobRow>(
      `SELECT ${codec} AS codec, ${column} AS blob FROM segment_data WHERE thread = ? AND idx = ?`,
    );
  return {
    meta: db.prepare<[], { key: string; value: string }>('SELECT key, value FROM meta'),
    threads: db.prepare<[], ThreadRow>('SELECT * FROM threads ORDER BY id'),
    files: db.prepare<[number], FileRow>('SELECT * FROM files WHERE id > ? ORDER BY id'),
    source: db.prepare<[string], SourceRow>('SELECT codec, site_table, source FROM sources WHERE key = ?'),
    skipped: db.prepare<[], { path: string; reason: string }>('SELECT path, reason FROM skipped ORDER BY path'),
    segments: db.prepare<[number, number], SegmentRow>(
      'SELECT * FROM segments WHERE thread = ? AND idx >= ? ORDER BY idx',
    ),
    firstSegment: db.prepare<[number], { idx: number | null }>('SELECT min(idx) AS idx FROM segments WHERE thread = ?'),
    words: blob('words', 'words_codec'),
    keyframe: blob('keyframe', 'codec'),
    sites: blob('sites', 'codec'),
    oldIds: blob('old_ids', 'codec'),
    newIds: blob('new_ids', 'codec'),
    suspended: blob('suspended', 'codec'),
    keptStrings: db.prepare<[number, number, number], BlobRow>(
      'SELECT codec, words AS blob FROM kept_strings WHERE thread = ? AND first_string <= ? AND last_string >= ?',
    ),
    symbol: db.prepare<[number, number], SymbolRow>(
      'SELECT description, flags FROM symbols WHERE thread = ? AND id = ?',
    ),
    proto: db.prepare<[number, number], ProtoRow>('SELECT name, parent FROM protos WHERE thread = ? AND id = ?'),
    moduleEnters: db.prepare<[number], ModuleEnterRow>(
      'SELECT seq, fn, own_id FROM module_enters WHERE thread = ? ORDER BY seq',
    ),
    failures: db.prepare<[number], FailureRow>('SELECT seq, kind FROM failures WHERE thread = ? ORDER BY seq'),
    gaps: db.prepare<[], { thread: number; kind: number; lost: number }>('SELECT thread, kind, lost FROM gaps'),
  };
}
