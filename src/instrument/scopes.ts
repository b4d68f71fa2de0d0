/** Scopes, functions and variables of one file, as the analysis finds them. */
import { ts } from 'ts-morph';
import type { FunctionKind, ScopeKind, VariableKind } from '../wire/sites.js';

export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly scope: Scope;
  /** see VariableInfo.initOffset */
  readonly initOffset: number;
  /** `let`, `const` or class of a switch: a case may run before its declaration, so its TDZ is written, not read off the text */
  readonly tdzWritten: boolean;
  /** see VariableInfo.unwritten */
  unwritten: 'tdz' | 'unknown' | undefined;
  captured: boolean;
  /** its declaration gives it a function or class of this file */
  isFunction: boolean;
  /** code from elsewhere gets its value */
  given: boolean;
  /** it gets another value than its declaration gives it */
  reassigned: boolean;
  /** some expression of the file uses it as a value (imports that are never used may be erased) */
  used: boolean;
  /** name of a class inside itself: cannot be assigned; shown, as V8 does, if the class's functions use it */
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
  /** of a loop's list */
  isHead: boolean;
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
  /** where its `var`s live: the same, or a scope of the body's own if the parameters have expressions (then closures in these do not see them) */
  varScope: Scope;
  /** sloppy function with simple parameters that mentions `arguments`: its elements and the parameters are the same variables */
  mapped: boolean;
  /** `arguments` is mapped and may be written under another name */
  aliased: boolean;
  /** the text has `this` (or super), its own or through arrows */
  usesThis: boolean;
  /** sloppy direct `eval` stands in it, and may declare variables that its body sees */
  evaluates: boolean;
  /** … in its body, whose scope has what it declares; otherwise only in default values, and the function's scope has that */
  evaluatesInBody: boolean;
  /** `await` or `for await` stands directly in it (a module's own, too) */
  awaits: boolean;
  /** derived class constructor: `this` exists only after super() */
  readonly derived: boolean;
  readonly strict: boolean;
  /** declarations of the body would collide if it were wrapped in try */
  collides: boolean;
  index: number;
}

/** The functions that a class has besides its members. */
export interface ClassFns {
  /** `<instance_members_initializer>`: fields are defined in it */
  readonly instance: Fn | undefined;
  /** `<static_initializer>`: static fields and blocks */
  readonly statics: Fn | undefined;
  /** the constructor of a class that does not write one, and has instance fields */
  readonly implicit: Fn | undefined;
}

export interface Analysis {
  readonly module: Fn;
  readonly classes: ReadonlyMap<ts.Node, ClassFns>;
  /** function declared in a block of a sloppy function -> the `var` that its evaluation also assigns (ECMAScript, annex B.3.3) */
  readonly blockFunctions: ReadonlyMap<ts.Node, Variable>;
  readonly functions: readonly Fn[];
  readonly scopes: readonly Scope[];
  readonly fnOf: ReadonlyMap<ts.Node, Fn>;
  readonly scopeOf: ReadonlyMap<ts.Node, Scope>;
  /** names of getters in the file */
  readonly accessors: ReadonlySet<string>;
  /** names of methods that classes of the file have, and of functions that it assigns to properties */
  readonly methods: ReadonlySet<string>;
  /** functions in which direct `eval` stands */
  readonly evaluating: ReadonlySet<Fn>;
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

/** At this place it is not in its TDZ. */
export function isInitialised(v: Variable, at: ts.Node, scope: Scope): boolean {
  if (v.kind === 'var' || v.kind === 'param' || v.kind === 'function' || v.kind === 'catch') return true;
  return (v.kind === 'let' || v.kind === 'const') && v.scope.fn === scope.fn && !v.tdzWritten && v.initOffset <= at.pos;
}

/** The nearest `with` inside which a name's variable does not lie: the name may mean a property of its object. */
export function shadowing(from: Scope, name: string): Scope | undefined {
  for (let s: Scope | undefined = from; s !== undefined; s = s.parent) {
    if (s.variables.has(name)) return undefined;
    if (s.kind === 'with') return s;
  }
  return undefined;
}

/** What is assigned to a name may become a property, or a variable that `eval` has declared: nobody sees it at once. */
export function mayMeanOther(from: Scope): boolean {
  for (let s: Scope | undefined = from; s !== undefined; s = s.parent)
    if (s.kind === 'with' || s.fn.evaluates) return true;
  return false;
}

/** The function whose `this` and `arguments` an arrow function has. */
export function notArrow(fn: Fn): Fn {
  return fn.kind === 'arrow' && fn.parent !== undefined ? notArrow(fn.parent) : fn;
}

/** Whether a debugger shows the variable. */
export const isShown = (v: Variable): boolean =>
  (!v.scope.isHead || v.captured) && (!v.hidden || v.captured) && (!v.selfName || v.used);
