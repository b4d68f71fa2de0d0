/**
 * What a call has done before it failed: the probe behind it never ran, so that the `catch` around it looks at what the call may have had in its hands: the
 * variables that calls of the `try` block mention, and what these lead to. Variables of the block itself are gone.
 */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { argumentsOf, calledIn, isCall, isFunctionNode } from './nodes.js';
import { lookup, type Scope, shadowing, type Variable } from './scopes.js';

/** More are left out. */
const MOST = 8;
const HELD: ReadonlySet<Variable['kind']> = new Set(['var', 'let', 'const', 'param', 'catch']);

/** `inside`: the scope in which the text is to stand, at the start of the block. */
export function looksAtGiven(block: ts.Block, ctx: Context, outer: Scope, inside: Scope): string {
  if (!ctx.full) return '';
  const found = new Map<string, Variable>();
  let isThisGiven = false;
  const collect = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) isThisGiven = true;
    if (ts.isIdentifier(node)) {
      const v = lookup(outer, node.text);
      const isSame = v !== undefined && v === lookup(inside, node.text) && shadowing(inside, node.text) === undefined;
      if (isSame && isHeld(v)) found.set(node.text, v);
    }
    if (!isFunctionNode(node)) ts.forEachChild(node, collect);
  };
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return;
    if (isCall(node)) for (const part of [calledIn(node), ...argumentsOf(node)]) collect(part);
    ts.forEachChild(node, visit);
  };
  visit(block);
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
