/** Statement executions of a recording, and a seeded random choice among them. */
import { mulberry32 } from '../support/random.js';
import { groupBy } from './groups.js';
import type { RecordedEvent } from './recorded.js';
import type { TextPlace } from './protocol.js';
import type { SourceTexts } from './texts.js';

export interface Statement {
  /** absolute path */
  readonly path: string;
  /** 1-based, in the user's source */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** where V8 is expected to stop for it */
  readonly breakAt: TextPlace;
  readonly throws: boolean;
  readonly functionName: string;
  /** seq of each execution, oldest first */
  readonly executions: readonly number[];
}

export interface Execution {
  readonly statement: Statement;
  /** 1-based */
  readonly k: number;
}

export const seqOf = ({ statement, k }: Execution): number => statement.executions[k - 1]!;

/** `steps`: the recording's step events, oldest first. */
export function statementsOf(steps: Iterable<RecordedEvent>, texts: SourceTexts): Statement[] {
  const stops = [...steps].filter(({ path, line, column }) => !texts.isLoop(path, line, column));
  const places = groupBy(stops, ({ path, line, column }) => `${path}:${line}:${column}`);
  return [...places.values()].map((executions) => {
    const { path, line, column, endLine, endColumn, functionName } = executions[0]!;
    const { breakAt, throws } = texts.statement(path, line, column);
    return {
      path,
      line,
      column,
      endLine,
      endColumn,
      breakAt,
      throws,
      functionName,
      executions: executions.map(({ seq }) => seq),
    };
  });
}

export interface Choice {
  readonly count: number;
  readonly seed: number;
  /** of one statement, only the first so many executions are drawn */
  readonly executionsAsked: number;
}

/**
 * `count` different executions: one half drawn evenly from all executions (where the program spends its time), the other evenly
 * from all statements (what is rare). In the program's order. All of them, if there are no more.
 */
export function choose(statements: readonly Statement[], { count, seed, executionsAsked }: Choice): Execution[] {
  const drawable = statements.map(({ executions }) => Math.min(executions.length, executionsAsked));
  const total = drawable.reduce((sum, n) => sum + n, 0);
  const chosen = new Map<number, Execution>();
  const add = (statement: Statement, k: number): void => {
    const execution = { statement, k };
    chosen.set(seqOf(execution), execution);
  };
  if (total <= count) {
    for (const [i, statement] of statements.entries()) for (let k = 1; k <= drawable[i]!; k++) add(statement, k);
  } else {
    const random = mulberry32(seed);
    const below = (n: number): number => Math.floor(random() * n);
    for (let i = 0; chosen.size < count; i++) {
      const s = i % 2 === 0 ? atWeight(drawable, below(total)) : below(statements.length);
      add(statements[s]!, 1 + below(drawable[s]!));
    }
  }
  return [...chosen.values()].sort((a, b) => seqOf(a) - seqOf(b));
}

function atWeight(weights: readonly number[], weight: number): number {
  let left = weight;
  for (const [i, each] of weights.entries()) {
    left -= each;
    if (left < 0) return i;
  }
  return 0;
}
