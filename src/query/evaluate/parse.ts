/** Text of an expression -> syntax tree, by acorn; types are erased by Node. Says in the user's words what is not an expression we evaluate. */
import module from 'node:module';
import { type Expression, parseExpressionAt, tokenizer } from 'acorn';
import { withoutWarning } from '../../base/withoutWarning.js';
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

/** A tree, and the text that its offsets are in. */
export interface Parsed {
  readonly tree: Expression;
  readonly plain: string;
}

export function parse(text: string): Result<Parsed, EvaluationFailure> {
  if (text.trim() === '') return fail('syntax', 'the expression is empty');
  if (text.length > MAX_LENGTH) return fail('syntax', `the expression is longer than ${MAX_LENGTH} characters`);
  const plain = parseWhole(text);
  if (plain.ok) return plain;
  const erased = eraseTypes(text);
  const second = erased === undefined ? plain : parseWhole(erased);
  return second.ok ? second : plain;
}

function parseWhole(text: string): Result<Parsed, EvaluationFailure> {
  try {
    const expression = parseExpressionAt(text, 0, OPTIONS);
    const rest = [...tokenizer(text.slice(expression.end), OPTIONS)].filter(({ type }) => type.label !== ';');
    const first = rest[0];
    if (first === undefined) return ok({ tree: expression, plain: text });
    return fail('syntax', leftOver(text.slice(expression.end + first.start)));
  } catch (error) {
    return fail('syntax', syntaxMessage(error));
  }
}

function leftOver(rest: string): string {
  return `unexpected \`${rest.length > 20 ? `${rest.slice(0, 20)}…` : rest}\` after the expression`;
}

function syntaxMessage(error: unknown): string {
  if (error instanceof SyntaxError)
    return error.message.replace(/ \(1:(\d+)\)$/, (_, column) => ` at column ${Number(column) + 1}`);
  return 'the expression is nested too deeply';
}

/**
 * The text without TypeScript's syntax, blanked in place so that columns stay, by Node's own eraser (22.13 or newer); undefined if it is
 * no TypeScript either.
 */
function eraseTypes(text: string): string | undefined {
  // A brace at the beginning would be a block.
  const opened = `(${text.trimEnd().replace(/;$/, '')}\n)`;
  try {
    return withoutWarning(() => module.stripTypeScriptTypes(opened))
      .slice(1, -1)
      .trimEnd();
  } catch {
    return undefined;
  }
}
