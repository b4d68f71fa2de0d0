/**
 * Which generator in `yield*` calls the methods of an iterator that is no generator. In the first round its `yield*` has just begun; in the
 * next ones it is resumed where no probe stands, and found again by the iterator.
 */
import { CELL } from '../wire/ring.js';
import * as js from './intrinsics.js';
import { CALLEE, calleeClass } from './callees.js';
import { inherited } from './properties.js';

export class Delegations {
  readonly #C: Int32Array;
  readonly #write: (id: number) => void;
  readonly #ids = new js.SafeWeakMap<object, number>();
  /** activation whose iterator is not known yet, 0: none; and how deep its iterator's methods are entered */
  #begun = 0;
  #depth = 0;
  /** generators in `yield*` are not counted: where nothing else runs, the calls that make the iterator and ask it look like turns */
  #falseTurns = 0;

  constructor(C: Int32Array, write: (id: number) => void) {
    this.#C = C;
    this.#write = write;
  }

  /** A generator's activation begins `yield*`. */
  begin(iterable: unknown, id: number): void {
    this.#begun = 0;
    if (typeof iterable !== 'object' || iterable === null || !makesIterator(iterable)) return;
    this.#C[CELL.DELEGATING] = 1;
    this.#begun = id;
    this.#depth = (this.#C[CELL.DEPTH] as number) + 1;
    this.#falseTurns = this.#depth === 1 ? 2 : 0;
  }

  /** A method of a possible iterator has been called. */
  called(iterator: unknown): void {
    if (typeof iterator !== 'object' || iterator === null) return;
    const id = this.#ids.get(iterator);
    if (this.#begun !== 0 && this.#C[CELL.DEPTH] === this.#depth) {
      this.#ids.set(iterator, this.#begun);
      this.#begun = 0;
    } else if (id !== undefined) this.#write(id);
  }

  /** A turn of the event loop begins: the first round is over. */
  turn(): void {
    if (this.#falseTurns === 0) this.#begun = 0;
    else this.#falseTurns--;
  }
}

/** By a function of the program, which is no generator itself. */
function makesIterator(iterable: object): boolean {
  const make = inherited(iterable, js.iterator) ?? inherited(iterable, js.asyncIterator);
  return typeof make === 'function' && calleeClass(make) === CALLEE.recorded;
}
