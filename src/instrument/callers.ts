/**
 * Word that a call leaves for who is entered by it: instrumented code has called, which has recorded all that it did (runtime/callings.ts). Callbacks ask for it, and so do functions that a helper has
 * made methods of (`define('print', function () {…})`), which the text cannot tell from callbacks: where calls of methods left no word, minifying a file took terser 30 times its own CPU time, 20 of them
 * for looking at what such methods were called with.
 *
 * Input: the AST, its scopes, the callee as its probe gets it (calledFunctions.ts). Not here: who asks (functions.ts).
 */
import { ts } from 'ts-morph';
import type { VariableKind } from '../wire/sites.js';
import { isShadowed, stampOfOperand } from './calledFunctions.js';
import type { Callee } from './callProbes.js';
import type { Context } from './context.js';
import { isNamedEvaluation } from './expressions.js';
import { isAssignedIn } from './foreign.js';
import { argumentsOf, type Call, core } from './nodes.js';
import { isInitialised, lookup, notArrow, type Scope } from './scopes.js';

/** Leaves it when the arguments are there. Texts for around the call, of methods that have none. */
export function tellCallee(
  node: Exclude<Call, ts.NewExpression>,
  callee: ts.Expression,
  target: Callee | undefined,
  ctx: Context,
  scope: Scope,
): readonly [string, string] {
  const args = argumentsOf(node);
  const last = args.at(-1);
  const takesWord = last !== undefined && !ts.isSpreadElement(last) && !isNamedEvaluation(last);
  const tells = ts.isCallExpression(node) ? methodText(callee, target, args, ctx, scope) : undefined;
  if (tells !== undefined) {
    if (takesWord) ctx.wrap(last, '$es_callingOf(', `,${tells})`);
    else if (last === undefined && !isOptional(node) && isThere(callee, scope))
      return [`($es_callingOf(0,${tells}),`, ')'];
  } else if (takesWord) tellFunction(last, callee, args, ctx, scope);
  return ['', ''];
}

/** Where a variable is called: whether what it holds is instrumented. */
function tellFunction(
  last: ts.Expression,
  callee: ts.Expression,
  args: readonly ts.Expression[],
  ctx: Context,
  scope: Scope,
): void {
  const isCalledBy = ts.isPropertyAccessExpression(callee) && callee.name.text === 'call';
  const f = isCalledBy ? core(callee.expression) : callee;
  if (!ts.isIdentifier(f) || isShadowed(f, scope) || !mayHoldCallback(f, scope) || isAssignedIn(args, f, scope)) return;
  ctx.wrap(last, `$es_${isCalledBy ? 'callingBy' : 'calling'}(`, `,${f.text},${stampOfOperand(f.text)})`);
}

/** Most callbacks are called by the names of these. */
const HOLD_FUNCTIONS: ReadonlySet<VariableKind> = new Set<VariableKind>(['var', 'let', 'const', 'param']);

function mayHoldCallback({ text }: ts.Identifier, scope: Scope): boolean {
  const variable = lookup(scope, text);
  if (variable?.isFunction === true) return variable.given && variable.kind !== 'class';
  return variable !== undefined && HOLD_FUNCTIONS.has(variable.kind);
}

/** Text of what is known of the receiver, and of the method's name; undefined where no callback is called by that, or the receiver may be another one by then. */
function methodText(
  callee: ts.Expression,
  target: Callee | undefined,
  args: readonly ts.Expression[],
  ctx: Context,
  scope: Scope,
): string | undefined {
  if (!ctx.records || target?.kind !== 'known' || target.receiver === undefined) return undefined;
  if (!ts.isPropertyAccessExpression(callee) || BUILT_IN.has(callee.name.text)) return undefined;
  if (ctx.analysis.methods.has(callee.name.text)) return undefined;
  const receiver = core(callee.expression);
  if (ts.isIdentifier(receiver) && isAssignedIn(args, receiver, scope)) return undefined;
  return `${target.receiver.stamp},${target.key}`;
}

/** Names that nearly always mean the language's. */
const BUILT_IN: ReadonlySet<string> = new Set(
  [Object, Function, Array, String, RegExp, Map, Set, Promise].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
);

const isOptional = (node: Call): boolean => ts.isCallExpression(node) && node.questionDotToken !== undefined;

/** The receiver can be read before the call without an exception of its own; a default value may mention parameters that do not exist yet. */
function isThere(callee: ts.Expression, scope: Scope): boolean {
  const receiver = ts.isPropertyAccessExpression(callee) ? core(callee.expression) : callee;
  if (receiver.kind === ts.SyntaxKind.ThisKeyword) return !notArrow(scope.fn).derived;
  const variable = ts.isIdentifier(receiver) ? lookup(scope, receiver.text) : undefined;
  if (variable === undefined || !isInitialised(variable, receiver, scope)) return false;
  return variable.kind !== 'param' || ts.findAncestor(callee, ts.isParameter) === undefined;
}
