/** What an expression names, as far as its text tells: for whoever runs it and wants to know what it may have changed. */
import type { AnyNode } from 'acorn';
import { ok, type Result } from '../../base/result.js';
import type { EvaluationFailure } from './operand.js';
import { parse } from './parse.js';

export interface Mentions {
  /** the text without types */
  readonly plain: string;
  /** variables that it assigns; some may be its own */
  readonly assigned: readonly string[];
  /** all variables, and `this` */
  readonly names: readonly string[];
}

export function mentions(text: string): Result<Mentions, EvaluationFailure> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { assigned, names } = mentionsOf(parsed.value.tree);
  return ok({ plain: parsed.value.plain, assigned, names });
}

/** The same for a part of a tree; `own`: parameters and variables of its own functions. */
export function mentionsOf(tree: AnyNode): Pick<Mentions, 'assigned' | 'names'> & { readonly own: readonly string[] } {
  const assigned = new Set<string>();
  const names = new Set<string>();
  const own = new Set<string>();
  visit(tree, (node) => {
    if (node.type === 'Identifier') names.add(node.name);
    if (node.type === 'ThisExpression') names.add('this');
    if (node.type === 'AssignmentExpression') targets(node.left, assigned);
    if (node.type === 'UpdateExpression') targets(node.argument, assigned);
    if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression')
      for (const parameter of node.params) targets(parameter, own);
    if (node.type === 'VariableDeclarator') targets(node.id, own);
  });
  return { assigned: [...assigned], names: [...names], own: [...own] };
}

/** Names that are assigned by what stands left of `=`. */
function targets(node: AnyNode, found: Set<string>): void {
  if (node.type === 'AssignmentPattern') return targets(node.left, found);
  if (node.type === 'Property') return targets(node.value, found);
  if (node.type === 'Identifier') found.add(node.name);
  else if (node.type !== 'MemberExpression') for (const child of childrenOf(node)) targets(child, found);
}

/** Every node that can be a value: names of properties are none. */
function visit(node: AnyNode, see: (node: AnyNode) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  const isName = (key: string): boolean =>
    (node.type === 'MemberExpression' && key === 'property' && !node.computed) ||
    (node.type === 'Property' && key === 'key' && !node.computed);
  return Object.entries(node)
    .filter(([key]) => !isName(key))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value);
}
