/**
 * The write side of a recording: words per thread in, one SQLite file out. Everything is synchronous and on one thread of the engine;
 * compressed segments may come with what is in them, which another thread has found out (unpacker.ts).
 *
 * Invariants
 * - A segment's row is complete or not there. The open segment is written by {@link TraceWriter.sync} as far as it goes and replaced later.
 * - Writes are batched into transactions that are committed by sync, by size and after {@link COMMIT_MILLIS}; a killed engine loses at most the open batch.
 * - Memory does not grow with the length of the recording.
 * - When the disk is full the recording ends there, says so once (`trouble`), and everything appended later is counted and ignored.
 */
import Database from 'better-sqlite3';
import { defined } from '../base/assert.js';
import { messageOf, type Result, ok } from '../base/result.js';
import { type Seq, type ThreadId, seq, threadId } from '../base/units.js';
import type { SiteTable } from '../wire/sites.js';
import { GAP } from '../wire/trace.js';
import { packedFrame, packWords, unpackSegment } from './codec.js';
import { closeDatabase, createDatabase } from './database.js';
import { type RareEvents, type SegmentRecord, ThreadIndexer } from './indexer.js';
import type { OpenEnd } from './openEnd.js';
import { type LongCall, levelOf, OPEN_CALL, openCalls } from './overview.js';
import { claimPlace, unwritable } from './place.js';
import { Retention } from './retention.js';
import { NOTHING_YET, type ThreadRow } from './rows.js';
import type { StoredSource } from './storedSource.js';
import { DamagedStream } from './words.js';
import { prepareWrites, putSegment, segmentRow, type WriteStatements } from './writes.js';

const COMMIT_MILLIS = 100;
/** What a full disk costs: of a batch that does not fit nothing is kept. 16 times as much took as long. */
const COMMIT_BYTES = 512 << 10;

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
  readonly stored: StoredSource;
}

export interface RecordingStart {
  readonly path: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly workspace: string;
  readonly mode: string;
  /** what happens when the program is faster than the recorder, and the memory between them */
  readonly overflow: string;
  readonly ringBytes: number;
  /** bytes; oldest segments are dropped beyond it */
  readonly maxSize?: number;
  /** recording ended early, or a part of it cannot be used */
  readonly trouble: (code: string, message: string) => void;
}

interface ThreadState {
  readonly indexer: ThreadIndexer;
  /** as it will be written next */
  row: ThreadRow;
  /** their scope instances */
  readonly modules: Set<number>;
  /** by kind */
  readonly lost: Map<number, number>;
  broken: boolean;
}

export function createRecording(start: RecordingStart): Result<TraceWriter> {
  const place = claimPlace(start.path);
  if (!place.ok) return place;
  try {
    return ok(new TraceWriter(createDatabase(start.path), start));
  } catch (error) {
    return unwritable(start.path, error);
  }
}

export class TraceWriter {
  readonly #db: Database.Database;
  readonly #start: RecordingStart;
  readonly #threads = new Map<ThreadId, ThreadState>();
  readonly #statements: WriteStatements;
  readonly #retention: Retention | undefined;
  readonly #startedMillis = Date.now();
  #pending = 0;
  /** rows but for those that {@link TraceWriter.end} has no need of, and how many of them are committed */
  #rows = 0;
  #committed = 0;
  #files = 0;
  #timer: NodeJS.Timeout | undefined;
  #failed = false;

  constructor(db: Database.Database, start: RecordingStart) {
    this.#db = db;
    this.#start = start;
    this.#statements = prepareWrites(db);
    this.#retention = start.maxSize === undefined ? undefined : new Retention(db, start.maxSize);
    this.#meta({
      program: start.program,
      args: JSON.stringify(start.args),
      workspace: start.workspace,
      mode: start.mode,
      overflow: start.overflow,
      ringBytes: String(start.ringBytes),
      ...(start.maxSize !== undefined && { maxSize: String(start.maxSize) }),
      startedAt: new Date(this.#startedMillis).toISOString(),
      complete: '0',
    });
  }

  addThread(info: ThreadStart): ThreadId {
    const id = threadId(this.#threads.size + 1);
    const row = newThread(id, info);
    this.#threads.set(id, {
      indexer: new ThreadIndexer(this.#rare(id)),
      row,
      lost: new Map(),
      modules: new Set(),
      broken: false,
    });
    this.#put(() => this.#statements.thread(row));
    return id;
  }

  addModule(thread: ThreadId, module: ModuleStart): void {
    const state = this.#thread(thread);
    const { path, key, base, table, stored } = module;
    const { fnBase } = state.indexer.sites.add(module);
    const id = ++this.#files;
    this.#change(state, { files: state.row.files + 1 });
    this.#put(() => {
      const { file, source } = this.#statements;
      file({ id, thread, path, key, base, sites: table.sites.kind.length, first_function: fnBase });
      source.run(key, stored.table, stored.source);
    });
  }

  addSkipped(path: string, reason: string): void {
    this.#put(() => this.#statements.skipped({ path, reason }));
  }

  /** Words in the order of the stream, in pieces of any length. `end`: they end a segment. */
  append(thread: ThreadId, words: Int32Array, end: boolean): void {
    const state = this.#thread(thread);
    if (!this.#feed(state, thread, words) || !end) return;
    const record = state.indexer.close();
    if (record === undefined) return;
    this.#rows++;
    this.#saveSegment(thread, record, undefined);
  }

  /** A whole segment as one zstd frame, stored as it is. `known`: what is in it, if that is known already. */
  appendCompressed(thread: ThreadId, frame: Uint8Array, known?: Int32Array): void {
    const state = this.#thread(thread);
    const wasEmpty = state.indexer.empty;
    let words: Int32Array;
    try {
      words = known ?? unpackSegment(packedFrame(frame));
    } catch (error) {
      return this.#damaged(state, thread, error);
    }
    if (!this.#feed(state, thread, words)) return;
    const record = state.indexer.close();
    if (record === undefined) return;
    this.#rows++;
    this.#saveSegment(thread, record, wasEmpty && record.words.length === words.length ? frame : undefined);
  }

  /** Events lost before they reached the stream. */
  addGap(thread: ThreadId, kind: number, lost: number): void {
    const state = this.#thread(thread);
    const total = (state.lost.get(kind) ?? 0) + lost;
    state.lost.set(kind, total);
    this.#change(state, { gaps: state.lost.size });
    this.#put(() => this.#statements.gap({ thread, kind, lost: total }));
  }

  /** What the program's own exit event said. */
  exitCodeOf(thread: ThreadId): number | undefined {
    return this.#thread(thread).row.exit_code ?? undefined;
  }

  /** Everything appended so far is in the file, for readers and for the case that we are killed. */
  sync(): void {
    for (const [id, state] of this.#threads) {
      const { indexer } = state;
      const record = indexer.open();
      if (record !== undefined) this.#saveSegment(id, record, undefined);
      const { seq: events, firstStep, lastStep, micros, machine } = indexer;
      this.#change(state, {
        events,
        first_step: firstStep < 0 ? null : firstStep,
        last_step: lastStep < 0 ? null : lastStep,
        last_micros: micros,
        unmatched: machine.unmatched,
      });
      this.#write(() => {
        this.#statements.thread(state.row);
        this.#statements.forgetOpenCalls.run(id, OPEN_CALL);
        for (const call of openCalls(indexer.machine.stack)) this.#addCall(id, OPEN_CALL, call);
      });
    }
    this.#meta({ wallMicros: String((Date.now() - this.#startedMillis) * 1000) });
    this.#commit();
  }

  /** The open segment of a thread, valid until more is appended; undefined if it is empty, or if {@link sync} has something else to write. */
  end(thread: ThreadId): OpenEnd | undefined {
    const { indexer } = this.#thread(thread);
    const head = this.#failed || this.#rows !== this.#committed ? undefined : indexer.head();
    if (head === undefined) return undefined;
    const { words, keyframe } = head;
    const { unmatched } = indexer.machine;
    return { thread, version: this.#rows, row: segmentRow(head), unmatched, words, keyframe };
  }

  events(thread: ThreadId): number {
    return this.#thread(thread).indexer.seq;
  }

  /** Last statement so far, undefined before the first. */
  lastStep(thread: ThreadId): Seq | undefined {
    const { lastStep } = this.#thread(thread).indexer;
    return lastStep < 0 ? undefined : seq(lastStep);
  }

  /** The program is about to end: of what {@link close} has to do, half (2.7 of 5.6 ms, with 200 modules) is done while its process goes. */
  settle(): void {
    if (this.#failed) return;
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // Closing does it again.
    }
  }

  /** `signal`: what ended the program; `cutOff`: threads whose last events may not have arrived because of it. */
  close({
    signal,
    cutOff = [],
  }: {
    readonly signal?: string | undefined;
    readonly cutOff?: readonly ThreadId[];
  } = {}): void {
    this.sync();
    this.#meta({
      complete: this.#failed ? '0' : '1',
      ...(signal !== undefined && { signal }),
      ...(cutOff.length > 0 && { cutOff: cutOff.join(' ') }),
    });
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

  #saveSegment(thread: ThreadId, record: SegmentRecord, frame: Uint8Array | undefined): void {
    this.#write(() => {
      const words = frame === undefined ? packWords(record.words) : packedFrame(frame);
      putSegment(this.#statements, thread, record, words);
      this.#pending += words.bytes.length;
    });
    if (this.#pending > COMMIT_BYTES) this.#commit();
  }

  #rare(id: ThreadId): RareEvents {
    const s = this.#statements;
    const put = (statement: () => void, change?: (row: ThreadRow) => Partial<ThreadRow>): void => {
      const state = this.#thread(id);
      if (change !== undefined) this.#change(state, change(state.row));
      this.#put(statement);
    };
    const thread = id;
    return {
      symbol: (symbol, description, flags) => put(() => s.symbol({ thread, id: symbol, description, flags })),
      proto: (proto, name, parent) => put(() => s.proto({ thread, id: proto, name, parent })),
      moduleEnter: (seq, fn, ownId) => {
        this.#thread(id).modules.add(ownId);
        put(
          () => s.moduleEnter({ thread, seq, fn, own_id: ownId }),
          (row) => ({ module_enters: row.module_enters + 1 }),
        );
      },
      failure: (seq, kind) =>
        put(
          () => s.failure({ thread, seq, kind }),
          (row) => ({ failures: row.failures + 1 }),
        ),
      gap: (kind, lost) => this.addGap(id, kind, lost),
      exit: (code) => this.#change(this.#thread(id), { exit_code: code }),
      start: (micros) => this.#change(this.#thread(id), { started_micros: micros }),
      mark: (kind, seq, number) => this.#write(() => s.mark({ thread, kind, seq, number })),
      longCall: (call) => this.#write(() => this.#addCall(id, levelOf(call), call)),
    };
  }

  /** Written with the next sync. */
  #change(state: ThreadState, changes: Partial<ThreadRow>): void {
    state.row = { ...state.row, ...changes };
  }

  #addCall(thread: ThreadId, level: number, { since, until, depth, fn, entered }: LongCall): void {
    this.#statements.longCall({ thread, level, since, depth, until: until ?? null, fn, entered });
  }

  #meta(values: Readonly<Record<string, string>>): void {
    this.#write(() => {
      for (const [key, value] of Object.entries(values)) this.#statements.meta({ key, value });
    });
  }

  /** What a reader has to know before it looks at an end. */
  #put(statements: () => void): void {
    this.#rows++;
    this.#write(statements);
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
      this.#retention?.enforce({
        isModule: (thread, instance) => this.#thread(threadId(thread)).modules.has(instance),
        sitesOf: (thread) => this.#thread(threadId(thread)).indexer.sites,
        dropped: (thread, { events, failures }) => {
          const state = this.#thread(threadId(thread));
          this.#change(state, { failures: state.row.failures - failures });
          this.#write(() => this.#statements.thread(state.row));
          this.addGap(threadId(thread), GAP.retention, events);
        },
      });
      this.#db.exec('COMMIT');
      this.#committed = this.#rows;
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

const newThread = (id: ThreadId, info: ThreadStart): ThreadRow => ({
  id,
  name: info.name,
  pid: info.pid,
  node_thread: info.nodeThread,
  node: info.node,
  argv: JSON.stringify(info.argv),
  cwd: info.cwd,
  program: info.program,
  ...NOTHING_YET,
});
