/** Generated programs by seed: batch after batch, and the smallest program for each failure. */
import fc from 'fast-check';
import type { Subject } from '../oracle/compareValues.js';
import { type Failure, runBatch } from './batch.js';
import { numbers, type Program, programOf } from './program.js';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** features of the grammar that are left out */
  readonly without: ReadonlySet<string>;
  /** what may differ from V8 */
  readonly ignored: ReadonlySet<Subject>;
  /** for each failing program, how long to look for a smaller one */
  readonly shrinkMillis: number;
  readonly log: (line: string) => void;
}

export interface FuzzFailure {
  /** number of the program among those of the seed */
  readonly run: number;
  readonly why: string;
  readonly smallest: string;
}

export interface FuzzResult {
  readonly programs: number;
  readonly positions: number;
  readonly values: number;
  readonly failures: readonly FuzzFailure[];
}

const BATCH = 25;
const POSITIONS_PER_BATCH = 1500;

export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { runs, seed, without, ignored, log } = options;
  const samples = fc.sample(numbers, { numRuns: runs, seed });
  const failures: FuzzFailure[] = [];
  let positions = 0;
  let values = 0;
  for (let start = 0; start < samples.length; start += BATCH) {
    const lists = samples.slice(start, start + BATCH);
    const programs = lists.map((list) => programOf(list, without));
    const { failures: found, report } = await runBatch(programs, { positions: POSITIONS_PER_BATCH, seed, ignored });
    positions += report.positions;
    values += report.values;
    log(
      `${start + lists.length} programs, positions ${positions}, values ${values}, failing ${failures.length + found.length}`,
    );
    for (const failure of found) {
      const shrunk = await smallestOf(lists[failure.index]!, { start, failure, options });
      failures.push(shrunk);
      log(`\nprogram ${shrunk.run} of seed ${seed}: ${shrunk.why}\n\n${shrunk.smallest}`);
    }
  }
  return { programs: samples.length, positions, values, failures };
}

interface Found {
  readonly start: number;
  readonly failure: Failure;
  readonly options: FuzzOptions;
}

/** Shrinks the numbers that a failing program was made of, as long as a program of them fails. */
async function smallestOf(list: number[], { start, failure, options }: Found): Promise<FuzzFailure> {
  const { without, shrinkMillis } = options;
  let smallest: { readonly program: Program; readonly why: string } = {
    program: programOf(list, without),
    why: failure.why,
  };
  const property = fc.asyncProperty(numbers, async (tried) => {
    const program = programOf(tried, without);
    const why = await failureOf(program, options);
    if (why !== undefined && program.text.length <= smallest.program.text.length) smallest = { program, why };
    return why === undefined;
  });
  if (shrinkMillis > 0)
    await fc.check(property, { examples: [[list]], numRuns: 1, interruptAfterTimeLimit: shrinkMillis });
  const { program, why } = smallest;
  return { run: start + failure.index, why, smallest: `// ${program.isSloppy ? '.cjs' : '.mjs'}\n${program.text}` };
}

/** Why a program fails alone; undefined if it does not, or cannot run at all. */
async function failureOf(program: Program, { seed, ignored }: FuzzOptions): Promise<string | undefined> {
  try {
    const { failures } = await runBatch([program], { positions: POSITIONS_PER_BATCH, seed, ignored });
    return failures[0]?.why;
  } catch {
    return undefined;
  }
}
