/** Probes of loops: stops in their heads, scope instances of iterations, what `for await` waits for. */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { type Context, type SiteInit, instanceName, suspendedName } from './context.js';
import { resumed, suspended, visitExpression } from './expressions.js';
import { bindingNames, writesOf } from './functions.js';
import { core } from './nodes.js';
import { visitPattern } from './parameters.js';
import { visitAssignedHead } from './patterns.js';
import { breakPosition } from './positions.js';
import { quoted } from './render.js';
import type { Scope } from './scopes.js';
import { newInstance, scopeAt, scopeText, visitBranch, visitDeclarations } from './statements.js';

/** A condition that is always true is none to V8. */
function stepBefore(e: ts.Expression, ctx: Context, scope: Scope): void {
  if (ctx.full && core(e).kind !== ts.SyntaxKind.TrueKeyword)
    ctx.open(e.getStart(ctx.file), `${ctx.step(e, scope, breakPosition(e, ctx.file))},`);
}

export function visitWhile(s: ts.WhileStatement | ts.DoStatement, ctx: Context, scope: Scope): void {
  stepBefore(s.expression, ctx, scope);
  visitExpression(s.expression, ctx, scope);
  visitBranch(s.statement, ctx, scope);
}

export function visitFor(s: ts.ForStatement, ctx: Context, outer: Scope): void {
  const scope = scopeAt(s, ctx, outer);
  const init = s.initializer;
  const copies =
    scope.instanced &&
    init !== undefined &&
    ts.isVariableDeclarationList(init) &&
    (init.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Let;
  if (init !== undefined && ts.isVariableDeclarationList(init)) {
    const first = init.declarations[0];
    if (scope.instanced && first !== undefined) ctx.open(first.getStart(ctx.file), `${scopeText(scope, s, ctx, '')},`);
    visitDeclarations(init, ctx, scope, undefined);
  } else if (init !== undefined) {
    if (ctx.full) ctx.open(init.getStart(ctx.file), `${ctx.step(init, scope)},`);
    visitExpression(init, ctx, scope, true);
  }
  if (s.condition !== undefined) {
    stepBefore(s.condition, ctx, scope);
    visitExpression(s.condition, ctx, scope);
  }
  const iterate = copies
    ? `${instanceName(scope)}=${ctx.site({ kind: SITE.iterate, node: s, scope, ref: scope.index })}(${instanceName(scope)})`
    : '';
  if (s.incrementor !== undefined) {
    if (iterate !== '') ctx.open(s.incrementor.getStart(ctx.file), `${iterate},`);
    stepBefore(s.incrementor, ctx, scope);
    visitExpression(s.incrementor, ctx, scope, true);
  } else if (iterate !== '') ctx.close(closingParen(s, ctx), iterate);
  visitBranch(s.statement, ctx, scope);
}

function closingParen(s: ts.ForStatement, ctx: Context): number {
  const paren = s.getChildren(ctx.file).find((c) => c.kind === ts.SyntaxKind.CloseParenToken);
  return paren?.getStart(ctx.file) ?? s.statement.getStart(ctx.file);
}

/**
 * V8 stops at the iterated expression, and at the variable each time before it asks for the next value: after that expression, after the
 * body, and before each `continue`.
 */
export function visitForEach(
  s: ts.ForOfStatement | ts.ForInStatement,
  ctx: Context,
  outer: Scope,
  whole: ts.Statement,
): void {
  const scope = scopeAt(s, ctx, outer);
  const init = s.initializer;
  const next = ctx.full ? freshRound(s, ctx) + nextStop(s, ctx) : '';
  if (next !== '') ctx.open(whole.getStart(ctx.file), freshRound(s, ctx));
  let before = scopeText(scope, s, ctx, 'const ');
  let after = next;
  if (awaits(s)) before = `${ctx.site({ kind: SITE.resume, node: s, scope })}(void 0${resumed(scope.fn)});${before}`;
  wrapIterated(s, ctx, outer);
  if (ts.isVariableDeclarationList(init)) {
    const d = init.declarations[0];
    if (d !== undefined) {
      if (ctx.full) before += writesOf(bindingNames(d.name), ctx, scope);
      if (!scope.instanced) visitPattern(d.name, ctx, scope);
    }
  } else before += visitAssignedHead(init, ctx, scope);
  if (awaits(s)) {
    before += 'try{';
    after += suspendBetweenRounds(s, ctx, outer, whole);
  }
  visitExpression(s.expression, ctx, headScope(s, ctx, outer));
  visitBranch(s.statement, ctx, scope, before, after);
}

/**
 * However a round of `for await` ends, the iterator is called, to go on or to close, and waited for. Returns the end of the body, which
 * stands in `try {`.
 */
function suspendBetweenRounds(s: ts.ForOfStatement, ctx: Context, outer: Scope, whole: ts.Statement): string {
  const { fn } = outer;
  const done = ctx.site({ kind: SITE.resume, node: s, scope: outer });
  ctx.open(whole.getStart(ctx.file), 'try{');
  ctx.close(whole.end, `}finally{if(${suspendedName(fn)})${done}(void 0${resumed(fn)})}`);
  const suspend = ctx.site({ kind: SITE.suspend, flags: SITE_FLAG.ITERATES, node: s, scope: scopeAt(s, ctx, outer) });
  return `}finally{${suspend}(void 0${suspended(fn)})}`;
}

/** In which the iterated expression is evaluated. */
export const headScope = (s: ts.ForInOrOfStatement, ctx: Context, outer: Scope): Scope =>
  scopeAt(s.initializer, ctx, outer);

/** Probes around the iterated expression. */
function wrapIterated(s: ts.ForOfStatement | ts.ForInStatement, ctx: Context, outer: Scope): void {
  const next = ctx.full ? nextSite(s, ctx) : undefined;
  const after =
    next === undefined ? '' : `${ctx.site({ ...next, shape: { passes: true }, quoted: quoted(s.expression) })}(`;
  const flags = SITE_FLAG.ITERATES;
  const place = { kind: SITE.suspend, flags, node: s.expression, scope: outer, quoted: quoted(s.expression) };
  const suspend = awaits(s) ? `${ctx.site(place)}(` : '';
  const end = suspend === '' ? '' : `${suspended(outer.fn)})`;
  ctx.wrap(s.expression, suspend + after, (after === '' ? '' : ')') + end);
}

const awaits = (s: ts.ForOfStatement | ts.ForInStatement): s is ts.ForOfStatement =>
  ts.isForOfStatement(s) && s.awaitModifier !== undefined;

/** The stop at the variable of the next iteration: at its last token. */
function nextSite(s: ts.ForOfStatement | ts.ForInStatement, ctx: Context): SiteInit {
  const init = s.initializer;
  const target = ts.isVariableDeclarationList(init) ? (init.declarations[0]?.name ?? init) : init;
  const start = ts.isIdentifier(target) ? target.getStart(ctx.file) : target.end - 1;
  const scope = ctx.analysis.scopeOf.get(s) ?? ctx.analysis.module.scope;
  return { kind: SITE.step, node: target, start, scope };
}

/** Before a round's value is there, its variables have none: they are in a scope instance that nobody has written to. */
function freshRound(s: ts.ForOfStatement | ts.ForInStatement, ctx: Context): string {
  const scope = ctx.analysis.scopeOf.get(s);
  return scope?.instanced ? `${newInstance(scope, s, ctx)};` : '';
}

const nextStop = (s: ts.ForOfStatement | ts.ForInStatement, ctx: Context): string => `${ctx.site(nextSite(s, ctx))}();`;

/** `continue` of a loop over values goes straight to the next one. */
export function visitContinue(s: ts.ContinueStatement, ctx: Context): void {
  const loop = targetLoop(s);
  if (loop === undefined || !(ts.isForOfStatement(loop) || ts.isForInStatement(loop))) return;
  if (ctx.full) ctx.open(s.getStart(ctx.file), freshRound(loop, ctx) + nextStop(loop, ctx));
}

function targetLoop(s: ts.ContinueStatement): ts.Node | undefined {
  for (let n: ts.Node = s.parent; !ts.isFunctionLike(n) && !ts.isSourceFile(n); n = n.parent) {
    if (!ts.isIterationStatement(n, false)) continue;
    if (s.label === undefined) return n;
    for (let p = n.parent; ts.isLabeledStatement(p); p = p.parent) if (p.label.text === s.label.text) return n;
  }
  return undefined;
}
