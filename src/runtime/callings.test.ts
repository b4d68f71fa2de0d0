import { describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { ENTER, type Stamped } from '../wire/probes.js';
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

  describe('as a method', () => {
    /** Whether `entered` counts as called by the code that has called `receiver[key]`. */
    const isToldOf = (receiver: object, key: string, entered: object = receiver): boolean => {
      const rig = createRig();
      const { kit, ring } = rig;
      const stampOf = (o: object): Stamped => (o as Record<symbol, Stamped>)[kit.S]!;
      for (const o of [receiver, entered]) kit.v0(VALUE, o);
      const enter = kit.probes.enter(FIRST_SITE, ENTER.callback | ENTER.this);
      kit.callingOf(1, stampOf(receiver), key);
      enter(entered, 0, stampOf(entered));
      return ring.C[CELL.CALLED] === 1;
    };
    class Node {}
    Object.assign(Node.prototype, { instrumented, foreign, bound: instrumented.bind(undefined) });
    Object.defineProperty(Node.prototype, 'accessor', { get: () => instrumented });

    it('that it inherits', () => expect(isToldOf(new Node(), 'instrumented')).toBe(true));

    it('that is its own', () => expect(isToldOf({ visit: instrumented }, 'visit')).toBe(true));

    it('not of another object', () => expect(isToldOf(new Node(), 'instrumented', new Node())).toBe(false));

    it.each(['foreign', 'bound', 'accessor', 'missing'])('not if it is %s', (key) =>
      expect(isToldOf(new Node(), key)).toBe(false),
    );

    it('not behind a proxy', () =>
      expect(isToldOf(Object.create(new Proxy(new Node(), {})), 'instrumented')).toBe(false));

    it('not where its own property hides the one that it inherits', () =>
      expect(isToldOf(Object.assign(new Node(), { instrumented: foreign }), 'instrumented')).toBe(false));
  });
});
