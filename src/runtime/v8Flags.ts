/** Flags of V8 that we set while the program runs, where V8 lets us: it ends a process that changes frozen ones. */
import v8 from 'node:v8';
import { growYoungGeneration as grow } from '../base/youngGeneration.js';

const { setFlagsFromString } = v8;

const FREEZING = /^--(no[-_]?)?freeze[-_]flags[-_]after[-_]init$/;

/** Node itself leaves them open. `execArgv`: of the process */
export function areFrozen(execArgv: readonly string[]): boolean {
  const last = execArgv.findLast((flag) => FREEZING.test(flag));
  return last !== undefined && FREEZING.exec(last)?.[1] === undefined;
}

/** Natives of V8 (`%Name()`) can be called in what is compiled meanwhile. */
export function withNatives<T>(use: () => T): T {
  setFlagsFromString('--allow-natives-syntax');
  try {
    return use();
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}

/** See base/youngGeneration.ts. */
export const growYoungGeneration = (): void => grow(setFlagsFromString);

/** Functions are compiled with what they stand in from now on, or again with their first call. */
export const compileWhole = (isWhole: boolean): void => setFlagsFromString(isWhole ? '--no-lazy' : '--lazy');

/**
 * V8 inlines 920 bytes of code into a function, which is less than the probes of a loop; numbers that are handed to a probe that is not inlined are
 * boxed (a loop over doubles took twice the CPU time). With 4,000, methods that call methods took a quarter more CPU time than with 8,000; with 12,000 nothing took less,
 * and V8's compiler 11 MB more.
 */
export function inlineMore(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=8000');
  // Whatever is small is inlined up to here.
  setFlagsFromString('--max-inlined-bytecode-size-absolute=14000');
}

/** V8 writes to the program's stderr where it does not know a flag, as older ones do not know this one: it is for the version in which it was tried (Node 24's). */
const COUNTS_CALLS = /^13\./;

/**
 * V8 counts the calls of a function by the code that it has run, in lengths of the function: with a reduced body in front of the recorded one (instrument/reducedBodies.ts) several calls are one, and what runs next to
 * no probes stays in slower code for long. Half as many (V8: 3,000): CPU time of the constraint solver with a factor of 3 is an eighth less, the others' the same; with 800 or 400 no less.
 */
export function optimizeSooner(): void {
  if (COUNTS_CALLS.test(process.versions.v8)) setFlagsFromString('--invocation-count-for-turbofan=1500');
}
