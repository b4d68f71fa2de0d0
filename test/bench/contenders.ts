/** Who runs a program: plain Node, our recorder in each of its modes, and other tools that watch a whole run. One run is a process to its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, ROOT, run } from '../record/process.js';

export const BENCH = join(ROOT, 'test/bench');

const TIMEOUT_MILLIS = 600_000;

export interface Job {
  /** relative to `cwd` */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** what is recorded; everything but node_modules if it is not said */
  readonly include?: readonly string[];
}

export interface Run {
  readonly ended: Ended;
  /** of the process as a whole */
  readonly millis: number;
  readonly recording: RecordingInfo | undefined;
}

export type Mode = 'full' | 'calls' | 'off';
export const OURS: readonly Mode[] = ['full', 'calls'];

export const plainRun = (job: Job): Promise<Run> =>
  timed(job, () => run('node', [job.program, ...job.args], { cwd: job.cwd, timeoutMillis: TIMEOUT_MILLIS }));

/** A run under our recorder, with what it recorded. */
export async function recordedRun(job: Job, mode: Mode): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-'));
  const out = join(folder, 'recording.escope');
  const options = ['--mode', mode, ...(job.include ?? []).flatMap((glob) => ['--include', glob])];
  try {
    const ended = await timed(job, () => record({ ...job, out, options, timeoutMillis: TIMEOUT_MILLIS }));
    if (mode === 'off') return ended;
    return {
      ...ended,
      recording: await elixirscopeJson<RecordingInfo>(['info', out], { timeoutMillis: TIMEOUT_MILLIS }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed({ program }: Job, once: () => Promise<Ended>): Promise<Run> {
  const start = performance.now();
  const ended = await once();
  const millis = performance.now() - start;
  if (ended.code !== 0) throw new Error(`${program} ended with ${ended.code ?? ended.signal}: ${ended.stderr}`);
  return { ended, millis, recording: undefined };
}

/** What a recording says it has lost, by kind. Objects that were not looked at again in time are marked in it, not lost. */
export function lostOf({ eventsLost }: RecordingInfo): Readonly<Record<string, number>> {
  const { resyncBudget: _, ...lost } = eventsLost;
  return lost;
}
