/**
 * Probes of calls. What an uninstrumented callee did to its receiver and arguments is seen right after it returns: `called`, `ran`,
 * `calledMethod` and `ranMethod` get the callee and every operand that may be an object, and do nothing if the callee is instrumented.
 * Receivers are never wrapped where V8 would name them in "x.y is not a function".
 */
import { ts } from 'ts-morph';
import { baseText } from './defaultConstructors.js';
import { EXACT_METHODS } from '../wire/kit.js';
import { SITE, SITE_FLAG, type VariableKind } from '../wire/sites.js';
import { isDirectEval, recordAfterEval } from './directEval.js';
import { core, isFunctionNode, hasModifier } from './nodes.js';
import { assignsToKnown, isAssignedIn, isFunctionOfFile, isPure } from './foreign.js';
import { giveArguments } from './givenArguments.js';
import { isQuoted, quotedAs, renderCallSite, quoted } from './render.js';
import { lookup, type Scope, shadowing } from './scopes.js';
import { asks, type Callee, homeText, probeName } from './callProbes.js';
import type { Context } from './context.js';
import { shieldedName } from './shields.js';
import { isNamedEvaluation, visitExpression } from './expressions.js';
import { parameterProperties } from './functions.js';

/** Operands that the kit takes without an array. */
const FEW = 3;

/**
 * A delete through `?.` may have deleted nothing, and the object that had the property cannot be named inside the chain: it is found again
 * by its names, and compared.
 */
export function visitOptionalDelete(
  node: ts.DeleteExpression,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
): void {
  const finish = ctx.reserve(node);
  visitExpression(node.expression, ctx, scope);
  const chain = memberChain(target.expression, scope);
  if (chain !== undefined) finish('$es_ranMethod(', `,${chain.root},${ctx.path(chain.names)},void 0)`);
}

export function visitCall(node: ts.CallExpression | ts.NewExpression, ctx: Context, scope: Scope): void {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return visitSuperCall(node as ts.CallExpression, ctx, scope);
  if (isDirectEval(node)) {
    recordAfterEval(node as ts.CallExpression, ctx, scope);
    for (const a of node.arguments ?? []) visitExpression(a, ctx, scope);
    return;
  }
  const inChain =
    ts.isOptionalChain(node) &&
    ts.isOptionalChain(node.parent) &&
    (node.parent as ts.CallExpression).expression === node;
  const callee = core(node.expression);
  if (
    inChain ||
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    ts.isFunctionExpression(callee) ||
    ts.isArrowFunction(callee) ||
    (isPure(node, callee, scope) && !isShadowed(rootOf(callee), scope))
  ) {
    // V8 would count the statements of the function, probes too.
    if (isFunctionNode(callee) && isQuoted(node)) ctx.wrap(node, `${ctx.alias('ran', quotedAs(node))}(`, ')');
    if (isFunctionNode(callee) && ts.isNewExpression(node) && !isConstructible(callee))
      ctx.wrap(callee, `(${ctx.alias('ran', quoted(callee))}(`, '))');
    return ts.forEachChild(node, (child) => visitExpression(child, ctx, scope));
  }
  const finish = ctx.reserve(node);
  const look = ts.isIdentifier(callee) ? shadowing(scope, callee.text) : undefined;
  const args = node.arguments ?? [];
  const exact = isMutator(callee) && !args.some(ts.isSpreadElement);
  const target = visitCallee(node, callee, ctx, scope, exact);
  if (ctx.full && assignsToKnown(node, scope)) tellTarget(args, ctx, scope);
  if (ts.isNewExpression(node)) giveArguments(node, ctx, scope);
  else tellCaller(callee, args, ctx, scope);
  const operands = args.flatMap((a, i) =>
    exact ? [visitOperand(a, args.slice(i + 1), ctx, scope)] : visitArgument(a, ctx, scope),
  );
  if (
    target === undefined ||
    (operands.length === 0 &&
      look === undefined &&
      target.kind === 'function' &&
      (!ts.isIdentifier(callee) || isFunctionOfFile(callee, scope)))
  )
    return;
  const given = exact || operands.length <= FEW ? operands : [...operands.slice(0, FEW), `[${operands.slice(FEW)}]`];
  const probe = probeName({ target, callee, exact, quoted: quotedAs(node), given }, ctx, scope);
  const [before, after] = look === undefined ? ['', ''] : [`${shieldedName('w', look)}(`, ')'];
  finish(`${before}${probe}(`, `,${target.text}${given.map((o) => `,${o}`).join('')})${after}`);
}

/** Of `Object.assign`, when its arguments are there. */
function tellTarget([target, ...sources]: readonly ts.Expression[], ctx: Context, scope: Scope): void {
  const last = sources.at(-1);
  if (target === undefined || last === undefined) return;
  const given = core(target);
  const isNamed = ts.isIdentifier(given) && !isShadowed(given, scope);
  const name = isNamed ? given.text : ctx.temporary(scope.fn);
  if (!isNamed) ctx.wrap(target, `${name}=`, '');
  const value = ts.isSpreadElement(last) ? last.expression : last;
  if (!isNamedEvaluation(value)) ctx.wrap(value, '$es_assigning(', `,${name})`);
}

/** Where a variable is called: whether what it holds is instrumented, when the arguments are there. */
function tellCaller(callee: ts.Expression, args: readonly ts.Expression[], ctx: Context, scope: Scope): void {
  const last = args.at(-1);
  if (last === undefined || ts.isSpreadElement(last) || isNamedEvaluation(last)) return;
  const isCalledBy = ts.isPropertyAccessExpression(callee) && callee.name.text === 'call';
  const f = isCalledBy ? core(callee.expression) : callee;
  if (!ts.isIdentifier(f) || isShadowed(f, scope) || !holdsFunctions(f, scope) || isAssignedIn(args, f, scope)) return;
  ctx.wrap(last, `$es_${isCalledBy ? 'callingBy' : 'calling'}(`, `,${f.text},${stampOfOperand(f.text)})`);
}

/** Most callbacks are called by the names of these. */
const HOLD_FUNCTIONS: ReadonlySet<VariableKind | undefined> = new Set<VariableKind>(['var', 'let', 'const', 'param']);

function holdsFunctions({ text }: ts.Identifier, scope: Scope): boolean {
  const variable = lookup(scope, text);
  return HOLD_FUNCTIONS.has(variable?.kind) && variable?.isFunction !== true;
}

const isConstructible = (node: ts.FunctionLikeDeclaration): boolean =>
  ts.isFunctionExpression(node) && node.asteriskToken === undefined && !hasModifier(node, ts.SyntaxKind.AsyncKeyword);

/** A name that may mean a property of the object of a `with` cannot be mentioned again. */
const isShadowed = (e: ts.Expression, scope: Scope): boolean =>
  ts.isIdentifier(e) && shadowing(scope, e.text) !== undefined;

const rootOf = (callee: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(callee) ? callee.expression : callee;

/** Does the runtime record its effect from all its arguments? */
const isMutator = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) &&
  (EXACT_METHODS.test(callee.name.text) ||
    (ts.isIdentifier(callee.expression) && callee.expression.text === 'Atomics'));

/** Text that names any argument's value after the call; `later`: the arguments behind it. */
function visitOperand(argument: ts.Expression, later: readonly ts.Expression[], ctx: Context, scope: Scope): string {
  const a = core(argument);
  if (ts.isStringLiteralLike(a) || ts.isNumericLiteral(a)) return a.getText(ctx.file);
  if (ts.isIdentifier(a) && !isShadowed(a, scope) && !isAssignedIn(later, a, scope)) return a.text;
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

function visitCallee(
  node: ts.CallExpression | ts.NewExpression,
  callee: ts.Expression,
  ctx: Context,
  scope: Scope,
  exact: boolean,
): Callee | undefined {
  if (ts.isIdentifier(callee)) return { kind: 'function', text: isShadowed(callee, scope) ? 'void 0' : callee.text };
  if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) {
    visitExpression(node.expression, ctx, scope);
    return { kind: 'function', text: 'void 0' };
  }
  if (ts.isPropertyAccessExpression(callee) && ts.isPrivateIdentifier(callee.name)) {
    visitExpression(callee.expression, ctx, scope);
    return undefined; // a private method is in this file: instrumented
  }
  // Spread arguments cannot be named again: with an unknown callee the receiver is compared as a whole.
  const key = isMutator(callee) && node.arguments?.some(ts.isSpreadElement) ? 'void 0' : methodKey(callee, ctx, scope);
  const receiver = core(callee.expression);
  const isNamed = ts.isPropertyAccessExpression(callee) && key !== 'void 0' && !asks(callee);
  if (receiver.kind === ts.SyntaxKind.SuperKeyword) {
    const home = isNamed ? homeText(scope, ctx) : undefined;
    if (home === undefined) return { kind: 'method', text: 'this,null,void 0' };
    return { kind: 'super', key, text: `this,${home}` };
  }
  const isHeld = exact || (isNamed && ctx.keepsTemporaries(scope.fn));
  const chain = isFoundAgain(node, receiver, ctx, scope, { exact, isHeld }) ? memberChain(receiver, scope) : undefined;
  if (chain !== undefined) {
    if (isNamed && chain.names.length === 0 && isOwnName(receiver, scope))
      return { kind: 'known', key, text: `${chain.root},${stampOfOperand(chain.root)}` };
    return { kind: 'method', text: `${chain.root},${ctx.path(chain.names)},${key}` };
  }
  if (ts.isOptionalChain(node) || isPrimitiveLiteral(receiver)) {
    visitExpression(callee.expression, ctx, scope);
    // Any string says which method that was.
    if (isNamed && isString(receiver)) return { kind: 'known', key, text: '"",void 0' };
    return { kind: 'function', text: 'void 0' };
  }
  const name = ctx.temporary(scope.fn, renderCallSite(callee.expression));
  if (ts.isNewExpression(receiver)) ctx.wrap(callee.expression, `new $es_kept(${name}=`, ')');
  else keepReceiver(callee.expression, name, ctx);
  visitExpression(callee.expression, ctx, scope);
  return isNamed
    ? { kind: 'known', key, text: `${name},${stampOfOperand(name)}` }
    : { kind: 'method', text: `${name},null,${key}` };
}

/**
 * Do the names in the text lead to the receiver after the call, too? Not through accessors, or once arguments have been assigned to them. Of a method that is recorded
 * by its arguments the receiver must be the right one; for others the runtime looks at the root where it meets an accessor. `isHeld`: a receiver that is itself a property is
 * kept anyhow: finding it again by its names costs 30 ns, reading what is known of it 2.
 */
function isFoundAgain(
  node: ts.CallExpression | ts.NewExpression,
  receiver: ts.Expression,
  ctx: Context,
  scope: Scope,
  { exact, isHeld }: { readonly exact: boolean; readonly isHeld: boolean },
): boolean {
  if (ts.isOptionalChain(node)) return true;
  if (ts.isIdentifier(receiver)) return !exact || !isAssignedIn(node.arguments ?? [], receiver, scope);
  if (!ts.isPropertyAccessExpression(receiver)) return true;
  return !isHeld && !hasAccessor(receiver, ctx);
}

/** One of the names is an accessor's of this file. */
const hasAccessor = (e: ts.Expression, ctx: Context): boolean =>
  ts.isPropertyAccessExpression(e) && (ctx.analysis.accessors.has(e.name.text) || hasAccessor(core(e.expression), ctx));

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

const stampOfOperand = (name: string): string => `${name}?.[$es_S]`;

/** `this`, or a variable: mentioning it runs nothing. */
const isOwnName = (e: ts.Expression, scope: Scope): boolean =>
  e.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(e) && lookup(scope, e.text) !== undefined);

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
    : ts.isIdentifier(argument) && !isShadowed(argument, scope)
      ? argument.text
      : 'void 0';
}

/** `a`, `this.b.c`: a root and static names, which the kit can walk without running anything. */
function memberChain(
  node: ts.Expression,
  scope: Scope,
): { readonly root: string; readonly names: string[] } | undefined {
  const e = core(node);
  if (e.kind === ts.SyntaxKind.ThisKeyword) return { root: 'this', names: [] };
  if (ts.isIdentifier(e)) return isShadowed(e, scope) ? undefined : { root: e.text, names: [] };
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

/** Texts that name, after the call, the objects an argument handed over. */
function visitArgument(argument: ts.Expression, ctx: Context, scope: Scope): string[] {
  const a = core(argument);
  if (ts.isIdentifier(a) && !isShadowed(a, scope)) return nameOperand(a);
  if (a.kind === ts.SyntaxKind.ThisKeyword) return ['this'];
  if (ts.isSpreadElement(a)) return visitHeld(a.expression, ctx, scope);
  if (ts.isObjectLiteralExpression(a) || ts.isArrayLiteralExpression(a)) {
    visitExpression(argument, ctx, scope);
    return literalOperands(a, scope);
  }
  if (ts.isIdentifier(a) || yieldsObject(a)) return visitHeld(argument, ctx, scope);
  visitExpression(argument, ctx, scope);
  return [];
}

const nameOperand = (a: ts.Identifier): string[] =>
  a.text === 'undefined' || a.text === 'NaN' || a.text === 'Infinity' ? [] : [a.text];

function visitHeld(e: ts.Expression, ctx: Context, scope: Scope): string[] {
  const inner = core(e);
  if (ts.isIdentifier(inner) && !isShadowed(inner, scope)) return nameOperand(inner);
  return [hold(e, ctx, scope)];
}

/** A fresh literal is nobody's yet, but what it names directly may be. */
function literalOperands(literal: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression, scope: Scope): string[] {
  const values = ts.isArrayLiteralExpression(literal)
    ? literal.elements.map((e) => (ts.isSpreadElement(e) ? undefined : e))
    : literal.properties.map((p) =>
        ts.isPropertyAssignment(p) ? p.initializer : ts.isShorthandPropertyAssignment(p) ? p.name : undefined,
      );
  return values.flatMap((v) => {
    const e = v === undefined ? undefined : core(v);
    return e === undefined
      ? []
      : ts.isIdentifier(e) && !isShadowed(e, scope)
        ? nameOperand(e)
        : e.kind === ts.SyntaxKind.ThisKeyword
          ? ['this']
          : [];
  });
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

/** `this` of a derived constructor exists from here on. */
function visitSuperCall(node: ts.CallExpression, ctx: Context, scope: Scope): void {
  const fn = scope.fn;
  if (fn.derived) {
    const probe = ctx.site({
      kind: SITE.write,
      flags: SITE_FLAG.INIT,
      node,
      scope: fn.scope,
      ref: ctx.thisVariable(fn),
    });
    // As a statement it stays one: TypeScript looks for it when it adds the assignments of parameter properties.
    const base = baseText(fn.node.parent, scope);
    if (ts.isExpressionStatement(node.parent))
      ctx.close(node.parent.end, `;$es_made(${probe}(this),${base});${parameterProperties(fn.node, ctx, scope)}`);
    else ctx.wrap(node, '(', `,$es_made(${probe}(this),${base}))`);
  }
  for (const a of node.arguments) visitExpression(a, ctx, scope);
}
