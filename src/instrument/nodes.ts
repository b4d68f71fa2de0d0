/** Questions about single AST nodes: what runs, what is only a type, what a function is called. */
import { ts } from 'ts-morph';
import type { FunctionKind } from '../wire/sites.js';

const FUNCTIONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.Constructor,
]);

export const isFunctionNode = (node: ts.Node): node is ts.FunctionLikeDeclaration => FUNCTIONS.has(node.kind);

/** It is a function or a class, or one stands in it. */
export const hasFunctions = (node: ts.Node): boolean =>
  isFunctionNode(node) || ts.isClassLike(node) || ts.forEachChild(node, hasFunctions) === true;

/** Names, literals and keywords: nothing is inside. More than half of all nodes. */
export const isLeaf = (node: ts.Node): boolean => node.kind <= ts.SyntaxKind.LastToken;

/** The declaration of a private name in the nearest class around that has it. */
export function privateMember(name: ts.PrivateIdentifier): ts.ClassElement | undefined {
  for (let n: ts.Node = name; n !== undefined && !ts.isSourceFile(n); n = n.parent) {
    const members = ts.isClassLike(n) ? n.members : [];
    const member = members.find(
      (m) => m.name !== undefined && ts.isPrivateIdentifier(m.name) && m.name.text === name.text,
    );
    if (member !== undefined) return member;
  }
  return undefined;
}

export const hasModifier = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (node.modifiers?.some((m) => m.kind === kind) ?? false);

/** What runs a function: a template with a tag is one, too. */
export type Call = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

export const isCall = (node: ts.Node): node is Call =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

export const calledIn = (node: Call): ts.Expression =>
  ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;

/** Behind the strings, of a template. */
export function argumentsOf(node: Call): readonly ts.Expression[] {
  if (!ts.isTaggedTemplateExpression(node)) return node.arguments ?? [];
  return ts.isTemplateExpression(node.template) ? node.template.templateSpans.map(({ expression }) => expression) : [];
}

/** Without its types. */
export function erased(e: ts.Expression): ts.Expression {
  return ts.isAsExpression(e) ||
    ts.isSatisfiesExpression(e) ||
    ts.isNonNullExpression(e) ||
    ts.isTypeAssertionExpression(e) ||
    ts.isExpressionWithTypeArguments(e)
    ? erased(e.expression)
    : e;
}

/** Expression without the parentheses and types around it. */
export function core(node: ts.Expression): ts.Expression {
  const e = erased(node);
  return ts.isParenthesizedExpression(e) ? core(e.expression) : e;
}

/** `import` or `import.source`: what is called there is no function. */
export const isImport = (callee: ts.Node): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isMetaProperty(callee) && callee.keywordToken === ts.SyntaxKind.ImportKeyword && callee.name.text !== 'meta');

/** What the members and calls of an expression begin with: `a` of `a.b().c`. */
export function beginningOf(e: ts.Expression): ts.Expression {
  const link = core(e);
  return ts.isPropertyAccessExpression(link) || ts.isElementAccessExpression(link) || ts.isCallExpression(link)
    ? beginningOf(link.expression)
    : link;
}

export type ChainHead = (ts.PropertyAccessChain | ts.ElementAccessChain | ts.CallChain) & {
  readonly questionDotToken: ts.QuestionDotToken;
};

/** The link with the `?.` that a part of a chain stands behind; undefined: it stands behind none. */
export function headOf(node: ts.Node): ChainHead | undefined {
  for (let e = node; ts.isOptionalChain(e); e = e.expression)
    if (!ts.isNonNullChain(e) && e.questionDotToken !== undefined) return e as ChainHead;
  return undefined;
}

export const isForEach = (node: ts.Node): node is ts.ForInOrOfStatement =>
  ts.isForOfStatement(node) || ts.isForInStatement(node);

export const isStatic = (m: ts.ClassElement): boolean =>
  ts.isClassStaticBlockDeclaration(m) || hasModifier(m, ts.SyntaxKind.StaticKeyword);

export const isAssignment = (node: ts.BinaryExpression): boolean =>
  node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

/** `++` and `--` */
export const isUpdate = (node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression =>
  ts.isPostfixUnaryExpression(node) ||
  (ts.isPrefixUnaryExpression(node) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken));

/** An assignment, an update or the head of a loop gives it a value, as a whole or by a pattern that it is part of. */
export function isAssigned(node: ts.Expression): boolean {
  const p = node.parent;
  if (ts.isBinaryExpression(p)) return p.left === node && isAssignment(p);
  if (isUpdate(p)) return true;
  if (isForEach(p)) return p.initializer === node;
  if (ts.isPropertyAssignment(p)) return p.initializer === node && isAssigned(p.parent);
  if (ts.isShorthandPropertyAssignment(p)) return p.name === node && isAssigned(p.parent);
  if (ts.isSpreadAssignment(p)) return isAssigned(p.parent);
  const isPart = ts.isArrayLiteralExpression(p) || ts.isSpreadElement(p);
  return (isPart || (ts.isExpression(p) && core(p) === core(node))) && isAssigned(p);
}

/** Declarations that leave nothing at run time. Asked of every node several times, hence by kind. */
export function isTypeOnly(node: ts.Node): boolean {
  if (PLAIN[node.kind] === 1) return false;
  switch (node.kind) {
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
    case ts.SyntaxKind.IndexSignature:
    case ts.SyntaxKind.TypeParameter:
      return true;
    case ts.SyntaxKind.ModuleDeclaration:
      return !isInstantiated(node as ts.ModuleDeclaration) || isDeclared(node);
    case ts.SyntaxKind.EnumDeclaration:
      return hasModifier(node, ts.SyntaxKind.ConstKeyword) || isDeclared(node);
    case ts.SyntaxKind.ImportDeclaration:
      return (node as ts.ImportDeclaration).importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    case ts.SyntaxKind.PropertyDeclaration:
      return hasModifier(node, ts.SyntaxKind.AbstractKeyword) || isDeclared(node);
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return true;
    default:
      return isFunctionNode(node)
        ? node.body === undefined || isDeclared(node)
        : ts.isTypeNode(node) || isDeclared(node);
  }
}

/** 1: a kind of nodes that are no types and have neither modifiers nor a body. */
const PLAIN = Uint8Array.from({ length: ts.SyntaxKind.Count }, (_, kind) => {
  const node = { kind } as ts.Node;
  return ts.canHaveModifiers(node) || ts.isTypeNode(node) || FUNCTIONS.has(kind) ? 0 : 1;
});

const isDeclared = (node: ts.Node): boolean => hasModifier(node, ts.SyntaxKind.DeclareKeyword);

function isInstantiated(node: ts.ModuleDeclaration): boolean {
  const body = node.body;
  if (body === undefined || !ts.isIdentifier(node.name)) return false;
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
export function frameName(node: ts.FunctionLikeDeclaration): string {
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
  if (
    (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
    ts.isIdentifier(parent.name)
  )
    return parent.name.text;
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

export const functionKind = (node: ts.FunctionLikeDeclaration): FunctionKind =>
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

type Directive = ts.ExpressionStatement & { readonly expression: ts.StringLiteral };

/** The strings at the start of a body, which must stay first in it. */
export function directivesOf(statements: readonly ts.Statement[]): Directive[] {
  const isString = (s: ts.Statement): s is Directive => ts.isExpressionStatement(s) && ts.isStringLiteral(s.expression);
  const end = statements.findIndex((s) => !isString(s));
  return statements.slice(0, end < 0 ? undefined : end).filter(isString);
}

export const hasUseStrict = (statements: readonly ts.Statement[]): boolean =>
  directivesOf(statements).some((d) => d.expression.text === 'use strict');

/** Whether the text at the offset would go on what stands in front of it, if that did not end by itself. */
export function continues(text: string, offset: number): boolean {
  // What a lookahead has found is not tried in other ways: of a file with comments in pairs there are 2^n.
  const pattern = /(?=((?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*))\1(?:[([`+\-*]|\/(?![/*])|in\b|instanceof\b)/y;
  pattern.lastIndex = offset;
  return pattern.test(text);
}

const END_AT_LINE_BREAKS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.DoStatement,
]);

/** Whether a statement without a semicolon needs one where the line goes on. */
export const endsAtLineBreak = (node: ts.Node): boolean =>
  ts.isLabeledStatement(node) ? endsAtLineBreak(node.statement) : END_AT_LINE_BREAKS.has(node.kind);

/** True if the identifier is evaluated, false if it is a name in a declaration, a property key, a label … */
export function isReference(node: ts.Identifier): boolean {
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

export const isArrayIndex = (text: string): boolean => String(Number(text) >>> 0) === text && text !== '4294967295';

/** What a class extends. */
export const superclassOf = (node: ts.ClassLikeDeclaration): ts.Expression | undefined =>
  node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;

export const isDerivedClass = (node: ts.ClassLikeDeclaration): boolean => superclassOf(node) !== undefined;

export const mentions = (node: ts.Node, name: string): boolean =>
  (ts.isIdentifier(node) && node.text === name) ||
  (ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false);

/** `f.apply(this, arguments)` reads. */
export function readsArguments(node: ts.Identifier): boolean {
  const p = node.parent;
  return (
    ((ts.isPropertyAccessExpression(p) || ts.isElementAccessExpression(p)) && p.expression === node) ||
    (ts.isCallExpression(p) && ts.isPropertyAccessExpression(p.expression) && p.expression.name.text === 'apply')
  );
}

/** A parameter that is nothing but a name. */
export const isSimple = (p: ts.ParameterDeclaration): boolean =>
  ts.isIdentifier(p.name) && p.initializer === undefined && p.dotDotDotToken === undefined;

/** There is an `await` or `yield` in it, of the function that it stands in. */
export const suspends = (n: ts.Node): boolean =>
  ts.isAwaitExpression(n) ||
  ts.isYieldExpression(n) ||
  (!isFunctionNode(n) && (ts.forEachChild(n, (c) => suspends(c) || undefined) ?? false));

/** Its head has an `await` or `yield`, so that no function can stand around the class. */
export function suspendsInHead(node: ts.ClassLikeDeclaration): boolean {
  if (ts.isClassDeclaration(node)) return false;
  return (
    (node.heritageClauses ?? []).some(suspends) ||
    node.members.some((m) => m.name !== undefined && ts.isComputedPropertyName(m.name) && suspends(m.name))
  );
}
