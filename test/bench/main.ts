/** `npm run bench:capture -- [options]`: measures what recording costs and prints the tables. */
import { parseArgs } from 'node:util';
import { installOthers, withArena } from './arena.js';
import { differences, readBaseline, writeBaseline } from './baseline.js';
import { COMMANDS } from './commands.js';
import { figuresOf, haveOursFailed } from './figures.js';
import { KERNELS } from './kernels.js';
import { measureAll, PARTS } from './measure.js';
import { reportText } from './report.js';

const HELP = `npm run bench:capture -- [--runs N] [--only NAME]… [--ours] [--json] [--check | --update]

Runs each workload plain and watched, in turn, and prints how much longer it takes watched: medians of the rounds, ratios within a round.

  --runs N     rounds (3); AppMap makes one
  --only NAME  these alone: ${[...KERNELS, ...COMMANDS].map(({ name }) => name).join(', ')}; ${PARTS.join(', ')}
  --ours       without the other tools (nothing is installed for the workloads of our own)
  --scale F    of the number of iterations (1)
  --json       the results as JSON
  --check      compare with test/bench/baseline.json: ratios, not times; exit code 1 if one is worse than it may be
  --update     write that file`;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: [] },
    ours: { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function bench(): Promise<void> {
  const { only, ours, json, check, update } = options;
  if ((check || update) && (only.length > 0 || options.scale !== '1'))
    throw new Error('--check and --update need everything, at its usual size: leave --only and --scale out.');
  const needsOthers =
    !ours || only.length === 0 || only.some((name) => !KERNELS.some((kernel) => kernel.name === name));
  if (needsOthers) installOthers();
  const request = { only, withOthers: !ours, runs: Number(options.runs), scale: Number(options.scale) };
  const results = await withArena((arena) => measureAll({ ...request, arena }));
  const figures = figuresOf(results);
  console.log(json ? JSON.stringify({ ...results, figures }, undefined, 2) : reportText(results, figures));
  if (haveOursFailed(results)) process.exitCode = 1;
  if (update) writeBaseline(results, figures);
  if (!check) return;
  const worse = differences(readBaseline(), figures);
  for (const line of worse) console.error(line);
  if (worse.length > 0) process.exitCode = 1;
}

if (options.help) console.log(HELP);
else await bench();
