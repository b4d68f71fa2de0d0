/**
 * Instances of classes that are not recorded: a framework's requests, sockets, streams. Each leads to the whole inside of a library, and a server
 * makes new ones for every request.
 *
 * The first {@link FAMILIAR} of a class are described with everything they lead to. Of later ones, what they hold directly, and the plain data
 * in that; other such instances and functions are named only, until the program gets them into its own hands.
 */
import { isSilent } from './callees.js';
import * as js from './intrinsics.js';
import { inherited } from './properties.js';

const FAMILIAR = 64;

export class ForeignClasses {
  /** prototype -> how many have been described; -1 for what is no such class */
  readonly #described = new js.SafeWeakMap<object, number>();

  /** One more object with this prototype is described: were there so many before? */
  isFamiliar(prototype: object | null): boolean {
    if (prototype === null) return false;
    const count = this.#count(prototype);
    if (count < 0) return false;
    if (count >= FAMILIAR) return true;
    this.#described.set(prototype, count + 1);
    return false;
  }

  isInstance(o: object): boolean {
    if (typeof o === 'function' || js.isProxy(o) || js.isArray(o)) return false;
    const prototype = js.getPrototypeOf(o);
    return prototype !== null && this.#count(prototype) >= 0;
  }

  /** Is only its name wanted, where an instance of a familiar class leads to it? Bytes and errors are data. */
  isInside(o: object): boolean {
    if (typeof o === 'function') return true;
    return this.isInstance(o) && !js.isView(o) && !js.isNativeError(o);
  }

  #count(prototype: object): number {
    const known = this.#described.get(prototype);
    if (known !== undefined) return known;
    const found = isForeign(prototype) ? 0 : -1;
    this.#described.set(prototype, found);
    return found;
  }
}

/** Prototypes that inherit nothing belong to plain objects, of other realms too. */
function isForeign(prototype: object): boolean {
  if (js.isProxy(prototype) || js.getPrototypeOf(prototype) === null) return false;
  const made = inherited(prototype, 'constructor');
  return typeof made === 'function' && !isSilent(made);
}
