/** What callbacks return, or yield: whoever has called one has it in its hands from then on, and may change it and what it leads to. */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { visitExpression } from './expressions.js';
import { core, isFunctionNode } from './nodes.js';
import type { Fn, Scope } from './scopes.js';
import { mayBeObject } from './stamps.js';

/** What the body returns or yields may be an object, by its text. */
export function givesObject(body: ts.ConciseBody): boolean {
  if (!ts.isBlock(body)) return mayBeObject(core(body));
  const gives = (node: ts.Node): boolean => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return false;
    const isGiven = ts.isReturnStatement(node) || ts.isYieldExpression(node);
    if (isGiven && node.expression !== undefined && mayBeObject(core(node.expression))) return true;
    return ts.forEachChild(node, gives) === true;
  };
  return gives(body);
}

/** Text around the result of a function; undefined: nobody else calls it, or the result is no object that anybody knows. */
export function handsOut(
  value: ts.Expression,
  fn: Fn,
  ctx: Context,
): { readonly before: string; readonly after: string } | undefined {
  const called = ctx.callbacks.get(fn);
  if (called === undefined || !mayBeObject(core(value))) return undefined;
  return { before: '$es_handsOut(', after: `,${called})` };
}

/** The result of a function whose calls are only counted. */
export function visitResult(value: ts.Expression, ctx: Context, scope: Scope): void {
  const hands = handsOut(value, scope.fn, ctx);
  if (hands !== undefined) ctx.wrap(value, hands.before, hands.after);
  visitExpression(value, ctx, scope);
}
