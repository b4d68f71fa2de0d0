/**
 * Replays events to the stack of open activations: the one meaning of enter, leave, suspend, resume, step and uncaptured writes.
 * The writer runs it over everything to make keyframes; readers run it from a keyframe to a position.
 *
 * Invariants
 * - At every turn of the event loop, which starts with an empty stack, frames that no leave came for go.
 * - Who waits for an activation is who was below it when it was suspended last, as in V8, whose inspector looks at the stack then. An async
 *   generator that goes on after a `yield` in nobody's call, and with nothing in its queue, was asked by native code: nobody waits.
 */
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { FIRST_SITE } from '../base/units.js';
import { ASKED, SYSTEM, TAG, TAG_BITS, TAG_MASK, TAG_WORDS } from '../wire/trace.js';
import { RUNS_ITERATOR } from './activations.js';
import { CALLERS_WORD, DELEGATOR_WORD, FRAME, STATE_WORD } from './frames.js';
import { OrdinaryReplay } from './ordinary.js';
import type { Segment } from './segment.js';

const tagWords = Uint8Array.from(TAG_WORDS);

export class ActivationMachine extends OrdinaryReplay {
  /** Goes on from here by itself; nobody is told of the ends of its frames. */
  copy(): ActivationMachine {
    const copy = new ActivationMachine(this.sites);
    copy.stack = this.stack.copy();
    copy.suspended = this.suspended.copy();
    copy.low = this.low;
    copy.unmatched = this.unmatched;
    copy.turned = this.turned;
    return copy;
  }

  /** A turn of the event loop begins. */
  clear(seq: number): void {
    this.stack.now = seq;
    const top = this.stack.depth - 1;
    // An activation that runs another's iterator is not counted, so that the first call from there looks like a turn.
    this.turned = top >= 0 && (this.stack.state[top]! & RUNS_ITERATOR) !== 0;
    if (!this.turned) this.abandonTo(0);
  }

  /** `waited`: what comes back has waited, which ends on an empty stack. */
  #settleTurn(fn: number, waited = false): void {
    this.turned = false;
    const { generator, ofIterator } = this.sites.functions[fn]!;
    if (waited || (!generator && !ofIterator)) this.abandonTo(0);
  }

  /** It is suspended by `await`, not by `yield`. */
  #waits(ownId: number): boolean {
    const words = this.suspended.find(ownId);
    return words !== undefined && (words[STATE_WORD]! & (FRAME.YIELDED | FRAME.DELEGATES)) === 0;
  }

  /** A generator in `yield*` calls nothing but methods of iterators: before a call of anything else it has been suspended where no probe stands. */
  #abandonIdle(fn: number): void {
    const { generator, ofIterator } = this.sites.functions[fn]!;
    if (generator || ofIterator) return;
    let { depth } = this.stack;
    while (depth > 0 && this.#isIdle(depth - 1)) depth--;
    if (depth < this.stack.depth) this.abandonTo(depth);
  }

  /** Neither does the head of `for await` call anything else. Where steps are recorded, one of its caller has shown that it waits; it may call what has another name. */
  #isIdle(frame: number): boolean {
    const { state, stepSeq } = this.stack;
    if (state[frame]! & FRAME.DELEGATES) return true;
    return (state[frame]! & FRAME.ITERATES) !== 0 && frame > 0 && stepSeq[frame - 1]! < 0;
  }

  /** Replays the events of a segment from one up to and including another; most of them are steps and writes of the innermost activation. */
  replay({ words, offsets, row }: Segment, from: number, to: number): void {
    const { kind, fn } = this.sites;
    const { stack } = this;
    for (let seq = from; seq <= to; seq++) {
      const offset = offsets[seq - row.first_seq]!;
      const site = words[offset]! >>> TAG_BITS;
      if (site < FIRST_SITE) {
        if (site === SYSTEM.turn) this.clear(seq);
        else if (site === SYSTEM.asked) this.asked(words, offset, seq);
        else if (site === SYSTEM.delegated) this.delegated(words[offset + 2]!, seq);
        else if (site === SYSTEM.unwound) this.unwound(words[offset + 2]!, words[offset + 3]!, seq);
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
    switch (this.sites.kind[site]) {
      case SITE.step:
        return this.step(site, seq);
      case SITE.write:
        return this.write(words, offset, site, seq);
      case SITE.enter:
        return this.#enter(words, offset, site, seq);
      case SITE.return:
        if (this.sites.flags[site]! & SITE_FLAG.POPS) this.#pop(site);
        return;
      case SITE.leave:
        return this.#pop(site);
      case SITE.scope:
      case SITE.iterate:
        return this.#block(site, words[offset + 1]!);
      case SITE.suspend:
        return this.#suspend(site, words[offset + 1]!, this.sites.flags[site]!);
      case SITE.resume:
      case SITE.finally:
        return this.#resume(site, words[offset + 1]!, seq);
      case SITE.catch:
        if (this.sites.flags[site]! & SITE_FLAG.OWN_ID) this.#resume(site, words[offset + 1]!, seq);
        else this.frameOf(site);
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
    const known = this.suspended.change(ownId);
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
    const words = this.suspended.find(ownId);
    if (words === undefined || !(words[STATE_WORD]! & FRAME.DELEGATES)) return;
    this.suspended.remove(ownId);
    stack.read(words, 0);
    this.putBelow(0);
  }

  /** Replays an `unwound` event. Of a recursion nothing else tells which of the frames goes on; those that run iterators are not counted. */
  unwound(site: number, below: number, seq: number): void {
    const { stack } = this;
    stack.now = seq;
    let frame = 0;
    for (let counted = 0; frame < stack.depth; frame++) {
      if (stack.state[frame]! & RUNS_ITERATOR) continue;
      if (counted++ === below) break;
    }
    if (frame < stack.depth - 1 && stack.fn[frame] === this.sites.fn[site]) this.abandonTo(frame + 1);
  }

  /** A step alone, for callers that know its kind already. */
  step(site: number, seq: number): void {
    this.stack.now = seq;
    const frame = this.frameOf(site);
    if (frame < 0) return;
    this.stack.stepSite[frame] = site;
    this.stack.stepSeq[frame] = seq;
  }

  /** A write alone. */
  write(words: Int32Array, offset: number, site: number, seq: number): void {
    this.stack.now = seq;
    const slot = this.sites.slot[site]!;
    if (slot < 0) return;
    const frame = this.frameOf(site);
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
    const flags = this.sites.flags[site]!;
    let next = offset + 1;
    const ownId = flags & SITE_FLAG.OWN_ID ? words[next++]! : 0;
    const parentId = flags & SITE_FLAG.PARENT ? words[next++]! : 0;
    const fn = this.sites.fn[site]!;
    if (this.turned) this.#settleTurn(fn);
    this.#abandonIdle(fn);
    const delegator = this.delegator();
    const frame = this.stack.push(fn, seq, ownId, parentId);
    if (this.sites.functions[fn]!.generator) this.stack.delegator[frame] = delegator;
    const thisSlot = this.sites.functions[fn]!.thisSlot;
    if (thisSlot >= 0 && (words[offset]! & TAG_MASK) !== TAG.none)
      this.#setSlot(frame, thisSlot, words, offset, next, seq);
  }

  #pop(site: number): void {
    const frame = this.frameOf(site);
    if (frame >= 0) this.popTo(this.stack.delegator[frame] === 0 ? frame : this.suspendIterating(frame));
  }

  #block(site: number, id: number): void {
    const place = this.sites.slot[site]!;
    if (place < 0) return;
    const frame = this.frameOf(site);
    if (frame >= 0) this.stack.blocks[this.stack.blockBase[frame]! + place] = id;
  }

  #suspend(site: number, ownId: number, flags: number): void {
    const frame = this.frameOf(site);
    if (frame < 0) return;
    const { state } = this.stack;
    if (flags & SITE_FLAG.DELEGATES) {
      state[frame]! |= FRAME.DELEGATES;
      return;
    }
    if (flags & SITE_FLAG.ITERATES) {
      this.does(frame, FRAME.ITERATES);
      return;
    }
    this.does(frame, flags & SITE_FLAG.YIELD ? FRAME.YIELDED : 0);
    this.popTo(this.suspendFrom(frame, ownId));
  }

  #resume(site: number, ownId: number, seq: number): void {
    const { turned } = this;
    if (turned) this.#settleTurn(this.sites.fn[site]!, this.#waits(ownId));
    const { generator, async } = this.sites.functions[this.sites.fn[site]!]!;
    const ends = async && generator && this.sites.kind[site] === SITE.finally;
    if (ends) this.#suspendWhoEnds(ownId, turned);
    if (this.sites.flags[site]! & SITE_FLAG.DELEGATES) this.comeBack(site, ownId, seq);
    else if (this.comeBack(site, ownId, seq) && generator && !ends) {
      this.putDelegatorsBelow();
      if (async) this.#takeRequest();
    }
    const top = this.stack.depth - 1;
    if (top >= 0 && this.stack.ownId[top] === ownId) this.does(top, 0);
  }

  /**
   * An async generator waits before it ends by `return`; so do the generators that delegate to it, and the activation whose `for await` leaves
   * them. Who waits for these waits for it. So does one in `yield*` over an iterator that cannot be ended, or fails: it goes on in another turn.
   */
  #suspendWhoEnds(ownId: number, turned: boolean): void {
    const words = this.suspended.change(ownId);
    if (words === undefined || !(words[STATE_WORD]! & (turned ? FRAME.YIELDED | FRAME.DELEGATES : FRAME.YIELDED)))
      return;
    let outermost = words;
    for (let id = words[DELEGATOR_WORD]!; id !== 0; id = outermost[DELEGATOR_WORD]!) {
      const next = this.suspended.change(id);
      if (next === undefined) break;
      outermost = next;
    }
    const { stack } = this;
    const top = stack.depth - 1;
    if (top >= 0 && stack.state[top]! & FRAME.ITERATES) {
      this.#setCallers(words);
      this.does(top, 0);
      this.popTo(this.suspendFrom(top, stack.ownId[top]!));
    } else if (outermost[STATE_WORD]! < FRAME.REQUEST) words.fill(-1, CALLERS_WORD + 1, CALLERS_WORD + 3);
    else words.set(outermost.subarray(CALLERS_WORD, CALLERS_WORD + 3), CALLERS_WORD);
    if (outermost[STATE_WORD]! >= FRAME.REQUEST) outermost[STATE_WORD]! -= FRAME.REQUEST;
    if (words !== outermost) outermost.set(words.subarray(CALLERS_WORD, CALLERS_WORD + 3), CALLERS_WORD);
  }

  /** The innermost frame is an async generator's, and has come back from a `yield`, with those that delegate to it. Has nobody called them? */
  #takeRequest(): void {
    const { state, delegator, ownId, callersSeq, depth, fn } = this.stack;
    let frame = depth - 1;
    if (!(state[frame]! & FRAME.YIELDED)) return;
    while (frame > 0 && delegator[frame] === ownId[frame - 1] && state[frame - 1]! & FRAME.DELEGATES) frame--;
    if (frame > 0 || !this.sites.functions[fn[0]!]!.async) return;
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
}
