/** Runs the tests of a workspace in processes of one kind, plain or recorded: as many as it takes. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, run } from '../record/process.js';
import type { JobTest, Report } from './job.js';
import type { Outcome } from './outcome.js';
import { DRIVER, TESTS, type Workspace, writeJob } from './workspace.js';

export type Way = 'plain' | 'recorded';

export interface BatchOptions {
  readonly way: Way;
  /** a test that takes longer is killed */
  readonly timeoutMillis: number;
}

export interface BatchEnd {
  /** by the tests' ids, all of them */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** why tests were not instrumented, by id; only if recorded */
  readonly uninstrumented: ReadonlyMap<number, string>;
}

export async function runBatch(workspace: Workspace, options: BatchOptions): Promise<BatchEnd> {
  const outcomes = new Map<number, Outcome>();
  const uninstrumented = new Map<number, string>();
  let left = workspace.tests;
  while (left.length > 0) {
    const { reports, ended, isKilled, skipped } = await runProcess(workspace, left, options);
    for (const report of reports) if ('ended' in report) outcomes.set(report.ended, report.outcome);
    const unfinished = reports.findLast((report) => 'started' in report)?.started;
    if (unfinished === undefined)
      throw new Error(`the driver did not start (${ended.code ?? ended.signal}): ${ended.stderr}`);
    if (!outcomes.has(unfinished)) outcomes.set(unfinished, isKilled ? { kind: 'timeout' } : exited(ended));
    for (const { file, reason } of skipped) uninstrumented.set(Number.parseInt(file, 10), reason);
    left = left.filter(({ id }) => !outcomes.has(id));
  }
  return { outcomes, uninstrumented };
}

const exited = ({ code, signal }: Ended): Outcome => ({
  kind: 'exited',
  how: signal === null ? `exit code ${code}` : `signal ${signal}`,
});

interface ProcessRun {
  readonly reports: readonly Report[];
  readonly ended: Ended;
  readonly isKilled: boolean;
  /** files that were not instrumented, relative to the workspace */
  readonly skipped: readonly SkippedFile[];
}

interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

async function runProcess(workspace: Workspace, tests: readonly JobTest[], options: BatchOptions): Promise<ProcessRun> {
  const { way, timeoutMillis } = options;
  const { folder } = workspace;
  const job = writeJob(workspace, tests, way);
  const out = join(folder, `${way}.escope`);
  const watch = watchReports(job.reports, timeoutMillis);
  // The whole run is bounded by its tests; this is for a recorder that hangs.
  const limits = { cwd: folder, timeoutMillis: 60_000 + timeoutMillis * tests.length };
  try {
    const ended =
      way === 'plain'
        ? await run('node', [DRIVER, job.file], limits)
        : await record({ program: DRIVER, args: [job.file], out, options: ['--include', TESTS], ...limits });
    const skipped = way === 'plain' ? [] : await skippedFiles(out);
    return { reports: readReports(job.reports), ended, isKilled: watch.isKilled(), skipped };
  } finally {
    watch.stop();
    rmSync(out, { force: true });
  }
}

async function skippedFiles(out: string): Promise<SkippedFile[]> {
  const { files } = await elixirscopeJson<RecordingInfo>(['info', out]);
  const skipped = files.filter(({ file, instrumented }) => !instrumented && file !== DRIVER);
  // A parser's reason begins with the place.
  return skipped.map(({ file, reason = 'no reason given' }) => ({ file, reason: reason.replace(/^.*:\d+:\d+: /, '') }));
}

function readReports(file: string): Report[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Report);
}

/** Kills the process when its reports have not grown for so long: only from outside can a test's endless loop be ended. */
function watchReports(file: string, timeoutMillis: number): { stop(): void; isKilled(): boolean } {
  let isKilled = false;
  let size = 0;
  let since = performance.now();
  const timer = setInterval(() => {
    const reports = readReports(file);
    if (reports.length !== size) {
      size = reports.length;
      since = performance.now();
    }
    const pid = reports.find((report) => 'pid' in report)?.pid;
    if (pid === undefined || isKilled || performance.now() - since < timeoutMillis) return;
    try {
      process.kill(pid, 'SIGKILL');
      isKilled = true;
    } catch {
      // It has just ended by itself.
    }
  }, 200);
  return { stop: () => clearInterval(timer), isKilled: () => isKilled };
}
