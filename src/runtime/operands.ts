/** What probes of calls are given of the arguments: three, and those after them in an array. */
import * as js from './intrinsics.js';

export const noFunction = (a: unknown, b: unknown, c: unknown, more: readonly unknown[] | undefined): boolean =>
  typeof a !== 'function' &&
  typeof b !== 'function' &&
  typeof c !== 'function' &&
  (more === undefined || noneIsFunction(more));

export function noneIsFunction(more: readonly unknown[]): boolean {
  for (let i = 0; i < more.length; i++) if (typeof more[i] === 'function') return false;
  return true;
}

/** Literals, which grow no more: no accessors on Array.prototype are in their way. */
export function operandsOf(
  a: unknown,
  b: unknown,
  c: unknown,
  more: readonly unknown[] | undefined,
): readonly unknown[] {
  if (more === undefined || more.length === 0)
    return c !== undefined ? [a, b, c] : b !== undefined ? [a, b] : a !== undefined ? [a] : [];
  const operands = js.list<unknown>();
  operands[0] = a;
  operands[1] = b;
  operands[2] = c;
  for (let i = 0; i < more.length; i++) operands[3 + i] = more[i];
  return operands;
}
