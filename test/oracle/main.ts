/** `npm run oracle -- [--positions N] [--seed N] [--unpaired] <program…>`: prints a line per program and every difference. */
import { basename, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROGRAMS, type Sample, sample, samples } from '../record/programs.js';
import { type OracleReport, runOracle } from './oracle.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    positions: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    unpaired: { type: 'boolean', default: false },
  },
});

function named(path: string): Sample {
  const name = relative(PROGRAMS, resolve(path));
  return name.startsWith('..') ? { name: basename(path), path: resolve(path), args: [], input: '' } : sample(name);
}

function print(report: OracleReport): void {
  const { program, positions, values, equal, stale, cut, differences, unpaired } = report;
  const counts = `positions ${positions}, values ${values}, equal ${equal}, different ${differences.length}, stale ${stale}`;
  console.log(`${program}: ${counts}, cut ${cut}, unpaired statements ${unpaired.length}`);
  for (const { at, where, v8, recorded } of differences)
    console.log(`  ${at} ${where}\n    V8       ${v8}\n    recorded ${recorded}`);
  if (options.unpaired) for (const line of unpaired) console.log(`  unpaired ${line}`);
}

const programs = positionals.length > 0 ? positionals.map(named) : samples();
let failed = 0;
for (const program of programs) {
  try {
    const report = await runOracle({ program, positions: Number(options.positions), seed: Number(options.seed) });
    print(report);
    if (report.differences.length > 0) failed++;
  } catch (error) {
    failed++;
    console.log(`${program.name}: ${String(error)}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
