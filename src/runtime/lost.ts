/**
 * Lost objects: assignments to them were left out (reducedProbes.ts), and the stream says that they may have changed. They are not described anew
 * in the same window of the overhead budget, which would be so after each of their assignments. An object's facts say that it is one, and since which window.
 */
import { FACT } from './identity.js';

/** Words that lost objects are described anew with in one window: half a millisecond. */
const MAX_WORDS = 8192;
const MASK = FACT.described | FACT.protoWritten | FACT.named | FACT.generationMask;
/** As many as fit between the generation's first and last. */
const WINDOWS = FACT.generationMask >> FACT.generationShift;

/** Of facts: named before, and not described now. Objects that never were have no generation. */
export const wasLost = (facts: number): boolean =>
  (facts & (FACT.described | FACT.protoWritten | FACT.named)) === FACT.named && (facts & FACT.generationMask) !== 0;

export class LostObjects {
  /** facts of those that were lost in this window; -1: there is no such window */
  #now = -1;
  #words = 0;

  /** Assignments may be left out, and results of calls. */
  get isAnyPossible(): boolean {
    return this.#now !== -1;
  }

  /** A window begins: what was lost before is described when it is seen. */
  begin(window: number): void {
    this.#now = FACT.named | ((1 + (window % WINDOWS)) << FACT.generationShift);
    this.#words = 0;
  }

  /** Of facts: it is lost, and not described anew yet. */
  has(facts: number): boolean {
    if ((facts & MASK) === this.#now) return true;
    return this.#words > MAX_WORDS && wasLost(facts);
  }

  /** Facts of an object that is lost from now on. */
  marked(facts: number): number {
    return (facts & FACT.protoWritten) === 0 ? (facts & ~FACT.generationMask) | this.#now : facts;
  }

  /** One of them was described anew. */
  described(words: number): void {
    this.#words += words;
  }
}
