/** What the analysis makes: functions, scopes and the variables that a list of statements declares in one. */
import { ts } from 'ts-morph';
import type { ScopeKind, VariableKind } from '../wire/sites.js';
import { DEFAULT_EXPORT } from '../wire/sites.js';
import { isForEach, isFunctionNode, isTypeOnly } from './nodes.js';
import { type Fn, type Scope, unlabelled, type Variable } from './scopes.js';

export class Declarations {
  protected readonly functions: Fn[] = [];
  protected readonly scopes: Scope[] = [];
  protected readonly fnOf = new Map<ts.Node, Fn>();
  protected readonly scopeOf = new Map<ts.Node, Scope>();

  protected newFn(
    node: ts.Node,
    init: Pick<Fn, 'kind' | 'name' | 'async' | 'generator' | 'parent' | 'strict'> & {
      derived?: boolean;
    },
  ): Fn {
    const fn: Fn = {
      node,
      kind: init.kind,
      name: init.name,
      async: init.async,
      generator: init.generator,
      parent: init.parent,
      strict: init.strict,
      derived: init.derived ?? false,
      scope: undefined as unknown as Scope,
      varScope: undefined as unknown as Scope,
      mapped: false,
      aliased: false,
      usesThis: false,
      evaluates: false,
      evaluatesInBody: false,
      awaits: false,
      collides: false,
      index: this.functions.length,
    };
    this.functions.push(fn);
    if (!ts.isClassLike(node)) this.fnOf.set(node, fn);
    return fn;
  }

  protected newScope(kind: ScopeKind, node: ts.Node, parent: Scope | undefined, fn: Fn): Scope {
    const scope: Scope = {
      kind,
      node,
      parent,
      fn,
      variables: new Map(),
      hoisted: [],
      instanced: false,
      isHead: false,
      index: this.scopes.length,
    };
    this.scopes.push(scope);
    if (!ts.isClassLike(node) || kind === 'class') this.scopeOf.set(node, scope);
    return scope;
  }

  protected declare(scope: Scope, name: string, kind: VariableKind, initOffset: number, hidden = false): Variable {
    const known = scope.variables.get(name);
    if (known !== undefined) {
      if (known.kind === 'function' || kind === 'function') scope.fn.collides = true;
      return known;
    }
    const variable: Variable = {
      name,
      kind,
      scope,
      initOffset: ts.isCaseBlock(scope.node) ? -1 : initOffset,
      tdzWritten: initOffset >= 0 && ts.isCaseBlock(scope.node),
      unwritten: isForEach(scope.node) ? 'tdz' : undefined,
      captured: scope.kind === 'module',
      isFunction: kind === 'function' || kind === 'class',
      given: false,
      reassigned: false,
      used: false,
      hidden: hidden && scope.kind !== 'function',
      selfName: hidden && scope.kind === 'function',
      index: -1,
    };
    scope.variables.set(name, variable);
    return variable;
  }

  protected declareBinding(
    scope: Scope,
    name: ts.BindingName,
    kind: VariableKind,
    initOffset: number,
  ): Variable | undefined {
    if (ts.isIdentifier(name)) return this.declare(scope, name.text, kind, initOffset);
    for (const e of name.elements) if (!ts.isOmittedExpression(e)) this.declareBinding(scope, e.name, kind, initOffset);
    return undefined;
  }

  /** Lexical declarations and function declarations of a statement list. */
  protected declareStatements(statements: readonly ts.Statement[], scope: Scope): void {
    for (const outer of statements) {
      const s = unlabelled(outer);
      if (isTypeOnly(s)) continue;
      if (ts.isVariableStatement(s)) this.declareList(s.declarationList, scope);
      else if (ts.isFunctionDeclaration(s) && s.name !== undefined) {
        const v = this.declare(scope, s.name.text, 'function', -1);
        if (!scope.hoisted.includes(v)) scope.hoisted.push(v);
      } else if (ts.isClassDeclaration(s) && s.name !== undefined) this.declare(scope, s.name.text, 'class', s.end);
      else if (ts.isEnumDeclaration(s)) this.declare(scope, s.name.text, 'enum', -1);
      else if (ts.isModuleDeclaration(s) && ts.isIdentifier(s.name)) this.declare(scope, s.name.text, 'namespace', -1);
      else if (ts.isImportEqualsDeclaration(s)) {
        if (!s.isTypeOnly) this.declare(scope, s.name.text, 'import', -1);
      } else if (ts.isImportDeclaration(s)) this.declareImport(s, scope);
      else if (ts.isExportAssignment(s) && !s.isExportEquals) this.declare(scope, DEFAULT_EXPORT, 'const', s.end);
    }
  }

  private declareImport(s: ts.ImportDeclaration, scope: Scope): void {
    const clause = s.importClause;
    if (clause?.name !== undefined) this.declare(scope, clause.name.text, 'import', -1);
    const named = clause?.namedBindings;
    if (named === undefined) return;
    if (ts.isNamespaceImport(named)) this.declare(scope, named.name.text, 'import', -1);
    else for (const e of named.elements) if (!e.isTypeOnly) this.declare(scope, e.name.text, 'import', -1);
  }

  protected declareList(list: ts.VariableDeclarationList, scope: Scope): void {
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return; // `var`: declared when visited, in the function's scope
    const kind = (list.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Let ? 'let' : 'const';
    const { parent } = list;
    const end = isForEach(parent) ? parent.expression.end : undefined;
    for (const d of list.declarations) {
      const variable = this.declareBinding(scope, d.name, kind, end ?? d.end);
      const isFunction = kind === 'const' && d.initializer !== undefined && isFunctionNode(d.initializer);
      if (variable !== undefined && isFunction) variable.isFunction = true;
    }
  }
}
