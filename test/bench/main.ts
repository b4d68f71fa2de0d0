/** `npm run bench:capture -- [options]`: measures what recording costs and prints a table. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { KERNELS, type KernelResult, measureKernel } from './kernels.js';
import { kernelsText } from './report.js';

const HELP = `npm run bench:capture -- [--runs N] [--only NAME]… [--scale F] [--json]

Runs each workload plain and recorded, in turn, and prints how much longer it takes recorded: medians of the rounds, ratios within a round.

  --runs N     rounds (3)
  --only NAME  these workloads only: ${KERNELS.map(({ name }) => name).join(', ')}
  --scale F    of the number of iterations (1)
  --json       the results as JSON`;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: [] },
    scale: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function measureAll(): Promise<KernelResult[]> {
  const results: KernelResult[] = [];
  for (const kernel of KERNELS.filter(({ name }) => options.only.length === 0 || options.only.includes(name))) {
    process.stderr.write(`${kernel.name} …\n`);
    results.push(await measureKernel(kernel, { runs: Number(options.runs), scale: Number(options.scale) }));
  }
  return results;
}

if (options.help) console.log(HELP);
else {
  const before = loadavg()[0]!;
  const results = await measureAll();
  if (options.json) console.log(JSON.stringify({ load: [before, loadavg()[0]], kernels: results }, undefined, 2));
  else console.log(kernelsText(results));
}
