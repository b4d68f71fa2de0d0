/** Strings of a recording by id: each is defined by an event in some segment, found by the segments' id ranges. */
import { partitionPoint } from '../base/search.js';
import { TAG_BITS, SYSTEM } from '../wire/trace.js';
import { Lru } from './lru.js';
import type { SegmentRow } from './rows.js';
import type { Segment } from './segment.js';
import { packedText } from './words.js';

const TEXT_BYTES = 16 << 20;

export interface StoredString {
  /** as far as it was captured */
  readonly text: string;
  /** real length in UTF-16 units */
  readonly length: number;
}

export class StringTable {
  readonly #texts = new Lru<string, StoredString>(TEXT_BYTES);
  #ranges = new Map<number, readonly SegmentRow[]>();

  constructor(
    readonly rows: (thread: number) => readonly SegmentRow[],
    readonly segment: (thread: number, idx: number) => Segment,
    /** string events of segments that were dropped, if the id is among them */
    readonly kept: (thread: number, id: number) => Int32Array | undefined,
  ) {}

  /** After a refresh: strings that were not there may be there now. */
  forgetMissing(): void {
    this.#ranges = new Map();
  }

  get(thread: number, id: number): StoredString | undefined {
    const key = `${thread}:${id}`;
    const cached = this.#texts.get(key);
    if (cached !== undefined) return cached;
    const found = this.#find(thread, id);
    return found === undefined ? undefined : this.#texts.set(key, found, found.text.length * 2 + 64);
  }

  #find(thread: number, id: number): StoredString | undefined {
    const row = this.#rangeOf(thread, id);
    if (row !== undefined) {
      const segment = this.segment(thread, row.idx);
      const offset = segment.stringOffset(id);
      if (offset !== undefined) return stringAt(segment.words, offset);
    }
    const words = this.kept(thread, id);
    if (words === undefined) return undefined;
    for (let at = 0; at < words.length; at += words[at + 1]!)
      if (words[at]! >>> TAG_BITS === SYSTEM.string && words[at + 2] === id) return stringAt(words, at);
    return undefined;
  }

  /** Ids are given in order, so the ranges ascend with the segments. */
  #rangeOf(thread: number, id: number): SegmentRow | undefined {
    let ranges = this.#ranges.get(thread);
    if (ranges === undefined) {
      ranges = this.rows(thread).filter((row) => row.last_string > 0);
      this.#ranges.set(thread, ranges);
    }
    const row = ranges[partitionPoint(0, ranges.length, (i) => ranges[i]!.last_string < id)];
    return row !== undefined && row.first_string <= id ? row : undefined;
  }
}

const stringAt = (words: Int32Array, offset: number): StoredString => ({
  text: packedText(words, offset + 5, words[offset + 4]!),
  length: words[offset + 3]!,
});
