/** Probes of `switch`. */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { visitExpression } from './expressions.js';
import { hoistedWrites } from './functions.js';
import type { Scope } from './scopes.js';
import { scopeAt, scopeText, visitStatements } from './statements.js';

/** The scope of the cases begins before the switch: V8 stops at it inside. */
export function openSwitch(s: ts.SwitchStatement, ctx: Context, outer: Scope, whole: ts.Statement): void {
  const scope = scopeAt(s.caseBlock, ctx, outer);
  const entry = scopeText(scope, s.caseBlock, ctx, 'const ') + tdzWrites(scope, s, ctx);
  if (entry === '') return;
  ctx.open(whole.getStart(ctx.file), `{${entry}`);
  ctx.close(whole.end, '}');
}

export function visitSwitch(s: ts.SwitchStatement, ctx: Context, scope: Scope): void {
  const inner = scopeAt(s.caseBlock, ctx, scope);
  visitExpression(s.expression, ctx, scope);
  for (const c of s.caseBlock.clauses) {
    // Functions declared in a switch can be named only inside it, where nothing can stand before the first case: recorded at each clause.
    const first = c.statements[0];
    if (first !== undefined && inner.hoisted.length > 0) ctx.open(first.getStart(ctx.file), hoistedWrites(ctx, inner));
    if (ts.isCaseClause(c)) visitExpression(c.expression, ctx, inner);
    ctx.roomChecks.beginPart();
    visitStatements(c.statements, ctx, inner);
  }
}

/** A case may run before the declarations of those above it: their variables start without a value, whatever the text says. */
const tdzWrites = (scope: Scope, node: ts.Node, ctx: Context): string =>
  [...scope.variables.values()]
    .filter((v) => v.tdzWritten && ctx.full)
    .map((v) => {
      const { name, id } = ctx.writeProbe(v, node, scope, 0, { tdz: true });
      return `${name}(${id.slice(1)});`;
    })
    .join('');
