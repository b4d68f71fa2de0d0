/** Classes: members are functions, fields are recorded as they are defined. */
import { ts } from 'ts-morph';
import { SITE } from '../wire/sites.js';
import { isFunctionNode, isTypeOnly } from './nodes.js';
import type { Scope } from './scopes.js';
import type { Context } from './context.js';
import { visitExpression, wrapNamed } from './expressions.js';
import { visitFunction, visitStaticBlock } from './functions.js';

export function visitClass(node: ts.ClassLikeDeclaration, ctx: Context, outer: Scope): void {
  const scope = ctx.analysis.scopeOf.get(node) ?? outer;
  visitDecorators(node, ctx, outer);
  for (const h of node.heritageClauses ?? []) {
    if (h.token === ts.SyntaxKind.ExtendsKeyword) for (const t of h.types) visitExpression(t.expression, ctx, outer);
  }
  for (const m of node.members) {
    if (isTypeOnly(m)) continue;
    visitDecorators(m, ctx, scope);
    if (ts.isClassStaticBlockDeclaration(m)) visitStaticBlock(m, ctx);
    else if (ts.isPropertyDeclaration(m)) visitField(m, ctx, scope);
    else if (isFunctionNode(m)) visitFunction(m, ctx, scope);
  }
}

function visitDecorators(node: ts.Node, ctx: Context, scope: Scope): void {
  if (!ts.canHaveDecorators(node)) return;
  for (const d of ts.getDecorators(node) ?? []) visitExpression(d.expression, ctx, scope);
}

function visitField(m: ts.PropertyDeclaration, ctx: Context, scope: Scope): void {
  if (ts.isComputedPropertyName(m.name)) visitExpression(m.name.expression, ctx, scope);
  const fn = ctx.analysis.fnOf.get(m);
  if (fn === undefined) return;
  const key = fieldKey(m.name);
  const isAccessor = ts.getModifiers(m)?.some((x) => x.kind === ts.SyntaxKind.AccessorKeyword) ?? false;
  if (ctx.full && key !== undefined && !isAccessor) {
    const probe = ctx.site({ kind: SITE.put, node: m, scope: fn.scope, ref: ctx.key(key), shape: { given: true } });
    if (m.initializer !== undefined) wrapNamed(m.initializer, String(key), ctx, `${probe}(`, ',this)');
    else if (ctx.definesFields)
      ctx.close((m.type ?? m.exclamationToken ?? m.questionToken ?? m.name).end, `=${probe}(void 0,this)`);
  }
  if (m.initializer !== undefined) visitExpression(m.initializer, ctx, fn.scope);
}

const fieldKey = (name: ts.PropertyName): string | number | undefined =>
  ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name)
    ? name.text
    : ts.isNumericLiteral(name)
      ? Number(name.text)
      : undefined;
