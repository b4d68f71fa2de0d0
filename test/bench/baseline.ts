/**
 * The figures of an earlier run, kept in the repository (`baseline.json`): what a later one is compared with. Only figures that nearly do
 * not depend on the machine are compared, each with a tolerance of its own; how well the goals are met is not the question here.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH } from './arena.js';
import type { Figure } from './figures.js';
import type { Results } from './results.js';

const FILE = join(BENCH, 'baseline.json');

export interface Baseline {
  readonly machine: Results['machine'];
  readonly figures: readonly Figure[];
  /** for the reader */
  readonly results: Omit<Results, 'machine'>;
}

export const readBaseline = (): Baseline => JSON.parse(readFileSync(FILE, 'utf8')) as Baseline;

export function writeBaseline({ machine, ...results }: Results, figures: readonly Figure[]): void {
  const baseline: Baseline = { machine, figures, results };
  writeFileSync(FILE, `${JSON.stringify(baseline, (_, value) => rounded(value), 2)}\n`);
  execFileSync('npx', ['biome', 'format', '--write', FILE]); // as `npm run lint` wants it
}

const rounded = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

/** A line for each figure that is worse than the baseline's by more than its tolerance. Figures that were not measured are left out. */
export function differences({ figures }: Pick<Baseline, 'figures'>, measured: readonly Figure[]): string[] {
  return measured.flatMap(({ name, value, unit, better, tolerance }) => {
    const before = figures.find((one) => one.name === name);
    if (before === undefined || tolerance === undefined) return [];
    const limit = better === 'less' ? before.value * tolerance : before.value / tolerance;
    const isWorse = better === 'less' ? value > limit : value < limit;
    return isWorse
      ? [`${name}: ${value.toPrecision(3)} ${unit}, was ${before.value} (limit ${limit.toPrecision(3)})`]
      : [];
  });
}
