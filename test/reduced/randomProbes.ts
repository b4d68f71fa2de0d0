/** Takes the place of the probes of an overhead budget: windows end wherever functions are entered, too, as they do where the event before that fills a slot. */
import { reducedProbes as real, type ReducedParts } from '../../src/runtime/reducedProbes.js';
import type { ProbeMakers } from '../../src/wire/probes.js';
import { CELL } from '../../src/wire/ring.js';

export function reducedProbes(parts: ReducedParts): ProbeMakers {
  const { budget, kit } = parts;
  const { C } = kit;
  /** What is written about the change stands between a call and its entry. */
  const check = (): void => {
    const isCalling = C[CELL.CALLING] === C[CELL.CURSOR];
    budget.check();
    if (isCalling) C[CELL.CALLING] = C[CELL.CURSOR]!;
  };
  const probes = real(parts);
  return {
    ...probes,
    // What stands in front of a body asks for the counter, and once more to count in it (instrument/reducedBodies.ts).
    reduced: (site) => {
      const counterOf = probes.reduced(site);
      let isCounting = false;
      return () => {
        const counter = counterOf();
        if (isCounting) isCounting = false;
        else {
          check();
          isCounting = counter[0]! > 0 && C[CELL.DEPTH]! > C[CELL.ATTENTION]!;
        }
        return counter;
      };
    },
    enter: (site, traits) => {
      const enter = probes.enter(site, traits);
      const { hasReducedBody } = budget.of(site);
      return (t, p, ts) => {
        if (!hasReducedBody) check();
        return enter(t, p, ts);
      };
    },
  };
}
