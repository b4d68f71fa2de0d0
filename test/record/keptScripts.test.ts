/** V8's code of the compiler and the instrumenter, and of the commands, kept once they have run (src/record/keptScript.ts). */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record } from './cli.js';

const root = mkdtempSync(join(tmpdir(), 'elixirscope-compiler-'));
/** Node's compile cache lies in the folder for temporary files. */
const temporary = join(root, 'temporary');
let runs = 0;

beforeAll(() => {
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** Records a program whose text is new. */
async function recorded(length = 1): Promise<void> {
  const program = join(root, `program${runs++}.ts`);
  writeFileSync(program, `${'// more of it\n'.repeat(length)}const n: number = ${runs};\nconsole.log('n', n);\n`);
  const ended = await record({ program, out: join(root, `run${runs}.escope`), cwd: root });
  expect([ended.code, ended.stdout]).toEqual([0, `n ${runs}\n`]);
}

/** The one file of a script. */
function kept(script: string): string {
  const files = readdirSync(temporary, { recursive: true, encoding: 'utf8' });
  const [path, ...others] = files.filter((name) => name.includes(`elixirscope-${script}-`));
  expect([path, others]).toEqual([expect.any(String), []]);
  return join(temporary, path!);
}

test('is kept, made again when much more has run, and not used when it is damaged', async () => {
  await recorded();
  const path = kept('compiler');
  const first = statSync(path);
  expect(first.size).toBeGreaterThan(500_000);
  await recorded();
  expect(statSync(path).mtimeMs).toBe(first.mtimeMs);
  await recorded(100);
  const second = statSync(path);
  expect(second.mtimeMs).toBeGreaterThan(first.mtimeMs);

  const bytes = readFileSync(path);
  bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 1000);
  writeFileSync(path, bytes);
  await recorded();
  expect(readFileSync(path).equals(bytes)).toBe(false);
  truncateSync(path, 7);
  await recorded();
  expect(statSync(path).size).toBeGreaterThan(500_000);
}, 60_000);

test('so is that of a command', async () => {
  await recorded();
  const path = kept('commands');
  const first = statSync(path);
  expect(first.size).toBeGreaterThan(200_000);
  await recorded();
  expect(statSync(path).mtimeMs).toBe(first.mtimeMs);

  const bytes = readFileSync(path);
  bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 1000);
  writeFileSync(path, bytes);
  await recorded();
  expect(readFileSync(path).equals(bytes)).toBe(false);
  writeFileSync(path, '');
  await recorded();
  expect(statSync(path).size).toBeGreaterThan(200_000);
}, 60_000);
