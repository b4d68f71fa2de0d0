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
  readonly hasWith: boolean;
}

export const isFunctionNode = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isGetAccessor(node) ||
  ts.isSetAccessor(node) ||
  ts.isConstructorDeclaration(node);

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === kind) ?? false);

/** Declarations that leave nothing at run time. */
export function isTypeOnly(node: ts.Node): boolean {
  if (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    hasModifier(node, ts.SyntaxKind.DeclareKeyword)
  )
    return true;
  if (isFunctionNode(node) && node.body === undefined) return true;
  if (ts.isModuleDeclaration(node))
    return node.body === undefined || !ts.isIdentifier(node.name) || !isInstantiated(node);
  if (ts.isEnumDeclaration(node)) return hasModifier(node, ts.SyntaxKind.ConstKeyword);
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (ts.isPropertyDeclaration(node)) return hasModifier(node, ts.SyntaxKind.AbstractKeyword);
  return ts.isIndexSignatureDeclaration(node) || ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node);
}

function isInstantiated(node: ts.ModuleDeclaration): boolean {
  const body = node.body;
  if (body === undefined) return false;
  if (ts.isModuleBlock(body)) return body.statements.some((s) => !isTypeOnly(s));
  return ts.isModuleDeclaration(body) && isInstantiated(body);
}

const propertyNameText = (name: ts.PropertyName | ts.BindingName | undefined): string =>
  name === undefined
    ? ''
    : ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)
      ? name.text
      : ts.isComputedPropertyName(name)
        ? `[${name.expression.getText()}]`
        : '';

/** The name that a function's debugger frame shows. */
function frameName(node: ts.FunctionLikeDeclaration): string {
  const owner = ts.isClassLike(node.parent) ? (node.parent.name?.text ?? '') : '';
  const qualify = (name: string): string => (owner === '' ? name : `${owner}.${name}`);
  if (ts.isConstructorDeclaration(node)) return owner === '' ? '(anonymous class)' : owner;
  if (ts.isMethodDeclaration(node)) return qualify(propertyNameText(node.name));
  if (ts.isGetAccessor(node)) return qualify(`get ${propertyNameText(node.name)}`);
  if (ts.isSetAccessor(node)) return qualify(`set ${propertyNameText(node.name)}`);
  if (node.name !== undefined) return propertyNameText(node.name);
  return inferredName(node) ?? '(anonymous)';
}

/** The name that the language gives to an anonymous function from where it stands. */
function inferredName(node: ts.Node): string | undefined {
  let at: ts.Node = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent))
    at = at.parent;
  const parent = at.parent;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent)) return propertyNameText(parent.name);
  if (ts.isPropertyDeclaration(parent)) {
    const owner = parent.parent.name?.text;
    return owner === undefined ? propertyNameText(parent.name) : `${owner}.${propertyNameText(parent.name)}`;
  }
  if (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isIdentifier(parent.left)
  )
    return parent.left.text;
  if (ts.isExportAssignment(parent)) return 'default';
  return undefined;
}

const functionKind = (node: ts.FunctionLikeDeclaration): FunctionKind =>
  ts.isArrowFunction(node)
    ? 'arrow'
    : ts.isConstructorDeclaration(node)
      ? 'constructor'
      : ts.isGetAccessor(node)
        ? 'getter'
        : ts.isSetAccessor(node)
          ? 'setter'
          : ts.isMethodDeclaration(node)
            ? 'method'
            : 'function';

const hasUseStrict = (statements: ts.NodeArray<ts.Statement>): boolean => {
  for (const s of statements) {
    if (!ts.isExpressionStatement(s) || !ts.isStringLiteral(s.expression)) return false;
    if (s.expression.text === 'use strict') return true;
  }
  return false;
};

export function analyse(file: ts.SourceFile, format: 'module' | 'commonjs', isTypeScript: boolean): Analysis {
  return new Analyser(file, format === 'module' || isTypeScript || hasUseStrict(file.statements)).run();
}

class Analyser {
  readonly #functions: Fn[] = [];
  readonly #scopes: Scope[] = [];
  readonly #fnOf = new Map<ts.Node, Fn>();
  readonly #scopeOf = new Map<ts.Node, Scope>();
  readonly #references: { name: string; scope: Scope }[] = [];
  readonly #file: ts.SourceFile;
  readonly #strict: boolean;
  #hasWith = false;

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
      hasWith: this.#hasWith,
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
      hidden,
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
      case ts.SyntaxKind.WithStatement:
        this.#hasWith = true;
        return;
      case ts.SyntaxKind.EnumDeclaration:
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
    if (name === undefined || scope.variables.get(name)?.hidden !== true) return;
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
    if (m.initializer === undefined) return;
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
    this.#visit(m.initializer, fn.scope);
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
    const captured = [...scope.variables.values()].some((v) => v.captured && !v.hidden);
    if (scope.kind === 'module') scope.instanced = true;
    else if (scope.kind === 'function')
      scope.instanced = !scope.fn.transparent && (captured || scope.fn.async || scope.fn.generator);
    else scope.instanced = captured;
  }
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

/** True if the identifier is evaluated, false if it is a name in a declaration, a property key, a label … */
function isReference(node: ts.Identifier): boolean {
  const p = node.parent;
  if (ts.isPropertyAccessExpression(p)) return p.expression === node;
  if (
    ts.isPropertyAssignment(p) ||
    ts.isMethodDeclaration(p) ||
    ts.isPropertyDeclaration(p) ||
    ts.isGetAccessor(p) ||
    ts.isSetAccessor(p)
  )
    return p.name !== node;
  if (ts.isVariableDeclaration(p) || ts.isParameter(p) || ts.isBindingElement(p)) return p.initializer === node;
  if (ts.isLabeledStatement(p) || ts.isBreakOrContinueStatement(p)) return false;
  if (ts.isExportSpecifier(p))
    return (
      (p.propertyName ?? p.name) === node &&
      !p.isTypeOnly &&
      p.parent.parent.moduleSpecifier === undefined &&
      !p.parent.parent.isTypeOnly
    );
  if (
    ts.isImportSpecifier(p) ||
    ts.isImportClause(p) ||
    ts.isNamespaceImport(p) ||
    ts.isMetaProperty(p) ||
    ts.isNamespaceExport(p) ||
    ts.isJsxAttribute(p)
  )
    return false;
  if (ts.isJsxOpeningLikeElement(p) || ts.isJsxClosingElement(p)) return /^[A-Z_$]/.test(node.text);
  return true;
}
