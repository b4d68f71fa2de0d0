import { expect, test } from 'vitest';
import { Rate } from './rate.js';

test('the rate is that of what came since it was told the last time', () => {
  const rate = new Rate();
  rate.told(1000, 5000);
  expect(rate.perSecond).toBe(0);
  rate.told(1500, 5250);
  expect(rate.perSecond).toBe(2000);
  rate.told(9999, 5250);
  expect(rate.perSecond).toBe(2000);
  rate.told(1500, 6250);
  expect(rate.perSecond).toBe(0);
  rate.told(2500, 7250);
  rate.forget();
  expect(rate.perSecond).toBe(0);
});
