/**
 * The probes of method calls whose receiver has a name: one for each place, which remembers the prototypes it has met whose method is silent
 * (callees.ts). What a call may have changed unseen is looked for by the kit.
 */
import type { Kit } from '../wire/kit.js';
import type { Home, ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { createArrayProbes } from './arrayProbes.js';
import { FACT, OWN_MASK } from './identity.js';
import { noFunction, operandsOf } from './operands.js';

type CallProbes = Pick<ProbeMakers, 'ranOf' | 'calledOf' | 'ranSuper'>;

/**
 * A test of what objects of one prototype have in common (homes.ts), for one place in the code: the answers for the last four prototypes
 * are at hand. A lookup in the home's own set takes 15 ns.
 */
export function metBefore(C: Int32Array, passes: (os: Stamped) => boolean): (os: Stamped) => boolean {
  let first: Home | undefined;
  let second: Home | undefined;
  let third: Home | undefined;
  let fourth: Home | undefined;
  return (os) => {
    const { home } = os;
    if (home === undefined || home.changes !== C[CELL.PROTOTYPES]) return false;
    if (home === first || home === second || home === third || home === fourth) return true;
    if (!passes(os)) return false;
    fourth = third;
    third = second;
    second = first;
    first = home;
    return true;
  };
}

export function createCallProbes(kit: Omit<Kit, 'probes'>): CallProbes {
  const { C } = kit;
  const arrays = createArrayProbes(kit);
  const isArrayMethod = (key: string): key is keyof typeof arrays => key === 'push' || key === 'pop';

  /** Only instrumented code has had it in its hands, and nothing waits for the next call to return. */
  const isSimple = ({ facts }: Stamped): boolean => (facts & OWN_MASK) === FACT.simple && C[CELL.UNFILLED] === 0;

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
