/**
 * The open segment of a thread, for a reader in the process of its writer: whether a stop of the running program counts is asked before what the
 * program did is in the file. Writing the segment, committing it, reading it back and finding out where its events begin took 1.5 ms.
 *
 * In: what the writer has of the segment ({@link OpenEnd}). Out: the rows and the segment that the reader shows while somebody looks, and not longer: the
 * file does not have them.
 * Invariant: what is kept of a segment from one look to the next is our own. The writer's memory is used again, and whoever looks may keep a part of what it saw.
 */
import type { SegmentRow } from './rows.js';
import { Segment } from './segment.js';
import type { SiteIndex } from './sites.js';
import type { ThreadData } from './threadData.js';
import { eventOffsets } from './words.js';

export interface OpenEnd {
  readonly thread: number;
  /** another one whenever the file has got more than what is open: a reader has to be refreshed before it looks at an end of that version */
  readonly version: number;
  readonly row: SegmentRow;
  readonly unmatched: number;
  /** valid until more is written */
  readonly words: Int32Array;
  readonly keyframe: Int32Array;
}

const MIN_WORDS = 4096;

/** One that grows: its words and the places of its events, each looked at once. */
class GrowingSegment {
  #words = new Int32Array(MIN_WORDS);
  #offsets = new Uint32Array(MIN_WORDS);
  #filled = 0;
  #events = 0;

  constructor(
    readonly idx: number,
    readonly firstSeq: number,
  ) {}

  /** Undefined if it cannot be what this one has grown to. */
  grown({ row, words }: OpenEnd, sites: SiteIndex): Segment | undefined {
    if (words.length < this.#filled || row.events < this.#events) return undefined;
    if (words.length > this.#words.length) this.#makeRoom(words.length * 2);
    this.#words.set(words.subarray(this.#filled), this.#filled);
    const fresh = eventOffsets(words.subarray(this.#filled), sites);
    if (this.#events + fresh.length !== row.events) return undefined;
    for (let i = 0; i < fresh.length; i++) this.#offsets[this.#events + i] = this.#filled + fresh[i]!;
    this.#filled = words.length;
    this.#events = row.events;
    return new Segment(row, this.#words.subarray(0, this.#filled), this.#offsets.subarray(0, this.#events));
  }

  /** An event has a word at least. */
  #makeRoom(words: number): void {
    const [before, offsets] = [this.#words, this.#offsets];
    this.#words = new Int32Array(words);
    this.#words.set(before);
    this.#offsets = new Uint32Array(words);
    this.#offsets.set(offsets);
  }
}

export class OpenEnds {
  readonly #growing = new Map<number, GrowingSegment>();
  #shown: { readonly end: OpenEnd; readonly segment: Segment } | undefined;

  /** Of a segment, if it is the open one that is being looked at. */
  at(thread: number, idx: number): { readonly end: OpenEnd; readonly segment: Segment } | undefined {
    const shown = this.#shown;
    return shown?.end.row.idx === idx && shown.end.thread === thread ? shown : undefined;
  }

  /** `data` are those of the thread with its open segment while `look` runs. Undefined, and nobody has looked, if that does not follow on what is known. */
  within<T>(
    end: OpenEnd,
    { data, sites, look }: { readonly data: ThreadData; readonly sites: SiteIndex; readonly look: () => T },
  ): T | undefined {
    const { row } = end;
    const { segments, row: thread, lossy } = data;
    const last = segments.at(-1);
    if (!follows(last, row)) return undefined;
    const segment = this.#grown(end, sites);
    if (segment === undefined) return undefined;
    if (last?.idx === row.idx) segments[segments.length - 1] = row;
    else segments.push(row);
    data.row = { ...thread, events: row.first_seq + row.events, unmatched: end.unmatched };
    data.lossy = undefined;
    this.#shown = { end, segment };
    try {
      return look();
    } finally {
      this.#shown = undefined;
      data.row = thread;
      data.lossy = lossy;
      segments.pop();
      if (last?.idx === row.idx) segments.push(last);
    }
  }

  #grown(end: OpenEnd, sites: SiteIndex): Segment | undefined {
    const { thread, row } = end;
    const known = this.#growing.get(thread);
    const isSame = known?.idx === row.idx && known.firstSeq === row.first_seq;
    const growing = isSame ? known : new GrowingSegment(row.idx, row.first_seq);
    this.#growing.set(thread, growing);
    const segment = growing.grown(end, sites);
    if (segment === undefined) this.#growing.delete(thread);
    return segment;
  }
}

function follows(last: SegmentRow | undefined, row: SegmentRow): boolean {
  if (last === undefined) return row.idx === 0 && row.first_seq === 0;
  if (last.missing) return false;
  if (last.idx === row.idx) return last.first_seq === row.first_seq;
  return last.idx + 1 === row.idx && last.first_seq + last.events === row.first_seq;
}
