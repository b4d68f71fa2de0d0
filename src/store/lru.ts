/** Of the limit, when it was reached. */
const KEPT_SHARE = 0.9;

/** A cache bounded by the weight of what it holds (bytes, as the caller counts them). Least recently used goes first. */
export class Lru<K, V> {
  readonly #entries = new Map<K, { value: V; weight: number }>();
  readonly #limit: number;
  #weight = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: K, value: V, weight: number): V {
    this.delete(key);
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    if (this.#weight > this.#limit) this.#evict(key);
    return value;
  }

  /** Many at a time: V8 walks over all that was deleted before it comes to the oldest that is left. */
  #evict(newest: K): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#limit * KEPT_SHARE || oldest === newest) return;
      this.delete(oldest);
    }
  }

  delete(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#weight -= entry.weight;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }
}
