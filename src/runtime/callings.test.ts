import { describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { ENTER } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { createRig, type Rig, VALUE } from './rig.js';

const instrumented = (o: unknown): unknown => {
  const $es_1 = o;
  return $es_1;
};
const foreign = (o: unknown): unknown => o;

/** Whether a callback that is entered after it counts as called by instrumented code. */
function isTold(before: (rig: Rig) => void): boolean {
  const rig = createRig();
  const enter = rig.kit.probes.enter(FIRST_SITE, ENTER.callback);
  for (const f of [instrumented, foreign]) rig.kit.v0(VALUE, f);
  before(rig);
  enter(undefined);
  return rig.ring.C[CELL.CALLED] === 1;
}

const calling = ({ kit }: Rig, f: object): unknown => kit.calling(1, f, (f as Record<symbol, never>)[kit.S]);
const callingBy = ({ kit }: Rig, f: object): unknown => kit.callingBy(1, f, (f as Record<symbol, never>)[kit.S]);

describe('a callback is called by instrumented code', () => {
  it('where that has left word', () => expect(isTold((rig) => calling(rig, instrumented))).toBe(true));

  it('by call, too', () => expect(isTold((rig) => callingBy(rig, instrumented))).toBe(true));

  it('not where nobody has', () => expect(isTold(() => {})).toBe(false));

  it('not if the callee is foreign', () => expect(isTold((rig) => calling(rig, foreign))).toBe(false));

  it('not if anything was recorded in between: the callee was entered, or thrown out of', () =>
    expect(
      isTold((rig) => {
        calling(rig, instrumented);
        rig.kit.v0(VALUE, 5);
      }),
    ).toBe(false));

  it('not if the cursor comes round again', () =>
    expect(
      isTold((rig) => {
        calling(rig, instrumented);
        const cursor = rig.ring.C[CELL.CURSOR]!;
        rig.ring.publish();
        rig.ring.C[CELL.CURSOR] = cursor;
      }),
    ).toBe(false));

  it('not if calling a generator is no entry', () => {
    const generator = function* (): Generator {
      const $es_1 = 1;
      yield $es_1;
    };
    expect(isTold((rig) => calling(rig, generator))).toBe(false);
  });

  it("not by a call of the function's own", () => {
    const own = Object.assign(
      (): unknown => {
        const $es_1 = 1;
        return $es_1;
      },
      { call: foreign },
    );
    expect(isTold((rig) => callingBy(rig, own))).toBe(false);
  });
});
