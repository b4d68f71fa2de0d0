/** A share of the program's time that work for the recording may take: what was not used is saved up, to a limit, so that short programs have some. */
import { now } from './intrinsics.js';

/**
 * Of the share, while more has been taken than there was: who always takes more (a server under load) would spend all of the share on what little is
 * looked at in full between two debts.
 */
const SHARE_IN_DEBT = 0.2;

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
    const earned = (time - this.#at) * share;
    this.#left = Math.min(savedMs, this.#left + (this.#left < 0 ? earned * SHARE_IN_DEBT : earned));
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
