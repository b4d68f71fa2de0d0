/** The probes of properties: assigned, defined, deleted. What the others are is in probes.ts. */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL, cursorMask } from '../wire/ring.js';
import { TAG, TAG_BITS } from '../wire/trace.js';
import { FACT, OPEN, SIMPLE, SIMPLE_MASK, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import { metBefore } from './metBefore.js';

type PutProbes = Pick<
  ProbeMakers,
  | 'put'
  | 'putAt'
  | 'putGlobal'
  | 'removeGlobal'
  | 'assigned'
  | 'assignedAt'
  | 'given'
  | 'givenAt'
  | 'header'
  | 'target'
  | 'targetAt'
  | 'remove'
  | 'removeAt'
>;

type ValueOf = (v: unknown, d: number, vs?: Stamped) => unknown;
type Assigned = (v: unknown, o: unknown, os?: Stamped, vs?: Stamped) => void;

/** Header of a site's events, without the tag. */
export const headerOf = (site: number): number => site << TAG_BITS;

export function createPutProbes(kit: Omit<Kit, 'probes'>, writeIn: ProbeMakers['writeIn']): PutProbes {
  const { C, I, D, X, flush } = kit;
  const mask = cursorMask(I);
  const isSame = js.is;
  // V8 compiles in the values of a function's constants; of a module's the bundler makes variables.
  const simple = SIMPLE;
  const untouched = SIMPLE_MASK | FACT.fingerprinted;
  const writes = OPEN.writes;
  const calls = OPEN.calls;
  const elements = OPEN.elements;
  const kinds = OPEN.kinds;

  /** See OPEN. */
  const isOpen = ({ opened }: Stamped): boolean => (opened & ~calls) === C[CELL.OPEN_TO_WRITES];

  const isOpenView = ({ opened }: Stamped): boolean => opened === (elements | (C[CELL.OPEN_TO_WRITES] as number));

  /** Opening it would change nothing. */
  const isAsOpenAsCanBe = ({ opened, home }: Stamped): boolean =>
    (home.opens & writes) === 0 && ((opened ^ (C[CELL.OPEN_TO_WRITES] as number)) & ~kinds) === 0;

  /** A plain object of which the stream has everything, and that only instrumented code has had in its hands. */
  const isUntouched = ({ facts }: Stamped): boolean =>
    (facts & untouched) === (simple | (C[CELL.GENERATION] as number));

  /** An element's new value. */
  function putNumber(h: number, id: number, k: number, v: number): void {
    let c = C[CELL.CURSOR] as number;
    if (c > (C[CELL.LIMIT] as number)) c = flush() | 0;
    c &= mask;
    I[c + 1] = id;
    I[c + 2] = k;
    if ((v | 0) === v && !isSame(v, -0)) {
      I[c] = h | TAG.int;
      I[c + 3] = v;
      C[CELL.CURSOR] = c + 4;
    } else {
      D[0] = v;
      I[c] = h | TAG.double;
      I[c + 3] = X[0] as number;
      I[c + 4] = X[1] as number;
      C[CELL.CURSOR] = c + 5;
    }
  }

  /** Cheap where the value is a number, or an object that is known. */
  const isFunction = (v: unknown, vs: Stamped | undefined): boolean =>
    typeof v !== 'number' && vs === undefined && typeof v === 'function';

  const assignedValue = (v: unknown, added: number): unknown =>
    // What an update gives is numeric.
    added === 0 ? v : typeof v === 'number' ? v + added : added > 0 ? (v as bigint) + 1n : (v as bigint) - 1n;

  /** Describing all of the global object for a name is not worth it. */
  const isInStream = (o: unknown): boolean =>
    ((stampOf(o as object)?.facts ?? 0) & (FACT.described | FACT.protoWritten)) !== 0;

  /** Of objects that are not open; their prototypes may have setters of other names. */
  function assignedClosed(h: number, key: string | number, put: ValueOf): Assigned {
    const isAssignable = metBefore(C, (os) => kit.isAssignable(os, key));
    return (v, o, os, vs) => {
      if (os !== undefined && isUntouched(os) && isAssignable(os) && !isFunction(v, vs)) {
        put(v, os.id, vs);
        if (!isAsOpenAsCanBe(os)) kit.open(o as object, os);
      } else kit.assigned(h, o, key, v, os, vs);
    };
  }

  return {
    put: (site, key) => {
      const h = headerOf(site);
      return (v, o) => {
        kit.put(h, o, key, v);
        return v;
      };
    },
    putAt: (site) => {
      const h = headerOf(site);
      return (v, o, k) => {
        kit.putDynamic(h, o, k, v);
        return v;
      };
    },
    putGlobal: (site, key) => {
      const h = headerOf(site);
      return (v, o) => {
        if (isInStream(o)) kit.put(h, o, key, v);
        return v;
      };
    },
    removeGlobal: (site, key) => {
      const h = headerOf(site);
      return (v, o) => {
        if (isInStream(o)) kit.remove(h, o, key);
        return v;
      };
    },
    assigned: (site, key, added) => {
      const h = headerOf(site);
      const put = writeIn(site);
      const mayOpen = key !== '__proto__' && key !== 'length';
      let closed: Assigned | undefined;
      return (v, o, os, vs) => {
        if (os !== undefined && mayOpen && isOpen(os) && !isFunction(v, vs)) {
          put(assignedValue(v, added), os.id, vs);
          return v;
        }
        closed ??= assignedClosed(h, key, put);
        closed(assignedValue(v, added), o, os, vs);
        return v;
      };
    },
    assignedAt: (site, added) => {
      const h = headerOf(site);
      return (v, o, k, os, vs) => {
        if (os !== undefined && isOpenView(os) && typeof k === 'number' && (k | 0) === k) {
          // What the value was converted to; nothing where there is no such element.
          const now = (o as Float64Array)[k];
          if (typeof now === 'number') {
            putNumber(h, os.id, k, now);
            return v;
          }
        }
        kit.assignedAt(h, o, k, assignedValue(v, added), os, vs);
        return v;
      };
    },
    given: (site) => {
      const h = headerOf(site);
      return (v, o) => {
        kit.putValue(h, o, v);
        return v;
      };
    },
    givenAt: (site) => {
      const h = headerOf(site);
      return (v, o, k) => {
        kit.putValue(h, o, v, k);
        return v;
      };
    },
    header: (site) => () => headerOf(site),
    target: (site, key, strict) => {
      const h = headerOf(site);
      return (o) => kit.target(h, o, key as string, strict);
    },
    targetAt: (site, strict) => {
      const h = headerOf(site);
      return (o, k) => kit.targetAt(h, o, k, strict);
    },
    remove: (site, key) => {
      const h = headerOf(site);
      return (v, o) => {
        kit.remove(h, o, key);
        return v;
      };
    },
    removeAt: (site) => {
      const h = headerOf(site);
      return (v, o, k) => {
        kit.removeDynamic(h, o, k);
        return v;
      };
    },
  };
}
