/** The calls that a statement makes itself, in the order in which they are made: what can be stepped into, and what has come back. */
import { ts } from 'ts-morph';
import type { EventView, Frame, Position, Recording, SourcePlace } from '../query/api.js';
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

/** Calls of one statement that are counted. */
const MAX_CALLS = 10_000;

export function callsAt(recording: Pick<Recording, 'source'>, place: SourcePlace): readonly CallInText[] {
  return callNodes(new Syntax(recording), place).flatMap((node) => {
    const name = ts.isPropertyAccessExpression(node) ? '' : calleeName(node.expression);
    return name === '' ? [] : [{ name, text: shortText(node), ...rangeOf(node.expression) }];
  });
}

/**
 * The call in a statement that has just come back: behind the event with which a function gave back the control. Undefined if nothing in the text
 * says which: native code called it.
 */
export function callBehind(recording: Recording, returned: EventView): SourcePlace | undefined {
  const [frame] = recording.stack(returned, { start: 0, count: 1 }).frames;
  if (frame === undefined || returned.functionName === undefined) return undefined;
  const name = returned.functionName.split('.').at(-1)!;
  const calls = callNodes(new Syntax(recording), frame.place);
  const named = calls.filter(
    (node) => (ts.isPropertyAccessExpression(node) ? `get ${node.name.text}` : calleeName(node.expression)) === name,
  );
  const ordinal = named.length < 2 ? 1 : countCalls(recording, returned, { frame, name: returned.functionName });
  const found = named[ordinal - 1] ?? calls.find((node) => isGivenTo(node, frame.place, returned.place));
  return found && { ...frame.place, ...rangeOf(found) };
}

/** How often an activation has called a function since its statement began. */
function countCalls(
  recording: Recording,
  { thread, seq }: Position,
  { frame, name }: { readonly frame: Frame; readonly name: string },
): number {
  let count = 0;
  let looked = 0;
  for (const event of recording.events({ thread, kinds: ['enter'], since: frame.stepAt, until: seq })) {
    if (looked++ > MAX_CALLS) return 0;
    if (event.functionName !== name) continue;
    const [, caller] = recording.stack(event, { start: 0, count: 2 }).frames;
    if (caller?.enteredAt === frame.enteredAt) count++;
  }
  return count;
}

/** Is the function that has come back, a callback, one of a call's arguments? */
function isGivenTo(node: CallNode, { path }: SourcePlace, inside: SourcePlace | undefined): boolean {
  if (ts.isPropertyAccessExpression(node) || inside?.path !== path) return false;
  const at = node.getSourceFile().getPositionOfLineAndCharacter(inside.line - 1, inside.column - 1);
  return (node.arguments ?? []).some((given) => ts.isFunctionLike(given) && given.getStart() <= at && at < given.end);
}

/** What may call a function by the text: of properties nobody knows without the recording. */
type CallNode = ts.CallExpression | ts.NewExpression | ts.PropertyAccessExpression;

function callNodes(syntax: Syntax, place: SourcePlace): readonly CallNode[] {
  const node = syntax.nodeAt(place);
  return node === undefined ? [] : collect(headOf(node, place));
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
function collect(node: ts.Node, found: CallNode[] = []): CallNode[] {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return found;
  ts.forEachChild(node, (child) => void collect(child, found));
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isPropertyAccessExpression(node)) found.push(node);
  return found;
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
