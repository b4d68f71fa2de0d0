/**
 * The probes of a recording with an overhead budget (budget.ts): each counts what it is asked for, and leaves it out where its function, or all
 * of this turn, is recorded in less detail. Without a budget there are none of these.
 *
 * An assignment that is left out makes its object one that was not described yet: the stream says that it may have changed, and what sees it
 * next describes it. Breakpoints need steps: while there are some, steps are recorded.
 */
import type { Kit } from '../wire/kit.js';
import { ENTER, type ProbeMakers, TRAIT } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { DETAIL } from '../wire/trace.js';
import type { Budget } from './budget.js';
import type { Heap } from './heap.js';

export interface ReducedParts {
  readonly full: ProbeMakers;
  readonly kit: Pick<Kit, 'C' | 'turn'>;
  readonly budget: Budget;
  readonly heap: Heap;
}

/** The object is the second argument, the result the first; a key and what is known of them follow. */
type Assigning = (v: unknown, o: unknown, ...more: never[]) => unknown;
type Passed = (v: unknown, o: unknown, a: unknown, b: unknown, c: unknown) => unknown;

export function reducedProbes({ full, kit: { C, turn }, budget, heap }: ReducedParts): ProbeMakers {
  const isObject = (o: unknown): o is object => (typeof o === 'object' && o !== null) || typeof o === 'function';

  /** Probes of assignments. An object that nobody has seen is described when somebody does, and not for the sake of its assignments. */
  function put<P extends Assigning>(site: number, probe: P): P {
    const share = budget.of(site);
    const whole = probe as unknown as Passed;
    const reduced: Passed = (v, o, a, b, c) => {
      share.values++;
      if (share.now === DETAIL.everything) return whole(v, o, a, b, c);
      if (!isObject(o)) return v;
      if (share.now < DETAIL.calls && heap.isDescribed(o)) return whole(v, o, a, b, c);
      heap.lost(o);
      return v;
    };
    return reduced as unknown as P;
  }

  const write: ProbeMakers['write'] = (site) => {
    const share = budget.of(site);
    const probe = full.write(site);
    if (budget.isGiven(site))
      return (v, vs) => {
        share.values++;
        return share.now < DETAIL.calls ? probe(v, vs) : v;
      };
    return (v, vs) => {
      share.locals++;
      return share.now < DETAIL.arguments ? probe(v, vs) : v;
    };
  };

  const enter: ProbeMakers['enter'] = (site, traits) => {
    const share = budget.of(site);
    const whole = full.enter(site, traits);
    const hasThis = (traits & ENTER.this) !== 0;
    const bare = full.enter(site, traits & ~(ENTER.this | ENTER.fresh | ENTER.iterates));
    // Who delegates to an iterator finds it by its `this`.
    const isReducible = (traits & ENTER.iterates) === 0;
    return (t, p, ts) => {
      share.calls++;
      share.active++;
      if (share.level === DETAIL.counted) {
        if (C[CELL.DEPTH] === 0) turn();
        C[CELL.DEPTH] = (C[CELL.DEPTH] as number) + 1;
        return 0;
      }
      if (share.now < DETAIL.calls || !isReducible || !hasThis) return whole(t, p, ts);
      return bare(p);
    };
  };

  return {
    ...full,
    step: (site) => {
      const share = budget.of(site);
      const probe = full.step(site);
      return () => {
        share.locals++;
        if (share.now < DETAIL.arguments || C[CELL.ATTENTION] !== 0) probe();
      };
    },
    pass: (site) => {
      const share = budget.of(site);
      const probe = full.pass(site);
      return (v) => {
        share.locals++;
        return share.now < DETAIL.arguments || C[CELL.ATTENTION] !== 0 ? probe(v) : v;
      };
    },
    write,
    writeIn: (site) => {
      const share = budget.of(site);
      const probe = full.writeIn(site);
      return (v, d, vs) => {
        share.rest++;
        return probe(v, d, vs);
      };
    },
    postfix: (site) => {
      const written = write(site);
      return (r, v) => {
        written(v);
        return r;
      };
    },
    postfixIn: (site) => {
      const share = budget.of(site);
      const probe = full.postfixIn(site);
      return (r, v, d) => {
        share.rest++;
        return probe(r, v, d);
      };
    },
    unset: (site) => {
      const share = budget.of(site);
      const probe = full.unset(site);
      return () => {
        share.locals++;
        if (share.now < DETAIL.arguments) probe();
      };
    },
    enter,
    return: (site, traits, stop) => {
      const share = budget.of(site);
      const pops = (traits & TRAIT.pops) !== 0;
      const whole = full.return(site, traits, stop);
      const unstopped = full.return(site, traits, 0);
      const bare = full.return(site, traits | TRAIT.unknown, 0);
      return (v, d, vs) => {
        share.values++;
        if (pops) share.active--;
        if (share.level === DETAIL.counted) {
          if (pops) C[CELL.DEPTH] = (C[CELL.DEPTH] as number) - 1;
          return v;
        }
        if (share.now < DETAIL.arguments || C[CELL.ATTENTION] !== 0) return whole(v, d, vs);
        return share.now < DETAIL.calls ? unstopped(v, d, vs) : bare(v, d);
      };
    },
    leave: (site, traits) => {
      const share = budget.of(site);
      const probe = full.leave(site, traits);
      return (x, d, s) => {
        share.active--;
        if (share.level === DETAIL.counted) C[CELL.DEPTH] = x;
        else probe(x, d, s);
      };
    },
    put: (site, key) => put(site, full.put(site, key)),
    putAt: (site) => put(site, full.putAt(site)),
    assigned: (site, key, added) => put(site, full.assigned(site, key, added)),
    assignedAt: (site, added) => put(site, full.assignedAt(site, added)),
    remove: (site, key) => put(site, full.remove(site, key)),
    removeAt: (site) => put(site, full.removeAt(site)),
  };
}
