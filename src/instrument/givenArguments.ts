/**
 * What constructors of base classes are given. Such a class defines its fields before any code sees the parameters, and if a field's value cannot
 * be had, none ever does. So `new Name(…)` of a class of the file leaves its arguments in a variable of the module's, from which the first field takes
 * them. Between the two V8 runs nothing of the program.
 *
 * Input: the AST and its scopes. Not here: calls of `super`, and classes that are constructed by other names.
 */
import { ts } from 'ts-morph';
import { SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { isNamedEvaluation } from './expressions.js';
import { isPure } from './foreign.js';
import { core, isDerivedClass, isFunctionNode, isSimple, isStatic } from './nodes.js';
import { parameterNames } from './parameters.js';
import { type Fn, isShown, lookup, type Scope } from './scopes.js';

interface Receiver {
  readonly fn: Fn;
  readonly parameters: readonly ts.Identifier[];
}

/** The constructor whose arguments are kept. */
function receiverOf(node: ts.ClassLikeDeclaration, ctx: Context): Receiver | undefined {
  const written = node.members.find((m) => ts.isConstructorDeclaration(m) && m.body !== undefined);
  const fn = written === undefined ? undefined : ctx.analysis.fnOf.get(written);
  if (fn === undefined || isDerivedClass(node) || !(written && ts.isConstructorDeclaration(written))) return undefined;
  // Others are uninitialised until the body starts.
  if (!written.parameters.every(isSimple)) return undefined;
  const parameters = parameterNames(written).filter(({ text }) => text !== 'this');
  const runs = (m: ts.ClassElement): boolean =>
    ts.isPropertyDeclaration(m) && !isStatic(m) && m.initializer !== undefined && mayThrow(m.initializer, fn.scope);
  return parameters.length > 0 && node.members.some(runs) ? { fn, parameters } : undefined;
}

function mayThrow(node: ts.Node, scope: Scope): boolean {
  if (isFunctionNode(node) || ts.isTypeNode(node)) return false;
  const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
  if (isCall && isPure(node, core(node.expression), scope))
    return (node.arguments ?? []).some((a) => mayThrow(a, scope));
  if (isCall || ts.isTaggedTemplateExpression(node) || ts.isPropertyAccessExpression(node)) return true;
  if (ts.isElementAccessExpression(node) || ts.isSpreadElement(node) || ts.isClassLike(node)) return true;
  return ts.forEachChild(node, (child) => mayThrow(child, scope) || undefined) ?? false;
}

/** The class of the file that a name always means. */
function classOf(name: ts.Identifier, ctx: Context, scope: Scope): ts.ClassLikeDeclaration | undefined {
  const v = lookup(scope, name.text);
  if (v?.kind !== 'class' && v?.kind !== 'const') return undefined;
  for (const [node, { instance }] of ctx.analysis.classes) {
    if (instance === undefined || !ts.isClassLike(node)) continue;
    if (v.hidden ? v.scope === ctx.analysis.scopeOf.get(node) : declares(node, name.text, instance.scope, v.scope))
      return node;
  }
  return undefined;
}

/** Does the class, or the constant that holds it, lie under that name in the scope? */
function declares(node: ts.ClassLikeDeclaration, name: string, inside: Scope, scope: Scope): boolean {
  const declared = ts.isClassDeclaration(node) || !ts.isVariableDeclaration(node.parent) ? node.name : node.parent.name;
  if (declared === undefined || !ts.isIdentifier(declared) || declared.text !== name) return false;
  for (let s = inside.parent; s !== undefined; s = s.parent) {
    const v = s.variables.get(name);
    if (v !== undefined && !v.hidden) return s === scope;
  }
  return false;
}

/** At `new Name(…)`. The last argument is followed by what keeps them all. */
export function giveArguments(node: ts.NewExpression, ctx: Context, scope: Scope): void {
  const callee = core(node.expression);
  const given = node.arguments ?? [];
  const last = given.at(-1);
  if (!ctx.records || !ts.isIdentifier(callee) || last === undefined || given.some(ts.isSpreadElement)) return;
  const made = classOf(callee, ctx, scope);
  const receiver = made === undefined ? undefined : receiverOf(made, ctx);
  if (made === undefined || receiver === undefined) return;
  const names = given.map(() => ctx.temporary(scope.fn));
  const values = receiver.parameters.map((_, i) => names[i] ?? 'void 0');
  for (const [i, e] of given.entries()) {
    const keeps = e === last ? `,${ctx.givenTo(made)}=[${values}],${names[i]})` : '';
    const opens = e === last ? '(' : '';
    if (isNamedEvaluation(e)) ctx.wrap(e, `${opens}${names[i]}=$es_called(`, `)${keeps}`);
    else ctx.wrap(e, `${opens}${names[i]}=`, keeps);
  }
}

/** Text in front of the first field, with a comma behind it: records the parameters, if they were left, in the activation that is there. */
export function takeArguments(node: ts.ClassLikeDeclaration, ctx: Context): string {
  const receiver = receiverOf(node, ctx);
  if (receiver === undefined) return '';
  const { fn, parameters } = receiver;
  const name = ctx.givenTo(node);
  const before = ctx.prepared;
  ctx.prepared = fn;
  const writes = parameters.map((p, i) => {
    const v = fn.scope.variables.get(p.text);
    return v === undefined || !isShown(v) ? '' : `${ctx.write(v, p, fn.scope, `${name}[${i}]`, SITE_FLAG.INIT)},`;
  });
  ctx.prepared = before;
  return `${name}&&(${writes.join('')}${name}=void 0),`;
}
