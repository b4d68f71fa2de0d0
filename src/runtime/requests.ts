/**
 * Requests that an async generator cannot answer at once, since it waits or runs: the recording could not tell otherwise who made it go on.
 * An activation is found by its generator from the first call on that made it run, of which the generator's suspension tells.
 */
import { CELL } from '../wire/ring.js';
import { ASKED } from '../wire/trace.js';
import * as js from './intrinsics.js';

export class Requests {
  readonly #C: Int32Array;
  readonly #write: (sub: number, id: number) => void;
  readonly #ids = new js.SafeWeakMap<object, number>();
  /** activation that ran last in this turn in answer to a call */
  #answered = 0;

  constructor(C: Int32Array, write: (sub: number, id: number) => void) {
    this.#C = C;
    this.#write = write;
  }

  /** A turn of the event loop begins. */
  turn(): void {
    this.#C[CELL.GENERATED] = 0;
    this.#answered = 0;
  }

  /** After `receiver.key(...)`, where `key` is `next`, `return` or `throw`, gave the result. */
  asked(receiver: unknown, key: unknown, result: unknown): void {
    if (typeof receiver !== 'object' || receiver === null) return;
    if (!js.isGeneratorObject(receiver) || !js.isPromise(result)) return;
    const ran = this.#C[CELL.GENERATED] as number;
    this.#C[CELL.GENERATED] = 0;
    const id = this.#ids.get(receiver) ?? 0;
    if (id === 0 && ran !== 0) this.#ids.set(receiver, ran);
    // It, or what it delegates to.
    if (ran !== 0) this.#answered = id === 0 ? ran : id;
    else if (id !== 0) this.#write(key === 'return' && this.#answered !== id ? ASKED.end : ASKED.later, id);
  }
}
