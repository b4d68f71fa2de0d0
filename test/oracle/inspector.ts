/** Runs a program under V8's inspector: starts Node with the agent (agent/main.ts) in it and reads the agent's answers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Ended, ROOT, run } from '../record/process.js';
import type { Sample } from '../record/programs.js';
import type { Answer, Plan } from './protocol.js';

export interface InspectedRun {
  readonly ended: Ended;
  readonly answers: readonly Answer[];
}

/** V8 must neither optimise variables away nor keep them elsewhere. */
const NODE_FLAGS = ['--no-opt', '--no-maglev'];
/** Large programs stop thousands of times. */
const SLOWEST_RUN_MILLIS = 900_000;

export async function inspect(program: Sample, plan: Omit<Plan, 'answers'>): Promise<InspectedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-inspected-'));
  try {
    const planPath = join(folder, 'plan.json');
    const answers = join(folder, 'answers.jsonl');
    const preload = join(folder, 'preload.cjs');
    writeFileSync(planPath, JSON.stringify({ ...plan, answers } satisfies Plan));
    writeFileSync(preload, preloadText(await agent(), planPath));
    const ended = await run('node', [...NODE_FLAGS, '--require', preload, program.path, ...program.args], {
      cwd: program.cwd ?? ROOT,
      input: program.input,
      timeoutMillis: SLOWEST_RUN_MILLIS,
    });
    const lines = readFileSync(answers, 'utf8').split('\n').filter(Boolean);
    return { ended, answers: lines.map((line) => JSON.parse(line) as Answer) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
