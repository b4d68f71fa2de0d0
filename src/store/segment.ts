/** A segment in memory: its words and where its events begin. */
import { partitionPoint } from '../base/search.js';
import { GAP, header, SYSTEM, TAG_BITS } from '../wire/trace.js';
import { ObjectEvents } from './objectEvents.js';
import type { SegmentRow } from './rows.js';
import type { Offsets } from './words.js';

const isClock = (site: number): boolean => site === SYSTEM.turn || site === SYSTEM.clock;

export class Segment {
  /** why its events cannot be read: then it holds one gap in their place */
  damage: string | undefined;
  #strings: Map<number, number> | undefined;
  #clocks: readonly number[] | undefined;
  #objects: ObjectEvents | undefined;

  static damaged(row: SegmentRow, why: string): Segment {
    const words = Int32Array.of(header(SYSTEM.gap, GAP.damaged), 3, row.events);
    const segment = new Segment(row, words, new Uint32Array(row.events > 0 ? 1 : 0));
    segment.damage = why;
    return segment;
  }

  constructor(
    readonly row: SegmentRow,
    readonly words: Int32Array,
    /** offset of each event, in order */
    readonly offsets: Offsets,
  ) {}

  /** Bytes that its words and offsets take. */
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

  get objects(): ObjectEvents {
    this.#objects ??= new ObjectEvents(this.words, this.offsets);
    return this.#objects;
  }

  /** Number of the last event up to `index` that tells the time, -1 if there is none. */
  clockAt(index: number): number {
    this.#clocks ??= this.#findClocks();
    const clocks = this.#clocks;
    return clocks[partitionPoint(0, clocks.length, (i) => clocks[i]! <= index) - 1] ?? -1;
  }

  /** Offset of the event that defines a string, undefined if it is not here. */
  stringOffset(id: number): number | undefined {
    this.#strings ??= this.#findStrings();
    return this.#strings.get(id);
  }

  #findClocks(): readonly number[] {
    const found: number[] = [];
    for (let i = 0; i < this.offsets.length; i++) if (isClock(this.siteAt(i))) found.push(i);
    return found;
  }

  #findStrings(): Map<number, number> {
    const found = new Map<number, number>();
    for (const at of this.offsets)
      if (this.words[at]! >>> TAG_BITS === SYSTEM.string) found.set(this.words[at + 2]!, at);
    return found;
  }
}
