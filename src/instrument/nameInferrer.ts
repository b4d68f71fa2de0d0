/** V8's collector of names beside a function literal, as it is while a statement or expression is parsed (src/parsing/func-name-inferrer.h). */
import type { ts } from 'ts-morph';

interface Name {
  readonly text: string;
  readonly isVariable: boolean;
}

/** A function literal that waits for a name. */
interface Literal {
  readonly node: ts.Node;
  readonly isKept: boolean;
}

export class NameInferrer {
  readonly #found: Map<ts.Node, string>;
  readonly #names: Name[] = [];
  #pending: Literal[] = [];
  #depth = 0;

  constructor(found: Map<ts.Node, string>) {
    this.#found = found;
  }

  /** Names that are met inside are forgotten behind it. */
  state(inside: () => void): void {
    const top = this.#names.length;
    this.#depth++;
    inside();
    this.#names.length = top;
    this.#depth--;
  }

  /** The name of a function around, which counts if it looks like that of a class. */
  enclosing(name: string): void {
    if (/^\p{Lu}/u.test(name)) this.#names.push({ text: name, isVariable: false });
  }

  variable(text: string): void {
    if (this.#depth > 0) this.#names.push({ text, isVariable: true });
  }

  literal(text: string): void {
    if (this.#depth > 0 && text !== 'prototype') this.#names.push({ text, isVariable: false });
  }

  /** The latest name was none. */
  dropName(): void {
    this.#names.pop();
  }

  /** `isKept`: it keeps the name that is inferred for it. */
  add(node: ts.Node, isKept: boolean): void {
    if (this.#depth > 0) this.#pending.push({ node, isKept });
  }

  /** The latest function literal gets no name. */
  dropFunction(): void {
    this.#pending.pop();
  }

  /** Gives the names so far to all literals that wait. */
  infer(): void {
    if (this.#pending.length === 0) return;
    const name = this.#names
      .filter(({ isVariable }, i) => !isVariable || this.#names[i + 1]?.isVariable !== true)
      .map(({ text }) => text)
      .join('.');
    for (const { node, isKept } of this.#pending) if (isKept) this.#found.set(node, name);
    this.#pending = [];
  }
}
