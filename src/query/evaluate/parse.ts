/** Text of an expression -> syntax tree, by acorn. Says in the user's words what is not an expression we evaluate. */
import { type Expression, parseExpressionAt, type Token, tokenizer } from 'acorn';
import { fail, ok, type Result } from '../../base/result.js';
import type { EvaluationFailure } from './operand.js';

/** Longer texts are refused: nobody types them, and the parser's recursion has an end. */
const MAX_LENGTH = 10_000;

const OPTIONS = {
  ecmaVersion: 'latest',
  sourceType: 'module',
  allowReserved: true,
  checkPrivateFields: false,
  preserveParens: true,
} as const;

export function parse(text: string): Result<Expression, EvaluationFailure> {
  if (text.trim() === '') return fail('syntax', 'the expression is empty');
  if (text.length > MAX_LENGTH) return fail('syntax', `the expression is longer than ${MAX_LENGTH} characters`);
  const plain = parseWhole(text);
  if (plain.ok) return plain;
  const erased = eraseTypes(text);
  if (erased === undefined) return plain;
  const second = parseWhole(erased);
  if (second.ok) return second;
  return plain;
}

function parseWhole(text: string): Result<Expression, EvaluationFailure> {
  try {
    const expression = parseExpressionAt(text, 0, OPTIONS);
    const rest = [...tokenizer(text.slice(expression.end), OPTIONS)].filter(({ type }) => type.label !== ';');
    const first = rest[0];
    if (first === undefined) return ok(expression);
    return fail('syntax', leftOver(text.slice(expression.end + first.start)));
  } catch (error) {
    return fail('syntax', syntaxMessage(error));
  }
}

function leftOver(rest: string): string {
  const word = /^(as|satisfies)\b/.exec(rest)?.[0];
  if (word !== undefined) return `\`${word}\` with this type is TypeScript: leave it out, types do not change a value`;
  return `unexpected \`${rest.length > 20 ? `${rest.slice(0, 20)}…` : rest}\` after the expression`;
}

function syntaxMessage(error: unknown): string {
  if (error instanceof SyntaxError)
    return error.message.replace(/ \(1:(\d+)\)$/, (_, column) => ` at column ${Number(column) + 1}`);
  return 'the expression is nested too deeply';
}

/**
 * The text without TypeScript's `x!`, `x as Name` and `x satisfies Name` (names, dotted names, and arrays of them), blanked in place so
 * that columns stay; undefined if there is none of it.
 */
function eraseTypes(text: string): string | undefined {
  const tokens = tokensOf(text);
  const blanks: { start: number; end: number }[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (!endsOperand(tokens[i - 1]!)) continue;
    const word = text.slice(token.start, token.end);
    if (word === '!') blanks.push(token);
    if (word === 'as' || word === 'satisfies') {
      const type = /^\s+[\w$.]+(\s*\[\s*\])*/.exec(text.slice(token.end));
      if (type !== null) blanks.push({ start: token.start, end: token.end + type[0].length });
    }
  }
  if (blanks.length === 0) return undefined;
  return blanks.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  try {
    for (const token of tokenizer(text, OPTIONS)) tokens.push(token);
  } catch {
    // What follows is no JavaScript token; the first parse's message stands.
  }
  return tokens;
}

const OPERAND_ENDS = new Set([
  ')',
  ']',
  'num',
  'string',
  'name',
  'this',
  'null',
  'true',
  'false',
  '`',
  '}',
  'privateId',
  'prefix',
]);

function endsOperand({ type, ...token }: Token): boolean {
  if (type.label === '!/~') return 'value' in token && token.value === '!';
  return OPERAND_ENDS.has(type.label);
}
