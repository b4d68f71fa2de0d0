/**
 * Who calls a callback: instrumented code, which has recorded all that it did, or other code, which may have changed whatever it knows before. The place of a
 * call of a variable leaves word (CELL.CALLING) when all else of the call is evaluated, if the callee is instrumented: that is entered next, and finds
 * the ring's cursor where it was. Where anything else was recorded in between, or the ring's slot has ended, nothing is known, and what the callback is
 * called with is looked at (resync.ts), and what it returns when it goes on: of a formatter, whose code walks trees with callbacks, that took a third of the time.
 */
import type { Kit } from '../wire/kit.js';
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CALLEE, calleeClass } from './callees.js';
import { FACT } from './identity.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';

const functionPrototype = Function.prototype;
const { apply, call } = functionPrototype;

export function createCallings(
  C: Int32Array,
  handOut: (value: object) => void,
): Pick<Kit, 'calling' | 'callingBy' | 'passesOn' | 'handsOut'> {
  const isRecorded = ({ facts }: Stamped, f: unknown): boolean =>
    (facts & FACT.calleeMask) === CALLEE.recorded << FACT.calleeShift ||
    ((facts & FACT.calleeMask) === 0 && typeof f === 'function' && calleeClass(f) === CALLEE.recorded);

  return {
    calling: (value, f, fs) => {
      if (fs !== undefined && isRecorded(fs, f)) C[CELL.CALLING] = C[CELL.CURSOR] as number;
      return value;
    },
    callingBy: (value, f, fs) => {
      if (fs !== undefined && isRecorded(fs, f) && hasUsual(f as object, 'call'))
        C[CELL.CALLING] = C[CELL.CURSOR] as number;
      return value;
    },
    handsOut(value, isOwn) {
      if (isOwn !== 0 || isPrimitive(value) || C[CELL.ABANDONED] !== 0) return value;
      try {
        handOut(value as object);
      } catch (error) {
        captureFailed(error);
      }
      return value;
    },
    passesOn: (f, { facts }, key, args) =>
      typeof f === 'function' &&
      (facts & (CALLEE.silent << FACT.calleeShift)) !== 0 &&
      C[CELL.UNFILLED] === 0 &&
      (key === 'call' || isPlainList(args[1])) &&
      hasUsual(f, key),
  };
}

const isPrimitive = (value: unknown): boolean =>
  (typeof value !== 'object' && typeof value !== 'function') || value === null;

/** Its method is the language's. */
const hasUsual = (f: object, key: 'call' | 'apply'): boolean =>
  js.getPrototypeOf(f) === functionPrototype &&
  !js.hasOwn(f, key) &&
  js.getOwnPropertyDescriptor(functionPrototype, key)?.value === (key === 'call' ? call : apply);

/** `apply` has run nothing of the program's to read it. */
const isPlainList = (list: unknown): boolean =>
  list === undefined || list === null || (js.isArray(list) && !js.isProxy(list));
