/** Probes of expressions: assignments of every kind, property writes, deletes, await and yield. Calls are in calls.ts. */
import { ts } from 'ts-morph';
import { LEAVES_NOTHING_OUT, LEAVING_OUT_MASK } from '../wire/probes.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { arrayProbe, isKeptArray, isPlainLiteral, isRecordedAtOnce, keysOf, shapeProbe } from './literals.js';
import {
  core,
  hasFunctions,
  isAssignment,
  isCall,
  isFunctionNode,
  isTypeOnly,
  isUpdate,
  privateMember,
} from './nodes.js';
import { isPattern, visitAssignmentPattern } from './patterns.js';
import { quotedAs } from './render.js';
import { openChain, openDelete } from './chains.js';
import { breakPosition, commaOperands } from './positions.js';
import { isLasting, wrapGlobal } from './globals.js';
import { lookup, mayMeanOther, notArrow, type Scope, shadowing, type Variable } from './scopes.js';
import { visitCall, visitOptionalDelete } from './calls.js';
import { visitSuspension } from './suspensions.js';
import { printFunction } from './printedFunctions.js';
import { visitClassExpression } from './classes.js';
import type { Context } from './context.js';
import { shieldedName } from './shields.js';
import { keepsArguments, visitFunction } from './functions.js';
import { NO_STAMP, stampOf, stampOfExpression } from './stamps.js';

/** An anonymous function or class takes its name from what it is assigned to. */
export function isNamedEvaluation(node: ts.Expression): boolean {
  const e = core(node);
  return ts.isArrowFunction(e) || ((ts.isFunctionExpression(e) || ts.isClassExpression(e)) && e.name === undefined);
}

/** Wraps an initialiser in a probe. A function literal keeps the name it would have had: it becomes a property of that name first. */
export function wrapNamed(init: ts.Expression, name: string, ctx: Context, before: string, after: string): void {
  if (isNamedEvaluation(init) && name !== '__proto__') {
    const key = JSON.stringify(name);
    ctx.wrap(init, `${before}{${key}:`, `}[${key}]${after}`);
  } else if (isNamedEvaluation(init)) return;
  else ctx.wrap(init, before, after);
}

/** `unused`: the value of the expression is thrown away (it is a statement). */
export function visitExpression(node: ts.Node, ctx: Context, scope: Scope, unused = false): void {
  if (isTypeOnly(node)) return;
  if (isFunctionNode(node)) return visitFunction(node, ctx, scope);
  if (ts.isClassExpression(node)) return visitClassExpression(node, ctx, scope);
  if (ts.isAwaitExpression(node)) return visitSuspension(node, node.expression, ctx, scope, 0);
  if (ts.isYieldExpression(node)) {
    const delegates = node.asteriskToken === undefined ? 0 : SITE_FLAG.DELEGATES;
    return visitSuspension(node, node.expression, ctx, scope, SITE_FLAG.YIELD | delegates);
  }
  const isRecorded = ctx.records || !ctx.full;
  if (isRecorded && isPlainLiteral(node) && (ctx.isReduced ? isKeptArray(node) : isRecordedAtOnce(node, ctx.full)))
    markLiteral(node, ctx, scope);
  if (ctx.records) {
    if (ts.isOptionalChain(node)) openChain(node, ctx, scope);
    if (isCall(node)) return visitCall(node, ctx, scope);
    if (ts.isBinaryExpression(node) && isAssignment(node)) return visitAssignment(node, ctx, scope);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return visitUnary(node, ctx, scope, unused);
    if (ts.isDeleteExpression(node)) return visitDelete(node, ctx, scope);
    if (unused && ctx.full && ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken)
      return visitComma(node, ctx, scope);
  } else if (!ctx.full) printFunction(node, ctx);
  ts.forEachChild(node, (child) => visitExpression(child, ctx, scope));
}

/**
 * What is known of an object is a property of its literal where the text says what else there is: one more of its hidden class, which V8 has ready, while
 * one that is added later takes a list of its own. Splay, calls alone: a sixth of the CPU time.
 */
function markLiteral(node: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, ctx: Context, scope: Scope): void {
  if (ts.isArrayLiteralExpression(node)) return ctx.wrap(node, `${arrayProbe(scope, ctx)}(`, ')');
  const keys = mayMeanOther(scope) ? undefined : keysOf(node);
  if (keys === undefined) return ctx.wrap(node, '$es_literal(', ')');
  const { properties } = node;
  const comma = properties.length === 0 || properties.hasTrailingComma ? '' : ',';
  ctx.close(properties.end, `${comma}[$es_S]:${shapeProbe(keys, scope.fn, ctx)}()`);
}

/** A list whose value nobody takes. V8 stops at every operand but the first; in the head of a loop it has stopped at the second of two already. */
function visitComma(node: ts.BinaryExpression, ctx: Context, scope: Scope): void {
  visitExpression(node.left, ctx, scope, true);
  if (ts.isIterationStatement(node.parent, false) && commaOperands(node).length === 2)
    return visitExpression(node.right, ctx, scope, true);
  const step = ctx.step(node.right, scope, breakPosition(node.right, ctx.file));
  if (isNamedEvaluation(node.right)) ctx.open(node.right.getStart(ctx.file), `${step},`);
  else ctx.wrap(node.right, `(${step},`, ')');
  visitExpression(node.right, ctx, scope, true);
}

function visitAssignment(node: ts.BinaryExpression, ctx: Context, scope: Scope): void {
  const target = core(node.left);
  if (isPattern(target)) {
    const finish = ctx.reserve(node);
    const writes = visitAssignmentPattern(target, ctx, scope, node.right);
    visitExpression(node.right, ctx, scope);
    if (writes.length === 0) return;
    const result = ctx.temporary(scope.fn);
    finish(`(${result}=(`, `)${writes.map((w) => `,${w}`).join('')},${result})`);
    return;
  }
  if (ts.isIdentifier(target)) wrapVariable(node, target, ctx, scope);
  else if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))
    wrapProperty(node, target, ctx, scope, hasEffects(node.right));
  visitExpression(node.right, ctx, scope);
}

function wrapVariable(node: ts.Expression, target: ts.Identifier, ctx: Context, scope: Scope): void {
  if (looksAfter(node, target, ctx, scope)) return;
  const v = lookup(scope, target.text);
  if (v === undefined) return wrapGlobal(node, target, ctx, scope);
  if (v.hidden || v.selfName || livesInReduced(v, ctx)) return;
  const { name, id, takesStamp } = ctx.writeProbe(v, node, scope, 0, {}, quotedAs(node));
  const [before, after] = aroundElement(v, node, ctx, scope);
  const stamp = takesStamp ? stampOfExpression(node, ctx, scope) : NO_STAMP;
  ctx.wrap(node, `${before}${name}(${stamp.before}`, `${id}${stamp.argument})${after}`);
}

/** What only the activation has is of no interest where the activation is not recorded. */
const livesInReduced = (v: Variable, ctx: Context): boolean => ctx.isReduced && !v.captured;

/** Whether the name may mean a property of the object of a `with`: then that, and what is around, is looked at after the expression. */
function looksAfter(node: ts.Expression, name: ts.Identifier, ctx: Context, scope: Scope): boolean {
  const around = shadowing(scope, name.text);
  if (around !== undefined) ctx.wrap(node, `${shieldedName('w', around)}(`, ')');
  return around !== undefined;
}

/**
 * A parameter of a sloppy function is an element of `arguments` too: what stands around the write to record it as such; nothing where it is not. `inSetter`: in a
 * function of ours, which has `arguments` of its own.
 */
export function aroundElement(
  v: Variable,
  node: ts.Node,
  ctx: Context,
  scope: Scope,
  inSetter = false,
): readonly [string, string] {
  const { fn } = v.scope;
  const isOwn = !inSetter && notArrow(scope.fn) === fn;
  if (!fn.mapped || v.kind !== 'param' || !(isOwn || keepsArguments(fn))) return ['', ''];
  // Of parameters with the same name it is the last.
  const index = (fn.node as ts.FunctionLikeDeclaration).parameters.findLastIndex((p) => p.name.getText() === v.name);
  const probe = ctx.site({ kind: SITE.put, node, scope, ref: ctx.key(index), shape: { key: String(index) } });
  return [`${probe}(`, `,${isOwn ? 'arguments' : ctx.argumentsName(fn)})`];
}

/** Assigning an element of mapped `arguments` assigns a parameter: the writes, each with a comma in front. */
function parametersOf(target: ts.Expression, node: ts.Node, ctx: Context, scope: Scope): string {
  const isArguments = ts.isElementAccessExpression(target) && core(target.expression).getText(ctx.file) === 'arguments';
  if (!isArguments || !notArrow(scope.fn).mapped) return '';
  return ctx
    .parameterWrites(node, scope)
    .map((write) => `,${write}`)
    .join('');
}

function visitUnary(
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  ctx: Context,
  scope: Scope,
  unused: boolean,
): void {
  const { operand } = node;
  const target = core(operand);
  if (!isUpdate(node)) return visitExpression(operand, ctx, scope);
  if (ts.isIdentifier(target)) {
    if (looksAfter(node, target, ctx, scope)) return;
    const v = lookup(scope, target.text);
    if (v === undefined) return wrapGlobal(node, target, ctx, scope);
    if (v.hidden || v.selfName || livesInReduced(v, ctx)) return;
    const postfix = ts.isPostfixUnaryExpression(node);
    const { name, id } = ctx.writeProbe(v, node, scope, 0, { postfix });
    const [before, after] = aroundElement(v, node, ctx, scope);
    ctx.wrap(node, `${before}${name}(`, `${postfix ? `,${target.text}` : ''}${id})${after}`);
  } else if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))
    wrapProperty(node, target, ctx, scope, false, ts.isPostfixUnaryExpression(node) && !unused);
}

/** Object of a property write: text that names it again after the write, without evaluating anything twice. `isBare`: a temporary would be seen. */
function objectText(object: ts.Expression, ctx: Context, scope: Scope, effects: boolean, isBare = false): string {
  const o = core(object);
  if (o.kind === ts.SyntaxKind.ThisKeyword || o.kind === ts.SyntaxKind.SuperKeyword) return 'this';
  if (ts.isIdentifier(o) && isStable(o, scope, effects) && (isBare || isLasting(o, scope))) return o.text;
  const name = ctx.temporary(scope.fn);
  ctx.wrap(object, `(${name}=`, ')');
  visitExpression(object, ctx, scope);
  return name;
}

/** True if the name means the same value after `effects` was evaluated. */
function isStable(id: ts.Identifier, scope: Scope, effects: boolean): boolean {
  const v = lookup(scope, id.text);
  if (shadowing(scope, id.text) !== undefined) return false;
  if (v !== undefined && (v.kind === 'const' || v.kind === 'import' || v.kind === 'class')) return true;
  return !effects;
}

/** V8 infers the names of functions from what they are assigned to. */
const infersNames = (node: ts.Expression): boolean => ts.isBinaryExpression(node) && hasFunctions(node.right);

export function hasEffects(node: ts.Node): boolean {
  if (isFunctionNode(node)) return false;
  if (isCall(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node) || isUpdate(node)) return true;
  if (ts.isBinaryExpression(node) && isAssignment(node)) return true;
  return ts.forEachChild(node, (c) => hasEffects(c) || undefined) ?? false;
}

type Key =
  | { readonly kind: 'static'; readonly key: string | number }
  | { readonly kind: 'dynamic'; readonly text: string };

function keyOf(
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
  effects: boolean,
): Key {
  if (ts.isPropertyAccessExpression(target)) return { kind: 'static', key: target.name.text };
  const argument = core(target.argumentExpression);
  if (ts.isStringLiteralLike(argument)) return { kind: 'static', key: argument.text };
  if (ts.isNumericLiteral(argument)) return { kind: 'static', key: Number(argument.text) };
  if (ts.isIdentifier(argument) && isStable(argument, scope, effects) && isLasting(argument, scope))
    return { kind: 'dynamic', text: argument.text };
  const name = ctx.temporary(scope.fn);
  ctx.wrap(target.argumentExpression, `${name}=`, '');
  visitExpression(target.argumentExpression, ctx, scope);
  return { kind: 'dynamic', text: name };
}

const updateOf = (node: ts.PostfixUnaryExpression): '++' | '--' =>
  node.operator === ts.SyntaxKind.PlusPlusToken ? '++' : '--';

interface PutProbe {
  readonly name: string;
  /** stands in front of the value: keeps it */
  readonly before: string;
  /** arguments after the value, with their commas */
  readonly rest: string;
}

function putProbe(
  node: ts.Expression,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
  effects: boolean,
  kind: typeof SITE.put | typeof SITE.delete,
): PutProbe {
  const named = quotedAs(node);
  const assigned = kind === SITE.put && (ts.isPostfixUnaryExpression(node) ? updateOf(node) : true);
  const key = keyOf(target, ctx, scope, effects);
  const object = objectText(target.expression, ctx, scope, effects, infersNames(node));
  const given = isPrivateAccess(target);
  // A setter that `super` leads to may be hidden from the object itself.
  const isSuper = core(target.expression).kind === ts.SyntaxKind.SuperKeyword;
  const { before, stamps } = assigned === false || given || isSuper ? UNSTAMPED : stampsOfPut(node, object, ctx, scope);
  if (key.kind === 'dynamic')
    return {
      name: ctx.site({ kind, flags: SITE_FLAG.DYNAMIC, node, scope, shape: { assigned }, quoted: named }),
      before,
      rest: `,${object},${key.text}${stamps}`,
    };
  return {
    before,
    name: ctx.site({
      kind,
      node,
      scope,
      ref: given ? ctx.privateKey(target.name) : ctx.key(key.key),
      shape: { key: JSON.stringify(key.key), given, assigned },
      quoted: named,
    }),
    rest: `,${object}${stamps}`,
  };
}

const UNSTAMPED = { before: '', stamps: '' };

/** What is known of the object, and of the value that was assigned. */
function stampsOfPut(node: ts.Expression, object: string, ctx: Context, scope: Scope): typeof UNSTAMPED {
  const { before, argument } = stampOfExpression(node, ctx, scope);
  return { before, stamps: `,${stampOf(object)}${argument}` };
}

function wrapProperty(
  node: ts.Expression,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
  effects: boolean,
  postfixUsed = false,
): void {
  if (isPrivateAccess(target) && isAccessorName(target.name)) return visitExpression(target.expression, ctx, scope);
  if (ctx.isReduced) return tellLost(node, target, ctx, scope, { effects });
  const finish = ctx.reserve(node);
  const probe = putProbe(node, target, ctx, scope, effects, SITE.put);
  const parameters = parametersOf(target, node, ctx, scope);
  if (parameters !== '') {
    const result = ctx.temporary(scope.fn);
    return finish(`(${result}=${probe.name}(${probe.before}`, `${probe.rest})${parameters},${result})`);
  }
  if (!isPrivateAccess(target) || !ts.isPostfixUnaryExpression(node))
    return finish(`${probe.name}(${probe.before}`, `${probe.rest})`);
  // The new value of a private name cannot be read by the kit, and the expression's own value is the old one.
  const read = `${probe.name}(${probe.rest.slice(1)}.${target.name.text}${probe.rest})`;
  if (!postfixUsed) return finish('(', `,${read})`);
  const old = ctx.temporary(scope.fn);
  finish(`(${old}=`, `,${read},${old})`);
}

/**
 * What is assigned is not recorded: the object may have changed. Whether the stream has anything to lose of it is asked in the place of the assignment: calls that V8 inlines took the scheduler a tenth more CPU time.
 * In front of a function V8 would infer its name from the variable.
 */
function tellLost(
  node: ts.Expression,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
  { effects, keyword = '' }: { readonly effects: boolean; readonly keyword?: string | undefined },
): void {
  const finish = ctx.reserve(node);
  const argument = ts.isElementAccessExpression(target) ? target.argumentExpression : undefined;
  const object = objectText(target.expression, ctx, scope, effects || (argument !== undefined && hasEffects(argument)));
  const key = keyOfLost(node, target, ctx, scope, effects);
  const quoted = quotedAs(node);
  const probe = ctx.lostProbe(quoted);
  if (quoted !== undefined || !ctx.keepsTemporaries(scope.fn) || hasFunctions(node))
    return finish(`${probe}(${keyword}`, `,${object},${stampOf(object)}${key})`);
  const [value, known] = [ctx.valueName(scope.fn), ctx.stampName(scope.fn)];
  const nothingToLose = `(${known}=${stampOf(object)})!==void 0&&(${known}.facts&${LEAVING_OUT_MASK})===${LEAVES_NOTHING_OUT}&&typeof ${value}!="function"`;
  finish(`(${value}=${keyword}`, `,${nothingToLose}?${value}:${probe}(${value},${object},${known}${key}))`);
}

/** With a comma in front. Of what is deleted, and of private names, no setter hears. */
function keyOfLost(
  node: ts.Expression,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ctx: Context,
  scope: Scope,
  effects: boolean,
): string {
  if (ts.isDeleteExpression(node) || isPrivateAccess(target)) {
    if (ts.isElementAccessExpression(target)) visitExpression(target.argumentExpression, ctx, scope);
    return '';
  }
  const key = keyOf(target, ctx, scope, effects);
  return `,${key.kind === 'dynamic' ? key.text : JSON.stringify(key.key)}`;
}

/** `#x` is an accessor of the class that declares it: assigning it is a call, which records what it does. */
export function isAccessorName(name: ts.PrivateIdentifier): boolean {
  const member = privateMember(name);
  return member !== undefined && !ts.isPropertyDeclaration(member);
}

export const isPrivateAccess = (
  target: ts.Expression,
): target is ts.PropertyAccessExpression & { readonly name: ts.PrivateIdentifier } =>
  ts.isPropertyAccessExpression(target) && ts.isPrivateIdentifier(target.name);

function visitDelete(node: ts.DeleteExpression, ctx: Context, scope: Scope): void {
  const target = core(node.expression);
  if (ts.isIdentifier(target) && !looksAfter(node, target, ctx, scope) && lookup(scope, target.text) === undefined)
    wrapGlobal(node, target, ctx, scope, SITE.delete);
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
    return visitExpression(node.expression, ctx, scope);
  const keyword = openDelete(node, ctx, scope);
  if (ts.isOptionalChain(target) && keyword === undefined) return visitOptionalDelete(node, target, ctx, scope);
  if (ctx.isReduced) return tellLost(node, target, ctx, scope, { effects: false, keyword });
  const finish = ctx.reserve(node);
  const probe = putProbe(node, target, ctx, scope, false, SITE.delete);
  finish(`${probe.name}(${keyword ?? ''}`, `${probe.rest})`);
}
