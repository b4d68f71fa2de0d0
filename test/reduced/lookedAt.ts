/** Preloaded into a program: `lookedAt(given, world, frame)` keeps what they are at the time, as V8 has it, and the end writes all of that to a file. */
import { writeFileSync } from 'node:fs';
import { Internals } from '../oracle/agent/internals.js';
import { SyncSession } from '../oracle/agent/session.js';
import { ValuePrinter } from '../oracle/agent/values.js';
import { DEEP } from './limits.js';

/** JSON texts of CONTRACT's values. */
export interface LookedAt {
  readonly given: string;
  readonly world: string;
  /** an object with the function's name and its variables; undefined if nothing was said of them */
  readonly frame: string;
}

const internals = new Internals(new SyncSession());
internals.hasPrivateNames = true;
const printer = new ValuePrinter(internals, DEEP.depth, DEEP.maxItems);
const all: LookedAt[] = [];

/** `file`: where it is written */
export function start(file: string): void {
  Object.defineProperty(globalThis, 'lookedAt', {
    value: (given: unknown, world: unknown, frame: unknown) => {
      internals.forget();
      printer.forget();
      all.push({ given: printer.root(given), world: printer.root(world), frame: printer.root(frame) });
    },
  });
  process.on('exit', () => writeFileSync(file, JSON.stringify(all)));
}
