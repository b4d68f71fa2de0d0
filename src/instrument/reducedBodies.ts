/**
 * A second body of functions for when an overhead budget counts their calls only (src/runtime/budget.ts): with no probes but those without which something that is shown
 * would be wrong. Probes that find out each time that they have nothing to do took 6 of 10 parts of the time of small functions.
 *
 *   function f(o) {if($es_1q()[0]>0&&$es_C[11]>$es_C[4]){$es_1q()[0]++;$es_C[30]=-1;($es_h1=o.k = 1,($es_g1=o[$es_S])…?$es_h1:$es_lost($es_h1,o,$es_g1));return}$es_1();…try{…}finally{…}}
 *
 * In it stay: writes of variables that others see, exceptions that are thrown, what is looked after behind calls. Of an object whose property is assigned the stream says that it may
 * have changed. It stands in the same function, so that `this`, `super`, the stack and the function's name are what they are, on one line, so that no line moves, and has a source map of its own.
 *
 * Not for functions whose activation others refer to, or which would make classes, templates or other functions than arrows a second time; nor for long ones.
 */
import type MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { CELL } from '../wire/ring.js';
import type { Context } from './context.js';
import type { Copy, Range } from './edits.js';
import { visitResult } from './handedOut.js';
import { core, directivesOf, hasFunctions, isAssignment, isFunctionNode } from './nodes.js';
import { isPattern } from './patterns.js';
import { isUsing } from './disposal.js';
import { type Fn, mayMeanOther } from './scopes.js';
import { visitStatements } from './statements.js';

const MAX_LENGTH = 4000;
const KINDS: ReadonlySet<Fn['kind']> = new Set<Fn['kind']>([
  'function',
  'arrow',
  'method',
  'getter',
  'setter',
  'constructor',
]);
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** Nodes that would be something else if they stood there twice, or whose probes belong to an activation that is recorded. */
const EXCLUDED: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.WithStatement,
  ts.SyntaxKind.DebuggerStatement,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  // V8 quotes what cannot be iterated, and the probe of the call that gave it.
  ts.SyntaxKind.ArrayBindingPattern,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.YieldExpression,
]);

export function hasReducedBody(fn: Fn, body: ts.ConciseBody, ctx: Context): boolean {
  if (!ctx.reducible || !KINDS.has(fn.kind) || body.end - body.pos > MAX_LENGTH) return false;
  if (fn.async || fn.generator || fn.scope.instanced || fn.collides || fn.mapped || mayMeanOther(fn.varScope))
    return false;
  return mayStandTwice(body, ctx);
}

function mayStandTwice(node: ts.Node, ctx: Context): boolean {
  if (isFunctionNode(node)) return isRepeatable(node, ctx);
  if (EXCLUDED.has(node.kind) || ctx.analysis.scopeOf.get(node)?.instanced === true) return false;
  if (ts.isIdentifier(node) && node.text === 'eval') return false;
  if (ts.isBinaryExpression(node) && isAssignment(node) && isPattern(core(node.left))) return false;
  if (ts.isVariableDeclarationList(node) && isUsing(node)) return false;
  if (ts.isForInStatement(node) || ts.isForOfStatement(node)) {
    const { initializer, expression } = node;
    if (!isPath(core(expression))) return false;
    if (!ts.isVariableDeclarationList(initializer) || initializer.declarations[0]?.initializer !== undefined)
      return false;
  }
  // The text of a string or template may go on in the next line.
  if (isToken(node)) return !LINE_BREAK.test(ctx.file.text.slice(node.getStart(ctx.file), node.end));
  return ts.forEachChild(node, (child) => !mayStandTwice(child, ctx) || undefined) === undefined;
}

/**
 * An arrow function that may stand in both bodies of the function around it, with the same probes. What stands in its parameters may be kept in variables of the
 * function around it; what would stand there four times is left alone.
 */
export function isRepeatable(node: ts.FunctionLikeDeclaration, ctx: Context): boolean {
  if (!ts.isArrowFunction(node) || node.end - node.pos > MAX_LENGTH) return false;
  const arePlain = node.parameters.every(({ name, initializer }) => ts.isIdentifier(name) && initializer === undefined);
  return arePlain && !hasFunctions(node.body) && mayStandTwice(node.body, ctx);
}

/** Names alone. */
const isPath = (e: ts.Expression): boolean =>
  ts.isIdentifier(e) ||
  e.kind === ts.SyntaxKind.ThisKeyword ||
  (ts.isPropertyAccessExpression(e) && isPath(core(e.expression)));

const isToken = (node: ts.Node): boolean => node.kind < ts.SyntaxKind.FirstNode;

interface Entry {
  /** name of the probe that enters the function */
  readonly enter: string;
  /** what a callback asks who has called it by; undefined: it is none */
  readonly asks: string | undefined;
  /** statements at its start */
  readonly looks: string;
}

/** What stands in front of the body that is recorded: text, copy, text. */
export function reducedBody(
  fn: Fn,
  body: ts.ConciseBody,
  ctx: Context,
  { enter, asks, looks }: Entry,
): [string, Copy, string] {
  const isBlock = ts.isBlock(body);
  const directives = isBlock ? directivesOf(body.statements) : [];
  const start = bodyStart(body, ctx.file);
  const end = isBlock ? body.end - 1 : body.end;
  const visit = (): void => {
    if (isBlock) visitStatements(body.statements.slice(directives.length), ctx, fn.varScope);
    else visitResult(body, ctx, fn.scope);
  };
  const temporaries = ctx.temporaries.ofCopy(fn);
  const copy = ctx.copied(
    { start, end },
    () => ctx.reduced(visit),
    (text) => flatten(body, text, ctx, { start, end }),
  );
  const names = temporaries();
  const before = `${guardText(enter, asks)}${looks}${names.length === 0 ? '' : `let ${names.join(',')};`}`;
  if (!isBlock) return [`{${before}return `, copy, '}'];
  return [(directives.length === 0 ? '' : ';') + before, copy, 'return}'];
}

/**
 * Asks whether the calls are only counted now, and counts this one: here and not in a probe, which would be one thing more that V8 has to inline (CPU time of the solver with a factor of 1.5: a seventh less so).
 * Where the stack is empty a turn begins, which the recorded body tells; while somebody debugs its steps are needed. No event says that the function was entered.
 */
export function guardText(enter: string, asks: string | undefined): string {
  const calling = `$es_C[${CELL.CALLING}]`;
  const called = asks === undefined ? '' : `$es_C[${CELL.CALLED}]=${asks};`;
  return `if(${enter}q()[0]>0&&$es_C[${CELL.DEPTH}]>$es_C[${CELL.ATTENTION}]){${enter}q()[0]++;${called}${calling}=-1;`;
}

/** Where the text in front of a body stands. */
export function bodyStart(body: ts.ConciseBody, file: ts.SourceFile): number {
  if (!ts.isBlock(body)) return body.getStart(file);
  return directivesOf(body.statements).at(-1)?.end ?? body.getStart(file) + 1;
}

/** Takes line breaks and comments out of a copy of a part of the file. */
function flatten(body: ts.Node, copy: MagicString, ctx: Context, { start, end }: Range): void {
  const { text } = ctx.file;
  const visit = (node: ts.Node): void => {
    if (!isToken(node)) return node.getChildren(ctx.file).forEach(visit);
    const [from, to] = [Math.max(node.pos, start), Math.min(node.getStart(ctx.file), end)];
    if (from < to && text.slice(from, to) !== ' ') copy.update(from - start, to - start, ' ');
  };
  visit(body);
}
