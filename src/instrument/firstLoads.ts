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

/** Names that a node evaluates first if it is a statement to V8, and members of calls, with the places of both. */
export function firstLoads(node: ts.Node, file: ts.SourceFile): readonly FirstLoad[] {
  const starts = evaluated(node, file);
  const isMember = ts.isPropertyAccessExpression(node) && isBehindCall(node);
  if (starts.length === 0 && !isMember) return [];
  const found: FirstLoad[] = [];
  const add = (e: ts.Expression | undefined, place: number): void => {
    const name = e === undefined ? undefined : firstName(e);
    const at = name?.getStart(file);
    if (name !== undefined && at !== undefined && at !== place) found.push([at, place, isCallee(name)]);
  };
  for (const [e, place] of starts) {
    const [first, ...more] = commaOperands(e);
    add(first, place);
    for (const operand of more) add(operand, placeOf(operand, file));
  }
  if (isMember) found.push([node.name.getStart(file), dotPosition(node, file), false]);
  return found;
}

const isCallee = (name: ts.Node): boolean => ts.isCallExpression(name.parent) && name.parent.expression === name;

/** If a node iterates the result of a call: where V8 reports it if it cannot be made. */
export function iteratedCall(node: ts.Node, file: ts.SourceFile): IteratedCall | undefined {
  const [subject, how] = iterated(node);
  const call = subject === undefined ? undefined : core(subject);
  return how !== undefined && call !== undefined && ts.isCallExpression(call)
    ? [breakPosition(call, file), how]
    : undefined;
}

type Iterated = readonly [ts.Expression | undefined, IteratedCall[1] | undefined];

const NOT_ITERATED: Iterated = [undefined, undefined];

function iterated(node: ts.Node): Iterated {
  if (ts.isForOfStatement(node))
    return [node.expression, node.awaitModifier === undefined ? 'iterable' : 'async iterable'];
  if (ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent)) return [node.expression, 'iterable'];
  if (ts.isVariableDeclaration(node) && ts.isArrayBindingPattern(node.name)) return [node.initializer, 'iterable'];
  if (ts.isYieldExpression(node) && node.asteriskToken !== undefined) return [node.expression, 'delegated'];
  return NOT_ITERATED;
}

/** `yield* name`: is the name what its statement evaluates first? */
export function isFirstLoad(name: ts.Expression, file: ts.SourceFile): boolean {
  let outer: ts.Expression = name;
  while (ts.isExpression(outer.parent)) outer = outer.parent;
  return firstName(outer) === name && evaluated(outer.parent, file).some(([e]) => e === outer);
}

/** An optional chain has no place of its own to V8. */
export const placeOf = (e: ts.Expression, file: ts.SourceFile): number =>
  ts.isOptionalChain(core(e)) ? 0 : breakPosition(e, file);

type Start = readonly [expression: ts.Expression, place: number];

const NO_STARTS: readonly Start[] = [];

/** Expressions that begin what is a statement to V8. Asked of every node, hence by kind. */
export function evaluated(node: ts.Node, file: ts.SourceFile): readonly Start[] {
  switch (node.kind) {
    case ts.SyntaxKind.ExpressionStatement:
    case ts.SyntaxKind.IfStatement:
    case ts.SyntaxKind.SwitchStatement:
    case ts.SyntaxKind.ThrowStatement:
    case ts.SyntaxKind.WithStatement:
    case ts.SyntaxKind.ReturnStatement: {
      const { expression } = node as ts.ReturnStatement;
      return expression === undefined ? NO_STARTS : [[expression, node.getStart(file)]];
    }
    case ts.SyntaxKind.VariableDeclaration: {
      const { initializer } = node as ts.VariableDeclaration;
      return initializer === undefined ? NO_STARTS : [[initializer, initializer.getStart(file)]];
    }
    case ts.SyntaxKind.ArrowFunction: {
      const { body } = node as ts.ArrowFunction;
      return ts.isBlock(body) ? NO_STARTS : own(body, file);
    }
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.ForInStatement:
      return own((node as ts.WhileStatement).expression, file);
    case ts.SyntaxKind.ForStatement: {
      const { condition, incrementor } = node as ts.ForStatement;
      return [...own(condition, file), ...own(incrementor, file)];
    }
    case ts.SyntaxKind.ClassDeclaration:
      return ofClass(node as ts.ClassDeclaration, file);
    default:
      return NO_STARTS;
  }
}

const own = (e: ts.Expression | undefined, file: ts.SourceFile): readonly Start[] =>
  e === undefined ? NO_STARTS : [[e, placeOf(e, file)]];

function ofClass(node: ts.ClassDeclaration, file: ts.SourceFile): readonly Start[] {
  const base = superclassOf(node);
  const literal = hasScope(node) ? undefined : literalBefore(node);
  return base === undefined || literal === undefined ? NO_STARTS : [[base, literal.getStart(file)]];
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
