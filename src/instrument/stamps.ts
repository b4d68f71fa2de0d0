/**
 * Texts that read what the runtime knows of an object (Kit.S) where the program has it in hand, for the probe that records it: V8 keeps with each
 * place the few hidden classes it has met there, and the probe of that kind has met all of the program's.
 */
import { ts } from 'ts-morph';
import { core, isAssignment, isFunctionNode, isUpdate } from './nodes.js';
import { lookup, type Scope, shadowing } from './scopes.js';
import type { Context } from './context.js';
import { isNamedEvaluation } from './expressions.js';

/** Of an object, whose name is given. */
export const stampOf = (name: string): string => `${name}[$es_S]`;

/** Of any value, whose name is given. What numbers are asked for would have to be boxed. */
export const stampOfValue = (name: string): string => `typeof ${name}=="object"?${name}?.[$es_S]:void 0`;

export interface StampedValue {
  /** stands in front of the expression: keeps its value */
  readonly before: string;
  /** argument of the probe, with its comma; '' where the value is no object that could be known */
  readonly argument: string;
}

export const NO_STAMP: StampedValue = { before: '', argument: '' };

/** Of the value of an expression that a probe stands around. */
export function stampOfExpression(node: ts.Expression, ctx: Context, scope: Scope): StampedValue {
  if (isNamedEvaluation(node) || !mayBeKnown(core(node))) return NO_STAMP;
  const e = core(node);
  if (e.kind === ts.SyntaxKind.ThisKeyword) return { before: '', argument: `,${stampOfValue('this')}` };
  if (ts.isIdentifier(e) && isVariable(e, scope)) return { before: '', argument: `,${stampOfValue(e.text)}` };
  const name = ctx.valueName(scope.fn);
  return { before: `${name}=`, argument: `,${stampOfValue(name)}` };
}

/** Mentioning it again runs nothing. */
const isVariable = (e: ts.Identifier, scope: Scope): boolean =>
  lookup(scope, e.text) !== undefined && shadowing(scope, e.text) === undefined;

const GIVE_PRIMITIVES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.BigIntLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.TypeOfExpression,
  ts.SyntaxKind.VoidExpression,
  ts.SyntaxKind.DeleteExpression,
]);

/** Operators that give one of their operands. */
const GIVE_OPERANDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

const ASSIGN_OPERANDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** False for what is no object, and for objects that have just been made. */
const mayBeKnown = (e: ts.Expression): boolean => mayBe(e, false);

/** False for what is no object, and for functions that have just been made. */
export const mayBeObject = (e: ts.Expression): boolean => !isFunctionNode(e) && mayBe(e, true);

function mayBe(e: ts.Expression, isLiteral: boolean): boolean {
  if (GIVE_PRIMITIVES.has(e.kind) || isUpdate(e)) return false;
  if (ts.isObjectLiteralExpression(e) || ts.isArrayLiteralExpression(e)) return isLiteral;
  if (ts.isIdentifier(e)) return e.text !== 'undefined';
  const mayOneBe = (...operands: readonly ts.Expression[]): boolean => operands.some((o) => mayBe(core(o), isLiteral));
  if (ts.isConditionalExpression(e)) return mayOneBe(e.whenTrue, e.whenFalse);
  if (!ts.isBinaryExpression(e)) return true;
  const { kind } = e.operatorToken;
  if (kind === ts.SyntaxKind.CommaToken) return mayOneBe(e.right);
  if (GIVE_OPERANDS.has(kind)) return mayOneBe(e.left, e.right);
  return isAssignment(e) && ASSIGN_OPERANDS.has(kind) && mayOneBe(e.right);
}
