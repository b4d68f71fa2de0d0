/** Statement executions of a recording, and a seeded random choice among them. */
import { readFileSync } from 'node:fs';
import type { EventView } from '../../src/query/api.js';

export interface Statement {
  /** absolute path */
  readonly path: string;
  /** relative to the workspace */
  readonly file: string;
  /** 1-based, in the user's source */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** it is a `for … in` or `for … of` */
  readonly isForIn: boolean;
  /** seq of each execution, oldest first */
  readonly executions: readonly number[];
  /** no other statement starts on its line: `file:line#k` names its executions */
  readonly isAloneOnLine: boolean;
}

export interface Execution {
  readonly statement: Statement;
  /** 1-based */
  readonly k: number;
}

/** How the command line names the moment before an execution. */
export function positionSpec({ statement, k }: Execution): string {
  const { file, line, isAloneOnLine, executions } = statement;
  return isAloneOnLine ? `${file}:${line}#${k}` : `seq:${executions[k - 1]}`;
}

export const executionName = ({ statement: { file, line, column }, k }: Execution): string =>
  `${file}:${line}:${column}#${k}`;

/** `steps`: the recording's step events, oldest first. */
export function statementsOf(steps: Iterable<EventView>): Statement[] {
  const found = new Map<string, { step: EventView; executions: number[] }>();
  const columns = new Map<string, Set<number>>();
  for (const step of steps) {
    if (step.place === undefined) continue;
    const { path, line, column } = step.place;
    const key = `${path}:${line}:${column}`;
    const known = found.get(key);
    if (known) known.executions.push(step.seq);
    else found.set(key, { step, executions: [step.seq] });
    const onLine = columns.get(`${path}:${line}`) ?? new Set();
    columns.set(`${path}:${line}`, onLine.add(column));
  }
  return [...found.values()].map(({ step, executions }) => {
    const { path, file, line, column, endLine, endColumn } = step.place!;
    const isAloneOnLine = columns.get(`${path}:${line}`)!.size === 1;
    return {
      path,
      file,
      line,
      column,
      endLine,
      endColumn,
      executions,
      isAloneOnLine,
      isForIn: isForIn(path, line, column),
    };
  });
}

function isForIn(path: string, line: number, column: number): boolean {
  const text = readFileSync(path, 'utf8').split('\n')[line - 1] ?? '';
  return /^for\s*(await\s*)?\([^;]*\s(of|in)\s/.test(text.slice(column - 1));
}

/**
 * `count` different executions: one half drawn evenly from all executions (where the program spends its time), the other evenly
 * from all statements (what is rare). In the program's order.
 */
export function choose(statements: readonly Statement[], count: number, seed: number): Execution[] {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const total = statements.reduce((sum, { executions }) => sum + executions.length, 0);
  const chosen = new Map<string, Execution>();
  const wanted = Math.min(count, total);
  for (let i = 0; chosen.size < wanted; i++) {
    const statement = i % 2 === 0 ? atWeight(statements, below(total)) : statements[below(statements.length)]!;
    const execution = { statement, k: 1 + below(statement.executions.length) };
    chosen.set(executionName(execution), execution);
  }
  const seqOf = ({ statement, k }: Execution): number => statement.executions[k - 1]!;
  return [...chosen.values()].sort((a, b) => seqOf(a) - seqOf(b));
}

function atWeight(statements: readonly Statement[], weight: number): Statement {
  let left = weight;
  for (const statement of statements) {
    left -= statement.executions.length;
    if (left < 0) return statement;
  }
  return statements[0]!;
}

/** Tommy Ettinger's mulberry32: a small generator whose numbers depend on the seed alone. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
