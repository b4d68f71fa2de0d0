/**
 * The edits of one file's text, until they are put in.
 *
 * Edits keep their order by one rule: the tree is walked outer node first; at one offset closers stand before openers, closers of inner
 * nodes before those of outer ones, so that wrappers nest as the nodes do. No edit contains a line break: lines never move.
 */
import type MagicString from 'magic-string';
import { ts } from 'ts-morph';
import type { Opening } from './map.js';
import { breakPosition } from './positions.js';

export class Edits {
  /** what was put in front of the text at an offset */
  readonly openings = new Map<number, Opening>();
  /** innermost expression that a probe stands around, by where it starts */
  readonly #wrapped = new Map<number, ts.Expression>();
  /** what stands in front of an offset has another place to V8 */
  readonly #places = new Map<number, number>();
  readonly #replacements: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  readonly #opens = new Map<number, { text: string }[]>();
  readonly #closes = new Map<number, { text: string }[]>();

  constructor(readonly file: ts.SourceFile) {}

  /** The text of an edit, now that the whole file has been visited. */
  protected settled(text: string): string {
    return text;
  }

  open(offset: number, text: string): void {
    push(this.#opens, offset, { text });
  }

  /** `place`: offset at which V8 would see what the text does. */
  openAs(offset: number, text: string, place: number): void {
    this.#places.set(offset, place);
    this.open(offset, text);
  }

  /** Other text in place of the program's, in which no edit may stand. */
  replace(start: number, end: number, text: string): void {
    this.#replacements.push({ start, end, text });
  }

  close(offset: number, text: string): void {
    push(this.#closes, offset, { text });
  }

  /** Takes the place of a wrapper whose text is known only after what is inside has been visited. */
  reserve(node: ts.Expression): (before: string, after: string) => void {
    const open = { text: '' };
    const close = { text: '' };
    push(this.#opens, node.getStart(this.file), open);
    this.#wrapped.set(node.getStart(this.file), node);
    push(this.#closes, node.end, close);
    return (before, after) => {
      open.text = before;
      close.text = after;
    };
  }

  /** What is put in at a place and behind it, up to another. */
  *textsBetween(start: number, end: number): Iterable<string> {
    for (const edits of [this.#opens, this.#closes])
      for (const [offset, texts] of edits)
        if (offset >= start && offset <= end) for (const { text } of texts) yield text;
    for (const { start: at, text } of this.#replacements) if (at >= start && at < end) yield text;
  }

  /** Puts all edits into the text. */
  apply(text: MagicString): void {
    const final = (e: { readonly text: string }): string => this.settled(e.text);
    for (const { start, end, text: other } of this.#replacements) text.overwrite(start, end, other);
    for (const [offset, edits] of this.#closes) text.appendLeft(offset, edits.reverse().map(final).join(''));
    for (const [offset, edits] of this.#opens) {
      // `return"x"`: a name must not grow together with the word before it.
      const glue = /[\w$]/.test(this.file.text[offset - 1] ?? '') ? ' ' : '';
      const opening = edits.map(final).join('');
      text.appendRight(offset, glue + opening);
      const wrapped = this.#wrapped.get(offset);
      const place = this.#places.get(offset) ?? (wrapped === undefined ? offset : breakPosition(wrapped, this.file));
      const startsAt =
        wrapped !== undefined && this.#beginsStatement(wrapped) ? opening.lastIndexOf(';') + 1 : undefined;
      this.openings.set(offset, { length: opening.length, place, startsAt });
    }
  }

  wrap(node: ts.Expression, before: string, after: string): void {
    // A comma would make two arguments of one.
    const comma = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
    this.#wrapped.set(node.getStart(this.file), node);
    this.open(node.getStart(this.file), comma ? `${before}(` : before);
    this.close(node.end, comma ? `)${after}` : after);
  }

  /** What a statement evaluates first has the statement's place to V8. */
  #beginsStatement(node: ts.Expression): boolean {
    let outer: ts.Node = node;
    while (ts.isExpression(outer.parent) && outer.parent.getStart(this.file) === node.getStart(this.file))
      outer = outer.parent;
    if (ts.isVariableDeclaration(outer.parent)) return outer.parent.initializer === outer;
    return ts.isExpressionStatement(outer.parent) && outer.parent.getStart(this.file) === node.getStart(this.file);
  }
}

function push<T>(map: Map<number, T[]>, offset: number, item: T): void {
  const list = map.get(offset);
  if (list === undefined) map.set(offset, [item]);
  else list.push(item);
}
