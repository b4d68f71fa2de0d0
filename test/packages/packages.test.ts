/** Real packages recorded whole: same output and exit code, no event lost. `npm run packages` measures all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKAGES } from './list.js';
import { compare, install } from './measure.js';

describe('a real package recorded whole', () => {
  beforeAll(install, 300_000);
  for (const real of PACKAGES.filter(({ quick }) => quick)) {
    it(real.name, { timeout: 180_000 }, async () => {
      const { difference, lost, events, bytesPerEvent, files } = await compare(real);
      expect(difference).toBe('');
      expect(files).toBeGreaterThan(0);
      expect(lost).toEqual({});
      expect(events).toBeGreaterThan(10_000);
      // A recording holds the source, its sites and a quarter megabyte of structure; in a short one they weigh most.
      expect(bytesPerEvent).toBeLessThan(16);
    });
  }
});
