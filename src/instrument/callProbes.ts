/** What is called with the result of a call: a function of the kit, or, where the receiver and the method's name are at hand, a probe of that place alone. */
import { ts } from 'ts-morph';
import type { Context, KitCall } from './context.js';
import { whenNeeded } from './hoisting.js';
import { isStatic } from './nodes.js';
import { callProbeText } from './prelude.js';
import type { Quoted } from './render.js';
import { lookup, notArrow, type Scope, shadowing } from './scopes.js';

export interface Callee {
  /** known: of a receiver of which the code reads what is known of it; super: of a class whose name the code can mention */
  readonly kind: 'function' | 'method' | 'known' | 'super';
  /** known, super: text of the method's written name */
  readonly key?: string;
  /** arguments of the probe between the result and the operands */
  readonly text: string;
}

/** Arguments of the probe of a method call in front of the operands. */
const RESULT_AND_TARGET = 3;

interface LookedAfter {
  readonly target: Callee;
  readonly callee: ts.Expression;
  /** the operands are all the arguments */
  readonly exact: boolean;
  readonly quoted: Quoted | undefined;
  readonly given: readonly string[];
}

/** The function that is called with the result. */
export function probeName({ target, callee, exact, quoted, given }: LookedAfter, ctx: Context, scope: Scope): string {
  const { kind, key } = target;
  if (key === undefined) return ctx.alias(kitFunction(kind, callee, exact), quoted);
  const maker = kind === 'super' ? 'ranSuper' : exact ? 'calledOf' : 'ranOf';
  const name = quoted === undefined ? `$es_c${ctx.probes.length}` : ctx.quotedName(quoted);
  ctx.probes.push({
    name,
    text: callProbeText(maker, key),
    ...whenNeeded(scope.fn, ctx),
    parameters: RESULT_AND_TARGET + given.length,
  });
  return name;
}

function kitFunction(kind: Callee['kind'], callee: ts.Expression, exact: boolean): KitCall {
  if (kind === 'function') return exact ? 'called' : 'ran';
  if (exact) return 'calledMethod';
  if (ts.isElementAccessExpression(callee)) return 'ranAt';
  return asks(callee) ? 'asked' : 'ranMethod';
}

/** May it ask a generator for more? */
export const asks = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) && /^(?:next|return|throw)$/.test(callee.name.text);

/** Text of the object whose prototype `super` is; undefined where the class has no name, or something else has it there. */
export function homeText(scope: Scope): string | undefined {
  const method = notArrow(scope.fn).node;
  const owner = method.parent as ts.Node | undefined;
  if (owner === undefined || !ts.isClassLike(owner) || owner.name === undefined) return undefined;
  const { text } = owner.name;
  const name = lookup(scope, text);
  if (name?.hidden !== true || name.scope.node !== owner || shadowing(scope, text) !== undefined) return undefined;
  return ts.isClassElement(method) && isStatic(method) ? text : `${text}.prototype`;
}
