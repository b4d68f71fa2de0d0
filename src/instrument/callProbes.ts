/** What is called with the result of a call: a function of the kit, or, where the receiver and the method's name are at hand, a probe of that place alone. */
import { ts } from 'ts-morph';
import { OPEN_FOR_WRITES } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import type { Context, KitCall } from './context.js';
import { whenNeeded } from './hoisting.js';
import { hasFunctions, isFunctionNode, isStatic } from './nodes.js';
import { callProbeText } from './prelude.js';
import type { Quoted } from './render.js';
import { type Fn, lookup, notArrow, type Scope, shadowing } from './scopes.js';

interface Target {
  /** arguments of the probe between the result and the operands */
  readonly text: string;
  /** in front of the call: what the text names is put there */
  readonly keeps?: string;
}

export type Callee = (NamedMethod | { readonly kind: 'function' | 'method' }) & Target;

/** known: of a receiver of which the code reads what is known of it; super: of a class that the code can mention */
interface NamedMethod {
  readonly kind: 'known' | 'super';
  /** text of the method's written name */
  readonly key: string;
  /** texts of the receiver, where it is a name, and of what is known of it */
  readonly receiver?: { readonly object: string; readonly stamp: string };
}

const hasName = (callee: Callee): callee is NamedMethod & Target => callee.kind === 'known' || callee.kind === 'super';

/** Arguments of the probe of a method call in front of the operands. */
const RESULT_AND_TARGET = 3;

/** Arguments whose kind the code asks itself. */
const ASKED = 3;

interface LookedAfter {
  readonly node: ts.Node;
  readonly target: Callee;
  readonly callee: ts.Expression;
  /** the operands are all the arguments */
  readonly exact: boolean;
  readonly quoted: Quoted | undefined;
  readonly given: readonly string[];
}

/** Texts in front of the call and behind it: of the function that is called with the result. */
export function probeAround(call: LookedAfter, ctx: Context, scope: Scope): readonly [string, string] {
  const { target, given } = call;
  const name = probeName(call, ctx, scope);
  const operands = given.map((o) => `,${o}`).join('');
  if (!isQuickened(call, ctx)) return [`${name}(`, `,${target.text}${operands})`];
  const told = toldInPlace(call, ctx, scope);
  if (told === undefined) return [`${ctx.quietProbe()}(${name},`, `,${target.text}${operands})`];
  const { object, stamp } = told;
  const [result, known] = [ctx.valueName(scope.fn), ctx.stampName(scope.fn)];
  const noFunctions = given.map((o) => `&&typeof ${o}!="function"`);
  const isOpen = `(${known}=${stamp})!==void 0&&(${known}.opened&~${OPEN_FOR_WRITES})===$es_C[${CELL.OPEN_TO_CALLS}]`;
  return [
    `(${result}=`,
    `,${isOpen}${noFunctions.join('')}?${result}:${name}(${result},${object},${known}${operands}))`,
  ];
}

/**
 * Where calls are only counted, most are told to change nothing: by text in their place, or by one small function for all places, which V8 inlines (the scheduler took a tenth more CPU time with it alone). Neither
 * knows names that begin like those with which objects are given accessors.
 */
const isQuickened = ({ target, exact, quoted }: LookedAfter, { isReduced }: Context): boolean =>
  isReduced && target.kind === 'known' && !target.key.startsWith('"__') && !exact && quoted === undefined;

/** Not where V8 would name another place if the result has not what is asked of it, nor where it would infer the name of a function from the variable. */
function toldInPlace(
  { node, target, given }: LookedAfter,
  ctx: Context,
  { fn }: Scope,
): { readonly object: string; readonly stamp: string } | undefined {
  const { receiver } = target as NamedMethod;
  if (receiver === undefined || given.length > ASKED || !ctx.keepsTemporaries(fn) || hasFunctions(node))
    return undefined;
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  const isCallee = ts.isCallOrNewExpression(parent) && parent.expression === node;
  return isMember || isCallee ? undefined : receiver;
}

function probeName({ target, callee, exact, quoted, given }: LookedAfter, ctx: Context, scope: Scope): string {
  if (!hasName(target)) return ctx.alias(kitFunction(target.kind, callee, exact), quoted);
  const { kind, key } = target;
  const maker = kind === 'super' ? 'ranSuper' : exact ? 'calledOf' : 'ranOf';
  const name = quoted === undefined ? `$es_c${ctx.probes.length}` : ctx.quotedName(quoted);
  ctx.probes.push({
    name,
    text: callProbeText(
      maker,
      key,
      exact && ctx.reducible && isElementCall(key, given) ? ctx.entrySites.get(scope.fn) : undefined,
    ),
    ...whenNeeded(scope.fn, ctx),
    parameters: RESULT_AND_TARGET + given.length,
  });
  return name;
}

/** Of `push` and `pop`, as they are mostly called. */
const isElementCall = (key: string, { length }: readonly string[]): boolean =>
  key === '"push"' ? length === 1 : key === '"pop"' && length === 0;

function kitFunction(kind: Callee['kind'], callee: ts.Expression, exact: boolean): KitCall {
  if (kind === 'function') return exact ? 'called' : 'ran';
  if (exact) return 'calledMethod';
  if (ts.isElementAccessExpression(callee)) return 'ranAt';
  return asks(callee) ? 'asked' : 'ranMethod';
}

/** May it ask a generator for more? */
export const asks = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) && /^(?:next|return|throw)$/.test(callee.name.text);

/** Text of the object whose prototype `super` is; undefined where nothing can name its class. */
export function homeText(scope: Scope, ctx: Context): string | undefined {
  const method = notArrow(scope.fn).node;
  const owner = method.parent as ts.Node | undefined;
  if (owner === undefined || !ts.isClassLike(owner)) return undefined;
  const text = owner.name === undefined ? anonymousClass(owner, ctx) : ownName(owner, owner.name.text, scope);
  if (text === undefined) return undefined;
  return ts.isClassElement(method) && isStatic(method) ? text : `${text}.prototype`;
}

/** The name, where nothing else has it. */
function ownName(owner: ts.ClassLikeDeclaration, text: string, scope: Scope): string | undefined {
  const name = lookup(scope, text);
  const isOwn = name?.hidden === true && name.scope.node === owner && shadowing(scope, text) === undefined;
  return isOwn ? text : undefined;
}

/**
 * A temporary of the function around a class that has no name, which the class itself puts there: standing around the class, it would take the name that the
 * class gets. It holds this class where an activation evaluates it once. Parsers are made of such classes (`(base) => class extends base`):
 * what 17,000 calls of prettier's had been given was looked at after each, with all that it leads to.
 */
function anonymousClass(owner: ts.ClassLikeDeclaration, ctx: Context): string | undefined {
  const known = ctx.anonymousClasses.get(owner);
  if (known !== undefined) return known;
  const fn = evaluatesOnce(owner, ctx);
  if (fn === undefined || !ctx.keepsTemporaries(fn)) return undefined;
  const name = ctx.temporary(fn);
  ctx.anonymousClasses.set(owner, name);
  ctx.open(owner.members.pos, `static{${name}=this}`);
  return name;
}

/** The function of whose activations each evaluates the class once at most. */
function evaluatesOnce(owner: ts.Node, ctx: Context): Fn | undefined {
  for (let n = owner.parent; !ts.isSourceFile(n); n = n.parent) {
    if (isFunctionNode(n)) return ctx.analysis.fnOf.get(n);
    if (ts.isIterationStatement(n, false) || ts.isWithStatement(n)) return undefined;
    if (ts.isPropertyDeclaration(n) || ts.isClassStaticBlockDeclaration(n)) return undefined;
  }
  return ctx.analysis.module;
}
