/** Who runs a program: plain Node, our recorder in each of its modes, and other tools that watch a whole run. One run is a process to its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, run } from '../record/process.js';
import { BENCH } from './arena.js';

const TIMEOUT_MILLIS = 600_000;
const APPMAP_TIMEOUT_MILLIS = 120_000;
/** What recording with a budget may cost. */
export const MAX_OVERHEAD = 3;

export interface Job {
  /** relative to `cwd` */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** the package in node_modules whose code is recorded; without it, everything but node_modules is */
  readonly recordedPackage?: string;
  /** the code that is recorded consists of ES modules */
  readonly isOfModules?: boolean;
}

export interface Run {
  readonly ended: Ended;
  /** of the process as a whole */
  readonly millis: number;
  /** what we recorded; undefined of the others' runs */
  readonly recording: RecordingInfo | undefined;
}

export interface Contender {
  readonly name: 'full' | 'budget' | 'calls' | 'off' | 'nyc' | 'appmap';
  /** how long it makes a program run, in order of magnitude: says how much work it is given */
  readonly cost: 'none' | 'some' | 'extreme';
  /** undefined if the tool cannot watch this program */
  readonly run: (job: Job) => Promise<Run | undefined>;
}

export const plainRun = (job: Job): Promise<Run> =>
  timed(job, () => run('node', [job.program, ...job.args], { cwd: job.cwd, timeoutMillis: TIMEOUT_MILLIS }));

const ours =
  (mode: 'full' | 'calls' | 'off', more: readonly string[] = []): ((job: Job) => Promise<Run>) =>
  (job) =>
    withFolder(async (folder) => {
      const out = join(folder, 'recording.escope');
      const ended = await timed(job, () =>
        record({ ...job, out, options: [...optionsFor(job, mode), ...more], timeoutMillis: TIMEOUT_MILLIS }),
      );
      if (mode === 'off') return ended;
      const recording = await elixirscopeJson<RecordingInfo>(['info', out], { timeoutMillis: TIMEOUT_MILLIS });
      return { ...ended, recording };
    });

function optionsFor({ recordedPackage }: Job, mode: string): readonly string[] {
  const include = recordedPackage === undefined ? [] : ['--include', `node_modules/${recordedPackage}/**`];
  return ['--mode', mode, ...include];
}

/** Istanbul's command line counts statements and branches, and writes the counts when the process ends. It does not reach ES modules. */
const nyc = async (job: Job): Promise<Run | undefined> =>
  job.isOfModules
    ? undefined
    : withFolder(async (folder) => {
        const { program, args, cwd, recordedPackage } = job;
        const which =
          recordedPackage === undefined
            ? []
            : ['--exclude-node-modules=false', '--include', `node_modules/${recordedPackage}/**`];
        const places = ['--silent', '--cwd', cwd, '--temp-dir', folder, '--cache-dir', join(cwd, '.nyc')];
        const command = [join(BENCH, 'node_modules/nyc/bin/nyc.js'), ...places, ...which, 'node', program, ...args];
        const ended = await timed(job, () => run('node', command, { cwd, timeoutMillis: TIMEOUT_MILLIS }));
        return ended;
      });

/** AppMap records calls with their arguments and results, and writes them as JSON. */
async function appmap(job: Job): Promise<Run> {
  const { program, args, cwd } = job;
  const command = [join(BENCH, 'node_modules/appmap-node/bin/appmap-node.js'), 'node', program, ...args];
  try {
    const { ended, ...rest } = await timed(job, () =>
      run('node', command, { cwd, timeoutMillis: APPMAP_TIMEOUT_MILLIS }),
    );
    // What it says itself goes to the program's standard output.
    return { ...rest, ended: { ...ended, stdout: ended.stdout.replace(/^\(Λ\) .*\n/gm, '') } };
  } finally {
    rmSync(join(cwd, 'tmp'), { recursive: true, force: true });
  }
}

export const OURS: readonly Contender[] = [
  { name: 'full', cost: 'some', run: ours('full') },
  { name: 'budget', cost: 'some', run: ours('full', ['--max-overhead', String(MAX_OVERHEAD)]) },
  { name: 'calls', cost: 'some', run: ours('calls') },
  { name: 'off', cost: 'none', run: ours('off') },
];

export const OTHERS: readonly Contender[] = [
  { name: 'nyc', cost: 'some', run: nyc },
  { name: 'appmap', cost: 'extreme', run: appmap },
];

async function timed({ program }: Job, once: () => Promise<Ended>): Promise<Run> {
  const start = performance.now();
  const ended = await once();
  const millis = performance.now() - start;
  if (ended.code !== 0) throw new Error(`${program} ended with ${ended.code ?? ended.signal}: ${ended.stderr}`);
  return { ended, millis, recording: undefined };
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-out-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
