/** Tests of runners that load modules by themselves are recorded as they run, and run as they would unrecorded. Jest is installed when its test first runs. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { elixirscopeJson, record } from './cli.js';
import { type Ended, ROOT, run } from './process.js';

const FIXTURES = join(ROOT, 'test/fixtures');
const INSTALL_MS = 240_000;

interface State {
  readonly frames: readonly {
    readonly function: string;
    readonly file: string;
    readonly scopes: readonly { readonly kind: string; readonly variables: Readonly<Record<string, unknown>> }[];
  }[];
}

/** A project of its own, what all runners test included, with the packages of another folder. */
function project(name: 'vitest' | 'jest', packages: string): string {
  const folder = mkdtempSync(join(tmpdir(), `elixirscope-${name}-`));
  const isOwn = (path: string): boolean => !path.includes('node_modules');
  for (const part of ['cart', name]) cpSync(join(FIXTURES, part), folder, { recursive: true, filter: isOwn });
  symlinkSync(join(packages, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

interface Runs {
  readonly plain: Ended;
  readonly recorded: Ended;
  readonly recording: string;
}

async function bothRuns(folder: string, program: string, args: readonly string[]): Promise<Runs> {
  const plain = await run('node', [program, ...args], { cwd: folder });
  const recording = join(folder, 'run.escope');
  const recorded = await record({ program, args, out: recording, cwd: folder });
  return { plain, recorded, recording };
}

/** What they print, without what differs between any two runs. */
const told = ({ stdout, stderr }: Ended): string =>
  `${stdout}${stderr}`
    .replaceAll(/\(?\b[\d.]+ ?m?s\b(?:, estimated \d+ s)?\)?/g, '')
    .replaceAll(/^.*(?:Start at|Duration|Time:).*$/gm, '')
    .replaceAll(/[ \t]+$/gm, '');

async function expectTest({ plain, recorded, recording }: Runs): Promise<void> {
  expect(recorded.code).toBe(1);
  expect(recorded.code).toBe(plain.code);
  expect(told(recorded)).toBe(told(plain));
  expect(told(recorded)).toContain('cart.test.ts');
  const { frames } = await elixirscopeJson<State>(['state', recording, '--at', 'cart.ts:8#2']);
  const [total, body] = frames;
  expect([total?.function, total?.file, body?.file]).toEqual(['Cart.total', 'cart.ts', 'cart.test.ts']);
  expect(Object.assign({}, ...(total?.scopes ?? []).map(({ variables }) => variables))).toMatchObject({ sum: 3 });
  const cart = { cart: { $class: 'Cart', props: { prices: [3, 4] } } };
  expect(body?.scopes.find(({ kind }) => kind === 'local')?.variables).toMatchObject(cart);
}

it.each([
  ['forks', []],
  ['threads', ['--no-isolate']],
  ['vmForks', []],
])('Vitest, pool %s', async (pool, more) => {
  const folder = project('vitest', ROOT);
  const program = join(folder, 'node_modules/vitest/vitest.mjs');
  const runs = await bothRuns(folder, program, ['run', `--pool=${pool}`, ...more]);
  await expectTest(runs);
  const { frames } = await elixirscopeJson<State>(['state', runs.recording, '--at', 'cart.test.ts:7']);
  const module = frames.at(-1)?.scopes.find(({ kind }) => kind === 'module');
  expect(module?.variables).toMatchObject({ factor: 2 });
});

it('Jest', { timeout: INSTALL_MS }, async () => {
  const packages = join(FIXTURES, 'jest');
  if (!existsSync(join(packages, 'node_modules/jest/package.json'))) {
    // Not `npm ci`: it refuses a lock file without the native parts for platforms that a registry may not offer.
    const installed = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
      cwd: packages,
      shell: process.platform === 'win32',
    });
    expect(installed.status, String(installed.stderr)).toBe(0);
  }
  const folder = project('jest', packages);
  await expectTest(await bothRuns(folder, join(folder, 'node_modules/jest/bin/jest.js'), ['--no-cache']));
});
