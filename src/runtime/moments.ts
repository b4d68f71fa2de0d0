/** Wall time as the recording has it: asked for at turns of the event loop and at the end, never per event. */
import { idleTime, now } from './intrinsics.js';
import type { Moment } from './ring.js';

export class Moments {
  readonly #start: number;
  #idleBefore = 0;

  /** `start`: ms of `performance.now()` that the recording counts from */
  constructor(start: number) {
    this.#start = start;
  }

  /** Now; `idle` counts from the call before. */
  next(): Moment {
    const idle = idleTime();
    const moment = { now: (now() - this.#start) * 1000, idle: (idle - this.#idleBefore) * 1000 };
    this.#idleBefore = idle;
    return moment;
  }
}
