/** The benchmark of questions on a small recording: each is answered, and leads where it should. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measure } from './measure.js';
import { makeRecording } from './recording.js';

it('asks about a recording of 100,000 events', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-query-'));
  try {
    const made = await makeRecording(folder, 100_000);
    expect(made.events).toBeGreaterThan(90_000);
    expect(made.events).toBeLessThan(110_000);
    const figures = await measure({ ...made, samples: 3 });
    expect(figures).toHaveLength(11);
    for (const { name, value, median } of figures) {
      expect(value, name).toBeGreaterThan(0);
      expect(median, name).toBeLessThanOrEqual(value);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
