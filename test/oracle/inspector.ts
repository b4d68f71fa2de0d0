/** Runs a program under V8's inspector: starts Node with the agent (agent/main.ts) in it and reads the agent's answers. */
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Ended, ROOT, run } from '../record/process.js';
import type { Sample } from '../record/programs.js';
import type { Answer, Extent, Plan, V8State } from './protocol.js';

export interface InspectedRun {
  readonly ended: Ended;
  readonly answers: readonly Answer[];
  readonly state: (extent: Extent) => V8State;
}

/** V8 must neither optimise variables away nor keep them elsewhere. */
const NODE_FLAGS = ['--no-opt', '--no-maglev'];
/** Large programs stop thousands of times. */
const SLOWEST_RUN_MILLIS = 900_000;

/** Leaves what V8 has said in the folder: states are read when they are asked for. */
export async function inspect(
  program: Sample,
  plan: Omit<Plan, 'answers' | 'states'>,
  parent: string,
): Promise<InspectedRun> {
  const folder = mkdtempSync(join(parent, 'inspected-'));
  const planPath = join(folder, 'plan.json');
  const answers = join(folder, 'answers.jsonl');
  const states = join(folder, 'states');
  const preload = join(folder, 'preload.cjs');
  writeFileSync(planPath, JSON.stringify({ ...plan, answers, states } satisfies Plan));
  writeFileSync(preload, preloadText(await agent(), planPath));
  const ended = await run('node', [...NODE_FLAGS, '--require', preload, program.path, ...program.args], {
    cwd: program.cwd ?? ROOT,
    input: program.input,
    timeoutMillis: SLOWEST_RUN_MILLIS,
  });
  const lines = readFileSync(answers, 'utf8').split('\n').filter(Boolean);
  return {
    ended,
    answers: lines.map((line) => JSON.parse(line) as Answer),
    state: (extent) => JSON.parse(textAt(states, extent)) as V8State,
  };
}

function textAt(path: string, { offset, length }: Extent): string {
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, length, offset);
  } finally {
    closeSync(file);
  }
  return bytes.toString('utf8');
}

/** The program shall find nothing of ours in `require.cache`. */
const preloadText = (agentPath: string, planPath: string): string =>
  [
    `require(${JSON.stringify(agentPath)}).start(${JSON.stringify(planPath)});`,
    `delete require.cache[${JSON.stringify(agentPath)}];`,
    'delete require.cache[__filename];',
  ].join('\n');

let built: Promise<string> | undefined;

/** The agent, one CommonJS file: built once. */
function agent(): Promise<string> {
  built ??= (async () => {
    const outfile = join(ROOT, 'dist/oracle/agent.cjs');
    await build({
      entryPoints: [join(ROOT, 'test/oracle/agent/main.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node24',
      logLevel: 'warning',
    });
    return outfile;
  })();
  return built;
}
