/**
 * Patterns that assign (`[o.a, b] = list`, heads of `for`): each target is recorded when it is assigned, since an iterator, a getter or a
 * default value may run, or fail, before the next. In the place of a target stands a property of an object of the kit's, whose setter
 * assigns the target and records it: the object is made when the language evaluates what the target is a property of.
 */
import { ts } from 'ts-morph';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { lookText } from './shields.js';
import {
  aroundElement,
  hasEffects,
  isAccessorName,
  isNamedEvaluation,
  isPrivateAccess,
  visitExpression,
  wrapNamed,
} from './expressions.js';
import { globalProbe } from './globals.js';
import { core, isArrayIndex } from './nodes.js';
import { breakPosition } from './positions.js';
import { isInitialised, lookup, type Scope, shadowing, type Variable } from './scopes.js';

type Pattern = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

export const isPattern = (node: ts.Expression): node is Pattern =>
  ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);

/** Puts the probes in; returns those that must stand after all of it. `right`: what is taken apart. */
export function visitAssignmentPattern(
  pattern: Pattern,
  ctx: Context,
  scope: Scope,
  right?: ts.Expression,
): readonly string[] {
  const settled = settledVariables(pattern, right, scope);
  new TargetWalk(ctx, scope, settled === undefined).pattern(pattern);
  if (!ctx.records) return [];
  const look = lookText(scope);
  const writes = (settled ?? []).map(({ id, v }) =>
    v === undefined ? globalText(id, ctx, scope) : writeText(v, id, ctx, scope),
  );
  const told = writes.filter((text) => text !== '');
  return look === undefined ? told : [...new Set([...told, look])];
}

/** What a loop's head assigns, that is no declaration; returns what must stand at the start of its body. */
export function visitAssignedHead(head: ts.Expression, ctx: Context, scope: Scope): string {
  const target = core(head);
  if (ts.isIdentifier(target) && ctx.records && shadowing(scope, target.text) !== undefined)
    return `${lookText(scope)};`;
  const v = ts.isIdentifier(target) ? lookup(scope, target.text) : undefined;
  if (ts.isIdentifier(target) && v === undefined) return ctx.records ? `${globalText(target, ctx, scope)};` : '';
  if (ts.isIdentifier(target))
    return v !== undefined && isRecorded(v, ctx) ? `${writeText(v, target, ctx, scope)};` : '';
  if (isPattern(target))
    return visitAssignmentPattern(target, ctx, scope)
      .map((w) => `${w};`)
      .join('');
  new TargetWalk(ctx, scope, true).target(target);
  return '';
}

/** Records what has been assigned to a variable. */
function writeText(v: Variable, id: ts.Identifier, ctx: Context, scope: Scope): string {
  const [before, after] = aroundElement(v, id, ctx, scope);
  return before + ctx.write(v, id, scope, id.text) + after;
}

/** The same of a property of the global object. */
function globalText(id: ts.Identifier, ctx: Context, scope: Scope): string {
  const probe = globalProbe(id, id, ctx, scope);
  return probe === undefined ? '' : `${probe.name}(void 0${probe.rest})`;
}

const isRecorded = (v: Variable, ctx: Context): boolean => ctx.records && !v.hidden && !v.selfName;

interface Target {
  readonly id: ts.Identifier;
  /** undefined: of no declaration of the file */
  readonly v: Variable | undefined;
}

/**
 * The variables, if nothing can run or fail between their assignments, as in `[a, b] = [b, a]`: they can be recorded together, without
 * objects in their places.
 */
function settledVariables(pattern: Pattern, right: ts.Expression | undefined, scope: Scope): Target[] | undefined {
  const targets = ts.isArrayLiteralExpression(pattern)
    ? right !== undefined && ts.isArrayLiteralExpression(core(right)) && pattern.elements
    : pattern.properties.length === 1 && pattern.properties.map((p) => onlyName(p));
  if (targets === false) return undefined;
  const found: Target[] = [];
  for (const e of targets) {
    if (e !== undefined && ts.isOmittedExpression(e)) continue;
    const target = e === undefined ? undefined : withoutDefault(e);
    const v = target === undefined ? undefined : lookup(scope, target.text);
    if (target === undefined || (v !== undefined && !(ASSIGNED_KINDS.has(v.kind) && isInitialised(v, target, scope))))
      return undefined;
    if (v === undefined || (!v.hidden && !v.selfName)) found.push({ id: target, v });
  }
  return found;
}

/** Target of a property that is not computed. */
function onlyName(p: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isShorthandPropertyAssignment(p)) {
    const value = p.objectAssignmentInitializer;
    return value === undefined || !hasEffects(value) ? p.name : undefined;
  }
  return ts.isPropertyAssignment(p) && !ts.isComputedPropertyName(p.name) ? p.initializer : undefined;
}

function withoutDefault(e: ts.Expression): ts.Identifier | undefined {
  const isDefaulted = ts.isBinaryExpression(e) && e.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const target = core(isDefaulted ? e.left : e);
  return ts.isIdentifier(target) && !(isDefaulted && hasEffects(e.right)) ? target : undefined;
}

const ASSIGNED_KINDS: ReadonlySet<Variable['kind']> = new Set(['var', 'let', 'param', 'function', 'class', 'catch']);

class TargetWalk {
  readonly #ctx: Context;
  readonly #scope: Scope;
  /** targets are recorded one by one */
  readonly #each: boolean;

  constructor(ctx: Context, scope: Scope, each: boolean) {
    this.#ctx = ctx;
    this.#scope = scope;
    this.#each = each && ctx.records;
  }

  pattern(node: Pattern): void {
    if (ts.isObjectLiteralExpression(node)) for (const p of node.properties) this.#property(p);
    else
      for (const e of node.elements)
        if (!ts.isOmittedExpression(e)) this.target(ts.isSpreadElement(e) ? e.expression : e);
  }

  #property(p: ts.ObjectLiteralElementLike): void {
    if (ts.isShorthandPropertyAssignment(p)) {
      const put = this.#putOf(p.name);
      if (put !== undefined) this.#ctx.open(p.name.getStart(this.#ctx.file), `${p.name.text}:`);
      put?.();
      this.#default(p.objectAssignmentInitializer, put === undefined ? undefined : p.name);
    } else if (ts.isPropertyAssignment(p)) {
      if (ts.isComputedPropertyName(p.name)) visitExpression(p.name.expression, this.#ctx, this.#scope);
      this.target(p.initializer);
    } else if (ts.isSpreadAssignment(p)) this.target(p.expression);
  }

  target(node: ts.Expression): void {
    const inner = core(node);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const target = core(inner.left);
      const isPut = this.#assigned(inner.left, target);
      this.#default(inner.right, isPut && ts.isIdentifier(target) ? target : undefined);
    } else this.#assigned(node, inner);
  }

  /** Whether the target is assigned by a setter. */
  #assigned(node: ts.Expression, target: ts.Expression): boolean {
    if (isPattern(target)) {
      this.pattern(target);
      return false;
    }
    if (ts.isIdentifier(target)) {
      const put = this.#putOf(target, node);
      put?.();
      return put !== undefined;
    }
    if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) this.#member(target);
    return false;
  }

  /** A function that hears of its own name in a default value is named after the variable all the same. */
  #default(value: ts.Expression | undefined, variable: ts.Identifier | undefined): void {
    if (value === undefined) return;
    if (variable !== undefined && isNamedEvaluation(value)) wrapNamed(value, variable.text, this.#ctx, '', '');
    visitExpression(value, this.#ctx, this.#scope);
  }

  /** Undefined: the variable is not recorded, or assigning it always fails. */
  #putOf(target: ts.Identifier, node: ts.Expression = target): (() => void) | undefined {
    const v = this.#each ? lookup(this.#scope, target.text) : undefined;
    if (v === undefined) return this.#each ? this.#globalPutOf(target, node) : undefined;
    if (v.hidden || v.selfName || !ASSIGNED_KINDS.has(v.kind)) return undefined;
    if (shadowing(this.#scope, target.text) !== undefined) return undefined;
    if (target.text === '__proto__' || target.text === 'arguments') return undefined;
    return () => {
      const { name, id } = this.#ctx.writeProbe(v, target, this.#scope);
      const [before, after] = aroundElement(v, target, this.#ctx, this.#scope, true);
      this.#ctx.wrap(node, `${slotText(name)}${before}${name}(`, `=$es_v${id})${after}}).v`);
    };
  }

  /** In strict code it may be none, and assigning it fail. */
  #globalPutOf(target: ts.Identifier, node: ts.Expression): (() => void) | undefined {
    if (this.#scope.fn.strict || target.text === '__proto__' || shadowing(this.#scope, target.text) !== undefined)
      return undefined;
    const probe = globalProbe(target, target, this.#ctx, this.#scope);
    if (probe === undefined) return undefined;
    return () => this.#ctx.wrap(node, `${slotText(probe.name)}${probe.name}(`, `=$es_v${probe.rest})}).v`);
  }

  #member(target: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    const { expression } = target;
    if (!this.#each) {
      visitExpression(target, this.#ctx, this.#scope);
      return;
    }
    if (expression.kind === ts.SyntaxKind.SuperKeyword) return this.#superMember(target);
    if (isPrivateAccess(target)) this.#privateMember(target);
    else if (ts.isPropertyAccessExpression(target)) this.#staticMember(target, target.name.text);
    else this.#elementOf(target);
    visitExpression(expression, this.#ctx, this.#scope);
  }

  #staticMember(target: ts.PropertyAccessExpression | ts.ElementAccessExpression, key: string): void {
    const probe = this.#ctx.site({
      kind: SITE.put,
      node: target,
      scope: this.#scope,
      ref: this.#ctx.key(key),
      shape: { key: JSON.stringify(key), target: this.#scope.fn.strict ? 'strict' : 'sloppy' },
    });
    this.#ctx.wrap(target.expression, `${probe}(`, ')');
  }

  /** The brackets become an array with the key, `o[k]` becomes `probe(o,[k])[its key]`. */
  #elementOf(target: ts.ElementAccessExpression): void {
    const key = core(target.argumentExpression);
    if (ts.isStringLiteralLike(key) && !isArrayIndex(key.text)) return this.#staticMember(target, key.text);
    const { file } = this.#ctx;
    const probe = this.#ctx.site({
      kind: SITE.put,
      flags: SITE_FLAG.DYNAMIC,
      node: target,
      scope: this.#scope,
      shape: { target: this.#scope.fn.strict ? 'strict' : 'sloppy' },
    });
    this.#ctx.open(target.getStart(file), `${probe}(`);
    this.#ctx.close(target.expression.end, ',');
    this.#ctx.openAs(target.end, ')[$es_targetKey()]', lastPlace(target, this.#scope, file));
    this.#ctx.wrap(target.argumentExpression, '', '');
    visitExpression(target.argumentExpression, this.#ctx, this.#scope);
  }

  /** Only code of the method can assign it: an arrow function, which gets the name that stacks leave out as a property. */
  #superMember(target: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    const ctx = this.#ctx;
    const site = { kind: SITE.put, node: target, scope: this.#scope } as const;
    if (ts.isPropertyAccessExpression(target)) {
      const { text } = target.name;
      const probe = ctx.site({ ...site, ref: ctx.key(text), shape: { key: JSON.stringify(text), assigned: true } });
      return ctx.wrap(target, `${arrowText(probe)}${probe}(`, `=$es_v,this)}["${probe}_"]).v`);
    }
    const { argumentExpression: key, end } = target;
    const start = target.getStart(ctx.file);
    const keyStart = key.getStart(ctx.file);
    const brackets = ctx.file.text.slice(start, keyStart) + ctx.file.text.slice(key.end, end);
    if (brackets === 'super[]') {
      const probe = ctx.site({ ...site, flags: SITE_FLAG.DYNAMIC, shape: { assigned: true } });
      const assigns = `${probe}(super[$es_k]=$es_v,this,$es_k)`;
      const text = `$es_slot(($es_k=>({"${probe}_":$es_v=>${assigns}}["${probe}_"]))(`;
      ctx.replace(start, keyStart, '');
      ctx.openAs(keyStart, text, ts.isLiteralExpression(key) ? target.expression.end : breakPosition(key, ctx.file));
      ctx.replace(key.end, end, ')).v');
    }
    visitExpression(key, ctx, this.#scope);
  }

  /** The class's own code must assign it. A setter records what it does itself. */
  #privateMember(target: ts.PropertyAccessExpression & { readonly name: ts.PrivateIdentifier }): void {
    if (isAccessorName(target.name)) return;
    const probe = this.#ctx.site({
      kind: SITE.put,
      node: target,
      scope: this.#scope,
      ref: this.#ctx.privateKey(target.name),
      shape: { given: true },
    });
    const object = this.#ctx.temporary(this.#scope.fn);
    this.#ctx.open(target.getStart(this.#ctx.file), `(${object}=`);
    const { end } = target.expression;
    this.#ctx.openAs(end, `,${slotText(probe)}${probe}(${object}`, end);
    this.#ctx.close(target.end, `=$es_v,${object})})).v`);
  }
}

/** An assignment lies where V8 was last when it found out what to assign. */
function lastPlace(
  { expression, argumentExpression }: ts.ElementAccessExpression,
  scope: Scope,
  file: ts.SourceFile,
): number {
  const key = core(argumentExpression);
  const v = ts.isIdentifier(key) ? lookup(scope, key.text) : undefined;
  const cannotFail = ts.isIdentifier(key)
    ? v !== undefined && isInitialised(v, key, scope)
    : ts.isLiteralExpression(key);
  return breakPosition(cannotFail ? expression : key, file);
}

const arrowText = (probe: string): string => `$es_slot({"${probe}_":$es_v=>`;

/** Stack traces leave the function out, by its name (runtime/stacks.ts). */
const slotText = (probe: string): string => `$es_slot(function ${probe}_($es_v){`;
