/**
 * What is remembered of objects by their ids, in tables of a fixed size: the fingerprint of what the stream says of an object that was looked at, and
 * whether a function is native. Ids are given once only, so that an entry is about its object or about none; whose place another has taken is
 * found out anew. A WeakMap cost 0.3 us for each object that a server hands over once, and work for the collector.
 */
import * as js from './intrinsics.js';
import { dataValue } from './properties.js';

const OBJECTS = 1 << 13;
const FUNCTIONS = 1 << 8;

export class Fingerprints {
  readonly #ids = new Int32Array(OBJECTS);
  readonly #fingerprints = new Float64Array(OBJECTS);

  is(id: number, fingerprint: number): boolean {
    const i = id & (OBJECTS - 1);
    return this.#ids[i] === id && this.#fingerprints[i] === fingerprint;
  }

  set(id: number, fingerprint: number): void {
    const i = id & (OBJECTS - 1);
    this.#ids[i] = id;
    this.#fingerprints[i] = fingerprint;
  }
}

export class NativeFunctions {
  readonly #ids = new Int32Array(FUNCTIONS);
  readonly #native = new Uint8Array(FUNCTIONS);

  /** Of a function with this id; 0: it has none. */
  is(f: object, id: number): boolean {
    if (id === 0) return isNative(f);
    const i = id & (FUNCTIONS - 1);
    if (this.#ids[i] !== id) {
      this.#native[i] = isNative(f) ? 1 : 0;
      this.#ids[i] = id;
    }
    return this.#native[i] === 1;
  }
}

/** The text of a bound function, or of a proxy's, is that of an anonymous native one, whatever it calls. */
function isNative(f: object): boolean {
  if (!js.endsWith(js.functionText(f), '[native code] }') || js.isProxy(f)) return false;
  const name = dataValue(f, 'name');
  return typeof name !== 'string' || !js.startsWith(name, 'bound ');
}
