/** `npm run reduced -- [options] [<program>…]`: prints a line for each program and kind of recording, and the differences. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fidelityPrograms, PROGRAMS, type Sample, sample, samples } from '../record/programs.js';
import { compareLooks, LOOKING } from './looks.js';
import { buildRandom } from './randomRuntime.js';
import { compareReduced, type ReducedReport } from './reduced.js';
import { KNOWN, REDUCED } from './ways.js';

/** Of the samples, with each seed. */
const AT_ONCE = 4;
/** Differences that are printed of a recording. */
const SHOWN = 12;
const HELP = `npm run reduced -- [--positions N] [--way NAME]… [<program>…]
npm run reduced -- --seeds N [--from N] [--positions N] [<program>…]

Records each program in full and with less detail, and compares what both show. Without a program: all samples.
With seeds, the detail of functions changes at random times: so many seeds are tried, each with programs that say themselves what there is to see (test/fixtures/reduced), which V8 is asked
for, and with the programs named, or else ${AT_ONCE} of the samples.

  --positions N  moments to compare of each (200)
  --way NAME     ${Object.keys(REDUCED).join(', ')}; default: all
  --seeds N      how many
  --from N       the first of them (1)
Exit code 1 if anything differs.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    positions: { type: 'string', default: '200' },
    way: { type: 'string', multiple: true, default: Object.keys(REDUCED) },
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

function named(path: string): Sample {
  const name = relative(PROGRAMS, resolve(path));
  return name.startsWith('..') ? { name: basename(path), path: resolve(path), args: [], input: '' } : sample(name);
}

type Report = Omit<ReducedReport, 'moments' | 'paired' | 'positions'>;

function print(title: string, report: Report, compared: string): boolean {
  const { plain, recorded, values, equal, unknown, stale, differences } = report;
  const counts = `${compared}; values ${values}, equal ${equal}`;
  console.log(`${title}: ${counts}, unknown ${unknown}, stale ${stale}, different ${differences.length}`);
  for (const { at, where, v8, recorded: own } of differences.slice(0, SHOWN))
    console.log(`  ${at}\n    ${where}\n      is      ${v8}\n      reduced ${own}`);
  const isSameRun = JSON.stringify(plain) === JSON.stringify(recorded);
  if (!isSameRun)
    console.log(`  PRINTS OR ENDS OTHERWISE\n    ${JSON.stringify(plain)}\n    ${JSON.stringify(recorded)}`);
  return isSameRun && differences.length === 0;
}

/** Whether nothing differs. */
async function compare(program: Sample, title: string, recorded: RecordedHow): Promise<boolean> {
  if (title in KNOWN) console.log(`${title}: ${KNOWN[title]}`);
  const isEqual = await attempt(title, async (folder) => {
    const report = await compareReduced({ program, folder, ...recorded, positions: Number(options.positions) });
    const { moments, paired, positions } = report;
    return print(title, report, `${paired} of ${moments} events found, ${positions} compared`);
  });
  return isEqual || title in KNOWN;
}

type RecordedHow = Pick<Parameters<typeof compareReduced>[0], 'options' | 'cli'>;

async function attempt(title: string, run: (folder: string) => Promise<boolean>): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-reduced-'));
  try {
    return await run(folder);
  } catch (error) {
    console.log(`${title}: ${error instanceof Error ? error.stack : String(error)}`);
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many differ. */
async function compareWays(): Promise<number> {
  const programs = positionals.length > 0 ? positionals.map(named) : [...samples(), ...fidelityPrograms()];
  let failed = 0;
  for (const program of programs)
    for (const way of options.way)
      if (!(await compare(program, `${program.name} ${way}`, { options: REDUCED[way]! }))) failed++;
  return failed;
}

async function compareSeeds(count: number): Promise<number> {
  const cli = await buildRandom();
  const all = [...samples(), ...fidelityPrograms()];
  const first = Number(options.from);
  let failed = 0;
  for (let seed = first; seed < first + count; seed++) {
    const recorded = { options: ['--max-overhead', String(seed + 1)], cli };
    for (const name of LOOKING) {
      const title = `${name} seed ${seed}`;
      const isEqual = await attempt(title, async (folder) => {
        const report = await compareLooks({ name, seed, folder, ...recorded });
        return print(title, report, `${report.looks} looks`);
      });
      if (!isEqual) failed++;
    }
    const next = Array.from({ length: AT_ONCE }, (_, i) => all[(seed * AT_ONCE + i) % all.length]!);
    for (const program of positionals.length > 0 ? positionals.map(named) : next)
      if (!(await compare(program, `${program.name} seed ${seed}`, recorded))) failed++;
  }
  return failed;
}

if (options.help) console.log(HELP);
else
  process.exitCode =
    (await (options.seeds === undefined ? compareWays() : compareSeeds(Number(options.seeds)))) > 0 ? 1 : 0;
