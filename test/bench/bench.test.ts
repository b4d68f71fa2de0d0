/** The benchmark at a fiftieth of its size: programs do the same work recorded, nothing is lost, and the tables name everything. */
import { describe, expect, it } from 'vitest';
import { withArena } from './arena.js';
import { differences } from './baseline.js';
import { OURS } from './contenders.js';
import { type Figure, figuresOf, haveOursFailed } from './figures.js';
import { KERNELS, measureKernel } from './kernels.js';
import { reportText } from './report.js';
import type { Results } from './results.js';

const machine: Results['machine'] = { date: '', node: '', cpu: '', cores: 2, load: [0, 0], runs: 1 };
const contenders = OURS.filter(({ name }) => name === 'full');

describe('the benchmark of capture', () => {
  for (const kernel of KERNELS) {
    it(`${kernel.name} computes the same recorded, and nothing is lost`, { timeout: 120_000 }, async () => {
      const result = await withArena((arena) => measureKernel(kernel, { arena, contenders, runs: 1, scale: 0.02 }));
      expect(result.failures).toEqual([]);
      const recording = result.watched.full?.recording;
      expect(recording?.lost).toEqual({});
      expect(recording?.eventsPerIteration).toBeGreaterThan(1000);
      expect(result.watched.full?.ratio).toBeGreaterThan(1);
      const results: Results = { machine, failures: [], kernels: [result], commands: [] };
      expect(haveOursFailed(results)).toBe(false);
      const text = reportText(results, figuresOf(results));
      expect(text).toMatch(new RegExp(`^${kernel.name} +[\\d.]+ +[\\d.]+x`, 'm'));
      expect(text).toMatch(/^kernels, full, geometric mean +[\d.]+ x/m);
    });
  }

  it('says that a run failed, and whose it was', () => {
    const kernel = { workload: 'splay', plainMillis: 1, watched: {} };
    const failed = (contender: 'full' | 'nyc'): Results => ({
      machine,
      failures: [],
      kernels: [{ ...kernel, failures: [{ contender, text: 'prints 1 instead of 2' }] }],
      commands: [],
    });
    expect(haveOursFailed(failed('full'))).toBe(true);
    expect(haveOursFailed(failed('nyc'))).toBe(false);
    expect(reportText(failed('nyc'), [])).toContain('FAILED splay, nyc: prints 1 instead of 2');
  });

  it('compares with the baseline within tolerances', () => {
    const figure = (value: number, better: 'less' | 'more', tolerance = 1.5): Figure => {
      return { name: `${better} is better`, value, unit: 'x', must: 1, aim: 1, better, tolerance };
    };
    const before = { figures: [figure(10, 'less'), figure(90, 'more'), { ...figure(0, 'less', 1), name: 'lost' }] };
    expect(differences(before, [figure(14.9, 'less'), figure(61, 'more')])).toEqual([]);
    expect(differences(before, [figure(15.1, 'less'), figure(59, 'more')])).toEqual([
      'less is better: 15.1 x, was 10 (limit 15.0)',
      'more is better: 59.0 x, was 90 (limit 60.0)',
    ]);
    expect(differences(before, [{ ...figure(1, 'less', 1), name: 'lost' }])).toHaveLength(1);
    expect(differences(before, [{ ...figure(99, 'less'), name: 'not in the baseline' }])).toEqual([]);
  });
});
