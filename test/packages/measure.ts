/** Real packages recorded whole (`--include` of their folders in node_modules) and compared with the unrecorded run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, run } from '../record/process.js';
import { globsOf, PACKAGES, PACKAGES_FOLDER, type RealPackage } from './list.js';

export interface Comparison {
  readonly name: string;
  readonly mode: string;
  readonly exitCode: number | null;
  /** how the runs differ, for a person; empty if they do not */
  readonly difference: string;
  /** files of the packages that were recorded */
  readonly files: number;
  readonly events: number;
  /** how many, by kind */
  readonly lost: Readonly<Record<string, number>>;
  readonly bytesPerEvent: number;
  readonly megabytes: number;
}

export interface Measurement extends Comparison {
  /** wall time, median */
  readonly plainMillis: number;
  readonly recordedMillis: number;
  /** wall time of the first run, which instruments everything */
  readonly firstMillis: number;
}

const TIMEOUT_MILLIS = 600_000;

/** Installs the packages as the lock file names them, once. In our own environment: it knows how to reach the registry. */
export function install(): void {
  if (PACKAGES.every(({ name }) => existsSync(join(PACKAGES_FOLDER, 'node_modules', name, 'package.json')))) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync(npm, args, { cwd: PACKAGES_FOLDER, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ci in ${PACKAGES_FOLDER} failed: ${String(stderr)}`);
}

/** One plain run and one recorded. */
export const compare = (real: RealPackage): Promise<Comparison> =>
  withRecording(async (out) => {
    const before = await plainRun(real);
    const after = await recorded(real, out);
    return comparison(real, { out, exitCode: after.code, difference: howTheyDiffer(before, after) });
  });

export const measure = (real: RealPackage, repeats: number): Promise<Measurement> =>
  withRecording(async (out) => {
    rmSync(join(PACKAGES_FOLDER, '.elixirscope'), { recursive: true, force: true });
    const first = await timed(() => recorded(real, out));
    const plain = await times(repeats, () => plainRun(real));
    const warm = await times(repeats, () => recorded(real, out));
    const difference = howTheyDiffer(plain.ended, warm.ended) || howTheyDiffer(plain.ended, first.ended);
    const compared = await comparison(real, { out, exitCode: warm.ended.code, difference });
    return { ...compared, plainMillis: plain.millis, recordedMillis: warm.millis, firstMillis: first.millis };
  });

async function withRecording<T>(use: (out: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-packages-'));
  try {
    return await use(join(folder, 'recording.escope'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Runs {
  readonly out: string;
  readonly exitCode: number | null;
  readonly difference: string;
}

async function comparison({ name, mode }: RealPackage, { out, exitCode, difference }: Runs): Promise<Comparison> {
  const info = await elixirscopeJson<RecordingInfo>(['info', out], { timeoutMillis: TIMEOUT_MILLIS });
  const { events, eventsLost, eventsLeftOut, bytes } = info;
  const files = info.files.filter(({ file, instrumented }) => instrumented && file.startsWith('node_modules/')).length;
  const sizes = { bytesPerEvent: bytes / events, megabytes: bytes / 1e6 };
  const missing = Object.entries({ ...eventsLost, ...eventsLeftOut });
  const lost = Object.fromEntries(missing.filter(([, count]) => count > 0));
  return { name, mode, exitCode, difference, files, events, lost, ...sizes };
}

const plainRun = ({ program }: RealPackage): Promise<Ended> =>
  run('node', [program], { cwd: PACKAGES_FOLDER, timeoutMillis: TIMEOUT_MILLIS });

async function recorded(real: RealPackage, out: string): Promise<Ended> {
  rmSync(out, { force: true });
  const { program, mode } = real;
  const options = [...globsOf(real).flatMap((glob) => ['--include', glob]), '--mode', mode];
  return record({ program, out, options, cwd: PACKAGES_FOLDER, timeoutMillis: TIMEOUT_MILLIS });
}

interface Timed {
  readonly ended: Ended;
  readonly millis: number;
}

async function timed(once: () => Promise<Ended>): Promise<Timed> {
  const start = performance.now();
  const ended = await once();
  return { ended, millis: performance.now() - start };
}

/** The median run of several. */
async function times(repeats: number, once: () => Promise<Ended>): Promise<Timed> {
  const runs: Timed[] = [];
  for (let i = 0; i < repeats; i++) runs.push(await timed(once));
  runs.sort((a, b) => a.millis - b.millis);
  return runs[Math.floor(repeats / 2)]!;
}

function howTheyDiffer(plain: Ended, recorded: Ended): string {
  if (plain.code !== recorded.code || plain.signal !== recorded.signal) {
    return `exit ${plain.code ?? plain.signal} became ${recorded.code ?? recorded.signal}: ${recorded.stderr.slice(0, 2000)}`;
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    if (plain[stream] === recorded[stream]) continue;
    const characters = [...plain[stream]];
    const first = characters.findIndex((character, i) => character !== recorded[stream][i]);
    const at = first < 0 ? characters.length : first;
    return `${stream} differs at ${at}: ${JSON.stringify(plain[stream].slice(at, at + 100))} became ${JSON.stringify(recorded[stream].slice(at, at + 100))}`;
  }
  return '';
}
