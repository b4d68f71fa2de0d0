/** Probes around function bodies: enter, parameters, return, leave. */
import { ts } from 'ts-morph';
import { CELL, UNCHECKED } from '../wire/ring.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { isAccessed, isCallback } from './foreign.js';
import { givesObject, handsOut } from './handedOut.js';
import { directivesOf, isTypeOnly } from './nodes.js';
import type { Fn, Scope } from './scopes.js';
import type { Context } from './context.js';
import {
  activationName,
  calledName,
  depthName,
  enclosingInstance,
  looksAtDeclared,
  suspendedName,
} from './scopeNames.js';
import { writesOf } from './bindings.js';
import { afterFailedEval, declaredText } from './directEval.js';
import { hasResources } from './disposal.js';
import { visitExpression } from './expressions.js';
import { placeOf } from './firstLoads.js';
import { isPrepared, parameterNames, preparedProbe, visitParameters } from './parameters.js';
import { placeAtEnd } from './lastPlaces.js';
import { hasFields, isConstructorOfBase, newInstance, stampOfThis } from './instances.js';
import { arrayProbe } from './literals.js';
import { bodyStart, hasReducedBody, isRepeatable, reducedBody } from './reducedBodies.js';
import { breakPosition } from './positions.js';
import { NO_STAMP, stampOfExpression } from './stamps.js';
import { leftBy, looksAtEnd } from './thrown.js';
import { firstStop, scopeText, visitStatements } from './statements.js';

const ownId = (fn: Fn): boolean => fn.scope.instanced;
export const ownIdFlag = (fn: Fn): number => (ownId(fn) ? SITE_FLAG.OWN_ID : 0);
export const suspends = (fn: Fn): boolean => fn.async || fn.generator || fn.awaits;

/** Function declarations are initialised when their scope is entered. */
export function hoistedWrites(ctx: Context, scope: Scope): string {
  if (!ctx.full) return '';
  return scope.hoisted.map((v) => `${ctx.write(v, scope.node, scope, v.name, SITE_FLAG.INIT)};`).join('');
}

const hasThis = (fn: Fn): boolean => {
  if (fn.derived) return false;
  if (fn.kind === 'arrow') return fn.usesThis && !insideDerived(fn);
  // A sloppy function called as such has the global object, which is much to describe for a function that does not ask for it.
  return fn.kind !== 'function' || fn.strict || fn.usesThis;
};

/** In a derived constructor `this` may not exist yet: its arrows must not touch it. */
function insideDerived(fn: Fn): boolean {
  for (let f: Fn | undefined = fn; f !== undefined; f = f.parent) {
    if (f.derived) return true;
    if (f.kind !== 'arrow') return false;
  }
  return false;
}

/** What `yield*` calls of an iterator. */
const ITERATOR_METHOD = /(?:^|[.])(?:next|return|throw)$/;

const iterates = (fn: Fn): boolean => hasThis(fn) && ITERATOR_METHOD.test(fn.name);

export interface EnterProbe {
  readonly name: string;
  readonly args: string;
}

/** The probe that pushes an activation; it returns the activation's id if it has one. */
export function enterProbe(
  fn: Fn,
  ctx: Context,
  range: { start: number; end: number },
  { prepares = false, callback = false, isReducible = false } = {},
): EnterProbe {
  const parent = enclosingInstance(fn.scope.parent);
  const flags = ownIdFlag(fn) | (parent === undefined ? 0 : SITE_FLAG.PARENT);
  const takesThis = hasThis(fn);
  const fresh = isConstructorOfBase(fn);
  const resumedBy =
    prepares && fn.generator
      ? ctx.site({ kind: SITE.resume, flags: SITE_FLAG.YIELD, node: fn.node, ...range, scope: fn.scope })
      : undefined;
  const name = ctx.site({
    kind: SITE.enter,
    flags,
    node: fn.node,
    ...range,
    scope: fn.scope,
    ref: fn.index,
    shape: {
      hasThis: takesThis,
      prepares,
      resumedBy,
      fresh,
      iterates: iterates(fn),
      callback,
      isReducible,
    },
  });
  if (!takesThis) return { name, args: parent ?? '' };
  const stamp = stampOfThis(fn, ctx);
  if (stamp === undefined) return { name, args: parent === undefined ? 'this' : `this,${parent}` };
  return { name, args: `this,${parent ?? '0'},${stamp}` };
}

/**
 * `finishes`: nothing of the function runs any more after the value is there. V8 stops once more then, at the end of the statement, and
 * shows the value.
 */
export function returnProbe(
  fn: Fn,
  ctx: Context,
  node: ts.Node,
  scope: Scope,
  finishes: boolean,
): { before: string; after: string } {
  const flags = ownIdFlag(fn) | (finishes ? SITE_FLAG.POPS : 0);
  const stop = finishes && ctx.full ? ctx.siteIndex({ kind: SITE.step, node, start: node.end, scope }) : undefined;
  const probe = ctx.site({ kind: SITE.return, flags, node, scope, shape: { stop } });
  const pops = finishes && fn.kind !== 'module';
  const value = ts.isReturnStatement(node) ? node.expression : (node as ts.Expression);
  const stamp = value === undefined ? NO_STAMP : stampOfExpression(value, ctx, scope);
  const tells = pops ? [`${depthName(fn)}|=-1`] : ctx.full ? leftBy(node, undefined, fn, ctx) : [];
  const hasMore = tells.length > 0;
  const id = ownId(fn) ? `,${activationName(fn)}` : hasMore || stamp.argument !== '' ? ',0' : '';
  const looks = stop === undefined ? [] : looksAtDeclared(scope);
  const rest = [...tells, ...looks].map((text) => `,${text}`).join('');
  const hands = value === undefined ? undefined : handsOut(value, fn, ctx);
  return {
    before: `${probe}(${stamp.before}${hands?.before ?? ''}`,
    after: `${hands?.after ?? ''}${id}${hasMore && stamp.argument === '' ? ',void 0' : stamp.argument}${rest})`,
  };
}

/** Assigned right after the activation was entered or resumed. */
const depthText = (fn: Fn): string => `${depthName(fn)}=$es_C[${CELL.DEPTH}]-1`;

/** The activation may have been suspended when an exception, or a return from outside, took it here. */
export const backOnStack = (fn: Fn): string =>
  `if(${suspendedName(fn)}){${depthText(fn)};${suspendedName(fn)}=0${beginsAgain(fn, ';')}}`;

/** Of a module, whenever it goes on: nobody takes its activation off the stack if it throws, and does not wait again. */
export const beginsAgain = (fn: Fn, separator: ',' | ';'): string =>
  fn.kind === 'module' ? `${separator}$es_begun(()=>${suspendedName(fn)})` : '';

/** Text at the start and at the end of a function's body. */
function bodyTexts(fn: Fn, ctx: Context, enter: EnterProbe, writes: string): { before: string; after: string } {
  const state = [depthText(fn), ...(suspends(fn) ? [`${suspendedName(fn)}=0`] : [])];
  const leave = ctx.site({
    kind: SITE.leave,
    flags: ownIdFlag(fn),
    node: fn.node,
    start: fn.node.end - 1,
    scope: fn.scope,
    shape: { suspends: suspends(fn) },
  });
  const call = `${enter.name}(${enter.args})`;
  const guard = !fn.collides;
  const leaveArguments = [
    depthName(fn),
    ...(ownId(fn) ? [activationName(fn)] : []),
    ...(suspends(fn) ? [suspendedName(fn)] : []),
  ];
  const looks = afterFailedEval(fn.node, fn, ctx) + looksAtEnd(fn, ctx);
  const left = `${leave}(${leaveArguments.join(',')})`;
  const end = looks === '' ? left : `{${looks}${left}}`;
  return {
    before: `${ownId(fn) ? `const ${activationName(fn)}=` : ''}${call};let ${state.join(',')}${ctx.temporariesMark(fn)};${guard ? 'try{' : ''}${writes}`,
    after: guard ? `}${repairText(fn)}finally{if(${depthName(fn)}>=0)${end}}` : '',
  };
}

/** What an async function throws, anybody may read. In others a `catch` would move the place where V8 says that an uncaught exception was thrown. */
const repairText = (fn: Fn): string => (fn.async ? 'catch($es_e){throw $es_repair($es_e)}' : '');

export function visitFunction(node: ts.FunctionLikeDeclaration, ctx: Context, outer: Scope): void {
  if (isTypeOnly(node)) return;
  if (node.name !== undefined && ts.isComputedPropertyName(node.name))
    visitExpression(node.name.expression, ctx, outer);
  if (ctx.reducible && isRepeatable(node, ctx)) ctx.repeated(node, () => visitParts(node, ctx, outer));
  else visitParts(node, ctx, outer);
}

function visitParts(node: ts.FunctionLikeDeclaration, ctx: Context, outer: Scope): void {
  const fn = ctx.analysis.fnOf.get(node);
  const body = node.body;
  if (fn === undefined || body === undefined) return;
  const range = { start: node.getStart(ctx.file), end: body.getStart(ctx.file) };
  const prepares = isPrepared(node, fn, ctx);
  const callback = isCallback(node, outer);
  const isAtOnce = !prepares && !ctx.enterProbes.has(fn);
  const isReducible = isAtOnce && mayBeReduced(node, fn) && hasReducedBody(fn, body, ctx);
  const asks = callback && isAtOnce;
  const enter = ctx.enterProbes.get(fn) ?? enterProbe(fn, ctx, range, { prepares, callback: asks, isReducible });
  visitParameters(node, fn, ctx, enter);
  const bodyEnter = isAtOnce ? enter : preparedProbe(fn, enter, 'b');
  if (callback && ctx.full && givesObject(body)) ctx.callbacks.set(fn, asks ? calledName(fn) : '0');
  const looks = callback ? callbackText(node, fn, ctx, asks) : accessedText(node, ctx);
  const before = looks + entryWrites(node, fn, ctx, isAtOnce);
  ctx.insideBody(() => {
    const finish = isReducible ? ctx.reserveCopy(bodyStart(body, ctx.file), placeAtEntry(fn, body, ctx)) : undefined;
    if (ts.isBlock(body)) visitBlockBody(fn, body, ctx, bodyEnter, { writes: before, isReducible });
    else visitArrowBody(fn, body, ctx, bodyEnter, { writes: before, isReducible });
    finish?.(
      ...reducedBody(fn, body, ctx, {
        enter: enter.name,
        asks: asks ? askText(fn) : undefined,
        looks: looks + newInstance(fn, ctx),
      }),
    );
  });
}

/** Not what `yield*` calls of an iterator; nor constructors with fields, which are defined before their bodies run, nor those that may end without `this`, which V8 reports at another place. */
const mayBeReduced = (node: ts.FunctionLikeDeclaration, fn: Fn): boolean =>
  !iterates(fn) &&
  (!fn.derived || beginsWithSuper(node.body)) &&
  (fn.kind !== 'constructor' ||
    (!hasFields(fn) && !node.parameters.some((p) => ts.isParameterPropertyDeclaration(p, node))));

function beginsWithSuper(body: ts.ConciseBody | undefined): boolean {
  const first = body !== undefined && ts.isBlock(body) ? body.statements[0] : undefined;
  const call = first !== undefined && ts.isExpressionStatement(first) ? first.expression : undefined;
  return call !== undefined && ts.isCallExpression(call) && call.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** Whoever calls a callback may have changed things before: what it hands over, and what it was given. `asks`: its enter probe has found out whether it is instrumented code. */
function callbackText(node: ts.FunctionLikeDeclaration, fn: Fn, ctx: Context, asks: boolean): string {
  const values = parameterNames(node).map((name) => name.text);
  const call = `$es_entered(${[...(hasThis(fn) ? ['this'] : []), ...values].join(',')});`;
  if (!asks) return call;
  const called = `$es_C[${CELL.CALLED}]`;
  return ctx.callbacks.has(fn) ? `let ${calledName(fn)}=${called};${calledName(fn)}||${call}` : `${called}||${call}`;
}

/** Who has called it? */
const askText = (fn: Fn): string => `$es_isCalled(${hasThis(fn) ? 'this,this?.[$es_S]' : ''})`;

const accessedText = (node: ts.FunctionLikeDeclaration, ctx: Context): string =>
  ctx.full && isAccessed(node) ? `$es_C[${CELL.ASSIGNING}]&&$es_accessed();` : '';

/** Words of a number that is no integer, which has the longest event of all parameters. */
const MOST_WORDS = 3;

/** What is initialised when the body starts: parameters, the function's own name, `arguments`, the body's functions. */
function entryWrites(node: ts.FunctionLikeDeclaration, fn: Fn, ctx: Context, isAtOnce: boolean): string {
  const names = parameterNames(node);
  // The entry has made sure of room for what is always there; where steps stand, they need it.
  const unchecked = isAtOnce && !ctx.full && names.length * MOST_WORDS <= UNCHECKED;
  const passed = hidesArguments(fn) ? '' : argumentsWrite(fn, ctx, ';');
  const properties = fn.derived ? '' : parameterProperties(node, ctx, fn.scope);
  const writes = restText(node, ctx, fn.scope) + writesOf(names, ctx, fn.scope, ';', { unchecked });
  return selfWrite(fn, ctx, ';') + passed + writes + properties + bodyScopeText(node, fn, ctx);
}

/** The language has just made the array of a rest parameter. */
function restText({ parameters }: ts.FunctionLikeDeclaration, ctx: Context, scope: Scope): string {
  const last = parameters.at(-1);
  const isPlain = last?.dotDotDotToken !== undefined && ts.isIdentifier(last.name);
  return isPlain ? `${arrayProbe(scope, ctx)}(${last.name.text});` : '';
}

/** Records a function expression's own name. */
export function selfWrite({ node, scope }: Fn, ctx: Context, end: ';' | ','): string {
  const name = ts.isFunctionExpression(node) ? node.name : undefined;
  return name !== undefined && scope.variables.get(name.text)?.selfName === true
    ? writesOf([name], ctx, scope, end)
    : '';
}

/** The body declares a variable of the name, which nobody can read yet where the body starts. */
const hidesArguments = ({ scope, varScope }: Fn): boolean =>
  varScope !== scope && ['let', 'const', 'class'].includes(varScope.variables.get('arguments')?.kind ?? '');

/** Records `arguments` of a function that mentions it. */
export function argumentsWrite(fn: Fn, ctx: Context, end: ';' | ','): string {
  const v = fn.scope.variables.get('arguments');
  // A `var` of the name is the same variable.
  const isOwn = v?.kind === 'arguments' || (v?.kind === 'var' && fn.kind !== 'arrow');
  if (v === undefined || !isOwn || !ctx.full) return '';
  const write = `${ctx.write(v, fn.node, fn.scope, 'arguments', SITE_FLAG.INIT)}${end}`;
  const kept = keepsArguments(fn) ? `${ctx.argumentsName(fn)}=arguments${end}` : '';
  const mapped = fn.aliased
    ? `$es_mapped(arguments,()=>{${ctx.parameterWrites(fn.node, fn.scope).join(',')}})${end}`
    : '';
  return write + kept + mapped;
}

/** Inner functions, or setters that stand for a pattern's targets, may assign elements of its `arguments` under the names of parameters. */
export const keepsArguments = ({ mapped, scope }: Fn): boolean =>
  mapped && [...scope.variables.values()].some((v) => v.kind === 'param' && v.reassigned);

/** The body's own scope, if it has one, with its functions and the `var`s that start with the value of a parameter of their name. */
function bodyScopeText(node: ts.FunctionLikeDeclaration, fn: Fn, ctx: Context): string {
  const scope = fn.varScope;
  if (scope === fn.scope || !ctx.full) return declaredText(fn, ctx) + hoistedWrites(ctx, scope);
  const inherited = [...scope.variables.values()].filter((v) => v.kind === 'var' && fn.scope.variables.has(v.name));
  const writes = inherited.map((v) => `${ctx.write(v, node, scope, v.name, SITE_FLAG.INIT)};`).join('');
  return scopeText(scope, node, ctx, 'const ') + declaredText(fn, ctx) + writes + hoistedWrites(ctx, scope);
}

/** `constructor(private x: number)`: TypeScript assigns the properties before our text, or right after super(). */
export function parameterProperties(node: ts.Node, ctx: Context, scope: Scope): string {
  if (!ctx.full || !ts.isConstructorDeclaration(node)) return '';
  return node.parameters
    .filter((p) => ts.isParameterPropertyDeclaration(p, node) && ts.isIdentifier(p.name))
    .map((p) => {
      const key = p.name.getText(ctx.file);
      const shape = { key: JSON.stringify(key) };
      return `${ctx.site({ kind: SITE.put, node: p, scope, ref: ctx.key(key), shape })}(void 0,this);`;
    })
    .join('');
}

/** Where V8 says that a function is which the stack has no room for: at the first place in it. */
const placeAtEntry = (fn: Fn, body: ts.ConciseBody, ctx: Context): number =>
  ts.isBlock(body) ? firstStop(body, ctx.file, fn.varScope) : placeOf(body, ctx.file);

interface BodyOptions {
  readonly writes: string;
  /** another body stands in front of it, with the brace of an arrow function */
  readonly isReducible: boolean;
}

function visitBlockBody(
  fn: Fn,
  body: ts.Block,
  ctx: Context,
  enter: EnterProbe,
  { writes, isReducible }: BodyOptions,
): void {
  const { before, after } = bodyTexts(fn, ctx, enter, writes);
  const end = implicitReturn(fn, ctx, body);
  const directives = directivesOf(body.statements);
  const at = bodyStart(body, ctx.file);
  const start = `${directives.length === 0 ? '' : ';'}${before}`;
  const close = (offset: number, text: string): void =>
    // There V8 finds out that `super` was not called, and disposes of resources.
    fn.derived || hasResources(body)
      ? ctx.openAs(offset, text, placeAtEnd(fn.node, body, ctx.file))
      : ctx.close(offset, text);
  if (body.statements.length === directives.length)
    return isReducible ? ctx.open(at, start + end + after) : close(at, start + end + after);
  ctx.open(at, start);
  close(body.end - 1, `;${end}${after}`);
  visitStatements(body.statements, ctx, fn.varScope);
}

/** The return of undefined, and the stop at the closing brace. A body that disposes of resources still has that to do. */
function implicitReturn(fn: Fn, ctx: Context, body: ts.Block): string {
  const range = { start: body.end - 1, end: body.end };
  const { flags, ...rest } = { flags: ownIdFlag(fn), node: fn.node, ...range, scope: fn.varScope };
  const id = ownId(fn) ? `,${activationName(fn)}` : '';
  if (hasResources(body)) return `${ctx.site({ kind: SITE.return, flags, ...rest })}(void 0${id})`;
  const stop = ctx.full ? ctx.siteIndex({ kind: SITE.step, ...rest }) : undefined;
  const probe = ctx.site({
    kind: SITE.return,
    flags: flags | SITE_FLAG.POPS,
    ...rest,
    shape: { stop, returnsNothing: true },
  });
  const looks = stop === undefined ? [] : looksAtDeclared(fn.varScope);
  return `${looks.map((text) => `${text};`).join('')}${depthName(fn)}=-1;${probe}(void 0${id})`;
}

function visitArrowBody(
  fn: Fn,
  body: ts.Expression,
  ctx: Context,
  enter: EnterProbe,
  { writes, isReducible }: BodyOptions,
): void {
  const { before, after } = bodyTexts(fn, ctx, enter, writes);
  const step = ctx.full ? `${ctx.step(body, fn.scope, breakPosition(body, ctx.file))};` : '';
  const result = returnProbe(fn, ctx, body, fn.scope, true);
  ctx.wrap(body, `${isReducible ? '' : '{'}${before}${step}return ${result.before}`, `${result.after}${after}}`);
  visitExpression(body, ctx, fn.scope);
}

export interface ModuleTexts {
  /** at its very start */
  readonly before: string;
  /** behind its disposers, if it has any */
  readonly end: string;
  /** at its very end */
  readonly after: string;
}

export function moduleTexts(ctx: Context, importWrites: string): ModuleTexts {
  const fn = ctx.analysis.module;
  const enter = ctx.site({
    kind: SITE.enter,
    flags: SITE_FLAG.OWN_ID,
    node: fn.node,
    start: 0,
    end: 0,
    scope: fn.scope,
    ref: fn.index,
    shape: { hasThis: ctx.isCommonJs },
  });
  const place = { node: fn.node, start: fn.node.end, scope: fn.scope };
  const stop = ctx.full ? ctx.siteIndex({ kind: SITE.step, ...place }) : undefined;
  const end = ctx.site({ kind: SITE.return, flags: SITE_FLAG.OWN_ID | SITE_FLAG.POPS, ...place, shape: { stop } });
  const id = activationName(fn);
  const ends = `${end}(void 0,${id});`;
  const disposes = hasResources(ctx.file);
  return {
    before: `${id}=${enter}(${ctx.isCommonJs ? 'this' : ''});$es_begun();${depthText(fn)};${declaredText(fn, ctx)}${importWrites}${hoistedWrites(ctx, fn.scope)}`,
    end: disposes ? ends : '',
    after: `\n;${disposes ? `${depthName(fn)}=-1;` : ends}`,
  };
}
