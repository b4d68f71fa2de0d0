/** Globals whose value Node makes when it is first asked for, by loading undici: 40 ms, and symbols on the global object that tell of it. */
import * as js from './intrinsics.js';

const NAMES = new js.SafeSet<string | symbol>([
  ...[
    'CloseEvent',
    'ErrorEvent',
    'EventSource',
    'FormData',
    'Headers',
    'MessageEvent',
    'Request',
    'Response',
    'WebSocket',
  ],
]);
const IS_LOADED = Symbol.for('undici.globalDispatcher.1');

export const isUndiciLoaded = (): boolean => js.hasOwn(globalThis, IS_LOADED);

/** Would asking an object for the property load it? */
export const loadsUndici = (o: object, key: string | symbol): boolean =>
  o === globalThis && NAMES.has(key) && !isUndiciLoaded();
