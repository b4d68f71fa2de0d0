/** The names that the language gives to functions and classes by where they stand. */
import { ts } from 'ts-morph';
import { core, isFunctionNode } from './nodes.js';

/** The name that the language gives to a function or class where it stands; '' if it is known at run time only, undefined if there is none. */
export function staticName(node: ts.Node): string | undefined {
  if ((isFunctionNode(node) || ts.isClassLike(node)) && node.name !== undefined) return textOf(node.name);
  if (ts.isConstructorDeclaration(node)) return staticName(node.parent);
  let at = node;
  while (ts.isExpression(at.parent) && at.parent !== core(at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isExportAssignment(parent)) return 'default';
  if (ts.isBinaryExpression(parent))
    return NAMING.has(parent.operatorToken.kind) && ts.isIdentifier(parent.left) ? parent.left.text : undefined;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return textOf(parent.name);
  return ts.isShorthandPropertyAssignment(parent) ? parent.name.text : undefined;
}

const textOf = (name: ts.PropertyName | ts.BindingName): string =>
  ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)
    ? name.text
    : ts.isNumericLiteral(name)
      ? String(Number(name.text))
      : '';

/** Assignments that give a function its target's name. */
export const NAMING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);
