/**
 * The read side of a recording: rows and decoded segments, cached within bounds. Knows the file's layout; what events mean to a
 * debugger is the query folder's business.
 *
 * A recording may grow while it is open: {@link TraceReader.refresh} makes what was synced since then visible. Nothing else changes
 * under a reader: a segment that was closed stays as it is (until retention drops it).
 */
import type Database from 'better-sqlite3';
import { defined } from '../base/assert.js';
import { type Result, UserError, ok } from '../base/result.js';
import type { SiteTable } from '../wire/sites.js';
import { decompress, decompressWords } from './codec.js';
import { FORMAT_VERSION, messageOf, openDatabase } from './database.js';
import { Lru } from './lru.js';
import {
  type FailureRow,
  type FileRow,
  type ModuleEnterRow,
  type SegmentRow,
  type ThreadRow,
  prepareReads,
} from './rows.js';
import { Segment } from './segment.js';
import { type LoadedFile, SiteIndex } from './sites.js';
import { decodeIds, decodeSites, type IdLists, indexIn, type SiteCounts } from './summary.js';
import { type StoredString, StringTable } from './strings.js';
import { eventOffsets } from './words.js';

const SEGMENT_BYTES = 64 << 20;
const SUMMARY_BYTES = 32 << 20;
const KEYFRAME_BYTES = 16 << 20;
const NO_IDS = new Int32Array(0);

export interface ProtoInfo {
  /** name of the constructor */
  readonly name: string | undefined;
  /** proto id of the next prototype, 0 at the end of the chain */
  readonly parent: number;
}

export interface SymbolInfo {
  readonly description: string | undefined;
  readonly registered: boolean;
}

interface ThreadData {
  row: ThreadRow;
  segments: SegmentRow[];
  readonly sites: SiteIndex;
  moduleEnters: readonly ModuleEnterRow[] | undefined;
  failures: readonly FailureRow[] | undefined;
}

export class TraceReader {
  readonly path: string;
  readonly formatVersion = FORMAT_VERSION;
  readonly #db: Database.Database;
  readonly #read: ReturnType<typeof prepareReads>;
  readonly #threads = new Map<number, ThreadData>();
  readonly #tables = new Map<string, SiteTable>();
  readonly #fileRows: FileRow[] = [];
  readonly #segments = new Lru<string, Segment>(SEGMENT_BYTES);
  readonly #siteCounts = new Lru<string, SiteCounts>(SUMMARY_BYTES);
  readonly #ids = new Lru<string, IdLists>(SUMMARY_BYTES);
  readonly #keyframes = new Lru<string, Int32Array>(KEYFRAME_BYTES);
  readonly #strings: StringTable;

  static open(path: string): Result<TraceReader> {
    const db = openDatabase(path);
    return db.ok ? ok(new TraceReader(path, db.value)) : db;
  }

  private constructor(path: string, db: Database.Database) {
    this.path = path;
    this.#db = db;
    this.#read = prepareReads(db);
    this.#strings = new StringTable(
      (thread) => this.#thread(thread).segments,
      (thread, idx) => this.segment(thread, idx),
      (thread, id) => this.#keptString(thread, id),
    );
    this.refresh();
  }

  refresh(): void {
    for (const row of this.#read.threads.all()) {
      const known = this.#threads.get(row.id);
      const data = known ?? { row, segments: [], sites: new SiteIndex(), moduleEnters: undefined, failures: undefined };
      data.row = row;
      data.moduleEnters = undefined;
      data.failures = undefined;
      this.#refreshSegments(row.id, data);
      this.#threads.set(row.id, data);
    }
    const fresh = this.#read.files.all(this.#fileRows.at(-1)?.id ?? 0);
    for (const row of fresh) {
      this.#fileRows.push(row);
      this.#thread(row.thread).sites.add({ path: row.path, key: row.key, base: row.base, table: this.#table(row.key) });
    }
    this.#strings.forgetMissing();
  }

  close(): void {
    this.#db.close();
  }

  meta(): ReadonlyMap<string, string> {
    return new Map(this.#read.meta.all().map(({ key, value }) => [key, value]));
  }

  threads(): readonly ThreadRow[] {
    return [...this.#threads.values()].map((t) => t.row);
  }

  hasThread(thread: number): boolean {
    return this.#threads.has(thread);
  }

  sites(thread: number): SiteIndex {
    return this.#thread(thread).sites;
  }

  /** Files with a site table, each once per thread that loaded it. */
  files(): readonly (LoadedFile & { readonly thread: number })[] {
    return [...this.#threads].flatMap(([thread, { sites }]) => sites.files.map((file) => ({ ...file, thread })));
  }

  skipped(): readonly { readonly path: string; readonly reason: string }[] {
    return this.#read.skipped.all();
  }

  gaps(): readonly { readonly thread: number; readonly kind: number; readonly lost: number }[] {
    return this.#read.gaps.all();
  }

  /** In order; the first may have an idx above 0 (retention). */
  segments(thread: number): readonly SegmentRow[] {
    return this.#thread(thread).segments;
  }

  /** Idx of the segment that holds `seq`, -1 before the first; the last one for anything behind the end. */
  segmentOf(thread: number, seq: number): number {
    const rows = this.#thread(thread).segments;
    let low = 0;
    let high = rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.first_seq <= seq) low = middle + 1;
      else high = middle - 1;
    }
    return high < 0 ? -1 : rows[high]!.idx;
  }

  /** Undefined if there is none of that number. */
  row(thread: number, idx: number): SegmentRow | undefined {
    const rows = this.#thread(thread).segments;
    return rows[idx - (rows[0]?.idx ?? 0)];
  }

  segment(thread: number, idx: number): Segment {
    const key = `${thread}:${idx}`;
    const cached = this.#segments.get(key);
    if (cached !== undefined) return cached;
    const row = defined(this.row(thread, idx), `segment ${key}`);
    const words = this.#blob('words', thread, idx);
    const offsets = this.#guard(() => eventOffsets(words, this.sites(thread)));
    const segment = new Segment(row, words, offsets.length > row.events ? offsets.slice(0, row.events) : offsets);
    return this.#segments.set(key, segment, segment.weight);
  }

  /** Sites (system kinds included) that a segment has events of. */
  siteCounts(thread: number, idx: number): SiteCounts {
    const key = `${thread}:${idx}`;
    const cached = this.#siteCounts.get(key);
    if (cached !== undefined) return cached;
    const words = this.#blob('sites', thread, idx);
    return this.#siteCounts.set(key, decodeSites(words), words.byteLength);
  }

  hasAnySite(thread: number, idx: number, sites: Iterable<number>): boolean {
    const { sites: present } = this.siteCounts(thread, idx);
    for (const site of sites) if (indexIn(present, site) >= 0) return true;
    return false;
  }

  /** Does a segment name a heap id? */
  touches(thread: number, idx: number, id: number): boolean {
    return indexIn(this.#idLists(thread, idx, id)?.touched ?? NO_IDS, id) >= 0;
  }

  /** Does a segment give the whole content of a heap id, or create it as a scope instance? */
  fills(thread: number, idx: number, id: number): boolean {
    return indexIn(this.#idLists(thread, idx, id)?.full ?? NO_IDS, id) >= 0;
  }

  /** Idx of the segment that a heap id was given in: ids ascend. It is there or, rarely, in one soon after. */
  birthOf(thread: number, id: number): number {
    const rows = this.#thread(thread).segments;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.last_id < id) low = middle + 1;
      else high = middle;
    }
    // An id that no segment accounts for may be anywhere.
    return (rows[low] ?? rows[0])?.idx ?? 0;
  }

  keyframe(thread: number, idx: number): Int32Array {
    const key = `${thread}:${idx}`;
    const cached = this.#keyframes.get(key);
    if (cached !== undefined) return cached;
    const words = this.#blob('keyframe', thread, idx);
    return this.#keyframes.set(key, words, words.byteLength);
  }

  /** Activations that the segment left suspended, undefined if there are none. */
  suspended(thread: number, idx: number): Int32Array | undefined {
    const row = this.#read.suspended.get(thread, idx);
    const { blob, codec } = row ?? { blob: null, codec: 0 };
    return blob === null ? undefined : this.#guard(() => decompressWords(codec, blob));
  }

  string(thread: number, id: number): StoredString | undefined {
    return this.#strings.get(thread, id);
  }

  symbol(thread: number, id: number): SymbolInfo | undefined {
    const row = this.#read.symbol.get(thread, id);
    if (row === undefined) return undefined;
    return {
      description: row.description === 0 ? undefined : this.string(thread, row.description)?.text,
      registered: (row.flags & 1) !== 0,
    };
  }

  proto(thread: number, id: number): ProtoInfo | undefined {
    const row = id === 0 ? undefined : this.#read.proto.get(thread, id);
    if (row === undefined) return undefined;
    return { name: row.name === 0 ? undefined : this.string(thread, row.name)?.text, parent: row.parent };
  }

  moduleEnters(thread: number): readonly ModuleEnterRow[] {
    const data = this.#thread(thread);
    data.moduleEnters ??= this.#read.moduleEnters.all(thread);
    return data.moduleEnters;
  }

  failures(thread: number): readonly FailureRow[] {
    const data = this.#thread(thread);
    data.failures ??= this.#read.failures.all(thread);
    return data.failures;
  }

  /** Text of a file as recorded. */
  source(key: string): string | undefined {
    const row = this.#read.source.get(key);
    return row === undefined ? undefined : this.#guard(() => decompress(row.codec, row.source).toString());
  }

  #thread(id: number): ThreadData {
    return defined(this.#threads.get(id), `thread ${id}`);
  }

  /** The last segment known may have grown; older ones may have been dropped. */
  #refreshSegments(thread: number, data: ThreadData): void {
    const first = this.#read.firstSegment.get(thread)?.idx ?? 0;
    const kept = data.segments.filter((s) => s.idx >= first).slice(0, -1);
    const last = data.segments.at(-1);
    if (last !== undefined) {
      const key = `${thread}:${last.idx}`;
      this.#segments.delete(key);
      this.#siteCounts.delete(key);
      this.#ids.delete(`${key}:oldIds`);
      this.#ids.delete(`${key}:newIds`);
    }
    data.segments = [...kept, ...this.#read.segments.all(thread, Math.max(first, last?.idx ?? 0))];
  }

  #table(key: string): SiteTable {
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const row = defined(this.#read.source.get(key), `site table ${key}`);
    const table = this.#guard(() => JSON.parse(decompress(row.codec, row.site_table).toString()) as SiteTable);
    this.#tables.set(key, table);
    return table;
  }

  #idLists(thread: number, idx: number, id: number): IdLists | undefined {
    const row = this.row(thread, idx);
    if (row === undefined || id > row.last_id) return undefined;
    const which = id > row.old_id ? 'newIds' : 'oldIds';
    const key = `${thread}:${idx}:${which}`;
    const cached = this.#ids.get(key);
    if (cached !== undefined) return cached;
    const words = this.#blob(which, thread, idx);
    return this.#ids.set(key, decodeIds(words), words.byteLength);
  }

  #blob(which: 'words' | 'keyframe' | 'sites' | 'oldIds' | 'newIds', thread: number, idx: number): Int32Array {
    const row = this.#read[which].get(thread, idx);
    if (row === undefined || row.blob === null) throw this.#broken(`segment ${thread}:${idx} is missing`);
    const { codec, blob } = row;
    return this.#guard(() => decompressWords(codec, blob));
  }

  #keptString(thread: number, id: number): Int32Array | undefined {
    const row = this.#read.keptStrings.get(thread, id, id);
    const { blob, codec } = row ?? { blob: null, codec: 0 };
    return blob === null ? undefined : this.#guard(() => decompressWords(codec, blob));
  }

  /** What fails inside here fails because the file is damaged. */
  #guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw this.#broken(messageOf(error));
    }
  }

  #broken(what: string): UserError {
    return new UserError(
      'recording-damaged',
      `${this.path} is damaged here (${what}): other positions may still be readable.`,
    );
  }
}
