/** Statement executions of a recording, and a seeded random choice among them. */
import { mulberry32 } from '../support/random.js';
import type { TextPlace } from './protocol.js';
import type { RecordedRun } from './recorded.js';
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
  readonly count: number;
  /** seqs of the first of its executions, oldest first */
  readonly executions: readonly number[];
}

export interface Execution {
  readonly statement: Statement;
  /** 1-based */
  readonly k: number;
}

export const seqOf = ({ statement, k }: Execution): number => statement.executions[k - 1]!;

/** `most`: executions that are looked at of each statement. */
export function statementsOf(recorded: RecordedRun, texts: SourceTexts, most: number): Statement[] {
  const steps = recorded.events({
    kind: 'step',
    keyOf: ({ path, line, column }) => (texts.isLoop(path, line, column) ? undefined : `${path}:${line}:${column}`),
    most,
  });
  return [...steps.values()].map(({ place, functionName, count, seqs }) => {
    const { path, line, column, endLine, endColumn } = place;
    const { breakAt, throws } = texts.statement(path, line, column);
    return { path, line, column, endLine, endColumn, breakAt, throws, functionName, count, executions: seqs };
  });
}

export interface Choice {
  readonly count: number;
  readonly seed: number;
  readonly isLarge: boolean;
}

/**
 * `count` different executions: one half drawn by how often statements run (where the program spends its time), the other evenly
 * from all statements (what is rare). V8 stops at every execution up to the one that is drawn (3 ms each in a deep stack), so of a large
 * program late ones are drawn less often: as often between 1 and 2 as between 16 and 32. In the program's order. All of them, if there
 * are no more.
 */
export function choose(statements: readonly Statement[], { count, seed, isLarge }: Choice): Execution[] {
  const drawable = statements.map(({ executions }) => executions.length);
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
    const early = (n: number): number => Math.floor((n + 1) ** random()) - 1;
    for (let i = 0; chosen.size < count; i++) {
      const s = i % 2 === 0 ? atWeight(drawable, below(total)) : below(statements.length);
      add(statements[s]!, 1 + (isLarge ? early(drawable[s]!) : below(drawable[s]!)));
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
