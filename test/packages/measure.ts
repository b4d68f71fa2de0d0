/** Real packages recorded whole (`--include` of their folder in node_modules) and compared with the unrecorded run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, ROOT, run } from '../record/process.js';

export interface RealPackage {
  readonly name: string;
  /** relative to test/packages */
  readonly program: string;
  readonly mode: 'full' | 'calls';
}

export interface Measurement {
  readonly name: string;
  readonly mode: string;
  readonly hasSameOutput: boolean;
  /** how the runs differ, for a person; empty if they do not */
  readonly difference: string;
  /** files of the package that were recorded */
  readonly files: number;
  readonly events: number;
  readonly eventsLost: Readonly<Record<string, number>>;
  readonly bytesPerEvent: number;
  readonly megabytes: number;
  /** wall time, median */
  readonly plainMillis: number;
  readonly recordedMillis: number;
  /** wall time of the first run, which instruments everything */
  readonly firstMillis: number;
}

export const PACKAGES: readonly RealPackage[] = [
  { name: 'marked', program: 'programs/marked.mjs', mode: 'full' },
  { name: 'acorn', program: 'programs/acorn.mjs', mode: 'full' },
  { name: 'handlebars', program: 'programs/handlebars.cjs', mode: 'full' },
  { name: 'typescript', program: 'programs/typescript.cjs', mode: 'calls' },
];

const FOLDER = join(ROOT, 'test/packages');
const TIMEOUT_MILLIS = 600_000;

/** Installs the packages as the lock file names them, once. In our own environment: it knows how to reach the registry. */
export function install(): void {
  if (PACKAGES.every(({ name }) => existsSync(join(FOLDER, 'node_modules', name, 'package.json')))) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync(npm, args, { cwd: FOLDER, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ci in ${FOLDER} failed: ${String(stderr)}`);
}

export async function measure(real: RealPackage, repeats: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-packages-'));
  try {
    const out = join(folder, 'recording.escope');
    const plainRun = (): Promise<Ended> => run('node', [real.program], { cwd: FOLDER, timeoutMillis: TIMEOUT_MILLIS });
    const first = await timed(() => recorded(real, out));
    const plain = await times(repeats, plainRun);
    const warm = await times(repeats, () => recorded(real, out));
    const info = await elixirscopeJson<RecordingInfo>(['info', out], { timeoutMillis: TIMEOUT_MILLIS });
    const difference = howTheyDiffer(plain.ended, warm.ended) || howTheyDiffer(plain.ended, first.ended);
    const { name, mode } = real;
    return {
      name,
      mode,
      hasSameOutput: difference === '',
      difference,
      files: info.files.filter(({ file, instrumented }) => instrumented && file.startsWith('node_modules/')).length,
      events: info.events,
      eventsLost: info.eventsLost,
      bytesPerEvent: info.bytes / info.events,
      megabytes: info.bytes / 1e6,
      plainMillis: plain.millis,
      recordedMillis: warm.millis,
      firstMillis: first.millis,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function recorded({ name, program, mode }: RealPackage, out: string): Promise<Ended> {
  rmSync(out, { force: true });
  // The default leaves node_modules out whatever is included: it is replaced by a glob that matches nothing.
  const include = ['--include', 'programs/**', '--include', `node_modules/${name}/**`, '--exclude', 'nothing'];
  return record({ program, out, options: [...include, '--mode', mode], cwd: FOLDER, timeoutMillis: TIMEOUT_MILLIS });
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
    const at = [...plain[stream]].findIndex((character, i) => character !== recorded[stream][i]);
    return `${stream} differs at ${at}: ${JSON.stringify(plain[stream].slice(at, at + 100))} became ${JSON.stringify(recorded[stream].slice(at, at + 100))}`;
  }
  return '';
}
