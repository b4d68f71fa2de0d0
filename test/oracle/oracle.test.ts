/**
 * The recorded state of sample programs equals what V8's inspector shows, at 50 random statement executions of each.
 * Where something is known to differ, `atMostPercent` is the ceiling of differing values and `known` says what differs; the
 * figures may only fall. `npm run oracle -- <program>` prints every difference.
 */
import { describe, expect, it } from 'vitest';
import { sample } from '../record/programs.js';
import { type OracleReport, runOracle } from './oracle.js';

interface Case {
  readonly name: string;
  readonly atMostPercent: number;
  readonly known: string;
}

const CASES: readonly Case[] = [
  { name: 'features/statements.ts', atMostPercent: 0, known: '' },
  { name: 'shop/src/main.ts', atMostPercent: 0.2, known: 'frames of class field initialisers' },
  {
    name: 'features/closures.ts',
    atMostPercent: 0.1,
    known: 'let in a switch before its case',
  },
  { name: 'features/functions.ts', atMostPercent: 0.2, known: 'frames while default parameters are evaluated' },
  { name: 'features/exceptions.ts', atMostPercent: 0.1, known: 'frames while a catch pattern is evaluated' },
  { name: 'features/destructuring.ts', atMostPercent: 1.5, known: 'frames and variables while defaults are evaluated' },
  { name: 'features/using.mts', atMostPercent: 1, known: 'frame of an async function that disposes at its end' },
  { name: 'features/generators.ts', atMostPercent: 4, known: 'frame of the delegating generator in yield*' },
  { name: 'features/async.ts', atMostPercent: 0.4, known: 'frames while defaults are evaluated; order of timers' },
  { name: 'features/builtins.ts', atMostPercent: 2, known: 'elements of typed arrays' },
  { name: 'features/classes.ts', atMostPercent: 0.8, known: 'frames of class field initialisers' },
  { name: 'features/modules.ts', atMostPercent: 4, known: 'imports keep the value of the time of import' },
  { name: 'features/sloppy.cjs', atMostPercent: 6, known: 'functions hoisted from blocks; mapped arguments' },
];

describe('the recorded state equals what V8 shows', () => {
  for (const { name, atMostPercent, known } of CASES) {
    it(known === '' ? name : `${name} (but for ${known})`, { timeout: 180_000 }, async () => {
      const report = await runOracle({ program: sample(name), positions: 50, seed: 20_260 });
      expect(percentDifferent(report), describeFirst(report)).toBeLessThanOrEqual(atMostPercent);
      expect(report.positions).toBe(50);
      // Comparing nothing would be no success, and neither would be a recording that only says "I do not know".
      expect(report.equal).toBeGreaterThan(report.positions * 10);
      expect(report.stale + report.cut).toBeLessThan(report.values / 20);
    });
  }
});

const percentDifferent = ({ differences, values }: OracleReport): number => (100 * differences.length) / values;

function describeFirst({ differences, values }: OracleReport): string {
  const first = differences
    .slice(0, 5)
    .map(({ at, where, v8, recorded }) => `${at} ${where}: V8 ${v8}, recorded ${recorded}`);
  return `${differences.length} of ${values} values differ:\n${first.join('\n')}`;
}
