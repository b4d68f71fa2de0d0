/** Events that stop wherever they happen ({@link EventStop}): which sites may be such, in which segments, and whether one is. */
import type { ThreadId } from '../base/units.js';
import { MARK } from '../store/indexer.js';
import type { SegmentRow } from '../store/rows.js';
import type { Segment } from '../store/segment.js';
import { doubleOf, siteValue, ValueCursor } from '../store/words.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, ENTRY, SLOT, SYSTEM, TAG, TAG_MASK, TURN } from '../wire/trace.js';
import type { EventStop } from './api.js';
import type { QueryContext } from './context.js';

/** Words of a `content` event before its entries. */
const CONTENT_HEAD = 7;

const TURN_STOPS = ['timer', 'network'] as const satisfies readonly EventStop[];

type Wanted = ReadonlySet<EventStop>;

export class EventStops {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Kinds of sites, and system events, that may be meant. */
  kinds(wanted: Wanted): { readonly sites: readonly number[]; readonly system: readonly number[] } {
    const isValue = wanted.has('NaN') || wanted.has('undefined');
    return {
      sites: [...(wantsTurns(wanted) ? [SITE.step] : []), ...(isValue ? [SITE.write, SITE.put] : [])],
      system: [
        ...(wanted.has('output') ? [SYSTEM.output] : []),
        ...(wanted.has('network') ? [SYSTEM.request] : []),
        ...(wanted.has('rejection') ? [SYSTEM.content] : []),
      ],
    };
  }

  /** `before`: the segment before it, if there is one. */
  mayBeIn(row: SegmentRow, before: SegmentRow | undefined, wanted: Wanted): boolean {
    // Which values a segment's writes gave, and what its objects are, is not known without reading it.
    if (wanted.has('NaN') || wanted.has('undefined') || wanted.has('rejection')) return true;
    if (wanted.has('output') && row.marks & MARK.output) return true;
    if (wanted.has('network') && row.marks & MARK.request) return true;
    // The last turn of a segment may have its first statement in the next one.
    return wantsTurns(wanted) && ((row.marks | (before?.marks ?? 0)) & MARK.turn) !== 0;
  }

  isWanted(thread: ThreadId, segment: Segment, index: number, wanted: Wanted): boolean {
    const site = segment.siteAt(index);
    if (site === SYSTEM.output) return wanted.has('output');
    if (site === SYSTEM.request) return wanted.has('network');
    if (site === SYSTEM.content) return wanted.has('rejection') && this.#isRejected(thread, segment, index);
    const sites = this.#context.reader.sites(thread);
    if (sites.kind[site] === SITE.step) return this.#isTurn(thread, segment, index, wanted);
    if (sites.kind[site] !== SITE.write && sites.kind[site] !== SITE.put) return false;
    const { tag, low, high } = siteValue(segment.words, segment.offsets[index]!, sites);
    if (tag === TAG.double) return wanted.has('NaN') && Number.isNaN(doubleOf(low, high));
    return tag === TAG.undefined && wanted.has('undefined') && !this.#isDeclaration(thread, site);
  }

  #isTurn(thread: ThreadId, segment: Segment, index: number, wanted: Wanted): boolean {
    if (!wantsTurns(wanted)) return false;
    const cause = this.#turnBegunBy(thread, segment, index);
    return (wanted.has('timer') && cause === TURN.timer) || (wanted.has('network') && cause === TURN.network);
  }

  /** Who runs a statement, if it is the first one of a turn. */
  #turnBegunBy(thread: ThreadId, segment: Segment, index: number): number | undefined {
    const { kind } = this.#context.reader.sites(thread);
    for (let i = index - 1; i >= 0; i--) {
      const site = segment.siteAt(i);
      if (site === SYSTEM.turn) return segment.words[segment.offsets[i]!]! & TAG_MASK;
      if (kind[site] === SITE.step) return undefined;
    }
    const { reader } = this.#context;
    const idx = reader.segmentOf(thread, segment.row.first_seq) - 1;
    if (reader.row(thread, idx) === undefined) return undefined;
    const before = reader.segment(thread, idx);
    return this.#turnBegunBy(thread, before, before.offsets.length);
  }

  /** A promise that is described as rejected: it was made so, or it was pending when it was described before. */
  #isRejected(thread: ThreadId, { words, offsets }: Segment, index: number): boolean {
    const offset = offsets[index]!;
    if (words[offset + 3] !== CONTENT.promise) return false;
    const end = offset + words[offset + 1]!;
    const cursor = new ValueCursor(words, offset + CONTENT_HEAD);
    // Its slots come first.
    while (cursor.offset < end && (cursor.word() & 0xff) === ENTRY.slot) {
      const slot = cursor.word();
      const value = cursor.value();
      if (slot !== SLOT.promiseState) continue;
      return value.tag === TAG.string && this.#context.reader.string(thread, value.low)?.text === 'rejected';
    }
    return false;
  }

  /** Variables without a value, and parameters that were not given: nothing has *become* undefined. */
  #isDeclaration(thread: ThreadId, site: number): boolean {
    const sites = this.#context.reader.sites(thread);
    if (sites.kind[site] !== SITE.write || !(sites.flags[site]! & SITE_FLAG.INIT)) return false;
    const { file, index } = this.#context.siteOf(thread, site)!;
    return file.table.variables[file.table.sites.ref[index]!]?.kind !== 'const';
  }
}

const wantsTurns = (wanted: Wanted): boolean => TURN_STOPS.some((stop) => wanted.has(stop));
