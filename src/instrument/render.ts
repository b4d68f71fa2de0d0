/**
 * An expression as V8 quotes it in "… is not a function": where a probe's temporary stands in for a receiver, V8 would name the temporary, and
 * the runtime puts this text back. Follows V8's CallPrinter for what people write as receivers.
 */
import { ts } from 'ts-morph';
import { core, isArrayIndex, isAssignment, isFunctionNode, isImport } from './nodes.js';

/** V8 may name the expression in an error message: it is called, iterated or taken apart. */
export function isQuoted(node: ts.Expression): boolean {
  const p = node.parent;
  if (
    ts.isParenthesizedExpression(p) ||
    ts.isAsExpression(p) ||
    ts.isSatisfiesExpression(p) ||
    ts.isNonNullExpression(p) ||
    ts.isTypeAssertionExpression(p)
  )
    return isQuoted(p);
  if (ts.isCallExpression(p) || ts.isNewExpression(p)) return p.expression === node;
  if (ts.isElementAccessExpression(p)) return p.argumentExpression === node && isQuoted(p);
  if (ts.isTaggedTemplateExpression(p)) return p.tag === node;
  if (ts.isVariableDeclaration(p)) return !ts.isIdentifier(p.name);
  if (ts.isBinaryExpression(p) && !isAssignment(p)) return isQuoted(p);
  if (ts.isBinaryExpression(p)) {
    const left = core(p.left);
    return p.right === node && (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left));
  }
  return (
    ts.isSpreadElement(p) || ts.isSpreadAssignment(p) || (ts.isYieldExpression(p) && p.asteriskToken !== undefined)
  );
}

/** V8 may print it as part of what it names: as it is, or as the receiver or an operand. Where calls have no probes, nothing keeps such receivers. */
export function isPrinted(node: ts.Expression): boolean {
  if (isQuoted(node)) return true;
  const p = node.parent;
  if (ts.isForOfStatement(p)) return p.expression === node;
  if (ts.isBindingElement(p) || ts.isParameter(p)) return p.initializer === node && !ts.isIdentifier(p.name);
  if (ts.isTemplateSpan(p)) return isPrinted(p.parent);
  if (ts.isCallExpression(p) || ts.isNewExpression(p)) return p.expression === node && isPrinted(p);
  return ts.isExpression(p) && !isFunctionNode(p) && !ts.isClassExpression(p) && isPrinted(p);
}

/** What a probe stands in for when V8 names it. */
export interface Quoted {
  readonly text: string;
  /** the expression is itself no call, as which V8 would name the probe */
  readonly isValue: boolean;
}

/** Undefined where V8 names nothing. */
export function quotedAs(node: ts.Expression): Quoted | undefined {
  return isQuoted(node) ? quoted(node) : undefined;
}

export function quoted(node: ts.Expression): Quoted {
  const e = core(node);
  if (ts.isTaggedTemplateExpression(e)) return { text: renderCallSite(e.tag), isValue: false };
  return ts.isCallExpression(e) && !isImport(e.expression) ? calleeOf(e) : { text: renderCallSite(e), isValue: true };
}

/** As what is called. */
export const calleeOf = (e: ts.CallExpression): Quoted => ({ text: renderCallSite(e.expression), isValue: false });

/** As what is iterated: V8 names the constructor that made it. */
export function quotedWhenIterated(node: ts.Expression): Quoted {
  const e = core(node);
  return ts.isNewExpression(e) ? { text: renderCallSite(e.expression), isValue: false } : quoted(node);
}

const OTHER = '(intermediate value)';

/** Operators of which V8 makes one operation with many operands; comparisons are not among them. */
const COLLAPSED: ReadonlySet<ts.BinaryOperator> = new Set([
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

export function renderCallSite(node: ts.Expression): string {
  const e = core(node);
  if (ts.isIdentifier(e)) return e.text;
  if (ts.isPropertyAccessExpression(e) || ts.isElementAccessExpression(e)) return renderProperty(e);
  if (ts.isCallExpression(e)) return isImport(e.expression) ? OTHER : `${renderCallSite(e.expression)}(...)`;
  if (ts.isTaggedTemplateExpression(e)) return `${renderCallSite(e.tag)}(...)`;
  // Generators begin with a yield.
  if (isFunctionNode(e)) return OTHER.repeat(Math.max(1, statementCount(e) + (e.asteriskToken === undefined ? 0 : 1)));
  if (ts.isClassExpression(e)) return OTHER.repeat(Math.max(1, memberCount(e)));
  if (ts.isConditionalExpression(e)) return OTHER.repeat(partsOf(e));
  return renderLiteral(e) ?? renderOperation(e) ?? OTHER;
}

/** Nothing is printed of a body but that its statements are there; default values and patterns make two of it. */
function statementCount({ body, parameters }: ts.FunctionLikeDeclaration): number {
  const isSimple = parameters.every((p) => ts.isIdentifier(p.name) && !p.initializer && !p.dotDotDotToken);
  if (!isSimple) return 2;
  if (body === undefined || !ts.isBlock(body)) return 1;
  return body.statements.filter((s) => !ts.isFunctionDeclaration(s) && !ts.isEmptyStatement(s)).length;
}

const memberCount = (e: ts.ClassExpression): number =>
  (e.heritageClauses?.length ?? 0) + e.members.filter((m) => !ts.isConstructorDeclaration(m)).length;

/** Operands of `a ? b : c ? d : e`, which is one to V8. */
const partsOf = (e: ts.Expression): number => (ts.isConditionalExpression(e) ? 2 + partsOf(e.whenFalse) : 1);

function renderProperty(e: ts.PropertyAccessExpression | ts.ElementAccessExpression): string {
  const object = renderCallSite(e.expression);
  const optional = e.questionDotToken === undefined ? '' : '?';
  if (ts.isPropertyAccessExpression(e))
    return ts.isPrivateIdentifier(e.name)
      ? `${object}${optional && '?.'}[${e.name.text}]`
      : `${object}${optional}.${e.name.text}`;
  const key = core(e.argumentExpression);
  return ts.isStringLiteralLike(key) && !isArrayIndex(key.text)
    ? `${object}${optional}.${key.text}`
    : `${object}${optional && '?.'}[${ts.isStringLiteralLike(key) ? key.text : renderCallSite(key)}]`;
}

/** V8 calculates with the numbers of the text while it parses. */
function folded(node: ts.Expression): number | undefined {
  const e = core(node);
  if (ts.isNumericLiteral(e)) return Number(e.text);
  if (ts.isPrefixUnaryExpression(e)) return foldedUnary(e);
  const [a, b] = ts.isBinaryExpression(e) ? [folded(e.left), folded(e.right)] : [];
  if (!ts.isBinaryExpression(e) || a === undefined || b === undefined) return undefined;
  return FOLDED.get(e.operatorToken.kind)?.(a, b);
}

function foldedUnary({ operator, operand }: ts.PrefixUnaryExpression): number | undefined {
  const value = folded(operand);
  if (value === undefined || operator === ts.SyntaxKind.PlusToken) return value;
  if (operator === ts.SyntaxKind.MinusToken) return -value;
  return operator === ts.SyntaxKind.TildeToken ? ~value : undefined;
}

const FOLDED: ReadonlyMap<ts.SyntaxKind, (a: number, b: number) => number> = new Map([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
  [ts.SyntaxKind.BarToken, (a, b) => a | b],
  [ts.SyntaxKind.CaretToken, (a, b) => a ^ b],
  [ts.SyntaxKind.AmpersandToken, (a, b) => a & b],
  [ts.SyntaxKind.LessThanLessThanToken, (a, b) => a << b],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, (a, b) => a >> b],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, (a, b) => a >>> b],
]);

function renderLiteral(e: ts.Expression): string | undefined {
  const number = folded(e);
  if (number !== undefined) return String(number);
  if (ts.isStringLiteralLike(e)) return `"${e.text}"`;
  if (ts.isRegularExpressionLiteral(e)) return e.text;
  if (ts.isTemplateExpression(e)) return e.templateSpans.map((s) => renderCallSite(s.expression)).join('');
  if (ts.isSpreadElement(e)) return `(...${renderCallSite(e.expression)})`;
  if (ts.isArrayLiteralExpression(e)) return `[${e.elements.map(renderCallSite).join(',')}]`;
  if (ts.isObjectLiteralExpression(e)) return `{${e.properties.map(() => OTHER).join('')}}`;
  switch (e.kind) {
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.NullKeyword:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
      return e.getText();
    default:
      return undefined;
  }
}

function renderOperation(e: ts.Expression): string | undefined {
  if (ts.isTypeOfExpression(e)) return `(typeof ${renderCallSite(e.expression)})`;
  if (ts.isVoidExpression(e)) return `(void ${renderCallSite(e.expression)})`;
  if (ts.isDeleteExpression(e)) return `(delete ${renderCallSite(e.expression)})`;
  if (ts.isPrefixUnaryExpression(e) && e.operator === ts.SyntaxKind.ExclamationToken && folded(e.operand) !== undefined)
    return String(!folded(e.operand));
  if (ts.isPrefixUnaryExpression(e)) return `(${ts.tokenToString(e.operator)}${renderCallSite(e.operand)})`;
  if (ts.isPostfixUnaryExpression(e)) return `(${renderCallSite(e.operand)}${ts.tokenToString(e.operator)})`;
  return ts.isBinaryExpression(e) ? renderBinary(e) : undefined;
}

function renderBinary(e: ts.BinaryExpression): string {
  const { kind } = e.operatorToken;
  if (isAssignment(e)) return renderCallSite(e.left);
  const text = (op: ts.BinaryOperator): string =>
    `(${operandsOf(e, kind)
      .map(renderCallSite)
      .join(` ${ts.tokenToString(op)} `)})`;
  // An inequality is an equality that is negated.
  if (kind === ts.SyntaxKind.ExclamationEqualsToken) return `(!${text(ts.SyntaxKind.EqualsEqualsToken)})`;
  if (kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) return `(!${text(ts.SyntaxKind.EqualsEqualsEqualsToken)})`;
  return text(kind);
}

/** `a + b + c` has three. */
function operandsOf(e: ts.BinaryExpression, kind: ts.BinaryOperator): ts.Expression[] {
  const left = core(e.left);
  const collapses = ts.isBinaryExpression(left) && left.operatorToken.kind === kind && COLLAPSED.has(kind);
  return [...(collapses ? operandsOf(left, kind) : [e.left]), e.right];
}
