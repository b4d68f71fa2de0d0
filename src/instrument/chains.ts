/**
 * Optional chains in which something is called before they end (`queue?.shift().run()`). Around a part of a chain no probe can stand, since all of the chain is left out where
 * nothing is in front of `?.`: such a chain becomes `((t=queue)==null?void 0:t?.shift().run())`, in which probes stand as anywhere else.
 *
 * A chain goes from one `?.` to the next here: in front of another one a probe may stand around what is there. Not here: chains that begin with a
 * method's call (`o.m?.().run()`), whose receiver would be lost, and those that V8 may quote.
 */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { isNamedEvaluation } from './expressions.js';
import { core, erased, headOf } from './nodes.js';
import { isQuoted, renderCallSite } from './render.js';
import { type Scope, shadowing } from './scopes.js';

/** More of the chain follows. */
export function goesOn(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isOptionalChain(node) || !ts.isOptionalChain(parent) || parent.expression !== node) return false;
  return ts.isNonNullChain(parent) ? goesOn(parent) : parent.questionDotToken === undefined;
}

export function openChain(node: ts.Expression, ctx: Context, scope: Scope): void {
  const head = goesOn(node) || isQuoted(node) || isDeleted(node) ? undefined : headOf(node);
  if (head === undefined || hasReceiver(head, scope) || !callsInside(node, head)) return;
  const { expression: object, questionDotToken: token } = head;
  if (isNamedEvaluation(object)) return;
  const name = ctx.temporary(scope.fn, renderCallSite(object));
  ctx.wrap(object, `((${name}=`, ')==null?void 0:');
  ctx.close(node.end, ')');
  ctx.openChain(head);
  // Behind `?.` a member has another place to V8 than behind a dot.
  ctx.replace(token.getStart(ctx.file), token.end, `${name}?.`);
}

/** What is called has a `this`: it is a property, or may be one of the object of a `with`. */
function hasReceiver(head: ts.Expression, scope: Scope): boolean {
  if (!ts.isCallExpression(head)) return false;
  const callee = core(head.expression);
  return (
    ts.isPropertyAccessExpression(callee) ||
    ts.isElementAccessExpression(callee) ||
    (ts.isIdentifier(callee) && shadowing(scope, callee.text) !== undefined)
  );
}

/** `delete (a?.f().b)` deletes as well as without parentheses. */
function isDeleted({ parent }: ts.Expression): boolean {
  return ts.isParenthesizedExpression(parent) ? isDeleted(parent) : ts.isDeleteExpression(parent);
}

/** Something is called from the one on, and in front of the end of the other. */
function callsInside(node: ts.Expression, head: ts.Expression): boolean {
  const end = erased(node);
  for (let e = end; e !== head; e = (e as ts.CallExpression).expression)
    if (e !== end && ts.isCallExpression(e)) return true;
  return head !== end && ts.isCallExpression(head);
}
