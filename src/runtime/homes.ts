/**
 * What plain objects with one prototype have in common, as long as only instrumented code has had them in its hands (FACT.simple): which
 * properties can be assigned without running anything, and which methods are silent (callees.ts). Found out once for each prototype instead of for
 * each object; whatever may change a prototype makes all of it out of date (CELL.PROTOTYPES).
 *
 * Invariant: an object of whose properties one may be a function has a home that shadows, in which no method is known.
 */
import { CELL } from '../wire/ring.js';
import { isSilent } from './callees.js';
import type { Stamped } from '../wire/probes.js';
import { type Home, LOUD, newHome, NO_HOME, UNLOOKED } from './home.js';
import { close, stamped, stampOf, WRITES } from './identity.js';
import * as js from './intrinsics.js';
import { inherited } from './properties.js';

type Key = string | number | symbol;

const MAX_CHAIN = 64;
/** Finding out that a prototype is free takes as long as so many looks, about. */
const MANY_LOOKS = 16;
/** Nothing is open from here on: no `writes` are like it without their count. */
const NEVER = WRITES.count;

export class Homes {
  readonly #C: Int32Array;

  constructor(C: Int32Array) {
    this.#C = C;
    C[CELL.OPENING] = WRITES.step;
  }

  /** Whatever is open is closed. */
  closeAll(): void {
    const next = ((this.#C[CELL.OPENING] as number) + WRITES.step) | 0;
    // An object may be left that was open the first time.
    this.#C[CELL.OPENING] = next === 0 ? NEVER : next;
  }

  /** Of an object that is simple, and not fingerprinted, to which something has just been assigned. */
  open(known: Stamped): void {
    const home = this.#current(known);
    if (home === undefined || ++home.looks < MANY_LOOKS) return;
    home.isFree ??= isAllFree(home.prototype);
    if (home.isFree) this.#openAs(known, 0);
  }

  /** Of a typed array whose bytes no other described object shows. */
  openView(known: Stamped): void {
    this.#openAs(known, WRITES.view);
  }

  #openAs(known: Stamped, kind: number): void {
    const opening = this.#C[CELL.OPENING] as number;
    if (opening !== NEVER) known.writes = (known.writes & WRITES.count) | kind | opening;
  }

  /** Of an object that is simple. */
  enter(known: Stamped, prototype: object | null, shadows: boolean): void {
    known.home = prototype === null ? NO_HOME : this.#of(prototype, shadows);
    close(known);
  }

  /** One of the object's properties is a function from now on. */
  shadow(known: Stamped): void {
    const home = known.home as Home;
    if (home !== NO_HOME && !home.shadows) known.home = this.#of(home.prototype, true);
  }

  /** Undefined: nothing is known, or not any more. */
  #current(known: Stamped): Home | undefined {
    const home = known.home as Home;
    return home.changes === this.#C[CELL.PROTOTYPES] ? home : undefined;
  }

  isAssignable(known: Stamped, key: Key): boolean {
    return this.#current(known)?.assignable.has(key) === true;
  }

  /** The property has just been assigned, is the object's own and data. */
  assigned(known: Stamped, key: Key): void {
    const home = this.#renewed(known);
    if (home !== undefined && !home.assignable.has(key) && isFree(home.prototype, key)) home.assignable.add(key);
  }

  isSilent(known: Stamped, key: unknown): boolean {
    return this.#current(known)?.silent.has(key as Key) === true;
  }

  /** The objects have the method of that name from their prototypes, and it is this one. */
  inherits(known: Stamped, key: string, method: object): boolean {
    const home = this.#current(known);
    return home !== undefined && !home.shadows && inherited(home.prototype, key) === method;
  }

  /** The prototype of an object that is simple, if nobody has looked yet whether its methods are silent. */
  unlooked(known: Stamped): object | undefined {
    const home = this.#current(known);
    return home === undefined || home.shadows || home.quiet !== UNLOOKED ? undefined : home.prototype;
  }

  /** Looks whether all methods that the object has from its prototypes are silent. */
  quieten(known: Stamped): void {
    const home = this.#current(known);
    if (home !== undefined) home.quiet = areAllSilent(home.prototype) ? home.changes : LOUD;
  }

  /** The method of that name was found on the chain, and is silent. */
  foundSilent(known: Stamped, key: Key): void {
    const home = this.#renewed(known);
    if (home !== undefined && !home.shadows) home.silent.add(key);
  }

  #renewed(known: Stamped): Home | undefined {
    const home = known.home as Home;
    if (home === NO_HOME) return undefined;
    if (home.changes !== this.#C[CELL.PROTOTYPES]) known.home = this.#of(home.prototype, home.shadows);
    return known.home as Home;
  }

  #of(prototype: object, shadows: boolean): Home {
    const known = stampOf(prototype) ?? stamped(prototype);
    const changes = this.#C[CELL.PROTOTYPES] as number;
    let home = known.below as Home | undefined;
    if (home === undefined || home.changes !== changes) {
      home = newHome(prototype, changes, newHome(prototype, changes, undefined));
      known.below = home;
    }
    return shadows ? (home.shadowed ?? home) : home;
  }
}

/** Nothing on the chain hears of an assignment to the key, or keeps it off. */
export function isFree(prototype: object, key: Key): boolean {
  let at: object | null = prototype;
  for (let i = 0; at !== null && i < MAX_CHAIN; i++) {
    if (js.isProxy(at)) return false;
    const descriptor = js.getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return js.hasOwn(descriptor, 'value') && descriptor.writable === true;
    at = js.getPrototypeOf(at);
  }
  return at === null;
}

/** The same for all names but `__proto__`. */
const isAllFree = (prototype: object): boolean =>
  isTrueOfAll(prototype, (key, { writable }) => key === '__proto__' || writable === true);

/** Whatever is called by a name that does not begin with `__` is a silent method, or no function. */
const areAllSilent = (prototype: object): boolean =>
  isTrueOfAll(
    prototype,
    (key, descriptor) =>
      js.startsWith(key, '__') ||
      (js.hasOwn(descriptor, 'value') && (typeof descriptor.value !== 'function' || isSilent(descriptor.value))),
  );

/** Of everything on the chain that has a name. */
function isTrueOfAll(prototype: object, holds: (key: string, descriptor: PropertyDescriptor) => boolean): boolean {
  let at: object | null = prototype;
  for (let i = 0; at !== null && i < MAX_CHAIN; i++) {
    if (js.isProxy(at)) return false;
    const keys = js.ownKeys(at);
    for (let k = 0; k < keys.length; k++) {
      const key = keys[k] as Key;
      if (typeof key === 'symbol') continue;
      const descriptor = js.getOwnPropertyDescriptor(at, key);
      if (descriptor === undefined || !holds(key as string, descriptor)) return false;
    }
    at = js.getPrototypeOf(at);
  }
  return at === null;
}
