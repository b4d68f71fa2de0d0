/**
 * Array and object literals whose value is recorded as soon as it is there. Their properties are plain data for sure, which spares the
 * runtime a look at each one's descriptor.
 */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { whenNeeded } from './hoisting.js';
import { birthProbeText, literalProbeText } from './prelude.js';
import { type Fn, mayMeanOther, type Scope } from './scopes.js';

/** No index. */
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$-]*$/u;
const MAX_KEYS = 16;

/** All its properties are data: no accessors, no holes. */
export const isPlainLiteral = (node: ts.Node): node is ts.ArrayLiteralExpression | ts.ObjectLiteralExpression =>
  ts.isArrayLiteralExpression(node)
    ? !node.elements.some(ts.isOmittedExpression)
    : ts.isObjectLiteralExpression(node) && !node.properties.some(ts.isAccessor);

/** The literal is what a probe records, or a part of such a literal. `writes`: probes record writes, too, not calls alone. */
export function isRecordedAtOnce(node: ts.Expression, writes: boolean): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return writes && parent.initializer === node && ts.isIdentifier(parent.name);
  if (ts.isReturnStatement(parent)) return true;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if (ts.isBinaryExpression(parent))
    return (
      writes &&
      parent.right === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      (ts.isIdentifier(parent.left) || ts.isPropertyAccessExpression(parent.left))
    );
  if (ts.isArrayLiteralExpression(parent)) return isPlainLiteral(parent) && isRecordedAtOnce(parent, writes);
  if (ts.isPropertyAssignment(parent))
    return isPlainLiteral(parent.parent) && parent.initializer === node && isRecordedAtOnce(parent.parent, writes);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isRecordedAtOnce(parent, writes);
  return (
    (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) &&
    isRecordedAtOnce(parent, writes)
  );
}

/** In a function whose calls are only counted nobody sees a new object; but of arrays that get a name methods are called. */
export const isKeptArray = (node: ts.Expression): boolean =>
  ts.isArrayLiteralExpression(node) &&
  (ts.isVariableDeclaration(node.parent) || ts.isBinaryExpression(node.parent)) &&
  isRecordedAtOnce(node, true);

/**
 * Names of the properties that the value of a literal has, in their order; undefined where the text does not tell them: it spreads another object, computes a
 * name, or has names that the language orders in another way.
 */
export function keysOf(node: ts.ObjectLiteralExpression): readonly string[] | undefined {
  const keys = new Set<string>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) return undefined;
    const { name } = property;
    const isPlain = ts.isIdentifier(name) || ts.isStringLiteral(name);
    if (!isPlain || name.text === '__proto__' || !NAME.test(name.text)) return undefined;
    keys.add(name.text);
  }
  return keys.size > MAX_KEYS ? undefined : [...keys];
}

/** Name of what makes the record of an object literal with properties of these names. */
export const shapeProbe = (keys: readonly string[], fn: Fn, ctx: Context): string =>
  birthProbe(literalProbeText(keys), 0, fn, ctx);

/** The same for what a constructor begins with. */
export const instanceProbe = (fn: Fn, ctx: Context): string => birthProbe(birthProbeText('instance'), 2, fn, ctx);

/** Name of what gives a new array its record. */
export const arrayProbe = (scope: Scope, ctx: Context): string =>
  mayMeanOther(scope) ? '$es_literal' : birthProbe(birthProbeText('array'), 1, scope.fn, ctx);

function birthProbe(text: string, parameters: number, fn: Fn, ctx: Context): string {
  const name = `$es_n${ctx.probes.length}`;
  ctx.probes.push({ name, text, ...whenNeeded(fn, ctx), parameters });
  return name;
}
