/**
 * Objects that are used all the time are described again now and then: readers go back to an object's last content, so there must be one not too far
 * away.
 *
 * Which ones they are a sample says: for the first words of every eighth slot, about, no object is open (OPEN), so that whatever is used there is met
 * here, once. Who is met so has been used some hundreds of times since it was described, on average, and once every eight slots at most. Phases of a program may be as long as it likes: the
 * distances between samples follow the golden ratio. Counting the assignments of each object took the scheduler 6 to 12 % of its CPU time.
 */
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import type { Heap } from './heap.js';
import { changeFacts, FACT, isPlainKind } from './identity.js';
import * as js from './intrinsics.js';

/** A 256th of eight slots. */
const SAMPLE_WORDS = 2048;
/** 2^32 divided by the golden ratio: so far is one slot from the next, in a circle of 2^32, of which the slots in one eighth begin with a sample. */
const GOLDEN = 0x9e3779b1;
const BITS_OF_EIGHTH = 29;
/** Properties or elements of an object that is described again. Larger ones cost too much, and may be cut. */
const MAX_PARTS = 64;

export const beginsWithSample = (slot: number): boolean => Math.imul(slot, GOLDEN) >>> BITS_OF_EIGHTH === 0;

export class HotObjects {
  readonly #heap: Heap;
  /** the slot that begins with the sample */
  #slot = 0;
  /** Objects that were found to have too many properties are not asked again: V8 sorts the keys of a large one, a million took 0.3 s in each sample. */
  readonly #large = new js.SafeWeakSet<object>();

  constructor(heap: Heap) {
    this.#heap = heap;
    const { ring, hearsOfCalls } = heap;
    if (hearsOfCalls) ring.slotEnds = () => this.slotBegins((ring.C[CELL.HEAD] as number) + 1);
  }

  slotBegins(slot: number): void {
    if (!beginsWithSample(slot)) return;
    this.#slot = slot;
    this.#heap.homes.beginSample();
  }

  /** An object that is not open was assigned to, or a method of it called. */
  used(o: object, known: Stamped): void {
    const { homes } = this.#heap;
    if (!homes.isBack(known) || !homes.isSampling) return;
    if (this.#isInSample()) this.#describe(o, known);
    else homes.endSample();
  }

  #isInSample(): boolean {
    const { ring } = this.#heap;
    return ring.C[CELL.HEAD] === this.#slot && ring.words < SAMPLE_WORDS;
  }

  #describe(o: object, known: Stamped): void {
    const heap = this.#heap;
    // Of one that counts as lost (lost.ts) readers would take the content for what it is from here on: what changes it next would not be told.
    if (!heap.isCurrent(known.facts) || !isPlainKind(known.facts) || this.#isLarge(o)) return;
    const simple = known.facts & FACT.simple;
    heap.resync(o, () => true, undefined);
    changeFacts(known, known.facts | simple);
    heap.stillUnseen(known);
  }

  #isLarge(o: object): boolean {
    if (js.isArray(o)) return o.length > MAX_PARTS;
    if (this.#large.has(o)) return true;
    const isLarge = js.ownKeys(o).length > MAX_PARTS;
    if (isLarge) this.#large.add(o);
    return isLarge;
  }
}
