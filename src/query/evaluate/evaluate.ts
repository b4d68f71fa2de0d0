/**
 * Expressions over recorded state: what a person types into a hover, a watch, the console or a breakpoint's condition.
 *
 * In: text, and a frame of a recording at a position. Out: a plain value, or a failure that says what to do.
 * Invariants: nothing of the program runs (its functions, constructors, getters and traps are refused by name); nothing of the program is
 * changed; no host object is reachable, since every value is plain data, built-in functions are our own over such data, and what they
 * hand to JavaScript's own functions are primitives; time and memory are bounded (meter.ts). What the recording does not say is a value
 * of kind `unknown` with its reason, never a guess.
 * Does not do: classes, async functions, generators, tagged templates, what Node adds to JavaScript.
 */
import type { Expression } from 'acorn';
import { fail, ok, type Result } from '../../base/result.js';
import { Environment } from './environment.js';
import { Interpreter } from './interpreter.js';
import { type EvaluationFailure, EvaluationFault, type Operand, type Surroundings } from './operand.js';
import { parse } from './parse.js';
import { truthy } from './primitives.js';

/** A parsed expression, to be evaluated many times (a breakpoint's condition). */
export interface Compiled {
  readonly text: string;
  readonly evaluate: (surroundings: Surroundings) => Result<Operand, EvaluationFailure>;
}

export function compile(text: string): Result<Compiled, EvaluationFailure> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { tree, plain } = parsed.value;
  return ok({ text, evaluate: (surroundings) => run(tree, plain, surroundings) });
}

export function evaluate(text: string, surroundings: Surroundings): Result<Operand, EvaluationFailure> {
  const compiled = compile(text);
  return compiled.ok ? compiled.value.evaluate(surroundings) : compiled;
}

/** Truth of a condition. */
export function test(compiled: Compiled, surroundings: Surroundings): Result<boolean, EvaluationFailure> {
  return guarded(() => {
    const result = compiled.evaluate(surroundings);
    if (!result.ok) throw new EvaluationFault(result.error.code, result.error.message);
    return truthy(result.value, `\`${compiled.text}\``);
  });
}

function run(tree: Expression, text: string, surroundings: Surroundings): Result<Operand, EvaluationFailure> {
  return guarded(() => new Interpreter(text, surroundings).value(tree, new Environment()));
}

function guarded<T>(operation: () => T): Result<T, EvaluationFailure> {
  try {
    return ok(operation());
  } catch (error) {
    if (error instanceof EvaluationFault) return fail(error.code, error.message);
    if (error instanceof RangeError) return fail('syntax', 'the expression is nested too deeply');
    throw error;
  }
}
