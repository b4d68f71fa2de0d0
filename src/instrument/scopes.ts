/** Scopes, functions and variables of one file, as the analysis finds them. */
import { ts } from 'ts-morph';
import type { FunctionKind, ScopeKind, VariableKind } from '../wire/sites.js';

export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly scope: Scope;
  /** see VariableInfo.initOffset */
  readonly initOffset: number;
  captured: boolean;
  /** some expression of the file uses it as a value (imports that are never used may be erased) */
  used: boolean;
  /** not shown: names of function and class expressions inside themselves */
  readonly hidden: boolean;
  /** name of a function expression inside itself: cannot be assigned; shown, as V8 does, if the function uses it */
  readonly selfName: boolean;
  index: number;
}

export interface Scope {
  readonly kind: ScopeKind;
  readonly node: ts.Node;
  readonly parent: Scope | undefined;
  readonly fn: Fn;
  readonly variables: Map<string, Variable>;
  /** function declarations whose binding is initialised when the scope is entered */
  readonly hoisted: Variable[];
  instanced: boolean;
  index: number;
}

export interface Fn {
  readonly node: ts.Node;
  readonly kind: FunctionKind;
  readonly name: string;
  readonly async: boolean;
  readonly generator: boolean;
  readonly parent: Fn | undefined;
  scope: Scope;
  /** the text has `this` (or super), its own or through arrows */
  usesThis: boolean;
  /** `await` or `for await` stands directly in it (a module's own, too) */
  awaits: boolean;
  /** derived class constructor: `this` exists only after super() */
  readonly derived: boolean;
  readonly strict: boolean;
  /** field initialisers: a function for closures, but without an activation of its own */
  readonly transparent: boolean;
  /** block functions would collide with a `var` if the body were wrapped in try */
  collides: boolean;
  index: number;
}

export interface Analysis {
  readonly module: Fn;
  readonly functions: readonly Fn[];
  readonly scopes: readonly Scope[];
  readonly fnOf: ReadonlyMap<ts.Node, Fn>;
  readonly scopeOf: ReadonlyMap<ts.Node, Scope>;
}

export function unlabelled(s: ts.Statement): ts.Statement {
  return ts.isLabeledStatement(s) ? unlabelled(s.statement) : s;
}

/** Variable that a name means in a scope; undefined: global, or not ours. */
export function lookup(from: Scope, name: string): Variable | undefined {
  for (let s: Scope | undefined = from; s !== undefined; s = s.parent) {
    const v = s.variables.get(name);
    if (v !== undefined) return v;
  }
  return undefined;
}

/** Whether a debugger shows the variable. */
export const isShown = (v: Variable): boolean => !v.hidden && (!v.selfName || v.used);
