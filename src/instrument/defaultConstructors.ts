/**
 * The constructor that the language gives to a derived class which writes none. V8's inspector shows it like any other, so it is written
 * out, with probes. In stack traces V8 leaves it out where `super()` calls it, unless it has something to initialise: where that is so goes
 * to runtime/stacks.ts, in the source map.
 */
import { ts } from 'ts-morph';
import { CELL } from '../wire/ring.js';
import { type ConstructorPlaces, SITE, SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { depthName } from './scopeNames.js';
import { enterProbe } from './functions.js';
import { guardText } from './reducedBodies.js';
import { core, isDerivedClass, isStatic, isTypeOnly, superclassOf } from './nodes.js';
import { type Fn, lookup, mayMeanOther, type Scope, shadowing } from './scopes.js';

/** Offset of the word `class`, where V8 sees the constructor. */
export function classStart(node: ts.Node, file: ts.SourceFile): number {
  if (!ts.canHaveModifiers(node) || node.modifiers === undefined) return node.getStart(file);
  SPACE.lastIndex = node.modifiers.end;
  SPACE.test(file.text);
  return SPACE.lastIndex;
}

/** Blanks and comments. */
const SPACE = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** Text of the constructor that `super()` calls: a name that keeps its value, or nobody knows. */
export function baseText(owner: ts.Node, scope: Scope): string {
  const base = ts.isClassLike(owner) ? superclassOf(owner) : undefined;
  const name = base && core(base);
  if (name === undefined || !ts.isIdentifier(name)) return 'void 0';
  if (shadowing(scope, name.text) !== undefined) return 'void 0';
  const v = lookup(scope, name.text);
  return v === undefined || v.kind === 'const' || v.kind === 'class' || v.kind === 'import' ? name.text : 'void 0';
}

/** Puts the constructor in front of the members. */
export function writeConstructor(fn: Fn, ctx: Context): void {
  const start = classStart(fn.node, ctx.file);
  const place = { node: fn.node, start, end: start, scope: fn.scope };
  // Fields are defined before anything that stands behind super().
  const isReducible =
    ctx.reducible && !mayMeanOther(fn.scope) && ctx.analysis.classes.get(fn.node)?.instance === undefined;
  const enter = enterProbe(fn, ctx, place, { isReducible });
  const depth = depthName(fn);
  const step = ctx.full ? `${ctx.step(fn.node, fn.scope, start)};` : '';
  const write = ctx.full
    ? ctx.site({ kind: SITE.write, flags: SITE_FLAG.INIT, ...place, ref: ctx.thisVariable(fn) })
    : undefined;
  const stop = ctx.full ? ctx.siteIndex({ kind: SITE.step, ...place }) : undefined;
  const leave = ctx.site({ kind: SITE.leave, ...place });
  const result = ctx.site({ kind: SITE.return, flags: SITE_FLAG.POPS, ...place, shape: { stop } });
  const callsSuper = `const $es_a=arguments;${ctx.definesFields ? SUPER : SUPER_STATEMENT}`;
  const made = (self: string): string => `$es_made(${self},${baseText(fn.node, fn.scope)},$es_a[0],$es_a[1]);`;
  const seen = write === undefined ? '' : made(`${write}(this)`);
  const counted = isReducible ? `${guardText(enter.name, undefined)}${callsSuper}${made('this')}return}` : '';
  ctx.openAs(
    (fn.node as ts.ClassLikeDeclaration).members.pos,
    `constructor(){${counted}${enter.name}(${enter.args});let ${depth}=$es_C[${CELL.DEPTH}]-1;try{${step}${callsSuper}` +
      `${seen}${depth}=-1;${result}(this)}finally{if(${depth}>=0)${leave}(${depth})}}`,
    start,
  );
}

/**
 * Hands on all arguments. Spreading takes ten times as long; but where fields are assigned, TypeScript puts the assignments behind the statement
 * that is a call of `super`.
 */
const SUPER_STATEMENT = 'super(...$es_spread($es_a));';
const SUPER =
  'const $es_n=$es_a.length;' +
  '$es_n===0?super():$es_n===1?super($es_a[0]):$es_n===2?super($es_a[0],$es_a[1]):' +
  '$es_n===3?super($es_a[0],$es_a[1],$es_a[2]):super(...$es_spread($es_a));';

/** Those of a node itself. */
export function constructorPlaces(node: ts.Node, file: ts.SourceFile): ConstructorPlaces | undefined {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return { omitted: [], supers: [node.getStart(file)] };
  if (!ts.isClassLike(node) || !isDerivedClass(node) || node.members.some(ts.isConstructorDeclaration))
    return undefined;
  const start = classStart(node, file);
  return { omitted: node.members.some(isInitialised) ? [] : [start], supers: [start] };
}

/** Fields and private methods: V8 gives them to the new object in the constructor. */
const isInitialised = (m: ts.ClassElement): boolean =>
  !isTypeOnly(m) &&
  !isStatic(m) &&
  (ts.isPropertyDeclaration(m) || (m.name !== undefined && ts.isPrivateIdentifier(m.name)));
