/** The events that probes write: without a value, and with one, which is a variable's, a parameter's, or what a call returns. */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import { FACT } from './identity.js';
import * as js from './intrinsics.js';
import { headerOf } from './putProbes.js';
import type { RingWriter } from './ring.js';
import { isTagAlone, tagAlone } from './values.js';

export type Writing = ReturnType<typeof createWriting>;

/** What probes know of their ring. */
export type RingTraits = Pick<RingWriter, 'uncheckedReturns' | 'forgets'>;

/** Of one thread's ring. `bare…` write an event without a value and with that many words, `valued` one with a value; `word`, `h`: its header. */
export function createWriting(kit: Omit<Kit, 'probes'>, { forgets }: RingTraits) {
  const { C, I, D, X, flush, v0, u0, v1 } = kit;
  const mask = cursorMask(I);
  const isSame = js.is;

  function room(): number {
    const c = C[CELL.CURSOR] as number;
    return (c > (C[CELL.LIMIT] as number) ? flush() | 0 : c) & mask;
  }

  function bare0(word: number): void {
    const c = room();
    I[c] = word;
    C[CELL.CURSOR] = c + 1;
  }

  function bare1(word: number, a: number): void {
    const c = room();
    I[c] = word;
    I[c + 1] = a;
    C[CELL.CURSOR] = c + 2;
  }

  function bare2(word: number, a: number, b: number): void {
    const c = room();
    I[c] = word;
    I[c + 1] = a;
    I[c + 2] = b;
    C[CELL.CURSOR] = c + 3;
  }

  /** The object's content is in the stream. Where nothing is ever lost there is one generation. */
  const isCurrent = forgets
    ? ({ facts }: Stamped): boolean =>
        (facts & (FACT.described | FACT.generationMask)) === (FACT.described | (C[CELL.GENERATION] as number))
    : ({ facts }: Stamped): boolean => (facts & FACT.described) !== 0;

  /** An event without a value; `d`: if it names the activation. */
  const bare = (word: number, hasId: boolean, d: number): void => (hasId ? bare1(word, d) : bare0(word));

  /** An event with a value. */
  const valued = (h: number, hasId: boolean, d: number, v: unknown): void => (hasId ? v1(h, d, v) : v0(h, v));

  const write: ProbeMakers['write'] = (site) => {
    const h = headerOf(site);
    return (v, vs) => {
      if (typeof v === 'number') {
        let c = C[CELL.CURSOR] as number;
        if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
        c &= mask;
        if ((v | 0) === v && !isSame(v, -0)) {
          I[c] = h | TAG.int;
          I[c + 1] = v;
          C[CELL.CURSOR] = c + 2;
        } else {
          D[0] = v;
          I[c] = h | TAG.double;
          I[c + 1] = X[0] as number;
          I[c + 2] = X[1] as number;
          C[CELL.CURSOR] = c + 3;
        }
      } else if (vs !== undefined && isCurrent(vs)) bare1(h | TAG.object, vs.id);
      else if (isTagAlone(v)) bare0(h | tagAlone(v));
      else v0(h, v);
      return v;
    };
  };

  /** The entry has made sure of room for it. */
  const parameter: ProbeMakers['parameter'] = (site) => {
    const h = headerOf(site);
    return (v, vs) => {
      const c = (C[CELL.CURSOR] as number) & mask;
      if (typeof v === 'number') {
        if ((v | 0) === v && !isSame(v, -0)) {
          I[c] = h | TAG.int;
          I[c + 1] = v;
          C[CELL.CURSOR] = c + 2;
        } else {
          D[0] = v;
          I[c] = h | TAG.double;
          I[c + 1] = X[0] as number;
          I[c + 2] = X[1] as number;
          C[CELL.CURSOR] = c + 3;
        }
      } else if (vs !== undefined && isCurrent(vs)) {
        I[c] = h | TAG.object;
        I[c + 1] = vs.id;
        C[CELL.CURSOR] = c + 2;
      } else if (isTagAlone(v)) {
        I[c] = h | tagAlone(v);
        C[CELL.CURSOR] = c + 1;
      } else u0(h, v);
      return v;
    };
  };

  const writeIn: ProbeMakers['writeIn'] = (site) => {
    const h = headerOf(site);
    return (v, d, vs) => {
      if (typeof v === 'number') {
        let c = C[CELL.CURSOR] as number;
        if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
        c &= mask;
        I[c + 1] = d;
        if ((v | 0) === v && !isSame(v, -0)) {
          I[c] = h | TAG.int;
          I[c + 2] = v;
          C[CELL.CURSOR] = c + 3;
        } else {
          D[0] = v;
          I[c] = h | TAG.double;
          I[c + 2] = X[0] as number;
          I[c + 3] = X[1] as number;
          C[CELL.CURSOR] = c + 4;
        }
      } else if (vs !== undefined && isCurrent(vs)) bare2(h | TAG.object, d, vs.id);
      else if (isTagAlone(v)) bare1(h | tagAlone(v), d);
      else v1(h, d, v);
      return v;
    };
  };

  /**
   * An event with a value at the cursor `c`, which is within the limit; returns the cursor behind it. In small functions, of which V8 inlines what the values need: with
   * all of `write` in each (343 bytes of code), most returns of a hot loop in `--mode calls` called it. In full, where a step stands in front, it cost more than it gained.
   * Measured and left: entries that write their parameters this way as well (slower once warm), bodies without `finally` (5 % at most),
   * entries that return the depth, which bodies read for themselves and returns take one from.
   */
  function appended(c: number, h: number, v: unknown, vs: Stamped | undefined): number {
    if (typeof v === 'number') return numberAppended(c, h, v);
    // An int at once, as the other ways are.
    if (vs === undefined || !isCurrent(vs)) return otherAppended(c, h, v) | 0;
    I[c] = h | TAG.object;
    I[c + 1] = vs.id;
    return c + 2;
  }

  function numberAppended(c: number, h: number, v: number): number {
    if ((v | 0) === v && (v !== 0 || 1 / v > 0)) {
      I[c] = h | TAG.int;
      I[c + 1] = v;
      return c + 2;
    }
    D[0] = v;
    I[c] = h | TAG.double;
    I[c + 1] = X[0] as number;
    I[c + 2] = X[1] as number;
    return c + 3;
  }

  function otherAppended(c: number, h: number, v: unknown): number {
    if (isTagAlone(v)) {
      I[c] = h | tagAlone(v);
      return c + 1;
    }
    C[CELL.CURSOR] = c;
    v0(h, v);
    return room();
  }

  return { room, bare0, bare1, bare2, isCurrent, bare, valued, write, parameter, writeIn, appended };
}
