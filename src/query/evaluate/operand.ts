/**
 * What an expression can evaluate to: a recorded value, or an object that the expression itself made (`[a, b]`, `{ a }`).
 * Everything is plain data of our own: no operation of the evaluator touches a host object, so no expression can reach one.
 */
import type { Failure } from '../../base/result.js';
import type { Position, Recording, Value } from '../api.js';

export interface LiteralObject {
  readonly kind: 'literal';
  readonly array: boolean;
  /** own properties in order; of an array its elements by index, holes left out */
  readonly properties: ReadonlyMap<string, Operand>;
  /** of an array */
  readonly length: number;
}

export type Operand = Value | LiteralObject;

/**
 * syntax: not an expression. refused: would run code or change something. reference: no such variable.
 * type: JavaScript would throw here. unknown: the recording does not say.
 */
export type EvaluationCode = 'syntax' | 'refused' | 'reference' | 'type' | 'unknown';
export type EvaluationFailure = Failure<EvaluationCode>;

/** The frame that names are looked up in. */
export interface Surroundings {
  readonly recording: Pick<Recording, 'scopes' | 'object' | 'properties' | 'entries'>;
  readonly at: Position;
  /** 0 is the innermost */
  readonly frame: number;
  /** names that the expression is given, before those of the frame */
  readonly names?: ReadonlyMap<string, Value>;
}

/** Leaves the evaluation; becomes a failed Result at its boundary and never leaves this folder. */
export class EvaluationFault extends Error {
  constructor(
    readonly code: EvaluationCode,
    message: string,
  ) {
    super(message);
  }
}

export const UNDEFINED: Value = { kind: 'undefined' };

export const numberOperand = (value: number): Value => ({ kind: 'number', value });
export const booleanOperand = (value: boolean): Value => ({ kind: 'boolean', value });
export const stringOperand = (value: string): Value => ({ kind: 'string', value, length: value.length });

/** The operand as it can be computed with; a value that was not recorded stops the evaluation and says why. */
export function known(operand: Operand, what: string): Operand {
  switch (operand.kind) {
    case 'unknown':
      throw new EvaluationFault('unknown', `${what} is not known: ${operand.why}`);
    case 'tdz':
      throw new EvaluationFault('reference', `Cannot access ${what} before initialization`);
    case 'accessor':
      throw new EvaluationFault(
        'refused',
        `${what} is ${accessorNoun(operand)}, and reading it would run code of the program`,
      );
    case 'hole':
      return UNDEFINED;
    default:
      return operand;
  }
}

function accessorNoun({ get, set }: { readonly get: boolean; readonly set: boolean }): string {
  if (get && set) return 'a getter and setter';
  return get ? 'a getter' : 'a setter';
}
