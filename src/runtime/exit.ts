/**
 * The end of the program: failures, the exit event, and the last flush. Behaviour of the program is unchanged; the flush waits for the
 * engine's acknowledgement, so that process.exit, an uncaught exception or a normal end lose nothing.
 */
import { CELL } from '../wire/ring.js';
import { SYSTEM, TAG } from '../wire/trace.js';
import { disguise } from './disguise.js';
import type { Heap } from './heap.js';
import * as js from './intrinsics.js';
import { FLUSH_LIMIT_MS } from './ring.js';
import type { QuotedCode } from './messages.js';
import type { Resync } from './resync.js';
import type { Stops } from './stops.js';
import { captureFailed } from './trouble.js';

const UNCAUGHT = 0;
const UNHANDLED_REJECTION = 1;
const SIGNALS: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 1],
  ['SIGTERM', 2],
  ['SIGHUP', 4],
];

export interface ExitParts {
  readonly heap: Heap;
  readonly resync: Resync;
  readonly stops: Stops;
  readonly quoted: QuotedCode;
}

export function recordExit(parts: ExitParts): void {
  recordFailures(parts);
  flushAtExit(parts);
  watchSignalListeners(parts.heap.ring.C);
}

function recordFailures({ heap, stops, quoted }: ExitParts): void {
  process.on('uncaughtExceptionMonitor', (error: unknown, origin: string) => {
    if (heap.ring.C[CELL.ABANDONED] !== 0) return;
    try {
      quoted.repair(error);
      const tag = heap.tagOf(error);
      const words = [tag];
      if (tag >= TAG.int && tag <= TAG.symbol) words.push(heap.w0);
      if (tag === TAG.double) words.push(heap.w1);
      const sub = origin === 'unhandledRejection' ? UNHANDLED_REJECTION : UNCAUGHT;
      heap.ring.system(SYSTEM.failure, sub, words);
      stops.uncaught(error);
    } catch (failure) {
      captureFailed(failure);
    }
  });
}

function flushAtExit({ heap, resync }: ExitParts): void {
  const { ring } = heap;
  let exitWritten = false;
  let flushedAt = '';
  const finish = (code: unknown): void => {
    try {
      if (!exitWritten) {
        exitWritten = true;
        resync.writeGap(js.now());
        ring.system(SYSTEM.exit, 0, [Number(code ?? process.exitCode ?? 0) | 0]);
      }
      const position = [ring.C[CELL.HEAD], ring.C[CELL.CURSOR]].join();
      if (position === flushedAt) return;
      ring.flushAll(FLUSH_LIMIT_MS);
      flushedAt = position;
    } catch (error) {
      captureFailed(error);
    }
  };
  const emit = process.emit;
  const wrappedEmit = function (this: unknown, ...args: unknown[]): boolean {
    try {
      return Reflect.apply(emit, this, args) as boolean;
    } finally {
      if (args[0] === 'exit' && this === process) finish(process.exitCode ?? args[1]);
    }
  };
  wrap('emit', wrappedEmit, emit);
  const reallyExit = (process as unknown as { reallyExit: (code?: number) => never }).reallyExit;
  if (typeof reallyExit !== 'function') return;
  const wrappedReallyExit = function (this: unknown, ...args: unknown[]): unknown {
    finish(args[0]);
    return Reflect.apply(reallyExit, this, args);
  };
  wrap('reallyExit', wrappedReallyExit, reallyExit);
}

/** Replaces a method of process by one that looks the same. */
function wrap(name: string, replacement: object, original: object): void {
  const own = Object.getOwnPropertyDescriptor(process, name);
  disguise(replacement, original as { name: string; length: number });
  const attributes = own ?? { writable: true, configurable: true, enumerable: false };
  Object.defineProperty(process, name, { ...attributes, value: replacement });
}

/** Tells the drain worker which signals the program handles by itself: the worker acts on the others only. */
function watchSignalListeners(C: Int32Array): void {
  const set = (bit: number, on: boolean): void => {
    if (on) Atomics.or(C, CELL.USER_SIGNALS, bit);
    else Atomics.and(C, CELL.USER_SIGNALS, ~bit);
  };
  for (const [signal, bit] of SIGNALS) set(bit, process.listenerCount(signal) > 0);
  process.on('newListener', (name: unknown) => {
    for (const [signal, bit] of SIGNALS) if (name === signal) set(bit, true);
  });
  process.on('removeListener', (name: unknown) => {
    for (const [signal, bit] of SIGNALS) if (name === signal) set(bit, process.listenerCount(signal) > 0);
  });
}
