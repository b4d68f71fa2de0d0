/** Statement executions of a recording, and a seeded random choice among them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { groupBy } from './groups.js';

/** A step as `events --json` prints it. */
export interface StepEvent {
  readonly seq: number;
  /** relative to the workspace */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

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
  /** where V8 shall break, see {@link breakNode} */
  readonly breakLine: number;
  readonly breakColumn: number;
  /** seq of each execution, oldest first */
  readonly executions: readonly number[];
  /** false: a part of a statement, such as the condition of a loop */
  readonly isStatement: boolean;
  /** false: V8 cannot be stopped there without doing harm */
  readonly isAskable: boolean;
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
export function statementsOf(steps: Iterable<StepEvent>, workspace: string): Statement[] {
  const places = groupBy(steps, ({ file, line, column }) => `${file}:${line}:${column}`);
  const lines = groupBy([...places.values()], ([step]) => `${step!.file}:${step!.line}`);
  const ends = new StatementEnds();
  return [...places.values()].map((executions) => {
    const { file, line, column } = executions[0]!;
    const path = resolve(workspace, file);
    const isAloneOnLine = lines.get(`${file}:${line}`)!.length === 1;
    const extent = ends.find(path, line, column);
    const hasName = isAloneOnLine && extent.isStatement;
    return { path, file, line, column, hasName, executions: executions.map(({ seq }) => seq), ...extent };
  });
}

type Extent = Pick<Statement, 'endLine' | 'endColumn' | 'breakLine' | 'breakColumn' | 'isStatement' | 'isAskable'>;

/** Where the statement ends that starts at a place, by TypeScript's parser: independent of the recording. */
class StatementEnds {
  private readonly files = new Map<string, ts.SourceFile>();

  find(path: string, line: number, column: number): Extent {
    const file = this.file(path);
    const start = file.getPositionOfLineAndCharacter(line - 1, column - 1);
    const node = outermostAt(file, start);
    const end = file.getLineAndCharacterOfPosition(node?.end ?? start);
    const stop = file.getLineAndCharacterOfPosition(node === undefined ? start : breakNode(node).getStart(file));
    const kind = node?.kind ?? ts.SyntaxKind.Unknown;
    return {
      endLine: end.line + 1,
      endColumn: end.character + 1,
      breakLine: stop.line + 1,
      breakColumn: stop.character + 1,
      isStatement: kind >= ts.SyntaxKind.FirstStatement && kind <= ts.SyntaxKind.LastStatement,
      isAskable: isAskable(node),
    };
  }

  private file(path: string): ts.SourceFile {
    const known =
      this.files.get(path) ?? ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    this.files.set(path, known);
    return known;
  }
}

function outermostAt(file: ts.SourceFile, start: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined || node.getStart(file) > start || node.end <= start) return;
    if (node.getStart(file) === start) found = node;
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/**
 * Whether V8 can be asked there. A class declaration is no place of its own to it. And a condition evaluated in a derived class's
 * constructor before super() makes V8 believe that super() was called (Node 24).
 */
function isAskable(node: ts.Node | undefined): boolean {
  if (node !== undefined && ts.isClassLike(node)) return false;
  const around = node && ts.findAncestor(node, ts.isConstructorDeclaration)?.parent;
  return around?.heritageClauses === undefined;
}

/** Where V8 names the start of a statement: it takes the head of a loop for each iteration, and a pattern for its assignments. */
function breakNode(node: ts.Node): ts.Node {
  if (ts.isForInStatement(node) || ts.isForOfStatement(node)) return node.expression;
  const first = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : undefined;
  return first?.initializer !== undefined && !ts.isIdentifier(first.name) ? first.initializer : node;
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
