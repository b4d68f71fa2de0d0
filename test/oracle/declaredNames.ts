/** Which names a text declares in a block, by TypeScript's parser. */
import ts from 'typescript';

/** Of the variables in the scope that a block, a loop or a `catch` is. */
export function blockNames(node: ts.Node): string[] {
  if (ts.isBlock(node)) return node.statements.flatMap(declaredNames);
  if (ts.isCaseBlock(node)) return node.clauses.flatMap(({ statements }) => statements.flatMap(declaredNames));
  if (ts.isCatchClause(node))
    return node.variableDeclaration === undefined ? [] : boundNames(node.variableDeclaration.name);
  const isLoop = ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node);
  return isLoop && node.initializer !== undefined ? listedNames(node.initializer) : [];
}

/** What a statement declares in its block. */
export function declaredNames(s: ts.Statement): string[] {
  if (ts.isVariableStatement(s)) return listedNames(s.declarationList);
  const isNamed = ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s);
  return isNamed && s.name !== undefined ? [s.name.text] : [];
}

/** What `let`, `const` and `using` declare in such a list. */
export const listedNames = (node: ts.Node): string[] =>
  ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0
    ? node.declarations.flatMap(({ name }) => boundNames(name))
    : [];

export const boundNames = (binding: ts.BindingName): string[] =>
  ts.isIdentifier(binding)
    ? [binding.text]
    : binding.elements.flatMap((e) => (ts.isBindingElement(e) ? boundNames(e.name) : []));

/** An inner function of the node names the variable, and not one of its own. */
export function isNamedInFunction(node: ts.Node, name: string, isInside = false): boolean {
  if (ts.isIdentifier(node)) return isInside && node.text === name;
  const inside = isInside || ts.isFunctionLike(node) || ts.isClassLike(node);
  const names = (child: ts.Node): boolean => !declares(child, name) && isNamedInFunction(child, name, inside);
  return ts.forEachChild(node, names) === true;
}

const declares = (node: ts.Node, name: string): boolean =>
  blockNames(node).includes(name) ||
  (ts.isFunctionLike(node) && node.parameters.some((p) => ts.isParameter(p) && boundNames(p.name).includes(name)));
