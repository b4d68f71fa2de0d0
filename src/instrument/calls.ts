/**
 * Probes of calls. What an uninstrumented callee did to its receiver and arguments is seen right after it returns: `called`, `ran`,
 * `calledMethod` and `ranMethod` get the callee and every operand that may be an object, and do nothing if the callee is instrumented.
 */
import { ts } from 'ts-morph';
import { baseText } from './defaultConstructors.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { isDirectEval, recordAfterEval } from './directEval.js';
import { argumentsOf, beginningOf, type Call, calledIn, core, isFunctionNode, isImport } from './nodes.js';
import { assignsToKnown, isAssignedIn, isFunctionOfFile, isPure } from './foreign.js';
import { giveArguments } from './givenArguments.js';
import { isPrinted, quotedAs, quoted } from './render.js';
import { type Fn, type Scope, shadowing } from './scopes.js';
import { isMutator, isNamedAgain, isShadowed, memberChain, nameOperand, visitCallee } from './calledFunctions.js';
import { tellCallee } from './callers.js';
import { probeAround } from './callProbes.js';
import { goesOn, tellWithNoArgument } from './chains.js';
import { isConstructible } from './printedFunctions.js';
import type { Context } from './context.js';
import { shieldedName } from './shields.js';
import { isNamedEvaluation, visitExpression } from './expressions.js';
import { parameterProperties } from './functions.js';

/** Operands that the kit takes without an array. */
const FEW = 3;

/**
 * A delete through `?.` may have deleted nothing, and the object that had the property cannot be named inside the chain: it is found again
 * by its names, and compared; where calls lead to it, what the chain begins with is, and what that leads to.
 */
export function visitOptionalDelete(
  node: ts.DeleteExpression,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
): void {
  const finish = ctx.reserve(node);
  visitExpression(node.expression, ctx, scope);
  const chain = memberChain(target.expression, scope) ?? memberChain(beginningOf(target), scope);
  if (chain !== undefined) finish('$es_ranMethod(', `,${chain.root},${ctx.path(chain.names)},void 0)`);
}

export function visitCall(node: Call, ctx: Context, scope: Scope): void {
  const called = calledIn(node);
  if (called.kind === ts.SyntaxKind.SuperKeyword) return visitSuperCall(node as ts.CallExpression, ctx, scope);
  if (isDirectEval(node)) {
    recordAfterEval(node as ts.CallExpression, ctx, scope);
    for (const a of argumentsOf(node)) visitExpression(a, ctx, scope);
    return;
  }
  const inChain = goesOn(node) && !ctx.isOpened(node);
  const callee = core(called);
  if (
    inChain ||
    isImport(called) ||
    ts.isFunctionExpression(callee) ||
    ts.isArrowFunction(callee) ||
    (isPure(node, callee, scope) && !isShadowed(rootOf(callee), scope))
  ) {
    // V8 would count the statements of the function, probes too.
    if (isFunctionNode(callee) && isPrinted(node)) ctx.wrap(node, `${ctx.alias('ran', quoted(node))}(`, ')');
    if (isFunctionNode(callee) && ts.isNewExpression(node) && !isConstructible(callee))
      ctx.wrap(callee, `(${ctx.alias('ran', quoted(callee))}(`, '))');
    return ts.forEachChild(node, (child) => visitExpression(child, ctx, scope));
  }
  const finish = ctx.reserve(node);
  const look = ts.isIdentifier(callee) ? shadowing(scope, callee.text) : undefined;
  const args = argumentsOf(node);
  const exact = isMutator(callee) && !ts.isTaggedTemplateExpression(node) && !args.some(ts.isSpreadElement);
  const target = visitCallee(node, callee, ctx, scope, exact);
  if (assignsToKnown(node, scope)) tellTarget(args, ctx, scope);
  if (ts.isNewExpression(node)) giveArguments(node, ctx, scope);
  const isCalled = exact ? undefined : whetherCalled(node, ctx, scope);
  const [tells, told] = ts.isNewExpression(node) ? ['', ''] : tellCallee(node, callee, target, ctx, scope);
  const operands = args.flatMap((a, i) =>
    exact ? [visitOperand(a, args.slice(i + 1), ctx, scope)] : visitArgument(a, ctx, scope),
  );
  if (
    target === undefined ||
    (operands.length === 0 &&
      look === undefined &&
      target.kind === 'function' &&
      ts.isIdentifier(callee) &&
      isFunctionOfFile(callee, scope))
  )
    return;
  const given = exact || operands.length <= FEW ? operands : [...operands.slice(0, FEW), `[${operands.slice(FEW)}]`];
  const [start, end] = probeAround({ node, target, callee, exact, quoted: quotedAs(node), given }, ctx, scope);
  const [before, after] = aroundCall(node, look);
  const [opens, closes] = target.keeps === undefined ? ['', ''] : [`(${target.keeps}`, ')'];
  if (isCalled === undefined) return finish(`${before}${start}${tells}${opens}`, `${closes}${told}${end}${after}`);
  const result = ctx.valueName(scope.fn);
  finish(
    `${before}(${isCalled}=0,${result}=${opens}`,
    `${closes},${isCalled}?${start}${result}${end}:${result})${after}`,
  );
}

/**
 * `o.f?.(x)` calls nothing where there is no `f`, which the callee does not tell afterwards: it may have deleted itself. A variable says whether an argument was evaluated. (Hooks that nobody has set are
 * called like that; what each would have been given was looked at, with all that it leads to.) Undefined where the call is another one, or V8 would quote it.
 */
function whetherCalled(node: Call, ctx: Context, scope: Scope): string | undefined {
  if (!ts.isCallExpression(node) || node.questionDotToken === undefined) return undefined;
  if (!ctx.keepsTemporaries(scope.fn) || quotedAs(node) !== undefined) return undefined;
  const known = ctx.optionalCalls.get(node);
  if (known !== undefined) return known;
  const first = node.arguments.find((a) => !ts.isSpreadElement(a) && !isNamedEvaluation(a));
  // V8 names what it spreads by what stands behind that.
  if (first === undefined && node.arguments.some(ts.isSpreadElement)) return undefined;
  const name = ctx.temporary(scope.fn);
  if (first === undefined) tellWithNoArgument(node, name, ctx);
  else ctx.wrap(first, `(${name}=1,`, ')');
  return name;
}

/** What else stands around a probe. */
function aroundCall(node: Call, look: Scope | undefined): readonly [string, string] {
  if (look !== undefined) return [`${shieldedName('w', look)}(`, ')'];
  // To V8, members of what a call has returned have other places.
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  if (!ts.isNewExpression(node) || !isMember || parent.expression !== node) return ['', ''];
  const isReceiver = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
  return isReceiver ? ['', ''] : ['new $es_kept(', ')'];
}

/** Of `Object.assign`, when its arguments are there. */
function tellTarget([target, ...sources]: readonly ts.Expression[], ctx: Context, scope: Scope): void {
  const last = sources.at(-1);
  if (target === undefined || last === undefined) return;
  const given = core(target);
  const isNamed = ts.isIdentifier(given) && isNamedAgain(given, scope);
  const name = isNamed ? given.text : ctx.temporary(scope.fn);
  if (!isNamed) ctx.wrap(target, `${name}=`, '');
  const value = ts.isSpreadElement(last) ? last.expression : last;
  if (!isNamedEvaluation(value)) ctx.wrap(value, '$es_assigning(', `,${name})`);
}

const rootOf = (callee: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(callee) ? callee.expression : callee;

/** Text that names any argument's value after the call; `later`: the arguments behind it. */
function visitOperand(argument: ts.Expression, later: readonly ts.Expression[], ctx: Context, scope: Scope): string {
  const a = core(argument);
  if (ts.isStringLiteralLike(a) || ts.isNumericLiteral(a)) return a.getText(ctx.file);
  if (ts.isIdentifier(a) && isNamedAgain(a, scope) && !isAssignedIn(later, a, scope)) return a.text;
  if (a.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  return hold(argument, ctx, scope);
}

/**
 * Keeps an argument's value in a temporary. A function literal must not take the temporary's name, nor may V8 infer it for stack traces:
 * it does not look through calls.
 */
function hold(e: ts.Expression, ctx: Context, scope: Scope): string {
  const name = ctx.temporary(scope.fn);
  if (isNamedEvaluation(e)) ctx.wrap(e, `${name}=$es_called(`, ')');
  else ctx.wrap(e, `${name}=`, '');
  visitExpression(e, ctx, scope);
  return name;
}

/** Texts that name, after the call, the objects an argument handed over. */
function visitArgument(argument: ts.Expression, ctx: Context, scope: Scope): string[] {
  const a = core(argument);
  if (ts.isIdentifier(a) && isNamedAgain(a, scope)) return nameOperand(a);
  if (a.kind === ts.SyntaxKind.ThisKeyword) return ['this'];
  if (ts.isSpreadElement(a)) return visitHeld(a.expression, ctx, scope);
  const parts = isLiteral(a) ? partsOf(a) : undefined;
  if (parts?.every((part) => isKeptApart(part, scope)) === true) {
    const operands = parts.flatMap((part) => partOperands(part, ctx, scope));
    visitExpression(argument, ctx, scope);
    return operands;
  }
  if (ts.isIdentifier(a) || parts !== undefined || yieldsObject(a)) return visitHeld(argument, ctx, scope);
  visitExpression(argument, ctx, scope);
  return [];
}

function visitHeld(e: ts.Expression, ctx: Context, scope: Scope): string[] {
  const inner = core(e);
  if (ts.isIdentifier(inner) && isNamedAgain(inner, scope)) return nameOperand(inner);
  return [hold(e, ctx, scope)];
}

type Literal = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression;

const isLiteral = (e: ts.Expression): e is Literal => ts.isObjectLiteralExpression(e) || ts.isArrayLiteralExpression(e);

/** A fresh literal is nobody's yet, but what is put into it may be; of tables that are written down, so much. */
const MAX_PARTS = 64;

function partsOf(literal: Literal): readonly ts.Expression[] {
  const parts: ts.Expression[] = [];
  for (const e of ts.isArrayLiteralExpression(literal) ? literal.elements : literal.properties) {
    if (parts.length >= MAX_PARTS) break;
    const value = ts.isPropertyAssignment(e) ? e.initializer : ts.isShorthandPropertyAssignment(e) ? e.name : e;
    const part = ts.isSpreadElement(value) || ts.isSpreadAssignment(value) ? value.expression : value;
    if (!ts.isExpression(part)) continue;
    const inner = core(part);
    if (isLiteral(inner)) parts.push(...partsOf(inner));
    else parts.push(part);
  }
  return parts;
}

/** V8 quotes what cannot be iterated: no temporary stands in front of it, nor of a name that is its own key. */
function isKeptApart(part: ts.Expression, scope: Scope): boolean {
  const e = core(part);
  if (ts.isIdentifier(e) && isNamedAgain(e, scope)) return true;
  if (ts.isShorthandPropertyAssignment(part.parent)) return false;
  return !ts.isSpreadElement(part.parent) || !(ts.isIdentifier(e) || yieldsObject(e));
}

/** The part itself is visited with the literal. */
function partOperands(part: ts.Expression, ctx: Context, scope: Scope): string[] {
  const e = core(part);
  if (ts.isIdentifier(e) && isNamedAgain(e, scope)) return nameOperand(e);
  if (e.kind === ts.SyntaxKind.ThisKeyword) return ['this'];
  if (!ts.isIdentifier(e) && !yieldsObject(e)) return [];
  const name = ctx.temporary(scope.fn);
  ctx.wrap(part, `${name}=`, '');
  return [name];
}

/** False for expressions whose value cannot be an object that existed before. */
function yieldsObject(e: ts.Expression): boolean {
  if (
    ts.isCallExpression(e) ||
    ts.isPropertyAccessExpression(e) ||
    ts.isElementAccessExpression(e) ||
    ts.isConditionalExpression(e) ||
    ts.isAwaitExpression(e) ||
    ts.isYieldExpression(e)
  )
    return true;
  if (ts.isNewExpression(e)) return true;
  if (!ts.isBinaryExpression(e)) return false;
  const op = e.operatorToken.kind;
  return (
    op === ts.SyntaxKind.EqualsToken ||
    op === ts.SyntaxKind.CommaToken ||
    op === ts.SyntaxKind.BarBarToken ||
    op === ts.SyntaxKind.AmpersandAmpersandToken ||
    op === ts.SyntaxKind.QuestionQuestionToken
  );
}

const thisWrite = (node: ts.Node, fn: Fn, ctx: Context): string =>
  `${ctx.site({ kind: SITE.write, flags: SITE_FLAG.INIT, node, scope: fn.scope, ref: ctx.thisVariable(fn) })}(this)`;

/** `this` of a derived constructor exists from here on. */
function visitSuperCall(node: ts.CallExpression, ctx: Context, scope: Scope): void {
  const fn = scope.fn;
  if (fn.derived) {
    const made = `$es_made(${ctx.isReduced ? 'this' : thisWrite(node, fn, ctx)},${baseText(fn.node.parent, scope)})`;
    // As a statement it stays one: TypeScript looks for it when it adds the assignments of parameter properties.
    if (ts.isExpressionStatement(node.parent))
      ctx.close(node.parent.end, `;${made};${parameterProperties(fn.node, ctx, scope)}`);
    else ctx.wrap(node, '(', `,${made})`);
  }
  for (const a of node.arguments) visitExpression(a, ctx, scope);
}
