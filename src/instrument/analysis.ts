/**
 * Who declares which name, and which variables are captured by inner functions: the static half of a scope chain.
 * Input: a TypeScript AST as the user wrote it (types included). Output: scopes, functions and variables, looked up by node.
 *
 * Invariants
 * - A function's simple parameters, `var`s and the lexical declarations of its body share one scope, as V8 shows them. If its parameters
 *   have expressions or patterns, the body has a block scope of its own.
 * - `captured` means: an identifier inside another function refers to it. Module variables are always captured.
 * - Type positions and `declare`d names are not looked at: they do not exist at run time.
 * Direct `eval` may name anything: all variables around it are captured, as in V8. What sloppy code in it declares is found when it runs.
 */
import { ts } from 'ts-morph';
import { defined } from '../base/assert.js';
import { WITH_OBJECT } from '../wire/sites.js';
import { Declarations } from './declarations.js';
import { hasDirectEval, isDirectEval } from './directEval.js';
import { bindingNames } from './bindings.js';
import { captureVariables, isInstanced } from './captures.js';
import {
  frameName,
  functionKind,
  hasModifier,
  hasUseStrict,
  isDerivedClass,
  superclassOf,
  isForEach,
  isFunctionNode,
  isReference,
  isSimple,
  isStatic,
  isTypeOnly,
  readsArguments,
  suspendsInHead,
} from './nodes.js';
import {
  type Analysis,
  type ClassFns,
  type Fn,
  lookup,
  notArrow,
  type Scope,
  shadowing,
  type Variable,
} from './scopes.js';

/** Of a function that no other code is given where it stands. */
function methodNames(node: ts.Node): readonly string[] {
  if (ts.isMethodDeclaration(node)) {
    return ts.isClassLike(node.parent) && ts.isIdentifier(node.name) ? [node.name.text] : [];
  }
  const target = isFunctionNode(node) && ts.isBinaryExpression(node.parent) ? node.parent.left : undefined;
  return target !== undefined && ts.isPropertyAccessExpression(target) ? [target.name.text] : [];
}

export function analyse(file: ts.SourceFile, isStrict: boolean): Analysis {
  return new Analyser(file, isStrict || hasUseStrict(file.statements)).run();
}

class Analyser extends Declarations {
  readonly #classes = new Map<ts.Node, ClassFns>();
  readonly #blockFunctions = new Map<ts.Node, Variable>();
  readonly #references: { node: ts.Identifier; scope: Scope }[] = [];
  /** where direct `eval` stands */
  readonly #evals: Scope[] = [];
  /** functions declared in blocks of sloppy code, and the scope from which their name looks outwards for its `var` */
  readonly #candidates: { node: ts.FunctionDeclaration; name: string; from: Scope }[] = [];
  readonly #file: ts.SourceFile;
  readonly #strict: boolean;
  readonly #mentionsEval: boolean;

  constructor(file: ts.SourceFile, strict: boolean) {
    super();
    this.#file = file;
    this.#strict = strict;
    this.#mentionsEval = /\beval\b/.test(file.text);
  }

  run(): Analysis {
    const module = this.newFn(this.#file, {
      kind: 'module',
      name: '(module)',
      async: false,
      generator: false,
      parent: undefined,
      strict: this.#strict,
    });
    const scope = this.newScope('module', this.#file, undefined, module);
    module.scope = scope;
    this.declareStatements(this.#file.statements, scope);
    module.varScope = scope;
    for (const s of this.#file.statements) this.#visit(s, scope);
    for (const candidate of this.#candidates) this.#hoistBlockFunction(candidate);
    captureVariables({ references: this.#references, functions: this.functions, evals: this.#evals });
    for (const s of this.scopes) s.instanced = isInstanced(s);
    return {
      module,
      functions: this.functions,
      scopes: this.scopes,
      fnOf: this.fnOf,
      scopeOf: this.scopeOf,
      classes: this.#classes,
      blockFunctions: this.#blockFunctions,
      accessors: new Set(
        this.functions.flatMap(({ node }) =>
          ts.isGetAccessor(node) && ts.isIdentifier(node.name) ? [node.name.text] : [],
        ),
      ),
      methods: new Set(this.functions.flatMap(({ node }) => methodNames(node))),
      evaluating: new Set(this.#evals.map(({ fn }) => fn)),
    };
  }

  #visit(node: ts.Node, scope: Scope): void {
    if (isTypeOnly(node)) return;
    if (ts.isFunctionDeclaration(node)) this.#considerHoisting(node, scope);
    if (isFunctionNode(node)) return this.#visitFunction(node, scope);
    if (ts.isClassLike(node)) return this.#visitClass(node, scope);
    if (ts.isIdentifier(node)) {
      if (!isReference(node)) return;
      this.#references.push({ node, scope });
      if (node.text === 'arguments') this.#useArguments(scope.fn, readsArguments(node));
      return;
    }
    if (isDirectEval(node)) {
      this.#evals.push(scope);
      // V8 shows no `this` in an arrow function whose text does not name it.
      this.#useThis(notArrow(scope.fn));
      this.#useArguments(scope.fn, false);
      // V8 keeps the `arguments` of all functions around, though no code can name them.
      for (let fn = notArrow(scope.fn).parent; fn !== undefined; fn = fn.parent) this.#useArguments(fn, true);
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
      case ts.SyntaxKind.WithStatement:
        return this.#visitWith(node as ts.WithStatement, scope);
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

  #considerHoisting(node: ts.FunctionDeclaration, scope: Scope): void {
    if (scope.fn.strict || node.name === undefined || node.body === undefined) return;
    if (node.asteriskToken !== undefined || hasModifier(node, ts.SyntaxKind.AsyncKeyword)) return;
    const from = ts.isIfStatement(node.parent) ? scope : scope === scope.fn.varScope ? undefined : scope.parent;
    if (from !== undefined) this.#candidates.push({ node, name: node.name.text, from });
  }

  #useThis(fn: Fn): void {
    let at: Fn | undefined = fn;
    while (at !== undefined) {
      at.usesThis = true;
      if (at.kind !== 'arrow') return;
      at = at.parent;
    }
  }

  /** `reads`: it does no more than read elements or the length. */
  #useArguments(from: Fn, reads: boolean): void {
    const fn = notArrow(from);
    if (fn.kind === 'module' || fn.kind === 'initializer') return;
    if (lookup(from.scope, 'arguments')?.scope.fn.index === fn.index) {
      if (fn.mapped && !reads) fn.aliased = true;
      return;
    }
    const { parameters, parent } = fn.node as ts.FunctionLikeDeclaration;
    this.declare(fn.scope, 'arguments', 'arguments', -1).unwritten = ts.isClassLike(parent) ? 'unknown' : undefined;
    fn.mapped = !fn.strict && parameters.length > 0 && parameters.every(isSimple);
    fn.aliased = fn.mapped && !reads;
  }

  /** ECMAScript, annex B.3.3: unless a `var` of the name in its place would be an error. */
  #hoistBlockFunction({ node, name, from }: { node: ts.FunctionDeclaration; name: string; from: Scope }): void {
    const { fn } = from;
    for (let s: Scope | undefined = from; s !== undefined && s !== fn.varScope; s = s.parent) {
      const v = s.variables.get(name);
      if (v !== undefined && (v.kind !== 'catch' || !isSimpleCatch(s.node))) return;
    }
    const known = fn.varScope.variables.get(name);
    if (known !== undefined && known.kind !== 'var' && known.kind !== 'function') return;
    if (fn.scope.variables.get(name)?.kind === 'param') return;
    // In the block that a body becomes, the outer function would no longer be a `var`.
    if (known?.kind === 'function') fn.collides = true;
    this.#blockFunctions.set(node, known ?? this.declare(fn.varScope, name, 'var', -1));
  }

  #visitList(list: ts.VariableDeclarationList, scope: Scope): void {
    if ((list.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing) scope.fn.awaits = true;
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0)
      for (const d of list.declarations) {
        this.declareBinding(scope.fn.varScope, d.name, 'var', -1);
        for (const { text } of bindingNames(d.name))
          if (shadowing(scope, text) !== undefined) defined(lookup(scope, text), 'var').captured = true;
      }
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

  #visitBlock(node: ts.Node, around: Scope): void {
    const outer = isForEach(node) || ts.isForStatement(node) ? this.#headScope(node, around) : around;
    const scope = this.newScope(isSimpleCatch(node) ? 'catch' : 'block', node, outer, outer.fn);
    if (ts.isClassStaticBlockDeclaration(node.parent)) scope.fn.varScope = scope;
    if (ts.isBlock(node) || ts.isModuleBlock(node)) this.declareStatements(node.statements, scope);
    else if (ts.isCaseBlock(node)) for (const c of node.clauses) this.declareStatements(c.statements, scope);
    else if (ts.isCatchClause(node)) {
      if (node.variableDeclaration !== undefined) {
        this.declareBinding(scope, node.variableDeclaration.name, 'catch', -1);
        if (!isSimpleCatch(node)) for (const v of scope.variables.values()) v.unwritten = 'tdz';
        this.#visitPattern(node.variableDeclaration.name, scope);
      }
      this.#visit(node.block, scope);
      return;
    } else if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) {
      if (node.initializer !== undefined && ts.isVariableDeclarationList(node.initializer))
        this.declareList(node.initializer, scope);
      if (!ts.isForStatement(node)) {
        if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) outer.fn.awaits = true;
        this.#visit(node.initializer, scope);
        this.#visit(node.expression, outer);
        this.#visit(node.statement, scope);
        return;
      }
    }
    const head = outer !== around && ts.isForStatement(node) ? node.initializer : undefined;
    ts.forEachChild(node, (child) => this.#visit(child, child === head ? outer : scope));
  }

  #visitWith(s: ts.WithStatement, outer: Scope): void {
    this.#visit(s.expression, outer);
    const scope = this.newScope('with', s, outer, outer.fn);
    this.declare(scope, WITH_OBJECT, 'const', -1).captured = true;
    this.#visit(s.statement, scope);
  }

  /**
   * Around the whole loop lie variables of its names. Those of a loop over values never have one: closures in the iterated expression see
   * them, and cannot reach those of a round. Those of any other begin the loop, closures in its head see them, and they are there if an `eval` might ask.
   */
  #headScope(loop: ts.ForInOrOfStatement | ts.ForStatement, outer: Scope): Scope {
    const { initializer } = loop;
    if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return outer;
    if ((initializer.flags & ts.NodeFlags.BlockScoped) === 0) return outer;
    if (!isForEach(loop) && !(this.#mentionsEval && hasDirectEval(loop))) return outer;
    const head = this.newScope('block', initializer, outer, outer.fn);
    head.isHead = isForEach(loop);
    this.declareList(initializer, head);
    for (const v of head.variables.values()) v.unwritten = 'tdz';
    return head;
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
    const fn = this.newFn(node, {
      kind: functionKind(node),
      name: frameName(node),
      parent: outer.fn,
      strict,
      async: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
      generator: !ts.isArrowFunction(node) && 'asteriskToken' in node && node.asteriskToken !== undefined,
      derived: ts.isConstructorDeclaration(node) && isDerivedClass(node.parent),
    });
    const scope = this.newScope('function', node, outer, fn);
    fn.scope = scope;
    fn.varScope = scope;
    for (const p of node.parameters) {
      if (ts.isIdentifier(p.name) && p.name.text === 'this') continue;
      this.declareBinding(scope, p.name, 'param', -1);
    }
    const unwritten = parametersUnwritten(node);
    for (const v of scope.variables.values()) v.unwritten = unwritten;
    if (ts.isFunctionExpression(node) && node.name !== undefined && !scope.variables.has(node.name.text))
      this.declare(scope, node.name.text, 'function', -1, true);
    for (const p of node.parameters) {
      if (ts.canHaveDecorators(p)) for (const d of ts.getDecorators(p) ?? []) this.#visit(d.expression, outer);
      this.#visitPattern(p.name, scope);
      if (p.initializer !== undefined) this.#visit(p.initializer, scope);
    }
    if (body === undefined) return;
    if (!ts.isBlock(body)) return this.#visit(body, scope);
    if (node.parameters.every(isSimple)) this.#dropSelfName(node, body, scope);
    else fn.varScope = this.newScope('block', body, scope, fn);
    this.declareStatements(body.statements, fn.varScope);
    for (const s of body.statements) this.#visit(s, fn.varScope);
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
    const base = superclassOf(node);
    if (base !== undefined) this.#visit(base, outer);
    const scope = this.newScope('class', node, outer, outer.fn);
    if (node.name !== undefined && !suspendsInHead(node))
      this.declare(scope, node.name.text, 'class', -1, true).unwritten = 'tdz';
    const fns = this.#classFns(node, scope);
    this.#classes.set(node, fns);
    for (const m of node.members) {
      if (isTypeOnly(m)) continue;
      if (ts.isPropertyDeclaration(m)) this.#visitField(m, scope, isStatic(m) ? fns.statics : fns.instance);
      else if (ts.isClassStaticBlockDeclaration(m))
        this.#visitBlock(m.body, defined(fns.statics, 'static initializer').scope);
      else this.#visit(m, scope);
    }
  }

  #classFns(node: ts.ClassLikeDeclaration, scope: Scope): ClassFns {
    const members = node.members.filter((m) => !isTypeOnly(m));
    const fields = members.filter(ts.isPropertyDeclaration);
    const hasInstance = fields.some((m) => !isStatic(m));
    const hasStatics = fields.some(isStatic) || members.some(ts.isClassStaticBlockDeclaration);
    const make = (kind: 'initializer' | 'constructor', name: string): Fn => {
      const derived = kind === 'constructor' && isDerivedClass(node);
      const shared = { parent: scope.fn, async: false, generator: false, strict: true };
      const fn = this.newFn(node, { kind, name, derived, ...shared });
      fn.scope = this.newScope('function', node, scope, fn);
      fn.varScope = fn.scope;
      fn.usesThis = true;
      return fn;
    };
    return {
      instance: hasInstance ? make('initializer', '<instance_members_initializer>') : undefined,
      statics: hasStatics ? make('initializer', '<static_initializer>') : undefined,
      implicit:
        (hasInstance || isDerivedClass(node)) && !members.some(ts.isConstructorDeclaration)
          ? make('constructor', node.name?.text ?? '(anonymous class)')
          : undefined,
    };
  }

  #visitField(m: ts.PropertyDeclaration, scope: Scope, fn: Fn | undefined): void {
    if (ts.isComputedPropertyName(m.name)) this.#visit(m.name.expression, scope);
    if (ts.canHaveDecorators(m)) for (const d of ts.getDecorators(m) ?? []) this.#visit(d.expression, scope);
    if (m.initializer !== undefined) this.#visit(m.initializer, defined(fn, 'initializer').scope);
  }
}

/** Until the body starts: simple parameters have a value, which nobody has told us while fields are initialised. */
function parametersUnwritten({ parameters, parent }: ts.FunctionLikeDeclaration): Variable['unwritten'] {
  if (!parameters.every(isSimple)) return 'tdz';
  return ts.isClassLike(parent) ? 'unknown' : undefined;
}

const isSimpleCatch = (node: ts.Node): boolean =>
  ts.isCatchClause(node) && node.variableDeclaration !== undefined && ts.isIdentifier(node.variableDeclaration.name);
