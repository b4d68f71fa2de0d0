/** Where the text says that a written value comes from: an expression, an argument of the caller, or nothing that has a name. */
import { ts } from 'ts-morph';
import { assigned, elementsOf } from './elements.js';
import { bare } from './syntax.js';

export type ValueSource =
  /** `path`: names and indexes that lead from the expression's value to the one that is written, `.a[0]` */
  | { readonly kind: 'expression'; readonly expression: ts.Expression; readonly path: string }
  | {
      readonly kind: 'argument';
      readonly index: number;
      readonly path: string;
      readonly otherwise: ts.Expression | undefined;
    }
  /** `path`: from an element of what the loop goes through to the value */
  | { readonly kind: 'loop'; readonly over: ts.Expression; readonly path: string }
  | { readonly kind: 'none' };

const NONE: ValueSource = { kind: 'none' };

/** Of the declaration, assignment or field that a write's node is part of. */
export function sourceOfWrite(written: ts.Node): ValueSource {
  let path = '';
  for (let node: ts.Node = written; ; node = node.parent) {
    if (node === undefined) return NONE;
    if (ts.isBindingElement(node)) {
      const step = bindingStep(node);
      if (step === undefined) return NONE;
      path = `${step}${path}`;
    }
    if (ts.isParameter(node)) {
      const index = node.parent.parameters.filter(({ name }) => name.getText() !== 'this').indexOf(node);
      return node.dotDotDotToken ? NONE : { kind: 'argument', index, path, otherwise: node.initializer };
    }
    if (ts.isVariableDeclaration(node) && ts.isForOfStatement(node.parent.parent))
      return { kind: 'loop', over: node.parent.parent.expression, path };
    if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node))
      return node.initializer === undefined ? NONE : { kind: 'expression', expression: node.initializer, path };
    if (ts.isBinaryExpression(node))
      return node.operatorToken.kind === ts.SyntaxKind.EqualsToken
        ? { kind: 'expression', expression: node.right, path }
        : NONE;
    if (ts.isStatement(node) || ts.isFunctionLike(node) || ts.isClassLike(node)) return NONE;
  }
}

function bindingStep({ propertyName, name, dotDotDotToken, parent }: ts.BindingElement): string | undefined {
  if (dotDotDotToken !== undefined) return undefined;
  if (ts.isArrayBindingPattern(parent))
    return `[${parent.elements.findIndex((e) => ts.isBindingElement(e) && e.name === name)}]`;
  const key = propertyName ?? name;
  return ts.isIdentifier(key) ? `.${key.text}` : undefined;
}

/** What gives a property: the first literal of the node that names it or spreads something, or a call that makes a list or copies properties. */
export function sourceOfProperty(made: ts.Node, name: string): ValueSource {
  const found = ts.isObjectLiteralExpression(made)
    ? inObject(made, name)
    : ts.isArrayLiteralExpression(made)
      ? inArray(made, name)
      : ts.isCallExpression(made)
        ? ofCall(made, name)
        : undefined;
  return found ?? ts.forEachChild(made, (child) => some(sourceOfProperty(child, name))) ?? NONE;
}

const some = (source: ValueSource): ValueSource | undefined => (source.kind === 'none' ? undefined : source);

function inObject({ properties }: ts.ObjectLiteralExpression, name: string): ValueSource | undefined {
  for (const property of [...properties].reverse()) {
    if (ts.isSpreadAssignment(property))
      return { kind: 'expression', expression: property.expression, path: member(name) };
    if (property.name === undefined || nameText(property.name) !== name) continue;
    if (ts.isShorthandPropertyAssignment(property)) return { kind: 'expression', expression: property.name, path: '' };
    if (ts.isPropertyAssignment(property)) return { kind: 'expression', expression: property.initializer, path: '' };
  }
  return undefined;
}

function inArray(literal: ts.ArrayLiteralExpression, name: string): ValueSource | undefined {
  const { elements } = literal;
  if (elements.some(ts.isSpreadElement))
    return /^\d+$/.test(name) ? { kind: 'expression', expression: literal, path: member(name) } : undefined;
  const element = /^\d+$/.test(name) ? elements[Number(name)] : undefined;
  return element === undefined ? undefined : { kind: 'expression', expression: element, path: '' };
}

function ofCall(call: ts.CallExpression, name: string): ValueSource | undefined {
  const gives = /^\d+$/.test(name) ? elementsOf(call) !== undefined : assigned(call).length > 0;
  return gives ? { kind: 'expression', expression: call, path: member(name) } : undefined;
}

const member = (name: string): string => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`);

const nameText = (name: ts.PropertyName): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name)
    ? name.text
    : '';

/** The call in a statement that has entered a function of a name. */
export function callOf(statement: ts.Node, functionName: string): ts.CallExpression | ts.NewExpression | undefined {
  const name = functionName.split('.').at(-1) ?? '';
  const visit = (node: ts.Node): ts.CallExpression | ts.NewExpression | undefined => {
    const inner = ts.forEachChild(node, visit);
    if (inner !== undefined) return inner;
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
    return calleeName(node.expression) === name ? node : undefined;
  };
  return visit(statement);
}

export function calleeName(expression: ts.Expression): string {
  const callee = bare(expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
}

/** The expression that a `return` statement, or the body of an arrow function, gives back. */
export function returned(node: ts.Node): ts.Expression | undefined {
  for (let at: ts.Node = node; at !== undefined; at = at.parent) {
    if (ts.isReturnStatement(at)) return at.expression;
    if (ts.isArrowFunction(at)) return ts.isBlock(at.body) ? undefined : at.body;
    if (ts.isFunctionLike(at)) return undefined;
  }
  return undefined;
}

/** The whole statement or declaration that a node is in. */
export function statementOf(node: ts.Node): ts.Node {
  let at = node;
  while (at.parent !== undefined && !ts.isStatement(at) && !ts.isFunctionLike(at) && !ts.isPropertyDeclaration(at))
    at = at.parent;
  return at;
}
