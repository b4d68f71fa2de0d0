/** A short version of `npm run soak`: some seconds, a small limit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
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
