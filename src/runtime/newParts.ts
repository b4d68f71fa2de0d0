/**
 * What is handed over may be new (`foreign(list.map(f))`, `foreign(new Map([[key, o]]))`): nobody has described it, so that it cannot be out of date, but the
 * objects in it may be known, and whoever has it may change these.
 */
import type { Heap } from './heap.js';
import { factsOf } from './identity.js';
import * as js from './intrinsics.js';
import { dataValue } from './properties.js';
import { proxyTarget } from './proxies.js';

/** Values that are looked for known objects, in all that is new behind one. */
const MOST = 1000;

/** What a program makes to hand something over, of what is no proxy. Anything else may lead to all of Node. */
function isPlainContainer(o: object): boolean {
  const prototype = js.getPrototypeOf(o);
  return prototype === Object.prototype || prototype === null
    ? !js.isModuleNamespaceObject(o)
    : js.isArray(o) || js.isMap(o) || js.isSet(o);
}

/** Functions close over things, which nobody can list. */
export const isContainer = (value: unknown): value is object =>
  typeof value === 'object' ? value !== null : typeof value === 'function' && js.isProxy(value);

/** Objects in the stream that one that is not in it leads to, by others that are not. No code of the program runs. */
export function knownParts(o: object, heap: Heap): readonly object[] {
  const known = js.list<object>();
  const fresh = new js.SafeSet<object>();
  fresh.add(o);
  let left = MOST;
  const meet = (value: unknown): void => {
    left--;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (heap.isCurrent(factsOf(value))) known[known.length] = value;
    else if (isContainer(value)) fresh.add(value);
  };
  // What is found on the way is gone through, too.
  fresh.forEach((container) => {
    if (js.isProxy(container)) meet(proxyTarget(container));
    else if (isPlainContainer(container)) meetParts(container);
  });
  return known;

  function meetParts(container: object): void {
    if (js.isMap(container)) {
      const entries = js.mapEntries(container);
      for (let step = js.mapIteratorNext(entries); step.done !== true && left > 0; step = js.mapIteratorNext(entries)) {
        meet((step.value as [unknown, unknown])[0]);
        meet((step.value as [unknown, unknown])[1]);
      }
    } else if (js.isSet(container)) {
      const values = js.setValues(container);
      for (let step = js.setIteratorNext(values); step.done !== true && left > 0; step = js.setIteratorNext(values))
        meet(step.value);
    }
    const keys = js.ownKeys(container);
    for (let i = 0; i < keys.length && left > 0; i++) meet(dataValue(container, keys[i] as string | symbol));
  }
}
