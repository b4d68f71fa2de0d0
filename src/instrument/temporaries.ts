/** Names of ours that a function declares for values which its probes need again. */
import type { Fn } from './scopes.js';

export class Temporaries {
  readonly #names = new Map<Fn, string[]>();

  /** What the prologue of a function, or of the module, must declare. */
  of(fn: Fn): readonly string[] {
    return this.#names.get(fn) ?? [];
  }

  has(fn: Fn, name: string): boolean {
    return this.of(fn).includes(name);
  }

  add(fn: Fn, name: string): void {
    const names = this.#names.get(fn);
    if (names === undefined) this.#names.set(fn, [name]);
    else names.push(name);
  }

  /** The name, which the function declares once. */
  named(fn: Fn, name: string): string {
    if (!this.has(fn, name)) this.add(fn, name);
    return name;
  }

  /** A copy of the function's body begins, which declares its own; the returned function ends it and says which. */
  ofCopy(fn: Fn): () => readonly string[] {
    const outer = this.#names.get(fn);
    this.#names.delete(fn);
    return () => {
      const names = this.of(fn);
      if (outer === undefined) this.#names.delete(fn);
      else this.#names.set(fn, outer);
      return names;
    };
  }
}
