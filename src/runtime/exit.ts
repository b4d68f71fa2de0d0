/**
 * The end of the program: failures, the exit event, and the last flush. Behaviour of the program is unchanged; the flush waits for the
 * engine's acknowledgement, so that process.exit, an uncaught exception or a normal end lose nothing.
 */
import { constants } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { CELL } from '../wire/ring.js';
import { SYSTEM, TAG } from '../wire/trace.js';
import type { Budget } from './budget.js';
import { disguise } from './disguise.js';
import { mayBeShown } from './errorSources.js';
import type { Heap } from './heap.js';
import type { RingWriter } from './ring.js';
import type { Sources } from './sources.js';
import type { QuotedCode } from './messages.js';
import type { Moments } from './moments.js';
import type { Stops } from './stops.js';
import type { ThreadIds } from './threadIds.js';
import { captureFailed, warn } from './trouble.js';

/** How long nothing may move while the engine is waited for: at exit, and for a signal that the program sends itself (the worker gives it 3 s). */
const FLUSH_LIMIT_MS = 30_000;
const OWN_SIGNAL_LIMIT_MS = 5000;
/** Node's exit code for it. */
const HANDLER_FAILED = 7;
const UNCAUGHT = 0;
const UNHANDLED_REJECTION = 1;
const SIGNALS: readonly { readonly signal: NodeJS.Signals; readonly bit: number }[] = [
  { signal: 'SIGINT', bit: 1 },
  { signal: 'SIGTERM', bit: 2 },
  { signal: 'SIGHUP', bit: 4 },
];

const { listenerCount } = process;

export interface ExitParts {
  readonly heap: Heap;
  readonly stops: Stops;
  readonly quoted: QuotedCode;
  readonly threadIds: ThreadIds;
  readonly moments: Moments;
  readonly budget: Budget | undefined;
  readonly sources: Sources;
}

/** Node tells what happens to the process by `process.emit`; a listener of ours would be seen. */
export function recordExit(parts: ExitParts): void {
  const { C } = parts.heap.ring;
  const { finish, finishAgain } = flushAtExit(parts);
  const signalListeners = watchSignalListeners(C);
  const { emit } = process;
  const wrappedEmit = function (this: unknown, ...args: unknown[]): boolean {
    const name = args[0];
    const first = args[1];
    const second = args[2];
    if (this !== process) return Reflect.apply(emit, this, args) as boolean;
    if (name === 'uncaughtExceptionMonitor') {
      mayBeShown(first);
      recordFailure(parts, first, second);
    }
    if (name === 'workerMessage' && typeof second === 'number') args[2] = parts.threadIds.shown(second);
    let returned = false;
    try {
      const heard = Reflect.apply(emit, this, args) as boolean;
      returned = true;
      return heard;
    } finally {
      if (name === 'exit') finish(process.exitCode ?? first);
      // What a handler of last resort throws ends the process on the spot. To catch it here would change where it was thrown.
      else if (name === 'uncaughtException' && !returned) finish(HANDLER_FAILED);
      else if (name === 'uncaughtExceptionMonitor') finishAgain();
      else if (name === 'newListener' || name === 'removeListener') signalListeners(name, first);
    }
  };
  wrap('emit', wrappedEmit, emit);
  saveBeforeOwnSignal(parts.heap.ring);
  if (isMainThread) saveBeforeItIsGone(parts.heap.ring);
}

/** An exception that nobody caught is on its way to the program's handlers, or to the end. */
function recordFailure({ heap, stops, quoted }: ExitParts, error: unknown, origin: unknown): void {
  if (heap.ring.C[CELL.ABANDONED] !== 0) return;
  try {
    quoted.repair(error);
    const tag = heap.tagOf(error);
    const words = [tag];
    if (tag >= TAG.int && tag <= TAG.symbol) words[1] = heap.w0;
    if (tag === TAG.double) words[2] = heap.w1;
    const sub = origin === 'unhandledRejection' ? UNHANDLED_REJECTION : UNCAUGHT;
    heap.ring.system(SYSTEM.failure, sub, words);
    stops.uncaught(error);
    // Nothing of the program is on the stack any more; a module that threw has not said that it ended.
    heap.ring.C[CELL.DEPTH] = 0;
  } catch (failure) {
    captureFailed(failure);
  }
}

interface Finish {
  readonly finish: (code: unknown) => void;
  /** An exit listener has thrown: nothing is heard of the program any more. */
  readonly finishAgain: () => void;
}

function flushAtExit({ heap, moments, budget, sources }: ExitParts): Finish {
  const { ring } = heap;
  let exitWritten = false;
  let flushedAt = '';
  const finish = (code: unknown): void => {
    try {
      if (!exitWritten) {
        exitWritten = true;
        sources.beforeRunning();
        budget?.end();
        ring.moment(SYSTEM.exit, 0, moments.next(), Number(code ?? process.exitCode ?? 0) | 0);
      }
      const position = `${ring.C[CELL.HEAD]} ${ring.C[CELL.CURSOR]}`;
      if (position === flushedAt) return;
      if (!ring.flushAll(FLUSH_LIMIT_MS) && ring.C[CELL.ABANDONED] === 0)
        warn('the recorder does not answer: the last events of the program are lost.');
      flushedAt = position;
    } catch (error) {
      captureFailed(error);
    }
  };
  const finishAgain = (): void => {
    if (exitWritten) finish(undefined);
  };
  const reallyExit = (process as unknown as { reallyExit: (code?: number) => never }).reallyExit;
  if (typeof reallyExit !== 'function') return { finish, finishAgain };
  // Methods, unlike functions, have no prototype, and neither has Node's.
  const wrapped = {
    reallyExit(this: unknown, ...args: unknown[]): unknown {
      finish(args[0]);
      return Reflect.apply(reallyExit, this, args);
    },
  };
  wrap('reallyExit', wrapped.reallyExit, reallyExit);
  return { finish, finishAgain };
}

/** Replaces a method of process by one that looks the same. */
function wrap(name: string, replacement: object, original: object): void {
  const own = Object.getOwnPropertyDescriptor(process, name);
  disguise(replacement, original as { name: string; length: number });
  const attributes = own ?? { writable: true, configurable: true, enumerable: false };
  Object.defineProperty(process, name, { ...attributes, value: replacement });
}

/**
 * A signal that nobody listens to ends a process inside `process.kill`. With us the drain worker gets some first, saves what there is and
 * ends the process then: this thread must not run on meanwhile. Others take the drain worker along: it saves before they are sent.
 */
function saveBeforeOwnSignal(ring: RingWriter): void {
  const { C } = ring;
  const { kill } = process;
  const numbers = new Map<unknown, string>(Object.entries(constants.signals).map(([name, number]) => [number, name]));
  const bits = new Map<unknown, number>(SIGNALS.map(({ signal, bit }) => [signal, bit]));
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    const [pid, sent = 'SIGTERM'] = args;
    const signal = numbers.get(sent) ?? sent;
    const bit = bits.get(signal) ?? 0;
    // 0 and what is below it are groups of processes, of which this one may be.
    const isOurs = typeof pid === 'number' && (pid <= 0 || pid === process.pid);
    if (bit === 0 && isOurs && endsAtOnce(signal)) save(ring);
    const result = Reflect.apply(kill, this, args) as unknown;
    const ends = pid === process.pid && bit !== 0 && (Atomics.load(C, CELL.USER_SIGNALS) & bit) === 0;
    if (ends) ring.awaitEnd(OWN_SIGNAL_LIMIT_MS);
    return result;
  };
  wrap('kill', wrapped, kill);
}

/** Signals that do not end a Node process that does not listen to them. */
const HARMLESS: ReadonlySet<unknown> = new Set<NodeJS.Signals>([
  'SIGCHLD',
  'SIGCONT',
  'SIGURG',
  'SIGWINCH',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGPIPE',
  'SIGUSR1',
]);

const endsAtOnce = (signal: unknown): boolean =>
  typeof signal === 'string' &&
  signal in constants.signals &&
  !HARMLESS.has(signal) &&
  listenerCount.call(process, signal) === 0;

function save(ring: RingWriter): void {
  try {
    ring.flushAll(OWN_SIGNAL_LIMIT_MS);
  } catch (error) {
    captureFailed(error);
  }
}

/** Methods of process that leave nothing of it, the drain worker included. */
function saveBeforeItIsGone(ring: RingWriter): void {
  const { abort, execve } = process;
  const wrapped = {
    abort(this: unknown, ...args: unknown[]): unknown {
      save(ring);
      return Reflect.apply(abort, this, args);
    },
    // Since Node 22.15.
    execve: function (this: unknown, ...args: unknown[]): unknown {
      save(ring);
      return Reflect.apply(execve!, this, args);
    },
  };
  wrap('abort', wrapped.abort, abort);
  if (execve !== undefined) wrap('execve', wrapped.execve, execve);
}

/** Tells the drain worker which signals the program handles by itself: the worker acts on the others only. */
function watchSignalListeners(C: Int32Array): (event: string, name: unknown) => void {
  const set = (bit: number, on: boolean): void => {
    if (on) Atomics.or(C, CELL.USER_SIGNALS, bit);
    else Atomics.and(C, CELL.USER_SIGNALS, ~bit);
  };
  for (const { signal, bit } of SIGNALS) set(bit, process.listenerCount(signal) > 0);
  return (event, name) => {
    for (let i = 0; i < SIGNALS.length; i++) {
      const { signal, bit } = SIGNALS[i] as (typeof SIGNALS)[number];
      if (name === signal) set(bit, event === 'newListener' || process.listenerCount(signal) > 0);
    }
  };
}
