/** In which scopes sloppy direct `eval` declares variables. Strict code keeps what it declares to itself. */
import type { ts } from 'ts-morph';
import { isSimple } from './nodes.js';
import { type Fn, lookup, type Scope } from './scopes.js';

/** The scope that has what direct `eval` declares. */
export const declaredIn = (fn: Fn): Scope => (fn.evaluatesInBody ? fn.varScope : fn.scope);

const mayDeclare = (from: Scope): boolean => !from.fn.strict && lookup(from, 'eval') === undefined;

/** Of the scope of an `eval`: in the body of its function. */
export function declaresInBody(from: Scope): boolean {
  if (!mayDeclare(from)) return false;
  const { fn } = from;
  // The expression that is an arrow function's body shares its scope with default values, which cannot see what holds the variables.
  const isShared = fn.kind !== 'module' && fn.varScope === fn.scope;
  if (isShared && !(fn.node as ts.FunctionLikeDeclaration).parameters.every(isSimple)) return false;
  return isInBody(from);
}

/** In a default value: the body sees what it declares there. */
export const declaresEarly = (from: Scope): boolean =>
  from.fn.varScope !== from.fn.scope && mayDeclare(from) && !isInBody(from);

function isInBody(from: Scope): boolean {
  const { fn } = from;
  for (let s: Scope | undefined = from; s !== undefined && s.fn === fn; s = s.parent)
    if (s === fn.varScope) return true;
  return false;
}
