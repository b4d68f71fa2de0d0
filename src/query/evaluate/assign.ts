/** Assignments: to variables of the expression's own functions and to objects that it made. The program's are refused. */
import type { AssignmentOperator, BinaryOperator, Expression } from 'acorn';
import type { Environment } from './environment.js';
import type { Interpreter } from './interpreter.js';
import { changeable, isMade, setProperty } from './made.js';
import { arrayIndex, type Key, readMember } from './member.js';
import { HOLE, known, type Operand, numberOperand, refused } from './operand.js';
import { binary, type ComputingOperator } from './operators.js';
import { toInteger, toPrimitive, truthy } from './primitives.js';
import { refusal } from './refuse.js';

type Assignment = Extract<Expression, { type: 'AssignmentExpression' }>;
type Update = Extract<Expression, { type: 'UpdateExpression' }>;

interface Target {
  readonly read: () => Operand;
  readonly write: (value: Operand) => void;
}

export function assign(machine: Interpreter, node: Assignment, env: Environment): Operand {
  const target = targetOf(machine, node.left, { env, whole: node });
  const { operator } = node;
  if (operator === '=') return written(target, machine.value(node.right, env));
  const before = known(target.read(), machine.quoted(node.left));
  if (isLogical(operator))
    return isAssigned(operator, before) ? written(target, machine.value(node.right, env)) : before;
  const computing = operator.slice(0, -1) as BinaryOperator & ComputingOperator;
  return written(target, binary(computing, before, machine.value(node.right, env), machine));
}

export function update(machine: Interpreter, node: Update, env: Environment): Operand {
  const target = targetOf(machine, node.argument, { env, whole: node });
  const primitive = toPrimitive(target.read(), 'number', machine);
  const before: Operand =
    typeof primitive === 'bigint' ? { kind: 'bigint', digits: String(primitive) } : numberOperand(Number(primitive));
  const one: Operand = before.kind === 'bigint' ? { kind: 'bigint', digits: '1' } : numberOperand(1);
  const after = written(target, binary(node.operator === '++' ? '+' : '-', before, one, machine));
  return node.prefix ? after : before;
}

function written({ write }: Target, value: Operand): Operand {
  write(value);
  return value;
}

const isLogical = (operator: AssignmentOperator): operator is '&&=' | '||=' | '??=' =>
  /^(&&|\|\||\?\?)=$/.test(operator);

function isAssigned(operator: '&&=' | '||=' | '??=', before: Operand): boolean {
  if (operator === '??=') return before.kind === 'undefined' || before.kind === 'null';
  return truthy(before, 'this value') === (operator === '&&=');
}

function targetOf(
  machine: Interpreter,
  node: Assignment['left'] | Expression,
  { env, whole }: { readonly env: Environment; readonly whole: Expression },
): Target {
  if (node.type === 'ParenthesizedExpression') return targetOf(machine, node.expression, { env, whole });
  if (node.type === 'Identifier') {
    if (env.find(node.name) === undefined) throw refused(refusal('AssignmentExpression', machine.source(whole)));
    return { read: () => env.find(node.name)!, write: (value) => env.assign(node.name, value) };
  }
  if (node.type !== 'MemberExpression' || node.object.type === 'Super')
    throw refused(refusal('AssignmentExpression', machine.source(whole)));
  const object = machine.value(node.object, env);
  const key = machine.key(node.property, node.computed, env);
  return {
    read: () => readMember(object, key, machine.source(node), machine),
    write: (value) => setMember(machine, changeable(object, machine.quoted(whole)), key, value),
  };
}

function setMember(
  machine: Interpreter,
  object: ReturnType<typeof changeable>,
  { name, symbol }: Key,
  value: Operand,
): void {
  if (symbol) throw refused('symbol keys are not supported');
  if (!isMade(object, 'array')) return setProperty(object, name, value, machine.meter);
  const { items } = object.content;
  if (name === 'length') return resize(machine, items, toInteger(value, machine));
  const index = arrayIndex(name);
  if (index === undefined) return setProperty(object, name, value, machine.meter);
  if (index >= items.length) resize(machine, items, index + 1);
  items[index] = value;
}

function resize(machine: Interpreter, items: Operand[], length: number): void {
  machine.meter.cells(Math.max(0, length - items.length));
  while (items.length < length) items.push(HOLE);
  items.length = length;
}
