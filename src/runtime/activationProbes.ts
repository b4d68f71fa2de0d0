/** The probes of a function's activations: how they begin, end, wait, go on, and what leaves them by an exception. */
import type { Kit } from '../wire/kit.js';
import { ENTER, type Enter, type ProbeMakers, TRAIT } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import { FRESH } from './identity.js';
import { ownInstance } from './metBefore.js';
import { createMethodProbes } from './methodProbes.js';
import { headerOf } from './putProbes.js';
import type { RingTraits, Writing } from './writing.js';

type ActivationProbes = Pick<
  ProbeMakers,
  | 'enter'
  | 'begin'
  | 'take'
  | 'takeGenerator'
  | 'beginGenerator'
  | 'return'
  | 'leave'
  | 'suspend'
  | 'resume'
  | 'catch'
  | 'finally'
>;

/** `stepped`: writes a step. */
export function createActivationProbes(
  kit: Omit<Kit, 'probes'>,
  writing: Writing,
  ring: RingTraits,
  stepped: (h: number) => void,
): ActivationProbes {
  const { C, turn, newId, v2, fresh } = kit;
  const { room, bare0, bare1, bare2, isCurrent, bare, valued, write, writeIn, appended } = writing;
  const freshObject = FRESH;
  const methods = createMethodProbes(kit, writing, ring);

  function push(): void {
    if (C[CELL.DEPTH] === 0) turn();
    C[CELL.DEPTH] = (C[CELL.DEPTH] as number) + 1;
  }

  function pop(): void {
    C[CELL.DEPTH] = (C[CELL.DEPTH] as number) - 1;
  }

  /** An activation with `x` below it is the innermost: whatever has left its own without a word (a full stack) is out of the count again. */
  function onTop(h: number, x: number): void {
    if ((C[CELL.DEPTH] as number) > x + 1) kit.unwound(h, x);
    C[CELL.DEPTH] = x + 1;
  }

  const enter: ProbeMakers['enter'] = (site, traits) => {
    if ((traits & ENTER.callback) !== 0) return callback(enter(site, traits & ~ENTER.callback));
    const h = headerOf(site);
    if (traits === ENTER.this) return methods.enterMethod(h);
    if (traits === 0) return methods.enterFunction(h);
    const hasId = (traits & ENTER.id) !== 0;
    const hasParent = (traits & ENTER.parent) !== 0;
    const isOwn = (traits & ENTER.fresh) === 0 ? undefined : ownInstance();
    const iterates = (traits & ENTER.iterates) !== 0;
    const entered = (tag: number, p: number): number => {
      if (!hasId) {
        bare(h | tag, hasParent, p);
        return 0;
      }
      const d = newId();
      if (hasParent) bare2(h | tag, d, p);
      else bare1(h | tag, d);
      return d;
    };
    if ((traits & ENTER.this) === 0)
      return (p) => {
        push();
        return entered(TAG.none, p as number);
      };
    return (t, p = 0, ts) => {
      push();
      if (iterates && C[CELL.DELEGATING] !== 0) kit.iteratorCalled(t);
      if (t === undefined) return entered(TAG.undefined, p);
      const d = hasId ? newId() : 0;
      if (ts !== undefined && !hasId && !hasParent && isCurrent(ts)) {
        bare1(h | TAG.object, ts.id);
        return d;
      }
      // What its constructor has begun with, it has looked at.
      if (isOwn !== undefined && ts?.facts !== freshObject) (isOwn(t as object) ? fresh : kit.extended)(t as object);
      if (hasId && hasParent) v2(h, d, p, t);
      else valued(h, hasId || hasParent, hasId ? d : p, t);
      return d;
    };
  };

  const callback =
    (entered: Enter): Enter =>
    (t, p, ts) => {
      C[CELL.CALLED] = kit.isCalled(t, ts);
      return entered(t, p, ts);
    };

  return {
    enter,
    begin: (site, entered) => {
      const h = headerOf(site);
      return (t, p, ts) => {
        const open = kit.reopen(h);
        if (open >= 0) return open;
        const d = entered(t, p, ts);
        kit.prepare(h, d);
        return d;
      };
    },
    take: (site, entered) => {
      const h = headerOf(site);
      return (t, p, ts) => {
        const d = C[CELL.PREPARED] === 0 ? -1 : kit.take(h);
        return d < 0 ? entered(t, p, ts) : d;
      };
    },
    takeGenerator: (entered, resume) => (args, t, p, ts) => {
      const d = kit.generatorOf(args);
      if (d === 0) return entered(t, p, ts);
      resume(undefined, d);
      return d;
    },
    beginGenerator: (site, take) => {
      const h = headerOf(site);
      return (args, t, p, ts) => {
        const d = take(args, t, p, ts);
        kit.keepGenerator(args, d);
        kit.prepare(h, d);
        return d;
      };
    },
    return: (site, traits, stop) => {
      const h = headerOf(site);
      const hasId = (traits & TRAIT.id) !== 0;
      const pops = (traits & TRAIT.pops) !== 0;
      const known = traits & TRAIT.unknown ? TAG.unknown : traits & TRAIT.nothing ? TAG.undefined : TAG.none;
      const stopHeader = headerOf(stop);
      const returned = write(site);
      const returnedBy = writeIn(site);
      if (hasId || stop !== 0)
        return (v, d, vs) => {
          if (stop !== 0) stepped(stopHeader);
          if (known !== TAG.none) bare(h | known, hasId, d);
          else if (hasId) returnedBy(v, d, vs);
          else returned(v, vs);
          if (pops) pop();
          return v;
        };
      if (pops) return known === TAG.none ? methods.returnValue(h) : methods.returnNothing(h | known);
      return (v, _, vs) => {
        if (known !== TAG.none) bare0(h | known);
        else C[CELL.CURSOR] = appended(room(), h, v, vs);
        return v;
      };
    },
    leave: (site, traits) => {
      const h = headerOf(site);
      const hasId = (traits & TRAIT.id) !== 0;
      const suspends = (traits & TRAIT.suspends) !== 0;
      return (x, d, s) => {
        if (suspends) {
          if (hasId ? s : d) push();
          else onTop(h, x);
        } else onTop(h, x);
        kit.failed();
        bare(h, hasId, d as number);
        pop();
      };
    },
    suspend: (site, traits) => {
      const h = headerOf(site);
      const iterates = (traits & TRAIT.iterates) !== 0;
      const isNothing = (traits & TRAIT.nothing) !== 0;
      const delegates = (traits & TRAIT.delegates) !== 0;
      const isGenerated = (traits & TRAIT.generated) !== 0;
      const suspended = writeIn(site);
      return (v, d) => {
        // Whoever made what `for await` goes through changes it between the rounds.
        if (iterates) kit.entered(v);
        if (isNothing) bare1(h | TAG.undefined, d);
        else suspended(v, d);
        if (isGenerated && C[CELL.GENERATED] === 0) C[CELL.GENERATED] = d;
        pop();
        if (delegates) kit.delegates(v, d);
        return v;
      };
    },
    resume: (site) => {
      const resumed = writeIn(site);
      return (v, d) => {
        push();
        return resumed(v, d);
      };
    },
    catch: (site, traits) => {
      const h = headerOf(site);
      const hasId = (traits & TRAIT.id) !== 0;
      const suspends = (traits & TRAIT.suspends) !== 0;
      const isUnnamed = (traits & TRAIT.unnamed) !== 0;
      return (v, x, d, s) => {
        if (suspends && s) push();
        else onTop(h, x);
        kit.failed();
        if (isUnnamed) return bare(h | TAG.unknown, hasId, d);
        kit.repair(v);
        valued(h, hasId, d, v);
        kit.caught(v);
      };
    },
    finally: (site) => {
      const h = headerOf(site);
      return (d, s) => {
        if (s) push();
        bare1(h, d);
      };
    },
  };
}
