/**
 * Conversions between recorded values and JavaScript primitives. Operators run on primitives only, where JavaScript's own operators
 * are exact and cannot call anything; an object that would need `valueOf` or `toString` is refused by name.
 */
import type { ObjectView, Value } from '../api.js';
import {
  booleanOperand,
  EvaluationFault,
  known,
  numberOperand,
  type Operand,
  stringOperand,
  type Surroundings,
  UNDEFINED,
} from './operand.js';

export type Primitive = undefined | null | boolean | number | string | bigint | symbol;

/** What an object would be asked for by an operator. */
export type Hint = 'number' | 'string' | 'default';

/** One table per evaluation: a recorded symbol is one JavaScript symbol, so that identity and `typeof` are JavaScript's own. */
export class SymbolTable {
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

export function isObject(operand: Operand): boolean {
  return operand.kind === 'object' || operand.kind === 'literal';
}

/** The primitive that a recorded primitive stands for. A string that was cut when it was recorded cannot be computed with. */
export function toHost(operand: Operand, symbols: SymbolTable): Primitive {
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

export function fromHost(value: Primitive, symbols: SymbolTable): Value {
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
      return { kind: 'null' };
  }
}

export function wholeString(operand: Extract<Value, { kind: 'string' }>): string {
  if (operand.value.length === operand.length) return operand.value;
  throw new EvaluationFault(
    'unknown',
    `only the first ${operand.value.length} of this string's ${operand.length} characters were recorded, so it cannot be computed with`,
  );
}

/** ToPrimitive of what needs no code of the program for it: primitives, boxed primitives, and dates as numbers. */
export function toPrimitive(
  operand: Operand,
  hint: Hint,
  context: { readonly surroundings: Surroundings; readonly symbols: SymbolTable },
): Primitive {
  const value = known(operand, 'this value');
  if (value.kind !== 'object' && value.kind !== 'literal') return toHost(value, context.symbols);
  if (value.kind === 'object') {
    const view = context.surroundings.recording.object(context.surroundings.at, value.id);
    const inner = innerPrimitive(view, hint);
    if (inner !== undefined) return toHost(inner, context.symbols);
    throw new EvaluationFault(
      'refused',
      `converting ${article(view)} to a primitive would call its ${hint === 'string' ? 'toString' : 'valueOf'} method`,
    );
  }
  throw new EvaluationFault(
    'refused',
    `converting an ${value.array ? 'array' : 'object'} to a primitive would call its methods`,
  );
}

function innerPrimitive(view: ObjectView, hint: Hint): Value | undefined {
  if (view.kind === 'boxed') return view.slots.primitive;
  if (view.kind === 'date' && hint === 'number') return view.slots.time;
  return undefined;
}

function article(view: ObjectView): string {
  const name = view.className ?? 'object without prototype';
  return /^[aeio]/i.test(name) ? `an ${name}` : `a ${name}`;
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
