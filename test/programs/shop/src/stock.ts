/** The warehouse, far away: every answer takes a turn of the event loop. */
export class Stock {
  #pieces: Map<string, number>;

  constructor(pieces: Iterable<readonly [string, number]>) {
    this.#pieces = new Map(pieces);
  }

  async reserve(productId: string, quantity: number): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const left = (this.#pieces.get(productId) ?? 0) - quantity;
    if (left < 0) throw new OutOfStock(productId, -left);
    this.#pieces.set(productId, left);
    return left;
  }
}

export class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
  readonly missing: number;

  constructor(productId: string, missing: number) {
    super(`${missing} of '${productId}' missing`);
    this.missing = missing;
  }
}
