/** Operators on recorded values. */
import { countText } from '../../base/numbers.js';
import type { BinaryOperator, UnaryOperator } from 'acorn';
import {
  booleanOperand,
  costly,
  EvaluationFault,
  known,
  type Machine,
  type Operand,
  stringOperand,
  typeFault,
  UNDEFINED,
} from './operand.js';
import { fromHost, type Hint, isObject, type Primitive, toPrimitive, truthy } from './primitives.js';
import { viewOf } from './recorded.js';

/** Operators that compute on primitives; `in` and `instanceof` ask about objects, see member.ts and classes.ts. */
export type ComputingOperator = Exclude<BinaryOperator, 'in' | 'instanceof'>;

/** BigInt results beyond this many bits are refused: they would take the engine's time and memory. */
const MAX_BIGINT_BITS = 1_000_000;

export function unary(operator: Exclude<UnaryOperator, 'delete'>, operand: Operand, context: Machine): Operand {
  switch (operator) {
    case 'typeof':
      return stringOperand(typeOf(operand, context));
    case 'void':
      return UNDEFINED;
    case '!':
      return booleanOperand(!truthy(operand, 'this value'));
    case '+':
    case '-':
    case '~':
      return fromHost(
        computed(() => signed(operator, toPrimitive(operand, 'number', context))),
        context.symbols,
      );
  }
}

function signed(operator: '+' | '-' | '~', value: Primitive): Primitive {
  if (operator === '+') return +(value as number);
  return operator === '-' ? -(value as number) : ~(value as number);
}

/** `typeof`, from the recorded kind. */
function typeOf(operand: Operand, machine: Machine): string {
  const value = known(operand, 'this value');
  switch (value.kind) {
    case 'null':
      return 'object';
    case 'made':
      return value.content.form === 'function' ? 'function' : 'object';
    case 'object': {
      const { kind } = viewOf(value, machine);
      if (kind === 'proxy')
        throw new EvaluationFault('unknown', 'a Proxy is recorded without its target, so its type is not known');
      return kind === 'function' || kind === 'class' ? 'function' : 'object';
    }
    default:
      return value.kind;
  }
}

export function binary(operator: ComputingOperator, left: Operand, right: Operand, context: Machine): Operand {
  const a = known(left, 'the left side');
  const b = known(right, 'the right side');
  switch (operator) {
    case '===':
      return booleanOperand(strictlyEqual(a, b, context));
    case '!==':
      return booleanOperand(!strictlyEqual(a, b, context));
    case '==':
      return booleanOperand(looselyEqual(a, b, context));
    case '!=':
      return booleanOperand(!looselyEqual(a, b, context));
    default: {
      const hint: Hint = operator === '+' ? 'default' : 'number';
      const x = toPrimitive(a, hint, context);
      const y = toPrimitive(b, hint, context);
      if (operator === '+') limitText(x, y, context);
      return fromHost(
        computed(() => compute(operator, x, y)),
        context.symbols,
      );
    }
  }
}

/** Short results are not worth counting: what they are made of was counted. */
const SHORT_TEXT = 64;

function limitText(x: Primitive, y: Primitive, { meter }: Machine): void {
  const length = (typeof x === 'string' ? x.length : 0) + (typeof y === 'string' ? y.length : 0);
  if (length > SHORT_TEXT) meter.text(length);
}

export function strictlyEqual(a: Operand, b: Operand, context: Machine): boolean {
  if (isObject(a) || isObject(b)) return sameObject(a, b);
  if (a.kind === 'string' && b.kind === 'string' && differ(a, b)) return false;
  return toPrimitive(a, 'default', context) === toPrimitive(b, 'default', context);
}

function sameObject(a: Operand, b: Operand): boolean {
  if (a.kind === 'object' && b.kind === 'object') return a.id === b.id && a.at?.thread === b.at?.thread;
  return a === b;
}

/** True if two strings, cut or not, cannot be equal. */
function differ(
  a: { readonly value: string; readonly length: number },
  b: { readonly value: string; readonly length: number },
): boolean {
  const common = Math.min(a.value.length, b.value.length);
  return a.length !== b.length || a.value.slice(0, common) !== b.value.slice(0, common);
}

function looselyEqual(a: Operand, b: Operand, context: Machine): boolean {
  if (isObject(a) && isObject(b)) return sameObject(a, b);
  if (isNullish(a) || isNullish(b)) return isNullish(a) && isNullish(b);
  if (a.kind === 'string' && b.kind === 'string') return strictlyEqual(a, b, context);
  const x = toPrimitive(a, 'default', context);
  const y = toPrimitive(b, 'default', context);
  return loose(x, y);
}

/** `==` of two primitives, spelled by its own algorithm (ECMA-262, IsLooselyEqual). */
function loose(x: Primitive, y: Primitive): boolean {
  if (typeof x === typeof y || x === null || y === null) return x === y;
  if (typeof x === 'boolean') return loose(Number(x), y);
  if (typeof y === 'boolean') return loose(x, Number(y));
  if (typeof x === 'symbol' || typeof y === 'symbol') return false;
  if (typeof x === 'bigint' && typeof y === 'string') return sameBigInt(x, y);
  if (typeof x === 'string' && typeof y === 'bigint') return sameBigInt(y, x);
  // A number and a string, or a number and a bigint: neither smaller nor greater nor NaN means equal.
  const a = typeof x === 'string' ? Number(x) : (x as number);
  const b = typeof y === 'string' ? Number(y) : (y as number);
  return a <= b && a >= b;
}

function sameBigInt(value: bigint, text: string): boolean {
  try {
    return BigInt(text) === value;
  } catch {
    return false;
  }
}

function isNullish(operand: Operand): boolean {
  return operand.kind === 'undefined' || operand.kind === 'null';
}

function compute(
  operator: Exclude<ComputingOperator, '==' | '!=' | '===' | '!=='>,
  x: Primitive,
  y: Primitive,
): Primitive {
  if (typeof x === 'bigint' && typeof y === 'bigint') limit(operator, x, y);
  // The casts only quiet the type checker: JavaScript's own conversions and errors are what is wanted.
  const a = x as number;
  const b = y as number;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
  }
}

function limit(operator: ComputingOperator, x: bigint, y: bigint): void {
  const bits = bitsOf(x);
  const grown =
    operator === '**'
      ? bits <= 1
        ? 1
        : bits * Number(y)
      : operator === '<<'
        ? bits + Number(y)
        : operator === '>>'
          ? bits - Number(y)
          : operator === '*'
            ? bits + bitsOf(y)
            : 0;
  if (grown > MAX_BIGINT_BITS) throw costly(`the result would have more than ${countText(MAX_BIGINT_BITS)} bits`);
}

function bitsOf(x: bigint): number {
  return (x < 0n ? -x : x).toString(16).length * 4;
}

/** JavaScript's own errors of an operation on primitives, as an evaluation's failure. */
export function computed<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
      throw typeFault(error.message);
    throw error;
  }
}
