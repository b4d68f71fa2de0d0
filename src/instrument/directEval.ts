/**
 * Direct `eval`: it may read and assign any variable around it and change what they hold. After it they are all recorded, each read in a
 * function of its own: one that is not initialised yet throws.
 */
import { ts } from 'ts-morph';
import type { VariableKind } from '../wire/sites.js';
import type { Context } from './context.js';
import { core } from './nodes.js';
import { quotedAs } from './render.js';
import type { Scope, Variable } from './scopes.js';

export const isDirectEval = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  node.questionDotToken === undefined &&
  ts.isIdentifier(core(node.expression)) &&
  (core(node.expression) as ts.Identifier).text === 'eval';

const ASSIGNABLE: ReadonlySet<VariableKind> = new Set(['var', 'let', 'param', 'function', 'catch']);

const isAssignable = (v: Variable): boolean => ASSIGNABLE.has(v.kind) && !v.hidden && !v.selfName;

/** Puts the probes around the call; its arguments are the caller's to visit. */
export function recordAfterEval(node: ts.Expression, ctx: Context, scope: Scope): void {
  const seen = new Map<string, Variable>();
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent)
    for (const v of s.variables.values()) if (!seen.has(v.name)) seen.set(v.name, v);
  const reads = [...seen.values()].map((v) => `()=>${isAssignable(v) ? ctx.write(v, node, scope, v.name) : v.name}`);
  ctx.wrap(node, `${ctx.alias('evaluated', quotedAs(node), 2)}(`, `,[${reads.join(',')}])`);
}
