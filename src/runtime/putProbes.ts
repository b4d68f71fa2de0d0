/** The probes of properties: assigned, defined, deleted. What the others are is in probes.ts. */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { TAG_BITS } from '../wire/trace.js';
import { metBefore } from './callProbes.js';
import { FACT, SIMPLE, SIMPLE_MASK } from './identity.js';
import { MANY_WRITES } from './puts.js';

const UNTOUCHED_MASK = SIMPLE_MASK | FACT.fingerprinted;

type PutProbes = Pick<
  ProbeMakers,
  | 'put'
  | 'putAt'
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

/** Header of a site's events, without the tag. */
export const headerOf = (site: number): number => site << TAG_BITS;

export function createPutProbes(kit: Omit<Kit, 'probes'>, writeIn: ProbeMakers['writeIn']): PutProbes {
  const { C } = kit;

  /** A plain object of which the stream has everything, and that only instrumented code has had in its hands; it need not be described again now. */
  const isUntouched = ({ facts, writes }: Stamped): boolean =>
    (facts & UNTOUCHED_MASK) === (SIMPLE | (C[CELL.GENERATION] as number)) && (writes & MANY_WRITES) !== MANY_WRITES;

  const assignedValue = (v: unknown, added: number): unknown =>
    // What an update gives is numeric.
    added === 0 ? v : typeof v === 'number' ? v + added : added > 0 ? (v as bigint) + 1n : (v as bigint) - 1n;

  return {
    put: (site, key) => {
      const h = headerOf(site);
      return (v, o) => {
        kit.put(h, o, key);
        return v;
      };
    },
    putAt: (site) => {
      const h = headerOf(site);
      return (v, o, k) => {
        kit.putDynamic(h, o, k);
        return v;
      };
    },
    assigned: (site, key, added) => {
      const h = headerOf(site);
      const put = writeIn(site);
      const isAssignable = metBefore(C, (os) => kit.isAssignable(os, key));
      return (v, o, os, vs) => {
        if (os !== undefined && isUntouched(os) && typeof v !== 'function' && isAssignable(os)) {
          os.writes++;
          put(assignedValue(v, added), os.id, vs);
          return v;
        }
        kit.assigned(h, o, key, assignedValue(v, added), os, vs);
        return v;
      };
    },
    assignedAt: (site, added) => {
      const h = headerOf(site);
      return (v, o, k, os, vs) => {
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
