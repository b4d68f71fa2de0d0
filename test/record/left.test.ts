/** Frames of activations that are left without a word of theirs are gone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording } from '../../src/query/api.js';
import { record } from './cli.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-left-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const program = join(import.meta.dirname, '../fixtures/frames/left.cjs');

/** Functions on the stack, innermost first, wherever `at` is entered. */
async function stacks(mode: string): Promise<Record<string, string[]>> {
  const out = join(folder, `${mode}.escope`);
  const { code, stderr } = await record({ program, out, options: ['--mode', mode] });
  expect(code, stderr).toBe(0);
  const recording = unwrap(openRecording(out));
  try {
    const entries = [...recording.events({ kinds: ['return'], functionName: 'at' })];
    return Object.fromEntries(
      entries.map(({ thread, seq, value }) => [
        value?.kind === 'string' ? value.value : '?',
        recording.stack({ thread, seq }).frames.map(({ functionName }) => functionName),
      ]),
    );
  } finally {
    recording.close();
  }
}

describe('frames that an exception left unheard', () => {
  for (const mode of ['full', 'calls']) {
    it(`--mode ${mode}`, { timeout: 120_000 }, async () => {
      expect(await stacks(mode)).toEqual({
        main: ['main', '(module)'],
        recursion: ['recursion', '(module)'],
        generator: ['(module)'],
        rejected: ['(anonymous)'],
        thrown: ['(anonymous)'],
        after: ['(anonymous)'],
      });
    });
  }
});
