/**
 * Known objects that uninstrumented code may be changing: handed over, or looked at since what was handed over leads to them. An object is among
 * them until it is said to be unseen (`watch` event), which it is as soon as nobody looks at it.
 */
import { CONTENT, SYSTEM, WATCH } from '../wire/trace.js';
import type { Stamped } from '../wire/probes.js';
import type { Heap } from './heap.js';
import { changeFacts, FACT } from './identity.js';
import * as js from './intrinsics.js';

/** Records that are kept: with more of them, those of before are said to be unseen. */
const EXPOSED = 1024;

export class Exposure {
  readonly #heap: Heap;
  readonly #exposed = js.list<Stamped>();

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  get isEmpty(): boolean {
    return this.#exposed.length === 0;
  }

  add(known: Stamped): void {
    if ((known.facts & FACT.exposed) !== 0) return;
    if (this.#exposed.length === EXPOSED) this.end(undefined);
    changeFacts(known, known.facts | FACT.exposed);
    this.#exposed[this.#exposed.length] = known;
  }

  /** What may have been changed and is not looked at just now is unseen from here. */
  end(lookedAt: { has(known: Stamped): boolean } | undefined): void {
    const exposed = this.#exposed;
    let kept = 0;
    for (let i = 0; i < exposed.length; i++) {
      const known = exposed[i] as Stamped;
      if (lookedAt?.has(known) !== true) {
        this.unwatch(known);
        // One that the stream has lost since is when it is described again.
        changeFacts(known, known.facts | FACT.unseen);
      }
      if ((known.facts & FACT.unseen) === 0) exposed[kept++] = known;
      else changeFacts(known, known.facts & ~FACT.exposed);
    }
    exposed.length = kept;
  }

  /** Nobody looks at the object for now: what it is may be out of date from here on. */
  unwatch(known: Stamped): void {
    if ((known.facts & FACT.unseen) !== 0 || !this.#heap.isCurrent(known.facts)) return;
    changeFacts(known, known.facts | FACT.unseen);
    this.#heap.handedOver(known);
    this.#heap.ring.system(SYSTEM.watch, WATCH.unseen, [known.id]);
    // What its instances inherit may be changed with it.
    if ((known.facts & FACT.kindMask) === CONTENT.class) this.#heap.mayChangePrototypes();
  }
}
