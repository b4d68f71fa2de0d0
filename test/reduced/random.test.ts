/** A fast sample of `npm run reduced -- --seeds N`: functions lose their detail and have it back at random times, and what is shown is what V8 has. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording } from '../../src/query/api.js';
import { compareLooks, LOOKING } from './looks.js';
import { buildRandom } from './randomRuntime.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-random-'));
let cli = '';
beforeAll(async () => {
  cli = await buildRandom();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what a recording shows whose detail changes at random times is so, or is said to be unknown', () => {
  const check = (name: (typeof LOOKING)[number], seed: number): void =>
    it(`${name} ${seed}`, { timeout: 120_000 }, async () => {
      const report = await compareLooks({ name, seed, options: ['--max-overhead', String(seed + 1)], cli, folder });
      expect(report.recorded).toEqual(report.plain);
      expect(report.differences).toEqual([]);
      expect(report.equal).toBeGreaterThan(1000);
      expect(levels(report.out)).toEqual(['arguments and results', 'calls', 'counted only', 'everything']);
    });
  for (const seed of [2, 5]) for (const name of LOOKING) check(name, seed);
  // What other code keeps of what nobody has described.
  check('others', 24);
  check('activations', 39);
});

/** That functions have changed to. */
function levels(path: string): string[] {
  const recording = unwrap(openRecording(path));
  try {
    const found = [...recording.events({ kinds: ['gap'] })].map(
      ({ text }) => /: ([^:]+) from here/.exec(text ?? '')?.[1],
    );
    return [...new Set(found)].filter((level) => level !== undefined).sort();
  } finally {
    recording.close();
  }
}
