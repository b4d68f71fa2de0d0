/** Reading the parts of an event out of the word stream of a segment. */
import { FIRST_SITE } from '../base/units.js';
import { SLOT_WORDS } from '../wire/ring.js';
import { TAG, TAG_BITS, TAG_MASK, TAG_WORDS } from '../wire/trace.js';
import { NO_SITE, type SiteIndex } from './sites.js';

/** A value as the stream has it: its meaning does not depend on strings and objects being known. */
export interface RawValue {
  readonly tag: number;
  readonly low: number;
  readonly high: number;
}

export const UNDEFINED: RawValue = { tag: TAG.undefined, low: 0, high: 0 };
export const HOLE: RawValue = { tag: TAG.hole, low: 0, high: 0 };
export const UNKNOWN: RawValue = { tag: TAG.unknown, low: 0, high: 0 };
/** Left out by \`--mode calls\`, to stay within an overhead budget, or in a turn that is not in the sample; no tag of the stream. */
export const LEFT_OUT: RawValue = { tag: 29, low: 0, high: 0 };
/** Written in a part of the recording that is gone; no tag of the stream. */
export const GONE: RawValue = { tag: 30, low: 0, high: 0 };
export const TDZ: RawValue = { tag: TAG.tdz, low: 0, high: 0 };
export const intValue = (n: number): RawValue => ({ tag: TAG.int, low: n, high: 0 });

const tagWords = Uint8Array.from(TAG_WORDS);

/** The stream is not what the format says: the recording's data is damaged, or a module's site table is missing. */
export class DamagedStream extends Error {
  override readonly name = 'DamagedStream';
}

/** Words of the event at `offset`, 0 if it is not whole before `end`. */
export function eventLength(words: Int32Array, offset: number, end: number, sites: SiteIndex): number {
  const head = words[offset]!;
  const site = head >>> TAG_BITS;
  let length: number;
  if (site >= FIRST_SITE) {
    if (site >= sites.kind.length || sites.kind[site] === NO_SITE)
      throw new DamagedStream(`no module is loaded that has site ${site}`);
    length = 1 + sites.leading[site]! + tagWords[head & TAG_MASK]!;
  } else {
    if (offset + 1 >= end) return 0;
    length = words[offset + 1]!;
    if (length < 2) throw new DamagedStream(`system event ${site} of ${length} words`);
  }
  return offset + length <= end ? length : 0;
}

/** Where the events of a segment begin: it has at most {@link SLOT_WORDS} words, others may have more. */
export type Offsets = Uint16Array | Uint32Array;

/** Offset of every event of a segment, up to `limit` of them. Every look at a segment begins with this: 6 ns an event; 10 with a call for each. */
export function eventOffsets(words: Int32Array, sites: SiteIndex, limit = words.length): Offsets {
  const { kind, leading } = sites;
  const end = words.length;
  const most = Math.min(end, limit);
  const offsets: Offsets = end <= SLOT_WORDS ? new Uint16Array(most) : new Uint32Array(most);
  let count = 0;
  for (let offset = 0; offset < end && count < limit; ) {
    const head = words[offset]!;
    const site = head >>> TAG_BITS;
    const isUsual = site >= FIRST_SITE && site < kind.length && kind[site] !== NO_SITE;
    const length = isUsual ? 1 + leading[site]! + tagWords[head & TAG_MASK]! : eventLength(words, offset, end, sites);
    if (length === 0 || offset + length > end) break;
    offsets[count++] = offset;
    offset += length;
  }
  return count === offsets.length ? offsets : offsets.slice(0, count);
}

/** Value with its payload at `offset`. */
function payloadAt(words: Int32Array, offset: number, tag: number): RawValue {
  const n = tagWords[tag]!;
  return { tag, low: n > 0 ? words[offset]! : 0, high: n > 1 ? words[offset + 1]! : 0 };
}

/** Value of a site event. */
export function siteValue(words: Int32Array, offset: number, sites: SiteIndex): RawValue {
  const head = words[offset]!;
  return payloadAt(words, offset + 1 + sites.leading[head >>> TAG_BITS]!, head & TAG_MASK);
}

/** Tagged values one after the other inside a system event. */
export class ValueCursor {
  constructor(
    readonly words: Int32Array,
    public offset: number,
  ) {}

  word(): number {
    return this.words[this.offset++]!;
  }

  value(): RawValue {
    const tag = this.word() & TAG_MASK;
    const value = payloadAt(this.words, this.offset, tag);
    this.offset += tagWords[tag]!;
    return value;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** Double from its two words, low first. */
export function doubleOf(low: number, high: number): number {
  scratch.setInt32(0, low, true);
  scratch.setInt32(4, high, true);
  return scratch.getFloat64(0, true);
}

/** Text packed four Latin-1 or two UTF-16 units to a word, first in the low bits; `shape` = stored units << 1 | two-byte flag. */
export function packedText(words: Int32Array, offset: number, shape: number): string {
  const units = shape >>> 1;
  const bytes = Buffer.from(words.buffer, words.byteOffset + offset * 4, shape & 1 ? units * 2 : units);
  return bytes.toString(shape & 1 ? 'utf16le' : 'latin1');
}

/** Bytes that lie at `offset`, copied. */
export function packedBytes(words: Int32Array, offset: number, count: number): Uint8Array {
  return new Uint8Array(words.buffer.slice(words.byteOffset + offset * 4, words.byteOffset + offset * 4 + count));
}
