/**
 * What the variables of modules were when their last write was dropped with the beginning of a recording (retention.ts): most are written once,
 * when the program starts, and looked at for ever. One row for each write site of a module that wrote.
 */
import type Database from 'better-sqlite3';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { TAG_BITS } from '../wire/trace.js';
import { putter } from './schema.js';
import type { SiteIndex } from './sites.js';
import { type Offsets, type RawValue, siteValue } from './words.js';

/** Events of a segment that is dropped. */
export interface DroppedEvents {
  readonly thread: number;
  readonly firstSeq: number;
  readonly words: Int32Array;
  readonly offsets: Offsets;
  readonly sites: SiteIndex;
}

export class KeptWrites {
  readonly #put: ReturnType<typeof putter<'kept_writes'>>;

  constructor(db: Database.Database) {
    this.#put = putter(db, 'kept_writes');
  }

  /** `isModule`: is a scope instance that of a module? */
  keep({ thread, firstSeq, words, offsets, sites }: DroppedEvents, isModule: (instance: number) => boolean): void {
    const last = new Map<string, { site: number; instance: number; seq: number; value: RawValue }>();
    for (let i = 0; i < offsets.length; i++) {
      const offset = offsets[i]!;
      const site = words[offset]! >>> TAG_BITS;
      if (sites.kind[site] !== SITE.write || !(sites.flags[site]! & SITE_FLAG.CAPTURED)) continue;
      const instance = words[offset + 1]!;
      if (isModule(instance))
        last.set(`${site}:${instance}`, { site, instance, seq: firstSeq + i, value: siteValue(words, offset, sites) });
    }
    for (const { site, instance, seq, value } of last.values()) this.#put({ thread, site, instance, seq, ...value });
  }
}
