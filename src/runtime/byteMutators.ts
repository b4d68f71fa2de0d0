/** Built-ins that write bytes of a view, and which bytes: told by their arguments and results after the call. */
import { Buffer } from 'node:buffer';
import { extentOf } from './buffers.js';
import * as js from './intrinsics.js';
import type { Call } from './mutators.js';

/** Bytes `from` to `to` of a view were written. */
export type Wrote = (view: unknown, from: number, to: number) => void;
type ByteMutator = readonly [holder: object, names: readonly string[], written: (call: Call, wrote: Wrote) => void];

const ALL = Number.POSITIVE_INFINITY;
const typedArray = js.getPrototypeOf(Uint8Array.prototype) as object;

/** Built-ins that change a buffer's length, or detach it. */
export const reshapers: readonly (readonly [holder: object, names: readonly string[]])[] = [
  [ArrayBuffer.prototype, ['resize', 'transfer', 'transferToFixedLength']],
  [SharedArrayBuffer.prototype, ['grow']],
];

export function byteMutators(): readonly ByteMutator[] {
  return [
    ...dataViewSetters(),
    [typedArray, ['set'], ({ receiver, args }, wrote) => copied(receiver, args[0], args[1], wrote)],
    [typedArray, ['fill'], ({ receiver, args }, wrote) => elements(receiver, args[1], args[2], wrote)],
    [typedArray, ['copyWithin'], ({ receiver, args }, wrote) => elements(receiver, args[0], undefined, wrote)],
    [typedArray, ['sort', 'reverse'], ({ receiver }, wrote) => wrote(receiver, 0, ALL)],
    [
      Atomics,
      ['store', 'add', 'sub', 'and', 'or', 'xor', 'exchange', 'compareExchange'],
      ({ args }, wrote) => elements(args[0], args[1], typeof args[1] === 'number' ? args[1] + 1 : undefined, wrote),
    ],
    ...bufferWriters(),
    [
      TextEncoder.prototype,
      ['encodeInto'],
      ({ args, result }, wrote) =>
        wrote(args[1], 0, (js.getOwnPropertyDescriptor(result as object, 'written')?.value as number) ?? ALL),
    ],
  ];
}

function dataViewSetters(): ByteMutator[] {
  const names = Object.getOwnPropertyNames(DataView.prototype).filter((name) => name.startsWith('set'));
  return names.map((name) => {
    const size = Number(/\d+$/.exec(name)?.[0] ?? 64) / 8;
    return [
      DataView.prototype,
      [name],
      ({ receiver, args }, wrote) => {
        const at = args[0] ?? 0;
        if (typeof at === 'number') wrote(receiver, Math.trunc(at), Math.trunc(at) + size);
        else wrote(receiver, 0, ALL);
      },
    ];
  });
}

/** Methods that Node's Buffer adds. Most return where they ended. */
function bufferWriters(): ByteMutator[] {
  const names = Object.getOwnPropertyNames(Buffer.prototype);
  const numbers = names.filter((name) => /^write.+/.test(name));
  const whole = names.filter((name) => /^swap|Write$/.test(name));
  return [
    [
      Buffer.prototype,
      numbers,
      ({ receiver, args, result }, wrote) => wrote(receiver, offset(args[1]), offset(result, ALL)),
    ],
    [Buffer.prototype, whole, ({ receiver }, wrote) => wrote(receiver, 0, ALL)],
    [
      Buffer.prototype,
      ['write'],
      ({ receiver, args, result }, wrote) => wrote(receiver, offset(args[1]), offset(args[1]) + offset(result, ALL)),
    ],
    [
      Buffer.prototype,
      ['fill'],
      ({ receiver, args }, wrote) =>
        wrote(receiver, offset(args[1]), typeof args[1] === 'number' ? offset(args[2], ALL) : ALL),
    ],
    [
      Buffer.prototype,
      ['copy'],
      ({ args, result }, wrote) => wrote(args[0], offset(args[1]), offset(args[1]) + offset(result, ALL)),
    ],
  ];
}

function copied(view: unknown, source: unknown, at: unknown, wrote: Wrote): void {
  const count =
    js.isArray(source) && !js.isProxy(source) ? source.length : js.isView(source) ? js.viewLength(source) : ALL;
  const from = offset(at);
  elements(view, from, from + count, wrote);
}

const offset = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && value >= 0 ? Math.trunc(value) : otherwise;

/** Elements `from` to `to`, counted from the end if negative, as the typed array's methods take them. */
function elements(view: unknown, from: unknown, to: unknown, wrote: Wrote): void {
  const extent = typeof view === 'object' && view !== null ? extentOf(view) : undefined;
  if (extent === undefined) return;
  const { unit, length } = extent;
  const byte = (index: unknown, otherwise: number): number => {
    if (typeof index !== 'number' || Number.isNaN(index)) return otherwise;
    return index < 0 ? Math.max(0, length + Math.trunc(index) * unit) : Math.trunc(index) * unit;
  };
  wrote(view, byte(from, 0), byte(to, ALL));
}
