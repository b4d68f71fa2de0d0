/**
 * An expression as V8 quotes it in "… is not a function": where a probe's temporary stands in for a receiver, V8 would name the temporary, and
 * the runtime puts this text back. Follows V8's CallPrinter for what people write as receivers.
 */
import { ts } from 'ts-morph';
import { core } from './expressions.js';

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
