/** `npm run oracle -- [options] [<program>…]`: prints a line per program, every difference, and where stops differ. */
import { basename, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGES, packageSample } from '../packages/list.js';
import { PROGRAMS, type Sample, sample, samples } from '../record/programs.js';
import { DEFAULT_POSITIONS, type OracleReport, runOracle } from './oracle.js';

const HELP = `npm run oracle -- [--positions all|N] [--seed N] [--stops] [<program>…]

Runs each program recorded and under V8's inspector, and compares call stacks, variables and objects. Without a program: all samples.

  <program>          a file, or the name of a package of test/packages: its program and all its own code
  --positions all|N  statement executions to compare (${DEFAULT_POSITIONS}): all if there are no more, else a random choice
  --seed N           of the random choice (1)
  --packages         all packages of test/packages that are recorded whole, and a table of them
  --left-out         list what most of the values are that are stale, cut or others in each run
  --stops            list the places at which V8 and the recording do not stop alike
Exit code 1 if anything differs.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    positions: { type: 'string', default: String(DEFAULT_POSITIONS) },
    seed: { type: 'string', default: '1' },
    stops: { type: 'boolean', default: false },
    'left-out': { type: 'boolean', default: false },
    packages: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** A package's name stands for the program that exercises it, recorded whole. */
function named(path: string): Sample {
  const real = packageSample(path);
  if (real !== undefined) return real;
  const name = relative(PROGRAMS, resolve(path));
  return name.startsWith('..') ? { name: basename(path), path: resolve(path), args: [], input: '' } : sample(name);
}

function print({
  program,
  positions,
  values,
  equal,
  stale,
  cut,
  otherRun,
  differences,
  stops,
  outputDiffers,
  leftOut,
}: OracleReport): void {
  const counts = `positions ${positions}, values ${values}, equal ${equal}, different ${differences.length}, stale ${stale}`;
  const { paired, moved, onlyRecorded, onlyV8 } = stops;
  const where = `${moved.length} at another column, ${onlyRecorded.length} only recorded, ${onlyV8.length} only V8`;
  console.log(`${program}: ${counts}, cut ${cut}, other in each run ${otherRun}; stops ${paired} paired, ${where}`);
  if (outputDiffers !== undefined) console.log(`  ${outputDiffers}`);
  for (const { at, where: what, v8, recorded } of differences)
    console.log(`  ${at} ${what}\n    V8       ${v8}\n    recorded ${recorded}`);
  if (options['left-out']) printMost(leftOut);
  if (!options.stops) return;
  for (const line of moved) console.log(`  other column ${line}`);
  for (const line of onlyRecorded) console.log(`  only recorded ${line}`);
  for (const line of onlyV8) console.log(`  only V8 ${line}`);
}

const MOST_PLACES = 100;

function printMost(counts: ReadonlyMap<string, number>): void {
  const places = [...counts].sort(([, a], [, b]) => b - a);
  for (const [place, count] of places.slice(0, MOST_PLACES)) console.log(`  ${count} ${place}`);
  if (places.length > MOST_PLACES) console.log(`  … and ${places.length - MOST_PLACES} other places`);
}

/** For the README. Values that are others in each run are neither equal nor different. */
function printTable(reports: readonly OracleReport[]): void {
  console.log('| package | positions | values | equal | different | stale | cut | other in each run |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const { program, positions, values, equal, stale, cut, otherRun, differences } of reports) {
    const share = `${((100 * equal) / (values - otherRun)).toFixed(3)} %`;
    const counts = [positions, values, share, differences.length, stale, cut, otherRun];
    console.log(`| ${[program, ...counts.map((n) => n.toLocaleString('en'))].join(' | ')} |`);
  }
}

async function compare(programs: readonly Sample[]): Promise<number> {
  const positions = options.positions === 'all' ? Number.POSITIVE_INFINITY : Number(options.positions);
  const reports: OracleReport[] = [];
  let failed = 0;
  for (const program of programs) {
    try {
      const report = await runOracle({ program, positions, seed: Number(options.seed) });
      print(report);
      reports.push(report);
      if (report.differences.length > 0 || report.outputDiffers !== undefined) failed++;
    } catch (error) {
      failed++;
      console.log(`${program.name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  if (options.packages) printTable(reports);
  return failed;
}

function wanted(): Sample[] {
  if (positionals.length > 0) return positionals.map(named);
  return options.packages ? PACKAGES.filter(({ mode }) => mode === 'full').map(({ name }) => named(name)) : samples();
}

if (options.help) console.log(HELP);
else process.exitCode = (await compare(wanted())) > 0 ? 1 : 0;
