/** The recorded state of sample programs equals what V8's inspector shows, at 50 random statement executions of each. */
import { describe, expect, it } from 'vitest';
import { sample } from '../record/programs.js';
import { runOracle } from './oracle.js';

const PROGRAMS = [
  'shop/src/main.ts',
  'features/statements.ts',
  'features/closures.ts',
  'features/destructuring.ts',
  'features/classes.ts',
  'features/generators.ts',
  'features/async.ts',
  'features/sloppy.cjs',
];

describe('the recorded state equals what V8 shows', () => {
  for (const name of PROGRAMS) {
    it(name, { timeout: 180_000 }, async () => {
      const report = await runOracle({ program: sample(name), positions: 50, seed: 20_260 });
      expect(report.differences).toEqual([]);
      expect(report.positions).toBeGreaterThanOrEqual(40);
      // Comparing nothing would be no success, and neither would be a recording that only says "I do not know".
      expect(report.equal).toBeGreaterThan(report.positions * 5);
      expect(report.stale + report.cut).toBeLessThan(report.values / 20);
    });
  }
});
