/**
 * Which events of a segment are about an object. A state shows thousands of objects, and each would go through all events of each segment that
 * touches it: once a segment has been asked about a few of them, it sorts its events by object.
 */
import { partitionPoint } from '../base/search.js';
import { FIRST_SITE } from '../base/units.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import type { Offsets } from './words.js';

/** Sorting costs about as much as so many walks. */
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
  #walks = 0;
  #sorted: Float64Array | undefined;

  constructor(words: Int32Array, offsets: Offsets) {
    this.#words = words;
    this.#offsets = offsets;
  }

  /** Numbers of the events about an object in the segment, from one to another inclusive, in order. `kinds`: by site. */
  of(id: number, kinds: ArrayLike<number>, from: number, to: number): readonly number[] {
    if (this.#sorted === undefined && (this.#walks++ < WALKS || this.#offsets.length >= EVENTS))
      return this.#walk(id, kinds, from, to);
    this.#sorted ??= this.#sort(kinds);
    const found: number[] = [];
    const end = id * EVENTS + to;
    for (let i = this.#firstAtOrAfter(id * EVENTS + from); this.#sorted[i]! <= end; i++)
      found.push(this.#sorted[i]! % EVENTS);
    return found;
  }

  #walk(id: number, kinds: ArrayLike<number>, from: number, to: number): number[] {
    const found: number[] = [];
    const words = this.#words;
    for (let i = from; i <= to; i++) {
      const at = this.#offsets[i]!;
      if ((words[at + 1] === id || words[at + 2] === id) && this.#object(at, kinds) === id) found.push(i);
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
