import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/properties.js';
import { fakeRecording } from '../../../test/support/recording.js';
import { evaluate } from './evaluate.js';
import type { Operand } from './operand.js';

const variables = { a: 7, b: -2.5, t: 'text', n: null, u: undefined, y: true, big: 3n, nan: Number.NaN, digits: '42' };
const recording = fakeRecording([{ line: 1, depth: 1, variables }]);
const surroundings = { recording, at: recording.position(0), frame: 0 };

const leaf = fc.oneof(
  fc.constantFrom(...Object.keys(variables)),
  fc.integer({ min: -50, max: 50 }).map((n) => `(${n})`),
  fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e6, max: 1e6 }).map((n) => `(${n})`),
  fc.bigInt({ min: -9n, max: 9n }).map((n) => `(${n}n)`),
  fc.string({ maxLength: 5 }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    'null',
    'undefined',
    'true',
    'false',
    'NaN',
    'Infinity',
    '-0',
    '0x1f',
    '1e3',
    '0b101',
    '"3"',
    '" 12 "',
    '"0x10"',
    '""',
  ),
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc
        .tuple(
          inner,
          fc.constantFrom(
            '+',
            '-',
            '*',
            '/',
            '%',
            '<',
            '<=',
            '>',
            '>=',
            '==',
            '!=',
            '===',
            '!==',
            '&',
            '|',
            '^',
            '<<',
            '>>',
            '>>>',
            '&&',
            '||',
          ),
          inner,
        )
        .map(([l, op, r]) => `(${l} ${op} ${r})`),
      fc.tuple(inner, inner).map(([l, r]) => `((${l}) ?? (${r}))`),
      fc.tuple(fc.constantFrom('-', '+', '!', '~', 'typeof ', 'void '), inner).map(([op, x]) => `(${op}${x})`),
      fc.tuple(inner, inner, inner).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
      fc.tuple(inner, inner).map(([l, r]) => `(${l}, ${r})`),
      inner.map((x) => `\`<\${${x}}>\``),
      inner.map((x) => `(${x})?.length`),
      fc.tuple(inner, inner).map(([l, r]) => `[${l}, ${r}][0]`),
      inner.map((x) => `({ k: ${x} }).k`),
    ),
  };
});

describe('against JavaScript itself', () => {
  it('gives the same value or the same kind of failure', () => {
    fc.assert(
      fc.property(expression, (text) => {
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: runs(2000) },
    );
  });
});

type Outcome = { value: unknown } | { threw: string };

function ours(text: string): Outcome {
  const result = evaluate(text, surroundings);
  return result.ok ? { value: host(result.value) } : { threw: result.error.code };
}

function theirs(text: string): Outcome {
  try {
    return { value: runInNewContext(text, { ...variables }) as unknown };
  } catch (error) {
    return {
      threw: (error as Error).name === 'SyntaxError' && !/BigInt/.test((error as Error).message) ? 'syntax' : 'type',
    };
  }
}

function host(operand: Operand): unknown {
  switch (operand.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return operand.value;
    case 'bigint':
      return BigInt(operand.digits);
    case 'null':
      return null;
    case 'undefined':
      return undefined;
    default:
      return operand;
  }
}
