/** What one evaluation may cost. An expression that needs more is refused, so that no typo takes the debugger down with it. */
import { countText } from '../../base/numbers.js';
import { type Metered, costly } from './operand.js';

/** Longer than anybody waits for a hover. */
const MAX_MILLIS = 1000;
const MAX_STEPS = 5_000_000;
const MAX_CELLS = 1_000_000;
/** of all strings together, since those that are no longer needed cannot be told from the others */
const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_STRING = 4 * 1024 * 1024;
/** The clock is asked once in so many steps. */
const CLOCK_EVERY = 512;

export class Meter implements Metered {
  private readonly deadline = performance.now() + MAX_MILLIS;
  private steps = 0;
  private nextClock = CLOCK_EVERY;
  private made = 0;
  private characters = 0;

  step(count = 1): void {
    this.steps += count;
    if (this.steps > MAX_STEPS) throw costly('the expression does too much work; narrow it down');
    if (this.steps < this.nextClock) return;
    this.nextClock = this.steps + CLOCK_EVERY;
    this.millisLeft();
  }

  cells(count: number): void {
    this.made += count;
    if (!(this.made <= MAX_CELLS)) throw costly(`the expression makes more than ${countText(MAX_CELLS)} elements`);
    this.step(count);
  }

  text(length: number): void {
    this.characters += length;
    if (!(length <= MAX_STRING && this.characters <= MAX_CHARACTERS))
      throw costly('the expression makes too long a string');
    this.step(1 + Math.trunc(length / 100));
  }

  millisLeft(): number {
    const left = this.deadline - performance.now();
    if (left <= 0) throw costly(`the expression takes longer than ${MAX_MILLIS} ms`);
    return left;
  }
}
