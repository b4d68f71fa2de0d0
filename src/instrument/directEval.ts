/**
 * Direct `eval`: it may read and assign any variable around it and change what they hold. After it they are all recorded, each read in a
 * function of its own: one that is not initialised yet throws. What sloppy code declares, the kit finds in its text (runtime/declared.ts)
 * and looks at before every step of the code that sees it.
 */
import { ts } from 'ts-morph';
import { COMMONJS_PARAMETERS } from '../base/commonjs.js';
import { NAMELESS, SITE, SITE_FLAG, type VariableKind } from '../wire/sites.js';
import type { Context } from './context.js';
import { declaredName, depthName, evaluatingFunction, instanceName } from './scopeNames.js';
import { declaredIn } from './evaluatedScopes.js';
import { lastLoaded, placeBeforeOperand } from './lastPlaces.js';
import { lookText } from './shields.js';
import { core, suspends } from './nodes.js';
import { quotedAs } from './render.js';
import { type Fn, notArrow, type Scope, shadowing, type Variable } from './scopes.js';

export const isDirectEval = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  node.questionDotToken === undefined &&
  ts.isIdentifier(core(node.expression)) &&
  (core(node.expression) as ts.Identifier).text === 'eval';

export const hasDirectEval = (node: ts.Node): boolean =>
  isDirectEval(node) || (ts.forEachChild(node, (child) => hasDirectEval(child) || undefined) ?? false);

const ASSIGNABLE: ReadonlySet<VariableKind> = new Set(['var', 'let', 'param', 'function', 'catch']);

export const isAssignable = (v: Variable): boolean => ASSIGNABLE.has(v.kind) && !v.hidden && !v.selfName;

/** Puts the probes around the call; its arguments are the caller's to visit. */
export function recordAfterEval(node: ts.CallExpression, ctx: Context, scope: Scope): void {
  const seen = new Map<string, Variable>();
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent)
    for (const v of s.variables.values()) if (!seen.has(v.name)) seen.set(v.name, v);
  const variables = [...seen.values()].filter((v) => isReadable(v, scope) && shadowing(scope, v.name) === undefined);
  const look = lookText(scope);
  const reads = [
    ...variables.map((v) => `()=>${isAssignable(v) ? ctx.write(v, node, scope, v.name) : v.name}`),
    ...privateReads(node, ctx, scope),
    ...(look === undefined ? [] : [`()=>${look}`]),
  ];
  const [text] = node.arguments;
  const isOwn = evaluatingFunction(scope) === scope.fn;
  const isText = text !== undefined && !ts.isSpreadElement(text);
  const declares = isOwn && isText ? declaredName(scope.fn) : '';
  const names = (): string => ctx.path(variables.map((v) => v.name));
  const early = isText && !isOwn && !scope.fn.strict ? `,void 0,${names()},${keepText(node, text, ctx, scope)}` : '';
  const declared = declares && `,${declares},${names()}`;
  const all = `[${reads.join(',')}]`;
  // In default values nobody catches what it throws; while it waits for its text, others run.
  const isKept = !isInParameters(node, scope.fn) && !node.arguments.some(suspends);
  const kept = !isKept ? all : `$es_evaluating(${all},${scope.fn.index}${declared})`;
  const open = `${ctx.alias('evaluated', quotedAs(node))}(${kept},`;
  const close = `${declared}${early})`;
  const place = scope.fn.strict ? placeBeforeOperand(node, ctx.file) : undefined;
  if (place === undefined) ctx.wrap(node, open, close);
  else {
    ctx.openAs(node.getStart(ctx.file), open, place);
    ctx.close(node.end, close);
  }
  if (declares !== '' && text !== undefined) {
    const put = ctx.site({ kind: SITE.put, flags: SITE_FLAG.DYNAMIC, node, scope, shape: { header: true } });
    ctx.openAs(text.getStart(ctx.file), `${declares}.text(${put}(),`, placeOfFailure(node, ctx));
    ctx.close(text.end, ')');
  }
}

const isInParameters = (node: ts.Node, fn: Fn): boolean =>
  ts.findAncestor(node, (n) => n === fn.node || ts.isParameter(n)) !== fn.node && fn.kind !== 'module';

/** What is to be done where the exception of an `eval` in the code is caught by the function, or ends it; '' if there is none. */
export const afterFailedEval = (node: ts.Node, fn: Fn, ctx: Context): string =>
  ctx.full && ctx.analysis.evaluating.has(fn) && hasDirectEval(node)
    ? `$es_evaluationFailed(${fn.index},${depthName(fn)});`
    : '';

/** Keeps the text of an `eval` in a default value for the body, which has what it declares for a scope. Returns the names of all that there are. */
function keepText(node: ts.CallExpression, text: ts.Expression, ctx: Context, { fn }: Scope): readonly string[] {
  const name = ctx.temporary(fn);
  ctx.openAs(text.getStart(ctx.file), `${name}=`, placeOfFailure(node, ctx));
  const all = [...(ctx.earlyTexts.get(fn) ?? []), name];
  ctx.earlyTexts.set(fn, all);
  return all;
}

/** Where V8 was last when it finds that the text is no code. */
const placeOfFailure = (node: ts.CallExpression, ctx: Context): number =>
  lastLoaded(node.arguments, ctx.file) ?? node.expression.getStart(ctx.file);

export const isReadable = (v: Variable, scope: Scope): boolean =>
  !NAMELESS.has(v.name) && (v.kind !== 'arguments' || v.scope.fn === notArrow(scope.fn));

/** Reads of the private fields in sight; each throws where `this` has no such field. */
function privateReads(node: ts.Node, ctx: Context, scope: Scope): string[] {
  const names: ts.PrivateIdentifier[] = [];
  for (let n = node; !ts.isSourceFile(n); n = n.parent) {
    const members = ts.isClassLike(n) ? n.members.filter(ts.isPropertyDeclaration) : [];
    names.push(...members.map((m) => m.name).filter(ts.isPrivateIdentifier));
  }
  return names.map((name) => {
    const put = ctx.site({ kind: SITE.put, node, scope, ref: ctx.privateKey(name), shape: { given: true } });
    return `()=>${put}(this.${name.text},this)`;
  });
}

/** Declares what holds the variables that direct `eval` adds to a function; '' where there is none. */
export function declaredText(fn: Fn, ctx: Context): string {
  if (!fn.evaluates || !ctx.full) return '';
  const own = [...fn.scope.variables.keys(), ...fn.varScope.variables.keys()];
  const names = ctx.path([...new Set(fn.kind === 'module' ? [...own, ...COMMONJS_PARAMETERS] : own)]);
  const outer = evaluatingFunction(fn.scope.parent);
  const instance = instanceName(declaredIn(fn));
  const text = `const ${declaredName(fn)}=$es_declared(${instance},$es_n=>eval($es_n),eval,${names}${outer === undefined ? '' : `,${declaredName(outer)}`});`;
  return text + earlyText(fn, ctx);
}

/** Tells what default values have declared. */
function earlyText(fn: Fn, ctx: Context): string {
  const texts = ctx.earlyTexts.get(fn) ?? [];
  if (texts.length === 0) return '';
  const shape = { header: true };
  const put = ctx.site({ kind: SITE.put, flags: SITE_FLAG.DYNAMIC, node: fn.node, scope: fn.varScope, shape });
  const declared = declaredName(fn);
  return texts.map((name) => `${declared}.text(${put}(),${name});${name}=void 0;${declared}.seen();`).join('');
}
