/**
 * The probes that most calls run: an entry with `this` and nothing else, a return of nothing. Written out, in a third of the bytes of code that activationProbes.ts takes for
 * any entry: V8 inlines only so many, and the scheduler takes 7 % less CPU time in `--mode calls`. In full, where steps stand around
 * them, it is the same.
 */
import type { Kit } from '../wire/kit.js';
import type { Enter } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import { FACT } from './identity.js';

interface MethodProbes {
  /** `h`: header of the entry */
  readonly enterMethod: (h: number) => Enter;
  /** of an activation that is over; `word`: the whole event */
  readonly returnNothing: (word: number) => (v: unknown) => unknown;
}

export function createMethodProbes({ C, I, flush, turn, v0 }: Omit<Kit, 'probes'>): MethodProbes {
  const mask = cursorMask(I);
  const described = FACT.described;
  const current = FACT.described | FACT.generationMask;

  /** `this` is a primitive, or the stream does not have its content. */
  function enterOther(h: number, t: unknown): number {
    if (t === undefined) write(h | TAG.undefined);
    else v0(h, t);
    return 0;
  }

  function write(word: number): void {
    let c = C[CELL.CURSOR] as number;
    if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
    c &= mask;
    I[c] = word;
    C[CELL.CURSOR] = c + 1;
  }

  return {
    enterMethod: (h) => (t, _, ts) => {
      const depth = C[CELL.DEPTH] as number;
      if (depth === 0) turn();
      C[CELL.DEPTH] = depth + 1;
      if (ts === undefined || (ts.facts & current) !== (described | (C[CELL.GENERATION] as number)))
        return enterOther(h, t);
      let c = C[CELL.CURSOR] as number;
      if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
      c &= mask;
      I[c] = h | TAG.object;
      I[c + 1] = ts.id;
      C[CELL.CURSOR] = c + 2;
      return 0;
    },
    returnNothing: (word) => (v) => {
      write(word);
      C[CELL.DEPTH] = (C[CELL.DEPTH] as number) - 1;
      return v;
    },
  };
}
