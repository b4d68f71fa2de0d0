/** A share of the program's time that work for the recording may take: what was not used is saved up, to a limit, so that short programs have some. */
import { busyTime, now } from './intrinsics.js';

/**
 * Of the share, while more has been taken than there was: who always takes more (a server under load) would spend all of the share on what little is
 * looked at in full between two debts.
 */
const SHARE_IN_DEBT = 0.2;
/**
 * ms by the clock, between two questions whether a piece of work has to end: one takes microseconds, what takes longer waits for a core that another
 * process has (or for the garbage collector), for which the recording is not to blame. With six busy processes on two cores a piece of one launch in
 * seven had to end that way, and what was shown was `as last seen` for it.
 */
const WAITED = 0.5;
/** The same of a whole piece: from there on CPU time counts, which Linux knows to its tick (4 ms) while nobody takes the core away. */
const MAY_HAVE_WAITED = 2;
/** ms: CPU time costs 0.4 us to ask for. It is known as it was up to so long before a piece begins. */
const KNOWN_FOR = 0.5;

export interface TimeBudgetOptions {
  /** of the time that passes */
  readonly share: number;
  /** what is saved up at most, and to begin with */
  readonly savedMs: number;
  /** for one piece of work */
  readonly atOnceMs: number;
}

/** A piece of work; all in ms. */
export interface Piece {
  readonly beganAt: number;
  readonly allowed: number;
  /** when it was last asked whether it has to end, and what it had taken until then without waiting */
  askedAt: number;
  worked: number;
  /** CPU time of the thread shortly before it began */
  readonly busy: number;
  /** by all pieces before */
  readonly takenBefore: number;
}

export class TimeBudget {
  readonly #options: TimeBudgetOptions;
  #left: number;
  #taken = 0;
  #earnedAt = now();
  #busy = 0;
  #busyAt = Number.NEGATIVE_INFINITY;

  constructor(options: TimeBudgetOptions) {
    this.#options = options;
    this.#left = options.savedMs;
  }

  /** Another piece may begin and end in between. */
  begin(): Piece {
    const { share, savedMs, atOnceMs } = this.#options;
    const time = now();
    const earned = (time - this.#earnedAt) * share;
    this.#left = Math.min(savedMs, this.#left + (this.#left < 0 ? earned * SHARE_IN_DEBT : earned));
    this.#earnedAt = time;
    if (time - this.#busyAt > KNOWN_FOR) {
      this.#busyAt = time;
      this.#busy = busyTime();
    }
    const allowed = Math.max(0, Math.min(atOnceMs, this.#left));
    return { beganAt: time, allowed, askedAt: time, worked: 0, busy: this.#busy, takenBefore: this.#taken };
  }

  /** It has to end. */
  isOver(piece: Piece): boolean {
    if (piece.allowed === 0) return true;
    const time = now();
    piece.worked += Math.min(WAITED, time - piece.askedAt);
    piece.askedAt = time;
    return piece.worked > piece.allowed;
  }

  end({ beganAt, busy, takenBefore }: Piece): void {
    const passed = now() - beganAt;
    const byOthers = this.#taken - takenBefore;
    const taken = (passed <= MAY_HAVE_WAITED ? passed : busyTime() - busy) - byOthers;
    this.#taken += taken;
    this.#left -= taken;
  }

  /** More than so much has been taken that was not there: work that had to be done whatever time it took. */
  isOverdrawn(byMs: number): boolean {
    return this.#left < -byMs;
  }
}
