/**
 * A stack of activations in flat arrays, and the form in which a frame is written down.
 *
 *   frame words := fn, enter seq (2), own id, parent id, state, delegator, callers, callers seq (2), step site, step seq (2),
 *                  per slot: tag, [payload by tag], [write seq (2) unless tag is none], block instance ids
 *
 * Slots are the uncaptured variables of the function, blocks its instanced block scopes, both as {@link SiteIndex} numbers them.
 * A seq of -1 means never.
 */
import { TAG, TAG_WORDS } from '../wire/trace.js';
import type { SiteIndex } from './sites.js';
import type { RawValue } from './words.js';

/** Tag of a slot whose value was left behind in an earlier saved state of the same activation (see suspended.ts). */
const TAG_INHERITED = 31;

const tagWords = Uint8Array.from(TAG_WORDS);

/** Bits of a frame's `state`. */
export enum FRAME {
  /** a generator in `yield*`: the iterator it delegates to runs above it */
  DELEGATES = 1,
  /** suspended by `yield`, not by `await` */
  YIELDED = 2,
  /** in the head of `for await`: it is suspended as soon as what its iterator runs has come back */
  ITERATES = 4,
  /** an async generator has been asked for so many things that it has not begun to answer: a count from this bit on */
  REQUEST = 8,
}
/** Where a frame's words say what its activation is doing. */
export const STATE_WORD = 5;
export const DELEGATOR_WORD = 6;
export const CALLERS_WORD = 7;

export class WordList {
  words = new Int32Array(1024);
  length = 0;

  push(word: number): void {
    if (this.length === this.words.length) this.#grow(this.length + 1);
    this.words[this.length++] = word;
  }

  pushSeq(n: number): void {
    this.push(n | 0);
    this.push(Math.floor(n / 0x1_0000_0000));
  }

  append(more: Int32Array): void {
    if (this.length + more.length > this.words.length) this.#grow(this.length + more.length);
    this.words.set(more, this.length);
    this.length += more.length;
  }

  take(): Int32Array {
    return this.words.slice(0, this.length);
  }

  #grow(least: number): void {
    const bigger = new Int32Array(Math.max(least, this.words.length * 2));
    bigger.set(this.words);
    this.words = bigger;
  }
}

const seqOf = (low: number, high: number): number => high * 0x1_0000_0000 + (low >>> 0);

/** Room in a stack's lists. */
interface Room {
  readonly frames: number;
  readonly slots: number;
  readonly blocks: number;
}

const ROOM: Room = { frames: 64, slots: 512, blocks: 256 };
/** In a copy there is room for what it has and a little more: V8 keeps lists of up to 64 bytes in its own heap, others cost it ten times as much. */
const LEAST: Room = { frames: 8, slots: 8, blocks: 8 };

export class FrameStack {
  fn: Int32Array;
  enterSeq: Float64Array;
  ownId: Int32Array;
  parentId: Int32Array;
  /** {@link FRAME} bits */
  state: Int32Array;
  /** own id of the activation whose `yield*` or `for await` runs this one, 0 if none does */
  delegator: Int32Array;
  /** how many frames were below the activation when it was suspended last in a call, and wait for it */
  callers: Int32Array;
  /** the event before which they were there; -1: nobody waits */
  callersSeq: Float64Array;
  stepSite: Int32Array;
  stepSeq: Float64Array;
  slotBase: Int32Array;
  blockBase: Int32Array;
  slotTag: Uint8Array;
  slotLow: Int32Array;
  slotHigh: Int32Array;
  slotSeq: Float64Array;
  blocks: Int32Array;
  /** when each frame came onto the stack (entered or resumed); not written down: -1 in a frame that a keyframe brought */
  since: Float64Array;
  /** the event that is replayed */
  now = -1;
  /** frames on the stack */
  depth = 0;
  readonly #sites: SiteIndex;

  constructor(sites: SiteIndex, { frames, slots, blocks }: Room = ROOM) {
    this.#sites = sites;
    this.fn = new Int32Array(frames);
    this.enterSeq = new Float64Array(frames);
    this.ownId = new Int32Array(frames);
    this.parentId = new Int32Array(frames);
    this.state = new Int32Array(frames);
    this.delegator = new Int32Array(frames);
    this.callers = new Int32Array(frames);
    this.callersSeq = new Float64Array(frames);
    this.stepSite = new Int32Array(frames);
    this.stepSeq = new Float64Array(frames);
    this.slotBase = new Int32Array(frames);
    this.blockBase = new Int32Array(frames);
    this.since = new Float64Array(frames);
    this.slotTag = new Uint8Array(slots);
    this.slotLow = new Int32Array(slots);
    this.slotHigh = new Int32Array(slots);
    this.slotSeq = new Float64Array(slots);
    this.blocks = new Int32Array(blocks);
  }

  copy(): FrameStack {
    const { depth } = this;
    const slots = depth === 0 ? 0 : this.slotBase[depth - 1]! + this.#slots(depth - 1);
    const blocks = depth === 0 ? 0 : this.blockBase[depth - 1]! + this.#blocks(depth - 1);
    const copy = new FrameStack(this.#sites, {
      frames: Math.max(LEAST.frames, depth + 1),
      slots: Math.max(LEAST.slots, slots),
      blocks: Math.max(LEAST.blocks, blocks),
    });
    for (let i = 0; i < depth; i++) this.#copyFrame(copy, i);
    for (let i = 0; i < slots; i++) {
      copy.slotTag[i] = this.slotTag[i]!;
      copy.slotLow[i] = this.slotLow[i]!;
      copy.slotHigh[i] = this.slotHigh[i]!;
      copy.slotSeq[i] = this.slotSeq[i]!;
    }
    for (let i = 0; i < blocks; i++) copy.blocks[i] = this.blocks[i]!;
    copy.now = this.now;
    copy.depth = depth;
    return copy;
  }

  #copyFrame(to: FrameStack, i: number): void {
    to.fn[i] = this.fn[i]!;
    to.enterSeq[i] = this.enterSeq[i]!;
    to.ownId[i] = this.ownId[i]!;
    to.parentId[i] = this.parentId[i]!;
    to.state[i] = this.state[i]!;
    to.delegator[i] = this.delegator[i]!;
    to.callers[i] = this.callers[i]!;
    to.callersSeq[i] = this.callersSeq[i]!;
    to.stepSite[i] = this.stepSite[i]!;
    to.stepSeq[i] = this.stepSeq[i]!;
    to.slotBase[i] = this.slotBase[i]!;
    to.blockBase[i] = this.blockBase[i]!;
    to.since[i] = this.since[i]!;
  }

  /** Pushes a frame with nothing in it, returns its index. */
  push(fn: number, enterSeq: number, ownId: number, parentId: number): number {
    const layout = this.#sites.layout(fn);
    const index = this.depth++;
    if (index === this.fn.length) this.#growFrames();
    const slots = index === 0 ? 0 : this.slotBase[index - 1]! + this.#slots(index - 1);
    const blocks = index === 0 ? 0 : this.blockBase[index - 1]! + this.#blocks(index - 1);
    this.fn[index] = fn;
    this.enterSeq[index] = enterSeq;
    this.ownId[index] = ownId;
    this.parentId[index] = parentId;
    this.state[index] = 0;
    this.delegator[index] = 0;
    this.callers[index] = 0;
    this.callersSeq[index] = -1;
    this.stepSite[index] = -1;
    this.stepSeq[index] = -1;
    this.since[index] = this.now;
    this.slotBase[index] = slots;
    this.blockBase[index] = blocks;
    if (slots + layout.slots > this.slotTag.length) this.#growSlots(slots + layout.slots);
    if (blocks + layout.blocks > this.blocks.length) this.blocks = grown(this.blocks, blocks + layout.blocks);
    this.slotTag.fill(TAG.none, slots, slots + layout.slots);
    this.blocks.fill(0, blocks, blocks + layout.blocks);
    return index;
  }

  #setSlot(index: number, slot: number, value: RawValue, seq: number): void {
    const at = this.slotBase[index]! + slot;
    this.slotTag[at] = value.tag;
    this.slotLow[at] = value.low;
    this.slotHigh[at] = value.high;
    this.slotSeq[at] = seq;
  }

  slot(index: number, slot: number): RawValue & { readonly seq: number } {
    const at = this.slotBase[index]! + slot;
    return { tag: this.slotTag[at]!, low: this.slotLow[at]!, high: this.slotHigh[at]!, seq: this.slotSeq[at]! };
  }

  block(index: number, place: number): number {
    return this.blocks[this.blockBase[index]! + place]!;
  }

  /** Fills what was left behind of a frame from the state that was saved before; false if nothing was, or nothing is known of that. */
  fillInherited(index: number, earlier: (ownId: number) => Int32Array | undefined): boolean {
    const base = this.slotBase[index]!;
    const slots = this.#slots(index);
    if (!this.slotTag.subarray(base, base + slots).includes(TAG_INHERITED)) return false;
    const words = earlier(this.ownId[index]!);
    if (words === undefined) return false;
    const before = new FrameStack(this.#sites);
    before.read(words, 0);
    for (let slot = 0; slot < slots; slot++) {
      if (this.slotTag[base + slot] !== TAG_INHERITED) continue;
      const value = before.slot(0, slot);
      this.#setSlot(index, slot, value, value.seq);
    }
    this.enterSeq[index] = before.enterSeq[0]!;
    this.parentId[index] = before.parentId[0]!;
    this.callers[index] = before.callers[0]!;
    this.callersSeq[index] = before.callersSeq[0]!;
    return true;
  }

  /** Marks every slot of a frame as left behind. */
  inherit(index: number): void {
    const base = this.slotBase[index]!;
    this.slotTag.fill(TAG_INHERITED, base, base + this.#slots(index));
  }

  write(index: number, to: WordList): void {
    to.push(this.fn[index]!);
    to.pushSeq(this.enterSeq[index]!);
    to.push(this.ownId[index]!);
    to.push(this.parentId[index]!);
    to.push(this.state[index]!);
    to.push(this.delegator[index]!);
    to.push(this.callers[index]!);
    to.pushSeq(this.callersSeq[index]!);
    to.push(this.stepSite[index]!);
    to.pushSeq(this.stepSeq[index]!);
    const base = this.slotBase[index]!;
    for (let at = base, end = base + this.#slots(index); at < end; at++) {
      const tag = this.slotTag[at]!;
      to.push(tag);
      if (tag === TAG.none || tag === TAG_INHERITED) continue;
      const n = tagWords[tag]!;
      if (n > 0) to.push(this.slotLow[at]!);
      if (n > 1) to.push(this.slotHigh[at]!);
      to.pushSeq(this.slotSeq[at]!);
    }
    const blocks = this.blockBase[index]!;
    for (let at = blocks, end = blocks + this.#blocks(index); at < end; at++) to.push(this.blocks[at]!);
  }

  /** Pushes the frame written at `offset`, returns the offset behind it. */
  read(words: Int32Array, offset: number): number {
    const index = this.push(
      words[offset]!,
      seqOf(words[offset + 1]!, words[offset + 2]!),
      words[offset + 3]!,
      words[offset + 4]!,
    );
    this.state[index] = words[offset + STATE_WORD]!;
    this.delegator[index] = words[offset + DELEGATOR_WORD]!;
    this.callers[index] = words[offset + CALLERS_WORD]!;
    this.callersSeq[index] = seqOf(words[offset + CALLERS_WORD + 1]!, words[offset + CALLERS_WORD + 2]!);
    this.stepSite[index] = words[offset + 10]!;
    this.stepSeq[index] = seqOf(words[offset + 11]!, words[offset + 12]!);
    let from = offset + 13;
    const base = this.slotBase[index]!;
    for (let at = base, end = base + this.#slots(index); at < end; at++) {
      const tag = words[from++]! & 31;
      this.slotTag[at] = tag;
      if (tag === TAG.none || tag === TAG_INHERITED) continue;
      const n = tagWords[tag]!;
      this.slotLow[at] = n > 0 ? words[from++]! : 0;
      this.slotHigh[at] = n > 1 ? words[from++]! : 0;
      this.slotSeq[at] = seqOf(words[from]!, words[from + 1]!);
      from += 2;
    }
    const blocks = this.blockBase[index]!;
    for (let at = blocks, end = blocks + this.#blocks(index); at < end; at++) this.blocks[at] = words[from++]!;
    return from;
  }

  #slots(index: number): number {
    return this.#sites.functions[this.fn[index]!]!.slots;
  }

  #blocks(index: number): number {
    return this.#sites.functions[this.fn[index]!]!.blocks;
  }

  #growFrames(): void {
    const length = this.fn.length * 2;
    this.fn = grown(this.fn, length);
    this.ownId = grown(this.ownId, length);
    this.parentId = grown(this.parentId, length);
    this.state = grown(this.state, length);
    this.delegator = grown(this.delegator, length);
    this.stepSite = grown(this.stepSite, length);
    this.slotBase = grown(this.slotBase, length);
    this.blockBase = grown(this.blockBase, length);
    this.callers = grown(this.callers, length);
    this.enterSeq = grownDoubles(this.enterSeq, length);
    this.callersSeq = grownDoubles(this.callersSeq, length);
    this.stepSeq = grownDoubles(this.stepSeq, length);
    this.since = grownDoubles(this.since, length);
  }

  #growSlots(least: number): void {
    const length = Math.max(least, this.slotTag.length * 2);
    const tags = new Uint8Array(length);
    tags.set(this.slotTag);
    this.slotTag = tags;
    this.slotLow = grown(this.slotLow, length);
    this.slotHigh = grown(this.slotHigh, length);
    this.slotSeq = grownDoubles(this.slotSeq, length);
  }
}

function grown(from: Int32Array, least: number): Int32Array {
  const to = new Int32Array(Math.max(least, from.length * 2));
  to.set(from);
  return to;
}

function grownDoubles(from: Float64Array, least: number): Float64Array {
  const to = new Float64Array(Math.max(least, from.length * 2));
  to.set(from);
  return to;
}
