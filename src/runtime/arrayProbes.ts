/**
 * The probes of `push` and `pop` of arrays that the stream has and only instrumented code has had in its hands: what they do is told by the call alone, and written
 * here. To find the method again, and look for who records it, took 150 to 200 ns.
 */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { CONTENT, header, SYSTEM } from '../wire/trace.js';
import { FACT, SIMPLE, SIMPLE_MASK } from './identity.js';
import * as js from './intrinsics.js';
import { metBefore } from './metBefore.js';

type Called = ReturnType<ProbeMakers['calledOf']>;

/** Words of the event of a `pop`. */
const POP_WORDS = 5;

export function createArrayProbes(
  kit: Omit<Kit, 'probes'>,
): Readonly<Record<'push' | 'pop', (general: Called) => Called>> {
  const { C, I, flush } = kit;
  const cursors = cursorMask(I);
  const array = SIMPLE | CONTENT.array;
  const mask = SIMPLE_MASK | FACT.fingerprinted | CONTENT.array;
  const splice = header(SYSTEM.splice, 0);

  const isUntouched = (os: Stamped): boolean =>
    (os.facts & mask) === (array | (C[CELL.GENERATION] as number)) && C[CELL.UNFILLED] === 0 && C[CELL.ASSIGNING] === 0;

  return {
    push: (general) => {
      const isBuiltIn = metBefore(C, (os) => kit.isMethodOf(os, 'push', js.arrayPush));
      return function push(result, _o, os, v) {
        // biome-ignore lint/complexity/noArguments: a list of the rest would be made each time
        const given = arguments;
        if (given.length === 4 && os !== undefined && typeof v !== 'function' && isUntouched(os) && isBuiltIn(os)) {
          kit.inserted(os.id, (result as number) - 1, v);
          return result;
        }
        return js.apply(general, undefined, given) as typeof result;
      };
    },
    pop: (general) => {
      const isBuiltIn = metBefore(C, (os) => kit.isMethodOf(os, 'pop', js.arrayPop));
      return function pop(result, o, os) {
        // biome-ignore lint/complexity/noArguments: as above
        const given = arguments;
        if (given.length !== 3 || os === undefined || !isUntouched(os) || !isBuiltIn(os))
          return js.apply(general, undefined, given) as typeof result;
        let c = C[CELL.CURSOR] as number;
        if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
        c &= cursors;
        I[c] = splice;
        I[c + 1] = POP_WORDS;
        I[c + 2] = os.id;
        I[c + 3] = (o as readonly unknown[]).length;
        I[c + 4] = 1;
        C[CELL.CURSOR] = c + POP_WORDS;
        return result;
      };
    },
  };
}
