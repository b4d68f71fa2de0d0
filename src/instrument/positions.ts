/**
 * Where V8 says that an expression is: the place at which its debugger stops for a condition, an initialiser, the body of an arrow function.
 * Follows V8's parser (src/parsing/parser-base.h), in which an operation lies at its operator, a call at the name that it calls, a member at
 * its key (behind a call, at its dot), and everything else at its first token.
 */
import { ts } from 'ts-morph';
import { core, isAssignment, isImport, isUpdate } from './nodes.js';
import { lookup, type Scope } from './scopes.js';

/** Offset in the file. */
export function breakPosition(node: ts.Expression, file: ts.SourceFile): number {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return breakPosition(node.expression, file);
  if (ts.isBinaryExpression(node)) return binaryPosition(node, file);
  if (ts.isPropertyAccessExpression(node))
    return isBehindCall(node) ? dotPosition(node, file) : node.name.getStart(file);
  if (ts.isElementAccessExpression(node)) return tokenBefore(node.argumentExpression.getStart(file), '[', file);
  if (ts.isCallExpression(node)) return callPosition(node, file);
  if (ts.isTaggedTemplateExpression(node)) return node.template.getStart(file);
  if (ts.isPostfixUnaryExpression(node)) return node.end - 2;
  if (ts.isPrefixUnaryExpression(node) && isUpdate(node)) return lastToken(node.operand, file);
  if (ts.isConditionalExpression(node)) return node.getStart(file);
  return node.getStart(file);
}

/**
 * The same in the head of a loop over values. Of an operation V8 takes the place for the first thing that it does: if that is to get a
 * property of what needs no loading, it has a place of its own.
 */
export function iteratedPosition(node: ts.Expression, file: ts.SourceFile, scope: Scope): number {
  const operation = core(node);
  const isOperation = ts.isBinaryExpression(operation) && !isAssignment(operation);
  const first =
    isOperation && operation.operatorToken.kind !== ts.SyntaxKind.CommaToken ? firstAccess(operation.left) : undefined;
  return breakPosition(first !== undefined && needsNoLoading(first.expression, scope) ? first : node, file);
}

/** The property whose object is what an expression evaluates first. */
function firstAccess(node: ts.Expression): ts.PropertyAccessExpression | ts.ElementAccessExpression | undefined {
  const e = core(node);
  if (ts.isBinaryExpression(e)) return isAssignment(e) ? undefined : firstAccess(e.left);
  if (ts.isCallExpression(e)) return firstAccess(e.expression);
  if (ts.isOptionalChain(e) || !(ts.isPropertyAccessExpression(e) || ts.isElementAccessExpression(e))) return undefined;
  return firstAccess(e.expression) ?? e;
}

/** It is in a register of the running function. */
function needsNoLoading(node: ts.Expression, scope: Scope): boolean {
  const e = core(node);
  if (e.kind === ts.SyntaxKind.ThisKeyword) return scope.fn.kind !== 'arrow' && !scope.fn.derived;
  const v = ts.isIdentifier(e) ? lookup(scope, e.text) : undefined;
  return v !== undefined && !v.captured && !v.hidden && !v.selfName;
}

/** A member of what a call returned, with nothing but members between: to V8 another thing than a member of anything else. */
export function isBehindCall(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): boolean {
  if (ts.isOptionalChain(node)) return true;
  let e: ts.Expression = node.expression;
  for (;;) {
    if (ts.isCallExpression(e)) return true;
    if (ts.isPropertyAccessExpression(e) || ts.isElementAccessExpression(e) || ts.isNonNullExpression(e))
      e = e.expression;
    else if (ts.isTaggedTemplateExpression(e)) e = e.tag;
    else return false;
  }
}

/** Its dot, or its `?.` */
export const dotPosition = (node: ts.PropertyAccessExpression, file: ts.SourceFile): number =>
  node.questionDotToken?.getStart(file) ?? tokenBefore(node.name.getStart(file), '.', file);

/** Of `a + b + c`, one operation with three operands to V8, it is the place of the first operand. */
function binaryPosition(node: ts.BinaryExpression, file: ts.SourceFile): number {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.CommaToken) {
    const operands = commaOperands(node);
    return breakPosition((operands.length === 2 ? operands[1] : operands[0]) as ts.Expression, file);
  }
  const left = withoutParentheses(node.left);
  if (isFoldedText(node)) return left.getStart(file);
  if (collapses(operator) && ts.isBinaryExpression(left) && left.operatorToken.kind === operator) {
    let first: ts.Expression = left;
    while (ts.isBinaryExpression(first) && first.operatorToken.kind === operator)
      first = withoutParentheses(first.left);
    return breakPosition(first, file);
  }
  // V8 takes the place of `??` when it has read on.
  return operator === ts.SyntaxKind.QuestionQuestionToken
    ? node.right.getStart(file)
    : node.operatorToken.getStart(file);
}

/** V8 has put the two together when it parsed. */
export const isFoldedText = ({ left, operatorToken, right }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.PlusToken && [left, right].every((e) => ts.isStringLiteralLike(core(e)));

/** Comparisons, assignments and `**` stay operations of two. */
function collapses(operator: ts.BinaryOperator): boolean {
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.BarToken:
    case ts.SyntaxKind.CaretToken:
    case ts.SyntaxKind.AmpersandToken:
    case ts.SyntaxKind.LessThanLessThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return true;
    default:
      return false;
  }
}

/** `a, b, c` as a list. */
export function commaOperands(node: ts.Expression): ts.Expression[] {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken
    ? [...commaOperands(node.left), node.right]
    : [node];
}

const withoutParentheses = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;

/** The name before the parenthesis, or the parenthesis itself. */
function callPosition(node: ts.CallExpression, file: ts.SourceFile): number {
  const callee = node.expression;
  if (node.questionDotToken !== undefined) return file.text.indexOf('(', node.questionDotToken.end);
  if (ts.isIdentifier(callee) || callee.kind === ts.SyntaxKind.SuperKeyword) return callee.getStart(file);
  if (isImport(callee)) return node.getStart(file);
  if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.name) && !isKeyword(callee.name.text))
    return callee.name.getStart(file);
  return file.text.indexOf('(', callee.end);
}

const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true);

function isKeyword(name: string): boolean {
  scanner.setText(name);
  const kind = scanner.scan();
  return kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastReservedWord;
}

function lastToken(node: ts.Expression, file: ts.SourceFile): number {
  const last = node.getLastToken(file);
  return last === undefined ? node.getStart(file) : lastToken(last as ts.Expression, file);
}

const tokenBefore = (offset: number, token: string, file: ts.SourceFile): number =>
  file.text.lastIndexOf(token, offset - 1);
