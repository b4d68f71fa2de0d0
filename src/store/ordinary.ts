/**
 * The events that nearly all of a stream consists of, replayed without a call for each: steps, writes of local variables, assignments to
 * properties, entering and leaving functions. What is unusual about one of them (a frame is not where it should be, a generator is at
 * work, a call was a long one) leaves it to {@link ActivationMachine.apply}, which knows what all events mean. `replay.test.ts` holds the
 * two together: the writer goes through here, its reader through there.
 *
 * What makes it fast, measured on the scheduler's stream (24 ns an event with a call for each, 9 here):
 * - All that is asked of a site is one word, and steps and writes of the innermost frame are told by comparing that word alone.
 * - How long an event is follows from where the code is, not from what was read: the processor need not wait for one event to find the next.
 * - Numbers of other files are those of enums, which the bundler puts into the code; constants are loaded and checked each time.
 * - The last step of the innermost frame goes into the stack when another frame comes onto it.
 *
 * Tried, and worth less than it takes: values and frames as structs in one array each (nothing), slots that remember where the value is and not the
 * value (2 %), entering without clearing what the frame before has left clear (5 %). Counting events of sites takes 12 %.
 */
import { HEADER, TAG, TAG_WORDS } from '../wire/trace.js';
import { Activations } from './activations.js';
import { FRAME } from './frames.js';
import { LONG_CALL } from './overview.js';
import { CODE, CODE_PART, SHAPE } from './sites.js';
import type { SummaryBuilder } from './summary.js';

const tagWords = Uint8Array.from(TAG_WORDS);
/** No site has this code, nor the one after it. */
const NONE = -8;

/** A stream, and how far it has been followed. */
export interface Course {
  words: Int32Array;
  /** of the event that comes next */
  offset: number;
  /** of the words */
  end: number;
  /** events so far */
  seq: number;
  /** -1: none so far */
  firstStep: number;
  lastStep: number;
  /** most activations on the stack */
  deepest: number;
  readonly summary: SummaryBuilder;
}

export class OrdinaryReplay extends Activations {
  /** a turn began while a generator was in `yield*`: it may have been that generator's own turn */
  protected turned = false;

  /** Follows a stream up to an event that is not ordinary or not whole, or its end. */
  replayOrdinary(course: Course): void {
    const { words, end, summary } = course;
    const { code, slot, shapes } = this.sites;
    const { stack } = this;
    const { fn, enterSeq, ownId, parentId, state, delegator, callers, callersSeq, since, stepSite, stepSeq } = stack;
    const { slotBase, blockBase, slotTag, slotLow, slotHigh, slotSeq, blocks } = stack;
    const widths = tagWords;
    const longest = LONG_CALL;
    const mayEnter = !this.turned;
    const counts = summary.counts(code.length);
    let { offset, seq, lastStep } = course;
    let top = stack.depth - 1;
    // Of the innermost frame: the code of its steps, its first slot, and its last step if the stack does not have it yet.
    let itsStep = top < 0 ? NONE : (fn[top]! << CODE_PART.FN_BITS) | CODE.step;
    let base = top < 0 ? 0 : slotBase[top]!;
    let step = -1;
    while (offset < end) {
      const head = words[offset]!;
      const site = head >>> HEADER.TAG_BITS;
      if (site >= code.length) break;
      const what = code[site]!;
      const tag = head & HEADER.TAG_MASK;
      let next = offset + 1;
      if (what === itsStep) {
        if (tag !== TAG.none) break;
        if (lastStep < 0) course.firstStep = seq;
        step = site;
        lastStep = seq;
      } else if (what === itsStep + (CODE.write - CODE.step)) {
        const payload = widths[tag]!;
        const at = base + slot[site]!;
        if (payload === 1) {
          next = offset + 2;
          if (next > end) break;
          slotLow[at] = words[offset + 1]!;
          slotHigh[at] = 0;
        } else if (payload === 0) {
          slotLow[at] = 0;
          slotHigh[at] = 0;
        } else {
          next = offset + 3;
          if (next > end) break;
          slotLow[at] = words[offset + 1]!;
          slotHigh[at] = words[offset + 2]!;
        }
        slotTag[at] = tag;
        slotSeq[at] = seq;
      } else {
        const kind = what & CODE_PART.CODE_MASK;
        if (kind < CODE.put) break;
        const leading = what & CODE_PART.LEADING_MASK;
        if (leading === CODE_PART.ONE_LEADING) next++;
        else if (leading !== 0) next += 2;
        const payloadAt = next;
        const payload = widths[tag]!;
        if (payload === 1) next++;
        else if (payload === 2) next += 2;
        if (next > end) break;
        if (kind === CODE.put) summary.touch(words[offset + 1]!);
        else if (kind === CODE.enter) {
          if (!mayEnter || top + 1 >= fn.length) break;
          const f = what >>> CODE_PART.FN_BITS;
          let [slots, place] = [0, 0];
          if (top >= 0) {
            if (state[top]! & (FRAME.DELEGATES | FRAME.ITERATES)) break;
            const below = fn[top]! * SHAPE.WORDS;
            slots = base + shapes[below + SHAPE.slots]!;
            place = blockBase[top]! + shapes[below + SHAPE.blocks]!;
          }
          const shape = f * SHAPE.WORDS;
          const slotsEnd = slots + shapes[shape + SHAPE.slots]!;
          const blocksEnd = place + shapes[shape + SHAPE.blocks]!;
          if (slotsEnd > slotTag.length || blocksEnd > blocks.length) break;
          if (step >= 0) {
            stepSite[top] = step;
            stepSeq[top] = lastStep;
            step = -1;
          }
          top++;
          if (top >= course.deepest) course.deepest = top + 1;
          itsStep = what + (CODE.step - CODE.enter) - leading;
          base = slots;
          fn[top] = f;
          enterSeq[top] = seq;
          since[top] = seq;
          ownId[top] = 0;
          parentId[top] = payloadAt > offset + 1 ? words[offset + 1]! : 0;
          state[top] = 0;
          delegator[top] = 0;
          callers[top] = 0;
          callersSeq[top] = -1;
          stepSite[top] = -1;
          stepSeq[top] = -1;
          slotBase[top] = slots;
          blockBase[top] = place;
          for (let at = slots; at < slotsEnd; at++) slotTag[at] = TAG.none;
          for (let at = place; at < blocksEnd; at++) blocks[at] = 0;
          const thisSlot = shapes[shape + SHAPE.thisSlot]!;
          if (thisSlot >= 0 && tag !== TAG.none) {
            const at = base + thisSlot;
            slotTag[at] = tag;
            slotLow[at] = payload > 0 ? words[payloadAt]! : 0;
            slotHigh[at] = payload > 1 ? words[payloadAt + 1]! : 0;
            slotSeq[at] = seq;
          }
        } else {
          if (
            what >>> CODE_PART.FN_BITS !== itsStep >>> CODE_PART.FN_BITS ||
            delegator[top] !== 0 ||
            seq - since[top]! >= longest
          )
            break;
          step = -1;
          top--;
          if (top < this.low) this.low = Math.max(0, top);
          if (top < 0) itsStep = NONE;
          else {
            itsStep = (fn[top]! << CODE_PART.FN_BITS) | CODE.step;
            base = slotBase[top]!;
          }
        }
      }
      if (counts[site]!++ === 0) summary.first(site);
      seq++;
      offset = next;
    }
    if (step >= 0) {
      stepSite[top] = step;
      stepSeq[top] = lastStep;
    }
    stack.depth = top + 1;
    course.offset = offset;
    course.seq = seq;
    course.lastStep = lastStep;
  }
}
