/**
 * The probes: a closure for each site (wire/probes.ts), of one function for each kind of site.
 *
 * Why closures: V8 inlines the function where a call has seen one closure only, with the header as a constant, as it inlined the functions that each
 * module's prelude had of its own before (CPU time of an event of the scheduler and the constraint solver: the same); but they need no text. With a
 * function of its own for each site, what was stored of a module was 22 times its source (now 11, much of it the map), and probes that ran once were
 * compiled all the same: a launch of 200 files took 0.68 s, 0.76 s of CPU time, and takes 0.46 s and 0.55 s.
 *
 * Steps and writes are written out, with nothing to call but the kit: V8 inlines no more than so much code into one function. What keeps
 * their machine code short is in src/README.md.
 */
import type { Kit } from '../wire/kit.js';
import { ENTER, type Enter, type ProbeMakers, type Stamped, TRAIT } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import { createCallProbes } from './callProbes.js';
import { FACT, FRESH, FRESH_ARRAY, newRecord, stampedWith } from './identity.js';
import * as js from './intrinsics.js';
import { ownClass, ownInstance } from './metBefore.js';
import { createMethodProbes } from './methodProbes.js';
import { createPutProbes, headerOf } from './putProbes.js';
import { Shape } from './shapes.js';
import { isTagAlone, tagAlone } from './values.js';

/** Without a budget no reduced body runs. */
const never = new Int32Array(1);

export function createProbes(kit: Omit<Kit, 'probes'>): ProbeMakers {
  const { C, I, D, X, flush, attend, turn, newId, v0, u0, v1, v2, fresh } = kit;
  const mask = cursorMask(I);
  const isSame = js.is;
  const freshObject = FRESH;
  const freshArray = FRESH_ARRAY;
  const { enterMethod, returnNothing } = createMethodProbes(kit);

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

  /** The object's content is in the stream. */
  const isCurrent = ({ facts }: Stamped): boolean =>
    (facts & (FACT.described | FACT.generationMask)) === (FACT.described | (C[CELL.GENERATION] as number));

  /** An event without a value; `d`: if it names the activation. */
  const bare = (word: number, hasId: boolean, d: number): void => (hasId ? bare1(word, d) : bare0(word));

  /** An event with a value. */
  const valued = (h: number, hasId: boolean, d: number, v: unknown): void => (hasId ? v1(h, d, v) : v0(h, v));

  function push(): void {
    if (C[CELL.DEPTH] === 0) turn();
    C[CELL.DEPTH] = (C[CELL.DEPTH] as number) + 1;
  }

  function pop(): void {
    C[CELL.DEPTH] = (C[CELL.DEPTH] as number) - 1;
  }

  function stepped(h: number): void {
    bare0(h);
    if (C[CELL.ATTENTION]) attend(h);
  }

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
   * Measured and left: entries that write their parameters this way as well (slower once warm), bodies without `finally` (5 % at most).
   */
  function appended(c: number, h: number, v: unknown, vs: Stamped | undefined): number {
    if (typeof v === 'number') return numberAppended(c, h, v);
    if (vs === undefined || !isCurrent(vs)) return otherAppended(c, h, v);
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

  const enter: ProbeMakers['enter'] = (site, traits) => {
    if ((traits & ENTER.callback) !== 0) return callback(enter(site, traits & ~ENTER.callback));
    if (traits === ENTER.this) return enterMethod(headerOf(site));
    const h = headerOf(site);
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
      C[CELL.CALLED] = C[CELL.CALLING] === C[CELL.CURSOR] ? 1 : 0;
      return entered(t, p, ts);
    };

  return {
    step: (site) => {
      const h = headerOf(site);
      return () => {
        let c = C[CELL.CURSOR] as number;
        if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
        c &= mask;
        I[c] = h;
        C[CELL.CURSOR] = c + 1;
        if (C[CELL.ATTENTION]) attend(h);
      };
    },
    uncheckedStep: (site) => {
      const h = headerOf(site);
      return () => {
        const c = (C[CELL.CURSOR] as number) & mask;
        I[c] = h;
        C[CELL.CURSOR] = c + 1;
        if (C[CELL.ATTENTION]) attend(h);
      };
    },
    pass: (site) => {
      const h = headerOf(site);
      return (v) => {
        stepped(h);
        return v;
      };
    },
    write,
    parameter,
    writeIn,
    postfix: (site) => {
      const written = write(site);
      return (r, v) => {
        written(v);
        return r;
      };
    },
    postfixIn: (site) => {
      const written = writeIn(site);
      return (r, v, d) => {
        written(v, d);
        return r;
      };
    },
    unset: (site) => {
      const word = headerOf(site) | TAG.tdz;
      return () => bare0(word);
    },
    unsetIn: (site) => {
      const word = headerOf(site) | TAG.tdz;
      return (d) => bare1(word, d);
    },
    hidden: (written, name) => (v, d, e) => (e.hides(name) ? v : written(v, d)),
    hiddenPostfix: (written, name) => (r, v, d, e) => (e.hides(name) ? r : written(r, v, d)),
    enter,
    reduced: () => () => never,
    lost: () => (v) => v,
    quiet: () => (ran, result, o, os, a, b, c, more) => ran(result, o, os, a, b, c, more),
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
      if (known !== TAG.none && pops) return returnNothing(h | known);
      return (v, _, vs) => {
        if (known !== TAG.none) bare0(h | known);
        else C[CELL.CURSOR] = appended(room(), h, v, vs);
        if (pops) pop();
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
          // Whatever left its activation without a word (an exception in default values, a full stack) is out of the count again.
          else C[CELL.DEPTH] = x + 1;
        }
        bare(h, hasId, d as number);
        if (suspends) pop();
        else C[CELL.DEPTH] = x;
      };
    },
    scope: (site, hasParent) => {
      const h = headerOf(site);
      return (p) => {
        const d = newId();
        if (hasParent) bare2(h, d, p);
        else bare1(h, d);
        return d;
      };
    },
    iterate: (site) => {
      const h = headerOf(site);
      return (o) => {
        const d = newId();
        bare2(h, d, o);
        return d;
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
    throw: (site) => {
      const h = headerOf(site);
      return (v) => {
        kit.thrown(h, v);
        return v;
      };
    },
    catch: (site, traits) => {
      const h = headerOf(site);
      const hasId = (traits & TRAIT.id) !== 0;
      const suspends = (traits & TRAIT.suspends) !== 0;
      const isUnnamed = (traits & TRAIT.unnamed) !== 0;
      return (v, x, d, s) => {
        if (suspends && s) push();
        else C[CELL.DEPTH] = x + 1;
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
    literal: (...keys) => {
      const shape = new Shape(keys, true);
      return () => newRecord(freshObject, shape);
    },
    array: () => {
      const shape = new Shape([], true);
      return (made) => stampedWith(made, newRecord(freshArray, shape));
    },
    instance: () => {
      const shapeOf = ownClass(() => new Shape([], false));
      return (target, o) => {
        const shape = shapeOf(target);
        return shape === undefined ? kit.extended(o, newRecord(0, undefined)) : newRecord(freshObject, shape);
      };
    },
    ...createPutProbes(kit, writeIn),
    ...createCallProbes(kit),
  };
}
