/**
 * Where a callback comes from: the statement that handed it to a timer, a promise, an emitter or other code, and for a function that goes on
 * after an `await` that statement. The recording has no links from callbacks to their registrations: the text says which statements name the
 * function, the recording which of them ran last before it was called, in the scope instance that the function closes over.
 */
import { ts } from 'ts-morph';
import { UserError } from '../base/result.js';
import { seq as toSeq } from '../base/units.js';
import type { DataRef, Frame, Position, Recording, SourcePlace, StopSet } from '../query/api.js';
import { shortText, Syntax } from './syntax.js';
import { callOf, statementOf } from './valueSource.js';

export interface Scheduled {
  readonly kind: 'registered' | 'awaited';
  readonly at: Position;
  readonly place: SourcePlace;
  /** of the statement, in one line */
  readonly text: string;
}

/** Executions that are looked at, for closures over another instance of the same scope. */
const MAX_HITS = 1000;

/** Throws a UserError if nothing scheduled it, or the recording cannot tell. */
export function scheduled(recording: Recording, at: Position, frame: number): Scheduled {
  return new Search(recording, at).from(frame);
}

class Search {
  readonly #recording: Recording;
  readonly #at: Position;
  readonly #syntax: Syntax;

  constructor(recording: Recording, at: Position) {
    this.#recording = recording;
    this.#at = at;
    this.#syntax = new Syntax(recording);
  }

  from(index: number): Scheduled {
    const frames = this.#recording.stack(this.#at).frames.filter(({ awaiting }) => !awaiting);
    for (const [i, frame] of frames.entries()) {
      if (i < index) continue;
      const caller = frames[i + 1];
      if (caller === undefined) return this.#awaited(frame) ?? this.#registered(frame);
      if (!this.#calls(caller, frame)) return this.#registered(frame);
    }
    throw new UserError('no-frame', 'No recorded function runs here.');
  }

  /** Does the caller's statement call the function by its name? Then nothing stands between the two. */
  #calls(caller: Frame, { functionName }: Frame): boolean {
    const node = this.#syntax.nodeAt(caller.place);
    return node !== undefined && callOf(statementOf(node), functionName) !== undefined;
  }

  /** The statement at which the activation was suspended, if it has come back since its call. */
  #awaited(frame: Frame): Scheduled | undefined {
    const { thread } = this.#at;
    const turns = this.#recording.events({ thread, kinds: ['turn'], since: frame.enteredAt, until: this.#at.seq });
    const turn = [...turns].at(-1);
    if (turn === undefined) return undefined;
    let at: Position | undefined = { thread, seq: frame.stepAt };
    while (at !== undefined && at.seq >= turn.seq) at = this.#recording.step(at, 'over', 'backward');
    return at && this.#found('awaited', at);
  }

  #registered(frame: Frame): Scheduled {
    const { thread } = this.#at;
    const entered = { thread, seq: frame.enteredAt };
    const [enter] = this.#recording.events({ thread, since: entered.seq, until: entered.seq });
    const fn = enter?.place && this.#functionAt(enter.place);
    if (fn === undefined || ts.isSourceFile(fn))
      throw new UserError('not-scheduled', 'This is the program itself: nothing scheduled it.');
    const places = this.#mentions(fn);
    const hit = this.#lastHit(entered, frame.index, places);
    if (hit !== undefined) return this.#found('registered', hit);
    throw new UserError(
      'not-found',
      `No recorded statement hands \`${frame.functionName}\` to other code before this moment.`,
    );
  }

  #functionAt(place: SourcePlace): ts.Node | undefined {
    const node = this.#syntax.nodeAt(place);
    for (let at = node; at !== undefined; at = at.parent) if (ts.isFunctionLike(at) || ts.isSourceFile(at)) return at;
    return undefined;
  }

  /** Statements that hand the function on: that it stands in itself, or that name it other than to call it. */
  #mentions(fn: ts.Node): readonly ts.Node[] {
    if (isHandedOn(fn)) return [fn.parent];
    const name = nameOf(fn);
    if (name === undefined) return [fn.parent];
    const found: ts.Node[] = [];
    for (const { path, instrumented } of this.#recording.info().files) {
      const file = instrumented ? this.#syntax.file(path) : undefined;
      if (file !== undefined) collectMentions(file, name, found);
    }
    return found;
  }

  #lastHit(entered: Position, frame: number, nodes: readonly ts.Node[]): Position | undefined {
    const breakpoints = nodes.flatMap((node, id) => this.#placeOf(id, node));
    const stops: StopSet = { breakpoints, throws: 'none' };
    const closure = this.#closure(frame);
    let fallback: Position | undefined;
    let from = entered;
    for (let i = 0; i < MAX_HITS && breakpoints.length > 0; i++) {
      const hit = this.#recording.run(from, stops, 'backward');
      if (hit.reason !== 'breakpoint') break;
      if (this.#isInside(hit.position, closure)) return hit.position;
      fallback ??= hit.position;
      from = hit.position;
    }
    return fallback;
  }

  #placeOf(id: number, node: ts.Node): StopSet['breakpoints'] {
    const file = node.getSourceFile();
    const statement = statementOf(node);
    const start = ts.isArrowFunction(statement) ? statement.body : statement;
    const { line, character } = file.getLineAndCharacterOfPosition(start.getStart(file));
    const [place] = this.#recording
      .breakpointPlaces(file.fileName, line + 1, file.getLineAndCharacterOfPosition(start.end).line + 1)
      .filter((found) => found.line > line + 1 || found.column >= character + 1);
    return place === undefined ? [] : [{ id, path: place.path, line: place.line, column: place.column }];
  }

  /** Variables that the function closes over, of one activation or iteration around it. */
  #closure(frame: number): readonly DataRef[] {
    const names = this.#recording
      .scopes(this.#at, frame)
      .filter(({ kind }) => kind === 'closure' || kind === 'block')
      .flatMap(({ variables }) => variables.map(({ name }) => name));
    return names.flatMap((name) => this.#ref(this.#at, frame, name)).filter(({ kind }) => kind === 'captured');
  }

  #isInside(at: Position, closure: readonly DataRef[]): boolean {
    return closure.every((ref) => {
      const [found] = this.#ref(at, 0, ref.name);
      if (found?.kind !== 'captured' || ref.kind !== 'captured' || found.variable !== ref.variable) return true;
      return found.instance === ref.instance && found.since === ref.since;
    });
  }

  #ref(at: Position, frame: number, name: string): readonly DataRef[] {
    try {
      return [this.#recording.dataRef(at, frame, name)];
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  }

  #found(kind: Scheduled['kind'], { thread, seq }: Position): Scheduled {
    const at = { thread, seq: toSeq(seq) };
    const { place } = this.#recording.stack(at, { start: 0, count: 1 }).frames[0]!;
    const node = this.#syntax.nodeAt(place);
    return { kind, at, place, text: node === undefined ? '' : shortText(statementOf(node)) };
  }
}

/** Is it written where it is used: an argument, or a part of one? */
function isHandedOn(fn: ts.Node): boolean {
  const { parent } = fn;
  return (
    (ts.isCallExpression(parent) && parent.expression !== fn) ||
    (ts.isNewExpression(parent) && parent.expression !== fn) ||
    (ts.isParenthesizedExpression(parent) && isHandedOn(parent)) ||
    (ts.isConditionalExpression(parent) && isHandedOn(parent))
  );
}

function nameOf(fn: ts.Node): string | undefined {
  const { name } = fn as { readonly name?: ts.Node };
  const declared =
    name ??
    ((ts.isVariableDeclaration(fn.parent) ||
      ts.isPropertyAssignment(fn.parent) ||
      ts.isPropertyDeclaration(fn.parent)) &&
      fn.parent.name);
  if (declared && (ts.isIdentifier(declared) || ts.isPrivateIdentifier(declared))) return declared.text;
  const isAssigned = ts.isBinaryExpression(fn.parent) && ts.isPropertyAccessExpression(fn.parent.left);
  return isAssigned
    ? (fn.parent as ts.BinaryExpression & { left: ts.PropertyAccessExpression }).left.name.text
    : undefined;
}

function collectMentions(node: ts.Node, name: string, found: ts.Node[]): void {
  if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && node.text === name && isMention(node))
    found.push(node);
  ts.forEachChild(node, (child) => collectMentions(child, name, found));
}

/** A name that stands for the function's value: neither its declaration nor what a call calls. */
function isMention(name: ts.Identifier | ts.PrivateIdentifier): boolean {
  const { parent } = name;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === name;
  const reference: ts.Node = isMember ? parent : name;
  const user = reference.parent;
  if (ts.isCallExpression(user) || ts.isNewExpression(user)) return user.expression !== reference;
  if (ts.isImportSpecifier(user) || ts.isExportSpecifier(user) || ts.isImportClause(user)) return false;
  return !('name' in user && user.name === reference);
}
