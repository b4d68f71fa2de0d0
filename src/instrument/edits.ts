/**
 * The edits of one file's text, until they are put in.
 *
 * Edits keep their order by one rule: the tree is walked outer node first; at one offset closers stand before openers, closers of inner
 * nodes before those of outer ones, so that wrappers nest as the nodes do. No edit contains a line break: lines never move.
 */
import MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { type Opening, type Segment, segmentsOfCopy } from './map.js';
import { type ChainHead, headOf } from './nodes.js';
import { breakPosition } from './positions.js';

interface Edit {
  text: string;
  /** of text that is the program's, too: where it comes from, and the place to V8 of what is not, in it and in front of it */
  segments?: readonly Segment[];
  place?: number;
}

class EditSet {
  readonly openings = new Map<number, Opening>();
  /** innermost expression that a probe stands around, by where it starts */
  readonly wrapped = new Map<number, ts.Expression>();
  /** what stands in front of an offset has another place to V8 */
  readonly places = new Map<number, number>();
  readonly replacements: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  readonly opens = new Map<number, Edit[]>();
  readonly closes = new Map<number, Edit[]>();
  /** heads of chains that are opened, and where what stands around their parts begins */
  readonly opened = new Map<ts.Node, number>();

  /** What stands at an offset already is outside of these. */
  add({ wrapped, places, replacements, opens, closes, opened }: EditSet): void {
    for (const [offset, node] of wrapped) this.wrapped.set(offset, node);
    for (const [offset, place] of places) this.places.set(offset, place);
    for (const [node, end] of opened) this.opened.set(node, end);
    this.replacements.push(...replacements);
    for (const [offset, edits] of opens) for (const edit of edits) push(this.opens, offset, edit);
    for (const [offset, edits] of closes) for (const edit of edits) push(this.closes, offset, edit);
  }
}

/** Offsets in the file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Text of the program that stands in the code a second time, on one line. */
export interface Copy {
  readonly text: string;
  readonly segments: readonly Segment[];
}

export class Edits {
  #edits = new EditSet();
  readonly #insideOf = new Map<ts.Node, EditSet>();

  constructor(readonly file: ts.SourceFile) {}

  /** what was put in front of the text at an offset */
  get openings(): ReadonlyMap<number, Opening> {
    return this.#edits.openings;
  }

  /** A part of the program with the edits that `visit` makes, and no others; `flatten` takes the line breaks out. */
  copied({ start, end }: Range, visit: () => void, flatten: (text: MagicString) => void): Copy {
    const outer = this.#edits;
    this.#edits = new EditSet();
    visit();
    const text = new MagicString(this.file.text.slice(start, end));
    this.apply(text, start);
    flatten(text);
    const segments = segmentsOfCopy(text, this.#edits.openings, this.file.text, start);
    this.#edits = outer;
    return { text: text.toString(), segments };
  }

  /** Edits inside a node that may stand in a copy, too: made when it is met first, and the same wherever it stands. */
  protected editedOnce(node: ts.Node, visit: () => void): void {
    const outer = this.#edits;
    const known = this.#insideOf.get(node);
    const inside = known ?? new EditSet();
    if (known === undefined) {
      this.#edits = inside;
      visit();
      this.#edits = outer;
      this.#insideOf.set(node, inside);
    }
    outer.add(inside);
  }

  /** The text of an edit, now that the whole file has been visited. */
  protected settled(text: string): string {
    return text;
  }

  open(offset: number, text: string): void {
    push(this.#edits.opens, offset, { text });
  }

  /** Takes the place of a copy that is made once what it is a copy of has been visited. `place`: offset at which V8 would see what stands around it. */
  reserveCopy(offset: number, place: number): (before: string, copy: Copy, after: string) => void {
    const edit: Edit = { text: '', place };
    push(this.#edits.opens, offset, edit);
    return (before, { text, segments }, after) => {
      edit.text = before + text + after;
      const end: Segment = [before.length + text.length];
      edit.segments = [...segments.map((segment) => moved(segment, before.length)), end];
    };
  }

  /** `place`: offset at which V8 would see what the text does. */
  openAs(offset: number, text: string, place: number): void {
    this.#edits.places.set(offset, place);
    this.open(offset, text);
  }

  /** Other text in place of the program's, in which no edit may stand. */
  replace(start: number, end: number, text: string): void {
    this.#edits.replacements.push({ start, end, text });
  }

  /** What stands around the parts of a chain from its `?.` on (or around what deletes from it) begins at an offset from now on. */
  openChain(head: ChainHead | ts.DeleteExpression, start: number): void {
    this.#edits.opened.set(head, start);
  }

  /** Is it a part of such a chain, in which calls are like others? */
  isOpened(node: ts.Node): boolean {
    return this.#openedAt(node) !== undefined;
  }

  #openedAt(node: ts.Node): number | undefined {
    return this.#edits.opened.get(headOf(node) ?? node);
  }

  #startOf(node: ts.Node): number {
    const start = this.#openedAt(node);
    return start === undefined || start === node.end ? node.getStart(this.file) : start;
  }

  close(offset: number, text: string): void {
    push(this.#edits.closes, offset, { text });
  }

  /** Takes the place of a wrapper whose text is known only after what is inside has been visited. */
  reserve(node: ts.Expression): (before: string, after: string) => void {
    const open = { text: '' };
    const close = { text: '' };
    const start = this.#startOf(node);
    push(this.#edits.opens, start, open);
    this.#edits.wrapped.set(start, node);
    push(this.#edits.closes, node.end, close);
    return (before, after) => {
      open.text = before;
      close.text = after;
    };
  }

  /** What is put in at a place and behind it, up to another. */
  *textsBetween(start: number, end: number): Iterable<string> {
    const { opens, closes, replacements } = this.#edits;
    for (const edits of [opens, closes])
      for (const [offset, texts] of edits)
        if (offset >= start && offset <= end) for (const { text } of texts) yield text;
    for (const { start: at, text } of replacements) if (at >= start && at < end) yield text;
  }

  /** Puts all edits into the text, which begins at an offset of the file's. */
  apply(text: MagicString, from = 0): void {
    const { replacements, closes, opens, wrapped: wrappers, places, openings } = this.#edits;
    const final = (e: Edit): string => this.settled(e.text);
    for (const { start, end, text: other } of replacements) text.overwrite(start - from, end - from, other);
    for (const [offset, edits] of closes) text.appendLeft(offset - from, edits.reverse().map(final).join(''));
    for (const [offset, edits] of opens) {
      // `return"x"`: a name must not grow together with the word before it.
      const glue = /[\w$]/.test(this.file.text[offset - 1] ?? '') ? ' ' : '';
      let opening = '';
      const copied: Segment[] = [];
      for (const edit of edits) {
        for (const segment of edit.segments ?? []) copied.push(moved(segment, opening.length));
        opening += final(edit);
      }
      text.appendRight(offset - from, glue + opening);
      const wrapped = wrappers.get(offset);
      const place = places.get(offset) ?? (wrapped === undefined ? offset : breakPosition(wrapped, this.file));
      const startsAt =
        wrapped !== undefined && this.#beginsStatement(wrapped) ? opening.lastIndexOf(';') + 1 : undefined;
      const placeOfCopy = edits.find((edit) => edit.place !== undefined)?.place ?? place;
      openings.set(offset, { length: opening.length, place, startsAt, copied, placeOfCopy });
    }
  }

  wrap(node: ts.Expression, before: string, after: string): void {
    // A comma would make two arguments of one.
    const comma = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
    const start = this.#startOf(node);
    this.#edits.wrapped.set(start, node);
    this.open(start, comma ? `${before}(` : before);
    this.close(node.end, comma ? `)${after}` : after);
  }

  /** What a statement evaluates first has the statement's place to V8. */
  #beginsStatement(node: ts.Expression): boolean {
    if (this.#startOf(node) !== node.getStart(this.file)) return false;
    let outer: ts.Node = node;
    while (ts.isExpression(outer.parent) && outer.parent.getStart(this.file) === node.getStart(this.file))
      outer = outer.parent;
    if (ts.isVariableDeclaration(outer.parent)) return outer.parent.initializer === outer;
    return ts.isExpressionStatement(outer.parent) && outer.parent.getStart(this.file) === node.getStart(this.file);
  }
}

const moved = ([column, ...rest]: Segment, by: number): Segment => [column + by, ...rest] as Segment;

function push<T>(map: Map<number, T[]>, offset: number, item: T): void {
  const list = map.get(offset);
  if (list === undefined) map.set(offset, [item]);
  else list.push(item);
}
