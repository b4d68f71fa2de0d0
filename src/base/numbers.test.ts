import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countText } from './numbers.js';

it('groups digits as Intl does', () =>
  fc.assert(
    fc.property(fc.maxSafeInteger(), (n) => {
      expect(countText(n)).toBe(n.toLocaleString('en-US'));
    }),
  ));
