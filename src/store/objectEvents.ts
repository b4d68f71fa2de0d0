/**
 * Which events of a segment are about an object. A state shows thousands of objects, and each would go through all events of each segment that
 * touches it: once a segment has been asked about a few of them, it sorts its events by object.
 */
import { partitionPoint } from '../base/search.js';
import { FIRST_SITE } from '../base/units.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import type { Offsets } from './words.js';

/** Sorting costs about as much as so many walks through the whole segment; who goes from position to position walks through parts of it. */
const WALKS = 16;
/** Keys are `id * EVENTS + number of the event`: exact in a double, since segments have fewer events. */
const EVENTS = 2 ** 21;

const OF_OBJECTS: ReadonlySet<number> = new Set([
  SYSTEM.content,
  SYSTEM.splice,
  SYSTEM.mapSet,
  SYSTEM.setAdd,
  SYSTEM.remove,
  SYSTEM.clear,
  SYSTEM.bytes,
  SYSTEM.watch,
]);

/** What an event is about is in the word after its header, of a system event behind its length. */
export class ObjectEvents {
  readonly #words: Int32Array;
  readonly #offsets: Offsets;
  /** events that were walked over */
  #walked = 0;
  #sorted: Float64Array | undefined;

  constructor(words: Int32Array, offsets: Offsets) {
    this.#words = words;
    this.#offsets = offsets;
  }

  /** Numbers of the events about an object in the segment, from one to another inclusive, in order. `kinds`: by site. */
  of(id: number, kinds: ArrayLike<number>, from: number, to: number): readonly number[] {
    const { length } = this.#offsets;
    if (this.#sorted === undefined && (this.#walked < WALKS * length || length >= EVENTS)) {
      this.#walked += to - from + 1;
      return this.#walk(id, kinds, from, to);
    }
    this.#sorted ??= this.#sort(kinds);
    const found: number[] = [];
    const end = id * EVENTS + to;
    for (let i = this.#firstAtOrAfter(id * EVENTS + from); this.#sorted[i]! <= end; i++)
      found.push(this.#sorted[i]! % EVENTS);
    return found;
  }

  /** Looks for the id itself among the words, most of which are others: a fifth of what going from event to event takes. */
  #walk(id: number, kinds: ArrayLike<number>, from: number, to: number): number[] {
    const found: number[] = [];
    const offsets = this.#offsets;
    if (from > to) return found;
    const start = offsets[from]!;
    const part = this.#words.subarray(start, to + 1 < offsets.length ? offsets[to + 1] : undefined);
    let event = from;
    for (let at = part.indexOf(id); at >= 0; at = part.indexOf(id, at + 1)) {
      event = partitionPoint(event, to + 1, (i) => offsets[i]! <= start + at) - 1;
      if (found.at(-1) !== event && this.#object(offsets[event]!, kinds) === id) found.push(event);
    }
    return found;
  }

  #sort(kinds: ArrayLike<number>): Float64Array {
    const keys = new Float64Array(this.#offsets.length);
    let count = 0;
    for (let i = 0; i < this.#offsets.length; i++) {
      const id = this.#object(this.#offsets[i]!, kinds);
      if (id > 0) keys[count++] = id * EVENTS + i;
    }
    return keys.slice(0, count).sort();
  }

  /** Id of the object that an event is about, 0 if it is about none. */
  #object(at: number, kinds: ArrayLike<number>): number {
    const site = this.#words[at]! >>> TAG_BITS;
    if (site < FIRST_SITE) return OF_OBJECTS.has(site) ? this.#words[at + 2]! : 0;
    return kinds[site] === SITE.put || kinds[site] === SITE.delete ? this.#words[at + 1]! : 0;
  }

  #firstAtOrAfter(key: number): number {
    const sorted = this.#sorted!;
    return partitionPoint(0, sorted.length, (i) => sorted[i]! < key);
  }
}
