/**
 * What a call has done before it failed: the probe behind it never ran, so that the `catch` around it looks at what the call may have had in its hands: the
 * variables that calls of the `try` block mention (those in functions that are written there last), and what these lead to. Variables of the block itself are gone. A
 * `finally` without `catch` does so where the block has not come to its end by itself, nor by `return`, `break` or `continue`. So does the end of a promise's executor, whose exception
 * nobody else hears of.
 */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { isExecutor } from './foreign.js';
import { argumentsOf, calledIn, isCall, isFunctionNode } from './nodes.js';
import { type Fn, lookup, type Scope, shadowing, type Variable } from './scopes.js';

/** More are left out. */
const MOST = 8;
const HELD: ReadonlySet<Variable['kind']> = new Set(['var', 'let', 'const', 'param', 'catch']);

/** What the block of a `try` begins and ends with whose `finally` looks, and what that begins with. */
export function tellsEnd(
  s: ts.TryStatement,
  looks: string,
  fn: Fn,
  ctx: Context,
): { readonly begin: string; readonly end: string; readonly look: string } {
  if (looks === '') return { begin: '', end: '', look: '' };
  const name = ctx.temporaries.named(ctx.ownerOf(fn), unfinishedName(s));
  return { begin: `${name}=1;`, end: `${name}=0`, look: `if(${name}===1){${looks}}` };
}

/** Assignments that say of each such block that a statement leaves, on its way out of `target` or of the function, that nothing has failed. */
export function leftBy(s: ts.Node, target: ts.Node | undefined, fn: Fn, ctx: Context): string[] {
  const texts: string[] = [];
  for (let n = s; n !== target && !ts.isFunctionLike(n) && !ts.isSourceFile(n); n = n.parent) {
    const p = n.parent;
    if (!ts.isTryStatement(p) || n !== p.tryBlock) continue;
    const name = unfinishedName(p);
    if (ctx.temporaries.has(ctx.ownerOf(fn), name)) texts.push(`${name}=0`);
  }
  return texts;
}

/** Is 1 while the block has not come to its end. */
const unfinishedName = (s: ts.TryStatement): string => `$es_u${s.pos}`;

/** `inside`: the scope in which the text is to stand, at the start of the block. */
export const looksAtGiven = (block: ts.Block, ctx: Context, outer: Scope, inside: Scope): string =>
  ctx.full ? looksText(block, outer, inside, isHeld) : '';

/** The same of a whole function, whose exception nobody sees but native code. Of its own variables the end of the body has parameters and `var`s only. */
export function looksAtEnd(fn: Fn, ctx: Context): string {
  const { node, scope } = fn;
  if (!ctx.full || !isExecutor(node)) return '';
  const outlives = (v: Variable): boolean => isHeld(v) && (v.scope.fn !== fn || v.kind === 'param' || v.kind === 'var');
  return looksText(node, scope, scope, outlives);
}

function looksText(block: ts.Node, outer: Scope, inside: Scope, isThere: (v: Variable) => boolean): string {
  const found = new Map<string, Variable>();
  const functions: ts.Node[] = [];
  let isThisGiven = false;
  let isOwnThis = true;
  const collect = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) isThisGiven ||= isOwnThis;
    if (ts.isIdentifier(node)) {
      const v = lookup(outer, node.text);
      const isSame = v !== undefined && v === lookup(inside, node.text) && shadowing(inside, node.text) === undefined;
      if (isSame && isThere(v)) found.set(node.text, v);
    }
    if (!isFunctionNode(node)) ts.forEachChild(node, collect);
  };
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return void functions.push(node);
    if (isCall(node)) for (const part of [calledIn(node), ...argumentsOf(node)]) collect(part);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(block, visit);
  isOwnThis = false;
  for (const f of functions) ts.forEachChild(f, visit);
  const looks = [...found].slice(0, MOST).map(([name, v]) => lookText(name, v, outer));
  return looks.join('') + (isThisGiven ? guarded('this') : '');
}

const isHeld = (v: Variable): boolean => HELD.has(v.kind) && !v.hidden && !v.selfName && !v.isFunction;

const lookAt = (text: string): string => `$es_ran(void 0,void 0,${text});`;
/** Where there may be no value yet. */
const guarded = (text: string): string => `try{${lookAt(text)}}catch{}`;

function lookText(name: string, { kind, scope }: Variable, outer: Scope): string {
  const isThere = kind === 'var' || kind === 'param' || kind === 'catch';
  return isThere && scope.fn === outer.fn ? lookAt(name) : guarded(name);
}
