/** Global names, as instrumented code asks for them around a call (instrument/globals.ts): without running the accessor that one may be, and without failing where there is none. */
import type { Kit } from '../wire/kit.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';

export const globalNow: Kit['globalNow'] = (from, name, read) => {
  try {
    for (let o: object | null = from; o !== null && !js.isProxy(o); o = js.getPrototypeOf(o)) {
      const property = js.getOwnPropertyDescriptor(o, name);
      if (property !== undefined) return js.hasOwn(property, 'value') ? property.value : undefined;
    }
  } catch (error) {
    return void captureFailed(error);
  }
  // A script's `let`, `const` or class, or of nobody any more.
  try {
    return read();
  } catch {
    return undefined;
  }
};
