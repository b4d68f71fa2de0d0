/** Decoded segments, cached within bounds. One whose events cannot be read holds one gap. */
import { defined } from '../base/assert.js';
import { messageOf, UserError } from '../base/result.js';
import type { Blobs } from './blobs.js';
import { DamagedData } from './checksum.js';
import type { DamageLog } from './damage.js';
import { Lru } from './lru.js';
import type { SegmentRow } from './rows.js';
import { Segment } from './segment.js';
import type { SiteIndex } from './sites.js';
import { eventOffsets } from './words.js';

/** About 35 segments, 1.5 million events: neighbouring questions look at one or two, a list of executions at twenty. Twice as many took 14 MB more, and no time less. */
const CACHED_BYTES = 12 << 20;

export interface SegmentSources {
  readonly blobs: Blobs;
  readonly damage: DamageLog;
  readonly row: (thread: number, idx: number) => SegmentRow | undefined;
  readonly sites: (thread: number) => SiteIndex;
}

export class Segments {
  readonly #from: SegmentSources;
  readonly #cached = new Lru<string, Segment>(CACHED_BYTES);
  /** whoever asks about one position asks many times */
  #last: Segment | undefined;

  constructor(from: SegmentSources) {
    this.#from = from;
  }

  get(thread: number, idx: number): Segment {
    const last = this.#last;
    if (last !== undefined && last.row.idx === idx && last.row === this.#from.row(thread, idx)) return last;
    this.#last = this.#find(thread, idx);
    return this.#last;
  }

  /** It may be another one now. */
  forget(thread: number, idx: number): void {
    this.#cached.delete(`${thread}:${idx}`);
  }

  #find(thread: number, idx: number): Segment {
    const key = `${thread}:${idx}`;
    const cached = this.#cached.get(key);
    if (cached !== undefined) return cached;
    const row = defined(this.#from.row(thread, idx), `segment ${key}`);
    const segment = this.#decoded(thread, row);
    return this.#cached.set(key, segment, segment.weight);
  }

  #decoded(thread: number, row: SegmentRow): Segment {
    if (row.missing) return Segment.damaged(row, 'its row is lost');
    const { blobs, damage, sites } = this.#from;
    const { idx } = row;
    try {
      const words = blobs.events(thread, idx);
      const offsets = eventOffsets(words, sites(thread), row.events);
      if (offsets.length < row.events) throw new DamagedData(`it has ${offsets.length} of ${row.events} events`);
      return new Segment(row, words, offsets);
    } catch (error) {
      if (error instanceof UserError) throw error;
      damage.add({ part: 'events', thread, idx, why: messageOf(error) });
      return Segment.damaged(row, messageOf(error));
    }
  }
}
