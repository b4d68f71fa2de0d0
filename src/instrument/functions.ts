/** Probes around function bodies: enter, parameters, return, leave. */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { isTypeOnly } from './nodes.js';
import { type Fn, lookup, type Scope, isShown } from './scopes.js';
import { activationName, type Context, doneName, enclosingInstance, suspendedName } from './context.js';
import { visitExpression } from './expressions.js';
import { visitStatements } from './statements.js';

const ownId = (fn: Fn): boolean => fn.scope.instanced;
export const suspends = (fn: Fn): boolean => fn.async || fn.generator || fn.awaits;

/** `,id` and, where the function can be suspended, `,flag`: the tail of a probe's arguments. */
export function activationArguments(fn: Fn, withFlag = suspends(fn)): string {
  return ownId(fn) ? `,${activationName(fn)}${withFlag ? `,${suspendedName(fn)}` : ''}` : '';
}

export function bindingNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((e) => (ts.isOmittedExpression(e) ? [] : bindingNames(e.name)));
}

/** Calls that record the variables of a pattern, as one text of statements. */
export function writesOf(names: readonly ts.Identifier[], ctx: Context, scope: Scope): string {
  if (!ctx.full && scope.fn.kind === 'module') return '';
  return names
    .map((id) => {
      const v = lookup(scope, id.text);
      return v === undefined || !isShown(v) ? '' : `${ctx.write(v, id, scope, id.text, SITE_FLAG.INIT)};`;
    })
    .join('');
}

/** Function declarations are initialised when their scope is entered. */
export function hoistedWrites(ctx: Context, scope: Scope): string {
  if (!ctx.full) return '';
  return scope.hoisted.map((v) => `${ctx.write(v, scope.node, scope, v.name, SITE_FLAG.INIT)};`).join('');
}

const hasThis = (fn: Fn): boolean => {
  if (fn.derived) return false;
  if (fn.kind === 'arrow') return fn.usesThis && !insideDerived(fn);
  return fn.strict || fn.usesThis;
};

/** In a derived constructor `this` may not exist yet: its arrows must not touch it. */
function insideDerived(fn: Fn): boolean {
  for (let f: Fn | undefined = fn; f !== undefined; f = f.parent) {
    if (f.derived) return true;
    if (f.kind !== 'arrow') return false;
  }
  return false;
}

function enterText(fn: Fn, ctx: Context, keyword: 'const ' | ''): string {
  const parent = enclosingInstance(fn.scope.parent);
  const flags = (ownId(fn) ? SITE_FLAG.OWN_ID : 0) | (parent === undefined ? 0 : SITE_FLAG.PARENT);
  const takesThis = hasThis(fn);
  const start = fn.node.getStart(ctx.file);
  const probe = ctx.site({
    kind: SITE.enter,
    flags,
    node: fn.node,
    start,
    end: bodyOf(fn.node)?.getStart(ctx.file) ?? fn.node.end,
    scope: fn.scope,
    ref: fn.index,
    shape: { hasThis: takesThis },
  });
  const args = [...(takesThis ? ['this'] : []), ...(parent === undefined ? [] : [parent])].join(',');
  return ownId(fn) ? `${keyword}${activationName(fn)}=${probe}(${args});` : `${probe}(${args});`;
}

const bodyOf = (node: ts.Node): ts.Node | undefined =>
  'body' in node ? (node.body as ts.Node | undefined) : undefined;

export function returnProbe(
  fn: Fn,
  ctx: Context,
  node: ts.Node,
  scope: Scope,
  pops: boolean,
): { before: string; after: string } {
  const flags = (ownId(fn) ? SITE_FLAG.OWN_ID : 0) | (pops ? SITE_FLAG.POPS : 0);
  const probe = ctx.site({ kind: SITE.return, flags, node, scope });
  const id = ownId(fn) ? `,${activationName(fn)}` : pops && fn.kind !== 'module' ? ',0' : '';
  return { before: `${probe}(`, after: `${id}${pops && fn.kind !== 'module' ? `,${doneName(fn)}=1` : ''})` };
}

/** Text at the start and at the end of a function's body. */
function bodyTexts(fn: Fn, ctx: Context, writes: string, inParameters: boolean): { before: string; after: string } {
  const state = [`${doneName(fn)}=0`, ...(suspends(fn) ? [`${suspendedName(fn)}=0`] : [])];
  const leave = ctx.site({
    kind: SITE.leave,
    flags: ownId(fn) ? SITE_FLAG.OWN_ID : 0,
    node: fn.node,
    start: fn.node.end - 1,
    scope: fn.scope,
    shape: { suspends: suspends(fn) },
  });
  const enter = enterText(fn, ctx, inParameters ? '' : 'const ');
  const guard = !fn.collides;
  return {
    before: `let ${state.join(',')}${ctx.temporariesMark(fn)};${enter}${guard ? 'try{' : ''}${writes}`,
    after: guard ? `}finally{if(!${doneName(fn)})${leave}(${activationArguments(fn).slice(1)})}` : '',
  };
}

export function visitFunction(node: ts.FunctionLikeDeclaration, ctx: Context, outer: Scope): void {
  if (isTypeOnly(node)) return;
  if (node.name !== undefined && ts.isComputedPropertyName(node.name))
    visitExpression(node.name.expression, ctx, outer);
  const fn = ctx.analysis.fnOf.get(node);
  const body = node.body;
  if (fn === undefined || body === undefined) return;
  const inParameters = visitParameters(node, fn, ctx);
  const names = node.parameters.flatMap((p) =>
    ts.isIdentifier(p.name) && p.name.text === 'this' ? [] : bindingNames(p.name),
  );
  const properties = fn.derived ? '' : parameterProperties(node, ctx, fn.scope);
  const self = ts.isFunctionExpression(node) && node.name !== undefined ? [node.name] : [];
  const writes =
    writesOf(self, ctx, fn.scope) + writesOf(names, ctx, fn.scope) + properties + hoistedWrites(ctx, fn.scope);
  const outside = ctx.inParameters;
  ctx.inParameters = false;
  if (ts.isBlock(body)) visitBlockBody(fn, body, ctx, writes, inParameters);
  else visitArrowBody(fn, body, ctx, writes, inParameters);
  ctx.inParameters = outside;
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

function visitBlockBody(fn: Fn, body: ts.Block, ctx: Context, writes: string, inParameters: boolean): void {
  const { before, after } = bodyTexts(fn, ctx, writes, inParameters);
  const end = implicitReturn(fn, ctx, body.end - 1);
  const at = afterDirectives(body, ctx);
  if (body.statements.length === 0) {
    ctx.open(at, before + end + after);
    return;
  }
  ctx.open(at, before);
  ctx.close(body.end - 1, `;${end}${after}`);
  visitStatements(body.statements, ctx, fn.scope);
}

/** The step at the closing brace, where V8 stops too, and the return of undefined. */
function implicitReturn(fn: Fn, ctx: Context, brace: number): string {
  const range = { start: brace, end: brace + 1 };
  const step = ctx.full ? `${ctx.step(fn.node, fn.scope, SITE_FLAG.PART, range)};` : '';
  const probe = ctx.site({
    kind: SITE.return,
    flags: (ownId(fn) ? SITE_FLAG.OWN_ID : 0) | SITE_FLAG.POPS,
    node: fn.node,
    ...range,
    scope: fn.scope,
  });
  return `${step}${doneName(fn)}=1;${probe}(void 0${ownId(fn) ? `,${activationName(fn)}` : ''})`;
}

function visitArrowBody(fn: Fn, body: ts.Expression, ctx: Context, writes: string, inParameters: boolean): void {
  const { before, after } = bodyTexts(fn, ctx, writes, inParameters);
  const step = ctx.full ? `${ctx.step(body, fn.scope)};` : '';
  const result = returnProbe(fn, ctx, body, fn.scope, true);
  ctx.wrap(body, `{${before}${step}return ${result.before}`, `${result.after}${after}}`);
  visitExpression(body, ctx, fn.scope);
}

/** Offset after a body's opening brace and its directives, which must stay first. */
function afterDirectives(body: ts.Block, ctx: Context): number {
  let offset = body.getStart(ctx.file) + 1;
  for (const s of body.statements) {
    if (!ts.isExpressionStatement(s) || !ts.isStringLiteral(s.expression)) break;
    offset = s.end;
  }
  return offset;
}

const hasClosure = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) ||
  ts.isClassLike(node) ||
  (ts.forEachChild(node, (c) => hasClosure(c) || undefined) ?? false);

/** Evaluating the parameter may call something. */
const runsCode = (p: ts.ParameterDeclaration): boolean =>
  !ts.isIdentifier(p.name) || (p.initializer !== undefined && calls(p.initializer));
const calls = (node: ts.Node): boolean =>
  !ts.isFunctionLike(node) &&
  (ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isClassLike(node) ||
    (ts.forEachChild(node, (c) => calls(c) || undefined) ?? false));

/**
 * Closures in default values cannot see the body's constants. They reach the activation id through an extra parameter, which changes
 * neither `length` (it follows a default value) nor `arguments`; where none can follow (rest parameter, setter), or where a closure could be
 * called before that parameter is initialised, they are left alone.
 * Returns true if the id is such a parameter.
 */
function visitParameters(node: ts.FunctionLikeDeclaration, fn: Fn, ctx: Context): boolean {
  const closures = node.parameters.some(
    (p) =>
      (p.initializer !== undefined && hasClosure(p.initializer)) || (!ts.isIdentifier(p.name) && hasClosure(p.name)),
  );
  const last = node.parameters.at(-1);
  const needed = closures && ownId(fn);
  const possible =
    last !== undefined &&
    last.dotDotDotToken === undefined &&
    !ts.isSetAccessor(node) &&
    node.parameters.some((p) => p.initializer !== undefined) &&
    !node.parameters.some(runsCode);
  const added = needed && possible;
  if (added) ctx.close(last.end, `,${activationName(fn)}=0`);
  const outside = ctx.inParameters;
  ctx.inParameters = true;
  for (const p of node.parameters) {
    if (needed && !possible) continue;
    visitPattern(p.name, ctx, fn.scope);
    if (p.initializer !== undefined) visitExpression(p.initializer, ctx, fn.scope);
  }
  ctx.inParameters = outside;
  return added;
}

/** Default values and computed keys inside a binding pattern. */
export function visitPattern(name: ts.BindingName, ctx: Context, scope: Scope): void {
  if (ts.isIdentifier(name)) return;
  for (const e of name.elements) {
    if (ts.isOmittedExpression(e)) continue;
    if (e.propertyName !== undefined && ts.isComputedPropertyName(e.propertyName))
      visitExpression(e.propertyName.expression, ctx, scope);
    visitPattern(e.name, ctx, scope);
    if (e.initializer !== undefined) visitExpression(e.initializer, ctx, scope);
  }
}

export function visitStaticBlock(node: ts.ClassStaticBlockDeclaration, ctx: Context): void {
  const fn = ctx.analysis.fnOf.get(node);
  if (fn === undefined) return;
  visitBlockBody(fn, node.body, ctx, hoistedWrites(ctx, fn.scope), false);
}

/** Texts at the very start and end of the module. */
export function moduleTexts(ctx: Context, importWrites: string): { before: string; after: string } {
  const fn = ctx.analysis.module;
  const enter = ctx.site({
    kind: SITE.enter,
    flags: SITE_FLAG.OWN_ID,
    node: fn.node,
    start: 0,
    end: 0,
    scope: fn.scope,
    ref: fn.index,
  });
  const end = ctx.site({
    kind: SITE.return,
    flags: SITE_FLAG.OWN_ID | SITE_FLAG.POPS,
    node: fn.node,
    start: fn.node.end,
    scope: fn.scope,
  });
  const id = activationName(fn);
  return {
    before: `${id}=${enter}();${importWrites}${hoistedWrites(ctx, fn.scope)}`,
    after: `\n;${end}(void 0,${id});`,
  };
}
