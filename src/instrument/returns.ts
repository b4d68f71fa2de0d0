/** Probes of `return`: the value, and what still runs between it and the function's end. */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { hasDirectEval } from './directEval.js';
import { hasResources } from './disposal.js';
import { visitExpression } from './expressions.js';
import { returnProbe } from './functions.js';
import { visitResult } from './handedOut.js';
import { placeOfReturn } from './lastPlaces.js';
import { closedLoop, closingSite } from './loops.js';
import type { Scope } from './scopes.js';

export function visitReturn(s: ts.ReturnStatement, ctx: Context, scope: Scope): void {
  if (ctx.isReduced) return s.expression === undefined ? undefined : visitResult(s.expression, ctx, scope);
  const isAtOnce = returnsAtOnce(s);
  const probe = returnProbe(scope.fn, ctx, s, scope, isAtOnce);
  const [opening, closing] = closingProbe(s, ctx);
  const [before, after] = [opening + probe.before, probe.after + closing];
  if (s.expression === undefined && scope.fn.async && scope.fn.generator) {
    // It would await the value.
    ctx.open(s.getStart(ctx.file), `{${before}void 0${after};`);
    ctx.close(s.end, '}');
    return;
  }
  if (s.expression === undefined) {
    ctx.close(s.getStart(ctx.file) + 'return'.length, ` ${before}void 0${after}`);
    return;
  }
  ctx.wrap(s.expression, before, after);
  const place = isAtOnce ? placeOfEval(s, s.expression, ctx, scope) : placeOfReturn(s, ctx.file);
  if (place !== undefined) ctx.openAs(s.expression.getStart(ctx.file), '', place);
  visitExpression(s.expression, ctx, scope);
}

/** Where V8 was last when it finds that the text of an `eval` in strict code is no code, and where no probe around that says so. */
const placeOfEval = (s: ts.Node, value: ts.Expression, ctx: Context, { fn }: Scope): number | undefined =>
  !ctx.full && fn.strict && hasDirectEval(value) ? s.getStart(ctx.file) : undefined;

/** Around the value: the place of a loop whose iterator is closed before the function returns. */
function closingProbe(s: ts.ReturnStatement, ctx: Context): [before: string, after: string] {
  const loop = ctx.full ? closedLoop(s) : undefined;
  if (loop === undefined) return ['', ''];
  return [`${ctx.site({ ...closingSite(loop, ctx), shape: { passes: true } })}(`, ')'];
}

/** False where more code of the function, or an iterator's `return`, runs between the evaluation of the value and the real return. */
export function returnsAtOnce(s: ts.Node): boolean {
  for (
    let n = s;
    !ts.isFunctionLike(n.parent) && !ts.isSourceFile(n.parent) && !ts.isClassStaticBlockDeclaration(n.parent);
    n = n.parent
  ) {
    const p = n.parent;
    if (ts.isForOfStatement(p)) return false;
    if (ts.isTryStatement(p) && p.finallyBlock !== undefined && n !== p.finallyBlock) return false;
    if (ts.isBlock(p) && hasResources(p)) return false;
  }
  return true;
}
