/**
 * Statements that test runners look for in a text and move to its beginning, before its imports: `vi.mock(…)`, `jest.mock(…)`, `vi.hoisted(…)`. They
 * stay as they are; what they declare is recorded where they stood.
 */
import { ts } from 'ts-morph';
import { writesOf } from './bindings.js';
import type { Context } from './context.js';
import { core } from './nodes.js';
import type { Scope } from './scopes.js';

const RUNNERS = new Set(['vi', 'vitest', 'jest']);
const MOVED = new Set(['mock', 'unmock', 'hoisted', 'enableAutomock', 'disableAutomock', 'deepUnmock']);

export function isMovedByRunner(s: ts.Statement): boolean {
  if (ts.isExpressionStatement(s)) return isMovedCall(s.expression);
  return (
    ts.isVariableStatement(s) &&
    s.declarationList.declarations.some(({ initializer }) => initializer !== undefined && isMovedCall(initializer))
  );
}

/** `jest.mock('./a').mock('./b')` is one of them, too. */
function isMovedCall(node: ts.Expression): boolean {
  const call = core(node);
  if (ts.isAwaitExpression(call)) return isMovedCall(call.expression);
  if (!ts.isCallExpression(call)) return false;
  const callee = core(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const { expression, name } = callee;
  return ts.isIdentifier(expression)
    ? RUNNERS.has(expression.text) && MOVED.has(name.text)
    : MOVED.has(name.text) && isMovedCall(expression);
}

export function visitMoved(s: ts.Statement, ctx: Context, scope: Scope): void {
  if (!ts.isVariableStatement(s)) return;
  const names = s.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  ctx.close(s.end, `;${writesOf(names, ctx, scope)}`);
}

const namesIn = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name) ? [name] : name.elements.flatMap((e) => (ts.isBindingElement(e) ? namesIn(e.name) : []));
