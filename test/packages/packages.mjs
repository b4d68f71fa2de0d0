// Real packages recorded whole: what they are, and how one is measured. Used by the full table (run.mjs) and by the fast test.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
/** the built command line, unless ELIXIRSCOPE_CLI names another */
const cli = process.env.ELIXIRSCOPE_CLI ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const bin = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));

export const workloads = [
  { name: 'acorn parses its own bundle', program: 'programs/acorn.mjs', package: 'acorn', mode: 'full' },
  { name: 'marked renders its README', program: 'programs/marked.mjs', package: 'marked', mode: 'full' },
  { name: 'handlebars renders a template', program: 'programs/handlebars.cjs', package: 'handlebars', mode: 'full' },
  {
    name: 'typescript compiles a file (calls)',
    program: 'programs/typescript.cjs',
    package: 'typescript',
    mode: 'calls',
  },
];

/** Installs the packages at the versions of the lock file, once. */
export function install() {
  if (workloads.every((w) => existsSync(join(folder, 'node_modules', w.package, 'package.json')))) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci in test/packages failed');
}

function run(args) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: '1' };
  delete env.NODE_OPTIONS;
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync('node', args, { cwd: folder, env, maxBuffer: 1 << 28 });
  return { stdout, stderr: stderr.toString(), status, millis: performance.now() - start };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Runs a workload plainly and recorded, `rounds` times each after one recorded run that fills the instrumentation cache.
 * Times are of whole processes, in milliseconds; `slowdown` is the ratio of their medians.
 */
export function measure({ name, program, package: packageName, mode }, rounds) {
  const scratch = mkdtempSync(join(tmpdir(), 'elixirscope-packages-'));
  try {
    const out = join(scratch, 'recording.escope');
    const include = ['programs/**', `node_modules/${packageName}/**`].flatMap((glob) => ['--include', glob]);
    const record = () =>
      run([cli, 'record', '--quiet', '--mode', mode, ...include, '--exclude', 'nothing', '--out', out, '--', program]);
    const cold = record();
    const plain = Array.from({ length: rounds }, () => run([program]));
    const recorded = Array.from({ length: rounds }, record);
    const same = [cold, ...recorded].every((r) => r.status === plain[0].status && r.stdout.equals(plain[0].stdout));
    const info = JSON.parse(run([cli, 'info', '--json', out]).stdout.toString());
    const plainMillis = median(plain.map((r) => r.millis));
    const recordedMillis = median(recorded.map((r) => r.millis));
    return {
      name,
      same,
      status: plain[0].status,
      stderr: recorded[0].stderr,
      events: info.events,
      lost: info.eventsLost,
      skipped: info.files.filter((f) => !f.instrumented),
      bytesPerEvent: info.bytes / info.events,
      plainMillis,
      coldMillis: cold.millis,
      recordedMillis,
      slowdown: recordedMillis / plainMillis,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
