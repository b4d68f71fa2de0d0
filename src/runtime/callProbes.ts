/**
 * The probes of method calls whose receiver has a name: one for each place, which remembers the prototypes it has met whose method is silent
 * (callees.ts). What a call may have changed unseen is looked for by the kit.
 */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { createArrayProbes } from './arrayProbes.js';
import { isOwn } from './identity.js';
import { metBefore } from './metBefore.js';
import { noFunction, operandsOf } from './operands.js';

type CallProbes = Pick<ProbeMakers, 'ranOf' | 'calledOf' | 'ranSuper'>;

export function createCallProbes(kit: Omit<Kit, 'probes'>): CallProbes {
  const { C } = kit;
  const arrays = createArrayProbes(kit);
  const isArrayMethod = (key: string): key is keyof typeof arrays => key === 'push' || key === 'pop';

  /** Only instrumented code has had it in its hands, and nothing waits for the next call to return. */
  const isSimple = ({ facts }: Stamped): boolean => isOwn(facts) && C[CELL.UNFILLED] === 0;

  const calledOf: CallProbes['calledOf'] = (key) => {
    const isSilent = metBefore(C, (os) => kit.isSilentOf(os, key));
    return (result, o, os, ...args) => {
      const isFew = args.length <= 2 && noFunction(args[0], args[1], undefined, undefined);
      if (os === undefined || !isFew || !isSimple(os) || !isSilent(os)) kit.lookAfterOf(result, o, os, key, args);
      return result;
    };
  };

  return {
    ranOf: (key) => {
      const isSilent = metBefore(C, (os) => kit.isSilentOf(os, key));
      return (result, o, os, a, b, c, more) => {
        if (os === undefined || !isSimple(os) || !isSilent(os) || !noFunction(a, b, c, more))
          kit.lookAfterOf(result, o, os, key, operandsOf(a, b, c, more));
        return result;
      };
    },
    calledOf: (key) => (isArrayMethod(key) ? arrays[key](calledOf(key)) : calledOf(key)),
    ranSuper: (key) => {
      /** the last object whose prototype has a silent method of the name, and until when */
      let known: object | undefined;
      let changes = 0;
      return (result, o, home, a, b, c, more) => {
        const isSilent = home === known && changes === C[CELL.PROTOTYPES] && C[CELL.UNFILLED] === 0;
        if (isSilent && noFunction(a, b, c, more)) return result;
        if (kit.lookAfterSuper(result, o, home, key, operandsOf(a, b, c, more))) {
          known = home;
          changes = C[CELL.PROTOTYPES] as number;
        }
        return result;
      };
    },
  };
}
