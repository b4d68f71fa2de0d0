/** Two real packages, recorded whole: same output and exit code, no event lost. `npm run packages` measures all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { install, measure, PACKAGES } from './measure.js';

describe('a real package recorded whole', () => {
  beforeAll(install, 300_000);
  for (const real of PACKAGES.filter(({ name }) => name === 'marked' || name === 'acorn')) {
    it(real.name, { timeout: 180_000 }, async () => {
      const { difference, eventsLost, events, bytesPerEvent, files } = await measure(real, 1);
      expect(difference).toBe('');
      expect(files).toBeGreaterThan(0);
      expect(Object.entries(eventsLost).filter(([, lost]) => lost > 0)).toEqual([]);
      expect(events).toBeGreaterThan(10_000);
      // A recording holds the source, its sites and a quarter megabyte of structure; in a short one they weigh most.
      expect(bytesPerEvent).toBeLessThan(16);
    });
  }
});
