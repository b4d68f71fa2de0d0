/** A share of the program's time that work for the recording may take: what was not used is saved up, to a limit, so that short programs have some. */
import { now } from './intrinsics.js';

export interface TimeBudgetOptions {
  /** of the time that passes */
  readonly share: number;
  /** what is saved up at most, and to begin with */
  readonly savedMs: number;
  /** for one piece of work */
  readonly atOnceMs: number;
}

export class TimeBudget {
  readonly #options: TimeBudgetOptions;
  #left: number;
  #at = now();

  constructor(options: TimeBudgetOptions) {
    this.#options = options;
    this.#left = options.savedMs;
  }

  /** Work begins; when it has to end, ms of now(). */
  begin(): number {
    const { share, savedMs, atOnceMs } = this.#options;
    const time = now();
    this.#left = Math.min(savedMs, this.#left + (time - this.#at) * share);
    this.#at = time;
    return time + Math.max(0, Math.min(atOnceMs, this.#left));
  }

  /** More than so much has been taken that was not there: work that had to be done whatever time it took. */
  isOverdrawn(byMs: number): boolean {
    return this.#left < -byMs;
  }

  /** The work is done. */
  end(): void {
    const time = now();
    this.#left -= time - this.#at;
    this.#at = time;
  }
}
