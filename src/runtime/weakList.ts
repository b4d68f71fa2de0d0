/**
 * Objects remembered without being kept alive, in no particular order.
 *
 * A WeakRef will not do: looking at its target keeps that alive to the end of the job, and an object that is looked at in every job is
 * never collected. Node can list a WeakSet; where it does not, WeakRefs have to do after all.
 */
import type { UtilBinding } from './internals.js';
import { list as makeList, SafeWeakSet } from './intrinsics.js';

let list: UtilBinding['previewEntries'] | undefined;

/** Must come before the first list. */
export function listWeaklyBy(preview: UtilBinding['previewEntries'] | undefined): void {
  list = preview;
}

const Ref = WeakRef;

export class WeakList {
  readonly #set = new SafeWeakSet<object>();
  #refs = makeList<WeakRef<object>>();

  has(o: object): boolean {
    return this.#set.has(o);
  }

  add(o: object): void {
    if (this.#set.has(o)) return;
    this.#set.add(o);
    if (list === undefined) this.#refs[this.#refs.length] = new Ref(o);
  }

  /** Those that are still alive. */
  live(): readonly object[] {
    if (list !== undefined) return list(this.#set) as object[];
    const found = makeList<object>();
    const refs = makeList<WeakRef<object>>();
    for (let i = 0; i < this.#refs.length; i++) {
      const ref = this.#refs[i] as WeakRef<object>;
      const o = ref.deref();
      if (o === undefined) continue;
      found[found.length] = o;
      refs[refs.length] = ref;
    }
    this.#refs = refs;
    return found;
  }
}
