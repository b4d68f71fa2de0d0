/** Statement executions of a recording, and a seeded random choice among them. */
import { resolve } from 'node:path';
import { EXECUTIONS_ASKED } from './inspector.js';
import { groupBy } from './groups.js';
import type { Extent, SourceTexts } from './texts.js';

/** A step as `events --json` prints it. */
export interface StepEvent {
  readonly seq: number;
  /** relative to the workspace */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Statement extends Extent {
  /** absolute path */
  readonly path: string;
  /** relative to the workspace */
  readonly file: string;
  /** 1-based, in the user's source */
  readonly line: number;
  readonly column: number;
  /** seq of each execution, oldest first */
  readonly executions: readonly number[];
  /** a statement, and no other one starts on its line: `file:line#k` names its executions */
  readonly hasName: boolean;
}

export interface Execution {
  readonly statement: Statement;
  /** 1-based */
  readonly k: number;
}

/** How the command line names the moment before an execution. */
export function positionSpec({ statement, k }: Execution): string {
  const { file, line, hasName, executions } = statement;
  return hasName ? `${file}:${line}#${k}` : `seq:${executions[k - 1]}`;
}

export const executionName = ({ statement: { file, line, column }, k }: Execution): string =>
  `${file}:${line}:${column}#${k}`;

/** `steps`: the recording's step events, oldest first. */
export function statementsOf(steps: Iterable<StepEvent>, workspace: string, texts: SourceTexts): Statement[] {
  const places = groupBy(steps, ({ file, line, column }) => `${file}:${line}:${column}`);
  const lines = groupBy([...places.values()], ([step]) => `${step!.file}:${step!.line}`);
  return [...places.values()].map((executions) => {
    const { file, line, column } = executions[0]!;
    const path = resolve(workspace, file);
    const isAloneOnLine = lines.get(`${file}:${line}`)!.length === 1;
    const extent = texts.extent(path, line, column);
    const hasName = isAloneOnLine && extent.isStatement;
    return { path, file, line, column, hasName, executions: executions.map(({ seq }) => seq), ...extent };
  });
}

/**
 * `count` different executions: one half drawn evenly from all executions (where the program spends its time), the other evenly
 * from all statements (what is rare). In the program's order.
 */
export function choose(statements: readonly Statement[], count: number, seed: number): Execution[] {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const total = statements.reduce((sum, { executions }) => sum + executions.length, 0);
  const drawable = statements.reduce((sum, { executions }) => sum + Math.min(executions.length, EXECUTIONS_ASKED), 0);
  const chosen = new Map<string, Execution>();
  const wanted = Math.min(count, drawable);
  for (let i = 0; chosen.size < wanted; i++) {
    const statement = i % 2 === 0 ? atWeight(statements, below(total)) : statements[below(statements.length)]!;
    const execution = { statement, k: 1 + below(Math.min(statement.executions.length, EXECUTIONS_ASKED)) };
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
