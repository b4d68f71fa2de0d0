/** What stack traces call the functions and classes of a file: by the language, or by V8. */
import { ts } from 'ts-morph';
import type { FunctionName } from '../wire/sites.js';
import { inferredNames, writtenConstructor } from './inferredNames.js';
import { isFunctionNode } from './nodes.js';
import { staticName } from './staticNames.js';

/** All functions and classes of a file. */
export function functionNames(file: ts.SourceFile): FunctionName[] {
  const inferred = inferredNames(file);
  const all: FunctionName[] = [];
  const look = (node: ts.Node): void => {
    if ((isFunctionNode(node) && node.body !== undefined) || ts.isClassLike(node)) {
      const isNamed = staticName(node) !== undefined;
      const literal = (ts.isClassLike(node) ? writtenConstructor(node) : undefined) ?? node;
      all.push([node.getStart(file), node.end, isNamed ? null : (inferred.get(literal) ?? ''), ts.isClassLike(node)]);
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return all;
}
