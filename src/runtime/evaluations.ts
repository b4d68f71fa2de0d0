/**
 * Direct `eval`: what it may have changed is read when it comes back. Where it throws, the call behind it never runs: the variables around it are
 * kept from before, and read where the function that it stands in catches the exception, or ends by it (instrument/directEval.ts).
 */
import type { DeclaredVariables, Kit } from '../wire/kit.js';
import { CELL } from '../wire/ring.js';
import { declaredNames, isAmong, mayDeclare } from './evalNames.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';

type Reads = readonly (() => unknown)[];

interface Evaluation {
  /** number of the function in its file */
  readonly fn: number;
  /** activations below that of the function */
  readonly depth: number;
  readonly variables: Reads;
  readonly scope: DeclaredVariables | undefined;
  readonly names: readonly string[] | null | undefined;
  readonly below: Evaluation | undefined;
}

export class Evaluations {
  readonly #C: Int32Array;
  readonly #look: (values: readonly unknown[], result: unknown) => void;
  /** those that have not come back, the innermost */
  #last: Evaluation | undefined;

  constructor(C: Int32Array, look: (values: readonly unknown[], result: unknown) => void) {
    this.#C = C;
    this.#look = look;
  }

  readonly begins: Kit['evaluating'] = (variables, fn, scope, names) => {
    const depth = (this.#C[CELL.DEPTH] as number) - 1;
    this.#dropAbove(depth);
    this.#last = { fn, depth, variables, scope, names, below: this.#last };
    return variables;
  };

  readonly ends: Kit['evaluated'] = (variables, result, scope, names, ...texts) => {
    this.#forget(variables);
    this.#read(variables, result, scope, names, texts);
    return result;
  };

  readonly failed: Kit['evaluationFailed'] = (fn, depth) => {
    this.#dropAbove(depth);
    for (let e = this.#last; e !== undefined && e.depth === depth; e = e.below) {
      this.#last = e.below;
      if (e.fn === fn) this.#read(e.variables, undefined, e.scope, e.names, js.list());
    }
  };

  /** Whoever runs now has called none of them. */
  turn(): void {
    this.#last = undefined;
  }

  /** Of activations that have ended. */
  #dropAbove(depth: number): void {
    while (this.#last !== undefined && this.#last.depth > depth) this.#last = this.#last.below;
  }

  #forget(variables: Reads): void {
    for (let e = this.#last; e !== undefined; e = e.below)
      if (e.variables === variables) {
        this.#last = e.below;
        return;
      }
  }

  #read(
    variables: Reads,
    result: unknown,
    scope: DeclaredVariables | undefined,
    names: readonly string[] | null | undefined,
    texts: readonly unknown[],
  ): void {
    if (this.#C[CELL.ABANDONED] !== 0) return;
    try {
      if (scope !== undefined && names) scope.keep(names, variables);
      scope?.seen();
      this.#look(valuesOf(names && texts.length > 0 ? visible(variables, names, texts) : variables), result);
    } catch (error) {
      captureFailed(error);
    }
  }
}

/** Those that no text has hidden by variables of its own. `names` of the variables, private names come behind them. */
function visible(variables: Reads, names: readonly string[], texts: readonly unknown[]): Reads {
  const rest = js.list<() => unknown>();
  for (let i = 0; i < variables.length; i++)
    if (i >= names.length || !declaresAny(texts, names[i] as string)) rest[rest.length] = variables[i] as () => unknown;
  return rest;
}

function declaresAny(texts: readonly unknown[], name: string): boolean {
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (typeof text === 'string' && mayDeclare(text) && isAmong(declaredNames(text), name)) return true;
  }
  return false;
}

/** Those of the variables that are initialised. */
function valuesOf(variables: Reads): unknown[] {
  const values = js.list<unknown>();
  for (let i = 0; i < variables.length; i++) {
    try {
      values[values.length] = (variables[i] as () => unknown)();
    } catch {
      // In its TDZ.
    }
  }
  return values;
}
