/** The calls that a statement makes itself, in the order in which they are made: what can be stepped into. */
import { ts } from 'ts-morph';
import type { Recording, SourcePlace } from '../query/api.js';
import { shortText, Syntax } from './syntax.js';
import { calleeName, statementOf } from './valueSource.js';

export interface CallInText {
  /** last name of what is called */
  readonly name: string;
  /** callee and arguments, in one line */
  readonly text: string;
  /** of the callee, 1-based */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function callsAt(recording: Pick<Recording, 'source'>, place: SourcePlace): readonly CallInText[] {
  const node = new Syntax(recording).nodeAt(place);
  if (node === undefined) return [];
  const found: CallInText[] = [];
  collect(headOf(node, place), found);
  return found;
}

/** What runs when the program stands there: a whole statement, but of one with a body its head alone. */
function headOf(node: ts.Node, { line }: SourcePlace): ts.Node {
  const statement = statementOf(node);
  const starts = statement.getSourceFile().getLineAndCharacterOfPosition(statement.getStart()).line + 1;
  return starts > line || isBlockLike(statement) ? node : statement;
}

const isBlockLike = (node: ts.Node): boolean =>
  ts.isBlock(node) ||
  ts.isIterationStatement(node, false) ||
  ts.isIfStatement(node) ||
  ts.isTryStatement(node) ||
  ts.isSourceFile(node);

/** Arguments are evaluated before the call that they are for. */
function collect(node: ts.Node, found: CallInText[]): void {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
  ts.forEachChild(node, (child) => collect(child, found));
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
  const name = calleeName(node.expression);
  if (name !== '') found.push({ name, text: shortText(node), ...rangeOf(node.expression) });
}

function rangeOf(node: ts.Node): Omit<CallInText, 'name' | 'text'> {
  const file = node.getSourceFile();
  const start = file.getLineAndCharacterOfPosition(node.getStart(file));
  const end = file.getLineAndCharacterOfPosition(node.end);
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
