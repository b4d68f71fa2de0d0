/**
 * Names (only names) of what JavaScript's own classes have on their prototypes, and of the global objects: it tells a property that
 * is really absent (`undefined`) from one that exists but is not recorded. Read from the engine's own realm when it is asked for, since Node
 * loads parts of itself for some globals (50 ms for FormData); no value is kept.
 */
import { COMMONJS_PARAMETERS } from '../../base/commonjs.js';

const globals = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...COMMONJS_PARAMETERS,
  'window',
  'document',
  'arguments',
]);
const functionMembers = new Set(Object.getOwnPropertyNames(Object.getPrototypeOf(() => undefined)));
const members = new Map<string, ReadonlySet<string> | undefined>(
  ['Function', 'AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'].map((name) => [name, functionMembers]),
);
members.set('TypedArray', new Set(Object.getOwnPropertyNames(Object.getPrototypeOf(Uint8Array.prototype))));

/** Classes whose instances the recording knows by a kind of their own: a plain object of such a class is of the program's class of that name. */
const modelled = new Set([
  'Array',
  'Map',
  'Set',
  'Date',
  'RegExp',
  'Error',
  'Promise',
  'Function',
  'String',
  'Number',
  'Boolean',
]);

export const isModelled = (className: string): boolean => modelled.has(className);

/** Member names of a built-in class's prototype; undefined for any other class. */
export function builtinMembers(className: string): ReadonlySet<string> | undefined {
  if (!members.has(className)) members.set(className, prototypeMembers(className));
  return members.get(className);
}

function prototypeMembers(className: string): ReadonlySet<string> | undefined {
  const found = Object.getOwnPropertyDescriptor(globalThis, className)?.value as unknown;
  if (typeof found !== 'function') return undefined;
  const prototype = Object.getOwnPropertyDescriptor(found, 'prototype')?.value as unknown;
  return typeof prototype === 'object' && prototype !== null
    ? new Set(Object.getOwnPropertyNames(prototype))
    : undefined;
}

export const isGlobalName = (name: string): boolean => globals.has(name);
