/** Two real packages, recorded whole: same output and exit code, no event lost. `npm run packages` measures all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { install, measure, PACKAGES } from './measure.js';

describe('a real package recorded whole', () => {
  beforeAll(install, 300_000);
  for (const real of PACKAGES.filter(({ name }) => name === 'marked' || name === 'acorn')) {
    it(real.name, { timeout: 180_000 }, async () => {
      const { difference, eventsLost, events, bytesPerEvent } = await measure(real, 1);
      expect(difference).toBe('');
      expect(Object.entries(eventsLost).filter(([, lost]) => lost > 0)).toEqual([]);
      expect(events).toBeGreaterThan(100_000);
      expect(bytesPerEvent).toBeLessThan(8);
    });
  }
});
