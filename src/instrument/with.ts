/** Probes around `with`. */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { readsOf } from './directEval.js';
import { visitExpression } from './expressions.js';
import { lookup, type Scope, type Variable } from './scopes.js';

/**
 * Inside `with` any name, a probe's too, may mean a property of its object: the body gets no probes. However it ends, its object and the
 * variables that it names are recorded then.
 */
export function visitWith(s: ts.WithStatement, ctx: Context, scope: Scope): void {
  if (!ctx.full) return visitExpression(s.expression, ctx, scope);
  const named = new Set<Variable>();
  const look = (node: ts.Node): void => {
    const v = ts.isIdentifier(node) ? lookup(scope, node.text) : undefined;
    if (v !== undefined) named.add(v);
    ts.forEachChild(node, look);
  };
  look(s.statement);
  const object = ctx.temporary(scope.fn);
  ctx.open(s.getStart(ctx.file), 'try{');
  ctx.wrap(s.expression, `${object}=`, '');
  ctx.close(
    s.end,
    `}finally{$es_evaluated(void 0,[${[`()=>${object}`, ...readsOf([...named], s, ctx, scope)].join(',')}])}`,
  );
  visitExpression(s.expression, ctx, scope);
}
