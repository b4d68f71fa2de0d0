/**
 * Who calls a callback: instrumented code, which has recorded all that it did, or other code, which may have changed whatever it knows before. The place of a
 * call of a variable leaves word (CELL.CALLING) when all else of the call is evaluated, if the callee is instrumented: that is entered next, and finds
 * the ring's cursor where it was. A call of a method leaves the receiver's id and the name: that method was entered first, so if it is instrumented, and its receiver is `this`, nobody else has called. Where anything else was recorded in between, or the ring's slot has ended, nothing is known, and what the callback is
 * called with is looked at (resync.ts), and what it returns when it goes on: of a formatter, whose code walks trees with callbacks, that took a third of the time.
 */
import type { Kit } from '../wire/kit.js';
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CALLEE, calleeClass } from './callees.js';
import { FACT } from './identity.js';
import * as js from './intrinsics.js';
import { inherited } from './properties.js';
import { captureFailed } from './trouble.js';

/** CELL.CALLING of calls of methods is so much less the cursor: -1 is nobody's. */
const OF_METHOD = -2;

const functionPrototype = Function.prototype;
const { apply, call } = functionPrototype;

export function createCallings(
  C: Int32Array,
  handOut: (value: object) => void,
): Pick<Kit, 'calling' | 'callingBy' | 'callingOf' | 'isCalled' | 'passesOn' | 'handsOut'> {
  /** Of the method that has been called last: id of its receiver, and its name. */
  let receiver = 0;
  let name = '';
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
    callingOf: (value, os, key) => {
      if (os !== undefined) {
        C[CELL.CALLING] = OF_METHOD - (C[CELL.CURSOR] as number);
        receiver = os.id;
        name = key;
      }
      return value;
    },
    isCalled: (t, ts) => {
      const cursor = C[CELL.CURSOR] as number;
      const calling = C[CELL.CALLING];
      if (calling === cursor) return 1;
      return calling === OF_METHOD - cursor && ts !== undefined && ts.id === receiver && hasRecorded(t as object, name)
        ? 1
        : 0;
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

/** Its method of that name, own or inherited, is instrumented. */
function hasRecorded(o: object, key: string): boolean {
  const method = inherited(o, key);
  return typeof method === 'function' && calleeClass(method) === CALLEE.recorded;
}

/** Its method is the language's. */
const hasUsual = (f: object, key: 'call' | 'apply'): boolean =>
  js.getPrototypeOf(f) === functionPrototype &&
  !js.hasOwn(f, key) &&
  js.getOwnPropertyDescriptor(functionPrototype, key)?.value === (key === 'call' ? call : apply);

/** `apply` has run nothing of the program's to read it. */
const isPlainList = (list: unknown): boolean =>
  list === undefined || list === null || (js.isArray(list) && !js.isProxy(list));
