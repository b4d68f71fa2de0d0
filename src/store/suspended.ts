/**
 * What is known of suspended activations: their frame words by own id. The writer keeps a bounded number of them, the oldest go first; readers
 * ask for one that was suspended before what they have seen (`recall`).
 */
import { FrameStack, WordList } from './frames.js';
import type { SiteIndex } from './sites.js';

const LIMIT = 1 << 16;

/** State of an activation that was suspended before what has been seen, as frame words. */
export type Recall = (ownId: number) => Int32Array | undefined;

export class SuspendedStates {
  /** oldest first */
  readonly #states = new Map<number, Int32Array>();
  readonly #sinceMark = new Set<number>();
  readonly #recall: Recall;

  constructor(recall: Recall) {
    this.#recall = recall;
  }

  copy(): SuspendedStates {
    const copy = new SuspendedStates(this.#recall);
    for (const [id, words] of this.#states) copy.#states.set(id, words);
    for (const id of this.#sinceMark) copy.#sinceMark.add(id);
    return copy;
  }

  mark(): void {
    this.#sinceMark.clear();
  }

  /** Was suspended in what has been seen, and still is. */
  has(ownId: number): boolean {
    return this.#states.has(ownId);
  }

  /** The one that was suspended in what has been seen. */
  get(ownId: number): Int32Array | undefined {
    return this.#states.get(ownId);
  }

  /** Asks for it if it was suspended before. */
  find(ownId: number): Int32Array | undefined {
    return this.#states.get(ownId) ?? this.#recall(ownId);
  }

  /** A copy that stands for it from now on, to be changed. */
  change(ownId: number): Int32Array | undefined {
    const words = this.find(ownId)?.slice();
    if (words === undefined) return undefined;
    this.#states.set(ownId, words);
    this.#sinceMark.add(ownId);
    return words;
  }

  save(ownId: number, words: Int32Array): void {
    this.#states.delete(ownId);
    this.#states.set(ownId, words);
    this.#sinceMark.add(ownId);
    if (this.#states.size <= LIMIT) return;
    for (const oldest of this.#states.keys()) {
      this.#states.delete(oldest);
      return;
    }
  }

  /** It goes on. */
  remove(ownId: number): void {
    this.#states.delete(ownId);
    this.#sinceMark.delete(ownId);
  }

  /** Those that were suspended since the last mark, still are and are still known; by own id. */
  sinceMark(): [number, Int32Array][] {
    const known: [number, Int32Array][] = [];
    for (const id of this.#sinceMark) {
      const words = this.#states.get(id);
      if (words !== undefined) known.push([id, words]);
    }
    return known.sort(([a], [b]) => a - b);
  }
}

/** Fills the inherited slots of a saved state from the state saved before it. */
export function withInherited(sites: SiteIndex, words: Int32Array, earlier: Recall): Int32Array {
  const stack = new FrameStack(sites);
  stack.read(words, 0);
  if (!stack.fillInherited(0, earlier)) return words;
  const list = new WordList();
  stack.write(0, list);
  return list.take();
}
