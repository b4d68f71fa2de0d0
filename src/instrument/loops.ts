/** Probes of loops: stops in their heads, scope instances of iterations, what `for await` waits for. */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { Context, SiteInit } from './context.js';
import { activationName, instanceName, suspendedName } from './scopeNames.js';
import { disposalTexts, hasResources, isAwaited } from './disposal.js';
import { visitExpression, wrapNamed } from './expressions.js';
import { resumed, suspended } from './suspensions.js';
import { bindingNames, visitPattern, writesOf } from './bindings.js';
import { backOnStack } from './functions.js';
import { core, isForEach, hasFunctions, isFunctionNode, mentions } from './nodes.js';
import { visitAssignedHead } from './patterns.js';
import { lastOperand, placeOfClosing } from './lastPlaces.js';
import { breakPosition } from './positions.js';
import { passing } from './printedFunctions.js';
import { calleeOf, quotedWhenIterated } from './render.js';
import { lookup, type Scope, shadowing, unlabelled } from './scopes.js';
import { leftBy } from './thrown.js';
import { HAS_PLACE, newInstance, scopeAt, scopeText, visitBranch, visitDeclarations } from './statements.js';

/** A condition that is always true is none to V8. */
const isStop = (e: ts.Expression): boolean => core(e).kind !== ts.SyntaxKind.TrueKeyword;

function stepBefore(e: ts.Expression, ctx: Context, scope: Scope): void {
  if (ctx.full && isStop(e)) ctx.open(e.getStart(ctx.file), `${ctx.step(e, scope, breakPosition(e, ctx.file))},`);
}

export function visitWhile(s: ts.WhileStatement | ts.DoStatement, ctx: Context, scope: Scope): void {
  stepBefore(s.expression, ctx, scope);
  visitExpression(s.expression, ctx, scope);
  // The first turn of `do` follows what stands before it.
  if (!isStop(s.expression) || ts.isWhileStatement(s)) ctx.roomChecks.beginTurn(isStop(s.expression));
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
  const head = init === undefined ? outer : scopeAt(init, ctx, outer);
  // What a function in there captures is not the first turn's: where that is no scope of its own, the first turn's variables are copied, too,
  // before the condition is asked first.
  const copiesFirst = copies && head === outer && hasFunctions(init);
  if (init !== undefined && ts.isVariableDeclarationList(init)) {
    const first = init.declarations[0]?.getStart(ctx.file);
    if (head !== outer) {
      if (head.instanced && first !== undefined) ctx.open(first, `${scopeText(head, init, ctx, '')},`);
      beginTurns(init, scope, ctx);
      visitDeclarations(init, ctx, head, undefined);
    } else {
      if (scope.instanced && first !== undefined) ctx.open(first, `${scopeText(scope, s, ctx, '')},`);
      if (copiesFirst && first !== undefined) ctx.open(first, `${firstTurn(s)}=1,`);
      visitDeclarations(init, ctx, scope, undefined);
    }
  } else if (init !== undefined) {
    if (ctx.full) ctx.open(init.getStart(ctx.file), `${ctx.step(init, scope)},`);
    visitExpression(init, ctx, scope, true);
  }
  const iterate = copies
    ? `${instanceName(scope)}=${ctx.site({ kind: SITE.iterate, node: s, scope, ref: scope.index })}(${instanceName(scope)})`
    : '';
  if (copiesFirst) iterateFirst(s, iterate, ctx);
  if (s.condition !== undefined) {
    stepBefore(s.condition, ctx, scope);
    visitExpression(s.condition, ctx, scope);
  }
  if (s.incrementor !== undefined) {
    if (iterate !== '') ctx.open(s.incrementor.getStart(ctx.file), `${iterate},`);
    stepBefore(s.incrementor, ctx, scope);
    visitExpression(s.incrementor, ctx, scope, true);
  } else if (iterate !== '') ctx.close(closingParen(s, ctx), iterate);
  ctx.roomChecks.beginTurn(s.condition !== undefined && isStop(s.condition));
  visitBranch(s.statement, ctx, scope);
}

const firstTurn = (s: ts.ForStatement): string => `$es_i${s.pos}`;

function iterateFirst(s: ts.ForStatement, iterate: string, ctx: Context): void {
  const text = `${firstTurn(s)}&&(${firstTurn(s)}=0,${iterate}),`;
  if (s.condition !== undefined) return ctx.open(s.condition.getStart(ctx.file), text);
  const semicolons = s.getChildren(ctx.file).filter((c) => c.kind === ts.SyntaxKind.SemicolonToken);
  ctx.close(semicolons[1]!.getStart(ctx.file), `${text}true`);
}

/** The variables of the turns begin with the values of those around the loop. */
function beginTurns(init: ts.VariableDeclarationList, scope: Scope, ctx: Context): void {
  const writes = [...scope.variables.values()].map((v) => ctx.write(v, init, scope, v.name, SITE_FLAG.INIT)).join(',');
  const instance = scope.instanced ? `,${scopeText(scope, init.parent, ctx, '')}` : '';
  ctx.close(init.end, writes === '' ? instance : `${instance},$es_d${init.pos}=(${writes})`);
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
  const resource = ctx.full ? headResource(s) : undefined;
  const label = ctx.full ? continueLabel(s) : undefined;
  const next = ctx.full ? freshRound(s, ctx) + nextStop(s, ctx) : '';
  const closing = awaits(s) ? placeOfClosing(s, ctx.file) : undefined;
  if (next !== '') ctx.open(whole.getStart(ctx.file), freshRound(s, ctx));
  let before = label === undefined ? '' : `${label}:{`;
  if (resource !== undefined) before += takeResource(s, resource, ctx, outer);
  before += scopeText(scope, s, ctx, 'const ');
  let after = (label === undefined ? '' : '}') + next;
  if (ts.isVariableDeclarationList(init)) {
    const d = init.declarations[0];
    if (d !== undefined) {
      const names = scope.instanced ? bindingNames(d.name) : visitPattern(d.name, ctx, scope);
      if (ctx.full) before += writesOf(names, ctx, scope);
      visitHeadValue(s, d, ctx, scope);
    }
  } else before += visitAssignedHead(init, ctx, scope);
  wrapIterated(s, ctx, outer);
  if (awaits(s)) {
    const resumes = `${ctx.site({ kind: SITE.resume, node: s, scope })}(void 0${resumed(scope.fn)});`;
    before = `${resumes}let ${endName(s)}=0;try{${before}`;
    after += suspendBetweenRounds(s, ctx, outer, whole) + (closing === undefined ? '}' : '');
  }
  visitExpression(s.expression, ctx, headScope(s, ctx, outer));
  ctx.roomChecks.beginTurn(false);
  visitBranch(s.statement, ctx, scope, before, after);
  // To V8 nothing runs behind a `finally` whose block is always left.
  if (closing !== undefined) ctx.openAs(s.statement.end - 1, `;${HAS_PLACE}}`, closing);
}

/** Set where the body of a `for await` has come to its end. */
const endName = (s: ts.ForOfStatement): string => `$es_r${s.pos}`;

/** `for (var key = 'none' in object)`, which only sloppy code may have. */
function visitHeadValue(
  s: ts.ForInOrOfStatement,
  { name, initializer }: ts.VariableDeclaration,
  ctx: Context,
  scope: Scope,
): void {
  const v = ts.isIdentifier(name) ? lookup(scope, name.text) : undefined;
  if (initializer === undefined || v === undefined) return;
  if (shadowing(scope, v.name) !== undefined) return visitExpression(initializer, ctx, scope);
  const { name: probe, id } = ctx.writeProbe(v, initializer, scope);
  if (ctx.full) {
    wrapNamed(initializer, v.name, ctx, `${probe}(`, `${id})`);
    stepBefore(s.expression, ctx, headScope(s, ctx, scope));
  }
  visitExpression(initializer, ctx, scope);
}

/**
 * However a round of `for await` ends, the iterator is called, to go on or to close, and waited for. Returns the end of the body, which
 * stands in `try {`, up to the end of its `finally`.
 */
function suspendBetweenRounds(s: ts.ForOfStatement, ctx: Context, outer: Scope, whole: ts.Statement): string {
  const { fn } = outer;
  const done = ctx.site({ kind: SITE.resume, node: s, scope: outer });
  ctx.open(whole.getStart(ctx.file), 'try{');
  ctx.close(whole.end, `}finally{if(${suspendedName(fn)})${done}(void 0${resumed(fn)})}`);
  const scope = scopeAt(s, ctx, outer);
  const suspend = ctx.site({ kind: SITE.suspend, flags: SITE_FLAG.ITERATES, node: s, scope });
  const back = `${ctx.site({ kind: SITE.finally, node: s, scope })}(${activationName(fn)},${suspendedName(fn)});${backOnStack(fn)}`;
  const closing = ctx.full ? closingStep(s, ctx) : '';
  return `${endName(s)}=1}finally{if(${endName(s)}===0){${back};${closing}}${suspend}(void 0${suspended(fn)})`;
}

/** A loop whose iterator is closed has the place of its `for`, though V8 does not stop there. */
export const closingSite = (loop: ts.ForOfStatement, ctx: Context): SiteInit => ({
  kind: SITE.step,
  flags: SITE_FLAG.PART | SITE_FLAG.CLOSES,
  node: loop,
  scope: ctx.analysis.scopeOf.get(loop) ?? ctx.analysis.module.scope,
});

const closingStep = (loop: ts.ForOfStatement, ctx: Context): string => `${ctx.site(closingSite(loop, ctx))}();`;

/** `break` and `continue` out of loops close the iterator of the innermost first. */
export function visitLeaving(s: ts.BreakOrContinueStatement, ctx: Context, scope: Scope): void {
  const loop = ctx.full ? closedLoop(s) : undefined;
  if (loop !== undefined) ctx.open(s.getStart(ctx.file), closingStep(loop, ctx));
  const left = ctx.full ? leftBy(s, targetOf(s), scope.fn, ctx) : [];
  if (left.length > 0) ctx.open(s.getStart(ctx.file), `${left.join(';')};`);
  if (ts.isContinueStatement(s)) visitContinue(s, ctx);
}

/**
 * The innermost of the loops over values that the statement leaves; undefined if its iterator is closed by the loop's own probes, or if
 * other code of the program runs before.
 */
export function closedLoop(s: ts.Statement): ts.ForOfStatement | undefined {
  const target = ts.isBreakOrContinueStatement(s) ? targetOf(s) : undefined;
  for (let n: ts.Node = s.parent; !ts.isFunctionLike(n) && !ts.isSourceFile(n); n = n.parent) {
    const isTarget = n === target;
    if ((ts.isBlock(n) && hasResources(n)) || (ts.isTryStatement(n) && n.finallyBlock !== undefined)) return undefined;
    if (ts.isForOfStatement(n) && !(isTarget && ts.isContinueStatement(s))) return awaits(n) ? undefined : n;
    if (isTarget) return undefined;
  }
  return undefined;
}

/** `for (using x of …)`: what a round's value is disposed of at the end of, comes before the stop at the variable. */
function headResource({ initializer, expression }: ts.ForOfStatement | ts.ForInStatement): ts.Identifier | undefined {
  if (!ts.isVariableDeclarationList(initializer) || (initializer.flags & ts.NodeFlags.Using) === 0) return undefined;
  if ((initializer.flags & ts.NodeFlags.Using) !== ts.NodeFlags.Using) return undefined;
  const name = initializer.declarations[0]?.name;
  return name !== undefined && ts.isIdentifier(name) && !mentions(expression, name.text) ? name : undefined;
}

/** The value comes in a constant; the declaration stands at the start of the body. */
function takeResource(
  s: ts.ForOfStatement | ts.ForInStatement,
  name: ts.Identifier,
  ctx: Context,
  scope: Scope,
): string {
  const value = `$es_u${s.pos}`;
  const start = s.initializer.getStart(ctx.file);
  ctx.replace(start, s.initializer.end, `const ${value}`);
  const list = s.initializer as ts.VariableDeclarationList;
  const { before, after } = disposalTexts({ first: list, last: list, waits: isAwaited(list) }, ctx, scope);
  return `${before}${ctx.file.text.slice(start, name.end)}=${value}${after};`;
}

/** In which the iterated expression is evaluated. */
export const headScope = (s: ts.ForInOrOfStatement, ctx: Context, outer: Scope): Scope =>
  scopeAt(s.initializer, ctx, outer);

/** Probes around the iterated expression. V8 has its iterator, or its keys, when it stops at the variable. */
function wrapIterated(s: ts.ForOfStatement | ts.ForInStatement, ctx: Context, outer: Scope): void {
  const { expression } = s;
  const last = (ctx.full || awaits(s)) && ts.isForOfStatement(s) ? lastOperand(expression, ctx.file) : undefined;
  const quoted = last?.call === undefined ? quotedWhenIterated(expression) : calleeOf(last.call);
  const wrap = (probe: string, after: string): void => {
    // V8 would quote the probe's callee, and it quotes that only of a call that came last.
    const [open, close] =
      last === undefined ? ['', ''] : last.call === undefined ? ['(1?[', '][0]:0)'] : ['(1?', ':0)'];
    ctx.wrap(expression, `${open}${probe}(`, after);
    if (last === undefined) ctx.close(expression.end, close);
    else ctx.openAs(expression.end, close, last.place);
  };
  if (awaits(s)) {
    const site = { kind: SITE.suspend, flags: SITE_FLAG.ITERATES, node: expression, scope: outer };
    const state = suspended(outer.fn);
    if (ctx.full) {
      const begun = `$es_v=>{${nextStop(s, ctx)}${ctx.site(site)}($es_v${state})}`;
      wrap(ctx.alias('awaited', quoted), `,${begun})`);
    } else wrap(ctx.site({ ...site, quoted }), `${state})`);
  } else if (ctx.full) {
    const probe = ctx.alias(ts.isForOfStatement(s) ? 'iterated' : 'enumerated', quoted);
    wrap(probe, `,${ctx.site(nextSite(s, ctx))})`);
  } else if (isFunctionNode(core(expression))) wrap(passing(quoted, ctx), ')');
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

/** `continue` of a loop over values goes straight to the next one, or to the end of a body that has a label. */
function visitContinue(s: ts.ContinueStatement, ctx: Context): void {
  const loop = targetOf(s);
  if (!ctx.full || loop === undefined || !isForEach(loop)) return;
  const label = continueLabel(loop);
  const text = label === undefined ? freshRound(loop, ctx) + nextStop(loop, ctx) : `break ${label};`;
  ctx.open(s.getStart(ctx.file), text);
}

/** Where code runs between a `continue` and the stop for the next round, the body has a label, and that stop stands behind it. */
function continueLabel(loop: ts.ForOfStatement | ts.ForInStatement): string | undefined {
  const isHeld = (node: ts.Node): boolean => {
    if (ts.isContinueStatement(node)) return targetOf(node) === loop && runsCodeBefore(node, loop);
    return !ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => isHeld(child) || undefined) ?? false);
  };
  const needsLabel = awaits(loop) || headResource(loop) !== undefined || isHeld(loop.statement);
  return needsLabel ? `$es_l${loop.pos}` : undefined;
}

/** Finally blocks, disposers, or the closing of an iterator. */
function runsCodeBefore(from: ts.Node, loop: ts.Node): boolean {
  for (let n = from; n.parent !== loop; n = n.parent) {
    const p = n.parent;
    if (ts.isForOfStatement(p) || (ts.isBlock(p) && hasResources(p))) return true;
    if (ts.isTryStatement(p) && p.finallyBlock !== undefined && n !== p.finallyBlock) return true;
  }
  return false;
}

/** The loop, switch or labelled statement that the statement ends or goes on with. */
function targetOf(s: ts.BreakOrContinueStatement): ts.Node | undefined {
  for (let n: ts.Node = s.parent; !ts.isFunctionLike(n) && !ts.isSourceFile(n); n = n.parent) {
    const isLoop = ts.isIterationStatement(n, false);
    if (s.label === undefined && (isLoop || (ts.isBreakStatement(s) && ts.isSwitchStatement(n)))) return n;
    if (s.label !== undefined && ts.isLabeledStatement(n) && n.label.text === s.label.text) return unlabelled(n);
  }
  return undefined;
}
