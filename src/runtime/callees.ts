/**
 * What a call may have changed behind our back, decided once per function object: nothing (instrumented code records itself, and
 * many built-ins only read), or anything it was given (foreign; what some built-ins do is known exactly, see mutators.ts).
 */
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';
import { format, inspect, isDeepStrictEqual, types } from 'node:util';
import { FACT, factsOf, idOf, setFacts, stamp } from './identity.js';
import * as js from './intrinsics.js';
import { mentionsProbe } from './probeNames.js';

/** Of those that are silent, `recorded` ones are instrumented, and an event says when they are entered, before anything of theirs runs. */
export const CALLEE = { unknown: 0, silent: 1, foreign: 2, recorded: 3 } as const;
export type CalleeClass = (typeof CALLEE)[keyof typeof CALLEE];

/** Changes nothing that is not recorded. */
export const isSilent = (f: object): boolean => (calleeClass(f) & CALLEE.silent) !== 0;

export function calleeClass(f: object): CalleeClass {
  const known = (factsOf(f) & FACT.calleeMask) >>> FACT.calleeShift;
  if (known !== CALLEE.unknown) return known as CalleeClass;
  if (js.isProxy(f)) return CALLEE.foreign;
  const found = classByText(f);
  setCalleeClass(f, found);
  return found;
}

/** The name of a probe in its source says that the function is instrumented. A generator's call is no entry. */
function classByText(f: object): CalleeClass {
  const text = js.functionText(f);
  if (!mentionsProbe(text)) return isEmptyClass(text) ? calleeOfEmptyClass(f) : CALLEE.foreign;
  return js.getPrototypeOf(f) === functionPrototype && !js.isGeneratorFunction(f) ? CALLEE.recorded : CALLEE.silent;
}

/** A class that adds nothing to the one that it extends; without probes, since `--mode calls` has none for the constructor that the language gives it. */
const isEmptyClass = (text: string): boolean =>
  js.startsWith(text, 'class ') && js.endsWith(text, '{}') && js.indexOf(text, '{') === text.length - 2;

/** Instrumented, or too small for that to be told. */
export function isProgramsClass(f: object): boolean {
  const text = js.isProxy(f) ? '' : js.functionText(f);
  return mentionsProbe(text) || isEmptyClass(text);
}

function calleeOfEmptyClass(f: object): CalleeClass {
  const base: unknown = js.getPrototypeOf(f);
  return typeof base === 'function' && isSilent(base) ? CALLEE.silent : CALLEE.foreign;
}

const functionPrototype = Function.prototype;

export function setCalleeClass(f: object, to: CalleeClass): void {
  if (idOf(f) === 0) stamp(f);
  setFacts(f, (factsOf(f) & ~FACT.calleeMask) | (to << FACT.calleeShift));
}

/** Marks the built-ins that change no object whose content is recorded. Before user code runs. */
export function registerSilentBuiltins(): void {
  for (const holder of allSilent) markAll(holder, []);
  for (const [holder, loud] of mostlySilent) markAll(holder, loud);
  // Others of that module load what they need when they are looked at.
  for (const f of [format, inspect, isDeepStrictEqual]) setCalleeClass(f, CALLEE.silent);
  for (const f of single()) setCalleeClass(f, CALLEE.silent);
}

const allSilent: readonly object[] = [
  String,
  String.prototype,
  Number,
  Number.prototype,
  Boolean,
  Boolean.prototype,
  BigInt,
  BigInt.prototype,
  Symbol,
  Symbol.prototype,
  Math,
  JSON,
  Intl,
  Promise,
  Promise.prototype,
  WeakMap.prototype,
  WeakSet.prototype,
  WeakRef.prototype,
  Date,
  console,
  performance,
  Object.getPrototypeOf(function* () {}).prototype,
  Object.getPrototypeOf(async function* () {}).prototype,
  Object.getPrototypeOf([][Symbol.iterator]()),
  Object.getPrototypeOf(new Map().entries()),
  Object.getPrototypeOf(new Set().values()),
  Object.getPrototypeOf(''[Symbol.iterator]()),
  Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
];

const setters = /^set/;
const mostlySilent: readonly (readonly [object, readonly (string | RegExp)[]])[] = [
  [Object, ['assign', 'defineProperty', 'defineProperties', 'freeze', 'seal', 'preventExtensions', 'setPrototypeOf']],
  [Object.prototype, [/^__define/]],
  [Reflect, ['apply', 'construct', 'set', 'defineProperty', 'deleteProperty', 'setPrototypeOf', 'preventExtensions']],
  [Array, []],
  [Array.prototype, ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']],
  [Map, []],
  [Map.prototype, ['set', 'delete', 'clear']],
  [Set, []],
  [Set.prototype, ['add', 'delete', 'clear']],
  [Date.prototype, [setters]],
  [RegExp.prototype, ['exec', 'test', 'compile', /^Symbol/]],
  [Object.getPrototypeOf(Uint8Array.prototype) as object, ['set', 'fill', 'copyWithin', 'sort', 'reverse']],
  [Object.getPrototypeOf(Uint8Array) as object, []],
  [DataView.prototype, [setters]],
  [ArrayBuffer, []],
  [ArrayBuffer.prototype, ['resize', /^transfer/]],
  [Function.prototype, ['call', 'apply']],
  [Buffer, []],
  // Those that write are registered as mutators.
  [Buffer.prototype, []],
  [path.posix, []],
  [path.win32, []],
  [url, []],
  [types, []],
  [fs, [/^read(?:v?|v?Sync)$/]],
];

function markAll(holder: object, loud: readonly (string | RegExp)[]): void {
  for (const key of js.ownKeys(holder)) {
    if (key === 'constructor') continue;
    const value: unknown = js.getOwnPropertyDescriptor(holder, key)?.value;
    const name = String(key);
    const isLoud = loud.some((rule) => (typeof rule === 'string' ? rule === name : rule.test(name)));
    if (typeof value === 'function' && !isLoud) setCalleeClass(value, CALLEE.silent);
  }
}

function single(): object[] {
  const names = [
    ...[
      'Object',
      'Array',
      'String',
      'Number',
      'Boolean',
      'BigInt',
      'Symbol',
      'Map',
      'Set',
      'WeakMap',
      'WeakSet',
      'WeakRef',
    ],
    ...['Date', 'RegExp', 'Promise', 'Proxy', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'FinalizationRegistry'],
    ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError'],
    ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
    ...['Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
    ...[
      'parseInt',
      'parseFloat',
      'isNaN',
      'isFinite',
      'encodeURIComponent',
      'decodeURIComponent',
      'encodeURI',
      'decodeURI',
    ],
    ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
    ...['queueMicrotask', 'atob', 'btoa'],
  ];
  const found: object[] = [process.nextTick, process.hrtime, process.hrtime.bigint, process.cwd, process.memoryUsage];
  for (const name of names) {
    const value: unknown = js.getOwnPropertyDescriptor(globalThis, name)?.value;
    if (typeof value === 'function') found.push(value);
  }
  return found;
}
