/**
 * The write side of a recording: words per thread in, one SQLite file out. Everything is synchronous and on one thread of the engine.
 *
 * Invariants
 * - A segment's row is complete or not there. The open segment is written by {@link TraceWriter.sync} as far as it goes and replaced later.
 * - Writes are batched into transactions that are committed by sync, by size and after {@link COMMIT_MILLIS}; a killed engine loses at most the open batch.
 * - Memory does not grow with the length of the recording.
 * - When the disk is full the recording ends there, says so once (`trouble`), and everything appended later is counted and ignored.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { defined } from '../base/assert.js';
import { type Result, fail, ok } from '../base/result.js';
import { type Seq, type ThreadId, seq, threadId } from '../base/units.js';
import type { SiteTable } from '../wire/sites.js';
import { GAP } from '../wire/trace.js';
import { CODEC, CODEC_HERE, bytesOf, compress, compressWords, decompressWords } from './codec.js';
import { closeDatabase, createDatabase, messageOf } from './database.js';
import { type RareEvents, type SegmentRecord, ThreadIndexer } from './indexer.js';
import { Retention } from './retention.js';
import { encodeIds, encodeSites, splitIds } from './summary.js';
import { DamagedStream } from './words.js';

const COMMIT_MILLIS = 100;
const COMMIT_BYTES = 8 << 20;

export interface ThreadStart {
  readonly name: string;
  readonly pid: number;
  readonly nodeThread: number;
  readonly node: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly program: string;
}

export interface ModuleStart {
  readonly path: string;
  readonly key: string;
  readonly base: number;
  readonly table: SiteTable;
  readonly source: string;
}

export interface RecordingStart {
  readonly path: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly workspace: string;
  readonly mode: string;
  /** bytes; oldest segments are dropped beyond it */
  readonly maxSize?: number;
  /** recording ended early, or a part of it cannot be used */
  readonly trouble: (code: string, message: string) => void;
}

interface ThreadState {
  readonly indexer: ThreadIndexer;
  broken: boolean;
  exitCode: number | undefined;
}

export function createRecording(start: RecordingStart): Result<TraceWriter> {
  try {
    mkdirSync(dirname(start.path), { recursive: true });
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(start.path + suffix, { force: true });
    return ok(new TraceWriter(createDatabase(start.path), start));
  } catch (error) {
    return fail(
      'recording-unwritable',
      `The recording ${start.path} cannot be written: ${messageOf(error)}. Choose another place with --out (or "recording" in launch.json).`,
    );
  }
}

export class TraceWriter {
  readonly #db: Database.Database;
  readonly #start: RecordingStart;
  readonly #threads = new Map<ThreadId, ThreadState>();
  readonly #statements: ReturnType<typeof prepareAll>;
  readonly #retention: Retention | undefined;
  readonly #startedMillis = Date.now();
  #pending = 0;
  #timer: NodeJS.Timeout | undefined;
  #failed = false;

  constructor(db: Database.Database, start: RecordingStart) {
    this.#db = db;
    this.#start = start;
    this.#statements = prepareAll(db);
    this.#retention = start.maxSize === undefined ? undefined : new Retention(db, start.maxSize);
    this.#meta({
      program: start.program,
      args: JSON.stringify(start.args),
      workspace: start.workspace,
      mode: start.mode,
      startedAt: new Date(this.#startedMillis).toISOString(),
      complete: '0',
    });
  }

  addThread(info: ThreadStart): ThreadId {
    const id = threadId(this.#threads.size + 1);
    this.#threads.set(id, { indexer: new ThreadIndexer(this.#rare(id)), broken: false, exitCode: undefined });
    this.#write(() => {
      this.#statements.thread.run(
        id,
        info.name,
        info.pid,
        info.nodeThread,
        info.node,
        JSON.stringify(info.argv),
        info.cwd,
        info.program,
      );
    });
    return id;
  }

  addModule(thread: ThreadId, module: ModuleStart): void {
    const { indexer } = this.#thread(thread);
    indexer.sites.add(module);
    const { path, key, base, table } = module;
    this.#write(() => {
      this.#statements.file.run(thread, path, key, base, table.sites.kind.length);
      if (this.#statements.hasSource.get(key) === undefined) {
        this.#statements.source.run(
          key,
          CODEC_HERE,
          compress(Buffer.from(JSON.stringify(table))),
          compress(Buffer.from(module.source)),
        );
      }
    });
  }

  addSkipped(path: string, reason: string): void {
    this.#write(() => this.#statements.skipped.run(path, reason));
  }

  /** Words in the order of the stream, in pieces of any length. `end`: they end a segment. */
  append(thread: ThreadId, words: Int32Array, end: boolean): void {
    const state = this.#thread(thread);
    if (!this.#feed(state, thread, words) || !end) return;
    const record = state.indexer.close();
    if (record !== undefined) this.#saveSegment(thread, record, undefined);
  }

  /** A whole segment as one zstd frame, stored as it is. */
  appendCompressed(thread: ThreadId, frame: Uint8Array): void {
    const state = this.#thread(thread);
    const wasEmpty = state.indexer.empty;
    let words: Int32Array;
    try {
      words = decompressWords(CODEC.zstd, frame);
    } catch (error) {
      return this.#damaged(state, thread, error);
    }
    if (!this.#feed(state, thread, words)) return;
    const record = state.indexer.close();
    if (record === undefined) return;
    this.#saveSegment(thread, record, wasEmpty && record.words.length === words.length ? frame : undefined);
  }

  /** Events lost before they reached the stream. */
  addGap(thread: ThreadId, kind: number, lost: number): void {
    this.#write(() => this.#statements.gap.run(thread, kind, lost));
  }

  /** What the program's own exit event said. */
  exitCodeOf(thread: ThreadId): number | undefined {
    return this.#thread(thread).exitCode;
  }

  /** Everything appended so far is in the file, for readers and for the case that we are killed. */
  sync(): void {
    for (const [id, { indexer }] of this.#threads) {
      const record = indexer.open();
      if (record !== undefined) this.#saveSegment(id, record, undefined);
      this.#write(() => {
        const { seq: events, firstStep, lastStep, micros, machine } = indexer;
        this.#statements.progress.run(
          events,
          firstStep < 0 ? null : firstStep,
          lastStep < 0 ? null : lastStep,
          micros,
          machine.unmatched,
          id,
        );
      });
    }
    this.#meta({ wallMicros: String((Date.now() - this.#startedMillis) * 1000) });
    this.#commit();
  }

  events(thread: ThreadId): number {
    return this.#thread(thread).indexer.seq;
  }

  /** Last statement so far, undefined before the first. */
  lastStep(thread: ThreadId): Seq | undefined {
    const { lastStep } = this.#thread(thread).indexer;
    return lastStep < 0 ? undefined : seq(lastStep);
  }

  close(): void {
    this.sync();
    this.#meta({ complete: this.#failed ? '0' : '1' });
    this.#commit();
    clearTimeout(this.#timer);
    closeDatabase(this.#db);
  }

  #thread(id: ThreadId): ThreadState {
    return defined(this.#threads.get(id), 'thread');
  }

  /** False if the stream of the thread cannot be understood (any more). */
  #feed(state: ThreadState, thread: ThreadId, words: Int32Array): boolean {
    if (state.broken || this.#failed) return false;
    try {
      state.indexer.append(words);
      return true;
    } catch (error) {
      this.#damaged(state, thread, error);
      return false;
    }
  }

  #damaged(state: ThreadState, thread: ThreadId, error: unknown): void {
    const expected =
      error instanceof DamagedStream ||
      error instanceof RangeError ||
      (error as { code?: string }).code?.startsWith('ZSTD_') === true;
    if (!expected) throw error;
    if (state.broken) return;
    state.broken = true;
    this.addGap(thread, GAP.engineLost, 1);
    this.#start.trouble(
      'stream-damaged',
      `Recording of thread ${thread} stopped at event ${state.indexer.seq}: ${messageOf(error)}. The program goes on.`,
    );
  }

  #saveSegment(thread: ThreadId, r: SegmentRecord, frame: Uint8Array | undefined): void {
    this.#write(() => {
      const words = frame ?? compress(bytesOf(r.words));
      const { segment, data } = this.#statements;
      segment.run(
        thread,
        r.index,
        r.firstSeq,
        r.events,
        r.firstMicros,
        r.lastMicros,
        r.low,
        r.kept,
        r.marks,
        r.throws,
        r.oldId,
        r.lastId,
        r.firstString,
        r.lastString,
      );
      const suspended = r.suspended === undefined ? null : compressWords(r.suspended);
      const { old, fresh } = splitIds(r.summary, r.oldId);
      const lists = [encodeSites(r.summary), encodeIds(old), encodeIds(fresh), r.keyframe].map(compressWords);
      data.run(thread, r.index, CODEC_HERE, frame === undefined ? CODEC_HERE : CODEC.zstd, ...lists, suspended, words);
      this.#pending += words.length;
    });
    if (this.#pending > COMMIT_BYTES) this.#commit();
  }

  #rare(thread: ThreadId): RareEvents {
    const s = this.#statements;
    return {
      symbol: (id, description, flags) => this.#write(() => s.symbol.run(thread, id, description, flags)),
      proto: (id, name, parent) => this.#write(() => s.proto.run(thread, id, name, parent)),
      moduleEnter: (at, fn, ownId) => this.#write(() => s.moduleEnter.run(thread, at, fn, ownId)),
      failure: (at, kind) => this.#write(() => s.failure.run(thread, at, kind)),
      gap: (kind, lost) => this.addGap(thread, kind, lost),
      exit: (code) => {
        this.#thread(thread).exitCode = code;
        this.#write(() => s.exit.run(code, thread));
      },
      start: (micros) => this.#write(() => s.started.run(micros, thread)),
    };
  }

  #meta(values: Readonly<Record<string, string>>): void {
    this.#write(() => {
      for (const [key, value] of Object.entries(values)) this.#statements.meta.run(key, value);
    });
  }

  /** Runs statements inside the open batch; the first failure of the disk ends the recording. */
  #write(statements: () => void): void {
    if (this.#failed) return;
    try {
      if (!this.#db.inTransaction) this.#db.exec('BEGIN');
      statements();
    } catch (error) {
      return this.#diskFailed(error);
    }
    this.#timer ??= setTimeout(() => this.#commit(), COMMIT_MILLIS).unref();
  }

  #commit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = 0;
    if (this.#failed || !this.#db.inTransaction) return;
    try {
      this.#retention?.enforce((thread) => this.#thread(threadId(thread)).indexer.sites);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#diskFailed(error);
    }
  }

  #diskFailed(error: unknown): void {
    if (!(error instanceof Database.SqliteError)) throw error;
    this.#failed = true;
    clearTimeout(this.#timer);
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    const full = error.code === 'SQLITE_FULL' || /disk.*full|ENOSPC/i.test(error.message);
    this.#start.trouble(
      full ? 'disk-full' : 'recording-failed',
      full
        ? `The disk is full: recording stopped, the program goes on. ${this.#start.path} holds what was recorded until now.`
        : `Writing ${this.#start.path} failed (${error.message}): recording stopped, the program goes on.`,
    );
  }
}

function prepareAll(db: Database.Database) {
  return {
    meta: db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
    thread: db.prepare(
      'INSERT INTO threads (id, name, pid, node_thread, node, argv, cwd, program) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    progress: db.prepare(
      'UPDATE threads SET events = ?, first_step = ?, last_step = ?, last_micros = ?, unmatched = ? WHERE id = ?',
    ),
    started: db.prepare('UPDATE threads SET started_micros = ? WHERE id = ?'),
    exit: db.prepare('UPDATE threads SET exit_code = ? WHERE id = ?'),
    file: db.prepare('INSERT INTO files (thread, path, key, base, sites) VALUES (?, ?, ?, ?, ?)'),
    hasSource: db.prepare('SELECT 1 FROM sources WHERE key = ?'),
    source: db.prepare('INSERT INTO sources VALUES (?, ?, ?, ?)'),
    skipped: db.prepare('INSERT OR REPLACE INTO skipped VALUES (?, ?)'),
    segment: db.prepare('INSERT OR REPLACE INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    data: db.prepare(
      'INSERT OR REPLACE INTO segment_data (thread, idx, codec, words_codec, sites, old_ids, new_ids, keyframe, suspended, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    symbol: db.prepare('INSERT OR REPLACE INTO symbols VALUES (?, ?, ?, ?)'),
    proto: db.prepare('INSERT OR REPLACE INTO protos VALUES (?, ?, ?, ?)'),
    moduleEnter: db.prepare('INSERT OR REPLACE INTO module_enters VALUES (?, ?, ?, ?)'),
    failure: db.prepare('INSERT OR REPLACE INTO failures VALUES (?, ?, ?)'),
    gap: db.prepare('INSERT INTO gaps VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET lost = lost + excluded.lost'),
  };
}
