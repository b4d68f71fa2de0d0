/** Names in generated code of what functions and scopes have of their own, and which of these a place sees. */
import { USUAL_NAMES } from '../wire/kit.js';
import type { Fn, Scope } from './scopes.js';

const PREFIX = USUAL_NAMES.prefix;

export const activationName = (fn: Fn): string => `${PREFIX}f${fn.index}`;
/**
 * Holds the number of activations below while this one is open, -1 after its return. Beside a function literal it is set by `|=`: after a
 * plain assignment V8 would name the function after it in stack traces.
 */
export const depthName = (fn: Fn): string => `${PREFIX}x${fn.index}`;
export const suspendedName = (fn: Fn): string => `${PREFIX}s${fn.index}`;
/** Of a callback: whether instrumented code has called it. */
export const calledName = (fn: Fn): string => `${PREFIX}y${fn.index}`;
const blockName = (scope: Scope): string => `${PREFIX}b${scope.index}`;

export const instanceName = (scope: Scope): string =>
  scope.kind === 'function' || scope.kind === 'module' ? activationName(scope.fn) : blockName(scope);

/** Name of the nearest enclosing scope instance, seen from inside `from`; undefined: the module. */
export function enclosingInstance(from: Scope | undefined): string | undefined {
  for (let s = from; s !== undefined && s.kind !== 'module'; s = s.parent) if (s.instanced) return instanceName(s);
  return undefined;
}

/** Holds what direct `eval` declares in the function's activation. */
export const declaredName = (fn: Fn): string => `${PREFIX}e${fn.index}`;

/** Scopes around a place in which direct `eval` may declare variables, innermost first, up to the one of `until`. */
export function evaluatingScopes(from: Scope, until?: Scope): Scope[] {
  const found: Scope[] = [];
  for (let s: Scope | undefined = from; s !== undefined && s !== until; s = s.parent)
    if (s.fn.evaluates && s === s.fn.varScope) found.push(s);
  return found;
}

/** The nearest function that they belong to. */
export const evaluatingFunction = (from: Scope | undefined): Fn | undefined =>
  from === undefined ? undefined : evaluatingScopes(from)[0]?.fn;

/** Calls that record what was declared there, and has changed. */
export const looksAtDeclared = (from: Scope): string[] =>
  evaluatingScopes(from).map((s) => `${declaredName(s.fn)}.seen()`);
