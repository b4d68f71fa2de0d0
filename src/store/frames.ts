/**
 * A stack of activations in flat arrays, and the form in which a frame is written down.
 *
 *   frame words := fn, enter seq (2), own id, parent id, state, delegator, step site, step seq (2),
 *                  per slot: tag, [payload by tag], [write seq (2) unless tag is none], block instance ids
 *
 * Slots are the uncaptured variables of the function, blocks its instanced block scopes, both as {@link SiteIndex} numbers them.
 * A seq of -1 means never.
 */
import { TAG, TAG_WORDS } from '../wire/trace.js';
import type { SiteIndex } from './sites.js';
import type { RawValue } from './words.js';

/** Tag of a slot whose value was left behind in an earlier saved state of the same activation (see machine.ts). */
export const TAG_INHERITED = 31;

const tagWords = Uint8Array.from(TAG_WORDS);

/** Bits of a frame's `state`. */
export const FRAME = {
  /** a generator in `yield*`: the iterator it delegates to runs above it */
  DELEGATES: 1,
  /** suspended by `yield`, not by `await` */
  YIELDED: 2,
  /** in the head of `for await`: it is suspended as soon as what its iterator runs has come back */
  ITERATES: 4,
} as const;

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

export const seqOf = (low: number, high: number): number => high * 0x1_0000_0000 + (low >>> 0);

const FRAME_LISTS = [
  ...([
    'fn',
    'enterSeq',
    'ownId',
    'parentId',
    'state',
    'delegator',
    'stepSite',
    'stepSeq',
    'slotBase',
    'blockBase',
  ] as const),
  ...(['slotTag', 'slotLow', 'slotHigh', 'slotSeq', 'blocks', 'since'] as const),
] as const;

export class FrameStack {
  fn = new Int32Array(64);
  enterSeq = new Float64Array(64);
  ownId = new Int32Array(64);
  parentId = new Int32Array(64);
  /** {@link FRAME} bits */
  state = new Int32Array(64);
  /** own id of the activation whose `yield*` or `for await` runs this one, 0 if none does */
  delegator = new Int32Array(64);
  stepSite = new Int32Array(64);
  stepSeq = new Float64Array(64);
  slotBase = new Int32Array(64);
  blockBase = new Int32Array(64);
  slotTag = new Uint8Array(512);
  slotLow = new Int32Array(512);
  slotHigh = new Int32Array(512);
  slotSeq = new Float64Array(512);
  blocks = new Int32Array(256);
  /** when each frame came onto the stack (entered or resumed); not written down: -1 in a frame that a keyframe brought */
  since = new Float64Array(64);
  /** the event that is replayed */
  now = -1;
  /** frames on the stack */
  depth = 0;
  readonly #sites: SiteIndex;

  constructor(sites: SiteIndex) {
    this.#sites = sites;
  }

  copy(): FrameStack {
    const copy = new FrameStack(this.#sites);
    for (const name of FRAME_LISTS) Object.assign(copy, { [name]: this[name].slice() });
    copy.now = this.now;
    copy.depth = this.depth;
    return copy;
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

  setSlot(index: number, slot: number, value: RawValue, seq: number): void {
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
    this.state[index] = words[offset + 5]!;
    this.delegator[index] = words[offset + 6]!;
    this.stepSite[index] = words[offset + 7]!;
    this.stepSeq[index] = seqOf(words[offset + 8]!, words[offset + 9]!);
    let from = offset + 10;
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
    this.enterSeq = grownDoubles(this.enterSeq, length);
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

function grown(from: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(Math.max(least, from.length * 2));
  to.set(from);
  return to;
}

function grownDoubles(from: Float64Array<ArrayBuffer>, least: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(Math.max(least, from.length * 2));
  to.set(from);
  return to;
}
