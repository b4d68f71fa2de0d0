/** Random well-formed, deterministic, terminating programs as text, from the numbers that fast-check makes. */
import fc from 'fast-check';
import { Builder } from './builder.js';
import { Choices } from './choices.js';
import { COLLECTIONS } from './collections.js';
import { FLOW } from './flow.js';
import { OBJECTS } from './objects.js';
import { statement } from './statements.js';

export interface Program {
  readonly isSloppy: boolean;
  readonly text: string;
}

/** Those that are statements of a kind of their own. */
export const SPECIAL_FEATURES: readonly string[] = [COLLECTIONS, OBJECTS, FLOW].flatMap((parts) => Object.keys(parts));

/** Parts of the grammar that can be left out by name. */
export const FEATURES: readonly string[] = [
  'annexB',
  'arguments',
  'async',
  'caseCalls',
  'catchPatterns',
  'classes',
  'delegation',
  'eval',
  'forAwait',
  'forScopes',
  'generatorParameterCalls',
  'generators',
  'initialiserCalls',
  'parameterCalls',
  'parameterDefaults',
  'parameterPatterns',
  'scripts',
  'staticBlocks',
  'switchScopes',
  'tags',
  'tdz',
  'throws',
  'topLevelAwait',
  'using',
  'with',
  ...SPECIAL_FEATURES,
];

const MOST_STATEMENTS = 16;
export const numbers: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: 9999 }), {
  minLength: 120,
  maxLength: 600,
  size: 'max',
});

export function programOf(list: readonly number[], without: ReadonlySet<string> = new Set()): Program {
  const choose = new Choices(list);
  const isSloppy = choose.chance(35) && !without.has('scripts');
  const builder = new Builder(choose, isSloppy, without);
  const texts: string[] = [];
  while (!choose.isExhausted && texts.length < MOST_STATEMENTS) {
    builder.spend();
    texts.push(statement(builder));
  }
  return { isSloppy, text: indented(texts.join('')) };
}

/** Two blanks for each open brace. */
function indented(text: string): string {
  let depth = 0;
  const lines = text.split('\n').map((line) => {
    const closes = /^\}/.test(line) ? 1 : 0;
    const shown = '  '.repeat(Math.max(0, depth - closes)) + line;
    for (const c of line.replace(/'[^']*'/g, '')) depth += c === '{' ? 1 : c === '}' ? -1 : 0;
    return line === '' ? '' : shown;
  });
  return lines.join('\n');
}
