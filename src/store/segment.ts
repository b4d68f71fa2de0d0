/** A segment in memory: its words and where its events begin. */
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import type { SegmentRow } from './rows.js';

export class Segment {
  #strings: Map<number, number> | undefined;

  constructor(
    readonly row: SegmentRow,
    readonly words: Int32Array,
    /** offset of each event, in order */
    readonly offsets: Uint32Array,
  ) {}

  /** Bytes it takes. */
  get weight(): number {
    return this.words.byteLength + this.offsets.byteLength;
  }

  get endSeq(): number {
    return this.row.first_seq + this.offsets.length;
  }

  offsetOf(seq: number): number {
    return this.offsets[seq - this.row.first_seq]!;
  }

  /** Site (or system kind) of the event number `index` of the segment. */
  siteAt(index: number): number {
    return this.words[this.offsets[index]!]! >>> TAG_BITS;
  }

  /** Offset of the event that defines a string, undefined if it is not here. */
  stringOffset(id: number): number | undefined {
    this.#strings ??= new Map(
      [...this.offsets]
        .filter((at) => this.words[at]! >>> TAG_BITS === SYSTEM.string)
        .map((at) => [this.words[at + 2]!, at]),
    );
    return this.#strings.get(id);
  }
}
