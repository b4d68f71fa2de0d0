/** What one place in the code remembers of the prototypes that it has met. */
import type { Home, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { isSilent } from './callees.js';
import * as js from './intrinsics.js';

/** Classes that one place remembers without asking a map. */
const AT_HAND = 4;
/** Of a chain. */
const MAX_CLASSES = 64;

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
    if (home.changes !== C[CELL.PROTOTYPES]) return false;
    if (home === first || home === second || home === third || home === fourth) return true;
    if (!passes(os)) return false;
    fourth = third;
    third = second;
    second = first;
    first = home;
    return true;
  };
}

/** What was found for objects that one place in the code meets, if anything: that of the first four is at hand. */
function remembering<T>(find: (o: object) => T | undefined): (o: object) => T | undefined {
  const objects: (object | undefined)[] = js.list();
  const results: (T | undefined)[] = js.list();
  let count = 0;
  let others: js.SafeWeakMap<object, T> | undefined;

  function findOther(o: object): T | undefined {
    const known = others?.get(o);
    if (known !== undefined) return known;
    const found = find(o);
    if (found === undefined) return undefined;
    if (count < AT_HAND) {
      objects[count] = o;
      results[count++] = found;
    } else {
      others ??= new js.SafeWeakMap<object, T>();
      others.set(o, found);
    }
    return found;
  }

  return (o) => {
    for (let i = 0; i < count; i++) if (objects[i] === o) return results[i];
    return findOther(o);
  };
}

/**
 * For one constructor: what `make` makes for a class whose instance it begins (`new.target`), if that is instrumented, and so are all between it and the constructor.
 * Another adds to the object what it likes, once the constructor has returned.
 */
export const ownClass = <T>(make: () => T): ((target: object) => T | undefined) =>
  remembering((target) => (areInstrumented(target) ? make() : undefined));

/** The same where the class has to be told from the instance: fields are defined where nobody knows `new.target`. */
export function ownInstance(): (o: object) => boolean {
  const isOwn = remembering((prototype) => {
    if (js.isProxy(prototype)) return undefined;
    const target: unknown = js.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    return typeof target === 'function' && areInstrumented(target) ? true : undefined;
  });
  return (o) => {
    const prototype = js.getPrototypeOf(o);
    return prototype !== null && isOwn(prototype) === true;
  };
}

/** The class, and those whose constructors `super()` comes to from there. */
function areInstrumented(target: object): boolean {
  let at = target;
  for (let i = 0; i < MAX_CLASSES; i++) {
    if (js.isProxy(at) || !isSilent(at)) return false;
    if (!js.startsWith(js.functionText(at), 'class')) return true;
    const base = js.getPrototypeOf(at);
    // What classes inherit that extend none: Function.prototype, of whatever realm.
    if (base === null || (!js.isProxy(base) && !js.hasOwn(base, 'prototype'))) return true;
    at = base;
  }
  return false;
}
