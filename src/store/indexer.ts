/**
 * The writer's pass over one thread's stream: cuts it into segments and learns what each touches. One decode per event, no allocation
 * per event (but for suspensions), nothing kept per object.
 *
 * Input: words in order, in pieces of any length; `end` closes a segment. Output: {@link SegmentRecord}s, and rare events as they
 * pass ({@link RareEvents}).
 */
import { FIRST_SITE } from '../base/units.js';
import { SLOT_WORDS } from '../wire/ring.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { SYSTEM, TAG_BITS, TAG_MASK } from '../wire/trace.js';
import { FULL_KEYFRAME_EVERY, encodeKeyframe, encodeSuspended } from './keyframe.js';
import { ActivationMachine } from './machine.js';
import type { Course } from './ordinary.js';
import { WordList } from './frames.js';
import { isLong, type LongCall, longCall, MARK_NUMBERS, MARKED, markOfGap, pushCall } from './overview.js';
import { SiteIndex } from './sites.js';
import { type Summary, SummaryBuilder } from './summary.js';
import { doubleOf, eventLength } from './words.js';

/** What a segment contains, so that readers of rare things skip the others. */
export const MARK = { gap: 1, failure: 2, output: 4, throw: 8, step: 16, turn: 32, request: 64 } as const;

/** What is known of a segment at any time. */
export interface SegmentHead {
  readonly index: number;
  readonly firstSeq: number;
  readonly events: number;
  readonly firstMicros: number;
  readonly lastMicros: number;
  /** see Activations.low: outermost frames of the keyframe that nothing in the segment changed */
  readonly low: number;
  readonly kept: number;
  readonly marks: number;
  readonly throws: number;
  /** highest heap id given before the segment, and at its end */
  readonly oldId: number;
  readonly lastId: number;
  /** ids of the strings it defines, 0 and 0 if none */
  readonly firstString: number;
  readonly lastString: number;
  /** most activations on the stack */
  readonly deepest: number;
  readonly words: Int32Array;
  readonly keyframe: Int32Array;
}

export interface SegmentRecord extends SegmentHead {
  readonly summary: Summary;
  readonly suspended: Int32Array | undefined;
  /** long ones that end in it and are no rows, see overview.ts */
  readonly calls: Int32Array;
}

export interface RareEvents {
  readonly symbol: (id: number, descriptionId: number, flags: number) => void;
  readonly proto: (id: number, nameId: number, parentId: number) => void;
  readonly moduleEnter: (seq: number, fn: number, ownId: number) => void;
  readonly failure: (seq: number, sub: number) => void;
  readonly gap: (kind: number, count: number) => void;
  readonly exit: (code: number) => void;
  readonly start: (micros: number) => void;
  /** the number-th mark of its kind, see overview.ts */
  readonly mark: (kind: number, seq: number, number: number) => void;
  /** one that is worth a row */
  readonly longCall: (call: LongCall) => void;
}

export class ThreadIndexer {
  readonly sites = new SiteIndex();
  readonly machine: ActivationMachine;
  micros = 0;
  readonly #rare: RareEvents;
  readonly #summary = new SummaryBuilder();
  readonly #course: Course = {
    words: new Int32Array(0),
    offset: 0,
    end: 0,
    seq: 0,
    firstStep: -1,
    lastStep: -1,
    deepest: 0,
    summary: this.#summary,
  };
  #buffer = new Int32Array(SLOT_WORDS);
  /** of the open segment: our own, or those that were appended first */
  #words: Int32Array = this.#buffer;
  #filled = 0;
  #index = 0;
  #firstSeq = 0;
  #firstMicros = 0;
  #marks = 0;
  #throws = 0;
  #oldId = 0;
  #firstString = 0;
  #lastString = 0;
  #kept = 0;
  readonly #calls = new WordList();
  readonly #marked = new Int32Array(MARK_NUMBERS);
  #keyframe: Int32Array = Int32Array.of(0);

  constructor(rare: RareEvents) {
    this.machine = new ActivationMachine(this.sites);
    this.machine.ended = (frame, stack) => {
      if (isLong(stack, frame) && !pushCall(this.#calls, stack, frame, this.#firstSeq))
        rare.longCall(longCall(stack, frame));
    };
    this.#rare = rare;
  }

  /** events so far */
  get seq(): number {
    return this.#course.seq;
  }

  /** -1 before the first, as {@link lastStep} */
  get firstStep(): number {
    return this.#course.firstStep;
  }

  get lastStep(): number {
    return this.#course.lastStep;
  }

  /** True if the open segment has nothing in it. */
  get empty(): boolean {
    return this.#filled === 0;
  }

  /** The words are kept, and must not change, until the segment is closed: most segments come in one piece, which is copied nowhere. */
  append(words: Int32Array): void {
    const filled = this.#filled;
    this.#filled += words.length;
    if (filled === 0) this.#words = words;
    else {
      if (this.#words !== this.#buffer || this.#filled > this.#buffer.length) this.#take(filled);
      this.#buffer.set(words, filled);
    }
    this.#decode();
  }

  /** The open segment as it is now, undefined if it has no event yet. Its arrays are valid until the next call. */
  open(): SegmentRecord | undefined {
    const head = this.head();
    if (head === undefined) return undefined;
    return {
      ...head,
      summary: this.#summary.build(),
      suspended: encodeSuspended(this.machine.suspended),
      calls: this.#calls.take(),
    };
  }

  /** The same without what takes time. */
  head(): SegmentHead | undefined {
    if (this.#course.offset === 0) return undefined;
    return {
      index: this.#index,
      firstSeq: this.#firstSeq,
      events: this.seq - this.#firstSeq,
      firstMicros: this.#firstMicros,
      lastMicros: this.micros,
      low: this.machine.low,
      kept: this.#kept,
      marks: this.lastStep >= this.#firstSeq ? this.#marks | MARK.step : this.#marks,
      throws: this.#throws,
      oldId: this.#oldId,
      lastId: this.#summary.lastId,
      firstString: this.#firstString,
      lastString: this.#lastString,
      deepest: this.#course.deepest,
      words: this.#words.subarray(0, this.#course.offset),
      keyframe: this.#keyframe,
    };
  }

  /** Closes the open segment and begins the next. */
  close(): SegmentRecord | undefined {
    const record = this.open();
    this.#filled = 0;
    if (record === undefined) return undefined;
    this.#index++;
    this.#course.offset = 0;
    this.#firstSeq = this.seq;
    this.#firstMicros = this.micros;
    this.#marks = 0;
    this.#throws = 0;
    this.#course.deepest = this.machine.stack.depth;
    this.#oldId = this.#summary.lastId;
    this.#firstString = 0;
    this.#lastString = 0;
    this.#summary.clear();
    this.#calls.length = 0;
    this.#kept = this.#index % FULL_KEYFRAME_EVERY === 0 ? 0 : this.machine.low;
    this.#keyframe = encodeKeyframe(this.machine.stack, this.#kept);
    this.machine.mark();
    return record;
  }

  /** The first words of the segment are in our own memory now, where there is room for all. */
  #take(count: number): void {
    const known = this.#words.subarray(0, count);
    if (this.#filled > this.#buffer.length)
      this.#buffer = new Int32Array(Math.max(this.#filled, this.#buffer.length * 2));
    this.#buffer.set(known);
    this.#words = this.#buffer;
  }

  #decode(): void {
    const course = this.#course;
    course.words = this.#words;
    course.end = this.#filled;
    for (;;) {
      this.machine.replayOrdinary(course);
      const { words, offset, end } = course;
      const length = offset < end ? eventLength(words, offset, end, this.sites) : 0;
      if (length === 0) return;
      const site = words[offset]! >>> TAG_BITS;
      this.#summary.count(site, this.sites.kind.length);
      if (site < FIRST_SITE) this.#systemEvent(words, offset, site);
      else this.#siteEvent(words, offset, site);
      course.seq++;
      course.offset += length;
    }
  }

  #siteEvent(words: Int32Array, offset: number, site: number): void {
    const flags = this.sites.flags[site]!;
    switch (this.sites.kind[site]) {
      case SITE.step:
        this.#course.lastStep = this.seq;
        if (this.firstStep < 0) this.#course.firstStep = this.seq;
        break;
      case SITE.write:
        if (flags & SITE_FLAG.CAPTURED) this.#summary.touch(words[offset + 1]!);
        break;
      case SITE.put:
      case SITE.delete:
      case SITE.suspend:
      case SITE.resume:
      case SITE.finally:
        this.#summary.touch(words[offset + 1]!);
        break;
      case SITE.catch:
        if (flags & SITE_FLAG.OWN_ID) this.#summary.touch(words[offset + 1]!);
        break;
      case SITE.enter:
        if (flags & SITE_FLAG.OWN_ID) this.#instance(words[offset + 1]!, site);
        break;
      case SITE.iterate:
        this.#summary.touch(words[offset + 2]!);
        this.#summary.fill(words[offset + 1]!);
        break;
      case SITE.scope:
        this.#summary.fill(words[offset + 1]!);
        break;
      case SITE.throw:
        this.#throws++;
        this.#marks |= MARK.throw;
        this.#mark(MARKED.throw);
        break;
    }
    this.machine.apply(words, offset, this.seq);
    this.#course.deepest = Math.max(this.#course.deepest, this.machine.stack.depth);
  }

  #mark(kind: number): void {
    this.#rare.mark(kind, this.seq, ++this.#marked[kind]!);
  }

  #instance(ownId: number, site: number): void {
    this.#summary.fill(ownId);
    const fn = this.sites.fn[site]!;
    if (this.sites.layout(fn).module) this.#rare.moduleEnter(this.seq, fn, ownId);
  }

  #systemEvent(words: Int32Array, offset: number, kind: number): void {
    const a = words[offset + 2]!;
    switch (kind) {
      case SYSTEM.string:
        if (this.#firstString === 0) this.#firstString = a;
        this.#firstString = Math.min(this.#firstString, a);
        this.#lastString = Math.max(this.#lastString, a);
        return;
      case SYSTEM.content:
        return this.#summary.fill(a);
      case SYSTEM.splice:
      case SYSTEM.mapSet:
      case SYSTEM.setAdd:
      case SYSTEM.remove:
      case SYSTEM.clear:
      case SYSTEM.bytes:
      case SYSTEM.watch:
        return this.#summary.touch(a);
      case SYSTEM.asked:
        this.#summary.touch(a);
        return this.machine.asked(words, offset, this.seq);
      case SYSTEM.delegated:
        this.#summary.touch(a);
        return this.machine.delegated(a, this.seq);
      case SYSTEM.unwound:
        return this.machine.unwound(a, words[offset + 3]!, this.seq);
      case SYSTEM.turn:
        this.machine.clear(this.seq);
        this.#marks |= MARK.turn;
        this.micros = doubleOf(a, words[offset + 3]!);
        return;
      case SYSTEM.clock:
        this.micros = doubleOf(a, words[offset + 3]!);
        return;
      default:
        this.#rareEvent(words, offset, kind);
    }
  }

  #rareEvent(words: Int32Array, offset: number, kind: number): void {
    const [a, b, c] = [words[offset + 2]!, words[offset + 3]!, words[offset + 4]!];
    const sub = words[offset]! & TAG_MASK;
    switch (kind) {
      case SYSTEM.symbol:
        return this.#rare.symbol(a, b, c);
      case SYSTEM.proto:
        return this.#rare.proto(a, b, c);
      case SYSTEM.output:
        this.#marks |= MARK.output;
        return this.#mark(MARKED.output);
      case SYSTEM.request:
        this.#marks |= MARK.request;
        return;
      case SYSTEM.failure:
        this.#marks |= MARK.failure;
        this.#mark(MARKED.failure);
        return this.#rare.failure(this.seq, sub);
      case SYSTEM.gap:
        this.#marks |= MARK.gap;
        this.#mark(markOfGap(sub));
        return this.#rare.gap(sub, a);
      case SYSTEM.exit:
        this.micros = doubleOf(b, c);
        return this.#rare.exit(a);
      case SYSTEM.start:
        return this.#rare.start(doubleOf(a, b));
    }
  }
}
