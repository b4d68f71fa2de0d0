/** How built-in functions are written: plain functions over operands, and tables of them by name. */
import { isMade, madeFunction } from '../made.js';
import { type Machine, type Operand, refused, typeFault, UNDEFINED } from '../operand.js';

export interface MethodCall {
  readonly self: Operand;
  readonly args: readonly Operand[];
  readonly machine: Machine;
}

export type Method = (call: MethodCall) => Operand;
export type Methods = Readonly<Record<string, Method>>;
export type Functions = ReadonlyMap<string, Operand>;

export function builtinFunction(name: string, method: Method): Operand {
  return madeFunction({ name, length: 0, call: (self, args, machine) => method({ self, args, machine }) });
}

/** The functions of a table, which is never asked for a name that came from an expression itself. */
export function functionsOf(methods: Methods): Functions {
  return new Map(Object.entries(methods).map(([name, method]) => [name, builtinFunction(name, method)]));
}

/** An argument; undefined where none was given, as in JavaScript. */
export const argument = ({ args }: Pick<MethodCall, 'args'>, index: number): Operand => args[index] ?? UNDEFINED;

export function callback(call: MethodCall, index = 0): Operand {
  const found = argument(call, index);
  if (found.kind !== 'object' && !isMade(found, 'function'))
    throw typeFault(`${found.kind === 'made' ? 'the argument' : found.kind} is not a function`);
  return found;
}

/** A function whose results say nothing about the recording. */
export const neverTheSame =
  (name: string): Method =>
  () => {
    throw refused(`\`${name}\` gives something else every time, not what the program got`);
  };
