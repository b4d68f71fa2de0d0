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
import { type Home, newHome, NO_HOME, UNLOOKED } from './home.js';
import { close, OPEN, stamped, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import { inherited } from './properties.js';

type Key = string | number | symbol;

const MAX_CHAIN = 64;
/** Finding out what a prototype's objects can be opened to takes as long as so many looks, about. */
const MANY_LOOKS = 16;
/** In the place of either cell: nothing is open. No object is of all kinds. */
const NEVER = -1;

export class Homes {
  readonly #C: Int32Array;
  /** changes of the prototype are heard of from here on */
  readonly #hearOf: (prototype: object) => void;
  /** the latest value of CELL.OPEN_TO_WRITES */
  #last: number = OPEN.writes;
  /** what it was when a sample began; NEVER: there is none */
  #beforeSample = NEVER;

  constructor(C: Int32Array, hearOf: (prototype: object) => void) {
    this.#C = C;
    this.#hearOf = hearOf;
    this.closeAll();
  }

  /** Whatever is open is closed. */
  closeAll(): void {
    // First: the stack may end before it is said anew.
    this.#C[CELL.OPEN_TO_CALLS] = NEVER;
    this.#beforeSample = NEVER;
    const next = (this.#last + OPEN.step) | 0;
    // An object may be left that was open the first time.
    this.#last = this.#last === NEVER || next === OPEN.writes ? NEVER : next;
    this.#C[CELL.OPEN_TO_WRITES] = this.#last;
    this.sayOpen();
  }

  /** It stays closed until {@link endSample}. */
  beginSample(): void {
    const before = this.isSampling ? this.#beforeSample : (this.#C[CELL.OPEN_TO_WRITES] as number);
    this.closeAll();
    this.#beforeSample = before;
  }

  get isSampling(): boolean {
    return this.#beforeSample !== NEVER;
  }

  /** What was open before the sample is open again. */
  endSample(): void {
    this.#C[CELL.OPEN_TO_WRITES] = this.#beforeSample;
    this.#beforeSample = NEVER;
    this.sayOpen();
  }

  /** While objects wait for the next call to return, calls need a look. */
  sayOpen(): void {
    const { [CELL.OPEN_TO_WRITES]: opening, [CELL.UNFILLED]: unfilled } = this.#C;
    this.#C[CELL.OPEN_TO_CALLS] =
      unfilled !== 0 || opening === NEVER ? NEVER : ((opening as number) & ~OPEN.kinds) | OPEN.calls;
  }

  /** The object is used. Has it been before, but not since all that was open was closed? */
  isBack(known: Stamped): boolean {
    const before = known.opened;
    const now = (this.#C[CELL.OPEN_TO_WRITES] as number) & ~OPEN.kinds;
    if ((before & ~OPEN.kinds) === now) return false;
    known.opened = now;
    return before !== 0;
  }

  /** Of an object that only instrumented code has had in its hands. `kinds`: what else is known of it allows. */
  open(known: Stamped, kinds: number): void {
    const home = this.#current(known);
    if (home === undefined || ++home.looks < MANY_LOOKS) return;
    if (home.opens === UNLOOKED) home.opens = this.#opensOf(home);
    this.#openTo(known, home.opens & kinds);
    if ((home.opens & OPEN.calls) !== 0) home.opened = known.opened & ~OPEN.writes;
  }

  /** Of a typed array whose bytes no other described object shows. */
  openView(known: Stamped): void {
    this.#openTo(known, OPEN.writes | OPEN.elements);
  }

  #openTo(known: Stamped, kinds: number): void {
    const opening = this.#C[CELL.OPEN_TO_WRITES] as number;
    if (opening !== NEVER) known.opened = (opening & ~OPEN.kinds) | kinds;
  }

  #opensOf({ prototype, shadows }: Home): number {
    this.#hearOf(prototype);
    const isSilent = !shadows && areAllSilent(prototype);
    return (isAllFree(prototype) ? OPEN.writes : 0) | (isSilent ? OPEN.calls : 0);
  }

  /** Of an object that is simple. */
  enter(known: Stamped, prototype: object | null, shadows: boolean): void {
    known.home = prototype === null ? NO_HOME : this.#of(prototype, shadows);
    close(known);
  }

  /** One of the object's properties is a function from now on. */
  shadow(known: Stamped): void {
    const home = known.home as Home;
    if (home === NO_HOME || home.shadows) return;
    close(known);
    known.home = this.#of(home.prototype, true);
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
