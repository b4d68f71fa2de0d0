/**
 * `Object.assign` runs code of the program half-way: getters of its sources, setters of its target, traps. Instrumented code names the target
 * just before the call; where such code is entered by the call itself, which the depth of the stack tells, the target is looked at.
 * Names are taken off after the call. One that a call left by an exception stays until the next word shows that it is gone.
 */
import type { Kit } from '../wire/kit.js';
import { CELL } from '../wire/ring.js';

interface Assigning {
  readonly target: unknown;
  /** of the stack, with the activation that calls */
  readonly depth: number;
  readonly below: Assigning | undefined;
}

export class Assignings {
  readonly #C: Int32Array;
  readonly #look: (target: unknown) => void;
  #last: Assigning | undefined;

  constructor(C: Int32Array, look: (target: unknown) => void) {
    this.#C = C;
    this.#look = look;
  }

  readonly begin: Kit['assigning'] = (source, target) => {
    this.end();
    this.#set({ target, depth: this.#C[CELL.DEPTH] as number, below: this.#last });
    return source;
  };

  /** Code that may be called by it has been entered. */
  entered(): void {
    this.end();
    if (this.#last?.depth === (this.#C[CELL.DEPTH] as number) - 1) this.#look(this.#last.target);
  }

  /** The activation on top calls none any more. */
  end(): void {
    const depth = this.#C[CELL.DEPTH] as number;
    while (this.#last !== undefined && this.#last.depth >= depth) this.#set(this.#last.below);
  }

  clear(): void {
    this.#set(undefined);
  }

  #set(assigning: Assigning | undefined): void {
    this.#last = assigning;
    this.#C[CELL.ASSIGNING] = assigning === undefined ? 0 : 1;
  }
}
