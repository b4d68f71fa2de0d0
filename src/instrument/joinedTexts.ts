/** Texts that the program joins from one of its own and a variable, and that are recorded at once: the runtime knows them again by the variable (runtime/joinedTexts.ts). */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { whenNeeded } from './hoisting.js';
import { isRecordedAtOnce } from './literals.js';
import { joinedProbeText } from './prelude.js';
import { lookup, mayMeanOther, type Scope } from './scopes.js';

/** Of the program's own part, which stands in the code a second time. */
const MAX_UNITS = 64;
/** They end lines for V8 and are not escaped in JSON. */
const SEPARATORS = /[\u2028\u2029]/;

interface Parts {
  readonly head: string;
  readonly variable: string;
  readonly tail: string;
}

/** Reading a variable of the file's once more, after the program has, is seen by nobody. */
export function visitJoinedText(node: ts.Expression, ctx: Context, scope: Scope): void {
  const parts = partsOf(node);
  if (parts === undefined || !isRecordedAtOnce(node, ctx.full)) return;
  const own = parts.head + parts.tail;
  if (own.length > MAX_UNITS || SEPARATORS.test(own)) return;
  if (mayMeanOther(scope) || lookup(scope, parts.variable) === undefined) return;
  const name = `$es_n${ctx.probes.length}`;
  const text = joinedProbeText(parts.head, parts.tail);
  ctx.probes.push({ name, text, ...whenNeeded(scope.fn, ctx), parameters: 2 });
  ctx.wrap(node, `${name}(`, `,${parts.variable})`);
}

function partsOf(node: ts.Expression): Parts | undefined {
  if (ts.isTemplateExpression(node)) {
    const [span] = node.templateSpans;
    if (span === undefined || node.templateSpans.length > 1 || !ts.isIdentifier(span.expression)) return undefined;
    return { head: node.head.text, variable: span.expression.text, tail: span.literal.text };
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const { left, right } = node;
  if (ts.isStringLiteral(left) && ts.isIdentifier(right)) return { head: left.text, variable: right.text, tail: '' };
  if (ts.isIdentifier(left) && ts.isStringLiteral(right)) return { head: '', variable: left.text, tail: right.text };
  return undefined;
}
