/** What Resync looks at in one go. */
import type { Stamped } from '../wire/probes.js';
import * as js from './intrinsics.js';
import type { Piece } from './timeBudget.js';

/** Objects that are compared one by one; more of them go into a set, which takes 0.2 us to make. */
const FEW = 8;

export class Round {
  readonly #first = js.list<Stamped>();
  #rest: js.SafeSet<Stamped> | undefined;

  constructor(
    readonly piece: Piece,
    /** looked at whatever time it takes: objects from one on, and those handed over lately to begin with */
    readonly objects: number,
    readonly roots: number,
    /** all of the time has been taken: of uninstrumented code's own objects none is looked at, and nothing is remembered for later turns */
    readonly isOverdrawn: boolean,
  ) {}

  get size(): number {
    return this.#first.length + (this.#rest?.size ?? 0);
  }

  has(known: Stamped): boolean {
    const first = this.#first;
    for (let i = 0; i < first.length; i++) if (first[i] === known) return true;
    return this.#rest?.has(known) === true;
  }

  /** False: it has been done. */
  add(known: Stamped): boolean {
    if (this.has(known)) return false;
    if (this.#first.length < FEW) this.#first[this.#first.length] = known;
    else {
      this.#rest ??= new js.SafeSet();
      this.#rest.add(known);
    }
    return true;
  }
}
