/** Probes where an activation leaves the stack and comes back: around `await` and `yield`. */
import { ts } from 'ts-morph';
import { CELL } from '../wire/ring.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { visitExpression } from './expressions.js';
import { isFirstLoad } from './firstLoads.js';
import { beginsAgain } from './functions.js';
import { handsOut } from './handedOut.js';
import { lastOperand } from './lastPlaces.js';
import { core } from './nodes.js';
import { isPrinted, quoted } from './render.js';
import { activationName, depthName, suspendedName } from './scopeNames.js';
import type { Fn, Scope } from './scopes.js';

/** Text of arguments of a resume probe: the activation is back on the stack, at a depth of its own. */
export const resumed = (fn: Fn): string =>
  `,${activationName(fn)},${suspendedName(fn)}&=0,${depthName(fn)}=$es_C[${CELL.DEPTH}]${beginsAgain(fn, ',')}`;

/** An `await` that gives a value comes back on an empty stack, whatever left ours without a word. */
export const awaited = (fn: Fn): string =>
  `,${activationName(fn)},${suspendedName(fn)}&=0,${depthName(fn)}=$es_C[${CELL.DEPTH}]=0${beginsAgain(fn, ',')}`;

export const suspended = (fn: Fn): string => `,${activationName(fn)},${suspendedName(fn)}|=1`;

/** `await`, `yield` and `yield*`. */
export function visitSuspension(
  node: ts.Expression,
  operand: ts.Expression | undefined,
  ctx: Context,
  scope: Scope,
  flags: number,
): void {
  const named = isPrinted(node) ? quoted(node) : undefined;
  const resume = ctx.site({ kind: SITE.resume, flags, node, scope, quoted: named });
  const suspend = ctx.site({ kind: SITE.suspend, flags, node, scope });
  const hands = operand !== undefined && flags === SITE_FLAG.YIELD ? handsOut(operand, scope.fn, ctx) : undefined;
  const [begins, ends] = hands === undefined ? ['', ''] : lookingBehind(ctx.temporary(scope.fn));
  ctx.wrap(
    node,
    `${begins}${resume}(`,
    `${ts.isAwaitExpression(node) ? awaited(scope.fn) : resumed(scope.fn)})${ends}`,
  );
  if (operand === undefined) {
    ctx.close(node.end, ` ${suspend}(void 0${suspended(scope.fn)})`);
    return;
  }
  const value = core(operand);
  const isBare =
    (flags & SITE_FLAG.DELEGATES) !== 0 &&
    (lastOperand(value, ctx.file) !== undefined || (ts.isIdentifier(value) && isFirstLoad(value, ctx.file)));
  // V8 quotes what it delegates to if the call of a probe is the last thing before.
  const [before, after] = isBare ? ['(1?[', '][0]:0)'] : ['', ''];
  ctx.wrap(
    operand,
    `${before}${suspend}(${hands?.before ?? ''}`,
    `${hands?.after ?? ''}${suspended(scope.fn)})${after}`,
  );
  visitExpression(operand, ctx, scope);
}

/** Whoever has asked for more may have changed what was yielded. */
const lookingBehind = (value: string): readonly [string, string] => [`(${value}=`, `,$es_entered(),${value})`];
