/** State of a promise, which the language does not tell: Node's own internals do. */
import type { UtilBinding } from './internals.js';
import { isProxy } from './intrinsics.js';

const STATES = ['pending', 'fulfilled', 'rejected'] as const;

export interface PromiseDetails {
  readonly state: (typeof STATES)[number];
  readonly result: unknown;
}

let details: UtilBinding['getPromiseDetails'] | undefined;

/** Until then, and where Node does not tell, promises have no state. */
export function readPromisesBy(get: UtilBinding['getPromiseDetails'] | undefined): void {
  details = get;
}

export function promiseDetails(promise: object): PromiseDetails | undefined {
  if (details === undefined || isProxy(promise)) return undefined;
  const found = details(promise);
  const state = STATES[found?.[0] ?? -1];
  return state === undefined ? undefined : { state, result: found?.[1] };
}
