/**
 * Resources of `using` and `await using`. When their block ends, the engine calls their disposers and waits for them, where no probe can
 * stand but in disposers of our own: of a resource behind the last one, which is disposed of first, of one in front of the first, and, where
 * disposers are waited for, of one in front of each other. All are synchronous. Nothing more is waited for by that: only behind a resource that
 * is null or undefined a synchronous one makes the engine wait, so there is none in front of such a one, which is evaluated first:
 *
 *   await using b = B;   becomes   using $es_d = $es_between(t = B, () => …); await using b = t;
 */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { activationName, depthName, suspendedName } from './scopeNames.js';
import { awaited, resumed, suspended } from './suspensions.js';
import { backOnStack, suspends } from './functions.js';
import { breakPosition } from './positions.js';
import type { Scope } from './scopes.js';

const listOf = (s: ts.Statement): ts.VariableDeclarationList | undefined =>
  ts.isVariableStatement(s) ? s.declarationList : undefined;

export const isUsing = (list: ts.VariableDeclarationList | undefined): list is ts.VariableDeclarationList =>
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
  const waits = lists.some(isAwaited);
  const { before, after, begins } = disposalTexts({ first, last, waits }, ctx, scope, end);
  ctx.open(first.getStart(ctx.file), before);
  ctx.close(last.parent.end, after);
  if (!waits || !ctx.full) return;
  for (const list of lists)
    for (const d of list.declarations) if (d !== first.declarations[0]) watchBetween(d, list, begins, ctx, scope);
}

/** Puts a resource in front of another one. */
function watchBetween(
  d: ts.VariableDeclaration,
  list: ts.VariableDeclarationList,
  begins: string,
  ctx: Context,
  scope: Scope,
): void {
  const { initializer, name } = d;
  if (initializer === undefined) return;
  const { file } = ctx;
  const [first] = list.declarations;
  const start = d === first ? list.getStart(file) : d.pos - 1;
  const value = ctx.temporary(scope.fn);
  const keywords = file.text.slice(list.getStart(file), first?.pos);
  const declared = `;${keywords} ${name.getText(file)}=${value}`;
  ctx.replace(start, initializer.getStart(file), `${d === first ? '' : ';'}using $es_d${d.pos}=`);
  const hasMore = d.end < list.parent.end;
  if (!hasMore) ctx.close(d.end, declared);
  ctx.wrap(initializer, `$es_between(${value}=`, `,()=>{${begins}})`);
  // To V8 a resource that has no disposer lies at its value.
  if (hasMore) ctx.openAs(d.end, declared, breakPosition(initializer, file));
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
): { readonly before: string; readonly after: string; readonly begins: string } {
  const { fn } = scope;
  const isBack = `if(${suspendedName(fn)})${ctx.site({ kind: SITE.resume, node: last, scope })}(void 0`;
  const suspend = ctx.site({ kind: SITE.suspend, flags: SITE_FLAG.ITERATES, node: last, scope });
  // What is suspended may be left by an exception, or by the `return` of a generator.
  const goesOn =
    fn.async && fn.generator
      ? `${ctx.site({ kind: SITE.finally, node: last, scope })}(${activationName(fn)},${suspendedName(fn)});${backOnStack(fn)};`
      : `${isBack}${resumed(fn)});`;
  const begins = `${goesOn}${waits ? `${suspend}(void 0${suspended(fn)})` : ''}`;
  const ends = waits ? `${isBack}${awaited(fn)});` : '';
  const text = end === '' ? ends : `const e=${depthName(fn)}<0;${ends}if(e){${end}}`;
  return {
    begins,
    before: text === '' ? '' : `using $es_d${first.pos}=$es_disposed(()=>{${text}});`,
    after: suspends(fn) ? `;using $es_d${last.end}=$es_disposed(()=>{${begins}});` : '',
  };
}
