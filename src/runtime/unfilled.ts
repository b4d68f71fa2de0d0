/**
 * Native methods make arrays, views and promises by the constructor of a subclass (`List.of`, `list.map`, `Job.resolve`), and fill or settle
 * them when it is done: what the constructor's end has shown of them is not what the method returns.
 */
import { CELL } from '../wire/ring.js';
import { CONTENT } from '../wire/trace.js';
import type { Heap } from './heap.js';
import { knownKind } from './identity.js';
import { SafeSet, SafeWeakSet } from './intrinsics.js';

const FILLED_LATER = new SafeSet<number>([CONTENT.array, CONTENT.typedArray, CONTENT.arrayBuffer, CONTENT.promise]);

export class Unfilled {
  readonly #heap: Heap;
  #made: SafeWeakSet<object> | undefined;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** No constructor of a subclass has run in this turn. */
  get isEmpty(): boolean {
    return this.#heap.ring.C[CELL.UNFILLED] === 0;
  }

  /** A constructor's `super()` has made it. */
  add(o: unknown): void {
    if (typeof o !== 'object' || o === null) return;
    if (!FILLED_LATER.has(knownKind(o))) return;
    this.#made ??= new SafeWeakSet();
    this.#heap.ring.C[CELL.UNFILLED] = 1;
    this.#heap.homes.sayOpen();
    this.#made.add(o);
  }

  /** A method has returned it: was it made since? */
  take(result: unknown): result is object {
    return typeof result === 'object' && result !== null && this.#made?.delete(result) === true;
  }

  clear(): void {
    this.#made = undefined;
    this.#heap.ring.C[CELL.UNFILLED] = 0;
    this.#heap.homes.sayOpen();
  }
}
