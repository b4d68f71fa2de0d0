/** Probes of statements: one step each, writes of declarations, scope instances of blocks and loops, catch and finally. */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { isTypeOnly } from './nodes.js';
import { lookup, type Scope, unlabelled, type Variable } from './scopes.js';
import { visitClass } from './classes.js';
import { activationName, type Context, enclosingInstance, instanceName, suspendedName } from './context.js';
import { visitAssignmentTarget, visitExpression, wrapNamed } from './expressions.js';
import {
  activationArguments,
  bindingNames,
  hoistedWrites,
  returnProbe,
  suspends,
  visitFunction,
  visitPattern,
  writesOf,
} from './functions.js';

export function visitStatements(statements: readonly ts.Statement[], ctx: Context, scope: Scope): void {
  for (const s of statements) visitStatement(s, ctx, scope);
}

const scopeAt = (node: ts.Node, ctx: Context, outer: Scope): Scope => ctx.analysis.scopeOf.get(node) ?? outer;

/** A statement in a list: probes can stand before and after it. */
function visitStatement(s: ts.Statement, ctx: Context, scope: Scope): void {
  if (isTypeOnly(s)) return;
  const inner = unlabelled(s);
  if (ctx.full && stops(inner)) {
    const flags = ts.isDebuggerStatement(inner) ? SITE_FLAG.DEBUGGER : 0;
    const range = stepRange(inner, ctx);
    ctx.open(s.getStart(ctx.file), `${ctx.step(inner, scope, flags, range)};`);
  }
  visitInside(inner, ctx, scope, s);
}

/** Statements that execution stops at. Loops with a condition stop at the condition instead; functions, blocks and types do not run. */
function stops(s: ts.Statement): boolean {
  switch (s.kind) {
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.EmptyStatement:
    case ts.SyntaxKind.TryStatement:
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.ModuleDeclaration:
      return false;
    case ts.SyntaxKind.VariableStatement:
      return (s as ts.VariableStatement).declarationList.declarations.some((d) => d.initializer !== undefined);
    case ts.SyntaxKind.ExpressionStatement:
      return !isDirective(s as ts.ExpressionStatement);
    default:
      return true;
  }
}

function isDirective(s: ts.ExpressionStatement): boolean {
  if (!ts.isStringLiteral(s.expression)) return false;
  const parent = s.parent;
  if (!ts.isSourceFile(parent) && !ts.isBlock(parent)) return false;
  for (const x of parent.statements) {
    if (x === s) return true;
    if (!ts.isExpressionStatement(x) || !ts.isStringLiteral(x.expression)) return false;
  }
  return false;
}

/** Compound statements stand for their head. */
function stepRange(s: ts.Statement, ctx: Context): { start: number; end: number } {
  const start = s.getStart(ctx.file);
  const until = (node: ts.Node): { start: number; end: number } => ({ start, end: node.getStart(ctx.file) });
  if (ts.isIfStatement(s)) return until(s.thenStatement);
  if (ts.isSwitchStatement(s)) return until(s.caseBlock);
  if (ts.isForStatement(s) || ts.isForInStatement(s) || ts.isForOfStatement(s)) return until(s.statement);
  return { start, end: s.end };
}

/** A statement where only one may stand (branch, loop body): gets braces. */
function visitBranch(s: ts.Statement, ctx: Context, scope: Scope, before = '', after = ''): void {
  if (ts.isBlock(s)) return visitBlock(s, ctx, scope, before, after);
  if (ts.isFunctionDeclaration(s)) return visitFunction(s, ctx, scope);
  if (s.getStart(ctx.file) === s.end) return;
  ctx.open(s.getStart(ctx.file), `{${before}`);
  ctx.close(s.end, `${after === '' ? '' : `;${after}`}}`);
  visitStatement(s, ctx, scope);
}

/** Creation of a block's scope instance, if it has one. */
export function scopeText(scope: Scope, node: ts.Node, ctx: Context, keyword: 'const ' | ''): string {
  if (!scope.instanced) return '';
  const parent = enclosingInstance(scope.parent);
  const probe = ctx.site({
    kind: SITE.scope,
    flags: parent === undefined ? 0 : SITE_FLAG.PARENT,
    node,
    scope,
    ref: scope.index,
  });
  return `${keyword}${instanceName(scope)}=${probe}(${parent ?? ''})${keyword === '' ? '' : ';'}`;
}

function visitBlock(block: ts.Block | ts.ModuleBlock, ctx: Context, outer: Scope, before = '', after = ''): void {
  const scope = scopeAt(block, ctx, outer);
  const entry = before + scopeText(scope, block, ctx, 'const ') + hoistedWrites(ctx, scope);
  const at = block.getStart(ctx.file) + 1;
  if (block.statements.length === 0) {
    if (entry + after !== '') ctx.open(at, entry + after);
    return;
  }
  if (entry !== '') ctx.open(at, entry);
  if (after !== '') ctx.close(block.end - 1, `;${after}`);
  visitStatements(block.statements, ctx, scope);
}

/** `whole` is the statement with its labels: what stands after it stands after them. */
function visitInside(s: ts.Statement, ctx: Context, scope: Scope, whole: ts.Statement): void {
  if (ts.isBlock(s)) return visitBlock(s, ctx, scope);
  if (ts.isVariableStatement(s)) return visitDeclarations(s.declarationList, ctx, scope, s.end);
  if (ts.isExpressionStatement(s)) return isDirective(s) ? undefined : visitExpression(s.expression, ctx, scope, true);
  if (ts.isFunctionDeclaration(s)) return visitFunction(s, ctx, scope);
  if (ts.isClassDeclaration(s)) return visitClassDeclaration(s, ctx, scope);
  if (ts.isReturnStatement(s)) return visitReturn(s, ctx, scope);
  if (ts.isThrowStatement(s)) return visitThrow(s, ctx, scope);
  if (ts.isIfStatement(s)) return visitIf(s, ctx, scope);
  if (ts.isForStatement(s)) return visitFor(s, ctx, scope);
  if (ts.isForOfStatement(s) || ts.isForInStatement(s)) return visitForEach(s, ctx, scope, whole);
  if (ts.isWhileStatement(s) || ts.isDoStatement(s)) return visitWhile(s, ctx, scope);
  if (ts.isSwitchStatement(s)) return visitSwitch(s, ctx, scope, whole);
  if (ts.isTryStatement(s)) return visitTry(s, ctx, scope);
  if (ts.isWithStatement(s)) return visitWith(s, ctx, scope);
  if (ts.isContinueStatement(s)) return visitContinue(s, ctx, scope);
  if (ts.isExportAssignment(s)) return visitExpression(s.expression, ctx, scope);
  if (ts.isModuleDeclaration(s)) return visitNamespace(s, ctx, scope);
  if (ts.isEnumDeclaration(s)) return writeAfter(s.name, s.end, ctx, scope);
  if (ts.isImportEqualsDeclaration(s))
    return lookup(scope, s.name.text)?.used ? writeAfter(s.name, s.end, ctx, scope) : undefined;
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

/** Declarations of a statement or of a `for` head. Patterns are recorded after it, in `after`, or by a dummy declaration in a head. */
function visitDeclarations(
  list: ts.VariableDeclarationList,
  ctx: Context,
  scope: Scope,
  end: number | undefined,
): void {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  // A dummy declaration between others would become an export.
  const exported =
    ts.isVariableStatement(list.parent) &&
    (list.parent.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false);
  for (const d of list.declarations) {
    const last = exported || d === list.declarations.at(-1);
    if (ctx.full) recordDeclaration(d, ctx, scope, { isVar, end: last ? end : undefined });
    visitPattern(d.name, ctx, scope);
    if (d.initializer !== undefined) visitExpression(d.initializer, ctx, scope);
  }
}

interface DeclarationPlace {
  readonly isVar: boolean;
  /** end of the statement, where a following statement may stand; undefined inside a list or a head */
  readonly end: number | undefined;
}

function recordDeclaration(d: ts.VariableDeclaration, ctx: Context, scope: Scope, place: DeclarationPlace): void {
  if (!ts.isIdentifier(d.name)) return recordPattern(d, d.name, ctx, scope, place);
  const v = lookup(scope, d.name.text);
  if (v === undefined) return;
  const init = d.initializer;
  if (init === undefined) {
    if (place.isVar) return;
    const { name, id } = ctx.writeProbe(v, d, scope, SITE_FLAG.INIT);
    if (d.exclamationToken === undefined) ctx.close(d.end, `=${name}(void 0${id})`);
    return;
  }
  const { name, id } = ctx.writeProbe(v, d, scope, SITE_FLAG.INIT);
  wrapNamed(init, d.name.text, ctx, `${name}(`, `${id})`);
}

function recordPattern(
  d: ts.VariableDeclaration,
  pattern: ts.BindingPattern,
  ctx: Context,
  scope: Scope,
  place: DeclarationPlace,
): void {
  const writes = bindingNames(pattern)
    .map((id) => ({ id, v: lookup(scope, id.text) }))
    .filter((x): x is { id: ts.Identifier; v: Variable } => x.v !== undefined)
    .map(({ id, v }) => ctx.write(v, id, scope, id.text, SITE_FLAG.INIT));
  if (writes.length === 0) return;
  if (place.end !== undefined) ctx.close(place.end, `;${writes.join(';')};`);
  else ctx.close(d.end, `,$es_d${d.pos}=(${writes.join(',')})`);
}

function visitReturn(s: ts.ReturnStatement, ctx: Context, scope: Scope): void {
  const probe = returnProbe(scope.fn, ctx, s, scope, popsAtOnce(s));
  if (s.expression === undefined) {
    ctx.close(s.getStart(ctx.file) + 'return'.length, ` ${probe.before}void 0${probe.after}`);
    return;
  }
  ctx.wrap(s.expression, probe.before, probe.after);
  visitExpression(s.expression, ctx, scope);
}

/** False where more code of the function, or an iterator's `return`, runs between the evaluation of the value and the real return. */
function popsAtOnce(s: ts.Node): boolean {
  for (
    let n = s;
    !ts.isFunctionLike(n.parent) && !ts.isSourceFile(n.parent) && !ts.isClassStaticBlockDeclaration(n.parent);
    n = n.parent
  ) {
    const p = n.parent;
    if (ts.isForOfStatement(p)) return false;
    if (ts.isTryStatement(p) && p.finallyBlock !== undefined && n !== p.finallyBlock) return false;
    if (
      ts.isBlock(p) &&
      p.statements.some(
        (x) => ts.isVariableStatement(x) && (x.declarationList.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using,
      )
    )
      return false;
  }
  return true;
}

function visitThrow(s: ts.ThrowStatement, ctx: Context, scope: Scope): void {
  const probe = ctx.site({ kind: SITE.throw, node: s, scope });
  ctx.wrap(s.expression, `${probe}(`, ')');
  visitExpression(s.expression, ctx, scope);
}

function visitIf(s: ts.IfStatement, ctx: Context, scope: Scope): void {
  visitExpression(s.expression, ctx, scope);
  visitBranch(s.thenStatement, ctx, scope);
  if (s.elseStatement !== undefined) visitBranch(s.elseStatement, ctx, scope);
}

const partStep = (node: ts.Node, ctx: Context, scope: Scope): void => {
  if (ctx.full) ctx.open(node.getStart(ctx.file), `${ctx.step(node, scope, SITE_FLAG.PART)},`);
};

function visitWhile(s: ts.WhileStatement | ts.DoStatement, ctx: Context, scope: Scope): void {
  const range = ts.isWhileStatement(s) ? { start: s.getStart(ctx.file), end: s.statement.getStart(ctx.file) } : {};
  if (ctx.full)
    ctx.open(
      s.expression.getStart(ctx.file),
      `${ctx.step(s.expression, scope, ts.isWhileStatement(s) ? 0 : SITE_FLAG.PART, range)},`,
    );
  visitExpression(s.expression, ctx, scope);
  visitBranch(s.statement, ctx, scope);
}

function visitFor(s: ts.ForStatement, ctx: Context, outer: Scope): void {
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
  } else if (init !== undefined) visitExpression(init, ctx, scope, true);
  if (s.condition !== undefined) {
    partStep(s.condition, ctx, scope);
    visitExpression(s.condition, ctx, scope);
  }
  const iterate = copies
    ? `${instanceName(scope)}=${ctx.site({ kind: SITE.iterate, node: s, scope, ref: scope.index })}(${instanceName(scope)})`
    : '';
  if (s.incrementor !== undefined) {
    if (iterate !== '') ctx.open(s.incrementor.getStart(ctx.file), `${iterate},`);
    partStep(s.incrementor, ctx, scope);
    visitExpression(s.incrementor, ctx, scope, true);
  } else if (iterate !== '') ctx.close(closingParen(s, ctx), iterate);
  visitBranch(s.statement, ctx, scope);
}

function closingParen(s: ts.ForStatement, ctx: Context): number {
  const paren = s.getChildren(ctx.file).find((c) => c.kind === ts.SyntaxKind.CloseParenToken);
  return paren?.getStart(ctx.file) ?? s.statement.getStart(ctx.file);
}

function visitForEach(s: ts.ForOfStatement | ts.ForInStatement, ctx: Context, outer: Scope, whole: ts.Statement): void {
  const scope = scopeAt(s, ctx, outer);
  const awaits = ts.isForOfStatement(s) && s.awaitModifier !== undefined;
  const fn = scope.fn;
  const id = activationName(fn);
  const flag = suspendedName(fn);
  let before = scopeText(scope, s, ctx, 'const ');
  let after = '';
  if (awaits) {
    ctx.wrap(
      s.expression,
      `${ctx.site({ kind: SITE.suspend, node: s.expression, scope: outer })}(`,
      `,${id},${flag}=1)`,
    );
    const resume = ctx.site({ kind: SITE.resume, node: s, scope });
    before = `${resume}(void 0,${id},${flag}=0);${before}`;
    after = suspendAgain(s, ctx, scope);
    ctx.close(
      whole.end,
      `;if(${flag})${ctx.site({ kind: SITE.resume, node: s, scope: outer })}(void 0,${id},${flag}=0);`,
    );
  }
  const init = s.initializer;
  if (ctx.full) before += `${ctx.step(s, scope, SITE_FLAG.PART, { start: init.getStart(ctx.file), end: init.end })};`;
  if (ts.isVariableDeclarationList(init)) {
    const d = init.declarations[0];
    if (d !== undefined) {
      if (ctx.full) before += writesOf(bindingNames(d.name), ctx, scope);
      if (!scope.instanced) visitPattern(d.name, ctx, scope);
    }
  } else
    before += visitAssignmentTarget(init, ctx, scope)
      .map((w) => `${w};`)
      .join('');
  visitExpression(s.expression, ctx, outer);
  visitBranch(s.statement, ctx, scope, before, after);
}

const suspendAgain = (s: ts.Node, ctx: Context, scope: Scope): string =>
  `${ctx.site({ kind: SITE.suspend, node: s, scope })}(void 0,${activationName(scope.fn)},${suspendedName(scope.fn)}=1);`;

/** `continue` of a `for await` goes straight to the next await. */
function visitContinue(s: ts.ContinueStatement, ctx: Context, scope: Scope): void {
  const loop = targetLoop(s);
  if (loop === undefined || !ts.isForOfStatement(loop) || loop.awaitModifier === undefined) return;
  ctx.open(s.getStart(ctx.file), suspendAgain(s, ctx, scope));
}

function targetLoop(s: ts.ContinueStatement): ts.Node | undefined {
  for (let n: ts.Node = s.parent; !ts.isFunctionLike(n) && !ts.isSourceFile(n); n = n.parent) {
    if (!ts.isIterationStatement(n, false)) continue;
    if (s.label === undefined) return n;
    for (let p = n.parent; ts.isLabeledStatement(p); p = p.parent) if (p.label.text === s.label.text) return n;
  }
  return undefined;
}

function visitSwitch(s: ts.SwitchStatement, ctx: Context, scope: Scope, whole: ts.Statement): void {
  const inner = scopeAt(s.caseBlock, ctx, scope);
  const entry = scopeText(inner, s.caseBlock, ctx, 'const ');
  if (entry !== '') ctx.wrap(whole, `{${entry}`, '}');
  visitExpression(s.expression, ctx, scope);
  for (const c of s.caseBlock.clauses) {
    // Functions declared in a switch can be named only inside it, where nothing can stand before the first case: recorded at each clause.
    const first = c.statements[0];
    if (first !== undefined && inner.hoisted.length > 0) ctx.open(first.getStart(ctx.file), hoistedWrites(ctx, inner));
    if (ts.isCaseClause(c)) visitExpression(c.expression, ctx, inner);
    visitStatements(c.statements, ctx, inner);
  }
}

function visitTry(s: ts.TryStatement, ctx: Context, scope: Scope): void {
  visitBlock(s.tryBlock, ctx, scope);
  if (s.catchClause !== undefined) visitCatch(s.catchClause, ctx, scope);
  if (s.finallyBlock === undefined) return;
  const fn = scope.fn;
  const resume = suspends(fn)
    ? `${ctx.site({ kind: SITE.finally, node: s.finallyBlock, scope })}(${activationArguments(fn, true).slice(1)});${suspendedName(fn)}=0;`
    : '';
  visitBlock(s.finallyBlock, ctx, scope, resume);
}

/**
 * Inside `with` any name, a probe's too, may mean a property of its object: the body gets no probes, and the variables it assigns are
 * recorded after it.
 */
function visitWith(s: ts.WithStatement, ctx: Context, scope: Scope): void {
  visitExpression(s.expression, ctx, scope);
  if (!ctx.full) return;
  const assigned = new Set<Variable>();
  const look = (node: ts.Node): void => {
    const v = ts.isIdentifier(node) ? lookup(scope, node.text) : undefined;
    if (v !== undefined && !v.hidden && (v.kind === 'var' || v.kind === 'let' || v.kind === 'param')) assigned.add(v);
    ts.forEachChild(node, look);
  };
  look(s.statement);
  ctx.close(s.end, [...assigned].map((v) => `;${ctx.write(v, s, scope, v.name)}`).join(''));
}

function visitCatch(c: ts.CatchClause, ctx: Context, outer: Scope): void {
  const scope = scopeAt(c, ctx, outer);
  const fn = scope.fn;
  const binding = c.variableDeclaration?.name;
  const named = binding === undefined ? '$es_e' : ts.isIdentifier(binding) ? binding.text : undefined;
  if (binding === undefined) ctx.close(c.getStart(ctx.file) + 'catch'.length, '($es_e)');
  const withId = suspends(fn);
  const probe = ctx.site({
    kind: SITE.catch,
    flags: withId ? SITE_FLAG.OWN_ID : 0,
    node: c,
    end: c.block.getStart(ctx.file),
    scope,
    shape: { suspends: withId, unnamed: named === undefined },
  });
  const caught = `${probe}(${named ?? 'void 0'}${withId ? activationArguments(fn, true) : ''});${withId ? `${suspendedName(fn)}=0;` : ''}`;
  const writes = binding === undefined || !ctx.full ? '' : writesOf(bindingNames(binding), ctx, scope);
  if (binding !== undefined && !scope.instanced) visitPattern(binding, ctx, scope);
  visitBlock(c.block, ctx, scope, caught + scopeText(scope, c, ctx, 'const ') + writes);
}
