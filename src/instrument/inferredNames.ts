/**
 * The names that V8 gives to functions without a name for stack traces: "at cases.first (…)". It collects the names beside a function
 * literal while it parses (src/parsing/func-name-inferrer.h), so they depend on the text around the literal, and on which functions are
 * parsed together with it. Probes change that text; the runtime puts these names in place of those that V8 infers then.
 *
 * V8 parses a module or a function that is called for the first time ("a unit"); functions in it are skipped, but for arrow functions and
 * those that look as if they were called at once. What is skipped, or not compiled with the unit, is a unit of its own later.
 */
import { ts } from 'ts-morph';
import {
  core,
  erased,
  hasModifier,
  isArrayIndex,
  isAssignment,
  isFunctionNode,
  isImport,
  isTypeOnly,
  superclassOf,
} from './nodes.js';
import { NameInferrer } from './nameInferrer.js';
import { isBehindCall } from './positions.js';
import { NAMING, staticName } from './staticNames.js';

/** Function literals and constructors -> name, where V8 infers one. */
export function inferredNames(file: ts.SourceFile): ReadonlyMap<ts.Node, string> {
  const found = new Map<ts.Node, string>();
  const rest: ts.FunctionLikeDeclaration[] = [];
  new Unit(file, found, rest).statements(file.statements);
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) new Unit(file, found, rest).whole(next);
  return found;
}

/** V8's parser at work on one unit. */
class Unit {
  readonly #file: ts.SourceFile;
  readonly #names: NameInferrer;
  readonly #rest: ts.FunctionLikeDeclaration[];
  /** functions are skipped */
  #skips = true;
  /** what is parsed is compiled with the unit */
  #compiles = true;

  constructor(file: ts.SourceFile, found: Map<ts.Node, string>, rest: ts.FunctionLikeDeclaration[]) {
    this.#file = file;
    this.#names = new NameInferrer(found);
    this.#rest = rest;
  }

  /** The unit is a function. An arrow function's parameters and body are parsed without skipping anything. */
  whole(node: ts.FunctionLikeDeclaration): void {
    this.#names.enclosing(staticName(node) ?? '');
    this.#skips = !ts.isArrowFunction(node);
    this.#parameters(node);
    this.#body(node);
  }

  statements(list: readonly ts.Node[]): void {
    for (const s of list) this.#statement(s);
  }

  #statement(s: ts.Node): void {
    if (isTypeOnly(s)) return;
    if (ts.isVariableDeclaration(s)) return this.#declaration(s);
    if (ts.isFunctionDeclaration(s)) return this.#functionDeclaration(s);
    if (ts.isClassLike(s)) return this.#class(s);
    if (ts.isForOfStatement(s)) {
      this.#statement(s.initializer);
      this.#assignment(s.expression);
      return this.#statement(s.statement);
    }
    if (ts.isExportAssignment(s)) return this.#assignment(s.expression);
    if (ts.isExpression(s)) return this.#expression(s);
    if (ts.isCatchClause(s)) return this.#statement(s.block);
    ts.forEachChild(s, (child) => this.#statement(child));
  }

  #functionDeclaration(s: ts.FunctionDeclaration): void {
    this.#names.state(() => {
      this.#names.enclosing(s.name?.text ?? '');
      this.#function(s, true);
    });
  }

  #declaration(d: ts.VariableDeclaration): void {
    const value = d.initializer;
    this.#names.state(() => {
      this.#pattern(d.name);
      if (value === undefined) return;
      this.#assignment(value);
      if (ts.isIdentifier(d.name)) this.#inferFor(value);
    });
  }

  #pattern(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) return this.#names.variable(name.text);
    for (const e of name.elements) {
      if (ts.isOmittedExpression(e)) continue;
      this.#names.state(() => {
        if (ts.isArrayBindingPattern(name)) return this.#initialised(e);
        if (e.propertyName !== undefined) {
          this.#key(e.propertyName);
          this.#names.state(() => this.#initialised(e));
        } else if (ts.isIdentifier(e.name) && e.dotDotDotToken === undefined) {
          this.#names.literal(e.name.text);
          this.#names.variable(e.name.text);
          if (e.initializer !== undefined) this.#assignment(e.initializer);
        } else this.#names.state(() => this.#initialised(e));
        this.#names.infer();
      });
    }
  }

  /** A target with its default value: to V8 an assignment. */
  #initialised({ name, initializer }: ts.BindingElement | ts.ParameterDeclaration): void {
    this.#pattern(name);
    if (initializer === undefined) return;
    this.#assignment(initializer);
    this.#inferFor(initializer);
  }

  /** A list of expressions with commas. */
  #expression(e: ts.Expression): void {
    const inner = erased(e);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken) {
      this.#expression(inner.left);
      return this.#assignment(inner.right);
    }
    this.#assignment(inner);
  }

  #assignment(node: ts.Expression): void {
    const e = erased(node);
    if (ts.isYieldExpression(e)) return e.expression === undefined ? undefined : this.#assignment(e.expression);
    this.#names.state(() => {
      if (!ts.isBinaryExpression(e) || !isAssignment(e)) return this.#part(e);
      this.#part(e.left);
      this.#assignment(e.right);
      if (NAMING.has(e.operatorToken.kind)) this.#inferFor(e.right);
      else this.#names.dropFunction();
    });
  }

  /** What an assignment expression is made of. */
  #part(node: ts.Expression): void {
    const e = erased(node);
    if (ts.isIdentifier(e)) return this.#names.variable(e.text);
    if (ts.isParenthesizedExpression(e)) return this.#expression(e.expression);
    if (ts.isArrowFunction(e)) return this.#arrow(e);
    if (ts.isFunctionExpression(e)) return this.#function(e, e.name !== undefined);
    if (ts.isClassExpression(e)) return this.#class(e);
    if (ts.isPropertyAccessExpression(e) || ts.isElementAccessExpression(e)) return this.#member(e);
    if (ts.isCallExpression(e) || ts.isNewExpression(e)) return this.#call(e);
    if (ts.isConditionalExpression(e)) return this.#conditional(e);
    if (ts.isObjectLiteralExpression(e)) return this.#object(e);
    if (ts.isTaggedTemplateExpression(e)) {
      this.#part(e.tag);
      return this.#part(e.template);
    }
    if (ts.isTemplateExpression(e)) {
      for (const span of e.templateSpans) this.#expression(span.expression);
      return;
    }
    if (ts.isMetaProperty(e)) return;
    const isList = ts.isArrayLiteralExpression(e) || ts.isSpreadElement(e) || ts.isYieldExpression(e);
    ts.forEachChild(e, (child) => {
      if (!ts.isExpression(child) || ts.isOmittedExpression(child)) return;
      if (isList) this.#assignment(ts.isSpreadElement(child) ? child.expression : child);
      else this.#part(child);
    });
  }

  #member(e: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    this.#part(e.expression);
    if (ts.isPropertyAccessExpression(e)) return this.#names.literal(e.name.text);
    this.#expression(e.argumentExpression);
    // V8 takes no note of `[key]` behind a call.
    if (isBehindCall(e)) return;
    const key = erased(e.argumentExpression);
    this.#names.literal(ts.isStringLiteralLike(key) && !isArrayIndex(key.text) ? key.text : '<computed>');
  }

  #call(e: ts.CallExpression | ts.NewExpression): void {
    const isCallOfImport = isImport(e.expression);
    if (!isCallOfImport) this.#part(e.expression);
    for (const a of e.arguments ?? []) this.#assignment(ts.isSpreadElement(a) ? a.expression : a);
    if (ts.isCallExpression(e) && !isCallOfImport) this.#names.dropFunction();
  }

  /** `a ? b : c ? d : e` is one to V8. */
  #conditional(e: ts.ConditionalExpression): void {
    this.#part(e.condition);
    let at: ts.Expression = e;
    while (ts.isConditionalExpression(at)) {
      this.#assignment(at.whenTrue);
      const last = erased(at.whenFalse);
      if (ts.isConditionalExpression(last)) {
        const { condition } = last;
        this.#names.state(() => this.#part(condition));
      } else this.#assignment(last);
      at = last;
    }
  }

  #object(e: ts.ObjectLiteralExpression): void {
    for (const p of e.properties) {
      this.#names.state(() => {
        if (ts.isSpreadAssignment(p)) this.#assignment(p.expression);
        else if (ts.isShorthandPropertyAssignment(p)) {
          this.#names.literal(p.name.text);
          this.#names.variable(p.name.text);
          if (p.objectAssignmentInitializer !== undefined) this.#assignment(p.objectAssignmentInitializer);
        } else {
          this.#key(p.name);
          if (ts.isPropertyAssignment(p)) this.#assignment(p.initializer);
          else this.#function(p, !ts.isComputedPropertyName(p.name));
        }
        this.#names.infer();
      });
    }
  }

  #key(name: ts.PropertyName): void {
    if (ts.isComputedPropertyName(name)) this.#assignment(name.expression);
    else this.#names.literal(ts.isNumericLiteral(name) ? String(Number(name.text)) : name.text);
  }

  #class(node: ts.ClassLikeDeclaration): void {
    const base = superclassOf(node);
    if (base !== undefined) this.#names.state(() => this.#part(base));
    for (const m of node.members) {
      if (isTypeOnly(m)) continue;
      if (ts.isClassStaticBlockDeclaration(m)) this.statements(m.body.statements);
      else this.#names.state(() => this.#classMember(m));
    }
    this.#add(writtenConstructor(node) ?? node, false);
  }

  #classMember(m: ts.ClassElement): void {
    if (ts.isConstructorDeclaration(m)) this.#names.literal('constructor');
    else if (m.name !== undefined) this.#key(m.name);
    if (isFunctionNode(m)) this.#function(m, m.name === undefined || !ts.isComputedPropertyName(m.name));
    else if (ts.isPropertyDeclaration(m) && m.initializer !== undefined) this.#assignment(m.initializer);
    this.#names.infer();
  }

  #function(node: ts.FunctionLikeDeclaration, isNamed: boolean): void {
    if (node.body === undefined) return;
    const isCompiled = this.#isLikelyCalled(node) || (!this.#skips && this.#isCalled(node));
    if (!isCompiled) this.#leaveToLater(node);
    if (isCompiled || !this.#skips) {
      const skips = this.#skips;
      this.#skips = true;
      this.#inside(isCompiled, () => {
        this.#parameters(node);
        this.#body(node);
      });
      this.#skips = skips;
    }
    if (!isNamed) this.#add(node, isCompiled);
  }

  /** Its head is parsed as an expression, before V8 knows what it is. */
  #arrow(node: ts.ArrowFunction): void {
    const isCompiled = this.#isLikelyCalled(node) || this.#isCalled(node);
    if (!isCompiled) this.#leaveToLater(node);
    const first = node.parameters[0];
    const isBare = first !== undefined && this.#file.text[node.getStart(this.#file)] !== '(' && isSingleName(node);
    if (isAsync(node) && !isBare) this.#names.variable('async');
    for (const p of isBare ? [] : node.parameters) {
      if (p.dotDotDotToken !== undefined && !isAsync(node)) this.#pattern(p.name);
      else this.#names.state(() => this.#initialised(p));
    }
    if (isAsync(node) && !isBare) this.#names.dropName();
    this.#inside(isCompiled, () => this.#body(node));
    this.#add(node, isCompiled);
  }

  /** Functions that are parsed but not compiled are parsed again when they are called. */
  #inside(isCompiled: boolean, parse: () => void): void {
    const compiles = this.#compiles;
    this.#compiles &&= isCompiled;
    parse();
    this.#compiles = compiles;
  }

  #leaveToLater(node: ts.FunctionLikeDeclaration): void {
    if (this.#compiles) this.#rest.push(node);
  }

  #parameters(node: ts.FunctionLikeDeclaration): void {
    for (const { name, initializer } of node.parameters) {
      this.#names.state(() => {
        this.#pattern(name);
        if (initializer !== undefined) this.#assignment(initializer);
      });
    }
  }

  #body({ body }: ts.FunctionLikeDeclaration): void {
    if (body === undefined) return;
    if (ts.isBlock(body)) this.statements(body.statements);
    else this.#assignment(body as ts.Expression);
  }

  /** `(function`, `!function`, `((a) => …`: taken as about to be called. */
  #isLikelyCalled(node: ts.FunctionLikeDeclaration): boolean {
    const start = node.getStart(this.#file);
    let outer: ts.Node = node;
    while (ts.isExpression(outer.parent) && outer.parent.getStart(this.#file) === start) outer = outer.parent;
    const { parent } = outer;
    if (ts.isParenthesizedExpression(parent)) return true;
    if (ts.isArrowFunction(node) || !ts.isFunctionExpression(node)) return false;
    if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
    return ts.isBinaryExpression(parent) && parent.right === outer && this.#isAfterLikelyCalled(parent);
  }

  /** In a list with commas the next one is taken like the one before it. */
  #isAfterLikelyCalled({ operatorToken, left }: ts.BinaryExpression): boolean {
    if (operatorToken.kind !== ts.SyntaxKind.CommaToken) return false;
    let last: ts.FunctionLikeDeclaration | undefined;
    const look = (n: ts.Node): void => {
      if (isFunctionNode(n)) last = n;
      else ts.forEachChild(n, look);
    };
    look(left);
    return last !== undefined && this.#isLikelyCalled(last);
  }

  #isCalled(node: ts.Node): boolean {
    let outer = node;
    while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
    const { parent } = outer;
    return (
      (ts.isCallExpression(parent) && parent.expression === outer) ||
      (ts.isTaggedTemplateExpression(parent) && parent.tag === outer)
    );
  }

  /** Functions that are compiled with the unit lose the name that is inferred for them. */
  #add(node: ts.Node, isCompiled: boolean): void {
    this.#names.add(node, this.#compiles && !isCompiled);
  }

  /** `a = function () {}()` says nothing about the function. */
  #inferFor(value: ts.Expression): void {
    const e = core(value);
    const isCall =
      (ts.isCallExpression(e) && !ts.isOptionalChain(e) && !isImport(e.expression)) ||
      ts.isNewExpression(e) ||
      ts.isTaggedTemplateExpression(e);
    if (isCall) this.#names.dropFunction();
    else this.#names.infer();
  }
}

const isAsync = (node: ts.ArrowFunction): boolean => hasModifier(node, ts.SyntaxKind.AsyncKeyword);

/** `a => …` */
const isSingleName = ({ parameters: [p, ...more] }: ts.ArrowFunction): boolean =>
  p !== undefined && more.length === 0 && p.initializer === undefined && !p.dotDotDotToken && ts.isIdentifier(p.name);

export const writtenConstructor = (node: ts.ClassLikeDeclaration): ts.ClassElement | undefined =>
  node.members.find((m) => ts.isConstructorDeclaration(m) && !isTypeOnly(m));
