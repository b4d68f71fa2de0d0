import { describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { ENTER, TRAIT } from '../wire/probes.js';
import { CELL, RETURN_WORDS, SLOT_WORDS, UNCHECKED_RETURNS } from '../wire/ring.js';
import { createRig, type Rig } from './rig.js';
import { STAMP } from './identity.js';

/** As many calls, one in another, each of which returns a double. The first is entered where probes begin to look for room; says where the slot ended, and how many there were. */
function nested(depth: number, { ring, kit }: Rig): { readonly ends: number; readonly slots: number } {
  const enter = kit.probes.enter(FIRST_SITE, ENTER.this);
  const returned = kit.probes.return(FIRST_SITE, TRAIT.pops, 0);
  const o = {};
  kit.v0(FIRST_SITE, o);
  const { C } = ring;
  C[CELL.DEPTH] = 1;
  for (let i = 1; i < depth; i++) enter(o, 0, (o as { [STAMP]?: never })[STAMP]);
  // What a checked event leaves, at most.
  C[CELL.CURSOR] = C[CELL.LIMIT] as number;
  enter(o, 0, (o as { [STAMP]?: never })[STAMP]);
  let ends = 0;
  for (let i = 0; i < depth; i++) {
    returned(0.5, 0);
    if (C[CELL.HEAD] === 0) ends = C[CELL.CURSOR] as number;
  }
  expect(C[CELL.DEPTH]).toBe(1);
  return { ends, slots: C[CELL.HEAD] as number };
}

describe('returns in --mode calls', () => {
  it('fit behind the limit without looking, as deep as they may lie', () => {
    const { ends, slots } = nested(UNCHECKED_RETURNS - 1, createRig({ mode: 'calls' }));
    expect(slots).toBe(0);
    expect(ends).toBeGreaterThan(SLOT_WORDS - UNCHECKED_RETURNS * RETURN_WORDS);
    expect(ends).toBeLessThanOrEqual(SLOT_WORDS);
  });

  it('look where they lie deeper', () => {
    const { ends, slots } = nested(20 * UNCHECKED_RETURNS, createRig({ mode: 'calls' }));
    expect(slots).toBe(1);
    expect(ends).toBeLessThanOrEqual(SLOT_WORDS);
  });

  it('look in full', () => {
    const { ends, slots } = nested(UNCHECKED_RETURNS - 1, createRig());
    expect(slots).toBe(1);
    expect(ends).toBeLessThanOrEqual(SLOT_WORDS);
  });

  it('look where nothing was entered', () => {
    const { ring, kit } = createRig({ mode: 'calls' });
    const returned = kit.probes.return(FIRST_SITE, TRAIT.pops | TRAIT.nothing, 0);
    for (let i = 0; i < SLOT_WORDS; i++) returned(undefined, 0);
    expect(ring.C[CELL.HEAD]).toBe(1);
  });
});
