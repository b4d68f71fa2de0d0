/**
 * Promises that the stream shows as pending. Native code settles them without a word, so they are asked again whenever that may have
 * happened: when the event loop or a microtask gives control back, and after calls of code that is not instrumented.
 *
 * Asking costs about 0.2 us each, so only the latest are asked every time. Those that drop out may be out of date from then on; some of
 * them are asked in each turn, so that what became of them is known at last.
 */
import type { Heap } from './heap.js';
import { list } from './intrinsics.js';
import { promiseDetails } from './promises.js';
import { Latest, WeakList } from './weakList.js';

const LATEST = 32;
const DROPPED_PER_TURN = 8;
/** Listing those that dropped out takes some 30 ns for each of them: of many more than this only in some turns, and then the more of them are asked. */
const LISTED_PER_TURN = 256;

export interface PendingListener {
  /** it is not pending any more */
  settled(promise: object): void;
  /** it is not asked every time from here on */
  dropped(promise: object): void;
}

export class PendingPromises {
  readonly #listener: PendingListener;
  readonly #latest: Latest;
  #dropped = new WeakList();
  #anyDropped = false;
  #cursor = 0;
  /** turns until those that dropped out are listed, and those that went by since they were */
  #wait = 0;
  #waited = 0;

  constructor(heap: Heap, listener: PendingListener) {
    this.#listener = listener;
    this.#latest = new Latest(LATEST, (promise) => {
      this.#dropped.add(promise);
      this.#anyDropped = true;
      listener.dropped(promise);
    });
    heap.describedPending = (promise) => void this.#latest.add(promise);
  }

  /** After code that is not instrumented has run. */
  ask(): void {
    if (!this.#latest.isEmpty) this.#ask(this.#latest.live());
  }

  /** The same, and some of those that nobody asked for a while. */
  turn(): void {
    this.ask();
    if (!this.#anyDropped || this.#waited++ < this.#wait) return;
    const all = this.#dropped.live();
    this.#anyDropped = all.length > 0;
    const some = list<object>();
    const count = this.#waited * DROPPED_PER_TURN;
    for (let i = 0; i < count && i < all.length; i++) some[i] = all[(this.#cursor + i) % all.length] as object;
    this.#cursor += count;
    this.#wait = Math.floor(all.length / LISTED_PER_TURN);
    this.#waited = 0;
    this.#ask(some);
  }

  #ask(promises: readonly object[]): void {
    for (let i = 0; i < promises.length; i++) {
      const promise = promises[i] as object;
      if (promiseDetails(promise)?.state === 'pending') continue;
      this.#latest.delete(promise);
      this.#dropped.delete(promise);
      this.#listener.settled(promise);
    }
  }
}
