/** Things with an id, found by it. */
export class Repository<T extends { readonly id: string }> {
  readonly kind: string;
  #items = new Map<string, T>();

  constructor(kind: string, items: Iterable<T> = []) {
    this.kind = kind;
    for (const item of items) this.#items.set(item.id, item);
  }

  get size(): number {
    return this.#items.size;
  }

  get(id: string): T {
    const item = this.#items.get(id);
    if (item === undefined) throw new Error(`No ${this.kind} is called '${id}'.`);
    return item;
  }

  *[Symbol.iterator](): Generator<T> {
    yield* this.#items.values();
  }
}
