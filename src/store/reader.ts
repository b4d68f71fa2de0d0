/**
 * The read side of a recording: rows and decoded segments, cached within bounds. Knows the file's layout; what events mean to a
 * debugger is the query folder's business.
 *
 * A recording may grow while it is open: {@link TraceReader.refresh} makes what was synced since then visible. Nothing else changes
 * under a reader: a segment that was closed stays as it is (until retention drops it).
 *
 * Everything is checked when it is read. What is damaged is left out and listed ({@link TraceReader.damage}): a segment whose events cannot
 * be read holds one gap; where it is not known whether a segment concerns something, the answer is that it may.
 */
import type Database from 'better-sqlite3';
import { defined } from '../base/assert.js';
import { messageOf, type Result, ok } from '../base/result.js';
import type { SiteTable } from '../wire/sites.js';
import { GAP } from '../wire/trace.js';
import { Blobs, SEGMENT_PARTS } from './blobs.js';
import { DamagedData } from './checksum.js';
import { checkStructure, type Damage, DamageLog, unknownThread } from './damage.js';
import { foldLog, openDatabase, openFailure } from './database.js';
import { MARK } from './indexer.js';
import { Lru } from './lru.js';
import {
  type FailureRow,
  type KeptWriteRow,
  type LongCallRow,
  type MarkRow,
  type ModuleEnterRow,
  type ReadStatements,
  type SegmentRow,
  type ThreadRow,
  prepareReads,
} from './rows.js';
import { Names, type ProtoInfo, type SymbolInfo } from './names.js';
import { type OpenEnd, OpenEnds } from './openEnd.js';
import { callsOf, levelFor, OPEN_CALL, overlaps, ROW_CALL } from './overview.js';
import type { RowTable } from './schema.js';
import type { Segment } from './segment.js';
import { idxOfBirth, idxOfSeq, refreshed, rowOf, rowsIn } from './segmentRows.js';
import { Segments } from './segments.js';
import type { LoadedFile, SiteIndex } from './sites.js';
import { FORMAT_VERSION } from './storedSource.js';
import { Summaries } from './summaries.js';
import type { SiteCounts } from './summary.js';
import { type StoredString, StringTable } from './strings.js';
import { newThreadData, type ThreadData } from './threadData.js';

const KEYFRAME_BYTES = 16 << 20;

export class TraceReader {
  readonly path: string;
  readonly formatVersion = FORMAT_VERSION;
  readonly #db: Database.Database;
  readonly #read: ReadStatements;
  readonly #threads = new Map<number, ThreadData>();
  readonly #tables = new Map<string, SiteTable>();
  readonly #damage = new DamageLog();
  #lastFile = 0;
  readonly #segments: Segments;
  readonly #summaries: Summaries;
  readonly #ends = new OpenEnds();
  readonly #keyframes = new Lru<string, Int32Array>(KEYFRAME_BYTES);
  readonly #names: Names;
  readonly #blobs: Blobs;
  readonly #strings: StringTable;

  static open(path: string): Result<TraceReader> {
    const db = openDatabase(path);
    if (!db.ok) return db;
    try {
      const reader = new TraceReader(path, db.value);
      const [first] = reader.damage();
      if (first === undefined || reader.threads().length > 0) return ok(reader);
      throw new DamagedData(first.why);
    } catch (error) {
      db.value.close();
      return openFailure(path, error);
    }
  }

  private constructor(path: string, db: Database.Database) {
    this.path = path;
    this.#db = db;
    this.#read = prepareReads(db, (table, why) => this.#damage.add({ part: 'rows', name: table, why }));
    this.#blobs = new Blobs(this.#read, this.#damage);
    this.#summaries = new Summaries(this.#blobs, this);
    this.#segments = new Segments({
      blobs: this.#blobs,
      damage: this.#damage,
      row: (thread, idx) => this.row(thread, idx),
      sites: (thread) => this.sites(thread),
    });
    this.#strings = new StringTable(
      (thread) => this.#thread(thread).segments,
      (thread, idx) => this.segment(thread, idx),
      (thread, id) => this.#blobs.keptStrings(thread, id),
    );
    this.#names = new Names({
      symbol: (thread, id) => this.#reach('symbols', () => this.#read.symbol(thread, id)),
      proto: (thread, id) => this.#reach('protos', () => this.#read.proto(thread, id)),
      string: (thread, id) => this.string(thread, id)?.text,
    });
    this.refresh();
  }

  refresh(): void {
    // Rows of one moment, whatever the writer does meanwhile. A transaction that met damage cannot be committed.
    this.#db.exec('BEGIN');
    try {
      this.#refresh();
    } finally {
      this.#db.exec('ROLLBACK');
    }
    this.#strings.forgetMissing();
    this.#names.forget();
  }

  #refresh(): void {
    for (const row of this.#threadRows()) {
      const known = this.#threads.get(row.id);
      const data = known ?? newThreadData(row);
      data.row = row;
      data.moduleEnters = undefined;
      data.failures = undefined;
      data.lossy = undefined;
      this.#threads.set(row.id, data);
      this.#refreshSegments(row.id, data);
    }
    for (const file of this.#read.files(this.#lastFile)) {
      this.#lastFile = file.id;
      this.#threads.get(file.thread)?.files.push(file);
    }
    for (const { row, files } of this.#threads.values()) if (files.length < row.files) this.#miss('files', row.id);
  }

  /** What was found to be damaged so far. */
  damage(): readonly Damage[] {
    return this.#damage.all();
  }

  /** Are rows of a table known to be missing? */
  lacks(table: RowTable, thread: number): boolean {
    return this.#damage.lacksRows(table, thread);
  }

  /** Reads everything once, so that all damage is found. */
  check(): void {
    checkStructure(this.#db, this.#damage);
    this.meta();
    this.skipped();
    this.gaps();
    for (const { id } of this.threads()) {
      this.moduleEnters(id);
      this.failures(id);
      this.#read.keptWrites(id);
      this.#read.symbols(id);
      this.#read.protos(id);
      this.#read.marks(id);
      this.#read.longCalls(id);
      this.#blobs.checkKeptStrings(id);
      for (const row of this.segments(id)) {
        this.segment(id, row.idx);
        if (!row.missing) for (const part of SEGMENT_PARTS) this.#blobs.part(part, id, row.idx);
      }
    }
    for (const { key, path } of this.files()) this.#blobs.text(key, 'source', path);
  }

  close(): void {
    this.#db.close();
    foldLog(this.path);
  }

  meta(): ReadonlyMap<string, string> {
    return new Map(this.#read.meta().map(({ key, value }) => [key, value]));
  }

  threads(): readonly ThreadRow[] {
    return [...this.#threads.values()].map((t) => t.row);
  }

  /** Were there events that no activation on the stack could take? */
  hasUnmatched(thread: number): boolean {
    return this.#thread(thread).row.unmatched > 0;
  }

  hasThread(thread: number): boolean {
    return this.#threads.has(thread);
  }

  /** Site tables are read when they are asked for first: a recording of many files opens without them. */
  sites(thread: number): SiteIndex {
    const data = this.#thread(thread);
    while (data.loaded < data.files.length) {
      const { path, key, base, first_function: fnBase } = data.files[data.loaded++]!;
      const table = this.#table(key, path);
      if (table !== undefined) data.sites.add({ path, key, base, table, fnBase });
    }
    return data.sites;
  }

  /** Files with a site table, each once per thread that loaded it. */
  files(): readonly (LoadedFile & { readonly thread: number })[] {
    return [...this.#threads.keys()].flatMap((thread) => this.sites(thread).files.map((file) => ({ ...file, thread })));
  }

  /** Absolute paths of the files that were recorded. */
  paths(): ReadonlySet<string> {
    return new Set([...this.#threads.values()].flatMap(({ files }) => files.map(({ path }) => path)));
  }

  skipped(): readonly { readonly path: string; readonly reason: string }[] {
    return this.#read.skipped();
  }

  gaps(): readonly { readonly thread: number; readonly kind: number; readonly lost: number }[] {
    return this.threads().flatMap(({ id, gaps }) => {
      const found = this.#read.gaps(id);
      if (found.length < gaps) this.#miss('gaps', id);
      return found;
    });
  }

  /** In order; the first may have an idx above 0 (retention). */
  segments(thread: number): readonly SegmentRow[] {
    return this.#thread(thread).segments;
  }

  /** Segments with events that say that something was lost. */
  lossySegments(thread: number): readonly SegmentRow[] {
    const data = this.#thread(thread);
    data.lossy ??= data.segments.filter(({ marks }) => marks & MARK.gap);
    return data.lossy;
  }

  /** Idx of the segment that holds `seq`, -1 before the first; the last one for anything behind the end. */
  segmentOf(thread: number, seq: number): number {
    return idxOfSeq(this.#thread(thread).segments, seq);
  }

  /** Undefined if there is none of that number. */
  row(thread: number, idx: number): SegmentRow | undefined {
    return rowOf(this.#thread(thread).segments, idx);
  }

  segment(thread: number, idx: number): Segment {
    return this.#ends.at(thread, idx)?.segment ?? this.#segments.get(thread, idx);
  }

  /** While `look` runs, a thread ends where its writer has come to. Undefined, and nobody has looked, if this reader does not know what is before. */
  within<T>(end: OpenEnd, look: () => T): T | undefined {
    const data = this.#threads.get(end.thread);
    if (data === undefined) return undefined;
    const sites = this.sites(end.thread);
    this.#strings.forgetMissing();
    try {
      return this.#ends.within(end, { data, sites, look });
    } finally {
      this.#strings.forgetMissing();
    }
  }

  /** Sites (system kinds included) that a segment has events of, undefined if nobody knows. */
  siteCounts(thread: number, idx: number): SiteCounts | undefined {
    return this.#ends.at(thread, idx) ? undefined : this.#summaries.siteCounts(thread, idx);
  }

  hasAnySite(thread: number, idx: number, sites: Iterable<number>): boolean {
    return this.#ends.at(thread, idx) !== undefined || this.#summaries.hasAnySite(thread, idx, sites);
  }

  /** Does a segment name a heap id? */
  touches(thread: number, idx: number, id: number): boolean {
    return this.#ends.at(thread, idx) !== undefined || this.#summaries.names('touched', { thread, idx }, id);
  }

  /** Does a segment give the whole content of a heap id, or create it as a scope instance? */
  fills(thread: number, idx: number, id: number): boolean {
    return this.#ends.at(thread, idx) !== undefined || this.#summaries.names('full', { thread, idx }, id);
  }

  /** Idx of the segment that a heap id was given in: ids ascend. It is there or, rarely, in one soon after. */
  birthOf(thread: number, id: number): number {
    return idxOfBirth(this.#thread(thread).segments, id);
  }

  /** Undefined if it cannot be read. */
  keyframe(thread: number, idx: number): Int32Array | undefined {
    const open = this.#ends.at(thread, idx);
    if (open !== undefined) return open.end.keyframe;
    const key = `${thread}:${idx}`;
    const cached = this.#keyframes.get(key);
    if (cached !== undefined) return cached;
    const words = this.#blobs.part('keyframe', thread, idx);
    return words && this.#keyframes.set(key, words, words.byteLength);
  }

  /** Activations that the segment left suspended, none if there are none; undefined if it cannot be read. */
  suspended(thread: number, idx: number): Int32Array | undefined {
    return this.#ends.at(thread, idx) ? undefined : this.#blobs.part('suspended', thread, idx);
  }

  string(thread: number, id: number): StoredString | undefined {
    return this.#strings.get(thread, id);
  }

  symbol(thread: number, id: number): SymbolInfo {
    return this.#names.symbol(thread, id);
  }

  /** Undefined: null. */
  proto(thread: number, id: number): ProtoInfo | undefined {
    return id === 0 ? undefined : this.#names.proto(thread, id);
  }

  moduleEnters(thread: number): readonly ModuleEnterRow[] {
    const data = this.#thread(thread);
    data.moduleEnters ??= this.#read.moduleEnters(thread);
    if (data.moduleEnters.length < data.row.module_enters) this.#miss('module_enters', thread);
    return data.moduleEnters;
  }

  /** The last of the writes to a module's variable that were dropped with the beginning of the recording. */
  keptWrite(thread: number, sites: readonly number[], instance: number): KeptWriteRow | undefined {
    if ((this.segments(thread)[0]?.first_seq ?? 0) === 0) return undefined;
    const last = sites
      .map((site) => this.#reach('kept_writes', () => this.#read.keptWrite(thread, site, instance)))
      .reduce((latest, row) => (row !== undefined && row.seq > (latest?.seq ?? -1) ? row : latest), undefined);
    // The row that cannot be read may be the latest.
    return this.lacks('kept_writes', thread) ? undefined : last;
  }

  failures(thread: number): readonly FailureRow[] {
    const data = this.#thread(thread);
    data.failures ??= this.#read.failures(thread);
    if (data.failures.length < data.row.failures) this.#miss('failures', thread);
    return data.failures;
  }

  /** The first mark of a kind at or after an event. */
  nextMark(thread: number, kind: number, from: number): MarkRow | undefined {
    return this.#read.nextMark(thread, kind, from);
  }

  lastMark(thread: number, kind: number): MarkRow | undefined {
    return this.#read.lastMark(thread, kind);
  }

  /** Calls of at least `events` events that are somewhere in a range; shorter ones of up to half of that may be among them. */
  longCalls(thread: number, from: number, to: number, events: number): LongCallRow[] {
    const found = this.#read.longCallsIn(thread, OPEN_CALL, 0, to, from);
    for (let level = levelFor(Math.max(ROW_CALL, events)); 2 ** level <= this.#thread(thread).row.events; level++)
      found.push(...this.#read.longCallsIn(thread, level, from - 2 ** (level + 1), to, from));
    if (events >= ROW_CALL) return found;
    for (const { idx, first_seq: first, missing } of rowsIn(this.segments(thread), from, to + ROW_CALL))
      for (const call of callsOf(missing ? undefined : this.#blobs.part('calls', thread, idx), first))
        if (overlaps(call, { from, to, events })) found.push(call);
    return found;
  }

  /** Text of a file as recorded, undefined if it cannot be read. */
  source(key: string): string | undefined {
    return this.#blobs.text(key, 'source', key);
  }

  #thread(id: number): ThreadData {
    return defined(this.#threads.get(id), `thread ${id}`);
  }

  #threadRows(): readonly ThreadRow[] {
    const rows = new Map(this.#read.threads().map((row) => [row.id, row]));
    const last = this.#reach('segments', () => this.#read.lastThread.get())?.thread ?? 0;
    const count = Math.max(last, ...rows.keys());
    return Array.from({ length: count }, (_, i) => rows.get(i + 1) ?? this.#lostThread(i + 1));
  }

  #lostThread(id: number): ThreadRow {
    this.#miss('threads', id);
    return unknownThread(id);
  }

  #refreshSegments(thread: number, data: ThreadData): void {
    const last = data.segments.at(-1);
    if (last !== undefined) {
      this.#segments.forget(thread, last.idx);
      this.#summaries.forget(thread, last.idx);
    }
    data.segments = refreshed(data.segments, {
      dropped: this.#read.gaps(thread).find(({ kind }) => kind === GAP.retention)?.lost ?? 0,
      events: data.row.events,
      read: (from) => this.#read.segments(thread, from),
      missing: (idx) => this.#damage.add({ part: 'rows', name: 'segments', thread, idx, why: 'a row is missing' }),
    });
  }

  #table(key: string, path: string): SiteTable | undefined {
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const text = this.#blobs.text(key, 'site_table', path);
    if (text === undefined) return undefined;
    const table = JSON.parse(text) as SiteTable;
    this.#tables.set(key, table);
    return table;
  }

  #miss(table: RowTable, thread: number): void {
    this.#damage.add({ part: 'rows', name: table, thread, why: 'rows are missing' });
  }

  /** Undefined if SQLite cannot reach it. */
  #reach<T>(table: RowTable, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#damage.add({ part: 'rows', name: table, why: messageOf(error) });
      return undefined;
    }
  }
}
