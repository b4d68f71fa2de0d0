/**
 * The differential oracle: the same program recorded, and run under V8's inspector; the recorded state must be what V8 shows at all
 * statement executions of a small program, at a seeded random choice of a large one's. Programs must be deterministic.
 *
 *   record -> step events -> executions -> V8's states there (one run) -> recorded states -> comparison
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Ended, ROOT } from '../record/process.js';
import type { Sample } from '../record/programs.js';
import { compareStates } from './compareFrames.js';
import type { Comparer, Difference } from './compareValues.js';
import { compareReturns, compareThrows } from './compareInFlight.js';
import { groupBy } from './groups.js';
import { inspect, type InspectedRun } from './inspector.js';
import { choose, type Execution, seqOf, type Statement, statementsOf } from './positions.js';
import type { AskedStatement, Plan, V8State } from './protocol.js';
import { recordProgram } from './record.js';
import { LIMITS, RecordedRun } from './recorded.js';
import { type AskedFile, type Pairing, pairStops } from './stops.js';
import { steadyState } from './steady.js';
import { SourceTexts } from './texts.js';

export interface OracleOptions {
  readonly program: Sample;
  /** executions to compare; Infinity: all */
  readonly positions: number;
  readonly seed: number;
  /** makes the recording; what the program printed */
  readonly record?: (program: Sample, out: string) => Promise<string>;
}

export interface OracleReport {
  readonly program: string;
  readonly positions: number;
  readonly values: number;
  readonly equal: number;
  readonly stale: number;
  readonly cut: number;
  /** of a large program: other values in another run under the inspector */
  readonly otherRun: number;
  /** with the execution they were found at */
  readonly differences: readonly (Difference & { readonly at: string })[];
  /** stale, cut and otherRun by place, see Comparer */
  readonly leftOut: ReadonlyMap<string, number>;
  /** the first line that the program printed otherwise under the inspector */
  readonly outputDiffers: string | undefined;
  readonly stops: Pick<Pairing, 'paired' | 'moved' | 'onlyRecorded' | 'onlyV8'>;
}

/** Small programs are compared at every execution, large ones at so many. */
export const DEFAULT_POSITIONS = 2000;
/** Frames whose variables are compared; all frames are, by name and place. */
const FRAMES_READ = 8;
/** V8 is asked about so many first executions of a statement. */
const EXECUTIONS_ASKED = 1000;
/** In large programs. */
const EXECUTIONS_ASKED_OF_LARGE = 50;

export async function runOracle(options: OracleOptions): Promise<OracleReport> {
  const { program, record: makeRecording = recordProgram } = options;
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-oracle-'));
  try {
    const out = join(folder, 'recording.escope');
    const printed = await makeRecording(program, out);
    const recorded = RecordedRun.open(out, LIMITS);
    try {
      return await compareRuns({ ...options, folder, recorded, printed });
    } finally {
      recorded.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Recorded extends OracleOptions {
  /** for what is not needed afterwards */
  readonly folder: string;
  readonly recorded: RecordedRun;
  readonly printed: string;
}

async function compareRuns(options: Recorded): Promise<OracleReport> {
  const { program, positions: count, seed, folder, recorded, printed } = options;
  const texts = new SourceTexts();
  const { isLarge = false } = program;
  const executionsAsked = isLarge ? EXECUTIONS_ASKED_OF_LARGE : EXECUTIONS_ASKED;
  const statements = statementsOf(recorded, texts, executionsAsked);
  const executions = choose(statements, { count, seed, isLarge });
  if (executions.length === 0) throw new Error('the recording holds no statement of the program: nothing to compare');
  const wanted = new Set(isLarge ? executions.map(({ statement }) => statement) : statements);
  // Files of which nothing is wanted are asked as well: their frames are recorded.
  const files = [...groupBy(statements, ({ path }) => path)].map(
    ([path, own]): AskedFile => ({ path, statements: own.filter((statement) => wanted.has(statement)) }),
  );
  const limits = { executionsAsked, isSample: isLarge };
  const inspected = async (asked: readonly Execution[]): Promise<InspectedRun & { readonly pairing: Pairing }> => {
    const run = await inspect(program, { ...plan(files, asked), ...limits }, folder);
    return { ...run, pairing: pairStops({ files, run, texts, name: placeName }) };
  };
  const { ended, answers, pairing } = await inspected(executions);
  const compared = (execution: Execution, state: V8State | undefined): Compared[] => {
    if (state?.frames === undefined) return [];
    const comparer = compareStates(state, recorded.frames(seqOf(execution), FRAMES_READ), texts);
    return [{ at: executionName(execution), execution, comparer }];
  };
  const first = executions.flatMap((execution) => compared(execution, pairing.stateAt(execution)));
  const isAsRecorded = ({ comparer }: Compared): boolean => comparer.equal + comparer.cut === comparer.values;
  const others = first.filter((one) => !isAsRecorded(one)).map(({ execution }) => execution);
  const again = isLarge && others.length > 0 ? (await inspected(others)).pairing : undefined;
  const comparisons = first.flatMap((one) => {
    const state = pairing.stateAt(one.execution);
    if (again === undefined || state === undefined || isAsRecorded(one)) return [one];
    return compared(one.execution, steadyState(state, again.stateAt(one.execution)));
  });
  const inFlight = [
    ...compareReturns(recorded, pairing.returns),
    ...compareThrows(recorded, answers, (place) => texts.thrownName(place)),
  ].map(({ path, line, column, k, comparer }) => ({ at: `${placeName(path, line, column)}#${k}`, comparer }));
  const outputDiffers = ended.stdout === printed ? undefined : unlike(ended, printed);
  return {
    ...report(program, [...comparisons, ...inFlight]),
    positions: comparisons.length,
    // Where the inspector was not asked to stop, nothing is missing.
    stops: isLarge ? { ...pairing, onlyV8: [] } : pairing,
    outputDiffers,
  };
}

/** The first line in which the outputs differ. */
function unlike({ stdout, stderr }: Ended, printed: string): string {
  const [inspected, recorded] = [stdout.split('\n'), printed.split('\n')];
  const i = inspected.findIndex((line, at) => line !== recorded[at]);
  const head = `line ${i + 1} of the output is ${JSON.stringify(recorded[i])} recorded`;
  return `${head}, under the inspector ${JSON.stringify(inspected[i])}\n${stderr.slice(0, 1000)}`;
}

function plan(
  files: readonly AskedFile[],
  executions: readonly Execution[],
): Omit<Plan, 'answers' | 'states' | 'executionsAsked' | 'isSample'> {
  const wanted = groupBy(executions, ({ statement }) => statement);
  const asked = (statement: Statement): AskedStatement => ({
    start: { line: statement.line, column: statement.column },
    breakAt: statement.breakAt,
    end: { line: statement.endLine, column: statement.endColumn },
    throws: statement.throws,
    executions: (wanted.get(statement) ?? []).map(({ k }) => k),
  });
  return {
    files: files.map(({ path, statements }) => ({ path, statements: statements.map(asked) })),
    depth: LIMITS.depth,
    maxItems: LIMITS.maxItems,
    framesRead: FRAMES_READ,
  };
}

const placeName = (path: string, line: number, column: number): string => `${relative(ROOT, path)}:${line}:${column}`;

const executionName = ({ statement: { path, line, column }, k }: Execution): string =>
  `${placeName(path, line, column)}#${k}`;

interface Counted {
  readonly at: string;
  readonly comparer: Comparer;
}

interface Compared extends Counted {
  readonly execution: Execution;
}

function report(program: Sample, all: readonly Counted[]): Omit<OracleReport, 'positions' | 'stops' | 'outputDiffers'> {
  const sum = (key: 'values' | 'equal' | 'stale' | 'cut' | 'otherRun'): number =>
    all.reduce((total, { comparer }) => total + comparer[key], 0);
  return {
    program: program.name,
    values: sum('values'),
    equal: sum('equal'),
    stale: sum('stale'),
    cut: sum('cut'),
    otherRun: sum('otherRun'),
    leftOut: added(all.map(({ comparer }) => comparer.leftOut)),
    differences: all.flatMap(({ at, comparer }) => comparer.differences.map((difference) => ({ at, ...difference }))),
  };
}

function added(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const [key, count] of counts.flatMap((map) => [...map])) total.set(key, (total.get(key) ?? 0) + count);
  return total;
}
