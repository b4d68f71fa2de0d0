/**
 * The variables that direct `eval` declares in an activation: found in its texts, looked at before every step of code that sees them. In the
 * recording they are the properties of an object that has the id of the scope's instance.
 */
import type { DeclaredVariables, Kit } from '../wire/kit.js';
import { CONTENT, SYSTEM } from '../wire/trace.js';
import { declaredNames, isAmong, mayDeclare } from './evalNames.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';

interface DeclaredParts {
  readonly system: (kind: typeof SYSTEM.content, sub: number, payload: readonly number[]) => void;
  readonly put: (h: number, instance: number, key: number, value: unknown) => void;
  readonly keyWord: (name: string) => number;
}

interface DeclaredScope {
  /** id of the scope's instance */
  readonly instance: number;
  /** the value of a variable, as the function's own code sees it */
  readonly read: (name: string) => unknown;
  /** those that the program's text declares */
  readonly names: readonly string[];
  readonly outer: Declared | undefined;
}

interface Variable {
  readonly name: string;
  value: unknown;
}

/** One that the program's text declares, and that functions made by `eval` can assign. */
interface Shared extends Variable {
  readonly record: () => unknown;
}

/** Where `eval` is a function of the program's, which we must not call. */
const nothing: DeclaredVariables = { text: (_, text) => text, keep: () => {}, seen: () => {}, hides: () => false };

export const declaring =
  (parts: DeclaredParts): Kit['declared'] =>
  (instance, read, evaluate, names, around) => {
    if (evaluate !== js.evaluate) return nothing;
    const outer = around instanceof Declared ? around : undefined;
    return new Declared(parts, { instance, read, names: names ?? [], outer });
  };

/** No value of the program's. */
const unwritten = {};
const BORN = 0;

class Declared implements DeclaredVariables {
  readonly #parts: DeclaredParts;
  readonly #scope: DeclaredScope;
  #variables: Variable[] = js.list();
  readonly #shared = js.list<Shared>();
  #isBorn = false;
  /** a text whose names are not known yet */
  #text: string | undefined;
  #h = 0;
  /** the last text, if it makes functions */
  #closing = '';

  constructor(parts: DeclaredParts, scope: DeclaredScope) {
    this.#parts = parts;
    this.#scope = scope;
  }

  /** Before `eval`; returns the text. `h`: header of the events about what it declares. */
  text(h: number, text: unknown): unknown {
    this.#closing = typeof text === 'string' && (js.includes(text, '=>') || js.includes(text, 'function')) ? text : '';
    if (typeof text === 'string' && (mayDeclare(text) || this.#variables.length > 0)) {
      this.#h = h;
      this.#text = text;
    }
    return text;
  }

  keep(names: readonly string[], variables: readonly (() => unknown)[]): void {
    for (let i = 0; i < names.length && this.#closing !== ''; i++) {
      const name = names[i] as string;
      const record = variables[i] as () => unknown;
      if (!js.includes(this.#closing, name) || isOneOf(this.#shared, name)) continue;
      this.#shared[this.#shared.length] = { name, record, value: this.#valueOf(name) };
    }
    this.#closing = '';
  }

  /** Whether the name means a variable here that `eval` has declared, rather than what the program's text says. */
  hides(name: string): boolean {
    if (isOneOf(this.#variables, name)) return true;
    return this.#scope.outer?.hides(name) ?? false;
  }

  /** Records what has changed. */
  seen(): void {
    if (this.#text === undefined && this.#variables.length === 0 && this.#shared.length === 0) return;
    try {
      this.#lookAtShared();
      if (this.#text !== undefined) this.#learn(this.#text);
      this.#look();
    } catch (error) {
      captureFailed(error);
    }
  }

  #learn(text: string): void {
    this.#text = undefined;
    if (js.includes(text, 'delete')) this.#forgetDeleted(text);
    if (!mayDeclare(text)) return;
    const names = declaredNames(text);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if (isAmong(this.#scope.names, name) || isOneOf(this.#variables, name)) continue;
      this.#variables[this.#variables.length] = { name, value: unwritten };
    }
  }

  /** A variable that is not there any more may have hidden one of the same name. */
  #forgetDeleted(text: string): void {
    const kept = js.list<Variable>();
    for (let i = 0; i < this.#variables.length; i++) {
      const variable = this.#variables[i] as Variable;
      const isDeleted = js.includes(text, `delete ${variable.name}`) && this.#valueOf(variable.name) !== variable.value;
      if (!isDeleted) kept[kept.length] = variable;
    }
    this.#keep(kept);
  }

  #lookAtShared(): void {
    for (let i = 0; i < this.#shared.length; i++) {
      const variable = this.#shared[i] as Shared;
      const value = this.#valueOf(variable.name);
      if (value === unwritten || js.is(value, variable.value)) continue;
      variable.value = value;
      variable.record();
    }
  }

  #look(): void {
    const kept = js.list<Variable>();
    for (let i = 0; i < this.#variables.length; i++) {
      const variable = this.#variables[i] as Variable;
      const value = this.#valueOf(variable.name);
      if (value === unwritten) continue;
      kept[kept.length] = variable;
      if (js.is(value, variable.value)) continue;
      variable.value = value;
      this.#write(variable);
    }
    this.#keep(kept);
  }

  /** {@link unwritten} if there is no such variable. */
  #valueOf(name: string): unknown {
    try {
      return this.#scope.read(name);
    } catch {
      return unwritten;
    }
  }

  #keep(variables: Variable[]): void {
    if (variables.length === this.#variables.length) return;
    this.#variables = variables;
    this.#isBorn = false;
    this.#bear();
    for (let i = 0; i < variables.length; i++) this.#write(variables[i] as Variable);
  }

  #write({ name, value }: Variable): void {
    this.#bear();
    if (value !== unwritten) this.#parts.put(this.#h, this.#scope.instance, this.#parts.keyWord(name), value);
  }

  /** Says that there is an object, without properties. */
  #bear(): void {
    if (this.#isBorn) return;
    this.#isBorn = true;
    this.#parts.system(SYSTEM.content, BORN, [this.#scope.instance, CONTENT.object, 0, 0, 0]);
  }
}

function isOneOf(variables: readonly Variable[], name: string): boolean {
  for (let i = 0; i < variables.length; i++) if (variables[i]?.name === name) return true;
  return false;
}
