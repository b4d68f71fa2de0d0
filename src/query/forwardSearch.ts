/**
 * Follows one activation forwards, event by event, to where a step leads. It ends when its frame goes without being suspended at an
 * `await`; a suspended one is waited for, because for a user the statement after `await` follows the one before it. Generators give
 * control to their caller at `yield`, as in any debugger.
 */
import type { Activations } from '../store/activations.js';

/** An activation whose next statement is looked for. */
export interface Target {
  readonly enterSeq: number;
  readonly ownId: number;
  /** its index in the stack; where it is suspended, the one that it had */
  readonly index: number;
  /** in the thread's numbering */
  readonly fn: number;
  /** on the stack, or suspended, where the search begins */
  readonly isSuspended: boolean;
  /** the search ends at stops of the activation itself; otherwise only behind its end */
  readonly stands: boolean;
}

export class ForwardSearch {
  state: 'open' | 'suspended' | 'ended';
  /** of the activation while it is open; it comes back from a suspension at another one */
  index: number;
  /** first statement after a suspension: the answer if the activation never goes on */
  fallback = -1;
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
    this.state = target.isSuspended ? 'suspended' : 'open';
    this.index = target.index;
  }

  /** To be asked after every event. */
  stopsAt(
    { stack, suspended }: Activations,
    event: { readonly seq: number; readonly stops: boolean; readonly yields: boolean },
  ): boolean {
    const { enterSeq, ownId, stands } = this.#target;
    const top = stack.depth - 1;
    if (this.state === 'suspended' && top >= 0 && stack.enterSeq[top] === enterSeq) {
      this.state = 'open';
      this.index = top;
    }
    if (this.state === 'open') {
      if (top >= this.index && stack.enterSeq[this.index] === enterSeq)
        return event.stops && stands && top === this.index;
      this.state = ownId > 0 && suspended.has(ownId) && !event.yields ? 'suspended' : 'ended';
    }
    if (!event.stops) return false;
    if (this.state === 'ended') return top < this.index || this.index === 0;
    if (this.fallback < 0) this.fallback = event.seq;
    return false;
  }
}
