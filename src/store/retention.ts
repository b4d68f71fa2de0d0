/**
 * Keeps a recording below a size by dropping its oldest segments, {@link FULL_KEYFRAME_EVERY} at a time, so that the first one left has a
 * full keyframe. The strings they define are kept, because later events refer to them. What is dropped is counted as a gap.
 */
import type Database from 'better-sqlite3';
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import { seal, unseal } from './checksum.js';
import { CODEC_HERE, compressWords, decompress, wordsOf } from './codec.js';
import { FULL_KEYFRAME_EVERY } from './keyframe.js';
import type { SiteIndex } from './sites.js';
import { eventOffsets } from './words.js';
import { WordList } from './frames.js';

interface SegmentData {
  readonly words_codec: number;
  readonly words: Buffer;
}

export interface RetainedThreads {
  readonly sitesOf: (thread: number) => SiteIndex;
  /** hears how many events of a thread are gone */
  readonly dropped: (thread: number, events: number) => void;
}

export class Retention {
  readonly #db: Database.Database;
  readonly #limit: number;

  constructor(db: Database.Database, limit: number) {
    this.#db = db;
    this.#limit = limit;
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
  #dropOldest({ sitesOf, dropped }: RetainedThreads): boolean {
    const oldest = this.#db
      .prepare<[number], { thread: number; idx: number }>(
        'SELECT thread, min(idx) AS idx FROM segments GROUP BY thread HAVING max(idx) - min(idx) > ? ORDER BY min(first_micros) LIMIT 1',
      )
      .get(FULL_KEYFRAME_EVERY);
    if (oldest === undefined) return false;
    const { thread, idx } = oldest;
    for (let i = idx; i < idx + FULL_KEYFRAME_EVERY; i++) dropped(thread, this.#drop(thread, i, sitesOf(thread)));
    this.#forgetMarks(thread);
    return true;
  }

  /** What the overview lists of events that are gone. */
  #forgetMarks(thread: number): void {
    const first = '(SELECT min(first_seq) FROM segments WHERE thread = @thread)';
    for (const [table, condition] of [
      ['marks', 'seq'],
      ['long_calls', 'until'],
    ])
      this.#db.prepare(`DELETE FROM ${table} WHERE thread = @thread AND ${condition} < ${first}`).run({ thread });
  }

  /** How many events it had. */
  #drop(thread: number, idx: number, sites: SiteIndex): number {
    const row = this.#db
      .prepare<[number, number], SegmentData>(
        'SELECT words_codec, words FROM segment_data WHERE thread = ? AND idx = ?',
      )
      .get(thread, idx);
    const segment = this.#db
      .prepare<[number, number], { events: number; first_string: number; last_string: number }>(
        'SELECT events, first_string, last_string FROM segments WHERE thread = ? AND idx = ?',
      )
      .get(thread, idx);
    if (row === undefined || segment === undefined) return 0;
    const { first_string: first, last_string: last } = segment;
    if (last > 0) {
      const owner = ['segment_data', thread, idx, 'words', row.words_codec];
      const words = wordsOf(decompress(row.words_codec, unseal(owner, row.words)));
      const strings = compressWords(stringEvents(words, sites));
      this.#db
        .prepare('INSERT INTO kept_strings VALUES (?, ?, ?, ?, ?)')
        .run(thread, last, first, CODEC_HERE, seal(['kept_strings', thread, first, last, CODEC_HERE], strings));
    }
    this.#db.prepare('DELETE FROM segments WHERE thread = ? AND idx = ?').run(thread, idx);
    this.#db.prepare('DELETE FROM segment_data WHERE thread = ? AND idx = ?').run(thread, idx);
    return segment.events;
  }
}

function stringEvents(words: Int32Array, sites: SiteIndex): Int32Array {
  const kept = new WordList();
  for (const offset of eventOffsets(words, sites)) {
    if (words[offset]! >>> TAG_BITS === SYSTEM.string) kept.append(words.subarray(offset, offset + words[offset + 1]!));
  }
  return kept.take();
}
