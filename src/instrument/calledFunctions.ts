/**
 * Which function is called, as the probe behind the call gets it: by the names in the text where these lead to it once the call has returned, else by a
 * temporary that has it, or its receiver, from before. Receivers are never wrapped where V8 would name them in "x.y is not a function".
 *
 * Input: the AST and its scopes. Not here: arguments (calls.ts), what is called with all that (callProbes.ts).
 */
import { ts } from 'ts-morph';
import { EXACT_METHODS } from '../wire/kit.js';
import { asks, type Callee, homeText } from './callProbes.js';
import type { Context } from './context.js';
import { isNamedEvaluation, visitExpression } from './expressions.js';
import { isAssignedByCall } from './foreign.js';
import { isLasting, nameAgain } from './globals.js';
import { beginningOf, type Call, calledIn, core, erased } from './nodes.js';
import { renderCallSite } from './render.js';
import { lookup, type Scope, shadowing } from './scopes.js';

type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export function visitCallee(
  node: Call,
  callee: ts.Expression,
  ctx: Context,
  scope: Scope,
  exact: boolean,
): Callee | undefined {
  if (ts.isIdentifier(callee)) return namedCallee(node, callee, ctx, scope);
  if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) {
    const text = isInsideChain(node, ctx) ? 'void 0' : keep(calledIn(node), ctx, scope);
    visitExpression(calledIn(node), ctx, scope);
    return { kind: 'function', text };
  }
  if (ts.isPropertyAccessExpression(callee) && ts.isPrivateIdentifier(callee.name)) {
    visitExpression(callee.expression, ctx, scope);
    return undefined; // a private method is in this file: instrumented
  }
  // Spread arguments cannot be named again, nor the strings of a template: with an unknown callee the receiver is compared as a whole.
  const isCompared = isMutator(callee) && !exact;
  const key = isCompared ? 'void 0' : methodKey(callee, ctx, scope);
  const receiver = core(callee.expression);
  const isNamed = ts.isPropertyAccessExpression(callee) && key !== 'void 0' && !asks(callee);
  if (receiver.kind === ts.SyntaxKind.SuperKeyword) {
    const home = isNamed ? homeText(scope, ctx) : undefined;
    if (home === undefined) return { kind: 'method', text: 'this,null,void 0' };
    return { kind: 'super', key, text: `this,${home}` };
  }
  const isHeld = exact || (isNamed && ctx.keepsTemporaries(scope.fn));
  const again = isInsideChain(callee, ctx)
    ? !exact || !isRootAssigned(node, receiver, scope)
    : isFoundAgain(node, receiver, ctx, scope, { exact, isHeld });
  const chain = again ? memberChain(receiver, scope) : undefined;
  if (chain !== undefined) {
    if (isNamed && chain.names.length === 0 && isOwnName(receiver, scope)) return known(key, chain.root);
    return { kind: 'method', text: `${chain.root},${ctx.path(chain.names)},${key}` };
  }
  if (isPrimitiveLiteral(receiver)) {
    visitExpression(callee.expression, ctx, scope);
    // Any string says which method that was, any number another.
    const example = isString(receiver) ? '""' : '0';
    return isNamed
      ? { kind: 'known', key, text: `${example},void 0` }
      : { kind: 'method', text: `${example},null,${key}` };
  }
  if (isInsideChain(callee, ctx)) return calleeInChain(callee, key, ctx, scope);
  const name = keep(callee.expression, ctx, scope);
  visitExpression(callee.expression, ctx, scope);
  return isNamed ? known(key, name) : { kind: 'method', text: `${name},null,${key}` };
}

function known(key: string, object: string): Callee {
  const stamp = stampOfOperand(object);
  return { kind: 'known', key, text: `${object},${stamp}`, receiver: { object, stamp } };
}

/** `?.` stands somewhere in front of what is called: where that finds nothing, nothing behind it is evaluated, so that nothing can stand around the parts of the chain. */
const isInsideChain = (e: ts.Expression, ctx: Context): boolean =>
  ts.isOptionalChain(e) && !ts.isNonNullChain(e) && e.questionDotToken === undefined && !ctx.isOpened(e);

/** What the chain begins with is kept, and the receiver found from there, unless the chain has calls. */
function calleeInChain(callee: Member, key: string, ctx: Context, scope: Scope): Callee {
  const names: string[] = [];
  let e = erased(callee.expression);
  while (isInsideChain(e, ctx) && isNamedMember(e)) {
    names.unshift(e.name.text);
    e = erased(e.expression);
  }
  if (!isNamedMember(e) || isInsideChain(e, ctx)) {
    visitExpression(callee.expression, ctx, scope);
    return { kind: 'function', text: 'void 0' };
  }
  const name = keep(e.expression, ctx, scope);
  visitExpression(callee.expression, ctx, scope);
  return { kind: 'method', text: `${name},${ctx.path([e.name.text, ...names])},${key}` };
}

const isNamedMember = (e: ts.Expression): e is ts.PropertyAccessExpression & { readonly name: ts.Identifier } =>
  ts.isPropertyAccessExpression(e) && ts.isIdentifier(e.name);

/** `new f()`, `f()`: by that name, or, where that may mean another function after the call, by one of ours that has the function before it. */
function namedCallee(node: Call, callee: ts.Identifier, ctx: Context, scope: Scope): Callee {
  if (isShadowed(callee, scope)) return { kind: 'function', text: 'void 0' };
  if (!isAssignedByCall(node, callee, scope)) return { kind: 'function', text: callee.text };
  // Behind `new`, in front of a template, and in parentheses, it stands for the name without V8 giving the call another place.
  if (!ts.isCallExpression(node) || erased(calledIn(node)) !== callee)
    return { kind: 'function', text: keep(calledIn(node), ctx, scope) };
  const text = ctx.temporary(scope.fn);
  return { kind: 'function', text, keeps: `${text}=${nameAgain(callee, scope)},` };
}

/**
 * Do the names in the text lead to the receiver after the call, too? Not through accessors, or once arguments, or what the method called, have been assigned to them. Of a method that is recorded
 * by its name and arguments the receiver must be the right one; for others the runtime looks at the root where it meets an accessor. `isHeld`: a receiver that is itself a property is
 * kept anyhow: finding it again by its names costs 30 ns, reading what is known of it 2.
 */
function isFoundAgain(
  node: Call,
  receiver: ts.Expression,
  ctx: Context,
  scope: Scope,
  { exact, isHeld }: { readonly exact: boolean; readonly isHeld: boolean },
): boolean {
  if (ts.isIdentifier(receiver)) return !exact || !isAssignedByCall(node, receiver, scope);
  if (!ts.isPropertyAccessExpression(receiver)) return true;
  return !isHeld && !hasAccessor(receiver, ctx);
}

/** The variable that the receiver is reached from may hold another value after the call. */
function isRootAssigned(node: Call, receiver: ts.Expression, scope: Scope): boolean {
  const root = beginningOf(receiver);
  return ts.isIdentifier(root) && isAssignedByCall(node, root, scope);
}

/** One of the names is an accessor's of this file. */
const hasAccessor = (e: ts.Expression, ctx: Context): boolean =>
  ts.isPropertyAccessExpression(e) && (ctx.analysis.accessors.has(e.name.text) || hasAccessor(core(e.expression), ctx));

/** Puts what is called, or has the method, into a temporary. */
function keep(e: ts.Expression, ctx: Context, scope: Scope): string {
  const name = ctx.temporary(scope.fn, renderCallSite(e));
  if (ts.isNewExpression(core(e))) ctx.wrap(e, `new $es_kept(${name}=`, ')');
  else keepReceiver(e, name, ctx);
  return name;
}

/**
 * V8 quotes the temporary where it finds the receiver. It finds none behind `new`; and of `c ? a : b` it says no more than that there are three parts,
 * so that the temporary may be in them.
 */
function keepReceiver(e: ts.Expression, name: string, ctx: Context): void {
  const receiver = core(e);
  if (ts.isConditionalExpression(receiver)) {
    keepReceiver(receiver.whenTrue, name, ctx);
    keepReceiver(receiver.whenFalse, name, ctx);
    return;
  }
  // Beside a call V8 infers no name for a class from the temporary: it would show it as the type of `this`.
  const [before, after] = isNamedEvaluation(receiver) ? ['$es_called(', '))'] : ['', ')'];
  ctx.wrap(e, `(${name}=${before}`, after);
}

export const stampOfOperand = (name: string): string => `${name}?.[$es_S]`;

/** `this`, or a variable: mentioning it runs nothing. */
const isOwnName = (e: ts.Expression, scope: Scope): boolean =>
  e.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(e) && lookup(scope, e.text) !== undefined);

/** Globals that nobody can change. */
const isConstant = ({ text }: ts.Identifier): boolean => text === 'undefined' || text === 'NaN' || text === 'Infinity';

/** What is given to a call is still there after it, by the name; another's global may be deleted by then, or an accessor's, which would be called once more. */
export const isNamedAgain = (e: ts.Identifier, scope: Scope): boolean =>
  !isShadowed(e, scope) && (isOwnName(e, scope) || isConstant(e));

/** Nothing for what is no object. */
export const nameOperand = (e: ts.Identifier): string[] => (isConstant(e) ? [] : [e.text]);

function methodKey(
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
): string {
  if (ts.isPropertyAccessExpression(callee)) return JSON.stringify(callee.name.text);
  const argument = core(callee.argumentExpression);
  visitExpression(callee.argumentExpression, ctx, scope);
  return ts.isStringLiteralLike(argument) || ts.isNumericLiteral(argument)
    ? argument.getText(ctx.file)
    : ts.isIdentifier(argument) && !isShadowed(argument, scope) && isLasting(argument, scope)
      ? argument.text
      : 'void 0';
}

/** `a`, `this.b.c`: a root and static names, which the kit can walk without running anything. */
export function memberChain(
  node: ts.Expression,
  scope: Scope,
): { readonly root: string; readonly names: string[] } | undefined {
  const e = core(node);
  if (e.kind === ts.SyntaxKind.ThisKeyword) return { root: 'this', names: [] };
  if (ts.isIdentifier(e)) return isShadowed(e, scope) ? undefined : { root: nameAgain(e, scope), names: [] };
  if (
    !ts.isPropertyAccessExpression(e) ||
    ts.isPrivateIdentifier(e.name) ||
    e.expression.kind === ts.SyntaxKind.SuperKeyword
  )
    return undefined;
  const inner = memberChain(e.expression, scope);
  return inner === undefined ? undefined : { root: inner.root, names: [...inner.names, e.name.text] };
}

const isPrimitiveLiteral = (e: ts.Expression): boolean => isString(e) || ts.isNumericLiteral(e);

const isString = (e: ts.Expression): boolean => ts.isStringLiteralLike(e) || ts.isTemplateExpression(e);

/** A name that may mean a property of the object of a `with` cannot be mentioned again. */
export const isShadowed = (e: ts.Expression, scope: Scope): boolean =>
  ts.isIdentifier(e) && shadowing(scope, e.text) !== undefined;

/** Does the runtime record its effect from all its arguments? */
export const isMutator = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) &&
  (EXACT_METHODS.test(callee.name.text) ||
    (ts.isIdentifier(callee.expression) && callee.expression.text === 'Atomics'));
