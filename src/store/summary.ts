/**
 * What a segment touches, so that readers skip it without decoding: its sites (system kinds included) with the number of their events,
 * the heap ids it names, and those of them whose whole content it gives (content events, scope instances created).
 *
 * Ids are given in ascending order, so most ids of a segment are new in it and never come again. They are stored apart: a search for an
 * older id reads only the short list of old ones.
 *
 *   sites := number of sites | site deltas | counts
 *   ids   := number of touched ids, of full ids | touched deltas | full deltas      (each list ascending)
 */
import { partitionPoint } from '../base/search.js';

export interface SiteCounts {
  readonly sites: Int32Array;
  readonly counts: Int32Array;
}

export interface IdLists {
  readonly touched: Int32Array;
  readonly full: Int32Array;
}

export interface Summary extends SiteCounts, IdLists {}

/** Position of `value` in an ascending list, -1 if it is not there. */
export function indexIn(list: Int32Array, value: number): number {
  const at = partitionPoint(0, list.length, (i) => list[i]! < value);
  return list[at] === value ? at : -1;
}

/** A set of positive integers that is emptied often: open addressing, emptied by a new stamp. */
class IdSet {
  #slots = new Int32Array(1 << 12);
  #stamps = new Uint32Array(1 << 12);
  #list = new Int32Array(1 << 11);
  #stamp = 1;
  #size = 0;
  #last = 0;

  add(id: number): void {
    if (id === this.#last) return;
    this.#last = id;
    const mask = this.#slots.length - 1;
    let at = Math.imul(id, 0x9e3779b1) & mask;
    while (this.#stamps[at] === this.#stamp) {
      if (this.#slots[at] === id) return;
      at = (at + 1) & mask;
    }
    this.#stamps[at] = this.#stamp;
    this.#slots[at] = id;
    this.#list[this.#size++] = id;
    if (this.#size === this.#list.length) this.#grow();
  }

  sorted(): Int32Array {
    return this.#list.slice(0, this.#size).sort();
  }

  clear(): void {
    this.#stamp++;
    this.#size = 0;
    this.#last = 0;
  }

  #grow(): void {
    const ids = this.#list;
    const size = this.#size;
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#stamps = new Uint32Array(this.#slots.length);
    this.#list = new Int32Array(ids.length * 2);
    this.clear();
    for (let i = 0; i < size; i++) this.add(ids[i]!);
  }
}

export class SummaryBuilder {
  #counts = new Int32Array(1024);
  #sites = new Int32Array(1024);
  #siteCount = 0;
  /** highest id so far, in all segments */
  lastId = 0;
  readonly #touched = new IdSet();
  readonly #full = new IdSet();

  /** Events per site, for sites below `limit`: callers count in it, and tell of the first one of each site. Valid until the next call. */
  counts(limit: number): Int32Array {
    if (limit > this.#counts.length) this.#growCounts(limit);
    return this.#counts;
  }

  /** An event of a site below `limit`. */
  count(site: number, limit: number): void {
    if (this.counts(limit)[site]!++ === 0) this.first(site);
  }

  first(site: number): void {
    if (this.#siteCount === this.#sites.length) this.#sites = copied(this.#sites, this.#sites.length * 2);
    this.#sites[this.#siteCount++] = site;
  }

  touch(id: number): void {
    if (id > this.lastId) this.lastId = id;
    this.#touched.add(id);
  }

  fill(id: number): void {
    this.touch(id);
    this.#full.add(id);
  }

  build(): Summary {
    const sites = this.#sites.slice(0, this.#siteCount).sort();
    const counts = sites.map((site) => this.#counts[site]!);
    return { sites, counts, touched: this.#touched.sorted(), full: this.#full.sorted() };
  }

  clear(): void {
    for (let i = 0; i < this.#siteCount; i++) this.#counts[this.#sites[i]!] = 0;
    this.#siteCount = 0;
    this.#touched.clear();
    this.#full.clear();
  }

  #growCounts(limit: number): void {
    this.#counts = copied(this.#counts, Math.max(limit, this.#counts.length * 2));
  }
}

function copied(from: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}

export function encodeSites({ sites, counts }: SiteCounts): Int32Array {
  const words = new Int32Array(1 + sites.length * 2);
  words[0] = sites.length;
  words.set(counts, putDeltas(words, 1, sites));
  return words;
}

export function decodeSites(words: Int32Array): SiteCounts {
  const count = words[0] ?? 0;
  return { sites: takeDeltas(words, 1, count), counts: words.slice(1 + count, 1 + count * 2) };
}

/** Ids up to `lastOld`, and the others. */
export function splitIds(
  { touched, full }: IdLists,
  lastOld: number,
): { readonly old: IdLists; readonly fresh: IdLists } {
  const [t, f] = [firstAbove(touched, lastOld), firstAbove(full, lastOld)];
  return {
    old: { touched: touched.subarray(0, t), full: full.subarray(0, f) },
    fresh: { touched: touched.subarray(t), full: full.subarray(f) },
  };
}

function firstAbove(list: Int32Array, value: number): number {
  return partitionPoint(0, list.length, (i) => list[i]! <= value);
}

export function encodeIds({ touched, full }: IdLists): Int32Array {
  const words = new Int32Array(2 + touched.length + full.length);
  words.set([touched.length, full.length]);
  putDeltas(words, putDeltas(words, 2, touched), full);
  return words;
}

export function decodeIds(words: Int32Array): IdLists {
  const [touched = 0, full = 0] = words;
  return { touched: takeDeltas(words, 2, touched), full: takeDeltas(words, 2 + touched, full) };
}

function putDeltas(words: Int32Array, at: number, list: Int32Array): number {
  let before = 0;
  for (let i = 0; i < list.length; i++) {
    words[at + i] = list[i]! - before;
    before = list[i]!;
  }
  return at + list.length;
}

function takeDeltas(words: Int32Array, at: number, count: number): Int32Array {
  const list = new Int32Array(count);
  let value = 0;
  for (let i = 0; i < count; i++) {
    value += words[at + i]!;
    list[i] = value;
  }
  return list;
}
