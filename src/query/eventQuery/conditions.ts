/** A query's text as conditions, for whoever shows it as something to click; what is no simple condition stays text. */
import type { Expression } from 'acorn';
import type { Result } from '../../base/result.js';
import { ok } from '../../base/result.js';
import { type Condition, OPERATOR_OF, QUERY_FIELDS, type QueryField } from '../../wire/query.js';
import type { EvaluationFailure } from '../evaluate/operand.js';
import { type Comparison, parseQuery } from './parse.js';

export function conditionsOf(text: string): Result<readonly Condition[], EvaluationFailure> {
  if (text.trim() === '') return ok([]);
  const parsed = parseQuery(text);
  if (!parsed.ok) return parsed;
  const { root, plain, comparisons } = parsed.value;
  return ok(conjuncts(root).map((node) => conditionOf(node, plain, comparisons.get(node))));
}

/** Parts that all have to hold. */
function conjuncts(node: Expression): readonly Expression[] {
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return [...conjuncts(node.left), ...conjuncts(node.right)];
  return [node];
}

function conditionOf(node: Expression, plain: string, comparison: Comparison | undefined): Condition {
  if (comparison !== undefined) {
    const { field, sign, operand } = comparison;
    return { field, operator: OPERATOR_OF[sign]!, operands: [operandText(field, operand)] };
  }
  const text = plain.slice(node.start, node.end);
  return includesOf(node) ?? { field: null, operator: 'such', operands: [withoutParentheses(node, plain) ?? text] };
}

const withoutParentheses = (node: Expression, plain: string): string | undefined =>
  node.type === 'ParenthesizedExpression' ? plain.slice(node.expression.start, node.expression.end) : undefined;

/** Of a value a string has quotes, to be told from a number. */
function operandText(field: QueryField, operand: Comparison['operand']): string {
  const isAmbiguous = field === 'value' && typeof operand === 'string';
  return isAmbiguous ? `'${operand}'` : Object.is(operand, -0) ? '-0' : String(operand);
}

/** `name.includes("x")`, `["write", "put"].includes(kind)` */
function includesOf(node: Expression): Condition | undefined {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || node.optional) return undefined;
  const { callee, arguments: args } = node;
  const [argument] = args;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return undefined;
  if (callee.property.name !== 'includes' || callee.optional) return undefined;
  const { object } = callee;
  if (object.type === 'Identifier' && argument?.type === 'Literal' && typeof argument.value === 'string')
    return isField(object.name) ? { field: object.name, operator: 'contains', operands: [argument.value] } : undefined;
  if (object.type !== 'ArrayExpression' || argument?.type !== 'Identifier' || !isField(argument.name)) return undefined;
  const field = argument.name;
  const operands = object.elements.map((element) =>
    element?.type === 'Literal' && (typeof element.value === 'string' || typeof element.value === 'number')
      ? operandText(field, element.value)
      : undefined,
  );
  return operands.every((operand) => operand !== undefined) ? { field, operator: 'oneOf', operands } : undefined;
}

const isField = (name: string): name is QueryField => Object.hasOwn(QUERY_FIELDS, name);
