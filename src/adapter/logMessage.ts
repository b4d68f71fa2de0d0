/** Messages of logpoints: text with expressions in braces, `{cart.total}`. */
import { fail, ok, type Result } from '../base/result.js';
import { type Compiled, compile, type Position, type Recording } from '../query/api.js';
import { preview } from './preview.js';

/** The message at a position, with the values that the expressions have there. */
export type LogMessage = (recording: Recording, at: Position) => string;

/** A brace that belongs to the text is written `\{`. */
export function parseLogMessage(text: string): Result<LogMessage> {
  const parts: (string | Compiled)[] = [];
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && (text[i + 1] === '{' || text[i + 1] === '}')) {
      plain += text[++i]!;
      continue;
    }
    if (text[i] !== '{') {
      plain += text[i]!;
      continue;
    }
    const found = expressionAt(text, i + 1);
    if (!found.ok) return found;
    parts.push(plain, found.value.expression);
    plain = '';
    i = found.value.end;
  }
  parts.push(plain);
  return ok((recording, at) => parts.map((part) => partText(part, recording, at)).join(''));
}

/** The shortest expression that a brace ends: an expression may contain braces itself. */
function expressionAt(text: string, start: number): Result<{ readonly expression: Compiled; readonly end: number }> {
  let problem = 'the brace is never closed';
  for (let end = text.indexOf('}', start); end >= 0; end = text.indexOf('}', end + 1)) {
    const expression = compile(text.slice(start, end));
    if (expression.ok) return ok({ expression: expression.value, end });
    problem = expression.error.message;
  }
  return fail('bad-log-message', `the expression after \`${text.slice(0, start)}\` cannot be read: ${problem}`);
}

function partText(part: string | Compiled, recording: Recording, at: Position): string {
  if (typeof part === 'string') return part;
  const result = part.evaluate({ recording, at, frame: 0 });
  if (!result.ok) return `<${result.error.message}>`;
  return result.value.kind === 'string' ? result.value.value : preview(result.value, { recording, at });
}
