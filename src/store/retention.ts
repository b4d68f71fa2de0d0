/**
 * Keeps a recording below a size by dropping its oldest segments, {@link FULL_KEYFRAME_EVERY} at a time, so that the first one left has a
 * full keyframe. What is dropped is counted as a gap.
 *
 * The last writes of module variables are kept (keptWrites.ts).
 *
 * The strings that dropped segments define are kept, because later events refer to them, up to a share of the size: the runtime's table
 * starts again after 8 M units (runtime/strings.ts), so that old ones are named by old objects only.
 */
import type Database from 'better-sqlite3';
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import { seal, unseal } from './checksum.js';
import { packWords, unpackWords } from './codec.js';
import { WordList } from './frames.js';
import { FULL_KEYFRAME_EVERY } from './keyframe.js';
import { type DroppedEvents, KeptWrites } from './keptWrites.js';
import type { SiteIndex } from './sites.js';
import { eventOffsets } from './words.js';

const STRINGS_SHARE = 0.25;

export interface RetainedThreads {
  readonly sitesOf: (thread: number) => SiteIndex;
  /** is a scope instance that of a module? */
  readonly isModule: (thread: number, instance: number) => boolean;
  /** hears how many events of a thread, and rows of its failures, are gone */
  readonly dropped: (thread: number, gone: { readonly events: number; readonly failures: number }) => void;
}

interface SegmentData {
  readonly first_seq: number;
  readonly events: number;
  readonly first_string: number;
  readonly last_string: number;
  readonly words: Buffer;
}

export class Retention {
  readonly #db: Database.Database;
  readonly #limit: number;
  readonly #statements: ReturnType<typeof prepare>;
  /** oldest first */
  readonly #strings: { readonly thread: number; readonly last: number; readonly bytes: number }[] = [];
  readonly #writes: KeptWrites;
  #stringBytes = 0;

  constructor(db: Database.Database, limit: number) {
    this.#db = db;
    this.#limit = limit;
    this.#statements = prepare(db);
    this.#writes = new KeptWrites(db);
  }

  enforce(threads: RetainedThreads): void {
    while (this.#used() > this.#limit) if (!this.#dropOldest(threads)) return;
  }

  /** Bytes in use: freed pages are used again before the file grows. */
  #used(): number {
    const pragma = (name: string): number => Number(this.#db.pragma(name, { simple: true }));
    return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
  }

  /** False if no thread has a whole group of closed segments besides its latest. */
  #dropOldest(threads: RetainedThreads): boolean {
    const oldest = this.#statements.oldest.get(FULL_KEYFRAME_EVERY);
    if (oldest === undefined) return false;
    const { thread, idx } = oldest;
    let events = 0;
    for (let i = idx; i < idx + FULL_KEYFRAME_EVERY; i++) events += this.#drop(thread, i, threads);
    const failures = this.#statements.dropFailures.run({ thread }).changes;
    this.#statements.dropMarks.run({ thread });
    this.#statements.dropCalls.run({ thread });
    threads.dropped(thread, { events, failures });
    while (this.#stringBytes > this.#limit * STRINGS_SHARE) this.#dropStrings();
    return true;
  }

  /** How many events it had. */
  #drop(thread: number, idx: number, { sitesOf, isModule }: RetainedThreads): number {
    const sites = sitesOf(thread);
    const segment = this.#statements.segment.get(thread, idx);
    if (segment === undefined) return 0;
    const words = unpackWords(unseal(['segment_data', thread, idx, 'words'], segment.words));
    const offsets = eventOffsets(words, sites);
    const events = { thread, firstSeq: segment.first_seq, words, offsets, sites };
    if (segment.last_string > 0) this.#keepStrings(segment, events);
    this.#writes.keep(events, (instance) => isModule(thread, instance));
    this.#statements.dropSegment.run(thread, idx);
    this.#statements.dropData.run(thread, idx);
    return segment.events;
  }

  #keepStrings({ first_string: first, last_string: last }: SegmentData, events: DroppedEvents): void {
    const { thread } = events;
    const sealed = seal(['kept_strings', thread, first, last], packWords(stringEvents(events)));
    this.#statements.keep.run(thread, last, first, sealed);
    this.#strings.push({ thread, last, bytes: sealed.length });
    this.#stringBytes += sealed.length;
  }

  #dropStrings(): void {
    const oldest = this.#strings.shift();
    if (oldest === undefined) return;
    this.#statements.dropStrings.run(oldest.thread, oldest.last);
    this.#stringBytes -= oldest.bytes;
  }
}

function prepare(db: Database.Database) {
  const dropBefore = (table: string, seq: string) =>
    db.prepare(
      `DELETE FROM ${table} WHERE thread = @thread AND ${seq} < (SELECT min(first_seq) FROM segments WHERE thread = @thread)`,
    );
  return {
    oldest: db.prepare<[number], { thread: number; idx: number }>(
      'SELECT thread, min(idx) AS idx FROM segments GROUP BY thread HAVING max(idx) - min(idx) > ? ORDER BY min(first_micros) LIMIT 1',
    ),
    segment: db.prepare<[number, number], SegmentData>(
      'SELECT first_seq, events, first_string, last_string, words FROM segments JOIN segment_data USING (thread, idx) WHERE thread = ? AND idx = ?',
    ),
    dropSegment: db.prepare('DELETE FROM segments WHERE thread = ? AND idx = ?'),
    dropData: db.prepare('DELETE FROM segment_data WHERE thread = ? AND idx = ?'),
    dropFailures: dropBefore('failures', 'seq'),
    // What the overview lists.
    dropMarks: dropBefore('marks', 'seq'),
    dropCalls: dropBefore('long_calls', 'until'),
    keep: db.prepare('INSERT INTO kept_strings VALUES (?, ?, ?, ?)'),
    dropStrings: db.prepare('DELETE FROM kept_strings WHERE thread = ? AND last_string = ?'),
  };
}

function stringEvents({ words, offsets }: DroppedEvents): Int32Array {
  const kept = new WordList();
  for (const offset of offsets) {
    if (words[offset]! >>> TAG_BITS === SYSTEM.string) kept.append(words.subarray(offset, offset + words[offset + 1]!));
  }
  return kept.take();
}
