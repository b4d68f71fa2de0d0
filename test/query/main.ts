/** `npm run bench:query -- [options]`: how fast a debugger's questions are answered about a recording of a hundred million events. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from '../bench/baseline.js';
import { tableText } from '../bench/table.js';
import { type Measured, measure } from './measure.js';
import { makeRecording } from './recording.js';

const HELP = `npm run bench:query -- [--events N] [--samples N] [--json] [--check | --update]

Records a program and asks about it what an editor asks, through the adapter's standard input and output.

  --events N   size of the recording, about (100000000)
  --samples N  random positions (40)
  --json       the results as JSON
  --check      compare with test/query/baseline.json; exit code 1 if something takes longer than it may
  --update     write that file`;
const BASELINE = new URL('../../test/query/baseline.json', import.meta.url);

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '100000000' },
    samples: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-query-'));
  try {
    const made = await makeRecording(folder, Number(options.events));
    const figures = await measure({ ...made, samples: Number(options.samples) });
    console.log(
      options.json ? JSON.stringify({ events: made.events, figures }, undefined, 2) : text(made.events, figures),
    );
    if (options.update) writeFileSync(BASELINE, `${JSON.stringify({ events: made.events, figures }, undefined, 2)}\n`);
    if (options.check) check(figures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function text(events: number, figures: readonly Measured[]): string {
  const rows = figures.map(({ name, samples, median, value, must, unit }) => [
    name,
    `${samples}`,
    `${amount(median)} ${unit}`,
    `${amount(value)} ${unit}`,
    `${must} ${unit}`,
    value <= must ? 'yes' : 'NO',
  ]);
  const head = [`${(events / 1e6).toFixed(1)} M events`, 'samples', 'median', '95 %', 'must', 'reached'];
  return tableText([head, ...rows]);
}

const amount = (n: number): string => n.toPrecision(n < 100 ? 2 : 3);

function check(figures: readonly Measured[]): void {
  const baseline = JSON.parse(readFileSync(BASELINE, 'utf8')) as { readonly figures: readonly Measured[] };
  for (const line of differences(baseline, figures)) {
    console.error(line);
    process.exitCode = 1;
  }
}

if (options.help) console.log(HELP);
else await bench();
