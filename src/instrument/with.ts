/**
 * `with`: inside it any name, a probe's too, may mean a property of its object, and asking may run a trap of a proxy. So a second `with` stands
 * inside the first, whose object (the shield, without a prototype) has the names of the probes: they are never looked for any further, and
 * any other name is not there.
 *
 *   with (o) body   becomes   with ($es_within(o, $es_o => shield)) with (kit.shield()) body
 *
 * The kit is got without a name (kitExpression). A name of the program is never mentioned a second time: what its assignment has changed, the
 * object or a variable outside, the shield's `$es_w…` finds out.
 */
import { ts } from 'ts-morph';
import { kitExpression } from '../wire/kit.js';
import { SITE_FLAG, WITH_OBJECT } from '../wire/sites.js';
import type { Context } from './context.js';
import { instanceName } from './scopeNames.js';
import { lookText, shieldedName } from './shields.js';
import { hasDirectEval, isAssignable, isReadable } from './directEval.js';
import { visitExpression } from './expressions.js';
import { lookup, type Scope, shadowing, type Variable } from './scopes.js';
import { newInstance, scopeAt, visitBranch } from './statements.js';

/** No name leads to it, since each might be the object's. */
const HOST = '(()=>{}).constructor("return this")()';

export function visitWith(s: ts.WithStatement, ctx: Context, outer: Scope): void {
  const scope = scopeAt(s, ctx, outer);
  ctx.wrap(s.expression, '$es_within(', `,${shieldText(s, scope, ctx, outer)})`);
  ctx.open(s.statement.getStart(ctx.file), `with(${kitExpression(HOST)}.shield())`);
  visitExpression(s.expression, ctx, outer);
  visitBranch(s.statement, ctx, scope);
}

/** A function that makes the shield. */
function shieldText(s: ts.WithStatement, scope: Scope, ctx: Context, outer: Scope): string {
  const object = scope.variables.get(WITH_OBJECT);
  const names = ctx.shieldedMark(s.statement);
  if (!ctx.full || object === undefined) return `$es_o=>({__proto__:null,${names}})`;
  const id = instanceName(scope);
  const write = ctx.write(object, s.expression, scope, '$es_o', SITE_FLAG.INIT);
  const seen = namedOutside(s, outer);
  const reads = seen.map((v) => `()=>${v.name}`).join(',');
  const writes = seen.map((v) => (isAssignable(v) ? `()=>${ctx.write(v, s, outer, v.name)}` : '0')).join(',');
  const around = lookText(outer);
  const look = `$es_looks($es_o,[${reads}],[${writes}]${around === undefined ? '' : `,()=>${around}`})`;
  const own = `${id},${shieldedName('o', scope)}:$es_o,${shieldedName('w', scope)}:${look}`;
  return `$es_o=>{const ${id}=${newInstance(scope, s, ctx)};${write};return{__proto__:null,${names}${own}}}`;
}

/** Variables around it that it names. Those outside another `with` around it are for that one to look at. */
function namedOutside(s: ts.WithStatement, outer: Scope): Variable[] {
  const named = new Set<Variable>();
  const add = (v: Variable | undefined): void => {
    if (
      v?.captured &&
      !v.hidden &&
      isReadable(v, outer) &&
      lookup(outer, v.name) === v &&
      shadowing(outer, v.name) === undefined
    )
      named.add(v);
  };
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) add(lookup(outer, node.text));
    ts.forEachChild(node, look);
  };
  look(s.statement);
  if (hasDirectEval(s.statement))
    for (let at: Scope | undefined = outer; at !== undefined; at = at.parent)
      for (const v of at.variables.values()) add(v);
  return [...named];
}
