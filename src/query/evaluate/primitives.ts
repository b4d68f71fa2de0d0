/**
 * Conversions between recorded values and JavaScript primitives. Operators run on primitives only, where JavaScript's own operators
 * are exact and cannot call anything; an object that would need `valueOf` or `toString` is refused by name.
 */
import type { Value } from '../api.js';
import { isMade, madeClasses } from './made.js';
import { type Key, nameKey, readMember } from './member.js';
import {
  booleanOperand,
  EvaluationFault,
  known,
  type Machine,
  type MadeObject,
  NULL,
  numberOperand,
  type Operand,
  type RecordedObject,
  refused,
  stringOperand,
  type SymbolNames,
  typeFault,
  UNDEFINED,
} from './operand.js';
import { viewOf } from './recorded.js';

export type Primitive = undefined | null | boolean | number | string | bigint | symbol;

/** What an object would be asked for by an operator. */
export type Hint = 'number' | 'string' | 'default';

/** One per evaluation. */
export class SymbolTable implements SymbolNames {
  private readonly byId = new Map<number, symbol>();
  private readonly values = new Map<symbol, Value>();

  symbolOf(value: Extract<Value, { kind: 'symbol' }>): symbol {
    const found = this.byId.get(value.id);
    if (found !== undefined) return found;
    const made = Symbol(value.description);
    this.byId.set(value.id, made);
    this.values.set(made, value);
    return made;
  }

  valueOf(made: symbol): Value {
    return this.values.get(made) ?? { kind: 'unknown', why: 'a symbol that is not in the recording' };
  }
}

export function isObject(operand: Operand): operand is RecordedObject | MadeObject {
  return operand.kind === 'object' || operand.kind === 'made';
}

/** The primitive that a recorded primitive stands for. A string that was cut when it was recorded cannot be computed with. */
export function toHost(operand: Operand, symbols: SymbolNames): Primitive {
  switch (operand.kind) {
    case 'undefined':
    case 'hole':
      return undefined;
    case 'null':
      return null;
    case 'boolean':
    case 'number':
      return operand.value;
    case 'string':
      return wholeString(operand);
    case 'bigint':
      return BigInt(operand.digits);
    case 'symbol':
      return symbols.symbolOf(operand);
    default:
      throw new EvaluationFault('unknown', `a value of kind ${operand.kind} has no primitive value`);
  }
}

export function fromHost(value: Primitive, symbols: SymbolNames): Value {
  switch (typeof value) {
    case 'undefined':
      return UNDEFINED;
    case 'boolean':
      return booleanOperand(value);
    case 'number':
      return numberOperand(value);
    case 'string':
      return stringOperand(value);
    case 'bigint':
      return { kind: 'bigint', digits: value.toString() };
    case 'symbol':
      return symbols.valueOf(value);
    default:
      return NULL;
  }
}

export function wholeString(operand: Extract<Value, { kind: 'string' }>): string {
  if (operand.value.length === operand.length) return operand.value;
  throw new EvaluationFault(
    'unknown',
    `only the first ${operand.value.length} of this string's ${operand.length} characters were recorded, so it cannot be computed with`,
  );
}

/** ToPrimitive: of an object by its own or built-in methods, whichever JavaScript would call; those of the program are refused by name. */
export function toPrimitive(operand: Operand, hint: Hint, machine: Machine): Primitive {
  const value = known(operand, 'this value');
  if (value.kind !== 'object' && value.kind !== 'made') return toHost(value, machine.symbols);
  const view = value.kind === 'object' ? viewOf(value, machine) : undefined;
  if (view?.kind === 'boxed' && view.slots.primitive) return toHost(view.slots.primitive, machine.symbols);
  const isDate = isMade(value, 'date') || view?.kind === 'date';
  const isTextFirst = hint === 'string' || (hint === 'default' && isDate);
  for (const name of isTextFirst ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = readMember(value, nameKey(name), 'this value', machine);
    if (method.kind === 'unknown')
      throw refused(`converting ${article(value, machine)} to a primitive would call its ${name} method`);
    if (!isMade(method, 'function') && method.kind !== 'object') continue;
    const result = machine.call(method, value, []);
    if (!isObject(result)) return toHost(known(result, 'this value'), machine.symbols);
  }
  throw typeFault('Cannot convert object to primitive value');
}

function article(value: RecordedObject | MadeObject, machine: Machine): string {
  const name =
    (value.kind === 'object' ? viewOf(value, machine).className : madeClasses(value)[0]) ?? 'object without prototype';
  return /^[aeio]/i.test(name) ? `an ${name}` : `a ${name}`;
}

/** ToPropertyKey */
export function toKey(operand: Operand, machine: Machine): Key {
  const value = known(operand, 'the property name');
  if (value.kind === 'symbol') return { symbol: true, name: `Symbol(${value.description ?? ''})` };
  return nameKey(toText(value, machine));
}

/** ToString */
export function toText(operand: Operand, machine: Machine): string {
  const primitive = toPrimitive(operand, 'string', machine);
  if (typeof primitive === 'symbol') throw typeFault('Cannot convert a Symbol value to a string');
  return String(primitive);
}

/** ToNumber */
export function toNumber(operand: Operand, machine: Machine): number {
  const primitive = toPrimitive(operand, 'number', machine);
  if (typeof primitive === 'bigint') throw typeFault('Cannot convert a BigInt value to a number');
  if (typeof primitive === 'symbol') throw typeFault('Cannot convert a Symbol value to a number');
  return Number(primitive);
}

/** ToIntegerOrInfinity */
export function toInteger(operand: Operand | undefined, machine: Machine, otherwise = 0): number {
  if (operand === undefined || operand.kind === 'undefined') return otherwise;
  const number = Math.trunc(toNumber(operand, machine));
  return Number.isNaN(number) ? 0 : number + 0;
}

/** ToBoolean; a cut string is true, since it is longer than what is left of it. */
export function truthy(operand: Operand, what: string): boolean {
  const value = known(operand, what);
  switch (value.kind) {
    case 'undefined':
    case 'null':
    case 'hole':
      return false;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'string':
      return value.length > 0;
    case 'bigint':
      return value.digits !== '0';
    default:
      return true;
  }
}
