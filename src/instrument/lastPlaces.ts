/**
 * Where V8 says that a function is while it makes a class: it has no place for that, so it is the last one that it has set before, in the order of
 * its code (src/interpreter/bytecode-generator.cc). Often that is another line's: the statement's before the class, or the function's beginning.
 */
import { ts } from 'ts-morph';
import { core, isAssignment, isFunctionNode, isStatic, isUpdate } from './nodes.js';
import { classStart } from './defaultConstructors.js';
import { evaluated } from './firstLoads.js';
import { breakPosition, isFoldedText } from './positions.js';
import { returnsAtOnce } from './returns.js';

type Place = number | undefined;

/** Offset of the last place that the function around has set before the statement. */
export function placeBefore(node: ts.Node, file: ts.SourceFile): number {
  const { parent } = node;
  if (ts.isClassStaticBlockDeclaration(parent)) return placeBeforeBlock(node, parent, file);
  if (ts.isSourceFile(parent) || isFunctionNode(parent))
    return lastOf(childrenBefore(node, parent), file) ?? functionStart(parent, file);
  return lastOf(childrenBefore(node, parent), file) ?? ownBefore(parent, file) ?? placeBefore(parent, file);
}

/** The last place that V8 has set before it evaluates an operand: that of what comes before it, or where its statement begins to V8. */
export function placeBeforeOperand(operand: ts.Expression, file: ts.SourceFile): Place {
  let node: ts.Node = operand;
  while (!ts.isStatement(node) && !isFunctionNode(node)) {
    const { parent }: ts.Node = node;
    const place = placeWithin(parent, node, file);
    if (place !== undefined) return place;
    node = parent;
  }
  return ts.isSwitchStatement(node) ? node.getStart(file) : undefined;
}

/** The last place that the parent sets before a child of it. */
function placeWithin(parent: ts.Node, child: ts.Node, file: ts.SourceFile): Place {
  const start = evaluated(parent, file).find(([e]) => e === child);
  if (start !== undefined) return start[1];
  if (ts.isParameter(parent)) return placeBefore(parent, file);
  if (ts.isBindingElement(parent)) return parent.name.getStart(file);
  if (hasPlaceOfChild(parent, child)) return breakPosition(child, file);
  // What is assigned to is no operand, but what it is a member of is.
  const isValue = ts.isBinaryExpression(parent) && isAssignment(parent) && parent.right === child;
  return lastOf(isValue ? childrenOf(core(parent.left)) : childrenBefore(child, parent), file);
}

/** V8 sets the child's own place before it evaluates it. */
const hasPlaceOfChild = (parent: ts.Node, child: ts.Node): child is ts.Expression =>
  (ts.isComputedPropertyName(parent) && ts.isClassLike(parent.parent.parent)) ||
  ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === child) ||
  (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken && parent.right === child);

/** The same for the end of a function's body. */
export const placeAtEnd = (fn: ts.Node, body: ts.Block, file: ts.SourceFile): number =>
  lastOf([...(ts.isFunctionLike(fn) ? fn.parameters : []), ...body.statements], file) ?? functionStart(fn, file);

/** The last place of operands that nothing is done with yet. */
export function lastLoaded(operands: readonly ts.Expression[], file: ts.SourceFile): Place {
  for (let i = operands.length - 1; i >= 0; i--) {
    const e = core(operands[i] as ts.Expression);
    const place = ts.isIdentifier(e) ? e.getStart(file) : lastIn(e, file);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The static elements of a class are one function, which begins where the first of them does. */
function placeBeforeBlock(body: ts.Node, block: ts.ClassStaticBlockDeclaration, file: ts.SourceFile): number {
  const elements = block.parent.members.filter(
    (m) => ts.isClassStaticBlockDeclaration(m) || (ts.isPropertyDeclaration(m) && isStatic(m)),
  );
  const before = elements.slice(0, elements.indexOf(block)).flatMap((m) => {
    if (ts.isClassStaticBlockDeclaration(m)) return lastIn(m.body, file) ?? [];
    const { initializer } = m as ts.PropertyDeclaration;
    return initializer === undefined ? [] : (lastIn(initializer, file) ?? initializer.getStart(file));
  });
  return before.at(-1) ?? (elements[0] ?? body).getStart(file);
}

/** What runs before a child, in V8's order of code. */
function childrenBefore(node: ts.Node, parent: ts.Node): readonly ts.Node[] {
  if (ts.isCaseOrDefaultClause(parent) && parent.statements.some((s) => s === node)) {
    const { clauses } = parent.parent;
    const earlier = clauses.slice(0, clauses.indexOf(parent)).flatMap(({ statements }) => [...statements]);
    return [
      ...tests(parent.parent),
      ...earlier,
      ...parent.statements.slice(0, parent.statements.indexOf(node as ts.Statement)),
    ];
  }
  if (ts.isForStatement(parent) && node === parent.statement) return present(parent.initializer, parent.condition);
  if (ts.isDoStatement(parent) || ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return [];
  return childrenOf(parent).filter((child) => child.end <= node.pos);
}

const tests = (block: ts.CaseBlock): ts.Expression[] =>
  block.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []));

/** The place that a statement sets itself before the child runs. */
function ownBefore(parent: ts.Node, file: ts.SourceFile): Place {
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return lastName(parent.initializer, file);
  if (ts.isForStatement(parent) || ts.isWhileStatement(parent)) {
    const condition = ts.isForStatement(parent) ? parent.condition : parent.expression;
    return condition === undefined ? undefined : breakPosition(condition, file);
  }
  if (ts.isCaseBlock(parent) || ts.isIfStatement(parent) || ts.isWithStatement(parent))
    return (ts.isCaseBlock(parent) ? parent.parent : parent).getStart(file);
  return undefined;
}

function functionStart(node: ts.Node, file: ts.SourceFile): number {
  if (ts.isSourceFile(node)) return 0;
  if (ts.isArrowFunction(node)) return node.getStart(file);
  return file.text.indexOf('(', (node as ts.FunctionLikeDeclaration).name?.end ?? node.getStart(file));
}

const childrenOf = (node: ts.Node): ts.Node[] => {
  const found: ts.Node[] = [];
  ts.forEachChild(node, (child) => void found.push(child));
  return found;
};

const present = (...nodes: readonly (ts.Node | undefined)[]): ts.Node[] => nodes.filter((n) => n !== undefined);

function lastOf(nodes: readonly ts.Node[], file: ts.SourceFile): Place {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const place = lastIn(nodes[i] as ts.Node, file);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The last place that the code of a node sets. */
function lastIn(node: ts.Node, file: ts.SourceFile): Place {
  if (isFunctionNode(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return undefined;
  return ts.isExpression(node) ? lastInExpression(node, file) : lastInStatement(node, file);
}

function lastInStatement(node: ts.Node, file: ts.SourceFile): Place {
  const inner = (): Place => lastOf(childrenOf(node), file);
  if (ts.isVariableDeclaration(node)) return lastInDeclaration(node, file);
  if (ts.isParameter(node) && isPattern(node.name)) return lastInPattern(node.name, file);
  if (ts.isReturnStatement(node)) return returnsAtOnce(node) ? node.end : placeOfReturn(node, file);
  if (ts.isIterationStatement(node, false)) return isLeft(node.statement) ? inner() : node.getStart(file);
  if (ts.isClassDeclaration(node)) return classStart(node, file);
  if (ts.isSwitchStatement(node)) {
    const bodies = node.caseBlock.clauses.flatMap(({ statements }) => [...statements]);
    return lastOf([node.expression, ...tests(node.caseBlock), ...bodies], file) ?? node.getStart(file);
  }
  if (ts.isThrowStatement(node) || ts.isDebuggerStatement(node) || ts.isBreakOrContinueStatement(node))
    return node.getStart(file);
  if (ts.isExpressionStatement(node) || ts.isIfStatement(node)) return inner() ?? node.getStart(file);
  return inner();
}

function lastInDeclaration(d: ts.VariableDeclaration, file: ts.SourceFile): Place {
  if (!ts.isIdentifier(d.name)) return lastInPattern(d.name, file);
  if (d.initializer !== undefined) return d.initializer.getStart(file);
  return (d.parent.flags & ts.NodeFlags.Let) === 0 ? undefined : d.name.getStart(file);
}

/** What is bound last. */
function lastInPattern(pattern: ts.Node, file: ts.SourceFile): Place {
  const last = childrenOf(pattern).findLast((element) => !ts.isOmittedExpression(element));
  if (last === undefined) return undefined;
  const { target, value } = elementOf(last);
  const place = value === undefined ? undefined : lastIn(value, file);
  if (place !== undefined) return place;
  return isPattern(target) ? lastInPattern(target, file) : (lastIn(target, file) ?? target.getStart(file));
}

const isPattern = (node: ts.Node): boolean =>
  ts.isObjectBindingPattern(node) ||
  ts.isArrayBindingPattern(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node);

/** Of a pattern that declares, or one that assigns. */
function elementOf(e: ts.Node): { readonly target: ts.Node; readonly value?: ts.Expression | undefined } {
  if (ts.isBindingElement(e)) return { target: e.name, value: e.initializer };
  if (ts.isShorthandPropertyAssignment(e)) return { target: e.name, value: e.objectAssignmentInitializer };
  if (ts.isPropertyAssignment(e)) return elementOf(e.initializer);
  if (ts.isSpreadElement(e) || ts.isSpreadAssignment(e)) return elementOf(e.expression);
  return ts.isBinaryExpression(e) ? { target: e.left, value: e.right } : { target: e };
}

/** Of a `return` behind which more of the function runs. */
export const placeOfReturn = (s: ts.ReturnStatement, file: ts.SourceFile): number =>
  (s.expression === undefined ? undefined : lastIn(s.expression, file)) ?? s.getStart(file);

/** The last place of a block's statements, behind which its resources are disposed of. */
export const placeOfDisposal = (block: ts.Block | ts.ModuleBlock, file: ts.SourceFile): number =>
  lastOf(block.statements, file) ?? block.getStart(file);

/** The last place of a loop that has no second round, behind which its iterator is closed; undefined of others, and of those whose body is no block. */
export const placeOfClosing = ({ statement }: ts.ForOfStatement, file: ts.SourceFile): Place =>
  ts.isBlock(statement) && isLeft(statement) ? lastOf(statement.statements, file) : undefined;

/** There is no second round. */
const isLeft = (body: ts.Statement): boolean => {
  if (ts.isBlock(body)) return body.statements.length > 0 && isLeft(body.statements.at(-1) as ts.Statement);
  if (ts.isIfStatement(body))
    return isLeft(body.thenStatement) && body.elseStatement !== undefined && isLeft(body.elseStatement);
  return ts.isBreakStatement(body) || ts.isReturnStatement(body) || ts.isThrowStatement(body);
};

/** Of the variables that a loop declares, or its target. */
function lastName(node: ts.ForInitializer, file: ts.SourceFile): Place {
  const name = ts.isVariableDeclarationList(node) ? (node.declarations[0]?.name ?? node) : core(node);
  return isPattern(name) ? lastInPattern(name, file) : (lastIn(name, file) ?? name.getStart(file));
}

/**
 * Of what is iterated, if V8 was somewhere else last than where the whole lies (then it does not find what to name if that cannot be iterated):
 * where, and the call that it would name, if it was there.
 */
export function lastOperand(node: ts.Expression, file: ts.SourceFile): LastOperand | undefined {
  const e = core(node);
  if (!isChoice(e) && !ts.isOptionalChain(e)) return undefined;
  const place = lastIn(e, file) ?? breakPosition(e, file);
  const last = chosenLast(e);
  return { place, call: last !== undefined && ts.isCallExpression(last) ? last : undefined };
}

export interface LastOperand {
  readonly place: number;
  readonly call: ts.CallExpression | undefined;
}

const isChoice = (e: ts.Expression): e is ts.BinaryExpression | ts.ConditionalExpression =>
  ts.isConditionalExpression(e) ||
  (ts.isBinaryExpression(e) && !isOperation(e) && e.operatorToken.kind !== ts.SyntaxKind.CommaToken);

/** The operand whose code comes last, of those that have a place. */
function chosenLast(node: ts.Expression): ts.Expression | undefined {
  const e = core(node);
  if (!isChoice(e)) return ts.isLiteralExpression(e) || isFunctionNode(e) ? undefined : e;
  const operands = ts.isConditionalExpression(e) ? [e.whenFalse, e.whenTrue, e.condition] : [e.right, e.left];
  for (const operand of operands) {
    const last = chosenLast(operand);
    if (last !== undefined) return last;
  }
  return undefined;
}

function lastInExpression(node: ts.Expression, file: ts.SourceFile): Place {
  const e = core(node);
  if (ts.isIdentifier(e))
    return isLoaded(node) && !isFirst(node) && e.text !== 'undefined' ? e.getStart(file) : undefined;
  if (ts.isBinaryExpression(e) && isAssignment(e) && isPattern(core(e.left))) return lastInPattern(core(e.left), file);
  if (ts.isBinaryExpression(e) && isOperation(e)) return isFolded(e) ? undefined : e.operatorToken.getStart(file);
  if (hasPlace(e)) return breakPosition(e, file);
  if (ts.isObjectLiteralExpression(e)) return lastInLiteral(e, file);
  if (ts.isSpreadElement(e)) return breakPosition(e.expression, file);
  return lastOf(childrenOf(e), file);
}

/** Functions, and all that follows the first name which is calculated, are put in one by one. */
function lastInLiteral({ properties }: ts.ObjectLiteralExpression, file: ts.SourceFile): Place {
  for (let i = properties.length - 1; i >= 0; i--) {
    const p = properties[i] as ts.ObjectLiteralElementLike;
    const isLate = properties
      .slice(0, i + 1)
      .some((q) => ts.isSpreadAssignment(q) || (q.name !== undefined && ts.isComputedPropertyName(q.name)));
    if (ts.isMethodDeclaration(p)) return p.getStart(file);
    if (ts.isPropertyAssignment(p) && (isLate || isFunctionNode(core(p.initializer))))
      return breakPosition(p.initializer, file);
    const place = ts.isAccessor(p) ? undefined : lastIn(p, file);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Not one that gives one of its operands as it is. */
function isOperation({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind !== ts.SyntaxKind.CommaToken &&
    kind !== ts.SyntaxKind.BarBarToken &&
    kind !== ts.SyntaxKind.AmpersandAmpersandToken &&
    kind !== ts.SyntaxKind.QuestionQuestionToken
  );
}

/** The name is an operand. */
function isLoaded(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return (
    ts.isBinaryExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isSpreadAssignment(parent) ||
    (ts.isParenthesizedExpression(parent) && isLoaded(parent))
  );
}

/** What a statement evaluates first has the statement's place. */
function isFirst(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isStatement(parent) || ts.isVariableDeclaration(parent) || ts.isArrowFunction(parent)) return true;
  return childrenOf(parent)[0] === node && isFirst(parent);
}

/** V8 has calculated it when it parsed. */
const isFolded = (e: ts.BinaryExpression): boolean =>
  isFoldedText(e) || (!isAssignment(e) && [e.left, e.right].every((operand) => ts.isNumericLiteral(core(operand))));

const hasPlace = (e: ts.Expression): boolean =>
  ts.isCallExpression(e) ||
  ts.isNewExpression(e) ||
  ts.isTaggedTemplateExpression(e) ||
  ts.isPropertyAccessExpression(e) ||
  ts.isElementAccessExpression(e) ||
  ts.isAwaitExpression(e) ||
  ts.isYieldExpression(e) ||
  ts.isDeleteExpression(e) ||
  isUpdate(e) ||
  (ts.isPrefixUnaryExpression(e) && e.operator !== ts.SyntaxKind.ExclamationToken);
