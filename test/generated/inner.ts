/** Code of small functions that statements hold: accessors, traps, callbacks. It cannot suspend the function around, or leave it. */
import { type Builder, type Flavour, moduleContext } from './builder.js';
import { number } from './expressions.js';
import { statements } from './statements.js';

/** How often such a function is taken to run. */
const RUNS = 3;

/** A number, by code of the same kind. `hasArguments`: false for initialisers of fields. */
export const innerNumber = (b: Builder, hasArguments = b.context.hasArguments): string =>
  innerExpression(b, number, hasArguments);

export function innerExpression(
  b: Builder,
  write: (b: Builder) => string,
  hasArguments = b.context.hasArguments,
): string {
  const { text, cost } = b.inFunction(inner(hasArguments), () => write(b));
  b.spend(RUNS * cost);
  return text;
}

/** One or two statements, or none. */
export function innerStatements(b: Builder, flavour: Flavour = 'plain'): string {
  if (b.isDeep || !b.choose.chance(60)) return '';
  const { text, cost } = b.inFunction(inner(false, flavour), () => statements(b, 2));
  b.spend(RUNS * cost);
  return `\n${text}`;
}

const inner = (hasArguments: boolean, flavour: Flavour = 'plain') => ({ ...moduleContext(), flavour, hasArguments });
