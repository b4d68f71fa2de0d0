/**
 * Where a value came from: from the write that gave it, through assignments, arguments, returns, destructuring and literals, link by
 * link, back to the expression that made it.
 *
 * The text says what was copied; the recording says what it was at that moment. A link is followed only while both agree on the value,
 * so a chain ends early rather than in the wrong place.
 */
import { ts } from 'ts-morph';
import { UserError } from '../base/result.js';
import { seq as toSeq } from '../base/units.js';
import {
  type DataRef,
  evaluate,
  type EventView,
  holds,
  compile,
  type Operand,
  type Position,
  type Property,
  type Recording,
  type SourcePlace,
  type Value,
} from '../query/api.js';
import { bare, pathText, shortText, Syntax } from './syntax.js';
import {
  calleeName,
  callOf,
  returned,
  sourceOfProperty,
  sourceOfWrite,
  statementOf,
  type ValueSource,
} from './valueSource.js';

export interface OriginLink {
  /** written: by an assignment, declaration or literal. passed: as an argument. returned: by a call. made: here, out of nothing that has a name */
  readonly kind: 'written' | 'passed' | 'returned' | 'made';
  readonly position: Position;
  readonly place: SourcePlace | undefined;
  readonly value: Value;
  /** the text that did it, in one line */
  readonly text: string;
}

/** A moment and the frame in which an expression is looked at. */
interface Moment {
  readonly at: Position;
  readonly frame: number;
}

const MAX_LINKS = 100;
/** Elements among which the one is looked for that a list has given. */
const MAX_ELEMENTS = 10_000;
const FINDS = new Set(['find', 'findLast']);

/** Links from the latest back. Empty if no write is recorded. */
export function origins(recording: Recording, at: Position, ref: DataRef): readonly OriginLink[] {
  return new Chain(recording).of(at, ref);
}

class Chain {
  readonly #recording: Recording;
  readonly #syntax: Syntax;
  readonly #links: OriginLink[] = [];

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#syntax = new Syntax(recording);
  }

  of(at: Position, ref: DataRef): readonly OriginLink[] {
    this.#followRef(at, ref);
    return this.#links;
  }

  #followRef(at: Position, ref: DataRef): void {
    const [write] = this.#recording.lastWrites(at, ref);
    if (write === undefined || this.#links.length >= MAX_LINKS) return;
    const { position, place, value, gone } = write;
    if (gone !== undefined) return void this.#links.push({ kind: 'made', position, place, value, text: gone });
    const node = place && this.#syntax.nodeAt(place);
    const isMade = ref.kind === 'property' && this.#event(position)?.kind !== 'put';
    const source: ValueSource =
      node === undefined
        ? { kind: 'none' }
        : isMade
          ? sourceOfProperty(statementOf(node), ref.name)
          : sourceOfWrite(node);
    const kind = source.kind === 'argument' ? 'passed' : source.kind === 'none' ? 'made' : 'written';
    this.#add(kind, { position, place, value, node });
    if (source.kind === 'argument') this.#followArgument(position, source, value);
    if (source.kind === 'expression')
      this.#followExpression({ at: position, frame: 0 }, source.expression, { path: source.path, value });
  }

  #event({ thread, seq }: Position): EventView | undefined {
    const [event] = this.#recording.events({ thread, since: seq, until: seq });
    return event;
  }

  #add(
    kind: OriginLink['kind'],
    { position, place, value, node }: Omit<OriginLink, 'kind' | 'text'> & { readonly node: ts.Node | undefined },
  ): void {
    this.#links.push({ kind, position, place, value, text: node === undefined ? '' : shortText(textNode(node)) });
  }

  #followArgument(
    at: Position,
    { index, path, otherwise }: Extract<ValueSource, { kind: 'argument' }>,
    value: Value,
  ): void {
    const [own, caller] = this.#recording.stack(at, { start: 0, count: 2 }).frames;
    const node = caller && this.#syntax.nodeAt(caller.place);
    const call = own && node && callOf(statementOf(node), own.functionName);
    const given = call?.arguments?.[index];
    if (call?.arguments?.some(ts.isSpreadElement)) return;
    if (given !== undefined) return this.#followExpression({ at, frame: 1 }, given, { path, value });
    if (otherwise !== undefined) this.#followExpression({ at, frame: 0 }, otherwise, { path, value });
  }

  #followExpression(
    moment: Moment,
    expression: ts.Expression,
    { path, value }: { readonly path: string; readonly value: Value },
  ): void {
    const node = bare(expression);
    if (ts.isAwaitExpression(node)) return this.#followExpression(moment, node.expression, { path, value });
    const chosen = this.#branch(moment, node);
    if (chosen !== undefined) return this.#followExpression(moment, chosen, { path, value });
    const name = pathText(node);
    if (name !== undefined) {
      const ref = this.#refOf(moment, `${name}${path}`);
      const [write] = ref === undefined ? [] : this.#recording.lastWrites(moment.at, ref);
      if (ref !== undefined && write !== undefined && same(write.value, value)) this.#followRef(moment.at, ref);
      else if (ts.isPropertyAccessExpression(node))
        this.#followReturn(moment, `get ${node.name.text}`, { path, value });
      return;
    }
    if (ts.isCallExpression(node)) {
      const element = path === '' ? this.#found(moment, node, value) : undefined;
      if (element !== undefined) return this.#followRef(moment.at, element);
      return this.#followReturn(moment, calleeName(node.expression), { path, value });
    }
    const part = path === '' ? undefined : sourceOfProperty(node, path.replace(/^[.[]|\]$/g, ''));
    if (part?.kind === 'expression') this.#followExpression(moment, part.expression, { path: part.path, value });
  }

  /** The element that `list.find(…)` or `list.findLast(…)` has given. */
  #found({ at, frame }: Moment, { expression }: ts.CallExpression, value: Value): DataRef | undefined {
    const callee = bare(expression);
    if (!ts.isPropertyAccessExpression(callee) || !FINDS.has(callee.name.text)) return undefined;
    const list = pathText(callee.expression);
    const object = list === undefined ? undefined : evaluate(list, { recording: this.#recording, at, frame });
    if (!object?.ok || object.value.kind !== 'object') return undefined;
    const elements = this.#recording.properties(at, object.value.id, 'indexed', { start: 0, count: MAX_ELEMENTS });
    const isIt = (element: Property): boolean => same(element.value, value);
    const found = callee.name.text === 'find' ? elements.find(isIt) : elements.findLast(isIt);
    return found && this.#refOf({ at, frame }, `${list}[${found.name}]`);
  }

  #refOf({ at, frame }: Moment, text: string): DataRef | undefined {
    try {
      return this.#recording.dataRef(at, frame, text);
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  /** Which side of `a ? b : c`, `a ?? b`, `a || b`, `a && b` gave the value. */
  #branch({ at, frame }: Moment, node: ts.Expression): ts.Expression | undefined {
    const surroundings = { recording: this.#recording, at, frame };
    const isTrue = (condition: ts.Expression): boolean | undefined => {
      const compiled = compile(condition.getText());
      const result = compiled.ok ? holds(compiled.value, surroundings) : undefined;
      return result?.ok ? result.value : undefined;
    };
    if (ts.isConditionalExpression(node)) {
      const held = isTrue(node.condition);
      return held === undefined ? undefined : held ? node.whenTrue : node.whenFalse;
    }
    if (!ts.isBinaryExpression(node)) return undefined;
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
      const left = evaluate(node.left.getText(), surroundings);
      return left.ok ? (isNullish(left.value) ? node.right : node.left) : undefined;
    }
    const isOr = node.operatorToken.kind === ts.SyntaxKind.BarBarToken;
    if (!isOr && node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return undefined;
    const held = isTrue(node.left);
    return held === undefined ? undefined : held === isOr ? node.left : node.right;
  }

  /** A function of the name has just returned: the last statement before the moment is one of the function that it called. */
  #followReturn(
    { at, frame }: Moment,
    callee: string,
    { path, value }: { readonly path: string; readonly value: Value },
  ): void {
    const inside = frame === 0 ? this.#recording.step(at, 'into', 'backward') : undefined;
    if (inside === undefined) return;
    const returns = [
      ...this.#recording.events({ thread: at.thread, kinds: ['return'], since: inside.seq, until: at.seq }),
    ];
    const event = returns.at(-1);
    const name = event?.functionName?.split('.').at(-1);
    if (event?.value === undefined || name !== callee) return;
    const node = event.place && this.#syntax.nodeAt(event.place);
    if (path === '' && !same(event.value, value)) return;
    this.#add('returned', { position: event, place: event.place, value: event.value, node });
    const expression = node && returned(node);
    // At the event itself the activation may have left the stack.
    const before = { thread: at.thread, seq: toSeq(event.seq - 1) };
    if (expression !== undefined) this.#followExpression({ at: before, frame: 0 }, expression, { path, value });
  }
}

/** What is shown for a write: its declaration or assignment, or the whole statement. */
function textNode(node: ts.Node): ts.Node {
  for (let at = node; at.parent !== undefined; at = at.parent)
    if (
      ts.isVariableDeclaration(at) ||
      ts.isParameter(at) ||
      ts.isBinaryExpression(at) ||
      ts.isStatement(at) ||
      ts.isPropertyDeclaration(at)
    )
      return at;
  return node;
}

const isNullish = ({ kind }: Operand): boolean => kind === 'undefined' || kind === 'null';

function same(a: Value, b: Value): boolean {
  return a.kind === 'object' && b.kind === 'object' ? a.id === b.id : JSON.stringify(a) === JSON.stringify(b);
}
