/**
 * The probes that most calls run where calls are all that is recorded: entries with `this` and nothing else, or with nothing at all, and returns of activations without an id. Written out, in a third of
 * the bytes of code that activationProbes.ts takes for any entry: V8 inlines only so many, and the scheduler takes 7 % less CPU time in `--mode calls`. In full, where steps stand around
 * them, it is the same.
 *
 * What is seldom is behind one call in an entry, and behind none that V8 has ever seen run in a return, unless the stack is deep: returns need not look whether there is room
 * (UNCHECKED_RETURNS). After a call that it does not inline V8 knows nothing any more of the objects that the code around it has in hand.
 */
import type { Kit } from '../wire/kit.js';
import type { Enter, ProbeMakers } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import type { RingTraits, Writing } from './writing.js';

interface MethodProbes {
  /** `h`: header of the entry */
  readonly enterMethod: (h: number) => Enter;
  readonly enterFunction: (h: number) => Enter;
  /** of an activation that is over; `word`: the whole event */
  readonly returnNothing: (word: number) => (v: unknown) => unknown;
  /** of an activation that is over; `h`: header of the return */
  readonly returnValue: (h: number) => ReturnType<ProbeMakers['return']>;
}

export function createMethodProbes(
  { C, I, turn, v0 }: Omit<Kit, 'probes'>,
  { room, bare0, isCurrent, appended }: Writing,
  { uncheckedReturns }: RingTraits,
): MethodProbes {
  const mask = cursorMask(I);

  function push(): void {
    if (C[CELL.DEPTH] === 0) turn();
    C[CELL.DEPTH] = (C[CELL.DEPTH] as number) + 1;
  }

  /** The first on the stack, or of a `this` that is a primitive, or whose content the stream does not have; or there is no room. */
  function enterOther(h: number, t: unknown): number {
    push();
    if (t === undefined) bare0(h | TAG.undefined);
    else v0(h, t);
    return 0;
  }

  function enterFirst(h: number): number {
    push();
    bare0(h);
    return 0;
  }

  return {
    enterMethod: (h) => (t, _, ts) => {
      const depth = C[CELL.DEPTH] as number;
      const c = C[CELL.CURSOR] as number;
      if (ts === undefined || !isCurrent(ts) || c > (C[CELL.LIMIT] as number) || depth === 0) return enterOther(h, t);
      const at = c & mask;
      I[at] = h | TAG.object;
      I[at + 1] = ts.id;
      C[CELL.CURSOR] = at + 2;
      C[CELL.DEPTH] = depth + 1;
      return 0;
    },
    enterFunction: (h) => () => {
      const depth = C[CELL.DEPTH] as number;
      const c = C[CELL.CURSOR] as number;
      if (c > (C[CELL.LIMIT] as number) || depth === 0) return enterFirst(h);
      const at = c & mask;
      I[at] = h;
      C[CELL.CURSOR] = at + 1;
      C[CELL.DEPTH] = depth + 1;
      return 0;
    },
    returnNothing: (word) => (v) => {
      const depth = C[CELL.DEPTH] as number;
      if ((depth - 1) >>> 0 < uncheckedReturns) {
        const c = (C[CELL.CURSOR] as number) & mask;
        I[c] = word;
        C[CELL.CURSOR] = c + 1;
      } else bare0(word);
      C[CELL.DEPTH] = depth - 1;
      return v;
    },
    returnValue: (h) => (v, _, vs) => {
      const depth = C[CELL.DEPTH] as number;
      const c = (depth - 1) >>> 0 < uncheckedReturns ? (C[CELL.CURSOR] as number) & mask : room();
      C[CELL.CURSOR] = appended(c, h, v, vs);
      C[CELL.DEPTH] = depth - 1;
      return v;
    },
  };
}
