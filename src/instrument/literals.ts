/**
 * Array and object literals whose value is recorded as soon as it is there. Their properties are plain data for sure, which spares the
 * runtime a look at each one's descriptor.
 */
import { ts } from 'ts-morph';

/** Nothing in it but values: no accessors, no holes, nothing whose number only the program knows. */
export function isPlainLiteral(node: ts.Node): node is ts.ArrayLiteralExpression | ts.ObjectLiteralExpression {
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every((e) => !ts.isOmittedExpression(e) && !ts.isSpreadElement(e));
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.every((p) => ts.isPropertyAssignment(p) || ts.isShorthandPropertyAssignment(p))
  );
}

/** The literal is what a probe records, or a part of such a literal. */
export function isRecordedAtOnce(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node && ts.isIdentifier(parent.name);
  if (ts.isReturnStatement(parent)) return true;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if (ts.isBinaryExpression(parent))
    return (
      parent.right === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      (ts.isIdentifier(parent.left) || ts.isPropertyAccessExpression(parent.left))
    );
  if (ts.isArrayLiteralExpression(parent)) return isPlainLiteral(parent) && isRecordedAtOnce(parent);
  if (ts.isPropertyAssignment(parent))
    return isPlainLiteral(parent.parent) && parent.initializer === node && isRecordedAtOnce(parent.parent);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isRecordedAtOnce(parent);
  return (
    (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) &&
    isRecordedAtOnce(parent)
  );
}
