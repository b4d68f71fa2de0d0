/**
 * Functions of which something can be spared, the one of which most can be first: a binary heap over `Share.spare`. While the overhead budget
 * looked through all functions for each step that it took, prettier (4,700 functions that were called) spent 29 % of its CPU time on that, and was slower with
 * everything left out than with nothing.
 */
import { list } from './intrinsics.js';
import type { Share } from './share.js';

export class MostFirst {
  readonly #shares = list<Share>();
  #count = 0;

  get first(): Share | undefined {
    return this.#count === 0 ? undefined : this.#shares[0];
  }

  /** In place of those that were in it; goes by their `next` level. */
  fill(all: readonly Share[]): void {
    const shares = this.#shares;
    let count = 0;
    for (let i = 0; i < all.length; i++) {
      const share = all[i] as Share;
      if (share.next >= share.floor) continue;
      share.spare = share.excess(share.next);
      if (share.spare > 0) shares[count++] = share;
    }
    this.#count = count;
    for (let at = (count >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** The first one's `next` level has changed. */
  firstChanged(): void {
    const shares = this.#shares;
    const share = shares[0] as Share;
    share.spare = share.next < share.floor ? share.excess(share.next) : 0;
    if (share.spare <= 0) shares[0] = shares[--this.#count] as Share;
    this.#sink(0);
  }

  #sink(from: number): void {
    const shares = this.#shares;
    const count = this.#count;
    const share = shares[from] as Share;
    let at = from;
    for (let child = 2 * at + 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && (shares[child + 1] as Share).spare > (shares[child] as Share).spare) child++;
      const greater = shares[child] as Share;
      if (greater.spare <= share.spare) break;
      shares[at] = greater;
      at = child;
    }
    shares[at] = share;
  }
}
