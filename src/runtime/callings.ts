/**
 * Who calls a callback: instrumented code, which has recorded all that it did, or other code, which may have changed whatever it knows before. The place of a
 * call of a variable leaves word (CELL.CALLING) when all else of the call is evaluated, if the callee is instrumented: that is entered next, and finds
 * the ring's cursor where it was. Where anything else was recorded in between, or the ring's slot has ended, nothing is known, and what the callback is
 * called with is looked at (resync.ts): of a formatter, whose code walks trees with callbacks, that took a third of the time.
 */
import type { Kit } from '../wire/kit.js';
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CALLEE, calleeClass } from './callees.js';
import { FACT } from './identity.js';
import * as js from './intrinsics.js';

const functionPrototype = Function.prototype;
const { call } = functionPrototype;

export function createCallings(C: Int32Array): Pick<Kit, 'calling' | 'callingBy'> {
  const isRecorded = ({ facts }: Stamped, f: unknown): boolean =>
    (facts & FACT.calleeMask) === CALLEE.recorded << FACT.calleeShift ||
    ((facts & FACT.calleeMask) === 0 && typeof f === 'function' && calleeClass(f) === CALLEE.recorded);

  return {
    calling: (value, f, fs) => {
      if (fs !== undefined && isRecorded(fs, f)) C[CELL.CALLING] = C[CELL.CURSOR] as number;
      return value;
    },
    callingBy: (value, f, fs) => {
      if (fs !== undefined && isRecorded(fs, f) && hasUsualCall(f as object))
        C[CELL.CALLING] = C[CELL.CURSOR] as number;
      return value;
    },
  };
}

/** Its method `call` is the language's. */
const hasUsualCall = (f: object): boolean =>
  js.getPrototypeOf(f) === functionPrototype &&
  !js.hasOwn(f, 'call') &&
  js.getOwnPropertyDescriptor(functionPrototype, 'call')?.value === call;
