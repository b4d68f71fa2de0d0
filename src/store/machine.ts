/**
 * Replays events to the stack of open activations: the one meaning of enter, leave, suspend, resume, step and uncaptured writes.
 * The writer runs it over everything to make keyframes; readers run it from a keyframe to a position.
 *
 * Invariants
 * - Only the innermost frame changes. {@link ActivationMachine.low} counts the outermost frames that were never innermost since
 *   {@link ActivationMachine.mark}: they are as they were then.
 * - A suspended activation is saved under its own id. The writer keeps a bounded number of them; one that was dropped comes back with
 *   its slots marked as inherited, and a reader finds them in the state saved before (see `recall`).
 * - Frames that were abandoned (no leave came: events lost, or the process died in them) go when a step of a frame below shows it, and
 *   at every turn of the event loop, which starts with an empty stack. Generators and async functions among them are saved: they may have
 *   been suspended where no probe stands (`yield*` over an iterator of other code, disposal of `await using`).
 * - A generator in `yield*` stays on the stack while the generator it delegates to runs above it, leaves it together with that one, and
 *   comes back with it. An activation in the head of `for await` stays until the iterator's generator suspends or ends, and comes back
 *   alone.
 * - Who waits for an activation is who was below it when it was suspended last, as in V8, whose inspector looks at the stack then. An async
 *   generator that goes on after a `yield` in nobody's call, and with nothing in its queue, was asked by native code: nobody waits.
 */
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { FIRST_SITE } from '../base/units.js';
import { ASKED, SYSTEM, TAG, TAG_BITS, TAG_MASK, TAG_WORDS } from '../wire/trace.js';
import { CALLERS_WORD, DELEGATOR_WORD, FRAME, FrameStack, STATE_WORD, TAG_INHERITED, WordList } from './frames.js';
import type { Segment } from './segment.js';
import type { SiteIndex } from './sites.js';

const tagWords = Uint8Array.from(TAG_WORDS);
const SAVED_LIMIT = 1 << 16;
/** The frame below was there when this one was called, and nothing counts it. */
const RUNS_ITERATOR = FRAME.DELEGATES | FRAME.ITERATES;

/** State of an activation that was suspended before what the machine has seen, as frame words. */
export type Recall = (ownId: number) => Int32Array | undefined;

/** A frame is about to leave the stack (for good, or suspended): index, and what {@link FrameStack} says of it. */
export type FrameEnd = (frame: number, stack: FrameStack) => void;

export class ActivationMachine {
  stack: FrameStack;
  ended: FrameEnd | undefined;
  /** see the invariants */
  low = 0;
  /** events that no frame on the stack could take */
  unmatched = 0;
  /** frame words of suspended activations by own id, oldest first */
  readonly saved = new Map<number, Int32Array>();
  /** own ids of activations that were suspended since the last mark and still are */
  readonly suspendedSinceMark = new Set<number>();
  readonly #sites: SiteIndex;
  readonly #recall: Recall;
  readonly #scratch = new WordList();
  /** a turn began while a generator was in `yield*`: it may have been that generator's own turn */
  #turned = false;

  constructor(sites: SiteIndex, recall: Recall = () => undefined) {
    this.#sites = sites;
    this.#recall = recall;
    this.stack = new FrameStack(sites);
  }

  /** Goes on from here by itself; nobody is told of the ends of its frames. */
  copy(): ActivationMachine {
    const copy = new ActivationMachine(this.#sites, this.#recall);
    copy.stack = this.stack.copy();
    copy.low = this.low;
    copy.unmatched = this.unmatched;
    copy.#turned = this.#turned;
    for (const [id, words] of this.saved) copy.saved.set(id, words);
    for (const id of this.suspendedSinceMark) copy.suspendedSinceMark.add(id);
    return copy;
  }

  mark(): void {
    this.low = Math.max(0, this.stack.depth - 1);
    this.suspendedSinceMark.clear();
  }

  /** A turn of the event loop begins. */
  clear(seq: number): void {
    this.stack.now = seq;
    const top = this.stack.depth - 1;
    // An activation that runs another's iterator is not counted, so that the first call from there looks like a turn.
    this.#turned = top >= 0 && (this.stack.state[top]! & RUNS_ITERATOR) !== 0;
    if (!this.#turned) this.#abandonTo(0);
  }

  #settleTurn(fn: number): void {
    this.#turned = false;
    const { generator, ofIterator } = this.#sites.functions[fn]!;
    if (!generator && !ofIterator) this.#abandonTo(0);
  }

  /** A generator in `yield*` calls nothing but methods of iterators: before a call of anything else it has been suspended where no probe stands. */
  #abandonIdle(fn: number): void {
    const { generator, ofIterator } = this.#sites.functions[fn]!;
    if (generator || ofIterator) return;
    let { depth } = this.stack;
    while (depth > 0 && this.stack.state[depth - 1]! & FRAME.DELEGATES) depth--;
    if (depth < this.stack.depth) this.#abandonTo(depth);
  }

  /** Replays the events of a segment from one up to and including another; most of them are steps and writes of the innermost activation. */
  replay({ words, offsets, row }: Segment, from: number, to: number): void {
    const { kind, fn } = this.#sites;
    const { stack } = this;
    for (let seq = from; seq <= to; seq++) {
      const offset = offsets[seq - row.first_seq]!;
      const site = words[offset]! >>> TAG_BITS;
      if (site < FIRST_SITE) {
        if (site === SYSTEM.turn) this.clear(seq);
        else if (site === SYSTEM.asked) this.asked(words, offset, seq);
        else if (site === SYSTEM.delegated) this.delegated(words[offset + 2]!, seq);
        continue;
      }
      const what = kind[site]!;
      if (what === SITE.put) continue;
      const top = stack.depth - 1;
      if (what === SITE.step && top >= 0 && stack.fn[top] === fn[site]) {
        stack.stepSite[top] = site;
        stack.stepSeq[top] = seq;
      } else this.apply(words, offset, seq);
    }
  }

  replayOne(segment: Segment, seq: number): void {
    this.replay(segment, seq, seq);
  }

  /** Replays a site event. */
  apply(words: Int32Array, offset: number, seq: number): void {
    const site = words[offset]! >>> TAG_BITS;
    this.stack.now = seq;
    switch (this.#sites.kind[site]) {
      case SITE.step:
        return this.step(site, seq);
      case SITE.write:
        return this.write(words, offset, site, seq);
      case SITE.enter:
        return this.#enter(words, offset, site, seq);
      case SITE.return:
        if (this.#sites.flags[site]! & SITE_FLAG.POPS) this.#pop(site);
        return;
      case SITE.leave:
        return this.#pop(site);
      case SITE.scope:
      case SITE.iterate:
        return this.#block(site, words[offset + 1]!);
      case SITE.suspend:
        return this.#suspend(site, words[offset + 1]!, this.#sites.flags[site]!);
      case SITE.resume:
      case SITE.finally:
        return this.#resume(site, words[offset + 1]!, seq);
      case SITE.catch:
        if (this.#sites.flags[site]! & SITE_FLAG.OWN_ID) this.#resume(site, words[offset + 1]!, seq);
        else this.#frameOf(site);
        return;
      default:
        return;
    }
  }

  /** Replays an `asked` event. */
  asked(words: Int32Array, offset: number, seq: number): void {
    const ownId = words[offset + 2]!;
    const { stack } = this;
    stack.now = seq;
    const frame = stack.ownId.subarray(0, stack.depth).indexOf(ownId);
    if (frame >= 0) {
      stack.state[frame]! += FRAME.REQUEST;
      return;
    }
    const known = this.#suspended(ownId);
    if (known === undefined) return;
    const state = known[STATE_WORD]!;
    const isIdle = (state & (FRAME.YIELDED | FRAME.DELEGATES)) !== 0 && state < FRAME.REQUEST;
    if (isIdle && (words[offset]! & TAG_MASK) === ASKED.end) this.#setCallers(known);
    known[STATE_WORD] = state + FRAME.REQUEST;
  }

  /** Replays a `delegated` event. */
  delegated(ownId: number, seq: number): void {
    const { stack } = this;
    stack.now = seq;
    if (stack.ownId.subarray(0, stack.depth).includes(ownId)) return;
    const words = this.saved.get(ownId) ?? this.#recall(ownId);
    if (words === undefined || !(words[STATE_WORD]! & FRAME.DELEGATES)) return;
    this.saved.delete(ownId);
    this.suspendedSinceMark.delete(ownId);
    stack.read(words, 0);
    this.#putBelow(0);
  }

  /** A step alone, for callers that know its kind already. */
  step(site: number, seq: number): void {
    this.stack.now = seq;
    const frame = this.#frameOf(site);
    if (frame < 0) return;
    this.stack.stepSite[frame] = site;
    this.stack.stepSeq[frame] = seq;
  }

  /** A write alone. */
  write(words: Int32Array, offset: number, site: number, seq: number): void {
    this.stack.now = seq;
    const slot = this.#sites.slot[site]!;
    if (slot < 0) return;
    const frame = this.#frameOf(site);
    if (frame < 0) return;
    this.#setSlot(frame, slot, words, offset, offset + 1, seq);
  }

  #setSlot(frame: number, slot: number, words: Int32Array, offset: number, payload: number, seq: number): void {
    const stack = this.stack;
    const at = stack.slotBase[frame]! + slot;
    const tag = words[offset]! & TAG_MASK;
    const n = tagWords[tag]!;
    stack.slotTag[at] = tag;
    stack.slotLow[at] = n > 0 ? words[payload]! : 0;
    stack.slotHigh[at] = n > 1 ? words[payload + 1]! : 0;
    stack.slotSeq[at] = seq;
  }

  #enter(words: Int32Array, offset: number, site: number, seq: number): void {
    const flags = this.#sites.flags[site]!;
    let next = offset + 1;
    const ownId = flags & SITE_FLAG.OWN_ID ? words[next++]! : 0;
    const parentId = flags & SITE_FLAG.PARENT ? words[next++]! : 0;
    const fn = this.#sites.fn[site]!;
    if (this.#turned) this.#settleTurn(fn);
    this.#abandonIdle(fn);
    const delegator = this.#delegator();
    const frame = this.stack.push(fn, seq, ownId, parentId);
    if (this.#sites.functions[fn]!.generator) this.stack.delegator[frame] = delegator;
    const thisSlot = this.#sites.functions[fn]!.thisSlot;
    if (thisSlot >= 0 && (words[offset]! & TAG_MASK) !== TAG.none)
      this.#setSlot(frame, thisSlot, words, offset, next, seq);
  }

  #pop(site: number): void {
    const frame = this.#frameOf(site);
    if (frame >= 0) this.#popTo(this.stack.delegator[frame] === 0 ? frame : this.#suspendIterating(frame));
  }

  #popTo(depth: number): void {
    if (this.ended !== undefined) for (let i = this.stack.depth - 1; i >= depth; i--) this.ended(i, this.stack);
    this.stack.depth = depth;
    if (depth - 1 < this.low) this.low = Math.max(0, depth - 1);
  }

  /** Frames go without a word of their own. */
  #abandonTo(depth: number): void {
    const { stack } = this;
    for (let i = stack.depth - 1; i >= depth; i--) {
      const { async, generator, module } = this.#sites.functions[stack.fn[i]!]!;
      if ((async || generator || module) && stack.ownId[i]! > 0) this.#save(i, stack.ownId[i]!);
    }
    this.#popTo(depth);
  }

  #block(site: number, id: number): void {
    const place = this.#sites.slot[site]!;
    if (place < 0) return;
    const frame = this.#frameOf(site);
    if (frame >= 0) this.stack.blocks[this.stack.blockBase[frame]! + place] = id;
  }

  #suspend(site: number, ownId: number, flags: number): void {
    const frame = this.#frameOf(site);
    if (frame < 0) return;
    const { state } = this.stack;
    if (flags & SITE_FLAG.DELEGATES) {
      state[frame]! |= FRAME.DELEGATES;
      return;
    }
    if (flags & SITE_FLAG.ITERATES) {
      this.#does(frame, FRAME.ITERATES);
      return;
    }
    this.#does(frame, flags & SITE_FLAG.YIELD ? FRAME.YIELDED : 0);
    this.#popTo(this.#suspendFrom(frame, ownId));
  }

  /** Saves a frame and those below it that are suspended with it; returns the index of the outermost of them. */
  #suspendFrom(frame: number, ownId: number): number {
    const { state, delegator, ownId: ids } = this.stack;
    const below = frame > 0 && delegator[frame] === ids[frame - 1] ? delegator[frame]! : 0;
    if (below === 0 || state[frame - 1]! & FRAME.ITERATES) {
      const outermost = this.#suspendIterating(frame);
      // In `yield*` it is suspended on its own where it comes back from an `await`, and is still what the other generator delegates to.
      if (below !== 0) delegator[frame] = 0;
      this.#save(frame, ownId);
      return outermost;
    }
    this.#save(frame, ownId);
    return this.#suspendFrom(frame - 1, below);
  }

  /** If the frame is run by the head of a `for await`, the activation of that is suspended; returns the index of the outermost frame that goes. */
  #suspendIterating(frame: number): number {
    const { state, delegator, ownId } = this.stack;
    const below = frame > 0 && delegator[frame] === ownId[frame - 1] ? delegator[frame]! : 0;
    if (below === 0 || !(state[frame - 1]! & FRAME.ITERATES)) return frame;
    this.#does(frame - 1, 0);
    return this.#suspendFrom(frame - 1, below);
  }

  /** What a frame does now; what it has been asked for meanwhile stays. */
  #does(frame: number, state: number): void {
    const { state: states } = this.stack;
    states[frame] = (states[frame]! & -FRAME.REQUEST) | state;
  }

  #save(frame: number, ownId: number): void {
    if (frame > 0) {
      this.stack.callers[frame] = frame;
      this.stack.callersSeq[frame] = this.stack.now;
    }
    this.#scratch.length = 0;
    this.stack.write(frame, this.#scratch);
    this.saved.delete(ownId);
    this.saved.set(ownId, this.#scratch.take());
    this.suspendedSinceMark.add(ownId);
    if (this.saved.size <= SAVED_LIMIT) return;
    for (const oldest of this.saved.keys()) {
      this.saved.delete(oldest);
      return;
    }
  }

  /** Own id of the innermost activation if it runs an iterator, otherwise 0. */
  #delegator(): number {
    const top = this.stack.depth - 1;
    return top >= 0 && this.stack.state[top]! & RUNS_ITERATOR ? this.stack.ownId[top]! : 0;
  }

  #resume(site: number, ownId: number, seq: number): void {
    if (this.#turned) this.#settleTurn(this.#sites.fn[site]!);
    const { generator, async } = this.#sites.functions[this.#sites.fn[site]!]!;
    const ends = async && generator && this.#sites.kind[site] === SITE.finally;
    if (ends) this.#suspendWhoEnds(ownId);
    if (this.#sites.flags[site]! & SITE_FLAG.DELEGATES) this.#comeBack(site, ownId, seq);
    else if (this.#comeBack(site, ownId, seq) && generator && !ends) {
      this.#putDelegatorsBelow();
      if (async) this.#takeRequest();
    }
    const top = this.stack.depth - 1;
    if (top >= 0 && this.stack.ownId[top] === ownId) this.#does(top, 0);
  }

  /**
   * An async generator waits before it ends by `return`; so do the generators that delegate to it, and the activation whose `for await` leaves
   * them. Who waits for these waits for it.
   */
  #suspendWhoEnds(ownId: number): void {
    const words = this.#suspended(ownId);
    if (words === undefined || !(words[STATE_WORD]! & FRAME.YIELDED)) return;
    let outermost = words;
    for (let id = words[DELEGATOR_WORD]!; id !== 0; id = outermost[DELEGATOR_WORD]!)
      outermost = this.#suspended(id) ?? outermost;
    const { stack } = this;
    const top = stack.depth - 1;
    if (top >= 0 && stack.state[top]! & FRAME.ITERATES) {
      this.#setCallers(words);
      this.#does(top, 0);
      this.#popTo(this.#suspendFrom(top, stack.ownId[top]!));
    } else if (outermost[STATE_WORD]! < FRAME.REQUEST) words.fill(-1, CALLERS_WORD + 1, CALLERS_WORD + 3);
    else words.set(outermost.subarray(CALLERS_WORD, CALLERS_WORD + 3), CALLERS_WORD);
    if (outermost[STATE_WORD]! >= FRAME.REQUEST) outermost[STATE_WORD]! -= FRAME.REQUEST;
    if (words !== outermost) outermost.set(words.subarray(CALLERS_WORD, CALLERS_WORD + 3), CALLERS_WORD);
  }

  /** State of a suspended activation, to be changed. */
  #suspended(ownId: number): Int32Array | undefined {
    const words = (this.saved.get(ownId) ?? this.#recall(ownId))?.slice();
    if (words === undefined) return undefined;
    this.saved.set(ownId, words);
    this.suspendedSinceMark.add(ownId);
    return words;
  }

  /** The innermost frame is an async generator's, and has come back from a `yield`, with those that delegate to it. Has nobody called them? */
  #takeRequest(): void {
    const { state, delegator, ownId, callersSeq, depth, fn } = this.stack;
    let frame = depth - 1;
    if (!(state[frame]! & FRAME.YIELDED)) return;
    while (frame > 0 && delegator[frame] === ownId[frame - 1] && state[frame - 1]! & FRAME.DELEGATES) frame--;
    if (frame > 0 || !this.#sites.functions[fn[0]!]!.async) return;
    if (state[0]! >= FRAME.REQUEST) state[0]! -= FRAME.REQUEST;
    else callersSeq[0] = -1;
  }

  /** Those below the innermost frame wait; there are none if nobody has called that. */
  #setCallers(words: Int32Array): void {
    const { depth, now, callers, callersSeq } = this.stack;
    const isCalled = depth > 1;
    const seq = isCalled ? now : depth === 1 ? callersSeq[0]! : -1;
    words[CALLERS_WORD] = isCalled ? depth - 1 : callers[0]!;
    words[CALLERS_WORD + 1] = seq | 0;
    words[CALLERS_WORD + 2] = Math.floor(seq / 0x1_0000_0000);
  }

  /** True if the activation was suspended; false if it was on the stack. */
  #comeBack(site: number, ownId: number, seq: number): boolean {
    const words = this.saved.get(ownId);
    if (words !== undefined) {
      this.saved.delete(ownId);
      this.suspendedSinceMark.delete(ownId);
      this.stack.read(words, 0);
      return true;
    }
    const { ownId: ids } = this.stack;
    for (let i = this.stack.depth - 1; i >= 0; i--) {
      if (ids[i] !== ownId) continue;
      if (i < this.stack.depth - 1) this.#abandonTo(i + 1);
      return false;
    }
    const recalled = this.#recall(ownId);
    if (recalled !== undefined) this.stack.read(recalled, 0);
    else this.stack.inherit(this.stack.push(this.#sites.fn[site]!, seq, ownId, 0));
    return true;
  }

  /** The innermost frame has just come back from a `yield`: so have the generators that delegate to it, which then called it. */
  #putDelegatorsBelow(): void {
    const { stack } = this;
    const top = stack.depth - 1;
    if (!(stack.state[top]! & FRAME.YIELDED)) return;
    const below = top === 0 ? 0 : stack.state[top - 1]! & RUNS_ITERATOR ? stack.ownId[top - 1]! : 0;
    if (below !== 0 && (stack.delegator[top] === 0 || stack.delegator[top] === below)) {
      stack.delegator[top] = below;
      return;
    }
    this.#putBelow(below);
  }

  /** Puts below the innermost frame the suspended ones that delegate to it. `below`: id of the one that stays below these, or 0. */
  #putBelow(below: number): void {
    const { stack } = this;
    const top = stack.depth - 1;
    const chain: Int32Array[] = [];
    this.#scratch.length = 0;
    stack.write(top, this.#scratch);
    chain.push(this.#scratch.take());
    for (let id = stack.delegator[top]!; id !== 0; ) {
      const words = this.saved.get(id) ?? this.#recall(id);
      if (words === undefined) break;
      this.saved.delete(id);
      this.suspendedSinceMark.delete(id);
      chain.push(words);
      stack.depth = top;
      stack.read(words, 0);
      id = stack.delegator[top]!;
    }
    this.#popTo(top);
    for (const words of chain.reverse()) stack.read(words, 0);
    if (below !== 0) stack.delegator[top] = below;
  }

  /** Index of the innermost frame, which is of the site's function after abandoned frames are gone; -1 if there is none. */
  #frameOf(site: number): number {
    const { stack } = this;
    const fn = this.#sites.fn[site]!;
    const top = stack.depth - 1;
    if (top >= 0 && stack.fn[top] === fn) return top;
    for (let i = top - 1; i >= 0; i--) {
      if (stack.fn[i] !== fn) continue;
      this.#abandonTo(i + 1);
      return i;
    }
    this.unmatched++;
    return -1;
  }
}

/** Fills the inherited slots of a saved state from the state saved before it. */
export function withInherited(
  sites: SiteIndex,
  words: Int32Array,
  earlier: (ownId: number) => Int32Array | undefined,
): Int32Array {
  const stack = new FrameStack(sites);
  stack.read(words, 0);
  const slots = sites.layout(stack.fn[0]!).slots;
  if (!stack.slotTag.subarray(0, slots).includes(TAG_INHERITED)) return words;
  const before = earlier(stack.ownId[0]!);
  if (before === undefined) return words;
  const old = new FrameStack(sites);
  old.read(before, 0);
  for (let slot = 0; slot < slots; slot++) {
    if (stack.slotTag[slot] !== TAG_INHERITED) continue;
    const value = old.slot(0, slot);
    stack.setSlot(0, slot, value, value.seq);
  }
  stack.takeOver(0, old);
  const list = new WordList();
  stack.write(0, list);
  return list.take();
}
