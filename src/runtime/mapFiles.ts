/**
 * The `.map` files of the instrumentation cache, which are read when the program asks for a place or a text of its own: what it would see without is ours. One that is damaged by then, or
 * was deleted with the cache while the program runs, the engine makes again.
 */
import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { isMapOf, type SealedCode } from '../wire/cacheFiles.js';
import { SafeMap } from './intrinsics.js';

/** Makes an entry again, if its module is what it was. */
type Remake = (key: string) => void;
type Hash = Parameters<typeof isMapOf>[2];

export class MapFiles {
  readonly #cacheDirectory: string;
  readonly #seals = new SafeMap<string, SealedCode['map']>();
  #remake: Remake = () => {};
  #hash: Hash | undefined;

  constructor(cacheDirectory: string) {
    this.#cacheDirectory = cacheDirectory;
  }

  makeBy(remake: Remake, hash: Hash): void {
    this.#remake = remake;
    this.#hash = hash;
  }

  /** What the code says of the file beside it. */
  expect(key: string, seal: SealedCode['map']): void {
    this.#seals.set(key, seal);
  }

  read(key: string): string | undefined {
    const text = this.#whole(key);
    if (text !== undefined) return text;
    this.#remake(key);
    return this.#whole(key);
  }

  #whole(key: string): string | undefined {
    try {
      const text = readFileSync(`${this.#cacheDirectory}${sep}${key}.map`, 'utf8');
      const seal = this.#seals.get(key);
      return seal === undefined || this.#hash === undefined || isMapOf(text, seal, this.#hash) ? text : undefined;
    } catch {
      return undefined;
    }
  }
}
