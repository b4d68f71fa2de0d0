/** Texts about the shields of `with` (with.ts), for the probes inside. */
import { USUAL_NAMES } from '../wire/kit.js';
import type { Scope } from './scopes.js';

/** Names of what the shield of a `with` has besides probes: `o` its object, `w` the call that looks at it (with.ts). */
export const shieldedName = (what: 'o' | 'w', { index }: Scope): string => `${USUAL_NAMES.prefix}${what}${index}`;

/** Looks at the object of the nearest `with` around a place, and at the variables around that; undefined where there is none. */
export function lookText(from: Scope): string | undefined {
  for (let s: Scope | undefined = from; s !== undefined; s = s.parent)
    if (s.kind === 'with') return `${shieldedName('w', s)}()`;
  return undefined;
}

/** Accessors of the names of ours in the texts; one that is never asked for may be of a variable that is only inside. */
export function shieldedText(texts: Iterable<string>): string {
  const names = new Set<string>();
  const assigned = new Set<string>();
  for (const text of texts)
    for (const [, name = '', assigns] of text.replace(/\/\*.*?\*\//g, '').matchAll(/(\$es_[\w$]+)([|&]?=(?!=))?/g))
      (assigns === undefined ? names : assigned).add(name);
  const getter = (name: string): string => `get ${name}(){return ${name}},`;
  const setter = (name: string): string => `set ${name}($es_v){${name}=$es_v},`;
  return [...new Set([...names, ...assigned])].map(getter).join('') + [...assigned].map(setter).join('');
}
