/**
 * Why a line did not run: the nearest place where the program, as recorded, went another way. Looks outwards from the line: a statement before
 * it that left the block, a condition that did not hold, a loop without elements, a function that nobody called.
 */
import { ts } from 'ts-morph';
import { UserError } from '../base/result.js';
import { evaluate, type Execution, type Operand, type Position, type Recording } from '../query/api.js';
import { pathText, shortText, Syntax } from './syntax.js';

export interface WhyNot {
  /** ran: it did run. condition, loop, left, catch, uncalled: what kept it from running */
  readonly kind: 'ran' | 'condition' | 'loop' | 'left' | 'catch' | 'uncalled';
  /** the text that decided, in one line */
  readonly text: string;
  readonly line: number;
  /** the execution of it that is nearest to the position; undefined if there is none */
  readonly at: Position | undefined;
  /** how often that ran in the thread */
  readonly times: number;
  /** variables and properties that the decision looked at, as they were then */
  readonly values: readonly { readonly name: string; readonly value: Operand }[];
}

interface Decision {
  readonly kind: WhyNot['kind'];
  /** where the program stops for it */
  readonly node: ts.Node;
  /** what is shown */
  readonly shown: ts.Node;
  /** whose names are looked up */
  readonly condition?: ts.Node | undefined;
}

/** Throws a UserError if the file is not recorded, or the line has no statement. */
export function whyNot(recording: Recording, at: Position, path: string, line: number): WhyNot {
  const file = new Syntax(recording).file(path);
  if (file === undefined) throw new UserError('not-recorded', `${path} was not loaded, or is not recorded.`);
  return new Search(recording, at, file).from(line);
}

class Search {
  readonly #recording: Recording;
  readonly #at: Position;
  readonly #file: ts.SourceFile;

  constructor(recording: Recording, at: Position, file: ts.SourceFile) {
    this.#recording = recording;
    this.#at = at;
    this.#file = file;
  }

  from(line: number): WhyNot {
    const wanted = this.#statementOn(line);
    if (wanted === undefined) throw new UserError('line-empty', `No statement starts on line ${line}.`);
    const ran = this.#explained({ kind: 'ran', node: wanted, shown: wanted });
    if (ran !== undefined) return ran;
    if ((this.#recording.totals().eventsLeftOut.budget ?? 0) > 0)
      throw new UserError(
        'not-followed',
        `Line ${line} may have run: with an overhead budget or a sample, steps are left out. Record without --max-overhead and --sample to know.`,
      );
    for (let node = wanted; node.parent !== undefined; node = node.parent) {
      const decision = this.#leftBefore(node) ?? guardOf(node);
      const found = decision && this.#explained(decision);
      if (found !== undefined) return found;
      if (ts.isFunctionLike(node)) return this.#uncalled(node);
    }
    throw new UserError('not-recorded', `No statement of ${this.#file.fileName} ran in this thread.`);
  }

  /** The first statement that starts on a line. */
  #statementOn(line: number): ts.Node | undefined {
    const visit = (node: ts.Node): ts.Node | undefined => {
      if (ts.isStatement(node) && !ts.isBlock(node) && this.#lineOf(node) === line) return node;
      return ts.forEachChild(node, visit);
    };
    return visit(this.#file);
  }

  /** The last statement before, in the same list, that did run: what follows it was not reached. */
  #leftBefore(node: ts.Node): Decision | undefined {
    const list = 'statements' in node.parent ? (node.parent.statements as ts.NodeArray<ts.Statement>) : undefined;
    const index = list?.indexOf(node as ts.Statement) ?? -1;
    for (let i = index - 1; i >= 0; i--) {
      const before = list![i]!;
      if (!ts.isFunctionDeclaration(before) && this.#executions(before) !== undefined)
        return { kind: 'left', node: before, shown: this.#leaving(before) };
    }
    return undefined;
  }

  /** The `return`, `throw`, `break` or `continue` inside a statement that ran, or the statement itself. */
  #leaving(statement: ts.Node): ts.Node {
    const visit = (node: ts.Node): ts.Node | undefined => {
      if (ts.isFunctionLike(node) || ts.isClassLike(node)) return undefined;
      const leaves =
        ts.isReturnStatement(node) ||
        ts.isThrowStatement(node) ||
        ts.isBreakStatement(node) ||
        ts.isContinueStatement(node);
      return leaves && this.#executions(node) !== undefined ? node : ts.forEachChild(node, visit);
    };
    return visit(statement) ?? statement;
  }

  #explained({ kind, node, shown, condition }: Decision): WhyNot | undefined {
    const found = this.#executions(kind === 'left' ? shown : node);
    if (found === undefined) return undefined;
    const at = found.nearest.position;
    return {
      kind,
      text: shortText(shown),
      line: this.#lineOf(shown),
      at,
      times: found.total,
      values: condition === undefined ? [] : this.#valuesIn(condition, at),
    };
  }

  #uncalled(node: ts.SignatureDeclaration): WhyNot {
    const name = node.name?.getText() ?? '(anonymous function)';
    return { kind: 'uncalled', text: name, line: this.#lineOf(node), at: undefined, times: 0, values: [] };
  }

  /** Of the statement that starts where a node does; undefined if it never ran. */
  #executions(node: ts.Node): { readonly nearest: Execution; readonly total: number } | undefined {
    const { line, character } = this.#file.getLineAndCharacterOfPosition(node.getStart());
    const view = this.#recording.executions(
      this.#at,
      { path: this.#file.fileName, line: line + 1, column: character + 1 },
      1,
    );
    const start = view && this.#file.getPositionOfLineAndCharacter(view.place.line - 1, view.place.column - 1);
    const [nearest] = view?.near ?? [];
    // A place that is found further down belongs to another statement.
    if (view === undefined || start === undefined || start >= node.end || nearest === undefined) return undefined;
    return { nearest, total: view.total };
  }

  #valuesIn(condition: ts.Node, at: Position): WhyNot['values'] {
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      const name = ts.isExpression(node) ? pathText(node) : undefined;
      const isCallee = ts.isCallExpression(node.parent) && node.parent.expression === node;
      if (name === undefined || isCallee) return void ts.forEachChild(node, visit);
      names.add(name);
    };
    visit(condition);
    return [...names].flatMap((name) => {
      const result = evaluate(name, { recording: this.#recording, at, frame: 0 });
      return result.ok ? [{ name, value: result.value }] : [];
    });
  }

  #lineOf(node: ts.Node): number {
    return this.#file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  }
}

/** What decides whether a node runs, if its parent does. */
function guardOf(node: ts.Node): Decision | undefined {
  const { parent } = node;
  if (ts.isIfStatement(parent) && parent.expression !== node)
    return { kind: 'condition', node: parent, shown: parent.expression, condition: parent.expression };
  if (ts.isWhileStatement(parent) && parent.statement === node)
    return { kind: 'condition', node: parent, shown: parent.expression, condition: parent.expression };
  if (ts.isForStatement(parent) && parent.statement === node && parent.condition !== undefined)
    return { kind: 'condition', node: parent, shown: parent.condition, condition: parent.condition };
  if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.statement === node)
    return { kind: 'loop', node: parent, shown: parent.expression, condition: parent.expression };
  if (ts.isCaseOrDefaultClause(parent)) {
    const { expression } = parent.parent.parent;
    return { kind: 'condition', node: parent.parent.parent, shown: expression, condition: expression };
  }
  if (ts.isCatchClause(parent))
    return { kind: 'catch', node: firstOf(parent.parent.tryBlock), shown: parent.parent.tryBlock };
  return undefined;
}

const firstOf = (block: ts.Block): ts.Node => block.statements[0] ?? block;
