/** What stack traces call the functions and classes of a file: by the language, or by V8. */
import { ts } from 'ts-morph';
import type { FunctionName } from '../wire/sites.js';
import { writtenConstructor } from './inferredNames.js';
import { isFunctionNode, isLeaf } from './nodes.js';
import { staticName } from './staticNames.js';

/** Of a function or class, with the names that V8 infers in the file. */
export function functionName(
  node: ts.Node,
  file: ts.SourceFile,
  inferred: ReadonlyMap<ts.Node, string>,
): FunctionName | undefined {
  const isClass = ts.isClassLike(node);
  if (!isClass && !(isFunctionNode(node) && node.body !== undefined)) return undefined;
  const isNamed = staticName(node) !== undefined;
  const literal = (isClass ? writtenConstructor(node) : undefined) ?? node;
  return [node.getStart(file), node.end, isNamed ? null : (inferred.get(literal) ?? ''), isClass];
}

/**
 * Whether V8 infers the name of something that may be a constructor. It calls objects by that in stacks, but by another name or none if it has compiled the
 * function together with what stands around it.
 */
export function infersTypes(node: ts.Node): boolean {
  if (isLeaf(node)) return false;
  const isType = ts.isClassExpression(node) || ts.isFunctionExpression(node) || ts.isClassDeclaration(node);
  if (isType && !staticName(node)) return true;
  return ts.forEachChild(node, (child) => infersTypes(child) || undefined) ?? false;
}
