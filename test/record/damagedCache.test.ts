/** A cache that was damaged: the program is what it is, and its recording what it was, or one sentence says that the next one will be. */
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
}

async function run(): Promise<Run> {
  const out = join(folder, 'run.escope');
  const { stdout, stderr, code } = await record({ program: 'main.cjs', out, cwd: folder });
  const recording = unwrap(openRecording(out));
  try {
    return { stdout, stderr, code, steps: [...recording.events({ kinds: ['step', 'return', 'write'] })].length };
  } finally {
    recording.close();
  }
}

const DAMAGES: Readonly<Record<string, (content: Buffer) => Buffer>> = {
  'cut in half': (content) => content.subarray(0, content.length >> 1),
  empty: () => Buffer.alloc(0),
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
        const isTold = first.stderr.includes('was broken and is gone');
        if (!isTold) expect([first.stdout, first.steps]).toEqual([good.stdout, good.steps]);
        expect(first.stdout.split(' ')[0]).toBe('42');
        const second = await run();
        expect([second.stdout, second.steps, second.stderr.includes('broken')]).toEqual([
          good.stdout,
          good.steps,
          false,
        ]);
      });
});
