/**
 * The probes: a closure for each site (wire/probes.ts), of one function for each kind of site.
 *
 * Why closures: V8 inlines the function where a call has seen one closure only, with the header as a constant, as it inlined the functions that each
 * module's prelude had of its own before (CPU time of an event of the scheduler and the constraint solver: the same); but they need no text. With a
 * function of its own for each site, what was stored of a module was 22 times its source (now 11, much of it the map), and probes that ran once were
 * compiled all the same: a launch of 200 files took 0.68 s, 0.76 s of CPU time, and takes 0.46 s and 0.55 s.
 *
 * Steps and writes are written out, with nothing to call but the kit: V8 inlines no more than so much code into one function. What keeps
 * their machine code short is in src/PERFORMANCE.md.
 */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import { createActivationProbes } from './activationProbes.js';
import { createCallProbes } from './callProbes.js';
import { FRESH, newRecord, stampFreshArray } from './identity.js';
import { ownClass } from './metBefore.js';
import { createPutProbes, headerOf } from './putProbes.js';
import { Shape } from './shapes.js';
import { createWriting, type RingTraits } from './writing.js';

/** Without a budget no reduced body runs. */
const never = new Int32Array(1);

export function createProbes(kit: Omit<Kit, 'probes'>, ring: RingTraits): ProbeMakers {
  const { C, I, flush, attend, newId } = kit;
  const writing = createWriting(kit, ring);
  const { bare0, bare1, bare2, write, parameter, writeIn } = writing;
  const mask = cursorMask(I);
  const freshObject = FRESH;

  function stepped(h: number): void {
    bare0(h);
    if (C[CELL.ATTENTION]) attend(h);
  }

  const activations = createActivationProbes(kit, writing, ring, stepped);

  return {
    step: (site) => {
      const h = headerOf(site);
      return () => {
        let c = C[CELL.CURSOR] as number;
        if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
        c &= mask;
        I[c] = h;
        C[CELL.CURSOR] = c + 1;
        if (C[CELL.ATTENTION]) attend(h);
      };
    },
    uncheckedStep: (site) => {
      const h = headerOf(site);
      return () => {
        const c = (C[CELL.CURSOR] as number) & mask;
        I[c] = h;
        C[CELL.CURSOR] = c + 1;
        if (C[CELL.ATTENTION]) attend(h);
      };
    },
    pass: (site) => {
      const h = headerOf(site);
      return (v) => {
        stepped(h);
        return v;
      };
    },
    write,
    parameter,
    writeIn,
    postfix: (site) => {
      const written = write(site);
      return (r, v) => {
        written(v);
        return r;
      };
    },
    postfixIn: (site) => {
      const written = writeIn(site);
      return (r, v, d) => {
        written(v, d);
        return r;
      };
    },
    unset: (site) => {
      const word = headerOf(site) | TAG.tdz;
      return () => bare0(word);
    },
    unsetIn: (site) => {
      const word = headerOf(site) | TAG.tdz;
      return (d) => bare1(word, d);
    },
    hidden: (written, name) => (v, d, e) => (e.hides(name) ? v : written(v, d)),
    hiddenPostfix: (written, name) => (r, v, d, e) => (e.hides(name) ? r : written(r, v, d)),
    reduced: () => () => never,
    lost: () => (v) => v,
    quiet: () => (ran, result, o, os, a, b, c, more) => ran(result, o, os, a, b, c, more),
    scope: (site, hasParent) => {
      const h = headerOf(site);
      return (p) => {
        const d = newId();
        if (hasParent) bare2(h, d, p);
        else bare1(h, d);
        return d;
      };
    },
    iterate: (site) => {
      const h = headerOf(site);
      return (o) => {
        const d = newId();
        bare2(h, d, o);
        return d;
      };
    },
    throw: (site) => {
      const h = headerOf(site);
      return (v) => {
        kit.thrown(h, v);
        return v;
      };
    },
    literal: (...keys) => {
      const shape = new Shape(keys, true);
      return () => newRecord(freshObject, shape);
    },
    array: () => {
      const shape = new Shape([], true);
      return (made) => {
        stampFreshArray(made).shape = shape;
        return made;
      };
    },
    instance: () => {
      const shapeOf = ownClass(() => new Shape([], false));
      return (target, o) => {
        const shape = shapeOf(target);
        return shape === undefined ? kit.extended(o, newRecord(0, undefined)) : newRecord(freshObject, shape);
      };
    },
    ...activations,
    ...createPutProbes(kit, writeIn),
    ...createCallProbes(kit),
  };
}
