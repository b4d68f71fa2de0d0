/** What of a function was recorded when: the changes that an overhead budget or a sample has made (`budget` gap events), and where events were dropped on the way to the recorder. */
import { partitionPoint } from '../base/search.js';
import type { TraceReader } from '../store/reader.js';
import type { VariableKind } from '../wire/sites.js';
import { DETAIL, type Detail, GAP, headerSite, headerTag, SYSTEM } from '../wire/trace.js';

interface Change {
  readonly seq: number;
  readonly detail: Detail;
}

/** The events behind one, up to and including another. */
interface Span {
  readonly after: number;
  readonly to: number;
}

interface ThreadReductions {
  /** by function, as the thread's sites number them; -1: all functions */
  readonly changes: Map<number, Change[]>;
  /** behind dropped events */
  readonly drops: number[];
  /** the event behind the last one that was looked at */
  next: number;
}

const ALL = -1;

/** What an activation begins with. */
const GIVEN: ReadonlySet<VariableKind> = new Set(['param', 'this', 'arguments']);

/** The most detail with which writes of a variable that lives in an activation are left out. */
export const leastFor = (kind: VariableKind): Detail => (GIVEN.has(kind) ? DETAIL.calls : DETAIL.arguments);

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

  /** From where on, behind an event and up to another, no more of a function is recorded than `least`. */
  begins(fn: { readonly thread: number; readonly fn: number }, least: Detail, within: Span): number[] {
    const { changes } = this.#of(fn.thread);
    const all = [fn.fn, ALL].flatMap((key) => inside(changes.get(key) ?? [], within));
    return all
      .map(({ seq }) => seq)
      .sort((a, b) => a - b)
      .filter((seq) => this.detail(fn.thread, fn.fn, seq - 1, seq - 1) < least)
      .filter((seq) => this.detail(fn.thread, fn.fn, seq, seq) >= least);
  }

  /** Whether anything of the thread has been left out up to an event. */
  hasBegun(thread: number, seq: number): boolean {
    for (const [first] of this.#of(thread).changes.values()) if (first !== undefined && first.seq <= seq) return true;
    return false;
  }

  /** Where, behind an event and up to another, the recording goes on behind dropped events. */
  drops(thread: number, { after, to }: Span): readonly number[] {
    const { drops } = this.#of(thread);
    if (drops.length === 0) return drops;
    return drops.slice(indexAfter(drops, after), indexAfter(drops, to));
  }

  #of(thread: number): ThreadReductions {
    const known = this.#threads.get(thread) ?? { changes: new Map<number, Change[]>(), drops: [], next: 0 };
    this.#threads.set(thread, known);
    const lossy = this.#reader.lossySegments(thread);
    const last = lossy.at(-1);
    if (last === undefined || last.first_seq + last.events <= known.next) return known;
    for (const row of lossy) {
      if (row.first_seq + row.events <= known.next) continue;
      const { words, offsets } = this.#reader.segment(thread, row.idx);
      for (let i = Math.max(0, known.next - row.first_seq); i < offsets.length; i++) {
        const offset = offsets[i]!;
        if (isGap(words, offset, GAP.overflow)) known.drops.push(row.first_seq + i);
        else if (isBudgetGap(words, offset))
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

export const isBudgetGap = (words: Int32Array, offset: number): boolean => isGap(words, offset, GAP.budget);

const isGap = (words: Int32Array, offset: number, kind: number): boolean =>
  headerSite(words[offset]!) === SYSTEM.gap && headerTag(words[offset]!) === kind;

const indexAfter = (seqs: readonly number[], seq: number): number =>
  partitionPoint(0, seqs.length, (i) => seqs[i]! <= seq);

const inside = (changes: readonly Change[], { after, to }: Span): readonly Change[] =>
  changes.slice(lastUpTo(changes, after) + 1, lastUpTo(changes, to) + 1);

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
