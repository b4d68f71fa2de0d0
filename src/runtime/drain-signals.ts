/**
 * Signals that would end the program, seen on the worker's own event loop: even while the program's thread is in an endless loop.
 * Node has no public way to watch a signal off the main thread; the worker runs with `--expose-internals` for this one class.
 * Where it is missing, nothing is watched and a signal loses what the last looks at the ring have not sent (some milliseconds).
 */
import { createRequire } from 'node:module';
import { constants } from 'node:os';

interface SignalHandle {
  onsignal: (signal: number) => void;
  start(signal: number): number;
  unref(): void;
  close(): void;
}

const fatalSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type FatalSignal = (typeof fatalSignals)[number];
/** Bits of CELL.USER_SIGNALS. */
export const signalBit: Readonly<Record<FatalSignal, number>> = { SIGINT: 1, SIGTERM: 2, SIGHUP: 4 };

/** Watches; the returned function stops it, so that the default disposition comes back. */
export function watchSignals(onSignal: (signal: FatalSignal) => void): () => void {
  const Signal = signalClass();
  if (Signal === undefined) return () => {};
  const handles: SignalHandle[] = [];
  for (const name of fatalSignals) {
    const handle = new Signal();
    handle.unref();
    handle.onsignal = () => onSignal(name);
    if (handle.start(constants.signals[name]) === 0) handles.push(handle);
  }
  return () => {
    for (const handle of handles.splice(0)) handle.close();
  };
}

function signalClass(): (new () => SignalHandle) | undefined {
  try {
    const { internalBinding } = createRequire(__filename)('internal/test/binding') as {
      internalBinding: (name: string) => { Signal?: new () => SignalHandle };
    };
    return internalBinding('signal_wrap').Signal;
  } catch {
    return undefined;
  }
}
