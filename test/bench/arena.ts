/**
 * Where the measured programs run: a temporary folder with copies of them and of the packages that are recorded, so that what recorders and
 * other tools leave beside a program does not end up in the repository, and every tool sees the same folder as the user's project.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../record/process.js';

export const BENCH = join(ROOT, 'test/bench');

/** Packages whose own code is recorded, and their programs. */
export const RECORDED_PACKAGES = ['acorn', 'marked', 'prettier'] as const;

/** Installs what the benchmark compares with, as its lock file says, once. In our own environment: it knows how to reach the registry. */
export function installOthers(): void {
  if (existsSync(join(BENCH, 'node_modules', 'autocannon', 'package.json'))) return;
  process.stderr.write('npm ci in test/bench …\n');
  const options = { cwd: BENCH, shell: process.platform === 'win32' };
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], options);
  if (status !== 0) throw new Error(`npm ci in ${BENCH} failed: ${String(stderr)}`);
}

/** Uses a folder with the workloads and, if they are installed, the packages. */
export async function withArena<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-'));
  try {
    cpSync(join(BENCH, 'workloads'), join(folder, 'workloads'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    writeFileSync(join(folder, 'appmap.yml'), appmapConfiguration());
    for (const name of RECORDED_PACKAGES) {
      const source = join(BENCH, 'node_modules', name);
      if (!existsSync(source)) continue;
      mkdirSync(join(folder, 'node_modules'), { recursive: true });
      cpSync(source, join(folder, 'node_modules', name), { recursive: true });
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function appmapConfiguration(): string {
  const paths = ['workloads', ...RECORDED_PACKAGES.map((name) => `node_modules/${name}`)];
  const lines = ['name: bench', 'language: javascript', 'appmap_dir: tmp/appmap', 'packages:'];
  return `${[...lines, ...paths.map((path) => `  - path: ${path}`)].join('\n')}\n`;
}
