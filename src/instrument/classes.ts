/** Classes: members are functions; fields are defined in functions of the class's own, which V8 shows on the stack as it shows any other. */
import { ts } from 'ts-morph';
import { CELL } from '../wire/ring.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { isDerivedClass, isFunctionNode, isStatic, isTypeOnly, superclassOf, suspendsInHead } from './nodes.js';
import type { ClassFns, Fn, Scope } from './scopes.js';
import type { Context } from './context.js';
import { depthName, instanceName } from './scopeNames.js';
import { baseText, classStart, writeConstructor } from './defaultConstructors.js';
import { isNamedEvaluation, visitExpression, wrapNamed } from './expressions.js';
import { enterProbe, visitFunction } from './functions.js';
import { takeArguments } from './givenArguments.js';
import { runsCode } from './parameters.js';
import { scopeText, separate, visitBlock, newInstance } from './statements.js';

/**
 * Text in front of a class declaration: the scope that holds its name for its own functions, and names for the keys of its computed fields.
 * Both belong to one evaluation of the class.
 */
export function classScopeText(node: ts.ClassLikeDeclaration, ctx: Context): string {
  const scope = ctx.analysis.scopeOf.get(node);
  if (scope === undefined || !ctx.full) return '';
  const keys = computedFields(node).map((m) => keyName(m));
  return scopeText(scope, node, ctx, 'const ') + (keys.length === 0 ? '' : `let ${keys.join(',')};`);
}

/** A class expression gets the same from a function around it. An anonymous one would lose the name it takes from where it stands. */
export function visitClassExpression(node: ts.ClassExpression, ctx: Context, outer: Scope): void {
  const scope = ctx.analysis.scopeOf.get(node);
  if (ctx.full && node.name !== undefined && scope !== undefined) {
    const keys = keepsKeys(node) ? computedFields(node).map(keyName) : [];
    const names = [...(scope.instanced ? [instanceName(scope)] : []), ...keys];
    const instance = scope.instanced ? newInstance(scope, node, ctx) : '';
    if (names.length > 0) ctx.wrap(node, `((${names.join(',')})=>`, `)(${instance})`);
  }
  visitClass(node, ctx, outer);
}

const computedFields = (node: ts.ClassLikeDeclaration): ts.PropertyDeclaration[] =>
  node.members.filter(
    (m): m is ts.PropertyDeclaration => ts.isPropertyDeclaration(m) && !isTypeOnly(m) && fieldKey(m.name) === undefined,
  );

const keyName = (m: ts.PropertyDeclaration): string => `$es_k${m.pos}`;

/** Whether the keys of computed fields can be kept until their values are there. */
const keepsKeys = (node: ts.ClassLikeDeclaration): boolean =>
  ts.isClassDeclaration(node) || (node.name !== undefined && !suspendsInHead(node));

/** The class's own name has its value before any static field does. */
function writeOwnName(node: ts.ClassLikeDeclaration, ctx: Context, scope: Scope): void {
  const v = node.name === undefined ? undefined : scope.variables.get(node.name.text);
  if (v !== undefined) ctx.open(node.members.pos, `static{${ctx.write(v, node, scope, 'this', SITE_FLAG.INIT)}}`);
}

export function visitClass(node: ts.ClassLikeDeclaration, ctx: Context, outer: Scope): void {
  const scope = ctx.analysis.scopeOf.get(node) ?? outer;
  visitDecorators(node, ctx, outer);
  const base = superclassOf(node);
  if (base !== undefined) visitExpression(base, ctx, outer);
  if (scope.instanced) writeOwnName(node, ctx, scope);
  const frames = initializerFrames(node, ctx);
  const { implicit } = ctx.analysis.classes.get(node) ?? {};
  if (implicit?.derived && (ctx.full || definesByCode(node, ctx))) writeConstructor(implicit, ctx);
  if (ctx.full) lookAgain(node, ctx, frames);
  for (const m of node.members) {
    if (isTypeOnly(m)) continue;
    visitDecorators(m, ctx, scope);
    const frame = frames.get(m) ?? NO_FRAME;
    if (ts.isClassStaticBlockDeclaration(m)) visitStaticBlock(m, ctx, frame);
    else if (ts.isPropertyDeclaration(m)) visitField(m, ctx, scope, frame);
    else if (isFunctionNode(m)) visitFunction(m, ctx, scope);
  }
}

function visitDecorators(node: ts.Node, ctx: Context, scope: Scope): void {
  if (!ts.canHaveDecorators(node)) return;
  for (const d of ts.getDecorators(node) ?? []) visitExpression(d.expression, ctx, scope);
}

/** Calls that push the activation of an initializer function in front of its first element, and pop it behind its last one. What a class without probes did to the object is looked at before. */
interface Frame {
  /** calls, with a comma behind each */
  readonly before: string;
  /** probes to wrap the value in, outermost last */
  readonly after: readonly string[];
}
const NO_FRAME: Frame = { before: '', after: [] };

/** By element; what stands behind the last one, a decorated field, by the kind of elements. */
type InitializerFrames = ReadonlyMap<ts.Node | Elements, Frame>;
type Elements = 'static' | 'instance';

function initializerFrames(node: ts.ClassLikeDeclaration, ctx: Context): InitializerFrames {
  const frames = new Map<ts.Node | Elements, Frame>();
  const fns = ctx.analysis.classes.get(node);
  if (fns === undefined) return frames;
  const elements = node.members.filter((m) => isElement(m, ctx) && (ctx.full || runs(m)));
  const place = (of: readonly ts.ClassElement[], before: string, after: readonly string[]): void => {
    const [first, last] = [of[0], of.at(-1)];
    if (first === undefined || last === undefined) return;
    for (const [i, m] of of.entries()) {
      const decorated = ctx.full ? decoratedBefore(of, i).map((d) => `${lookAtDecorated(d, ctx)},`) : [];
      const ends = m === last && !looksBehind(m, ctx);
      frames.set(m, { before: (m === first ? before : '') + decorated.join(''), after: ends ? after : [] });
    }
    if (looksBehind(last, ctx))
      frames.set(isStatic(last) ? 'static' : 'instance', { before: `${lookAtDecorated(last, ctx)},`, after });
  };
  if (fns.statics !== undefined) {
    const statics = elements.filter(isStatic);
    place(statics, `${enterText(fns.statics, ctx)},`, [leaveProbe(fns.statics, statics, ctx)]);
  }
  if (fns.instance !== undefined) {
    const fields = elements.filter((m) => !isStatic(m));
    const own = { before: `${enterText(fns.instance, ctx)},`, after: [leaveProbe(fns.instance, fields, ctx)] };
    const around = fields.length === 0 ? NO_FRAME : constructorFrame(node, fns, ctx);
    const made = ctx.full && isDerivedClass(node) ? `$es_made(this,${baseText(node, fns.instance.scope)}),` : '';
    place(fields, around.before + made + own.before, [...own.after, ...around.after]);
  }
  return frames;
}

/** Code of the program runs there. Where calls alone are recorded, nothing else is of interest. */
const runs = (m: ts.ClassElement): boolean =>
  ts.isClassStaticBlockDeclaration(m)
    ? runsCode(m.body)
    : ts.isPropertyDeclaration(m) && m.initializer !== undefined && runsCode(m.initializer);

const definesByCode = (node: ts.ClassLikeDeclaration, ctx: Context): boolean =>
  node.members.some((m) => !isStatic(m) && isElement(m, ctx) && runs(m));

const looksBehind = (m: ts.ClassElement, ctx: Context): m is ts.PropertyDeclaration => ctx.full && isDecoratedField(m);

/** Fields and static blocks at which a probe can stand. */
function isElement(m: ts.ClassElement, ctx: Context): boolean {
  if (isTypeOnly(m)) return false;
  if (ts.isClassStaticBlockDeclaration(m)) return true;
  return ts.isPropertyDeclaration(m) && !isAccessor(m) && takesProbe(m, ctx);
}

/** An anonymous function keeps the name that a computed key gives it only if nothing stands around it. */
const takesProbe = (m: ts.PropertyDeclaration, ctx: Context): boolean =>
  m.initializer === undefined ? ctx.definesFields : fieldKey(m.name) !== undefined || !isNamedEvaluation(m.initializer);

const isAccessor = (m: ts.PropertyDeclaration): boolean =>
  ts.getModifiers(m)?.some((x) => x.kind === ts.SyntaxKind.AccessorKeyword) ?? false;

function enterText(fn: Fn, ctx: Context): string {
  const start = classStart(fn.node, ctx.file);
  const { name, args } = enterProbe(fn, ctx, { start, end: start });
  return `${name}(${args})`;
}

function leaveProbe(fn: Fn, elements: readonly ts.ClassElement[], ctx: Context): string {
  const last = elements.at(-1);
  const end = last === undefined ? fn.node.end : elementEnd(last);
  return returnNothing(fn, ctx, { start: end, end });
}

function elementEnd(m: ts.ClassElement): number {
  if (ts.isPropertyDeclaration(m)) return (m.initializer ?? m.name).end;
  return m.end;
}

function returnNothing(fn: Fn, ctx: Context, range: { start: number; end: number }): string {
  const place = { node: fn.node, ...range, scope: fn.scope };
  const stop = ctx.full ? ctx.siteIndex({ kind: SITE.step, ...place }) : undefined;
  return ctx.site({ kind: SITE.return, flags: SITE_FLAG.POPS, ...place, shape: { stop, returnsNothing: true } });
}

/**
 * The constructor's own activation around the fields. A base class defines them before its constructor's parameters are evaluated; a class
 * that is derived, in or after super(). One that writes no constructor has one nevertheless, which V8 shows if there are fields.
 */
function constructorFrame(node: ts.ClassLikeDeclaration, { implicit }: ClassFns, ctx: Context): Frame {
  const written = node.members.find((m) => ts.isConstructorDeclaration(m) && m.body !== undefined);
  const isDerived = isDerivedClass(node);
  if (written !== undefined) {
    const fn = ctx.analysis.fnOf.get(written);
    if (fn === undefined) return NO_FRAME;
    if (isDerived)
      return !ctx.full || hasSuperInArrow(written)
        ? NO_FRAME
        : { before: `${writeThis(fn, written, ctx)}(this),`, after: [] };
    const enter = enterProbe(fn, ctx, { start: written.getStart(ctx.file), end: written.end }, { prepares: true });
    ctx.enterProbes.set(fn, enter);
    const given = ctx.full ? takeArguments(node, ctx) : '';
    return { before: `${enter.name}p(${enter.args}),${given}`, after: ['$es_settled'] };
  }
  if (implicit === undefined || isDerived) return NO_FRAME;
  const start = classStart(node, ctx.file);
  return { before: `${enterText(implicit, ctx)},`, after: [returnNothing(implicit, ctx, { start, end: start })] };
}

/** The probe that records `this` of a derived constructor, which exists as soon as the constructor above has returned: before the fields do. */
const writeThis = (fn: Fn, node: ts.Node, ctx: Context): string =>
  ctx.site({ kind: SITE.write, flags: SITE_FLAG.INIT, node, scope: fn.scope, ref: ctx.thisVariable(fn) });

/** Then it is not the constructor that is running when the fields are defined. */
const hasSuperInArrow = (node: ts.Node, isInside = false): boolean =>
  ts.forEachChild(node, (child) => {
    if (child.kind === ts.SyntaxKind.SuperKeyword) return isInside && ts.isCallExpression(node);
    if (ts.isArrowFunction(child)) return hasSuperInArrow(child, true);
    return !isFunctionNode(child) && !ts.isClassLike(child) && hasSuperInArrow(child, isInside);
  }) ?? false;

/** The key of the computed field is known to nobody but the engine: the object is looked at again once the field is there. So it is behind the last decorated ones. */
function lookAgain(node: ts.ClassLikeDeclaration, ctx: Context, frames: InitializerFrames): void {
  const computed = computedFields(node).filter(
    (m) => !keepsKeys(node) || (m.initializer !== undefined && isNamedEvaluation(m.initializer)),
  );
  const end = (of: Elements, fields: readonly ts.PropertyDeclaration[]): string => {
    const { before, after } = frames.get(of) ?? NO_FRAME;
    const looks = before + (fields.length > 0 ? `${LOOK},` : '');
    return looks === '' ? '' : looks + after.reduce((value, probe) => `${probe}(${value})`, 'void 0');
  };
  const statics = end('static', computed.filter(isStatic));
  const fields = end(
    'instance',
    computed.filter((m) => !isStatic(m)),
  );
  if (statics !== '') ctx.close(node.end - 1, `;static{${statics}}`);
  if (fields !== '') ctx.close(node.end - 1, `;#$es_seen=(${fields});`);
}

const LOOK = '$es_called(void 0,void 0,this)';

const isDecorated = (m: ts.PropertyDeclaration): boolean => (ts.getDecorators(m)?.length ?? 0) > 0;

const isDecoratedField = (m: ts.ClassElement): m is ts.PropertyDeclaration =>
  ts.isPropertyDeclaration(m) && isDecorated(m);

/** The decorated field right in front of one, if any: what its value is the decorators say, once its initialiser has run. */
const decoratedBefore = (elements: readonly ts.ClassElement[], index: number): ts.PropertyDeclaration[] =>
  elements
    .slice(Math.max(0, index - 1), index)
    .filter(ts.isPropertyDeclaration)
    .filter(isDecorated);

/** Nobody but the class can read a private field. */
function lookAtDecorated(m: ts.PropertyDeclaration, ctx: Context): string {
  const { statics, instance } = ctx.analysis.classes.get(m.parent as ts.ClassLikeDeclaration) ?? {};
  const fn = isStatic(m) ? statics : instance;
  if (fn === undefined || !ts.isPrivateIdentifier(m.name)) return LOOK;
  const site = { kind: SITE.put, node: m, scope: fn.scope, shape: { given: true }, ref: ctx.privateKey(m.name) };
  return `${ctx.site(site)}(this.${m.name.text},this)`;
}

function visitStaticBlock(m: ts.ClassStaticBlockDeclaration, ctx: Context, frame: Frame): void {
  const { statics } = ctx.analysis.classes.get(m.parent) ?? {};
  if (statics === undefined) return;
  const before = `${frame.before.replace(/,$/, ';')}const ${depthName(statics)}=$es_C[${CELL.DEPTH}]-1;`;
  const after = frame.after.map((probe) => `${probe}();`).join('');
  ctx.roomChecks.inFunction(() => visitBlock(m.body, ctx, statics.scope, before, after));
}

function visitField(m: ts.PropertyDeclaration, ctx: Context, scope: Scope, frame: Frame): void {
  if (ts.isComputedPropertyName(m.name)) {
    if (ctx.full && keepsKeys(m.parent as ts.ClassLikeDeclaration)) ctx.wrap(m.name.expression, `${keyName(m)}=(`, ')');
    visitExpression(m.name.expression, ctx, scope);
  }
  const { statics, instance } = ctx.analysis.classes.get(m.parent as ts.ClassLikeDeclaration) ?? {};
  const fn = isStatic(m) ? statics : instance;
  if (fn === undefined) return;
  separate(m, ctx);
  if (ctx.full && !isAccessor(m) && takesProbe(m, ctx)) recordField(m, fn, ctx, frame);
  else if (m.initializer !== undefined && frame !== NO_FRAME) enterFields(m.initializer, m.name, ctx, frame);
  if (m.initializer !== undefined) visitExpression(m.initializer, ctx, fn.scope);
}

function enterFields(init: ts.Expression, name: ts.PropertyName, ctx: Context, { before, after }: Frame): void {
  wrapNamed(init, String(fieldKey(name)), ctx, `(${before}${openings(after)}`, `${')'.repeat(after.length)})`);
}

const openings = (probes: readonly string[]): string =>
  probes
    .toReversed()
    .map((probe) => `${probe}(`)
    .join('');

function recordField(m: ts.PropertyDeclaration, fn: Fn, ctx: Context, { before, after }: Frame): void {
  const key = fieldKey(m.name);
  const isKept = key === undefined && !isDecorated(m) && keepsKeys(m.parent as ts.ClassLikeDeclaration);
  const site = { kind: SITE.put, node: m, scope: fn.scope, shape: { given: true } };
  const put = isDecorated(m)
    ? undefined
    : key !== undefined
      ? ctx.site({ ...site, ref: ts.isPrivateIdentifier(m.name) ? ctx.privateKey(m.name) : ctx.key(key) })
      : isKept
        ? ctx.site({ ...site, flags: SITE_FLAG.DYNAMIC })
        : undefined;
  const step = m.initializer === undefined ? '' : `${ctx.step(m.initializer, fn.scope)},`;
  const opening = `(${before}${step}${openings(after)}${put === undefined ? '(' : `${put}(`}`;
  const closing = `${put === undefined ? ')' : isKept ? `,this,${keyName(m)})` : ',this)'}${')'.repeat(after.length)})`;
  if (m.initializer === undefined) {
    ctx.close((m.type ?? m.exclamationToken ?? m.questionToken ?? m.name).end, `=${opening}void 0${closing}`);
  } else wrapNamed(m.initializer, String(key), ctx, opening, closing);
}

const fieldKey = (name: ts.PropertyName): string | number | undefined =>
  ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name)
    ? name.text
    : ts.isNumericLiteral(name)
      ? Number(name.text)
      : undefined;
