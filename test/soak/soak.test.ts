/** A short version of `npm run soak`: some seconds, a small limit. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordLoad } from './recording.js';
import { soak } from './soak.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-soak-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform !== 'linux')(
  'full speed under a limit: nothing is lost, memory is bounded',
  { timeout: 120_000 },
  async () => {
    const result = await soak({ seconds: 15, maxMegabytes: 6, out: join(folder, 'soak.escope') });
    expect(result).toMatchObject({ lost: {}, sound: true, reachesEnd: true });
    expect(result.dropped).toBeGreaterThan(1_000_000);
    // Both heaps are still growing to their size, 310 and 250 MB after a minute; four bytes kept of each event would be 400 MB more.
    expect(result.program.late).toBeLessThan(450);
    expect(result.recorder.late).toBeLessThan(450);
  },
);

it.skipIf(process.platform !== 'linux')(
  'a load is watched from its own beginning, not what the file held before',
  async () => {
    const out = join(folder, 'again.txt');
    writeFileSync(out, 'something else');
    const { samples, info } = await recordLoad({ phases: [0.5, 5], out, options: [] });
    expect(info.events).toBeGreaterThan(0);
    for (const { events } of samples) expect(events).toBeLessThanOrEqual(info.events);
  },
);
