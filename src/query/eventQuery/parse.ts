/** Text of a query -> its tree, checked: which fields each part asks, and which parts are plain comparisons that need no interpreter. */
import type { Expression } from 'acorn';
import { fail, ok, type Result } from '../../base/result.js';
import { OPERATOR_OF, QUERY_FIELDS, type QueryField } from '../../wire/query.js';
import type { EvaluationFailure } from '../evaluate/operand.js';
import { globalNames } from '../evaluate/library/index.js';
import { mentionsOf } from '../evaluate/mentions.js';
import { parse } from '../evaluate/parse.js';
import { leavesOf } from './truth.js';

/** `field === operand`; `sign` as it is with the field on the left. */
export interface Comparison {
  readonly field: QueryField;
  readonly sign: string;
  readonly operand: string | number | boolean | null | undefined;
}

export interface ParsedQuery {
  readonly root: Expression;
  /** the text without types */
  readonly plain: string;
  /** leaves that are one */
  readonly comparisons: ReadonlyMap<Expression, Comparison>;
  /** fields that a leaf asks */
  readonly fields: ReadonlyMap<Expression, ReadonlySet<QueryField>>;
}

export function parseQuery(text: string): Result<ParsedQuery, EvaluationFailure> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { tree: root, plain } = parsed.value;
  const { names, own } = mentionsOf(root);
  const globals = new Set(globalNames());
  const unknown = names.find(
    (name) => !isField(name) && !own.includes(name) && !globals.has(name) && !CONSTANTS.has(name),
  );
  if (unknown !== undefined)
    return fail(
      'reference',
      `\`${unknown}\` is no field of an event: there are ${Object.keys(QUERY_FIELDS).join(', ')}`,
    );
  const comparisons = new Map<Expression, Comparison>();
  const fields = new Map<Expression, ReadonlySet<QueryField>>();
  for (const leaf of leavesOf(root)) {
    const comparison = comparisonOf(leaf);
    if (comparison !== undefined) comparisons.set(leaf, comparison);
    fields.set(leaf, new Set(mentionsOf(leaf).names.filter(isField)));
  }
  return ok({ root, plain, comparisons, fields });
}

const isField = (name: string): name is QueryField => Object.hasOwn(QUERY_FIELDS, name);

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function comparisonOf(node: Expression): Comparison | undefined {
  if (node.type !== 'BinaryExpression' || OPERATOR_OF[node.operator] === undefined) return undefined;
  const { left, right, operator } = node;
  if (left.type === 'PrivateIdentifier') return undefined;
  if (left.type === 'Identifier' && isField(left.name)) return withOperand(left.name, operator, right);
  if (right.type === 'Identifier' && isField(right.name))
    return withOperand(right.name, MIRRORED[operator] ?? operator, left);
  return undefined;
}

function withOperand(field: QueryField, sign: string, node: Expression): Comparison | undefined {
  const operand = constantOf(node);
  return operand === undefined ? undefined : { field, sign, operand: operand.value };
}

const CONSTANTS: ReadonlyMap<string, { readonly value: Comparison['operand'] }> = new Map(
  Object.entries({ undefined, NaN: Number.NaN, Infinity }).map(([name, value]) => [name, { value }]),
);

function constantOf(node: Expression): { readonly value: Comparison['operand'] } | undefined {
  if (node.type === 'Literal') {
    const { value } = node;
    return value instanceof RegExp || typeof value === 'bigint' ? undefined : { value };
  }
  if (node.type === 'Identifier') return CONSTANTS.get(node.name);
  if (node.type !== 'UnaryExpression' || node.operator !== '-') return undefined;
  const inner = constantOf(node.argument);
  return typeof inner?.value === 'number' ? { value: -inner.value } : undefined;
}
