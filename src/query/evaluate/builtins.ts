/**
 * Names (only names) of what JavaScript's own classes have on their prototypes, and of the global objects: it tells a property that
 * is really absent (`undefined`) from one that exists but is not recorded. Read once from the engine's own realm; no value is kept.
 */

const members = new Map<string, ReadonlySet<string>>();
const globals = new Set(['require', 'module', 'exports', '__filename', '__dirname', 'window', 'document', 'arguments']);

for (const name of Object.getOwnPropertyNames(globalThis)) {
  globals.add(name);
  const found = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
  if (typeof found !== 'function') continue;
  const prototype = Object.getOwnPropertyDescriptor(found, 'prototype')?.value as unknown;
  if (typeof prototype === 'object' && prototype !== null)
    members.set(name, new Set(Object.getOwnPropertyNames(prototype)));
}
const functionMembers = new Set(Object.getOwnPropertyNames(Object.getPrototypeOf(() => undefined)));
for (const name of ['Function', 'AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'])
  members.set(name, functionMembers);

/** Member names of a built-in class's prototype; undefined for any other class. */
export const builtinMembers = (className: string): ReadonlySet<string> | undefined => members.get(className);

export const isGlobalName = (name: string): boolean => globals.has(name);
