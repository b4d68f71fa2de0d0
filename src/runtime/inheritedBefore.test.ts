import { describe, expect, it } from 'vitest';
import { stampOf } from './identity.js';
import { createRig, type Rig, VALUE } from './rig.js';

class Point {
  x = 1;
}

interface Made {
  readonly rig: Rig;
  readonly P: typeof Point;
  readonly o: Point;
}

const foreign = (): void => {};
const replaced = (): void => {};

/** A class of instrumented code, an instance of which the stream has. */
function met(): Made {
  const $es_1 = 0;
  const P = class extends Point {
    override x = $es_1;
  };
  const rig = createRig();
  const o = new P();
  rig.kit.v0(VALUE, P);
  rig.kit.v0(VALUE, o);
  return { rig, P, o };
}

/** Caches of methods that other code's calls make out of date, by the turn. */
function outdated({ rig }: Made, ...calls: readonly (() => void)[]): readonly boolean[] {
  return calls.map((call) => {
    const before = rig.heap.prototypesChanged;
    call();
    return rig.heap.prototypesChanged !== before;
  });
}

describe('what instances inherit', () => {
  it('is unknown when their class was handed over first, and compared from then on', () => {
    const made = met();
    const { rig, P } = made;
    const hand = (): void => rig.kit.called(undefined, foreign, P);
    const change = (): void => {
      Object.assign(P.prototype, { replaced });
      hand();
    };
    expect(outdated(made, hand, hand, change, hand)).toEqual([true, false, true, false]);
  });

  it('may be changed with an instance', () => {
    const made = met();
    const { rig, P, o } = made;
    const hand = (): void => rig.kit.called(undefined, foreign, o);
    const change = (): void => {
      Object.defineProperty(P.prototype, 'y', { set: replaced, configurable: true });
      hand();
    };
    expect(outdated(made, hand, hand, change, hand)).toEqual([true, false, true, false]);
  });

  it('is unknown again once the program has changed it', () => {
    const made = met();
    const { rig, P } = made;
    const hand = (): void => rig.kit.called(undefined, foreign, P);
    hand();
    rig.heap.written(P.prototype);
    expect(outdated(made, hand, hand)).toEqual([true, false]);
  });

  it('is not asked of classes of other code', () => {
    const made = met();
    const other = new Date();
    made.rig.kit.v0(VALUE, other);
    expect(stampOf(other)).toBeDefined();
    expect(outdated(made, () => made.rig.kit.called(undefined, foreign, other))).toEqual([false]);
  });
});
