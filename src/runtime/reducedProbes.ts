/**
 * The probes of a recording with an overhead budget (budget.ts): each counts what it is asked for, and leaves it out where its function, or all
 * of this turn, is recorded in less detail. Without a budget there are none of these.
 *
 * An assignment that is left out makes its object a lost one: the stream says that it may have changed, and what sees it in a later window of the
 * budget describes it. Until then its assignments are left out everywhere: describing it after each of them cost more than recording all of them. Breakpoints need steps: while there are some, steps are recorded.
 */
import type { Kit } from '../wire/kit.js';
import { ENTER, LEAVES_NOTHING_OUT, LEAVING_OUT_MASK, type ProbeMakers, type Stamped, TRAIT } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { DETAIL, type Detail } from '../wire/trace.js';
import type { Budget } from './budget.js';
import type { Heap } from './heap.js';
import { type Home, NO_HOME } from './home.js';
import {
  FACT,
  FRESH,
  isKeptAside,
  isOwn,
  knownOf,
  newRecord,
  OPEN,
  OUTSIDE,
  stampFreshArray,
  stampOf,
} from './identity.js';
import * as js from './intrinsics.js';
import { metBefore, ownClass, ownInstance } from './metBefore.js';
import type { Puts } from './puts.js';
import type { Share } from './share.js';
import { captureFailed } from './trouble.js';

export interface ReducedParts {
  readonly full: ProbeMakers;
  readonly kit: Pick<Kit, 'C' | 'turn' | 'extended' | 'isMethodOf' | 'handsOut'>;
  readonly budget: Budget;
  readonly heap: Heap;
  readonly behind: Puts['behind'];
  readonly mayRunSetter: Puts['mayRunSetter'];
}

/** Elements of arrays that lists of things to do begin with. */
const FEW = 4;

type Put = (v: unknown, o: unknown, k?: unknown) => unknown;

export function reducedProbes({ full, kit, budget, heap, behind, mayRunSetter }: ReducedParts): ProbeMakers {
  const { C, turn, extended, isMethodOf, handsOut } = kit;
  const writes = OPEN.writes;
  const isObject = (o: unknown): o is object => (typeof o === 'object' && o !== null) || typeof o === 'function';
  heap.lost.begin(0);
  budget.began = (index) => heap.lost.begin(index);

  /** What an assignment that is left out does to the object. An object that nobody has seen is described when somebody does. */
  function lose(o: unknown, v: unknown): void {
    if (!isObject(o)) return;
    // Proxies have no stamps.
    const stamp = stampOf(o);
    if (stamp === undefined && js.isProxy(o)) return loseBehind(o, v);
    const known = stamp ?? knownOf(o);
    if (known === undefined) {
      // With neither stamp nor facts each of its elements would look for other views (the grid took 13 times as long at the end of what can be left out).
      if (js.isView(o)) heap.buffers.meet(o);
      return heap.loseShown(o);
    }
    if (typeof v === 'function') heap.homes.shadow(known);
    heap.lose(o, known);
  }

  /** What the proxy stands in front of, where the language has changed that. `delete` gives a boolean. */
  function loseBehind(proxy: object, v: unknown): void {
    try {
      lose(behind(proxy, 'set', v) ?? (typeof v === 'boolean' ? behind(proxy, 'deleteProperty', v) : undefined), v);
    } catch (error) {
      captureFailed(error);
    }
  }

  /** Whether an assignment is to be recorded. Of an object that is lost none is. */
  function isWanted({ now }: Share, o: unknown): boolean {
    const known = isObject(o) ? stampOf(o) : undefined;
    return known === undefined ? now === DETAIL.everything : isWantedOf(now, known);
  }

  const isWantedOf = (now: Detail, { facts }: Stamped): boolean =>
    now === DETAIL.everything ? !heap.lost.has(facts) : now < DETAIL.calls && heap.isCurrent(facts);

  /** Whether an assignment is recorded; its object is lost if not. `k`: the key, undefined if no setter hears of it. `os`: what the code has read of the object. */
  function takes(share: Share, v: unknown, o: unknown, k: unknown, os?: Stamped): boolean {
    if (os === undefined ? isWanted(share, o) : isWantedOf(share.now, os)) return true;
    lose(o, v);
    leaveOut(v, o, k, os);
    return false;
  }

  /** Only instrumented code has had most objects in its hands. */
  function leaveOut(v: unknown, o: unknown, k: unknown, os: Stamped | undefined): void {
    if (os === undefined || (os.facts & FACT.simple) === 0) leaveOutOf(v, o, k, os);
  }

  /**
   * What is assigned may have gone to a setter that nothing is recorded of: all it may have changed is looked after, as where it is recorded. Whoever may change the object that has it now may change
   * it, too, whether it is known already or described later.
   */
  function leaveOutOf(v: unknown, o: unknown, k: unknown, os: Stamped | undefined): void {
    const known = os ?? (isObject(o) ? stampOf(o) : undefined);
    if (typeof v === 'object' && v !== null && known !== undefined && (known.facts & OUTSIDE) !== 0) handsOut(v, 0);
    if (k !== undefined) mayRunSetter(o, k, v, os);
  }

  /** Whether the method is the language's, of an object that only instrumented code has had in its hands: nothing else has changed. */
  function changesArrays(key: 'push' | 'pop'): (os: Stamped) => boolean {
    const isBuiltIn = metBefore(C, (os) => isMethodOf(os, key, key === 'push' ? js.arrayPush : js.arrayPop));
    return (os) => isOwn(os.facts) && C[CELL.UNFILLED] === 0 && C[CELL.ASSIGNING] === 0 && isBuiltIn(os);
  }

  /** Of new objects of one place that hold no function. Nobody may describe them for long, while their methods are called. */
  function entersHome(): (o: object, known: Stamped) => Stamped {
    let last = NO_HOME;
    return (o, known) => {
      const prototype = js.getPrototypeOf(o);
      if (last.changes === C[CELL.PROTOTYPES] && prototype === last.prototype) known.home = last;
      else {
        heap.homes.enter(known, prototype, false);
        last = known.home as Home;
      }
      known.opened = last.opened;
      return known;
    };
  }

  /** Gives back what a probe of a value returned, after `before` words had been written. */
  function charged<R>(share: Share, before: number, result: R): R {
    share.valueWords += heap.seenWords - before;
    return result;
  }

  /** Probes of assignments for which nobody has read what is known of the object. */
  function put(site: number, probe: Put, keyOf: (k: unknown) => unknown): Put {
    const share = budget.of(site);
    return (v, o, k) => {
      share.values++;
      if (takes(share, v, o, keyOf(k))) charged(share, heap.seenWords, probe(v, o, k));
      return v;
    };
  }

  const write: ProbeMakers['write'] = (site) => {
    const share = budget.of(site);
    const probe = full.write(site);
    if (budget.isGiven(site))
      return (v, vs) => {
        share.values++;
        if (share.now < DETAIL.calls) charged(share, heap.seenWords, probe(v, vs));
        return v;
      };
    return (v, vs) => {
      share.locals++;
      if (share.now >= DETAIL.arguments) return v;
      const before = heap.seenWords;
      probe(v, vs);
      share.localWords += heap.seenWords - before;
      return v;
    };
  };

  const enter: ProbeMakers['enter'] = (site, traits) => {
    const share = budget.entered(site);
    const whole = full.enter(site, traits);
    const hasThis = (traits & ENTER.this) !== 0;
    const isOwn = (traits & ENTER.fresh) === 0 ? undefined : ownInstance();
    const bare = full.enter(site, traits & ~(ENTER.this | ENTER.fresh | ENTER.iterates));
    // Who delegates to an iterator finds it by its `this`.
    const isReducible = (traits & ENTER.iterates) === 0;
    return (t, p, ts) => {
      share.calls++;
      share.active++;
      if (share.isCounted) {
        if (C[CELL.DEPTH] === 0) turn();
        // No event says that it was entered.
        C[CELL.CALLING] = -1;
        C[CELL.CALLED] = 0;
        C[CELL.DEPTH] = (C[CELL.DEPTH] as number) + 1;
        return 0;
      }
      if (share.now < DETAIL.calls || !isReducible || !hasThis) return charged(share, heap.seenWords, whole(t, p, ts));
      if (isObject(t)) {
        if (ts?.facts === FRESH || isOwn?.(t) === true) heap.born(t);
        else if (isOwn !== undefined) extended(t);
      }
      return bare(p);
    };
  };

  const step: ProbeMakers['step'] = (site) => {
    const share = budget.of(site);
    const probe = full.step(site);
    return () => {
      share.locals++;
      if (share.now < DETAIL.arguments || C[CELL.ATTENTION] !== 0) probe();
    };
  };

  return {
    ...full,
    reduced: (site) => {
      const counter = budget.reducible(site);
      return () => counter;
    },
    lost: () => (v, o, os, k) => {
      if (os === undefined ? js.isView(o) || isKeptAside(o) || js.isProxy(o) : mayLose(v, os)) lose(o, v);
      leaveOut(v, o, k, os);
      return v;
    },
    calledOf: (key, entry) => {
      const general = full.calledOf(key);
      if (!isArrayMethod(key) || entry === undefined) return general;
      const share = budget.of(entry);
      const changesNothingElse = changesArrays(key);
      // The other probes count what they are given.
      const given: typeof general =
        key === 'pop' ? (result, o, os) => general(result, o, os) : (result, o, os, v) => general(result, o, os, v);
      const recorded: typeof general = (result, o, os, v) => {
        share.values++;
        return charged(share, heap.seenWords, given(result, o, os, v));
      };
      return (result, o, os, v) => {
        if (share.now < DETAIL.calls || os === undefined || typeof v === 'function' || !changesNothingElse(os))
          return recorded(result, o, os, v);
        if (mayLose(v, os)) lose(o, v);
        return result;
      };
    },
    // Small, and one for a file: V8 inlines it wherever it is called. With a test for each place the scheduler took a quarter more CPU time.
    quiet: () => (ran, result, o, os, a, b, c, more) =>
      os !== undefined &&
      (os.opened & ~writes) === C[CELL.OPEN_TO_CALLS] &&
      typeof a !== 'function' &&
      typeof b !== 'function' &&
      typeof c !== 'function' &&
      more === undefined
        ? result
        : ran(result, o, os, a, b, c, more),
    step,
    // A recursion whose entries are left out may have nothing but steps.
    uncheckedStep: step,
    pass: (site) => {
      const share = budget.of(site);
      const probe = full.pass(site);
      return (v) => {
        share.locals++;
        return share.now < DETAIL.arguments || C[CELL.ATTENTION] !== 0 ? probe(v) : v;
      };
    },
    write,
    // What has entered the function may have been left out.
    parameter: write,
    writeIn: (site) => {
      const share = budget.of(site);
      const probe = full.writeIn(site);
      return (v, d, vs) => {
        share.rest++;
        if (share.now >= DETAIL.calls) {
          if (typeof v === 'object' && v !== null) heap.loseContent(v, vs);
          return probe(v, d, vs);
        }
        const before = heap.seenWords;
        probe(v, d, vs);
        share.restWords += heap.seenWords - before;
        return v;
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
        if (share.isCounted) {
          if (pops) C[CELL.DEPTH] = (C[CELL.DEPTH] as number) - 1;
          return v;
        }
        if (share.now < DETAIL.arguments || C[CELL.ATTENTION] !== 0)
          return charged(share, heap.seenWords, whole(v, d, vs));
        return share.now < DETAIL.calls ? charged(share, heap.seenWords, unstopped(v, d, vs)) : bare(v, d);
      };
    },
    // Assignments to it may be left out before anybody sees it.
    literal: () => () => newRecord(FRESH, undefined),
    array: () => {
      const enters = entersHome();
      return (made) => {
        const known = stampFreshArray(made);
        if (js.isArray(made) && made.length <= FEW && !holdsFunction(made)) enters(made, known);
        return made;
      };
    },
    instance: () => {
      const isOwn = ownClass(() => true);
      const enters = entersHome();
      return (target, o) =>
        isOwn(target) === true ? enters(o, newRecord(FRESH, undefined)) : extended(o, newRecord(0, undefined));
    },
    leave: (site, traits) => {
      const share = budget.of(site);
      const probe = full.leave(site, traits);
      return (x, d, s) => {
        share.active--;
        if (share.isCounted) C[CELL.DEPTH] = x;
        else probe(x, d, s);
      };
    },
    put: (site, key) => put(site, full.put(site, key), () => key),
    putAt: (site) => put(site, full.putAt(site), (k) => k),
    remove: (site, key) => put(site, full.remove(site, key), () => undefined),
    removeAt: (site) => put(site, full.removeAt(site), () => undefined),
    assigned: (site, key, added) => {
      const share = budget.of(site);
      const probe = full.assigned(site, key, added);
      const assigned: typeof probe = (v, o, os, vs) =>
        takes(share, v, o, key, os) ? charged(share, heap.seenWords, probe(v, o, os, vs)) : v;
      return (v, o, os, vs) => {
        share.values++;
        return isLeftOut(share, v, os) ? v : assigned(v, o, os, vs);
      };
    },
    assignedAt: (site, added) => {
      const share = budget.of(site);
      const probe = full.assignedAt(site, added);
      const assigned: typeof probe = (v, o, k, os, vs) =>
        takes(share, v, o, k, os) ? charged(share, heap.seenWords, probe(v, o, k, os, vs)) : v;
      return (v, o, k, os, vs) => {
        share.values++;
        return isLeftOut(share, v, os) ? v : assigned(v, o, k, os, vs);
      };
    },
  };
}

/** Of an array without holes. */
function holdsFunction(made: readonly unknown[]): boolean {
  for (let i = 0; i < made.length; i++) if (typeof made[i] === 'function') return true;
  return false;
}

const isArrayMethod = (key: string): key is 'push' | 'pop' => key === 'push' || key === 'pop';

/**
 * Assignments of the function are not recorded, and leaving them out makes no difference: what most assignments come to once a budget is short. As
 * little as can be, since V8 inlines it into the program's loops, and hands on doubles without boxing them.
 */
const isLeftOut = (share: Share, v: unknown, os: Stamped | undefined): boolean =>
  share.now >= DETAIL.calls &&
  os !== undefined &&
  (os.facts & LEAVING_OUT_MASK) === LEAVES_NOTHING_OUT &&
  typeof v !== 'function';

/** Whether an assignment that is left out makes a difference to what the stream has of an object, or of others that show its bytes. */
const mayLose = (v: unknown, { facts }: Stamped): boolean =>
  (facts & (FACT.described | FACT.protoWritten | FACT.sharesBytes)) !== 0 || typeof v === 'function';
