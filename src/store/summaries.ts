/** What segments touch, as it was written with them, remembered within bounds; where it cannot be read, they may touch anything. */
import type { Blobs } from './blobs.js';
import { Lru } from './lru.js';
import type { SegmentRow } from './rows.js';
import type { Segment } from './segment.js';
import { decodeIds, decodeSites, type IdLists, indexIn, type SiteCounts } from './summary.js';

/** of each list */
const SUMMARY_BYTES = 20 << 20;
/** per thread */
const SEGMENTS = 2 ** 24;

interface SegmentSource {
  readonly row: (thread: number, idx: number) => SegmentRow | undefined;
  readonly segment: (thread: number, idx: number) => Segment;
}

export class Summaries {
  readonly #blobs: Blobs;
  readonly #source: SegmentSource;
  readonly #siteCounts = new Lru<number, SiteCounts>(SUMMARY_BYTES);
  readonly #ids = {
    old_ids: new Lru<number, IdLists>(SUMMARY_BYTES),
    new_ids: new Lru<number, IdLists>(SUMMARY_BYTES),
  };

  constructor(blobs: Blobs, source: SegmentSource) {
    this.#blobs = blobs;
    this.#source = source;
  }

  /** It has grown. */
  forget(thread: number, idx: number): void {
    const key = keyOf(thread, idx);
    this.#siteCounts.delete(key);
    this.#ids.old_ids.delete(key);
    this.#ids.new_ids.delete(key);
  }

  siteCounts(thread: number, idx: number): SiteCounts | undefined {
    const key = keyOf(thread, idx);
    const cached = this.#siteCounts.get(key);
    if (cached !== undefined) return cached;
    const words = this.#blobs.part('sites', thread, idx);
    const counts = words === undefined ? countedSites(this.#source.segment(thread, idx)) : decodeSites(words);
    return counts && this.#siteCounts.set(key, counts, counts.sites.byteLength * 2);
  }

  hasAnySite(thread: number, idx: number, sites: Iterable<number>): boolean {
    const present = this.siteCounts(thread, idx)?.sites;
    if (present === undefined) return true;
    for (const site of sites) if (indexIn(present, site) >= 0) return true;
    return false;
  }

  /** Does a segment name an id? It may, if its list cannot be read. */
  names(list: keyof IdLists, { thread, idx }: { thread: number; idx: number }, id: number): boolean {
    const row = this.#source.row(thread, idx);
    if (row === undefined || (id > row.last_id && !row.missing)) return false;
    const column = id > row.old_id ? 'new_ids' : 'old_ids';
    const key = keyOf(thread, idx);
    let lists = this.#ids[column].get(key);
    if (lists === undefined) {
      const words = row.missing ? undefined : this.#blobs.part(column, thread, idx);
      if (words === undefined) return true;
      lists = this.#ids[column].set(key, decodeIds(words), words.byteLength);
    }
    return indexIn(lists[list], id) >= 0;
  }
}

/** A number: a text for each question would cost more than its answer. */
const keyOf = (thread: number, idx: number): number => thread * SEGMENTS + idx;

/** Undefined if the segment's events are lost. */
function countedSites(segment: Segment): SiteCounts | undefined {
  if (segment.damage !== undefined) return undefined;
  const counts = new Map<number, number>();
  for (let i = 0; i < segment.offsets.length; i++) {
    const site = segment.siteAt(i);
    counts.set(site, (counts.get(site) ?? 0) + 1);
  }
  const sites = Int32Array.from(counts.keys()).sort();
  return { sites, counts: sites.map((site) => counts.get(site)!) };
}
