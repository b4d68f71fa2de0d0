/**
 * Array and object literals whose value is recorded as soon as it is there. Their properties are plain data for sure, which spares the
 * runtime a look at each one's descriptor.
 */
import { ts } from 'ts-morph';

/** All its properties are data: no accessors, no holes. */
export const isPlainLiteral = (node: ts.Node): node is ts.ArrayLiteralExpression | ts.ObjectLiteralExpression =>
  ts.isArrayLiteralExpression(node)
    ? !node.elements.some(ts.isOmittedExpression)
    : ts.isObjectLiteralExpression(node) && !node.properties.some(ts.isAccessor);

/** The literal is what a probe records, or a part of such a literal. `writes`: probes record writes, too, not calls alone. */
export function isRecordedAtOnce(node: ts.Expression, writes: boolean): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return writes && parent.initializer === node && ts.isIdentifier(parent.name);
  if (ts.isReturnStatement(parent)) return true;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if (ts.isBinaryExpression(parent))
    return (
      writes &&
      parent.right === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      (ts.isIdentifier(parent.left) || ts.isPropertyAccessExpression(parent.left))
    );
  if (ts.isArrayLiteralExpression(parent)) return isPlainLiteral(parent) && isRecordedAtOnce(parent, writes);
  if (ts.isPropertyAssignment(parent))
    return isPlainLiteral(parent.parent) && parent.initializer === node && isRecordedAtOnce(parent.parent, writes);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isRecordedAtOnce(parent, writes);
  return (
    (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) &&
    isRecordedAtOnce(parent, writes)
  );
}
