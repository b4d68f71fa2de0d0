/** `npm run bench:stops -- [options]`: what a breakpoint costs that does not stop, next to V8's own debugger. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { median } from '../bench/statistics.js';
import { CLI, cleanEnvironment, ROOT } from '../record/process.js';
import { underInspector } from './inspector.js';

const HELP = `npm run bench:stops -- [--hits N] [--runs N] [--json]

Runs a loop through breakpoints whose conditions never hold, in the adapter (over its standard input and output, as an editor does) and under node --inspect, in
turns, and prints milliseconds per hit by the program's own clock: medians of the runs.

  --hits N  rounds of the loop (1000)
  --runs N  (5)
  --json    the results as JSON`;

const ADAPTER = fileURLToPath(new URL('../../test/dap/stdio.mjs', import.meta.url));
const TIMEOUT_MILLIS = 120_000;
const LINE = 6;

/** A hit count is V8's own debugger's client's business: it stops each time. */
interface Kind {
  readonly name: string;
  readonly breakpoint: Omit<DebugProtocol.SourceBreakpoint, 'line'>;
  readonly inspected: string | undefined;
}

const KINDS: readonly Kind[] = [
  ...[
    ['a variable', 'doubled === -1'],
    ['an object', 'cart.items.length > 5'],
    ['an outer variable', 'names.get(i) === "x"'],
  ].map(([name, condition]) => ({ name: name!, breakpoint: { condition: condition! }, inspected: condition })),
  { name: 'a hit count', breakpoint: { hitCondition: '== 100000000' }, inspected: undefined },
];

const { values: options } = parseArgs({
  options: {
    hits: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const programText = (hits: number): string => `const names = new Map([[1, 'one']]);
function work(i) {
  const doubled = i * 2;
  const cart = { items: [i, doubled] };
  names.set(2, i);
  return cart.items[1] + names.size;
}
let sum = 0;
const before = process.hrtime.bigint();
for (let i = 0; i < ${hits}; i++) sum += work(i);
console.log('took ' + Number(process.hrtime.bigint() - before) / 1e6);
`;

const tookIn = (printed: string): number => Number(/took ([\d.]+)/.exec(printed)?.[1] ?? Number.NaN);

/** What the program prints. */
async function underAdapter(program: string, folder: string, { breakpoint }: Kind): Promise<string> {
  const env = { ...cleanEnvironment(), ELIXIRSCOPE_CLI: CLI };
  const client = new DebugClient(process.execPath, ADAPTER, 'elixirscope', { cwd: ROOT, env });
  client.defaultTimeout = TIMEOUT_MILLIS;
  await client.start();
  let printed = '';
  client.on('output', ({ body }: DebugProtocol.OutputEvent) => {
    printed += body.output;
  });
  await client.initializeRequest();
  const ended = client.waitForEvent('terminated', TIMEOUT_MILLIS);
  const launch = { program, cwd: folder, stopOnExit: false, recording: join(folder, 'recording.escope') };
  const launched = client.launchRequest(launch as DebugProtocol.LaunchRequestArguments);
  await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line: LINE, ...breakpoint }] });
  await client.configurationDoneRequest();
  await launched;
  await ended;
  await client.stop();
  return printed;
}

async function bench(hits: number, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-stops-'));
  const program = join(folder, 'loop.cjs');
  writeFileSync(program, programText(hits));
  try {
    const results = [];
    for (const kind of KINDS) {
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let run = 0; run < runs; run++) {
        ours.push(tookIn(await underAdapter(program, folder, kind)) / hits);
        if (kind.inspected !== undefined)
          theirs.push(tookIn(await underInspector(program, { line: LINE, condition: kind.inspected })) / hits);
      }
      results.push({
        condition: kind.name,
        'ms a hit': Number(median(ours).toFixed(3)),
        'node --inspect': theirs.length === 0 ? undefined : Number(median(theirs).toFixed(3)),
        ratio: theirs.length === 0 ? undefined : Number((median(ours) / median(theirs)).toFixed(1)),
      });
    }
    if (options.json) console.log(JSON.stringify(results, undefined, 2));
    else console.table(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (options.help) console.log(HELP);
else await bench(Number(options.hits), Number(options.runs));
