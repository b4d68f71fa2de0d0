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

  delete(o: object): void {
    if (!this.#set.delete(o) || list !== undefined) return;
    const rest = makeList<WeakRef<object>>();
    for (let i = 0; i < this.#refs.length; i++) {
      const ref = this.#refs[i] as WeakRef<object>;
      if (ref.deref() !== o) rest[rest.length] = ref;
    }
    this.#refs = rest;
  }

  /** Those that are still alive. */
  live(): readonly object[] {
    if (list !== undefined) return withoutHoles(list(this.#set));
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

/** Elements that are collected while Node lists them leave holes. */
function withoutHoles(listed: readonly unknown[]): readonly object[] {
  let count = 0;
  for (let i = 0; i < listed.length; i++) if (listed[i] !== undefined) count++;
  if (count === listed.length) return listed as readonly object[];
  const found = makeList<object>();
  for (let i = 0; i < listed.length; i++) if (listed[i] !== undefined) found[found.length] = listed[i] as object;
  return found;
}

/** The last objects that were added, weakly: between `size` and twice as many. */
export class Latest {
  readonly #size: number;
  readonly #drop: (o: object) => void;
  #newer = new WeakList();
  #older = new WeakList();
  #added = 0;
  #anyOlder = false;

  constructor(size: number, drop: (o: object) => void) {
    this.#size = size;
    this.#drop = drop;
  }

  get isEmpty(): boolean {
    return this.#added === 0 && !this.#anyOlder;
  }

  add(o: object): void {
    if (this.#newer.has(o)) return;
    if (this.#added === this.#size) this.#age();
    this.#newer.add(o);
    this.#added++;
  }

  delete(o: object): void {
    this.#newer.delete(o);
    this.#older.delete(o);
  }

  /** Those that are still alive. */
  live(): readonly object[] {
    const newer = this.#newer.live();
    this.#added = newer.length;
    if (!this.#anyOlder) return newer;
    const found = makeList<object>();
    const older = this.#older.live();
    for (let i = 0; i < newer.length; i++) found[i] = newer[i] as object;
    for (let i = 0; i < older.length; i++) {
      const o = older[i] as object;
      if (!this.#newer.has(o)) found[found.length] = o;
    }
    this.#anyOlder = older.length > 0;
    return found;
  }

  #age(): void {
    const dropped = this.#older.live();
    const kept = this.#newer;
    this.#older = kept;
    this.#newer = new WeakList();
    this.#added = 0;
    this.#anyOlder = true;
    for (let i = 0; i < dropped.length; i++) if (!kept.has(dropped[i] as object)) this.#drop(dropped[i] as object);
  }
}
