/**
 * Default values and patterns of parameters. They are evaluated before the body, in the activation: where one may run code, the probe in
 * front of it enters the activation ("prepares" it, runtime/prepared.ts), and the body's enter takes over what it finds.
 *
 * The constant that holds the activation's id belongs to the body. A default value that needs it (closures, assignments to captured
 * parameters) gets it from an arrow function around it, which stacks do not show; one that also evaluates sloppy code is left alone. A generator is suspended after each: its body starts in another call.
 *
 * An exception in a default value leaves the activation, and who called it may not hear of that (an async function's is a rejection, native code
 * hands it on). So the value is that of a target of a pattern, of which the language tells the iterator how it ended: `[kit.v = value] = iterator`.
 */
import { ts } from 'ts-morph';
import { DEFAULT_VALUE } from '../wire/kit.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { hasDirectEval } from './directEval.js';
import { isAssignment, isFunctionNode, isUpdate } from './nodes.js';
import type { Context, SiteInit } from './context.js';
import { activationName } from './scopeNames.js';
import { isNamedEvaluation, visitExpression } from './expressions.js';
import { bindingNames, walkPattern, writesOf } from './bindings.js';
import { argumentsWrite, type EnterProbe, ownIdFlag, selfWrite, suspends } from './functions.js';
import type { Fn } from './scopes.js';

/** Whether a default value or a computed key can run code of the program. */
export function runsCode(node: ts.Node): boolean {
  if (isFunctionNode(node)) return false;
  switch (node.kind) {
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
    case ts.SyntaxKind.TaggedTemplateExpression:
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.ElementAccessExpression:
    case ts.SyntaxKind.ClassExpression:
    case ts.SyntaxKind.SpreadElement:
      return true;
    default:
      return ts.forEachChild(node, (c) => runsCode(c) || undefined) ?? false;
  }
}

const hasClosure = (node: ts.Node): boolean =>
  isFunctionNode(node) || ts.isClassLike(node) || (ts.forEachChild(node, (c) => hasClosure(c) || undefined) ?? false);

const assigns = (node: ts.Node): boolean =>
  (ts.isBinaryExpression(node) && isAssignment(node)) ||
  isUpdate(node) ||
  (ts.forEachChild(node, (c) => assigns(c) || undefined) ?? false);

const needsId = (node: ts.Expression, fn: Fn): boolean => fn.scope.instanced && (hasClosure(node) || assigns(node));

const needsProbes = (node: ts.Expression, fn: Fn, ctx: Context): boolean =>
  !declaresOutside(node, fn) &&
  (runsCode(node) || needsId(node, fn) || (ctx.full && assigns(node))) &&
  (ctx.full || !isToldByPlace(node, fn));

/** Where calls alone are recorded nothing stands in front of what V8 would then quote, or place, another way: what is not iterable, `this` before `super()`, a text that is no code. */
const isToldByPlace = (node: ts.Expression, fn: Fn): boolean =>
  isTakenApart(node) || (fn.derived && mentionsThis(node)) || (fn.strict && hasDirectEval(node));

const mentionsThis = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.ThisKeyword || (ts.forEachChild(node, (c) => mentionsThis(c) || undefined) ?? false);

/** What sloppy code in `eval` declares there belongs to the function, and an arrow function around it would keep it for itself. */
const declaresOutside = (node: ts.Expression, fn: Fn): boolean =>
  !fn.strict && needsId(node, fn) && hasDirectEval(node);

/** Default values and computed keys of a pattern or parameter, in the order of their evaluation. */
function expressionsOf(p: ts.ParameterDeclaration): ts.Expression[] {
  const found: ts.Expression[] = [];
  walkPattern(p.name, p.initializer, { expression: (e) => void found.push(e), name: () => {} });
  return found;
}

/** Whether the activation begins before the body does. */
export const isPrepared = (node: ts.FunctionLikeDeclaration, fn: Fn, ctx: Context): boolean =>
  !(fn.generator && hasOwnArguments(fn)) &&
  node.parameters.some((p) => expressionsOf(p).some((e) => needsProbes(e, fn, ctx)));

/** A variable of its own hides what a generator's activation is found by. */
const hasOwnArguments = ({ scope, varScope }: Fn): boolean =>
  [scope, varScope].some(({ variables }) => (variables.get('arguments')?.kind ?? 'arguments') !== 'arguments');

/** The enter probe's form for default values (`p`), or for the body behind them (`b`). */
export const preparedProbe = ({ generator }: Fn, { name, args }: EnterProbe, form: 'p' | 'b'): EnterProbe => ({
  name: name + form,
  args: generator ? ['arguments', args].filter((text) => text !== '').join(',') : args,
});

export function visitParameters(node: ts.FunctionLikeDeclaration, fn: Fn, ctx: Context, enter: EnterProbe): void {
  const bound: ts.Identifier[] = [];
  const expression = (e: ts.Expression): void => {
    if (isPrepared(node, fn, ctx) && needsProbes(e, fn, ctx)) prepare(e, bound, fn, ctx, enter);
    else if (!needsId(e, fn)) ctx.insideParameters(fn, false, () => visitExpression(e, ctx, fn.scope));
  };
  const name = (id: ts.Identifier): void => {
    if (id.text !== 'this') bound.push(id);
  };
  for (const p of node.parameters) walkPattern(p.name, p.initializer, { expression, name });
}

/** `bound`: parameters that have their value already. */
function prepare(e: ts.Expression, bound: readonly ts.Identifier[], fn: Fn, ctx: Context, enter: EnterProbe): void {
  const probe = preparedProbe(fn, enter, 'p');
  const start = `${probe.name}(${probe.args})`;
  const named = isNamedEvaluation(e) ? inferredKey(e) : undefined;
  const [before, after] = named === undefined ? ['', ''] : [`{${named}:`, `}[${named}]`];
  // V8 would quote the probe as what is not iterable.
  const [list, first] = isTakenApart(e) ? ['[', '][0]'] : ['', ''];
  const end = fn.generator
    ? { probe: ctx.site(suspensionAfter(e, fn)), id: ',$es_unprepare()' }
    : { probe: '$es_settled', id: '' };
  const known = (): string =>
    selfWrite(fn, ctx, ',') + argumentsWrite(fn, ctx, ',') + writesOf(bound, ctx, fn.scope, ',');
  const left = ctx.site({
    kind: SITE.leave,
    flags: ownIdFlag(fn),
    node: e,
    scope: fn.scope,
    shape: { suspends: suspends(fn) },
  });
  const value = (writes: string): [string, string] => [
    `(${writes}${list}([$es_defaulted.v=${end.probe}(${before}`,
    `${after}${end.id})]=$es_defaulting(${left}),$es_defaulted.v)${first})`,
  ];
  if (needsId(e, fn)) {
    const [opening, closing] = value(known());
    ctx.wrap(
      e,
      `({"${DEFAULT_VALUE}":(${activationName(fn)})=>${opening}`,
      `${closing}}["${DEFAULT_VALUE}"])(${start})`,
    );
  } else {
    ctx.prepared = fn;
    const [opening, closing] = value(`${start},${known()}`);
    ctx.prepared = undefined;
    ctx.wrap(e, opening, closing);
  }
  ctx.insideParameters(fn, true, () => visitExpression(e, ctx, fn.scope));
}

const suspensionAfter = (node: ts.Expression, { scope }: Fn): SiteInit => ({
  kind: SITE.suspend,
  flags: SITE_FLAG.YIELD,
  node,
  scope,
  shape: { returnsNothing: true },
});

/** The default value of an array pattern. */
const isTakenApart = (e: ts.Expression): boolean =>
  (ts.isParameter(e.parent) || ts.isBindingElement(e.parent)) &&
  e.parent.initializer === e &&
  ts.isArrayBindingPattern(e.parent.name);

/** The name that an anonymous function takes from the parameter whose default value it is, as a property key. */
function inferredKey(e: ts.Expression): string | undefined {
  let p = e.parent;
  while (ts.isParenthesizedExpression(p)) p = p.parent;
  return (ts.isParameter(p) || ts.isBindingElement(p)) && ts.isIdentifier(p.name)
    ? JSON.stringify(p.name.text)
    : undefined;
}

/** Names of the parameters, all of which have their values when the body starts. */
export const parameterNames = (node: ts.FunctionLikeDeclaration): ts.Identifier[] =>
  node.parameters.flatMap((p) => (ts.isIdentifier(p.name) && p.name.text === 'this' ? [] : bindingNames(p.name)));
