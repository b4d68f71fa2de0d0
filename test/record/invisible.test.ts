/**
 * A recorded program cannot tell: for every sample program stdout, stderr, exit code and signal of the recorded run equal
 * those of the plain run, byte for byte; and the recording holds it all.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from './cli.js';
import { ROOT } from './process.js';
import { runPlain, samples, withoutPid } from './programs.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-invisible-'));

describe('a recorded run equals the plain run', () => {
  for (const [index, program] of samples().entries()) {
    it(program.name, async () => {
      const out = join(folder, `${index}.escope`);
      const plain = await runPlain(program);
      const recorded = await record({
        program: relative(ROOT, program.path),
        args: program.args,
        input: program.input,
        out,
      });
      expect(withoutPid(recorded)).toEqual(withoutPid(plain));

      const info = await elixirscopeJson<RecordingInfo>(['info', out]);
      expect(info.complete).toBe(true);
      expect(info.events).toBeGreaterThan(20);
      // resyncBudget counts objects of Node's own that were not looked at again, no events.
      const { resyncBudget: _, ...lost } = info.eventsLost;
      expect(Object.values(lost).every((count) => count === 0)).toBe(true);
      expect(info.files.find(({ file }) => file.endsWith(program.name))).toMatchObject({ instrumented: true });
    });
  }
});
