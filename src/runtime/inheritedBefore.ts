/**
 * What instances of the program's classes inherit, as it was when uninstrumented code may have had the class, or one of them, in its hands: such code replaces methods that are taken for silent by
 * way of the class (`P.prototype.read = f`), whose instances nobody handed over, or of an instance. Compared by ids, so that nothing is kept alive; the first time there is nothing to compare with.
 */
import { isProgramsClass } from './callees.js';
import { FACT, idOf, stamp, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import { dataValue } from './properties.js';

const MAX_CHAIN = 64;

interface Seen {
  readonly keys: readonly (string | symbol)[];
  /** three for each key */
  readonly words: readonly number[];
  /** id of its own prototype */
  readonly above: number;
}

export class InheritedBefore {
  readonly #seen = new js.SafeWeakMap<object, Seen>();
  /** Is the prototype one of the program's own? */
  readonly #own = new js.SafeWeakMap<object, boolean>();
  #last: object | undefined;

  /** Code of the program may have run since the last question. */
  begin(): void {
    this.#last = undefined;
  }

  /** The program changes the prototype: what was found out meanwhile holds for another state of it, which may come back. */
  forget(prototype: object): void {
    this.#seen.delete(prototype);
  }

  /** Is what instances of this class, or objects like this one, inherit as it was when it was asked about last? */
  areSame(o: object): boolean {
    if (js.isProxy(o)) return true;
    const prototype = typeof o === 'function' ? dataValue(o, 'prototype') : js.getPrototypeOf(o);
    if (typeof prototype !== 'object' || prototype === null || prototype === this.#last) return true;
    this.#last = prototype;
    return this.#isSame(prototype);
  }

  #isSame(prototype: object): boolean {
    let at: object | null = prototype;
    let isSame = true;
    // What nobody has heard of is found out anew wherever it is met.
    for (let i = 0; at !== null && i < MAX_CHAIN && isHeardOf(at) && this.#isOwn(at); i++) {
      const before = this.#seen.get(at);
      const now = lookedAt(at);
      if (before === undefined || !areEqual(before, now)) {
        this.#seen.set(at, now);
        isSame = false;
      }
      at = js.getPrototypeOf(at);
    }
    return isSame;
  }

  /** Methods of other classes are not silent; built-in ones, which have up to a hundred, nobody replaces in passing. */
  #isOwn(prototype: object): boolean {
    const known = this.#own.get(prototype);
    if (known !== undefined) return known;
    const made = dataValue(prototype, 'constructor');
    const isOwn = typeof made !== 'function' || isProgramsClass(made);
    this.#own.set(prototype, isOwn);
    return isOwn;
  }
}

const isHeardOf = (o: object): boolean => ((stampOf(o)?.facts ?? 0) & FACT.protoWritten) !== 0 && !js.isProxy(o);

function lookedAt(prototype: object): Seen {
  const keys = js.ownKeys(prototype);
  const words = js.list<number>();
  for (let i = 0; i < keys.length; i++) {
    const descriptor = js.getOwnPropertyDescriptor(prototype, keys[i] as string | symbol);
    const isData = descriptor !== undefined && js.hasOwn(descriptor, 'value');
    words[words.length] = idFor(isData ? descriptor.value : descriptor?.get);
    words[words.length] = isData ? 0 : idFor(descriptor?.set);
    words[words.length] = (isData ? 1 : 0) | (descriptor?.writable === true ? 2 : 0);
  }
  return { keys, words, above: idFor(js.getPrototypeOf(prototype)) };
}

/** 0: no object. */
function idFor(value: unknown): number {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return 0;
  return idOf(value) || stamp(value);
}

function areEqual(a: Seen, b: Seen): boolean {
  if (a.above !== b.above || a.keys.length !== b.keys.length) return false;
  for (let i = 0; i < a.keys.length; i++) if (a.keys[i] !== b.keys[i]) return false;
  for (let i = 0; i < a.words.length; i++) if (a.words[i] !== b.words[i]) return false;
  return true;
}
