import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DETAIL, type Detail } from '../wire/trace.js';
import { MostFirst } from './mostFirst.js';
import { Share } from './share.js';

const asked = fc.record({
  locals: fc.nat(1000),
  values: fc.nat(1000),
  calls: fc.nat(1000),
  floor: fc.constantFrom<Detail>(DETAIL.calls, DETAIL.counted),
  next: fc.constantFrom<Detail>(DETAIL.everything, DETAIL.arguments, DETAIL.calls, DETAIL.counted),
});

const spareOf = (share: Share): number => (share.next < share.floor ? share.excess(share.next) : 0);

it('has the function first of which most can be spared, until there is nothing to spare', () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 40 }), (all) => {
      const shares = all.map(({ floor, ...counts }, i) => Object.assign(new Share(i, floor), counts));
      const most = new MostFirst();
      most.fill(shares);
      for (let share = most.first; share !== undefined; share = most.first) {
        expect(spareOf(share)).toBe(Math.max(...shares.map(spareOf)));
        share.next = (share.next + 1) as Detail;
        most.firstChanged();
      }
      expect(shares.filter((share) => spareOf(share) > 0)).toEqual([]);
    }),
  );
});
