/** Contexts of `node:vm`: writing to the global object of one changes the sandbox that it was made of, which is another object. */
import { isProxy } from './intrinsics.js';
import { dataValue } from './properties.js';

let areUsed = false;

/** The program loads `node:vm`. */
export function expectContexts(): void {
  areUsed = true;
}

export const isGlobalOfContext = (o: object): boolean =>
  areUsed && o !== globalThis && !isProxy(o) && dataValue(o, 'globalThis') === o;
