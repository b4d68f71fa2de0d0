/**
 * Resources of `using` and `await using`. When their block ends, the engine calls their disposers and waits for them, where no probe can
 * stand but in disposers of our own: of a resource behind the last one, which is disposed of first, and of one in front of the first. Both are
 * synchronous, so that nothing is waited for that was not before; between two resources a third could not be without that.
 */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { type Context, depthName, suspendedName } from './context.js';
import { awaited, resumed, suspended } from './expressions.js';
import { suspends } from './functions.js';
import type { Scope } from './scopes.js';

const listOf = (s: ts.Statement): ts.VariableDeclarationList | undefined =>
  ts.isVariableStatement(s) ? s.declarationList : undefined;

const isUsing = (list: ts.VariableDeclarationList | undefined): list is ts.VariableDeclarationList =>
  ((list?.flags ?? 0) & ts.NodeFlags.Using) !== 0;

export const isAwaited = ({ flags }: ts.VariableDeclarationList): boolean =>
  (flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing;

/** `using` declarations stand directly in the block: leaving it runs code. */
export const hasResources = ({ statements }: { readonly statements: readonly ts.Statement[] }): boolean =>
  statements.some((s) => isUsing(listOf(s)));

/** Around statements that leave by disposers. `end`: what a module does when it has ended, behind them. */
export function watchDisposal(statements: readonly ts.Statement[], ctx: Context, scope: Scope, end = ''): void {
  const lists = statements.map(listOf).filter(isUsing);
  const [first, last] = [lists[0], lists.at(-1)];
  if (first === undefined || last === undefined) return;
  const { before, after } = disposalTexts({ first, last, waits: lists.some(isAwaited) }, ctx, scope, end);
  ctx.open(first.getStart(ctx.file), before);
  ctx.close(last.parent.end, after);
}

interface Resources {
  readonly first: ts.VariableDeclarationList;
  readonly last: ts.VariableDeclarationList;
  /** disposers are waited for */
  readonly waits: boolean;
}

/** Declarations in front of the first and behind the last of some resources. */
export function disposalTexts(
  { first, last, waits }: Resources,
  ctx: Context,
  scope: Scope,
  end = '',
): { readonly before: string; readonly after: string } {
  const { fn } = scope;
  const isBack = `if(${suspendedName(fn)})${ctx.site({ kind: SITE.resume, node: last, scope })}(void 0`;
  const suspend = ctx.site({ kind: SITE.suspend, flags: SITE_FLAG.ITERATES, node: last, scope });
  // What is suspended may be left by an exception, or by the `return` of a generator.
  const begins = `${isBack}${resumed(fn)});${waits ? `${suspend}(void 0${suspended(fn)})` : ''}`;
  const ends = waits ? `${isBack}${awaited(fn)});` : '';
  const text = end === '' ? ends : `const e=${depthName(fn)}<0;${ends}if(e){${end}}`;
  return {
    before: text === '' ? '' : `using $es_d${first.pos}=$es_disposed(()=>{${text}});`,
    after: suspends(fn) ? `;using $es_d${last.end}=$es_disposed(()=>{${begins}});` : '',
  };
}
