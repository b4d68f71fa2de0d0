/** Which variables inner functions, `arguments` and direct `eval` reach, and which scopes have instances of their own for it: known once all of a file has been looked at. */
import type { ts } from 'ts-morph';
import { declaredIn, declaresEarly, declaresInBody } from './evaluatedScopes.js';
import { isGivenAway } from './foreign.js';
import { isAssigned } from './nodes.js';
import { type Fn, isShown, lookup, type Scope, shadowing, type Variable } from './scopes.js';

export interface Mentions {
  readonly references: readonly { readonly node: ts.Identifier; readonly scope: Scope }[];
  readonly functions: readonly Fn[];
  /** where direct `eval` stands */
  readonly evals: readonly Scope[];
}

export function captureVariables({ references, functions, evals }: Mentions): void {
  for (const { node, scope } of references) {
    const v = lookup(scope, node.text);
    if (v === undefined) continue;
    v.used = true;
    v.given ||= isGivenAway(node, scope);
    v.reassigned ||= isAssigned(node);
    if (v.scope.fn !== scope.fn || shadowing(scope, node.text) !== undefined) v.captured = true;
    // What an element is assigned cannot be asked of a parameter whose name means something else there.
    if (v.kind === 'arguments' && hidesParameter(scope, v.scope.fn)) v.scope.fn.aliased = v.scope.fn.mapped;
  }
  for (const fn of functions) {
    if (fn.parent?.mapped) captureParameters(fn.parent);
    // Other activations record what they assign to them.
    if (fn.aliased) for (const v of captureParameters(fn)) v.reassigned = true;
  }
  for (const from of evals) {
    const { fn } = from;
    fn.evaluatesInBody ||= declaresInBody(from);
    fn.evaluates ||= fn.evaluatesInBody || declaresEarly(from);
    for (let s: Scope | undefined = from; s !== undefined; s = s.parent)
      for (const v of s.variables.values()) {
        v.used = true;
        v.captured = true;
        v.reassigned = true;
      }
  }
}

const hidesParameter = (scope: Scope, fn: Fn): boolean =>
  [...fn.scope.variables.values()].some((v) => v.kind === 'param' && lookup(scope, v.name) !== v);

/** V8 keeps them where `arguments` can reach them, which inner functions then see. */
function captureParameters(fn: Fn): Variable[] {
  const parameters = [...fn.scope.variables.values()].filter(({ kind }) => kind === 'param');
  for (const v of parameters) v.captured = true;
  return parameters;
}

export function isInstanced(scope: Scope): boolean {
  if (scope.isHead) return false;
  if (scope.kind === 'module' || (scope.fn.evaluates && scope === declaredIn(scope.fn))) return true;
  const isCaptured = [...scope.variables.values()].some((v) => v.captured && isShown(v));
  return isCaptured || (scope.kind === 'function' && (scope.fn.async || scope.fn.generator));
}
