/**
 * The activations that are open, innermost last, and those that are suspended: how they go and come back. What makes them do so, machine.ts
 * knows.
 *
 * Invariants
 * - Only the innermost frame changes. {@link Activations.low} counts the outermost frames that were never innermost since
 *   {@link Activations.mark}: they are as they were then.
 * - A suspended activation is saved under its own id ({@link SuspendedStates}); one that was dropped comes back with its slots marked as
 *   inherited, and a reader finds them in the state saved before.
 * - Frames that were abandoned (no leave came: events lost, or the process died in them) go when a step of a frame below shows it.
 *   Generators and async functions among them are saved: they may have been suspended where no probe stands (`yield*` over an iterator of
 *   other code, disposal of `await using`).
 * - A generator in `yield*` stays on the stack while the generator it delegates to runs above it, leaves it together with that one, and
 *   comes back with it. An activation in the head of `for await` stays until the iterator's generator suspends or ends, and comes back
 *   alone.
 */
import { FRAME, FrameStack, WordList } from './frames.js';
import type { SiteIndex } from './sites.js';
import { type Recall, SuspendedStates } from './suspended.js';

/** The frame below was there when this one was called, and nothing counts it. */
export const RUNS_ITERATOR = FRAME.DELEGATES | FRAME.ITERATES;

/** A frame is about to leave the stack (for good, or suspended): index, and what {@link FrameStack} says of it. */
export type FrameEnd = (frame: number, stack: FrameStack) => void;

export class Activations {
  stack: FrameStack;
  suspended: SuspendedStates;
  ended: FrameEnd | undefined;
  /** see the invariants */
  low = 0;
  /** events that no frame on the stack could take */
  unmatched = 0;
  protected readonly sites: SiteIndex;
  readonly #scratch = new WordList();

  constructor(sites: SiteIndex, recall: Recall = () => undefined) {
    this.sites = sites;
    this.stack = new FrameStack(sites);
    this.suspended = new SuspendedStates(recall);
  }

  mark(): void {
    this.low = Math.max(0, this.stack.depth - 1);
    this.suspended.mark();
  }

  /** Index of the innermost frame, which is of the site's function after abandoned frames are gone; -1 if there is none. */
  protected frameOf(site: number): number {
    const { stack } = this;
    const fn = this.sites.fn[site]!;
    const top = stack.depth - 1;
    if (top >= 0 && stack.fn[top] === fn) return top;
    for (let i = top - 1; i >= 0; i--) {
      if (stack.fn[i] !== fn) continue;
      this.abandonTo(i + 1);
      return i;
    }
    this.unmatched++;
    return -1;
  }

  protected popTo(depth: number): void {
    if (this.ended !== undefined) for (let i = this.stack.depth - 1; i >= depth; i--) this.ended(i, this.stack);
    this.stack.depth = depth;
    if (depth - 1 < this.low) this.low = Math.max(0, depth - 1);
  }

  /** Frames go without a word of their own. */
  protected abandonTo(depth: number): void {
    const { stack } = this;
    for (let i = stack.depth - 1; i >= depth; i--) {
      const { async, generator, module } = this.sites.functions[stack.fn[i]!]!;
      if ((async || generator || module) && stack.ownId[i]! > 0) this.#save(i, stack.ownId[i]!);
    }
    this.popTo(depth);
  }

  /** Saves a frame and those below it that are suspended with it; returns the index of the outermost of them. */
  protected suspendFrom(frame: number, ownId: number): number {
    const { state, delegator, ownId: ids } = this.stack;
    const below = frame > 0 && delegator[frame] === ids[frame - 1] ? delegator[frame]! : 0;
    if (below === 0 || state[frame - 1]! & FRAME.ITERATES) {
      const outermost = this.suspendIterating(frame);
      // In `yield*` it is suspended on its own where it comes back from an `await`, and is still what the other generator delegates to.
      if (below !== 0) delegator[frame] = 0;
      this.#save(frame, ownId);
      return outermost;
    }
    this.#save(frame, ownId);
    return this.suspendFrom(frame - 1, below);
  }

  /** If the frame is run by the head of a `for await`, the activation of that is suspended; returns the index of the outermost frame that goes. */
  protected suspendIterating(frame: number): number {
    const { state, delegator, ownId } = this.stack;
    const below = frame > 0 && delegator[frame] === ownId[frame - 1] ? delegator[frame]! : 0;
    if (below === 0 || !(state[frame - 1]! & FRAME.ITERATES)) return frame;
    this.does(frame - 1, 0);
    return this.suspendFrom(frame - 1, below);
  }

  /** What a frame does now; what it has been asked for meanwhile stays. */
  protected does(frame: number, state: number): void {
    const { state: states } = this.stack;
    states[frame] = (states[frame]! & -FRAME.REQUEST) | state;
  }

  #save(frame: number, ownId: number): void {
    if (frame > 0) {
      this.stack.callers[frame] = frame;
      this.stack.callersSeq[frame] = this.stack.now;
    }
    this.suspended.save(ownId, this.#words(frame));
  }

  #words(frame: number): Int32Array {
    this.#scratch.length = 0;
    this.stack.write(frame, this.#scratch);
    return this.#scratch.take();
  }

  /** Own id of the innermost activation if it runs an iterator, otherwise 0. */
  protected delegator(): number {
    const top = this.stack.depth - 1;
    return top >= 0 && this.stack.state[top]! & RUNS_ITERATOR ? this.stack.ownId[top]! : 0;
  }

  /** True if the activation was suspended; false if it was on the stack. */
  protected comeBack(site: number, ownId: number, seq: number): boolean {
    const words = this.suspended.get(ownId);
    if (words !== undefined) {
      this.suspended.remove(ownId);
      this.stack.read(words, 0);
      return true;
    }
    const { ownId: ids } = this.stack;
    for (let i = this.stack.depth - 1; i >= 0; i--) {
      if (ids[i] !== ownId) continue;
      if (i < this.stack.depth - 1) this.abandonTo(i + 1);
      return false;
    }
    const recalled = this.suspended.find(ownId);
    if (recalled !== undefined) this.stack.read(recalled, 0);
    else this.stack.inherit(this.stack.push(this.sites.fn[site]!, seq, ownId, 0));
    return true;
  }

  /** The innermost frame has just come back from a `yield`: so have the generators that delegate to it, which then called it. */
  protected putDelegatorsBelow(): void {
    const { stack } = this;
    const top = stack.depth - 1;
    if (!(stack.state[top]! & FRAME.YIELDED)) return;
    const below = top === 0 ? 0 : stack.state[top - 1]! & RUNS_ITERATOR ? stack.ownId[top - 1]! : 0;
    if (below !== 0 && (stack.delegator[top] === 0 || stack.delegator[top] === below)) {
      stack.delegator[top] = below;
      return;
    }
    this.putBelow(below);
  }

  /** Puts below the innermost frame the suspended ones that delegate to it. `below`: id of the one that stays below these, or 0. */
  protected putBelow(below: number): void {
    const { stack } = this;
    const top = stack.depth - 1;
    const chain = [this.#words(top)];
    for (let id = stack.delegator[top]!; id !== 0; ) {
      const words = this.suspended.find(id);
      if (words === undefined) break;
      this.suspended.remove(id);
      chain.push(words);
      stack.depth = top;
      stack.read(words, 0);
      id = stack.delegator[top]!;
    }
    this.popTo(top);
    for (const words of chain.reverse()) stack.read(words, 0);
    if (below !== 0) stack.delegator[top] = below;
  }
}
