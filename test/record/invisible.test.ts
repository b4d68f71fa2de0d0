/**
 * A recorded program cannot tell: for every sample program stdout, stderr, exit code and signal of the recorded run equal
 * those of the plain run, byte for byte; and the recording holds it all.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacking, runBoth } from './bothRuns.js';
import { samples } from './programs.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-invisible-'));

describe('a recorded run equals the plain run', () => {
  for (const [index, program] of samples().entries()) {
    it(program.name, async () => {
      const out = join(folder, `${index}.escope`);
      const { plain, recorded } = await runBoth(program, out);
      expect(recorded).toEqual(plain);
      expect(await lacking(program, out)).toEqual([]);
    });
  }
});
