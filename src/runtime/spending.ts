/**
 * How an overhead budget is spent (budget.ts): functions that take the most lose their detail first, so that recording costs no more than asked for (`maxOverhead`, `sample`).
 *
 * Fifty times a second it is looked at what everything that was asked for takes. Where that is more than its share of the CPU time, the
 * function with the most gets one step less detailed (wire/trace.ts, DETAIL), then whichever has the most now, until the rest fits. A function
 * whose events would have fitted for a second gets one step back. With a sample it is turns instead of functions: those that are not in it are recorded as calls.
 */
import { DETAIL, type Detail } from '../wire/trace.js';
import type { Asked, Choice } from './budget.js';
import { busyTime, now } from './intrinsics.js';
import { MostFirst } from './mostFirst.js';
import type { Share } from './share.js';

const WINDOW_MS = 20;
/** Of what recording may take, at most: where what cannot be spared (counting, most of all) is too much, functions that are seldom called need not pay for it with all they have. */
const MOST_LEAST = 0.75;
/** Share of the program's time that is not worth finding out first what takes how much of it. */
const NEXT_TO_NOTHING = 1e-3;
/** Of what recording takes, at most: the rest goes into looking after calls, into garbage and compiling. */
const ADDED_UP = 0.5;
/** Windows after which a function gets some of its detail back. */
const PATIENCE = 50;
const MAX_SAMPLE = 1 << 16;

export interface SpendingOptions {
  readonly maxOverhead: number;
  readonly sample: number;
}

export class Spending implements Choice {
  readonly beginsWithLeast: boolean;
  readonly #share: number;
  readonly #isAdaptive: boolean;
  #sample: number;
  /** the first turn is in the sample */
  #turns = -1;
  readonly #mostFirst = new MostFirst();
  #at = now();
  #busy = busyTime();
  /** in the window that ends */
  #busyMs = 0;

  constructor({ maxOverhead, sample }: SpendingOptions) {
    this.#share = maxOverhead > 1 ? 1 - 1 / maxOverhead : maxOverhead === 0 ? Number.POSITIVE_INFINITY : 0;
    this.beginsWithLeast = this.#share < NEXT_TO_NOTHING;
    this.#isAdaptive = sample === 0;
    this.#sample = sample === 0 ? 1 : sample;
  }

  isDue(): boolean {
    const time = now();
    if (time - this.#at < WINDOW_MS) return false;
    const busy = busyTime();
    this.#at = time;
    this.#busyMs = Math.max(0, busy - this.#busy);
    this.#busy = busy;
    return true;
  }

  turn(): Detail {
    this.#turns = (this.#turns + 1) % this.#sample;
    return this.#turns === 0 ? DETAIL.everything : DETAIL.calls;
  }

  choose(functions: readonly Share[], asked: Asked): void {
    if (this.#busyMs === 0) return;
    const allowed = this.#busyMs * this.#share;
    if (this.#isAdaptive) this.#sample = sampleFor(asked.wanted, allowed, this.#sample);
    else if (this.#sample === 1) this.#reduce(functions, asked, allowed * ADDED_UP);
  }

  /** `allowed`: ms that all events may take */
  #reduce(functions: readonly Share[], { wanted, least }: Asked, allowed: number): void {
    const most = this.#mostFirst;
    for (let i = 0; i < functions.length; i++) (functions[i] as Share).next = DETAIL.everything;
    const free = Math.max(allowed - least, allowed * (1 - MOST_LEAST));
    let left = wanted > allowed ? wanted - least - free : 0;
    if (left > 0) most.fill(functions);
    while (left > 0) {
      const share = most.first;
      if (share === undefined) break;
      const before = share.cost(share.next);
      share.next = (share.next + 1) as Detail;
      left -= before - share.cost(share.next);
      most.firstChanged();
    }
    for (let i = 0; i < functions.length; i++) settled(functions[i] as Share);
  }
}

/** Less detail is had at once, more of it one step at a time, when it would have fitted for long. */
function settled(share: Share): void {
  if (share.next >= share.level) share.calm = 0;
  else share.next = ++share.calm < PATIENCE ? share.level : ((share.level - 1) as Detail);
}

/** Twice as few turns, or twice as many where these fit by far. */
function sampleFor(wanted: number, allowed: number, sample: number): number {
  if (wanted > allowed * sample) return Math.min(sample * 2, MAX_SAMPLE);
  return wanted * 4 < allowed * sample && sample > 1 ? sample / 2 : sample;
}
