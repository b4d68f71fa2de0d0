/** `npm run reduced -- [options] [<program>…]`: prints a line for each program and kind of recording, and every difference. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fidelityPrograms, PROGRAMS, type Sample, sample, samples } from '../record/programs.js';
import { compareReduced, type ReducedReport } from './reduced.js';
import { KNOWN, REDUCED } from './ways.js';

const HELP = `npm run reduced -- [--positions N] [--way NAME]… [<program>…]

Records each program in full and with less detail, and compares what both show. Without a program: all samples.

  --positions N  moments to compare of each (200)
  --way NAME     ${Object.keys(REDUCED).join(', ')}; default: all
Exit code 1 if anything differs.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    positions: { type: 'string', default: '200' },
    way: { type: 'string', multiple: true, default: Object.keys(REDUCED) },
    help: { type: 'boolean', default: false },
  },
});

function named(path: string): Sample {
  const name = relative(PROGRAMS, resolve(path));
  return name.startsWith('..') ? { name: basename(path), path: resolve(path), args: [], input: '' } : sample(name);
}

function print(title: string, report: ReducedReport): boolean {
  const { plain, recorded, moments, paired, positions, values, equal, unknown, stale, differences } = report;
  const counts = `${paired} of ${moments} events found, ${positions} compared; values ${values}, equal ${equal}`;
  console.log(`${title}: ${counts}, unknown ${unknown}, stale ${stale}, different ${differences.length}`);
  for (const { at, where, v8, recorded: own } of differences)
    console.log(`  ${at}\n    ${where}\n      full    ${v8}\n      reduced ${own}`);
  const isSameRun = JSON.stringify(plain) === JSON.stringify(recorded);
  if (!isSameRun)
    console.log(`  PRINTS OR ENDS OTHERWISE\n    ${JSON.stringify(plain)}\n    ${JSON.stringify(recorded)}`);
  return isSameRun && differences.length === 0;
}

async function run(): Promise<number> {
  const programs = positionals.length > 0 ? positionals.map(named) : [...samples(), ...fidelityPrograms()];
  let failed = 0;
  for (const program of programs) {
    for (const way of options.way) {
      const folder = mkdtempSync(join(tmpdir(), 'elixirscope-reduced-'));
      const title = `${program.name} ${way}`;
      if (title in KNOWN) console.log(`${title}: ${KNOWN[title]}`);
      try {
        const report = await compareReduced({
          program,
          folder,
          options: REDUCED[way]!,
          positions: Number(options.positions),
        });
        if (!print(title, report) && !(title in KNOWN)) failed++;
      } catch (error) {
        failed++;
        console.log(`${title}: ${error instanceof Error ? error.stack : String(error)}`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  return failed;
}

if (options.help) console.log(HELP);
else process.exitCode = (await run()) > 0 ? 1 : 0;
