/** What a proxy stands in front of, which the language does not tell: Node's own internals do. Nothing here runs a trap. */
import { isSilent } from './callees.js';
import type { UtilBinding } from './internals.js';
import { isProxy } from './intrinsics.js';
import { nearest } from './properties.js';

let details: UtilBinding['getProxyDetails'] | undefined;

/** Until then, and where Node does not tell, proxies lead to nothing. */
export function readProxiesBy(get: UtilBinding['getProxyDetails'] | undefined): void {
  details = get;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Undefined: nobody tells, or it was revoked. */
export function proxyTarget(proxy: object): object | undefined {
  const target = details?.(proxy, true)?.[0];
  return isObject(target) ? target : undefined;
}

/** Who changes the target: nobody but the language, a function that records what it does, or one that does not. */
export type Changes = 'language' | 'recorded' | 'other';

export type Trap = 'set' | 'deleteProperty';

export function changesBy(proxy: object, trap: Trap): Changes {
  const handler = details?.(proxy, true)?.[1];
  if (!isObject(handler) || isProxy(handler)) return 'other';
  const found = nearest(handler, trap);
  if (found === undefined)
    return trap === 'set' && nearest(handler, 'defineProperty') !== undefined ? 'other' : 'language';
  const f: unknown = found.value;
  return typeof f === 'function' && isSilent(f) ? 'recorded' : 'other';
}
