/**
 * Takes the place of the overhead budget in the runtime that randomRuntime.ts builds: how much of each function is recorded changes at random times, by a seed, and the ring's slots end
 * early, so that windows end anywhere. Whatever is chosen, what is recorded has to be true.
 */
import { Budget as Real, type Choice } from '../../src/runtime/budget.js';
import type { RingWriter } from '../../src/runtime/ring.js';
import type { Share } from '../../src/runtime/share.js';
import type { SpendingOptions } from '../../src/runtime/spending.js';
import { CELL } from '../../src/wire/ring.js';
import { DETAIL, type Detail } from '../../src/wire/trace.js';

/** Windows end at one in so many chances. */
const PERIODS = [3, 20, 60] as const;
/** Words, at most. */
const SHORT_SLOT = 2000;

class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 7919) & 0x7fffffff;
  }

  /** 0 to n - 1. */
  below(n: number): number {
    this.#state = (Math.imul(this.#state, 1103515245) + 12345) & 0x7fffffff;
    return (this.#state >>> 8) % n;
  }
}

class RandomChoice implements Choice {
  readonly beginsWithLeast: boolean;
  readonly #random: Random;
  readonly #period: number;
  readonly #hasSamples: boolean;

  constructor(
    private readonly ring: RingWriter,
    seed: number,
    hasSamples: boolean,
  ) {
    this.#random = new Random(seed);
    this.#period = PERIODS[seed % PERIODS.length]!;
    this.beginsWithLeast = seed % 5 === 4;
    this.#hasSamples = hasSamples;
  }

  isDue(): boolean {
    const { C } = this.ring;
    const end = C[CELL.CURSOR]! + this.#random.below(SHORT_SLOT);
    if (end < C[CELL.LIMIT]!) C[CELL.LIMIT] = end;
    return this.#random.below(this.#period) === 0;
  }

  choose(functions: readonly Share[]): void {
    if (this.#hasSamples || this.#random.below(4) === 0) return;
    // The program may have replaced what loops ask for.
    for (let i = 0; i < functions.length; i++) {
      const share = functions[i]!;
      if (this.#random.below(3) !== 0) continue;
      const level = this.#random.below(2) === 0 ? share.floor : this.#random.below(DETAIL.counted + 1);
      share.next = Math.min(level, share.floor) as Detail;
    }
  }

  turn(): Detail {
    return this.#hasSamples && this.#random.below(2) === 0 ? DETAIL.calls : DETAIL.everything;
  }
}

export class Budget extends Real {
  /** `maxOverhead`: one more than the seed. */
  constructor(ring: RingWriter, options: SpendingOptions) {
    super(ring, options, new RandomChoice(ring, options.maxOverhead - 1, options.sample !== 1));
  }
}
