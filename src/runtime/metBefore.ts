/** What one place in the code remembers of the prototypes that it has met. */
import type { Home, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { isSilent } from './callees.js';
import * as js from './intrinsics.js';

/**
 * A test of what objects of one prototype have in common (homes.ts), for one place in the code: the answers for the last four prototypes
 * are at hand. A lookup in the home's own set takes 15 ns.
 */
export function metBefore(C: Int32Array, passes: (os: Stamped) => boolean): (os: Stamped) => boolean {
  let first: Home | undefined;
  let second: Home | undefined;
  let third: Home | undefined;
  let fourth: Home | undefined;
  return (os) => {
    const { home } = os;
    if (home === undefined || home.changes !== C[CELL.PROTOTYPES]) return false;
    if (home === first || home === second || home === third || home === fourth) return true;
    if (!passes(os)) return false;
    fourth = third;
    third = second;
    second = first;
    first = home;
    return true;
  };
}

/**
 * For one constructor: whether the class whose instance it begins (`new.target`) is instrumented. Another adds to the object what it likes, once the constructor has
 * returned.
 */
export function ownClass(): (target: object) => boolean {
  let last: object | undefined;
  return (target) => {
    if (target === last) return true;
    if (!isSilent(target)) return false;
    last = target;
    return true;
  };
}

/** The same where the class has to be told from the instance: fields are defined where nobody knows `new.target`. */
export function ownInstance(): (o: object) => boolean {
  let last: object | null | undefined;
  return (o) => {
    const prototype = js.getPrototypeOf(o);
    if (prototype === last) return true;
    if (prototype === null || js.isProxy(prototype)) return false;
    const target: unknown = js.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    if (typeof target !== 'function' || !isSilent(target)) return false;
    last = prototype;
    return true;
  };
}
