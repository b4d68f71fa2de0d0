import { expect, it } from 'vitest';
import type { Stamped } from '../wire/probes.js';
import type { Heap } from './heap.js';
import { HotObjects } from './hotObjects.js';
import { CONTENT } from '../wire/trace.js';

/** In the sample that a slot begins with. */
function sampling(heap: Partial<Heap>): HotObjects {
  const homes = { isBack: () => true, isSampling: true };
  const ring = { C: new Int32Array(64), words: 0 };
  return new HotObjects({ hearsOfCalls: false, homes, ring, ...heap } as unknown as Heap);
}

it('a large object is asked for its keys once, however many samples meet it', () => {
  const hot = sampling({ isCurrent: () => true });
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

it.each([
  ['is described', true, 1],
  ['is not, if the stream has lost it: nobody would tell what changes it next', false, 0],
])('an object that is used %s', (_, isCurrent, times) => {
  let described = 0;
  const hot = sampling({ isCurrent: () => isCurrent, resync: () => void described++, stillUnseen: () => {} });
  hot.used({ z: 1 }, { facts: CONTENT.object } as Stamped);
  expect(described).toBe(times);
});
