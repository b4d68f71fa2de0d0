/** Probes of statements: one step each, writes of declarations, scope instances of blocks and loops, catch and finally. */
import { ts } from 'ts-morph';
import { CELL } from '../wire/ring.js';
import { DEFAULT_EXPORT, SITE, SITE_FLAG } from '../wire/sites.js';
import { core, continues, directivesOf, endsAtLineBreak, isForEach, isFunctionNode, isTypeOnly } from './nodes.js';
import { lookup, type Scope, shadowing, unlabelled } from './scopes.js';
import { classScopeText, visitClass } from './classes.js';
import type { Context } from './context.js';
import { activationName, enclosingInstance, instanceName, suspendedName } from './scopeNames.js';
import { lookText } from './shields.js';
import { hasResources, isUsing, watchDisposal } from './disposal.js';
import { visitExpression, wrapNamed } from './expressions.js';
import { NO_STAMP, stampOfExpression } from './stamps.js';
import { isPatternDeclaration, patternDeclarationProbes, writesOf } from './bindings.js';
import { afterFailedEval } from './directEval.js';
import { backOnStack, hoistedWrites, suspends, visitFunction } from './functions.js';
import { openSwitch, visitSwitch } from './switches.js';
import { placeBefore, placeOfDisposal } from './lastPlaces.js';
import { isMovedByRunner, visitMoved } from './moved.js';
import { iteratedPosition } from './positions.js';
import { visitCatch } from './catches.js';
import { looksAtGiven, tellsEnd } from './thrown.js';
import { visitReturn } from './returns.js';
import { visitWith } from './with.js';
import { headScope, visitFor, visitForEach, visitLeaving, visitWhile } from './loops.js';

export function visitStatements(statements: readonly ts.Statement[], ctx: Context, scope: Scope, end = ''): void {
  watchDisposal(statements, ctx, scope, end);
  for (const s of statements) visitStatement(s, ctx, scope);
}

export const scopeAt = (node: ts.Node, ctx: Context, outer: Scope): Scope => ctx.analysis.scopeOf.get(node) ?? outer;

/** A statement in a list: probes can stand before and after it. */
function visitStatement(s: ts.Statement, ctx: Context, scope: Scope): void {
  if (isTypeOnly(s)) return;
  if (ctx.isCarried && isMovedByRunner(s)) return visitMoved(s, ctx, scope);
  const inner = unlabelled(s);
  if (ts.isSwitchStatement(inner)) openSwitch(inner, ctx, scope, s);
  const stop = ctx.full ? stopOf(inner, ctx.file, scope) : undefined;
  if (stop !== undefined) {
    const flags = ts.isDebuggerStatement(inner) ? SITE_FLAG.DEBUGGER : 0;
    const within = ts.isSwitchStatement(inner)
      ? scopeAt(inner.caseBlock, ctx, scope)
      : isForEach(inner)
        ? headScope(inner, ctx, scope)
        : scope;
    const unchecked = !ctx.roomChecks.mustLook();
    ctx.open(s.getStart(ctx.file), `${ctx.step(inner, within, stop, flags, { unchecked })};`);
  }
  const start = ts.isClassDeclaration(inner) ? classScopeText(inner, ctx) : '';
  if (start !== '') ctx.open(s.getStart(ctx.file), start);
  separate(s, ctx);
  if (ctx.full && runsUnstopped(inner)) {
    const within = ctx.analysis.scopeOf.get(inner) ?? scope;
    const step = `${ctx.step(inner, within, undefined, SITE_FLAG.PART)};`;
    if (ts.isClassDeclaration(inner)) ctx.openAs(s.getStart(ctx.file), step, placeBefore(s, ctx.file));
    else ctx.open(s.getStart(ctx.file), step);
  } else if (ts.isClassDeclaration(inner) && !ctx.isReduced)
    ctx.openAs(s.getStart(ctx.file), `${HAS_PLACE};`, placeBefore(s, ctx.file));
  ctx.roomChecks.inStatement(() => visitInside(inner, ctx, scope, s));
}

/** A statement or a field that ended without a semicolon, since it could not go on, might go on with probes in it. */
export function separate(node: ts.Statement | ts.PropertyDeclaration, ctx: Context): void {
  if (ctx.file.text[node.end - 1] === ';') return;
  const isOnOneLine = ctx.isReduced || ctx.isRepeated;
  if (continues(ctx.file.text, node.end) || (isOnOneLine && endsAtLineBreak(node))) ctx.close(node.end, ';');
}

/** It does nothing but have a place. */
export const HAS_PLACE = `$es_C[${CELL.DEPTH}]`;

/** Code at which V8 does not stop, but which is where the frame is while what it calls runs. */
const runsUnstopped = (s: ts.Statement): boolean =>
  ts.isClassDeclaration(s) || (ts.isExportAssignment(s) && !s.isExportEquals);

/** The first offset in a body at which V8 stops; that of its end where there is none. */
export function firstStop({ statements, end }: ts.Block, file: ts.SourceFile, scope: Scope): number {
  for (const s of statements) {
    const stop = stopOf(unlabelled(s), file, scope);
    if (stop !== undefined) return stop;
  }
  return end - 1;
}

/** Offset at which V8 stops before a statement; undefined where it does not: loops stop in their heads, declarations at their values. */
function stopOf(s: ts.Statement, file: ts.SourceFile, scope: Scope): number | undefined {
  switch (s.kind) {
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.EmptyStatement:
    case ts.SyntaxKind.TryStatement:
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.ModuleDeclaration:
      return undefined;
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.ForOfStatement:
      return hasHeadValue(s as ts.ForInStatement)
        ? undefined
        : iteratedPosition((s as ts.ForInStatement).expression, file, scope);
    case ts.SyntaxKind.ExportAssignment:
      return (s as ts.ExportAssignment).isExportEquals ? s.getStart(file) : undefined;
    case ts.SyntaxKind.VariableStatement: {
      const first = (s as ts.VariableStatement).declarationList.declarations[0];
      return first === undefined ? undefined : declarationStop(first, file);
    }
    case ts.SyntaxKind.ExpressionStatement: {
      const { expression } = s as ts.ExpressionStatement;
      return isDirective(s as ts.ExpressionStatement) || isIdle(core(expression)) ? undefined : s.getStart(file);
    }
    default:
      return s.getStart(file);
  }
}

/** `for (var key = 'none' in object)` stops behind the value. */
const hasHeadValue = ({ initializer }: ts.ForInOrOfStatement): boolean =>
  ts.isVariableDeclarationList(initializer) && initializer.declarations[0]?.initializer !== undefined;

/** V8 makes no code of it. */
const isIdle = (e: ts.Expression): boolean => ts.isLiteralExpression(e) || isFunctionNode(e);

/** A declaration stops at its value; `let x;` at the name. */
function declarationStop(d: ts.VariableDeclaration, file: ts.SourceFile): number | undefined {
  if (d.initializer !== undefined) return d.initializer.getStart(file);
  return (d.parent.flags & ts.NodeFlags.Let) !== 0 && isValueDeclaration(d) ? d.name.getStart(file) : undefined;
}

const isValueDeclaration = (d: ts.VariableDeclaration): boolean =>
  !ts.isForInStatement(d.parent.parent) && !ts.isForOfStatement(d.parent.parent);

function isDirective(s: ts.ExpressionStatement): boolean {
  const { parent } = s;
  return (ts.isSourceFile(parent) || ts.isBlock(parent)) && directivesOf(parent.statements).some((d) => d === s);
}

/** A statement where only one may stand (branch, loop body): gets braces. */
export function visitBranch(s: ts.Statement, ctx: Context, scope: Scope, before = '', after = ''): void {
  if (ts.isBlock(s)) return visitBlock(s, ctx, scope, before, after);
  // Only `if` may have a function there: elsewhere braces would make sense of what is an error.
  if (ts.isFunctionDeclaration(unlabelled(s)) && !ts.isIfStatement(s.parent)) return;
  if (ts.isVariableStatement(s) && (s.declarationList.flags & ts.NodeFlags.Let) !== 0)
    return visitLetName(s, ctx, scope, before, after);
  if (s.getStart(ctx.file) === s.end) return;
  ctx.open(s.getStart(ctx.file), `{${before}`);
  ctx.close(s.end, `${after === '' ? '' : `;${after}`}}`);
  visitStatement(s, ctx, scope);
}

/** TypeScript sees a declaration, where none may stand: `let` is a variable's name, and what follows is the next statement. */
function visitLetName(s: ts.VariableStatement, ctx: Context, scope: Scope, before: string, after: string): void {
  const start = s.getStart(ctx.file);
  ctx.open(start, `{${before}${ctx.full ? `${ctx.step(s, scope)};` : ''}`);
  ctx.close(start + 'let'.length, `;${after}}`);
}

/** Creation of a block's scope instance, if it has one. */
export const scopeText = (scope: Scope, node: ts.Node, ctx: Context, keyword: 'const ' | ''): string =>
  scope.instanced
    ? `${keyword}${instanceName(scope)}=${newInstance(scope, node, ctx)}${keyword === '' ? '' : ';'}`
    : '';

/** Call that gives the id of a new instance of the scope. */
export function newInstance(scope: Scope, node: ts.Node, ctx: Context): string {
  const parent = enclosingInstance(scope.parent);
  const probe = ctx.site({
    kind: SITE.scope,
    flags: parent === undefined ? 0 : SITE_FLAG.PARENT,
    node,
    scope,
    ref: scope.index,
  });
  return `${probe}(${parent ?? ''})`;
}

export function visitBlock(
  block: ts.Block | ts.ModuleBlock,
  ctx: Context,
  outer: Scope,
  before = '',
  after = '',
): void {
  const scope = scopeAt(block, ctx, outer);
  const entry = before + scopeText(scope, block, ctx, 'const ') + hoistedWrites(ctx, scope);
  const at = block.getStart(ctx.file) + 1;
  if (block.statements.length === 0) {
    if (entry + after !== '') ctx.open(at, entry + after);
    return;
  }
  if (entry !== '') ctx.open(at, entry);
  if (after !== '') ctx.close(block.end - 1, `;${after}`);
  // Where V8 is when the block ends.
  if (!ctx.isReduced && hasResources(block))
    ctx.openAs(block.end - 1, `;${HAS_PLACE}`, placeOfDisposal(block, ctx.file));
  visitStatements(block.statements, ctx, scope);
}

/** `whole` is the statement with its labels: what stands after it stands after them. */
function visitInside(s: ts.Statement, ctx: Context, scope: Scope, whole: ts.Statement): void {
  if (ts.isBlock(s)) return visitBlock(s, ctx, scope);
  if (ts.isVariableStatement(s)) return visitDeclarations(s.declarationList, ctx, scope, s.end);
  if (ts.isExpressionStatement(s)) return isDirective(s) ? undefined : visitExpression(s.expression, ctx, scope, true);
  if (ts.isFunctionDeclaration(s)) return visitFunctionDeclaration(s, ctx, scope);
  if (ts.isClassDeclaration(s)) return visitClassDeclaration(s, ctx, scope);
  if (ts.isReturnStatement(s)) return visitReturn(s, ctx, scope);
  if (ts.isThrowStatement(s)) return visitThrow(s, ctx, scope);
  if (ts.isIfStatement(s)) return visitIf(s, ctx, scope);
  if (ts.isForStatement(s)) return visitFor(s, ctx, scope);
  if (ts.isForOfStatement(s) || ts.isForInStatement(s)) return visitForEach(s, ctx, scope, whole);
  if (ts.isWhileStatement(s) || ts.isDoStatement(s)) return visitWhile(s, ctx, scope);
  if (ts.isSwitchStatement(s)) return visitSwitch(s, ctx, scope);
  if (ts.isTryStatement(s)) return visitTry(s, ctx, scope);
  if (ts.isWithStatement(s)) return visitWith(s, ctx, scope);
  if (ts.isBreakOrContinueStatement(s)) return visitLeaving(s, ctx, scope);
  if (ts.isExportAssignment(s)) return visitExportAssignment(s, ctx, scope);
  if (ts.isModuleDeclaration(s)) return visitNamespace(s, ctx, scope);
  if (ts.isEnumDeclaration(s)) return writeAfter(s.name, s.end, ctx, scope);
  if (ts.isImportEqualsDeclaration(s))
    return lookup(scope, s.name.text)?.used ? writeAfter(s.name, s.end, ctx, scope) : undefined;
}

function visitExportAssignment(s: ts.ExportAssignment, ctx: Context, scope: Scope): void {
  const v = s.isExportEquals ? undefined : scope.variables.get(DEFAULT_EXPORT);
  if (ctx.full && v !== undefined) {
    const { name, id } = ctx.writeProbe(v, s, scope, SITE_FLAG.INIT);
    wrapNamed(s.expression, 'default', ctx, `${name}(`, `${id})`);
  }
  visitExpression(s.expression, ctx, scope);
}

/** One in a block of sloppy code also assigns a `var` of its name when it is come by. */
function visitFunctionDeclaration(s: ts.FunctionDeclaration, ctx: Context, scope: Scope): void {
  const outer = ctx.analysis.blockFunctions.get(s);
  if (ctx.full && outer !== undefined && s.name !== undefined)
    ctx.close(s.end, `;${ctx.write(outer, s, scope, s.name.text)};`);
  visitFunction(s, ctx, scope);
}

/** Records a name that the statement before has just declared; types may have erased it. */
function writeAfter(name: ts.Identifier, end: number, ctx: Context, scope: Scope): void {
  const v = lookup(scope, name.text);
  if (!ctx.full || v === undefined) return;
  ctx.close(end, `;try{${ctx.write(v, name, scope, name.text, SITE_FLAG.INIT)}}catch{}`);
}

function visitNamespace(s: ts.ModuleDeclaration, ctx: Context, scope: Scope): void {
  if (ts.isIdentifier(s.name)) writeAfter(s.name, s.end, ctx, scope);
  let body = s.body;
  while (body !== undefined && ts.isModuleDeclaration(body)) body = body.body;
  if (body !== undefined && ts.isModuleBlock(body)) visitBlock(body, ctx, scope);
}

function visitClassDeclaration(s: ts.ClassDeclaration, ctx: Context, scope: Scope): void {
  const v = s.name === undefined ? undefined : lookup(scope, s.name.text);
  if (ctx.full && v !== undefined && s.name !== undefined)
    ctx.close(s.end, `;${ctx.write(v, s.name, scope, s.name.text, SITE_FLAG.INIT)};`);
  visitClass(s, ctx, scope);
}

/**
 * Declarations of a statement, which ends at `end`, or of a `for` head. What a pattern has bound is recorded before the value that follows it, or
 * behind the statement, or by a dummy declaration in a head.
 */
export function visitDeclarations(
  list: ts.VariableDeclarationList,
  ctx: Context,
  scope: Scope,
  end: number | undefined,
): void {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  let bound: readonly string[] = [];
  for (const [i, d] of list.declarations.entries()) {
    const isLast = i === list.declarations.length - 1;
    const stop = ctx.full && (i > 0 || end === undefined) ? declarationStop(d, ctx.file) : undefined;
    const step = stop === undefined ? '' : [...bound, ctx.step(d, scope, stop)].join(',');
    if (stop !== undefined) bound = [];
    const pattern = isPatternDeclaration(d) ? patternDeclarationProbes(d, ctx, scope) : undefined;
    // A value that cannot be disposed of never becomes the resource's. In a head there is no place behind it.
    const isResource = end !== undefined && isUsing(list);
    const later = pattern?.writes ?? (isResource ? resourceWrites(d, ctx, scope) : lookAfter(d, scope));
    bound = [...new Set([...bound, ...later])];
    // What comes first stands outermost, where the statement ends with the value.
    if (ctx.full && isLast && bound.length > 0) recordBound(bound, d, ctx, end);
    if (pattern !== undefined) pattern.wrapValue(step);
    else if (ctx.full) recordDeclaration(d, ctx, scope, { isVar, step, isLater: later.length > 0 });
    if (d.initializer !== undefined) visitExpression(d.initializer, ctx, scope);
  }
}

function resourceWrites({ name }: ts.VariableDeclaration, ctx: Context, scope: Scope): readonly string[] {
  const write = ctx.full && ts.isIdentifier(name) ? writesOf([name], ctx, scope, ',') : '';
  return write === '' ? [] : [write.slice(0, -1)];
}

/** A `var` in `with`: its value may be the object's. */
function lookAfter({ name, initializer }: ts.VariableDeclaration, scope: Scope): readonly string[] {
  const isShadowed = initializer !== undefined && ts.isIdentifier(name) && shadowing(scope, name.text) !== undefined;
  const look = isShadowed ? lookText(scope) : undefined;
  return look === undefined ? [] : [look];
}

function recordBound(
  writes: readonly string[],
  last: ts.VariableDeclaration,
  ctx: Context,
  end: number | undefined,
): void {
  const calls = writes.join(',');
  if (end === undefined) ctx.close(last.end, `,$es_d${last.pos}=(${calls})`);
  // A resource may be declared anew where its value ends (disposal.ts).
  else if (end === last.end && (last.parent.flags & ts.NodeFlags.Using) !== 0) ctx.open(end, `;${calls};`);
  else ctx.close(end, `;${calls};`);
}

interface DeclarationPlace {
  readonly isVar: boolean;
  /** calls to be made before the value is evaluated; '' where they stand before the statement */
  readonly step: string;
  /** the value is recorded when the declaration is done */
  readonly isLater: boolean;
}

function recordDeclaration(d: ts.VariableDeclaration, ctx: Context, scope: Scope, place: DeclarationPlace): void {
  const [before, after] = place.step === '' ? ['', ''] : [`(${place.step},`, ')'];
  const v = ts.isIdentifier(d.name) ? lookup(scope, d.name.text) : undefined;
  if (v === undefined) return;
  const init = d.initializer;
  if (place.isLater || shadowing(scope, v.name) !== undefined) {
    if (init !== undefined && before !== '') wrapNamed(init, v.name, ctx, before, after);
    return;
  }
  if (init === undefined) {
    if (place.isVar || !isValueDeclaration(d) || d.exclamationToken !== undefined) return;
    const { name, id } = ctx.writeProbe(v, d, scope, SITE_FLAG.INIT);
    ctx.close(d.end, `=${before}${name}(void 0${id})${after}`);
    return;
  }
  const { name, id, takesStamp } = ctx.writeProbe(v, d, scope, SITE_FLAG.INIT);
  const stamp = takesStamp ? stampOfExpression(init, ctx, scope) : NO_STAMP;
  wrapNamed(init, v.name, ctx, `${before}${name}(${stamp.before}`, `${id}${stamp.argument})${after}`);
}

function visitThrow(s: ts.ThrowStatement, ctx: Context, scope: Scope): void {
  const probe = ctx.site({ kind: SITE.throw, node: s, scope });
  ctx.wrap(s.expression, `${probe}(`, ')');
  visitExpression(s.expression, ctx, scope);
}

function visitIf(s: ts.IfStatement, ctx: Context, scope: Scope): void {
  visitExpression(s.expression, ctx, scope);
  visitBranch(s.thenStatement, ctx, scope);
  ctx.roomChecks.beginPart();
  if (s.elseStatement !== undefined) visitBranch(s.elseStatement, ctx, scope);
}

function visitTry(s: ts.TryStatement, ctx: Context, scope: Scope): void {
  const { begin, end, look } = tellsEnd(s, looksInFinally(s, ctx, scope), scope.fn, ctx);
  visitBlock(s.tryBlock, ctx, scope, begin, end);
  ctx.roomChecks.beginPart();
  if (s.catchClause !== undefined) visitCatch(s.catchClause, ctx, scope);
  if (s.finallyBlock === undefined) return;
  const fn = scope.fn;
  const resume = suspends(fn)
    ? `${ctx.site({ kind: SITE.finally, node: s.finallyBlock, scope })}(${activationName(fn)},${suspendedName(fn)});${backOnStack(fn)};`
    : '';
  ctx.roomChecks.beginPart();
  const { tryBlock, catchClause } = s;
  const failed = afterFailedEval(catchClause ?? tryBlock, fn, ctx);
  visitBlock(s.finallyBlock, ctx, scope, resume + failed + look);
}

const looksInFinally = (
  { tryBlock, catchClause, finallyBlock }: ts.TryStatement,
  ctx: Context,
  scope: Scope,
): string =>
  catchClause !== undefined || finallyBlock === undefined
    ? ''
    : looksAtGiven(tryBlock, ctx, scope, scopeAt(finallyBlock, ctx, scope));
