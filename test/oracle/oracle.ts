/**
 * The differential oracle: the same program recorded, and run under V8's inspector; at random statement executions the recorded
 * state must be what V8 shows. Programs must be deterministic.
 *
 *   record -> step events -> random executions -> V8 counts their statements (run 1) -> V8's states there (run 2)
 *          -> `elixirscope state --at` -> comparison
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { elixirscopeJson, record } from '../record/cli.js';
import { ROOT } from '../record/process.js';
import type { Sample } from '../record/programs.js';
import { type Comparison, compareStates, type Difference, type FrameTexts, type RecordedState } from './compare.js';
import { groupBy } from './groups.js';
import { DEPTH, EXECUTIONS_ASKED, inspect, type Stops, type V8Frame } from './inspector.js';
import {
  choose,
  type Execution,
  executionName,
  positionSpec,
  type Statement,
  type StepEvent,
  statementsOf,
} from './positions.js';
import { SourceTexts } from './texts.js';

export interface OracleOptions {
  readonly program: Sample;
  /** executions to compare */
  readonly positions: number;
  readonly seed: number;
}

export interface OracleReport {
  readonly program: string;
  readonly positions: number;
  readonly values: number;
  readonly equal: number;
  readonly stale: number;
  readonly cut: number;
  /** with the execution they were found at */
  readonly differences: readonly (Difference & { readonly at: string })[];
  /** statements at which V8 cannot break or counts otherwise (the head of a loop, a declaration); not compared */
  readonly unpaired: readonly string[];
}

export async function runOracle({ program, positions, seed }: OracleOptions): Promise<OracleReport> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-oracle-'));
  try {
    const out = join(folder, 'recording.escope');
    const printed = await recordProgram(program, out);
    const texts = new SourceTexts();
    const statements = statementsOf(await steps(out), ROOT, texts);
    // Some statements will not pair with V8: draw more, and keep as many as were asked for.
    const drawn = choose(statements, positions * 3, seed);
    const { paired, unpaired } = await pair(program, drawn, printed);
    const executions = spread(paired, positions);
    const states = await v8States(program, executions);
    const comparisons = await inTurn(executions, 2, async (execution, i) => {
      const recorded = await stateAt(out, positionSpec(execution));
      return {
        at: executionName(execution),
        ...outcome(compareStates(states[i]!, recorded, frameTexts(statements, texts))),
      };
    });
    return report(program, comparisons, unpaired);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the program printed. */
async function recordProgram({ path, args, input }: Sample, out: string): Promise<string> {
  const ended = await record({ program: relative(ROOT, path), args, input, out });
  if (ended.code === null) throw new Error(`${path}: recording ended by ${ended.signal}: ${ended.stderr}`);
  return ended.stdout;
}

const steps = (out: string): Promise<StepEvent[]> => elixirscopeJson(['events', out, '--kind', 'step']);

const stateAt = (out: string, at: string): Promise<RecordedState> =>
  elixirscopeJson(['state', out, '--at', at, '--depth', String(DEPTH), '--max-items', '10000']);

/** Run 1: keeps the executions of statements that V8 counts as the recording does. */
async function pair(
  program: Sample,
  drawn: readonly Execution[],
  printed: string,
): Promise<{ paired: Execution[]; unpaired: string[] }> {
  const askable = drawn.filter(({ statement }) => statement.isAskable);
  const statements = [...new Set(askable.map(({ statement }) => statement))];
  const { counts, stdout, stderr } = await inspect(
    program,
    statements.map((statement) => ({ statement, executions: [] })),
  );
  if (stdout !== printed)
    throw new Error(`under the inspector the program prints something else:\n${stdout}\n${stderr}`);
  const agrees = (statement: Statement): boolean =>
    counts[statements.indexOf(statement)] === Math.min(statement.executions.length, EXECUTIONS_ASKED);
  const unpaired = statements.flatMap((statement, i) => {
    const { file, line, column, executions } = statement;
    if (agrees(statement)) return [];
    return [`${file}:${line}:${column} recorded ${executions.length}, V8 ${counts[i] ?? 'cannot break there'}`];
  });
  return { paired: askable.filter(({ statement }) => agrees(statement)), unpaired };
}

/** At most `count` of the executions, spread over the whole run. */
function spread(executions: readonly Execution[], count: number): Execution[] {
  if (executions.length <= count) return [...executions];
  return Array.from({ length: count }, (_, i) => executions[Math.floor((i * executions.length) / count)]!);
}

/** Run 2. The answer is in the order of `executions`. */
async function v8States(program: Sample, executions: readonly Execution[]): Promise<(readonly V8Frame[])[]> {
  const stops: Stops[] = [...groupBy(executions, ({ statement }) => statement)].map(([statement, at]) => ({
    statement,
    executions: at.map(({ k }) => k).sort((a, b) => a - b),
  }));
  const { states } = await inspect(program, stops);
  return executions.map((execution) => {
    const i = stops.findIndex(({ statement }) => statement === execution.statement);
    const state = states[i]?.[stops[i]!.executions.indexOf(execution.k)];
    if (state === undefined)
      throw new Error(`V8 did not stop at ${executionName(execution)}: is the program deterministic?`);
    return state;
  });
}

function frameTexts(statements: readonly Statement[], texts: SourceTexts): FrameTexts {
  const ends = new Map(statements.map(({ file, line, column, endLine }) => [`${file}:${line}:${column}`, endLine]));
  return {
    endLineOf: ({ file, line, column }) => ends.get(`${file}:${line}:${column}`) ?? line,
    isBeforeDeclaration: (frame, name) => texts.isBeforeDeclaration(resolve(ROOT, frame.file), frame, name),
  };
}

const outcome = ({ values, equal, stale, cut, differences }: Comparison): Comparison => ({
  values,
  equal,
  stale,
  cut,
  differences,
});

function report(
  program: Sample,
  comparisons: readonly (Comparison & { readonly at: string })[],
  unpaired: readonly string[],
): OracleReport {
  const sum = (key: 'values' | 'equal' | 'stale' | 'cut'): number =>
    comparisons.reduce((total, one) => total + one[key], 0);
  return {
    program: program.name,
    positions: comparisons.length,
    values: sum('values'),
    equal: sum('equal'),
    stale: sum('stale'),
    cut: sum('cut'),
    differences: comparisons.flatMap(({ at, differences }) => differences.map((difference) => ({ at, ...difference }))),
    unpaired,
  };
}

/** Results of `work` for every item, in order, `parallel` at a time. */
async function inTurn<T, R>(
  items: readonly T[],
  parallel: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return results;
}
