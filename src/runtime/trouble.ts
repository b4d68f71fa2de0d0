/** Failures of our own code: counted as gaps, told once on stderr, never thrown into the program. */
import { writeSync } from 'node:fs';
import { GAP, SYSTEM } from '../wire/trace.js';
import type { RingWriter } from './ring.js';

let ring: RingWriter | undefined;
let warned = false;

export function reportTroubleTo(writer: RingWriter): void {
  ring = writer;
}

export function warn(message: string): void {
  try {
    writeSync(2, `ElixirScope: ${message}\n`);
  } catch {
    // stderr is closed: nobody to tell
  }
}

export function captureFailed(error: unknown): void {
  try {
    ring?.system(SYSTEM.gap, GAP.captureFailed, [1]);
    // Out of stack is the program's own doing: it is about to fail by itself.
    if (warned || isOutOfStack(error)) return;
    warned = true;
    warn(`a value could not be recorded (${error instanceof Error ? (error.stack ?? error.message) : String(error)})`);
  } catch {
    // out of stack here too
  }
}

/** V8 has no error class of its own for it. */
export const isOutOfStack = (error: unknown): boolean =>
  error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
