/**
 * Moves of the playhead that the session is asked for. One is on its way at a time; of those that are wished meanwhile only the last is asked for. A key that goes on from where the
 * playhead is waits until it is there: who presses one eight times has moved eight times, however long a move takes.
 */
import type { FromTimeline } from '../../wire/timelinePanel.js';

/** The session is asked to go on even if it has not said that it has arrived. */
const PATIENCE_MILLIS = 400;
/** A key's move begins where the one before has led: it waits longer, since it would lead there once more. */
const LOST_MILLIS = 3000;

export type Wish = Omit<FromTimeline & { kind: 'goto' }, 'kind'>;

export class Travel {
  #wish: Wish | undefined;
  #sent: Wish | undefined;
  #next: (() => void)[] = [];
  #sentAt = -Infinity;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** `tooLong`: the session says nothing; it has been asked to go on if there was another wish. */
  constructor(
    private readonly send: (wish: Wish) => void,
    private readonly tooLong: () => void,
  ) {}

  get isUnderWay(): boolean {
    return this.#sent !== undefined || this.#wish !== undefined;
  }

  /** Nobody knows yet where the last move has led. */
  get isAwaited(): boolean {
    return performance.now() - this.#sentAt < LOST_MILLIS;
  }

  goTo(wish: Wish): void {
    this.#next = [];
    this.#wish = wish;
    if (this.#sent === undefined) this.#sendWish();
  }

  /** `isHeld`: the key repeats, and must not go on for long when it is let go. */
  afterwards(move: () => void, isHeld: boolean): void {
    if (!this.isAwaited) {
      this.#next = [];
      move();
    } else if (!isHeld || this.#next.length === 0) this.#next.push(move);
  }

  /** The session is somewhere, which may be where it was sent. */
  arrived(): void {
    this.#sentAt = -Infinity;
    this.#goOn();
    if (this.isUnderWay) return;
    const [move, ...rest] = this.#next;
    move?.();
    this.#next = rest;
  }

  #goOn(): void {
    clearTimeout(this.#patience);
    this.#sendWish();
  }

  #sendWish(): void {
    const wish = this.#wish;
    this.#wish = undefined;
    this.#sent = wish;
    if (wish === undefined) return;
    this.#sentAt = performance.now();
    this.send(wish);
    this.#patience = setTimeout(() => {
      this.#goOn();
      this.tooLong();
    }, PATIENCE_MILLIS);
  }
}
