import { expect, it } from 'vitest';
import type { Stamped } from '../wire/probes.js';
import type { Heap } from './heap.js';
import { HotObjects } from './hotObjects.js';
import { CONTENT } from '../wire/trace.js';

it('a large object is asked for its keys once, however many samples meet it', () => {
  const homes = { isBack: () => true, isSampling: true };
  const hot = new HotObjects({
    hearsOfCalls: false,
    homes,
    ring: { C: new Int32Array(64), words: 0 },
  } as unknown as Heap);
  let asked = 0;
  const large = new Proxy(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`p${i}`, i])), {
    ownKeys: (target) => {
      asked++;
      return Reflect.ownKeys(target);
    },
  });
  for (let i = 0; i < 10; i++) hot.used(large, { facts: CONTENT.object } as Stamped);
  expect(asked).toBe(1);
});
