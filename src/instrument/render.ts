/**
 * An expression as V8 quotes it in "… is not a function": where a probe's temporary stands in for a receiver, V8 would name the temporary, and
 * the runtime puts this text back. Follows V8's CallPrinter for what people write as receivers.
 */
import { ts } from 'ts-morph';
import { core } from './expressions.js';

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
  if (ts.isTaggedTemplateExpression(p)) return p.tag === node;
  if (ts.isVariableDeclaration(p)) return !ts.isIdentifier(p.name);
  if (ts.isBinaryExpression(p)) {
    const left = core(p.left);
    return p.right === node && (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left));
  }
  return (
    ts.isSpreadElement(p) || ts.isSpreadAssignment(p) || (ts.isYieldExpression(p) && p.asteriskToken !== undefined)
  );
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
  return ts.isCallExpression(e) && e.expression.kind !== ts.SyntaxKind.ImportKeyword
    ? { text: renderCallSite(e.expression), isValue: false }
    : { text: renderCallSite(e), isValue: true };
}

const OTHER = '(intermediate value)';

export function renderCallSite(node: ts.Expression): string {
  const e = core(node);
  if (ts.isIdentifier(e)) return e.text;
  if (e.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  if (e.kind === ts.SyntaxKind.SuperKeyword) return OTHER;
  if (ts.isPropertyAccessExpression(e))
    return `${renderCallSite(e.expression)}${e.questionDotToken ? '?.' : '.'}${e.name.text}`;
  if (ts.isElementAccessExpression(e))
    return `${renderCallSite(e.expression)}${e.questionDotToken ? '?.' : ''}[${renderCallSite(e.argumentExpression)}]`;
  if (ts.isCallExpression(e))
    return e.expression.kind === ts.SyntaxKind.ImportKeyword ? OTHER : `${renderCallSite(e.expression)}(...)`;
  if (ts.isStringLiteralLike(e)) return `"${e.text}"`;
  if (ts.isNumericLiteral(e)) return String(Number(e.text));
  if (ts.isArrayLiteralExpression(e)) return `[${e.elements.map(renderCallSite).join(',')}]`;
  if (ts.isObjectLiteralExpression(e)) return `{${e.properties.map(() => OTHER).join('')}}`;
  if (e.kind === ts.SyntaxKind.NullKeyword || e.kind === ts.SyntaxKind.TrueKeyword) return e.getText();
  return e.kind === ts.SyntaxKind.FalseKeyword ? 'false' : OTHER;
}
