/**
 * What an expression can evaluate to: a recorded value, or an object that the expression itself made (`[a, b]`, `x => x + 1`).
 * Everything is plain data of our own: no operation of the evaluator hands out a host object, so no expression can reach one.
 */
import type { Failure } from '../../base/result.js';
import type { HeapId } from '../../base/units.js';
import type { Position, Recording, Value } from '../api.js';

/** A recorded object; `at` is set if its content is asked for at another moment than the expression's own (`$at`, `$prev`). */
export interface RecordedObject {
  readonly kind: 'object';
  readonly id: HeapId;
  readonly at?: Position;
}

/** An object that the expression made. It may change it; recorded objects it may not. */
export interface MadeObject {
  readonly kind: 'made';
  /** own properties by name, in order; of an array all but its elements */
  readonly properties: Map<string, Operand>;
  readonly content: MadeContent;
}

export interface Entry {
  readonly key: Operand;
  value: Operand;
}

/** What an iterator goes through, as its text says. */
export type Iterated = 'Array' | 'Map' | 'Set' | 'RegExp String';

export type MadeContent =
  | { readonly form: 'plain' }
  | { readonly form: 'array'; readonly items: Operand[] }
  /** by {@link mapKey} */
  | { readonly form: 'map' | 'set'; readonly entries: Map<unknown, Entry> }
  | { readonly form: 'date'; time: number }
  | { readonly form: 'regexp'; readonly source: string; readonly flags: string; lastIndex: number }
  | { readonly form: 'error'; readonly className: string; readonly message: string }
  | { readonly form: 'iterator'; readonly over: Iterated; readonly items: readonly Operand[]; next: number }
  | FunctionContent;

export interface FunctionContent {
  readonly form: 'function';
  readonly name: string;
  readonly length: number;
  readonly call: (self: Operand, args: readonly Operand[], machine: Machine) => Operand;
  /** what `new` does; undefined for what is no constructor */
  readonly construct?: (args: readonly Operand[], machine: Machine) => Operand;
}

export type MadeOf<F extends MadeContent['form']> = MadeObject & {
  readonly content: Extract<MadeContent, { form: F }>;
};

export type Operand = Exclude<Value, { kind: 'object' }> | RecordedObject | MadeObject;

/**
 * syntax: not an expression. refused: would run code or change something. costly: takes too long, or makes too much. reference: no such variable.
 * type: JavaScript would throw here. unknown: the recording does not say.
 */
export type EvaluationCode = 'syntax' | 'refused' | 'costly' | 'reference' | 'type' | 'unknown';
export type EvaluationFailure = Failure<EvaluationCode>;

type Asked =
  | 'scopes'
  | 'variable'
  | 'stack'
  | 'object'
  | 'properties'
  | 'property'
  | 'entries'
  | 'functionPlaces'
  | 'dataRef'
  | 'lastWrites'
  | 'history'
  | 'run'
  | 'resolve';

/** The frame that names are looked up in. */
export interface Surroundings {
  readonly recording: Pick<Recording, Asked>;
  readonly at: Position;
  /** 0 is the innermost */
  readonly frame: number;
  /** names that the expression is given, before those of the frame */
  readonly names?: ReadonlyMap<string, Value>;
}

/** What built-in functions need of the evaluation that calls them. */
export interface Machine {
  readonly surroundings: Surroundings;
  readonly symbols: SymbolNames;
  readonly meter: Metered;
  /** a method of a built-in class */
  readonly builtin: (className: string, name: string) => Operand | undefined;
  /** calls a function of the expression or a built-in one; functions of the program are refused */
  readonly call: (callee: Operand, self: Operand, args: readonly Operand[]) => Operand;
}

/** A recorded symbol is one JavaScript symbol, so that identity and `typeof` are JavaScript's own. */
export interface SymbolNames {
  readonly symbolOf: (value: Extract<Value, { kind: 'symbol' }>) => symbol;
  readonly valueOf: (made: symbol) => Value;
}

/** Bounds of time and memory. */
export interface Metered {
  /** units of work; fails when there were too many, or time is up */
  readonly step: (count?: number) => void;
  /** elements and properties about to be made */
  readonly cells: (count: number) => void;
  /** characters of a string about to be made */
  readonly text: (length: number) => void;
  /** time that is left */
  readonly millisLeft: () => number;
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

export const typeFault = (message: string): EvaluationFault => new EvaluationFault('type', message);
export const refused = (message: string): EvaluationFault => new EvaluationFault('refused', message);
export const costly = (message: string): EvaluationFault => new EvaluationFault('costly', message);

export const UNDEFINED = { kind: 'undefined' } as const;
export const NULL = { kind: 'null' } as const;
export const HOLE = { kind: 'hole' } as const;

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
      throw refused(`${what} is ${accessorNoun(operand)}, and reading it would run code of the program`);
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
