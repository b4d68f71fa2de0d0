/**
 * Where a value came from: from the write that gave it, through assignments, arguments, returns, destructuring and literals, link by
 * link, back to the expression that made it.
 *
 * The text says what was copied; the recording says what it was at that moment. A link is followed only while both agree on the value,
 * so a chain ends early rather than in the wrong place.
 */
import { ts } from 'ts-morph';
import { UserError } from '../base/result.js';
import { type HeapId, seq as toSeq } from '../base/units.js';
import {
  type DataRef,
  evaluate,
  type EventView,
  holds,
  compile,
  type Operand,
  type Position,
  type Recording,
  type SourcePlace,
  type Value,
} from '../query/api.js';
import {
  assigned,
  callGiven,
  type ElementSource,
  elementsOf,
  givenToCallback,
  listed,
  loopedOver,
  takenBy,
} from './elements.js';
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

/** What a link is followed for. */
interface Wanted {
  /** names and indexes that lead from an expression's value to the one that is followed, `.a[0]` */
  readonly path: string;
  readonly value: Value;
}

/** Where an element of a list is to be followed. */
type FoundElement =
  | { readonly kind: 'ref'; readonly at: Position; readonly ref: DataRef }
  | { readonly kind: 'expression'; readonly moment: Moment; readonly expression: ts.Expression }
  | { readonly kind: 'returns'; readonly moment: Moment; readonly source: Extract<ElementSource, { kind: 'returns' }> };

const MAX_LINKS = 100;
/** Elements among which the one is looked for that a list has given; and calls of a callback. */
const MAX_ELEMENTS = 10_000;
const MAX_RETURNS = 10_000;

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
    // What a list has been put in another order by comes from the list as it was before.
    if (this.#links.at(-1)?.position.seq === position.seq) return;
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
    if (source.kind === 'loop') {
      const looped = loopedOver(source.over, source.path);
      this.#followSource({ at: position, frame: 0 }, looped.source, { path: looped.path, value });
    }
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
    if (call === undefined && own !== undefined && otherwise === undefined) {
      const callback = this.#functionAt(own.place);
      const receiving = callback && callGiven(callback);
      const source = callback && receiving && givenToCallback(receiving, callback, index);
      return source && this.#followSource({ at, frame: 1 }, source, { path, value });
    }
    if (call?.arguments?.some(ts.isSpreadElement)) return;
    if (given !== undefined) return this.#followExpression({ at, frame: 1 }, given, { path, value });
    if (otherwise !== undefined) this.#followExpression({ at, frame: 0 }, otherwise, { path, value });
  }

  #followExpression(moment: Moment, expression: ts.Expression, { path, value }: Wanted): void {
    const node = bare(expression);
    if (ts.isAwaitExpression(node)) return this.#followExpression(moment, node.expression, { path, value });
    const chosen = this.#branch(moment, node);
    if (chosen !== undefined) return this.#followExpression(moment, chosen, { path, value });
    const name = pathText(node);
    if (name !== undefined) {
      const ref = this.#refOf(moment, `${name}${path}`);
      const [write] = ref === undefined ? [] : this.#recording.lastWrites(moment.at, ref);
      if (ref !== undefined && write !== undefined && (write.gone !== undefined || same(write.value, value)))
        this.#followRef(moment.at, ref);
      else if (ts.isPropertyAccessExpression(node))
        this.#followReturn(moment, `get ${node.name.text}`, { path, value });
      return;
    }
    if (ts.isCallExpression(node)) {
      for (const source of assigned(node)) {
        const links = this.#links.length;
        this.#followExpression(moment, source, { path, value });
        if (this.#links.length > links) return;
      }
      const taken = /^\[\d+\]$/.test(path) ? elementsOf(node) : takenBy(node);
      if (taken !== undefined) return this.#followSource(moment, taken, { path: '', value });
      return this.#followReturn(moment, calleeName(node.expression), { path, value });
    }
    if (ts.isArrayLiteralExpression(node) && node.elements.some(ts.isSpreadElement))
      return this.#followSource(moment, listed(node.elements), { path: '', value });
    const part = path === '' ? undefined : sourceOfProperty(node, path.replace(/^[.[]|\]$/g, ''));
    if (part?.kind === 'expression') this.#followExpression(moment, part.expression, { path: part.path, value });
  }

  /** `path`: from the element, or what was returned, to the value. */
  #followSource(moment: Moment, source: ElementSource, wanted: Wanted): void {
    if (source.kind === 'returns') return this.#followCallback(moment, source, wanted);
    const found = this.#elementIn(this.#beginning(moment), source, wanted) ?? this.#elementIn(moment, source, wanted);
    if (found === undefined) return;
    if (found.kind === 'ref') return this.#followRef(found.at, found.ref);
    if (found.kind === 'expression') return this.#followExpression(found.moment, found.expression, wanted);
    this.#followCallback(found.moment, found.source, wanted);
  }

  /** The moment at which a frame's statement began: what it has changed since is as it was. */
  #beginning({ at, frame }: Moment): Moment {
    const [shown] = this.#recording.stack(at, { start: frame, count: 1 }).frames;
    return shown === undefined ? { at, frame } : { at: { thread: at.thread, seq: shown.stepAt }, frame: 0 };
  }

  #elementIn(moment: Moment, source: ElementSource, wanted: Wanted): FoundElement | undefined {
    if (source.kind === 'returns') return { kind: 'returns', moment, source };
    if (source.kind === 'properties') return this.#elementOf(moment, source.object, 'named', wanted);
    const given = source.values?.find((value) => this.#isGiven(moment, value, wanted));
    if (given !== undefined) return { kind: 'expression', moment, expression: given };
    for (const list of source.lists) {
      const found = this.#elementOf(moment, list, 'indexed', wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #elementOf(
    moment: Moment,
    list: ts.Expression,
    which: 'named' | 'indexed',
    wanted: Wanted,
  ): FoundElement | undefined {
    const node = bare(list);
    if (ts.isArrayLiteralExpression(node)) return this.#elementIn(moment, listed(node.elements), wanted);
    const made = ts.isCallExpression(node) || ts.isNewExpression(node) ? elementsOf(node) : undefined;
    if (made !== undefined) return this.#elementIn(moment, made, wanted);
    const value = evaluate(node.getText(), { recording: this.#recording, ...moment });
    if (!value.ok || value.value.kind !== 'object') return undefined;
    return this.#propertyOf(moment.at, value.value.id, which, wanted);
  }

  /** The only element that is or has the value; of several that are the same object any one. */
  #propertyOf(
    at: Position,
    list: HeapId,
    which: 'named' | 'indexed',
    { path, value }: Wanted,
    depth = 0,
  ): FoundElement | undefined {
    const { thread } = at;
    const elements = this.#recording.properties(at, list, which, { start: 0, count: MAX_ELEMENTS });
    const refs = elements.flatMap((element): { readonly value: Value; readonly ref: DataRef }[] => {
      const ref = { kind: 'property', thread, object: list, name: element.name } as const;
      const name = /^\.([\w$]+)$/.exec(path)?.[1];
      if (path === '') return [{ value: element.value, ref }];
      if (element.value.kind !== 'object' || name === undefined) return [];
      const held = this.#recording.property(at, element.value.id, name, false);
      return held === undefined ? [] : [{ value: held, ref: { ...ref, object: element.value.id, name } }];
    });
    for (const entry of path === '' || path === '[1]' ? this.#recording.entries(at, list) : [])
      refs.push({ value: entry.value, ref: { kind: 'entry', thread, object: list, name: '', entry: entry.id } });
    const found = refs.filter((one) => same(one.value, value));
    const [first] = found;
    if (first !== undefined)
      return found.length === 1 || value.kind === 'object' ? { kind: 'ref', at, ref: first.ref } : undefined;
    if (depth > 0 || which === 'named') return undefined;
    // What `flat` and `flatMap` give is in lists of the list.
    for (const { value: inner } of elements) {
      const nested = inner.kind === 'object' ? this.#propertyOf(at, inner.id, which, { path, value }, 1) : undefined;
      if (nested !== undefined) return nested;
    }
    return undefined;
  }

  #isGiven(moment: Moment, expression: ts.Expression, { path, value }: Wanted): boolean {
    const given = path === '' ? evaluate(expression.getText(), { recording: this.#recording, ...moment }) : undefined;
    return given?.ok === true && given.value.kind !== 'made' && same(given.value, value);
  }

  /** What a callback gave back last that was this value, in the statement at which the frame stands. */
  #followCallback(
    moment: Moment,
    { callback, first }: Extract<ElementSource, { kind: 'returns' }>,
    wanted: Wanted,
  ): void {
    const { thread, seq } = moment.at;
    const since = this.#beginning(moment).at.seq;
    let last: EventView | undefined;
    let looked = 0;
    for (const event of this.#recording.events({ thread, kinds: ['return'], since, until: seq })) {
      if (looked++ > MAX_RETURNS) return;
      if (event.value !== undefined && event.place !== undefined && same(event.value, wanted.value))
        if (this.#isReturnOf(callback, event, event.place)) last = event;
    }
    if (last !== undefined) return this.#followReturnEvent(last, wanted);
    if (first !== undefined && this.#isGiven(moment, first, wanted)) this.#followExpression(moment, first, wanted);
  }

  #isReturnOf(callback: ts.Expression, { functionName }: EventView, place: SourcePlace): boolean {
    const literal = ts.isArrowFunction(callback) || ts.isFunctionExpression(callback);
    return literal ? this.#functionAt(place) === callback : functionName?.split('.').at(-1) === calleeName(callback);
  }

  /** The innermost function literal that a place is in. */
  #functionAt(place: SourcePlace): ts.Node | undefined {
    let node = this.#syntax.nodeAt(place);
    while (node !== undefined && !ts.isFunctionLike(node)) node = node.parent;
    return node;
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
  #followReturn({ at, frame }: Moment, callee: string, { path, value }: Wanted): void {
    const inside = frame === 0 ? this.#recording.step(at, 'into', 'backward') : undefined;
    if (inside === undefined) return;
    const returns = [
      ...this.#recording.events({ thread: at.thread, kinds: ['return'], since: inside.seq, until: at.seq }),
    ];
    const event = returns.at(-1);
    const name = event?.functionName?.split('.').at(-1);
    if (event?.value === undefined || name !== callee) return;
    if (path === '' && !same(event.value, value)) return;
    this.#followReturnEvent(event, { path, value });
  }

  #followReturnEvent(event: EventView, wanted: Wanted): void {
    const node = event.place && this.#syntax.nodeAt(event.place);
    this.#add('returned', { position: event, place: event.place, value: event.value ?? wanted.value, node });
    const expression = node && returned(node);
    // At the event itself the activation may have left the stack.
    const before = { thread: event.thread, seq: toSeq(event.seq - 1) };
    if (expression !== undefined) this.#followExpression({ at: before, frame: 0 }, expression, wanted);
  }
}

/** What is shown for a write: its declaration or assignment, or the whole statement. */
function textNode(node: ts.Node): ts.Node {
  for (let at = node; at.parent !== undefined; at = at.parent)
    if (
      (ts.isArrowFunction(at.parent) && at.parent.body === at) ||
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
