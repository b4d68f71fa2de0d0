/** What of a function was recorded when: the changes that an overhead budget or a sample has made (`budget` gap events). */
import { partitionPoint } from '../base/search.js';
import type { TraceReader } from '../store/reader.js';
import { DETAIL, type Detail, GAP, headerSite, headerTag, SYSTEM } from '../wire/trace.js';

interface Change {
  readonly seq: number;
  readonly detail: Detail;
}

interface ThreadReductions {
  /** by function, as the thread's sites number them; -1: all functions */
  readonly changes: Map<number, Change[]>;
  /** the event behind the last one that was looked at */
  next: number;
}

const ALL = -1;

export class Reductions {
  readonly #reader: TraceReader;
  readonly #threads = new Map<number, ThreadReductions>();

  constructor(reader: TraceReader) {
    this.#reader = reader;
  }

  /** The least that was recorded of a function from one event up to and including another. */
  detail(thread: number, fn: number, from: number, to: number): Detail {
    const { changes } = this.#of(thread);
    const own = leastIn(changes.get(fn), from, to);
    const all = leastIn(changes.get(ALL), from, to);
    return own > all ? own : all;
  }

  #of(thread: number): ThreadReductions {
    const known = this.#threads.get(thread) ?? { changes: new Map<number, Change[]>(), next: 0 };
    this.#threads.set(thread, known);
    const lossy = this.#reader.lossySegments(thread);
    const last = lossy.at(-1);
    if (last === undefined || last.first_seq + last.events <= known.next) return known;
    for (const row of lossy) {
      if (row.first_seq + row.events <= known.next) continue;
      const { words, offsets } = this.#reader.segment(thread, row.idx);
      for (let i = Math.max(0, known.next - row.first_seq); i < offsets.length; i++) {
        const offset = offsets[i]!;
        if (isBudgetGap(words, offset))
          this.#add(thread, known, { seq: row.first_seq + i, detail: words[offset + 4] as Detail }, words[offset + 3]!);
      }
      known.next = row.first_seq + offsets.length;
    }
    return known;
  }

  #add(thread: number, { changes }: ThreadReductions, change: Change, site: number): void {
    const fn = site === 0 ? ALL : this.#reader.sites(thread).fn[site]!;
    const list = changes.get(fn);
    if (list === undefined) changes.set(fn, [change]);
    else list.push(change);
  }
}

export const isBudgetGap = (words: Int32Array, offset: number): boolean =>
  headerSite(words[offset]!) === SYSTEM.gap && headerTag(words[offset]!) === GAP.budget;

function leastIn(changes: readonly Change[] | undefined, from: number, to: number): Detail {
  if (changes === undefined) return DETAIL.everything;
  let first = lastUpTo(changes, from);
  let least = changes[first]?.detail ?? DETAIL.everything;
  for (first++; first < changes.length && changes[first]!.seq <= to && least < DETAIL.counted; first++) {
    const { detail } = changes[first]!;
    if (detail > least) least = detail;
  }
  return least;
}

/** Index of the last change at or before a position, -1 if there is none. */
function lastUpTo(changes: readonly Change[], seq: number): number {
  return partitionPoint(0, changes.length, (i) => changes[i]!.seq <= seq) - 1;
}
