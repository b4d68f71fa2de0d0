/**
 * What the bodies of `with` need (instrument/with.ts): an object that shields the names of the probes from the program's object, and a look at
 * what an assignment to a name has changed, which may have been a property of that object or a variable around it.
 */
import type { Kit } from '../wire/kit.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';

/** No value of the program's. */
const unread = {};

/** `touch`: looks whether an object has changed, and records it. */
export function shielding(touch: (o: object) => void): Pick<Kit, 'within' | 'shield' | 'looks'> {
  let shield: object = unread;
  return {
    within(o, shieldOf) {
      if (o === null || o === undefined) return o;
      const object = js.toObject(o);
      shield = shieldOf(object);
      return object;
    },
    shield: () => shield,
    looks(o, reads, writes, around) {
      const values = js.list<unknown>();
      for (let i = 0; i < reads.length; i++) values[i] = readOf(reads[i] as () => unknown);
      return (value) => {
        try {
          touch(o);
          for (let i = 0; i < reads.length; i++) {
            const write = writes[i];
            const now = readOf(reads[i] as () => unknown);
            if (typeof write === 'function' && now !== unread && !js.is(now, values[i])) write();
            values[i] = now;
          }
          around?.();
        } catch (error) {
          captureFailed(error);
        }
        return value;
      };
    },
  };
}

/** {@link unread} in its temporal dead zone. */
function readOf(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return unread;
  }
}
