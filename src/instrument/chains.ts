/**
 * Optional chains in which something is called before they end (`queue?.shift().run()`). Around a part of a chain no probe can stand, since all of the chain is left out where
 * nothing is in front of `?.`: such a chain becomes `((t=queue)==null?void 0:t?.shift().run())`, in which probes stand as anywhere else.
 *
 * A chain goes from one `?.` to the next here: in front of another one a probe may stand around what is there. Of a method's call (`o.m?.(x).run()`) the receiver would be
 * lost in front of `?.`: what is kept is what it returns, and one more argument, which is none, says whether it was called: `((c=0,t=o.m?.(x,...(c=1,$es_none)),c)?t.run():void 0)`.
 * `delete a?.f().b` becomes `!!((t=a)==null?true:delete t?.f().b)`. Not here: chains that V8 may quote.
 */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { isNamedEvaluation } from './expressions.js';
import { type ChainHead, core, erased, headOf } from './nodes.js';
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
  if (head !== undefined) open(node, head, 'void 0', ctx, scope);
}

/** Text in front of what is deleted, where a probe may stand around both now. */
export function openDelete(node: ts.DeleteExpression, ctx: Context, scope: Scope): string | undefined {
  const target = erased(node.expression);
  const head = headOf(target);
  if (head === undefined) return undefined;
  // To V8, deleting has the place of what was evaluated last: here a call, of which the name of ours would have another.
  const isBehindCall = hasReceiver(head, scope) && erased((target as ts.PropertyAccessExpression).expression) === head;
  if (isBehindCall || !open(target, head, 'true', ctx, scope)) return undefined;
  const start = node.getStart(ctx.file);
  // A parenthesis would go on with a statement before it.
  ctx.replace(start, start + 'delete'.length, '!!');
  ctx.openChain(node, startInside(head, scope));
  return 'delete ';
}

const startInside = (head: ChainHead, scope: Scope): number =>
  hasReceiver(head, scope) ? head.end : head.expression.end;

/** `otherwise`: text of its value if nothing is in front of `?.`. */
function open(node: ts.Expression, head: ChainHead, otherwise: string, ctx: Context, scope: Scope): boolean {
  if (!callsInside(node, head)) return false;
  if (hasReceiver(head, scope)) {
    // V8 names what it spreads by what stands behind that.
    if (!ts.isCallExpression(head) || head.arguments.some(ts.isSpreadElement)) return false;
    openBehindCall(node, head, ctx, scope);
    ctx.close(node.end, `:${otherwise})`);
  } else {
    const { expression: object, questionDotToken: token } = head;
    if (isNamedEvaluation(object)) return false;
    const name = ctx.temporary(scope.fn, renderCallSite(object));
    ctx.wrap(object, `((${name}=`, `)==null?${otherwise}:`);
    // Behind `?.` a member has another place to V8 than behind a dot.
    ctx.replace(token.getStart(ctx.file), token.end, `${name}?.`);
    ctx.close(node.end, ')');
  }
  ctx.openChain(head, startInside(head, scope));
  return true;
}

function openBehindCall(node: ts.Expression, head: ts.CallChain, ctx: Context, scope: Scope): void {
  const isCalled = ctx.temporary(scope.fn);
  const result = ctx.temporary(scope.fn, renderCallSite(head));
  tellWithNoArgument(head, isCalled, ctx);
  ctx.optionalCalls.set(head, isCalled);
  ctx.wrap(head, `((${isCalled}=0,${result}=`, `,${isCalled})?`);
  const token = linkBehind(node, head).getChildren(ctx.file)[1] as ts.Node;
  const text = token.getText(ctx.file);
  ctx.replace(token.getStart(ctx.file), token.getStart(ctx.file) + 1, `${result}${text.slice(0, 1)}`);
}

/** One more argument, which is none, sets the variable to 1 if the call is made. */
export function tellWithNoArgument({ arguments: given }: ts.CallExpression, isCalled: string, ctx: Context): void {
  const comma = given.length === 0 || given.hasTrailingComma ? '' : ',';
  ctx.close(given.end, `${comma}...(${isCalled}=1,$es_none)`);
}

/** The part of a chain that comes after another. */
function linkBehind(node: ts.Expression, part: ts.Expression): ts.Expression {
  let link = erased(node) as ts.CallExpression;
  while (erased(link.expression) !== part) link = erased(link.expression) as ts.CallExpression;
  return link;
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
