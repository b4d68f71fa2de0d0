/**
 * Where V8 says that something cannot be loaded. The first thing that a statement evaluates has the statement's place to
 * V8 (src/interpreter/bytecode-array-builder.h), everything after it its own: in `return missing + 1` the error lies at `return`, in
 * `return 1 + missing` at the name. With a probe in front no name is the first thing any more. And a member of what a call returned lies at its dot,
 * but not when a probe keeps what was returned.
 */
import { ts } from 'ts-morph';
import type { FirstLoad, IteratedCall } from '../wire/sites.js';
import { core, hasUseStrict, isAssignment, isTypeOnly, mentions, superclassOf } from './nodes.js';
import { breakPosition, commaOperands, dotPosition, isBehindCall } from './positions.js';

/** Names that are evaluated first in their statements, and members of calls, with the places of both. */
export function firstLoads(file: ts.SourceFile): FirstLoad[] {
  const found: FirstLoad[] = [];
  const add = (e: ts.Expression | undefined, place: number): void => {
    const name = e === undefined ? undefined : firstName(e);
    const at = name?.getStart(file);
    if (name !== undefined && at !== undefined && at !== place) found.push([at, place, isCallee(name)]);
  };
  const look = (node: ts.Node): void => {
    if (isTypeOnly(node)) return;
    for (const [e, place] of evaluated(node, file)) {
      const [first, ...more] = commaOperands(e);
      add(first, place);
      for (const operand of more) add(operand, placeOf(operand, file));
    }
    if (ts.isPropertyAccessExpression(node) && isBehindCall(node))
      found.push([node.name.getStart(file), dotPosition(node, file), false]);
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

const isCallee = (name: ts.Node): boolean => ts.isCallExpression(name.parent) && name.parent.expression === name;

/** Calls whose results are iterated, by the places that V8 reports them at if they cannot be made. */
export function iteratedCalls(file: ts.SourceFile): IteratedCall[] {
  const found: IteratedCall[] = [];
  const look = (node: ts.Node): void => {
    const [subject, how] = iterated(node);
    const call = subject === undefined ? undefined : core(subject);
    if (how !== undefined && call !== undefined && ts.isCallExpression(call))
      found.push([breakPosition(call, file), how]);
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

function iterated(node: ts.Node): readonly [ts.Expression | undefined, IteratedCall[1] | undefined] {
  if (ts.isForOfStatement(node))
    return [node.expression, node.awaitModifier === undefined ? 'iterable' : 'async iterable'];
  if (ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent)) return [node.expression, 'iterable'];
  if (ts.isVariableDeclaration(node) && ts.isArrayBindingPattern(node.name)) return [node.initializer, 'iterable'];
  if (ts.isYieldExpression(node) && node.asteriskToken !== undefined) return [node.expression, 'delegated'];
  return [undefined, undefined];
}

/** `yield* name`: is the name what its statement evaluates first? */
export function isFirstLoad(name: ts.Expression, file: ts.SourceFile): boolean {
  let outer: ts.Expression = name;
  while (ts.isExpression(outer.parent)) outer = outer.parent;
  return firstName(outer) === name && evaluated(outer.parent, file).some(([e]) => e === outer);
}

/** An optional chain has no place of its own to V8. */
const placeOf = (e: ts.Expression, file: ts.SourceFile): number =>
  ts.isOptionalChain(core(e)) ? 0 : breakPosition(e, file);

/** Expressions that begin what is a statement to V8. */
function evaluated(node: ts.Node, file: ts.SourceFile): (readonly [ts.Expression, number])[] {
  const own = (e: ts.Expression | undefined): (readonly [ts.Expression, number])[] =>
    e === undefined ? [] : [[e, placeOf(e, file)]];
  if (
    ts.isExpressionStatement(node) ||
    ts.isIfStatement(node) ||
    ts.isSwitchStatement(node) ||
    ts.isThrowStatement(node)
  )
    return [[node.expression, node.getStart(file)]];
  if (ts.isReturnStatement(node)) return node.expression === undefined ? [] : [[node.expression, node.getStart(file)]];
  if (ts.isWithStatement(node)) return [[node.expression, node.getStart(file)]];
  if (ts.isVariableDeclaration(node))
    return node.initializer === undefined ? [] : [[node.initializer, node.initializer.getStart(file)]];
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? [] : own(node.body);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return own(node.expression);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return own(node.expression);
  if (ts.isForStatement(node)) return [...own(node.condition), ...own(node.incrementor)];
  if (ts.isClassDeclaration(node)) {
    const base = superclassOf(node);
    const literal = hasScope(node) ? undefined : literalBefore(node);
    return base === undefined || literal === undefined ? [] : [[base, literal.getStart(file)]];
  }
  return [];
}

/**
 * The literal that is a statement in front of a class, if V8 makes no code between them: the literal has a place, but no code that could take
 * it, and nor has the class declaration a place. In sloppy code V8 leaves such statements out.
 */
function literalBefore(node: ts.Statement): ts.Statement | undefined {
  const { parent } = node;
  if (ts.isSourceFile(parent) ? ts.isExternalModule(parent) : !ts.isBlock(parent)) return undefined;
  const { statements } = parent as ts.SourceFile | ts.Block;
  const before = statements.slice(0, statements.indexOf(node)).findLast((s) => !isWithoutCode(s));
  if (before !== undefined) return isLiteral(before) && isStrict(before) ? before : undefined;
  return ts.isBlock(parent) && ts.isBlock(parent.parent) ? literalBefore(parent) : undefined;
}

const isLiteral = (s: ts.Statement): boolean =>
  ts.isExpressionStatement(s) &&
  (ts.isStringLiteralLike(s.expression) ||
    ts.isNumericLiteral(s.expression) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(s.expression.kind));

const isStrict = (node: ts.Node): boolean =>
  ts.isSourceFile(node)
    ? ts.isExternalModule(node) || hasUseStrict(node.statements)
    : ts.isClassLike(node) || (ts.isBlock(node) && hasUseStrict(node.statements)) || isStrict(node.parent);

const isWithoutCode = (s: ts.Statement): boolean =>
  ts.isEmptyStatement(s) ||
  ts.isFunctionDeclaration(s) ||
  isTypeOnly(s) ||
  (ts.isVariableStatement(s) &&
    (s.declarationList.flags & ts.NodeFlags.BlockScoped) === 0 &&
    s.declarationList.declarations.every(({ initializer }) => initializer === undefined));

/** Before it looks at what a class extends, V8 opens a scope for the class if something is kept there: its name for its inside, private names, keys of fields, what `super` is. */
function hasScope(node: ts.ClassLikeDeclaration): boolean {
  const { name } = node;
  const keeps = (m: ts.ClassElement): boolean =>
    (m.name !== undefined && ts.isPrivateIdentifier(m.name)) ||
    (ts.isPropertyDeclaration(m) && ts.isComputedPropertyName(m.name)) ||
    mentionsSuper(m) ||
    (name !== undefined && mentions(m, name.text));
  const base = superclassOf(node);
  return node.members.some(keeps) || (name !== undefined && base !== undefined && mentions(base, name.text));
}

const mentionsSuper = (node: ts.Node): boolean =>
  ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
    node.expression.kind === ts.SyntaxKind.SuperKeyword) ||
  (ts.forEachChild(node, (child) => mentionsSuper(child) || undefined) ?? false);

/** The name that is evaluated before anything else. */
function firstName(node: ts.Expression): ts.Node | undefined {
  const e = core(node);
  if (ts.isIdentifier(e) || e.kind === ts.SyntaxKind.ThisKeyword) return e;
  if (ts.isBinaryExpression(e)) return firstOperand(e);
  if (ts.isTemplateExpression(e)) return e.head.text === '' ? ofSpan(e) : undefined;
  if (ts.isPrefixUnaryExpression(e) || ts.isPostfixUnaryExpression(e)) return firstName(e.operand);
  if (ts.isTaggedTemplateExpression(e)) return firstName(e.tag);
  if (ts.isConditionalExpression(e)) return firstName(e.condition);
  if (ts.isClassExpression(e)) return firstOfClass(e);
  if (ts.isYieldExpression(e)) return e.expression === undefined ? undefined : firstName(e.expression);
  const hasFirst =
    ts.isPropertyAccessExpression(e) ||
    ts.isElementAccessExpression(e) ||
    ts.isCallExpression(e) ||
    ts.isNewExpression(e) ||
    ts.isAwaitExpression(e) ||
    ts.isDeleteExpression(e) ||
    ts.isTypeOfExpression(e) ||
    ts.isVoidExpression(e);
  return hasFirst ? firstName(e.expression) : undefined;
}

function firstOfClass(e: ts.ClassExpression): ts.Node | undefined {
  const base = superclassOf(e);
  return base === undefined || hasScope(e) ? undefined : firstName(base);
}

const ofSpan = (e: ts.TemplateExpression): ts.Node | undefined => {
  const first = e.templateSpans[0];
  return first === undefined ? undefined : firstName(first.expression);
};

function firstOperand(e: ts.BinaryExpression): ts.Node | undefined {
  const target = core(e.left);
  if (isAssignment(e) && e.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(target))
    return firstName(e.right);
  return firstName(target);
}
