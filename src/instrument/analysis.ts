/**
 * Who declares which name, and which variables are captured by inner functions: the static half of a scope chain.
 * Input: a TypeScript AST as the user wrote it (types included). Output: scopes, functions and variables, looked up by node.
 *
 * Invariants
 * - A function's parameters, `var`s and the lexical declarations of its body share one scope, as a debugger shows them.
 * - `captured` means: an identifier inside another function refers to it. Module variables are always captured.
 * - Type positions and `declare`d names are not looked at: they do not exist at run time.
 * Not done here: identifiers inside direct `eval` (their reads need nothing; their writes are not seen).
 */
import { ts } from 'ts-morph';
import type { ScopeKind, VariableKind } from '../wire/sites.js';
import {
  frameName,
  functionKind,
  hasModifier,
  hasUseStrict,
  isFunctionNode,
  isReference,
  isTypeOnly,
} from './nodes.js';
import { type Analysis, type Fn, lookup, isShown, type Scope, unlabelled, type Variable } from './scopes.js';

export function analyse(file: ts.SourceFile, isStrict: boolean): Analysis {
  return new Analyser(file, isStrict || hasUseStrict(file.statements)).run();
}

class Analyser {
  readonly #functions: Fn[] = [];
  readonly #scopes: Scope[] = [];
  readonly #fnOf = new Map<ts.Node, Fn>();
  readonly #scopeOf = new Map<ts.Node, Scope>();
  readonly #references: { name: string; scope: Scope }[] = [];
  readonly #file: ts.SourceFile;
  readonly #strict: boolean;

  constructor(file: ts.SourceFile, strict: boolean) {
    this.#file = file;
    this.#strict = strict;
  }

  run(): Analysis {
    const module = this.#newFn(this.#file, {
      kind: 'module',
      name: '(module)',
      async: false,
      generator: false,
      parent: undefined,
      strict: this.#strict,
    });
    const scope = this.#newScope('module', this.#file, undefined, module);
    module.scope = scope;
    this.#declareStatements(this.#file.statements, scope);
    for (const s of this.#file.statements) this.#visit(s, scope);
    this.#resolveAll();
    for (const s of this.#scopes) this.#settle(s);
    return {
      module,
      functions: this.#functions,
      scopes: this.#scopes,
      fnOf: this.#fnOf,
      scopeOf: this.#scopeOf,
    };
  }

  #newFn(
    node: ts.Node,
    init: Pick<Fn, 'kind' | 'name' | 'async' | 'generator' | 'parent' | 'strict'> & {
      derived?: boolean;
      transparent?: boolean;
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
      transparent: init.transparent ?? false,
      scope: undefined as unknown as Scope,
      usesThis: false,
      awaits: false,
      collides: false,
      index: this.#functions.length,
    };
    this.#functions.push(fn);
    this.#fnOf.set(node, fn);
    return fn;
  }

  #newScope(kind: ScopeKind, node: ts.Node, parent: Scope | undefined, fn: Fn): Scope {
    const scope: Scope = {
      kind,
      node,
      parent,
      fn,
      variables: new Map(),
      hoisted: [],
      instanced: false,
      index: this.#scopes.length,
    };
    this.#scopes.push(scope);
    this.#scopeOf.set(node, scope);
    return scope;
  }

  #declare(scope: Scope, name: string, kind: VariableKind, initOffset: number, hidden = false): Variable {
    const known = scope.variables.get(name);
    if (known !== undefined) {
      if ((known.kind === 'function' || kind === 'function') && known.kind !== 'param') scope.fn.collides = true;
      return known;
    }
    const variable: Variable = {
      name,
      kind,
      scope,
      initOffset,
      captured: scope.kind === 'module',
      used: false,
      hidden: hidden && scope.kind !== 'function',
      selfName: hidden && scope.kind === 'function',
      index: -1,
    };
    scope.variables.set(name, variable);
    return variable;
  }

  #declareBinding(scope: Scope, name: ts.BindingName, kind: VariableKind, initOffset: number): void {
    if (ts.isIdentifier(name)) {
      this.#declare(scope, name.text, kind, initOffset);
      return;
    }
    for (const e of name.elements)
      if (!ts.isOmittedExpression(e)) this.#declareBinding(scope, e.name, kind, initOffset);
  }

  /** Lexical declarations and function declarations of a statement list. */
  #declareStatements(statements: readonly ts.Statement[], scope: Scope): void {
    for (const outer of statements) {
      const s = unlabelled(outer);
      if (isTypeOnly(s)) continue;
      if (ts.isVariableStatement(s)) this.#declareList(s.declarationList, scope);
      else if (ts.isFunctionDeclaration(s) && s.name !== undefined) {
        const v = this.#declare(scope, s.name.text, 'function', -1);
        if (!scope.hoisted.includes(v)) scope.hoisted.push(v);
      } else if (ts.isClassDeclaration(s) && s.name !== undefined) this.#declare(scope, s.name.text, 'class', s.end);
      else if (ts.isEnumDeclaration(s)) this.#declare(scope, s.name.text, 'enum', -1);
      else if (ts.isModuleDeclaration(s) && ts.isIdentifier(s.name)) this.#declare(scope, s.name.text, 'namespace', -1);
      else if (ts.isImportEqualsDeclaration(s)) {
        if (!s.isTypeOnly) this.#declare(scope, s.name.text, 'import', -1);
      } else if (ts.isImportDeclaration(s)) this.#declareImport(s, scope);
    }
  }

  #declareImport(s: ts.ImportDeclaration, scope: Scope): void {
    const clause = s.importClause;
    if (clause?.name !== undefined) this.#declare(scope, clause.name.text, 'import', -1);
    const named = clause?.namedBindings;
    if (named === undefined) return;
    if (ts.isNamespaceImport(named)) this.#declare(scope, named.name.text, 'import', -1);
    else for (const e of named.elements) if (!e.isTypeOnly) this.#declare(scope, e.name.text, 'import', -1);
  }

  #declareList(list: ts.VariableDeclarationList, scope: Scope): void {
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return; // `var`: declared when visited, in the function's scope
    const kind = (list.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Let ? 'let' : 'const';
    for (const d of list.declarations) this.#declareBinding(scope, d.name, kind, d.end);
  }

  #visit(node: ts.Node, scope: Scope): void {
    if (isTypeOnly(node)) return;
    if (isFunctionNode(node)) return this.#visitFunction(node, scope);
    if (ts.isClassLike(node)) return this.#visitClass(node, scope);
    if (ts.isIdentifier(node)) {
      if (isReference(node)) this.#references.push({ name: node.text, scope });
      return;
    }
    switch (node.kind) {
      case ts.SyntaxKind.ThisKeyword:
      case ts.SyntaxKind.SuperKeyword:
        return this.#useThis(scope.fn);
      case ts.SyntaxKind.EnumDeclaration:
        return;
      case ts.SyntaxKind.AwaitExpression:
        scope.fn.awaits = true;
        ts.forEachChild(node, (child) => this.#visit(child, scope));
        return;
      case ts.SyntaxKind.VariableDeclarationList:
        this.#visitList(node as ts.VariableDeclarationList, scope);
        return;
      case ts.SyntaxKind.Block:
      case ts.SyntaxKind.ModuleBlock:
      case ts.SyntaxKind.CaseBlock:
      case ts.SyntaxKind.ForStatement:
      case ts.SyntaxKind.ForInStatement:
      case ts.SyntaxKind.ForOfStatement:
      case ts.SyntaxKind.CatchClause:
        return this.#visitBlock(node, scope);
      default:
        if (ts.isPropertyAccessExpression(node)) return this.#visit(node.expression, scope);
        ts.forEachChild(node, (child) => this.#visit(child, scope));
    }
  }

  #useThis(fn: Fn): void {
    let at: Fn | undefined = fn;
    while (at !== undefined) {
      at.usesThis = true;
      if (at.kind !== 'arrow') return;
      at = at.parent;
    }
  }

  #visitList(list: ts.VariableDeclarationList, scope: Scope): void {
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0)
      for (const d of list.declarations) this.#declareBinding(scope.fn.scope, d.name, 'var', -1);
    for (const d of list.declarations) {
      this.#visitPattern(d.name, scope);
      if (d.initializer !== undefined) this.#visit(d.initializer, scope);
    }
  }

  /** Default values and computed keys inside a binding pattern. */
  #visitPattern(name: ts.BindingName, scope: Scope): void {
    if (ts.isIdentifier(name)) return;
    for (const e of name.elements) {
      if (ts.isOmittedExpression(e)) continue;
      if (e.propertyName !== undefined && ts.isComputedPropertyName(e.propertyName))
        this.#visit(e.propertyName.expression, scope);
      this.#visitPattern(e.name, scope);
      if (e.initializer !== undefined) this.#visit(e.initializer, scope);
    }
  }

  #visitBlock(node: ts.Node, outer: Scope): void {
    const scope = this.#newScope(ts.isCatchClause(node) ? 'catch' : 'block', node, outer, outer.fn);
    if (ts.isBlock(node) || ts.isModuleBlock(node)) this.#declareStatements(node.statements, scope);
    else if (ts.isCaseBlock(node)) for (const c of node.clauses) this.#declareStatements(c.statements, scope);
    else if (ts.isCatchClause(node)) {
      if (node.variableDeclaration !== undefined) {
        this.#declareBinding(scope, node.variableDeclaration.name, 'catch', -1);
        this.#visitPattern(node.variableDeclaration.name, scope);
      }
      this.#visit(node.block, scope);
      return;
    } else if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) {
      if (node.initializer !== undefined && ts.isVariableDeclarationList(node.initializer))
        this.#declareList(node.initializer, scope);
      if (!ts.isForStatement(node)) {
        if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) outer.fn.awaits = true;
        // The iterated expression is outside: closures in it cannot reach the loop's instance.
        this.#visit(node.initializer, scope);
        this.#visit(node.expression, outer);
        this.#visit(node.statement, scope);
        return;
      }
    }
    ts.forEachChild(node, (child) => this.#visit(child, scope));
  }

  #visitFunction(node: ts.FunctionLikeDeclaration, outer: Scope): void {
    // Decorators and computed names are evaluated outside.
    if (node.name !== undefined && ts.isComputedPropertyName(node.name)) this.#visit(node.name.expression, outer);
    if (ts.canHaveDecorators(node)) for (const d of ts.getDecorators(node) ?? []) this.#visit(d.expression, outer);
    const body = node.body;
    const strict =
      outer.fn.strict ||
      ts.isClassLike(node.parent) ||
      (body !== undefined && ts.isBlock(body) && hasUseStrict(body.statements));
    const fn = this.#newFn(node, {
      kind: functionKind(node),
      name: frameName(node),
      parent: outer.fn,
      strict,
      async: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
      generator: !ts.isArrowFunction(node) && 'asteriskToken' in node && node.asteriskToken !== undefined,
      derived:
        ts.isConstructorDeclaration(node) &&
        (node.parent.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword) ?? false),
    });
    const scope = this.#newScope('function', node, outer, fn);
    fn.scope = scope;
    for (const p of node.parameters) {
      if (ts.isIdentifier(p.name) && p.name.text === 'this') continue;
      this.#declareBinding(scope, p.name, 'param', -1);
    }
    if (ts.isFunctionExpression(node) && node.name !== undefined && !scope.variables.has(node.name.text))
      this.#declare(scope, node.name.text, 'function', -1, true);
    for (const p of node.parameters) {
      if (ts.canHaveDecorators(p)) for (const d of ts.getDecorators(p) ?? []) this.#visit(d.expression, outer);
      this.#visitPattern(p.name, scope);
      if (p.initializer !== undefined) this.#visit(p.initializer, scope);
    }
    if (body === undefined) return;
    if (!ts.isBlock(body)) return this.#visit(body, scope);
    this.#dropSelfName(node, body, scope);
    this.#declareStatements(body.statements, scope);
    for (const s of body.statements) this.#visit(s, scope);
  }

  /** A declaration in the body takes the place of the function expression's own (hidden) name. */
  #dropSelfName(node: ts.FunctionLikeDeclaration, body: ts.Block, scope: Scope): void {
    const name = ts.isFunctionExpression(node) ? node.name?.text : undefined;
    if (name === undefined || scope.variables.get(name)?.selfName !== true) return;
    const redeclares = (n: ts.Node): boolean =>
      ((ts.isVariableDeclaration(n) || ts.isFunctionDeclaration(n) || ts.isClassDeclaration(n)) &&
        n.name !== undefined &&
        ts.isIdentifier(n.name) &&
        n.name.text === name) ||
      (!isFunctionNode(n) && (ts.forEachChild(n, (c) => redeclares(c) || undefined) ?? false));
    if (redeclares(body)) scope.variables.delete(name);
  }

  #visitClass(node: ts.ClassLikeDeclaration, outer: Scope): void {
    if (ts.canHaveDecorators(node)) for (const d of ts.getDecorators(node) ?? []) this.#visit(d.expression, outer);
    for (const h of node.heritageClauses ?? [])
      if (h.token === ts.SyntaxKind.ExtendsKeyword) for (const t of h.types) this.#visit(t.expression, outer);
    const scope = this.#newScope('class', node, outer, outer.fn);
    if (node.name !== undefined && ts.isClassExpression(node)) this.#declare(scope, node.name.text, 'class', -1, true);
    for (const m of node.members) {
      if (isTypeOnly(m)) continue;
      if (ts.isPropertyDeclaration(m)) this.#visitField(m, scope);
      else if (ts.isClassStaticBlockDeclaration(m)) this.#visitStaticBlock(m, scope);
      else this.#visit(m, scope);
    }
  }

  #visitField(m: ts.PropertyDeclaration, scope: Scope): void {
    if (ts.isComputedPropertyName(m.name)) this.#visit(m.name.expression, scope);
    if (ts.canHaveDecorators(m)) for (const d of ts.getDecorators(m) ?? []) this.#visit(d.expression, scope);
    const fn = this.#newFn(m, {
      kind: 'initializer',
      name: '(field initializer)',
      async: false,
      generator: false,
      parent: scope.fn,
      strict: true,
      transparent: true,
    });
    fn.scope = this.#newScope('function', m, scope, fn);
    if (m.initializer !== undefined) this.#visit(m.initializer, fn.scope);
  }

  #visitStaticBlock(m: ts.ClassStaticBlockDeclaration, scope: Scope): void {
    const fn = this.#newFn(m, {
      kind: 'staticBlock',
      name: '(static block)',
      async: false,
      generator: false,
      parent: scope.fn,
      strict: true,
    });
    fn.scope = this.#newScope('function', m, scope, fn);
    this.#declareStatements(m.body.statements, fn.scope);
    for (const s of m.body.statements) this.#visit(s, fn.scope);
  }

  #resolveAll(): void {
    for (const { name, scope } of this.#references) {
      const v = lookup(scope, name);
      if (v === undefined) continue;
      v.used = true;
      if (v.scope.fn !== scope.fn) v.captured = true;
    }
  }

  #settle(scope: Scope): void {
    const captured = [...scope.variables.values()].some((v) => v.captured && isShown(v));
    if (scope.kind === 'module') scope.instanced = true;
    else if (scope.kind === 'function')
      scope.instanced = !scope.fn.transparent && (captured || scope.fn.async || scope.fn.generator);
    else scope.instanced = captured;
  }
}
