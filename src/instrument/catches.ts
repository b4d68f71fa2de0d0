/** Probes of `catch`: the exception, and what its pattern binds. */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { bindingNames, sourceProbe, visitPattern, writesOf } from './bindings.js';
import type { Context } from './context.js';
import { afterFailedEval } from './directEval.js';
import { activationName, depthName, suspendedName } from './scopeNames.js';
import { backOnStack, suspends } from './functions.js';
import type { Scope } from './scopes.js';
import { scopeAt, scopeText, visitBlock } from './statements.js';
import { looksAtGiven } from './thrown.js';

type ObjectBinding = ts.VariableDeclaration & { readonly name: ts.ObjectBindingPattern };

const isObjectBinding = (d: ts.VariableDeclaration): d is ObjectBinding => ts.isObjectBindingPattern(d.name);

export function visitCatch(c: ts.CatchClause, ctx: Context, outer: Scope): void {
  const scope = scopeAt(c, ctx, outer);
  const binding = c.variableDeclaration;
  const block = (named: string | undefined): string =>
    caughtText(c, named, ctx, scope) +
    afterFailedEval(c.parent.tryBlock, scope.fn, ctx) +
    looksAtGiven(c.parent.tryBlock, ctx, outer, scopeAt(c.block, ctx, scope)) +
    scopeText(scope, c, ctx, 'const ');
  if (binding === undefined) {
    ctx.close(c.getStart(ctx.file) + 'catch'.length, '($es_e)');
    visitBlock(c.block, ctx, scope, block('$es_e'));
  } else if (ctx.full && isObjectBinding(binding)) takeApart(c, binding, ctx, scope, block);
  else {
    const named = ts.isIdentifier(binding.name) ? binding.name.text : undefined;
    const before = block(named);
    const writes = ctx.full ? writesOf(visitCaught(binding.name, ctx, scope), ctx, scope) : '';
    visitBlock(c.block, ctx, scope, before + writes);
  }
}

/** `named`: what the exception is called, if it is. */
function caughtText(c: ts.CatchClause, named: string | undefined, ctx: Context, scope: Scope): string {
  const { fn } = scope;
  const withId = suspends(fn);
  const probe = ctx.site({
    kind: SITE.catch,
    flags: withId ? SITE_FLAG.OWN_ID : 0,
    node: c,
    end: c.block.getStart(ctx.file),
    scope,
    shape: { suspends: withId, unnamed: named === undefined },
  });
  const ids = withId ? `,${activationName(fn)},${suspendedName(fn)}` : '';
  return `${probe}(${named ?? 'void 0'},${depthName(fn)}${ids});${withId ? `${backOnStack(fn)};` : ''}`;
}

/**
 * `catch (e) { …; let { code } = e; { body } }`: the exception is known, and its message the program's, before a pattern takes it apart. Array
 * patterns stay: to V8 they have no place, and would get one.
 */
function takeApart(
  c: ts.CatchClause,
  binding: ObjectBinding,
  ctx: Context,
  scope: Scope,
  block: (named: string) => string,
): void {
  const quoted = { text: '.catch', isValue: true };
  const exception = ctx.quotedName(quoted);
  const step = ctx.step(binding.name, scope, undefined, SITE_FLAG.PART);
  ctx.open(binding.getStart(ctx.file), `${exception}){${block(exception)}${step};let `);
  const names = visitPattern(binding.name, ctx, scope, { isGuarded: true });
  const source = sourceProbe(binding.name, quoted, ctx, scope);
  const value = source === undefined ? exception : source.before + exception + source.after;
  ctx.close(binding.end, `=${value};${writesOf(names, ctx, scope)}`);
  const parenthesis = c.getChildren(ctx.file).find((child) => child.kind === ts.SyntaxKind.CloseParenToken);
  if (parenthesis !== undefined) ctx.replace(parenthesis.getStart(ctx.file), parenthesis.end, '');
  ctx.close(c.end, '}');
  visitBlock(c.block, ctx, scope);
}

/** What `catch` takes apart runs where nothing has told yet that the function goes on there. */
function visitCaught(binding: ts.BindingName, ctx: Context, scope: Scope): readonly ts.Identifier[] {
  if (scope.instanced) return bindingNames(binding);
  return visitPattern(binding, ctx, scope, { step: () => `${ctx.step(binding, scope, undefined, SITE_FLAG.PART)},` });
}
