/** A cache that was damaged: the program is what it is, and its recording what it was, or says that it is not, and the next one is. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording } from '../../src/query/api.js';
import { record } from './cli.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-damaged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cache = join(folder, '.elixirscope/cache');
writeFileSync(
  join(folder, 'main.cjs'),
  'const n = 41 + 1;\nfunction text() { return `${n} ${text} ${new Error().stack.split("\\n")[1].replace(/.*\\//, "")}`; }\nconsole.log(text());\n',
);

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly steps: number;
  readonly lost: readonly string[];
}

async function run(): Promise<Run> {
  const out = join(folder, 'run.escope');
  const { stdout, stderr, code } = await record({ program: 'main.cjs', out, cwd: folder });
  const recording = unwrap(openRecording(out));
  try {
    const steps = [...recording.events({ kinds: ['step', 'return', 'write'] })].length;
    return { stdout, stderr, code, steps, lost: Object.keys(recording.totals().eventsLost) };
  } finally {
    recording.close();
  }
}

const DAMAGES: Readonly<Record<string, (content: Buffer) => Buffer>> = {
  'cut in half': (content) => content.subarray(0, content.length >> 1),
  empty: () => Buffer.alloc(0),
  zeroes: (content) => Buffer.alloc(content.length),
  'a digit that is another': (content) => {
    const at = content.indexOf('41');
    const other = Buffer.from(content);
    if (at >= 0) other[at] = '5'.charCodeAt(0);
    return other;
  },
};

describe('a file of the cache is', async () => {
  const good = await run();
  const whole = join(folder, 'whole');
  cpSync(cache, whole, { recursive: true });
  const files = readdirSync(cache).filter((name) => /\.(js|map|launch)$/.test(name));
  expect(files).toHaveLength(3);

  for (const [damage, change] of Object.entries(DAMAGES))
    for (const name of files)
      it(`${damage}: ${name.replace(/.*\./, '.')}`, { timeout: 60_000 }, async () => {
        rmSync(cache, { recursive: true });
        cpSync(whole, cache, { recursive: true });
        const path = join(cache, name);
        writeFileSync(path, change(readFileSync(path)));
        const first = await run();
        expect([first.code, good.code]).toEqual([0, 0]);
        expect(first.stdout).toBe(good.stdout);
        if (first.lost.length === 0) expect(first.steps).toBe(good.steps);
        else expect(damage).toBe('zeroes');
        const second = await run();
        expect([second.stdout, second.steps, second.lost]).toEqual([good.stdout, good.steps, []]);
      });
});

it('gone while the program runs: its texts and places are still its own', async () => {
  const program =
    "function f(a) { return a + 1; }\nrequire('fs').rmSync('.elixirscope/cache', { recursive: true });\nconsole.log(f(1), String(f), new Error().stack.split('\\n')[1].replace(/.*\\//, ''));\n";
  writeFileSync(join(folder, 'clears.cjs'), program);
  const { stdout, code } = await record({ program: 'clears.cjs', out: join(folder, 'clears.escope'), cwd: folder });
  expect([stdout, code]).toEqual(['2 function f(a) { return a + 1; } clears.cjs:3:30)\n', 0]);
});
