/**
 * A cache bounded by the weight of what it holds (bytes, as the caller counts them). What was not asked for goes first, to within half of the limit:
 * entries are in two generations, and when the younger one is full, what nobody has taken over from the older one goes. So asking for what
 * is young costs one look; an order of all entries, which each look changes, was a third of a large state's time.
 */
export class Lru<K, V> {
  #young = new Map<K, Entry<V>>();
  #old = new Map<K, Entry<V>>();
  /** of the young */
  #weight = 0;
  readonly #most: number;

  constructor(limit: number) {
    this.#most = limit / 2;
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young.value;
    const old = this.#old.get(key);
    return old && this.set(key, old.value, old.weight);
  }

  set(key: K, value: V, weight: number): V {
    this.delete(key);
    this.#young.set(key, { value, weight });
    this.#weight += weight;
    if (this.#weight > this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = 0;
    }
    return value;
  }

  delete(key: K): void {
    this.#old.delete(key);
    this.#weight -= this.#young.get(key)?.weight ?? 0;
    this.#young.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#weight = 0;
  }
}

interface Entry<V> {
  readonly value: V;
  readonly weight: number;
}
