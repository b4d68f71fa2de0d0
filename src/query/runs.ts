/**
 * Next and previous hits of breakpoints and throws: segments' site sets first, decoding second.
 *
 * Uncaught. A throw is uncaught iff the process reported its value as a failure (uncaught exception, unhandled rejection) and no later
 * throw statement before the report threw the same value again. A failure whose value no throw statement threw (the engine's own
 * TypeError, an error made by code that is not recorded) counts as a throw at the place of the report. Values are the same if they are
 * the same object or, for primitives, equal.
 */
import { FIRST_SITE, seq as toSeq, type ThreadId } from '../base/units.js';
import { MARK } from '../store/indexer.js';
import { sitesAtOrAfter } from '../store/places.js';
import type { SegmentRow } from '../store/rows.js';
import type { Segment } from '../store/segment.js';
import { type RawValue, siteValue, ValueCursor } from '../store/words.js';
import { SITE } from '../wire/sites.js';
import { TAG, TAG_BITS } from '../wire/trace.js';
import type { Direction, EventStop, Passed, Position, StopHit, StopSet, UncaughtKind } from './api.js';
import type { QueryContext } from './context.js';
import { EventStops } from './eventStops.js';
import type { Steps } from './steps.js';
import type { Writes } from './writes.js';

/** Sub-kind of a `failure` event. */
const UNHANDLED_REJECTION = 1;

interface Wanted {
  /** by site (system kinds included): 0 where only an event's own position can make it a hit */
  readonly interest: Uint8Array;
  readonly breakpoints: ReadonlyMap<number, readonly number[]>;
  readonly allThrows: boolean;
  /** failures that no throw statement explains, or uncaught throws */
  readonly positions: ReadonlySet<number>;
  /** exceptions that nobody caught, where they were thrown or, if no statement threw them, where they were reported */
  readonly uncaught: ReadonlyMap<number, UncaughtKind>;
  readonly data: NonNullable<StopSet['data']>;
  readonly events: ReadonlySet<EventStop>;
}

/** What makes an event of a segment a hit. */
interface SegmentSearch {
  readonly segment: Segment;
  readonly wanted: Wanted;
  /** events that write what is watched, and for whom */
  readonly written: ReadonlyMap<number, readonly number[]>;
  /** some event is a hit because of where it stands */
  readonly hasPositions: boolean;
}

const NO_EVENTS: ReadonlySet<EventStop> = new Set();

export class Runs {
  readonly #context: QueryContext;
  readonly #steps: Steps;
  readonly #writes: Writes;
  readonly #events: EventStops;
  /** failure -> the throw behind it, -1 if there is none; per thread */
  readonly #throwOf = new Map<string, number>();
  readonly #catchSites = new Map<number, { readonly files: number; readonly sites: readonly number[] }>();

  constructor(context: QueryContext, steps: Steps, writes: Writes) {
    this.#context = context;
    this.#steps = steps;
    this.#writes = writes;
    this.#events = new EventStops(context);
  }

  run(from: Position, stops: StopSet, direction: Direction): StopHit {
    const [first] = this.hits(from, stops, direction);
    return first ?? this.#edge(from, direction);
  }

  /** Where a search ends that finds nothing. */
  #edge(from: Position, direction: Direction): StopHit {
    const { thread } = from;
    const edge =
      direction === 'forward'
        ? this.#steps.stopAtOrBefore(thread, Number.MAX_SAFE_INTEGER)
        : this.#steps.stopAtOrAfter(thread, 0);
    // Standing behind the last statement already (at an uncaught throw, say): the end is not a step back.
    const seq =
      direction === 'forward' ? Math.max(edge, from.seq) : Math.max(0, Math.min(edge < 0 ? 0 : edge, from.seq));
    return {
      position: { thread, seq: toSeq(seq) },
      reason: direction === 'forward' ? 'end' : 'start',
      breakpointIds: [],
    };
  }

  /**
   * All of them, nearest first, up to the end of what is recorded when the search begins; none beyond `limit`. Forwards, a cursor stands at
   * each while it is looked at.
   */
  *hits(from: Position, stops: StopSet, direction: Direction, limit?: Position): Generator<StopHit, void, void> {
    for (const found of this.seek(from, stops, direction, limit)) if (found.reason !== 'passed') yield found;
  }

  *seek(
    from: Position,
    stops: StopSet,
    direction: Direction,
    limit?: Position,
  ): Generator<StopHit | Passed, void, void> {
    const { replayer } = this.#context;
    const wanted = this.#wanted(from.thread, stops);
    if (direction === 'backward') return yield* this.#previous(from, wanted, limit?.seq ?? 0);
    const cursor = replayer.follow(from.thread);
    try {
      for (const hit of this.#next(from, wanted, limit?.seq ?? Number.POSITIVE_INFINITY)) {
        if (hit.reason !== 'passed') cursor.seq = hit.position.seq;
        yield hit;
      }
    } finally {
      replayer.release(cursor);
    }
  }

  #wanted(thread: ThreadId, { breakpoints, throws, data = [], events = NO_EVENTS }: StopSet): Wanted {
    const sites = new Map<number, number[]>();
    for (const { id, path, line, column } of breakpoints) {
      for (const file of this.#context.reader.sites(thread).files) {
        if (!this.#context.sources.matches(file.path, path)) continue;
        for (const index of sitesAtOrAfter(file.table, line, column)) {
          const ids = sites.get(file.base + index);
          if (ids === undefined) sites.set(file.base + index, [id]);
          else ids.push(id);
        }
      }
    }
    const positions = new Set<number>();
    const uncaught = new Map<number, UncaughtKind>();
    if (throws !== 'none') {
      for (const { seq, kind } of this.#context.reader.failures(thread)) {
        const behind = this.#throwBehind(thread, seq);
        uncaught.set(behind < 0 ? seq : behind, kind === UNHANDLED_REJECTION ? 'rejection' : 'exception');
        if (behind < 0) positions.add(seq);
        else if (throws === 'uncaught') positions.add(behind);
      }
    }
    return {
      interest: this.#interest(thread, sites.keys(), { throws, events }),
      breakpoints: sites,
      allThrows: throws === 'all',
      positions,
      uncaught,
      data: data.filter(({ ref }) => ref.thread === thread),
      events,
    };
  }

  *#next({ thread, seq }: Position, wanted: Wanted, limit: number): Generator<StopHit | Passed> {
    const { reader } = this.#context;
    const last = reader.segments(thread).at(-1);
    const end = last === undefined ? 0 : Math.min(limit + 1, last.first_seq + last.events);
    const first = reader.segments(thread)[0]?.idx ?? 0;
    for (let idx = Math.max(first, reader.segmentOf(thread, seq + 1)); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined || row.first_seq >= end) return;
      const search = this.#searchIn(thread, row, wanted);
      if (search === undefined) continue;
      const behind = Math.min(search.segment.offsets.length, end - row.first_seq);
      let i = nextOf(search, Math.max(0, seq + 1 - row.first_seq), behind);
      for (; i < behind; i = nextOf(search, i + 1, behind)) {
        const hit = this.#hit(thread, search, i);
        if (hit !== undefined) yield hit;
      }
      yield passed(thread, row.first_seq + behind - 1);
    }
  }

  *#previous({ thread, seq }: Position, wanted: Wanted, limit: number): Generator<StopHit | Passed> {
    const { reader } = this.#context;
    for (let idx = reader.segmentOf(thread, seq - 1); ; idx--) {
      const row = reader.row(thread, idx);
      if (row === undefined || row.first_seq + row.events <= limit) return;
      const search = this.#searchIn(thread, row, wanted);
      if (search === undefined) continue;
      const first = Math.max(0, limit - row.first_seq);
      for (let i = Math.min(search.segment.offsets.length - 1, seq - 1 - row.first_seq); i >= first; i--) {
        const hit = this.#hit(thread, search, i);
        if (hit !== undefined) yield hit;
      }
      yield passed(thread, row.first_seq + first);
    }
  }

  /** Undefined if a segment has no hit. */
  #searchIn(thread: ThreadId, row: SegmentRow, wanted: Wanted): SegmentSearch | undefined {
    const { idx } = row;
    const written = this.#written(idx, wanted);
    if (written.size === 0 && !this.#mayHit(thread, idx, wanted)) return undefined;
    const isHere = (seq: number): boolean => seq >= row.first_seq && seq < row.first_seq + row.events;
    const hasPositions = written.size > 0 || [...wanted.positions].some(isHere);
    return { segment: this.#context.reader.segment(thread, idx), wanted, written, hasPositions };
  }

  #interest(
    thread: ThreadId,
    breakpoints: Iterable<number>,
    { throws, events }: { readonly throws: StopSet['throws']; readonly events: ReadonlySet<EventStop> },
  ): Uint8Array {
    const { kind } = this.#context.reader.sites(thread);
    const interest = new Uint8Array(kind.length);
    const stops = this.#events.kinds(events);
    const kinds = new Set([...stops.sites, ...(throws === 'all' ? [SITE.throw, SITE.catch] : [])]);
    if (kinds.size > 0)
      for (let site = FIRST_SITE; site < kind.length; site++) if (kinds.has(kind[site]!)) interest[site] = 1;
    for (const kind of stops.system) interest[kind] = 1;
    for (const site of breakpoints) interest[site] = 1;
    return interest;
  }

  /** Events of a segment that write what is watched, and for whom. */
  #written(idx: number, { data }: Wanted): ReadonlyMap<number, readonly number[]> {
    const written = new Map<number, number[]>();
    for (const { id, ref } of data)
      for (const { seq, lost } of this.#writes.in(ref, idx))
        if (lost === undefined) written.set(seq, [...(written.get(seq) ?? []), id]);
    return written;
  }

  #mayHit(thread: ThreadId, idx: number, { breakpoints, allThrows, positions, events }: Wanted): boolean {
    const { reader } = this.#context;
    const row = reader.row(thread, idx)!;
    if (events.size > 0 && this.#events.mayBeIn(row, reader.row(thread, idx - 1), events)) return true;
    if (allThrows && this.#hasThrown(thread, idx)) return true;
    for (const seq of positions) if (seq >= row.first_seq && seq < row.first_seq + row.events) return true;
    if (breakpoints.size === 0 || !(row.marks & MARK.step)) return false;
    return reader.hasAnySite(thread, idx, breakpoints.keys());
  }

  #hit(
    thread: ThreadId,
    { segment, wanted, written, hasPositions }: SegmentSearch,
    index: number,
  ): StopHit | undefined {
    const site = segment.siteAt(index);
    if (!hasPositions && wanted.interest[site] === 0) return undefined;
    const seq = segment.row.first_seq + index;
    const breakpointIds = wanted.breakpoints.get(site);
    const position = { thread, seq: toSeq(seq) };
    if (breakpointIds !== undefined) return { position, reason: 'breakpoint', breakpointIds };
    const writers = written.get(seq);
    if (writers !== undefined) return { position, reason: 'data', breakpointIds: writers };
    if (wanted.events.size > 0 && this.#events.isWanted(thread, segment, index, wanted.events))
      return { position, reason: 'event', breakpointIds: [] };
    if (!wanted.positions.has(seq) && !(wanted.allThrows && this.#throws(thread, segment, index))) return undefined;
    const uncaught = wanted.uncaught.get(seq);
    return { position, reason: 'exception', breakpointIds: [], ...(uncaught !== undefined && { uncaught }) };
  }

  /** A throw statement; or the first catch of an error that no throw statement threw: one that the engine or other code made. */
  #throws(thread: ThreadId, segment: Segment, index: number): boolean {
    const sites = this.#context.reader.sites(thread);
    const kind = sites.kind[segment.siteAt(index)];
    if (kind === SITE.throw) return true;
    if (kind !== SITE.catch) return false;
    const value = siteValue(segment.words, segment.offsets[index]!, sites);
    return value.tag === TAG.object && !this.#seenBefore(thread, segment.row.first_seq + index, value);
  }

  /** Was the object thrown by a statement, or caught, before? Nothing before its first sight can have been. */
  #seenBefore(thread: ThreadId, before: number, value: RawValue): boolean {
    const { reader } = this.#context;
    const sites = reader.sites(thread);
    const birth = reader.birthOf(thread, value.low);
    for (let idx = reader.segmentOf(thread, before - 1); idx >= birth && reader.row(thread, idx) !== undefined; idx--) {
      if (!this.#hasThrown(thread, idx)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.min(segment.offsets.length, before - segment.row.first_seq) - 1; i >= 0; i--) {
        const kind = sites.kind[segment.siteAt(i)];
        if (kind !== SITE.throw && kind !== SITE.catch) continue;
        if (this.#same(thread, siteValue(segment.words, segment.offsets[i]!, sites), value)) return true;
      }
    }
    return false;
  }

  #hasThrown(thread: ThreadId, idx: number): boolean {
    const { reader } = this.#context;
    return (reader.row(thread, idx)!.marks & MARK.throw) !== 0 || reader.hasAnySite(thread, idx, this.#catches(thread));
  }

  #catches(thread: ThreadId): readonly number[] {
    const { kind, files } = this.#context.reader.sites(thread);
    const known = this.#catchSites.get(thread);
    if (known?.files === files.length) return known.sites;
    const sites: number[] = [];
    for (let site = FIRST_SITE; site < kind.length; site++) if (kind[site] === SITE.catch) sites.push(site);
    this.#catchSites.set(thread, { files: files.length, sites });
    return sites;
  }

  /** The throw statement whose value a failure reports, -1 if there is none. */
  #throwBehind(thread: ThreadId, failure: number): number {
    const key = `${thread}:${failure}`;
    const known = this.#throwOf.get(key);
    if (known !== undefined) return known;
    const found = this.#searchThrow(thread, failure);
    this.#throwOf.set(key, found);
    return found;
  }

  #searchThrow(thread: ThreadId, failure: number): number {
    const { reader } = this.#context;
    const sites = reader.sites(thread);
    const last = reader.segmentOf(thread, failure);
    const report = reader.segment(thread, last);
    const value = new ValueCursor(report.words, report.offsetOf(failure) + 2).value();
    for (let idx = last; ; idx--) {
      const row = reader.row(thread, idx);
      if (row === undefined) return -1;
      if (!(row.marks & MARK.throw)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.min(segment.offsets.length - 1, failure - row.first_seq); i >= 0; i--) {
        if (sites.kind[segment.siteAt(i)] !== SITE.throw) continue;
        if (this.#same(thread, siteValue(segment.words, segment.offsets[i]!, sites), value)) return row.first_seq + i;
      }
    }
  }

  #same(thread: ThreadId, a: RawValue, b: RawValue): boolean {
    if (a.tag !== b.tag) return false;
    if (a.tag === TAG.string)
      return this.#context.reader.string(thread, a.low)?.text === this.#context.reader.string(thread, b.low)?.text;
    return a.low === b.low && a.high === b.high;
  }
}

const passed = (thread: ThreadId, seq: number): Passed => ({ reason: 'passed', position: { thread, seq: toSeq(seq) } });

/** The first event at or behind `from` that may be a hit: a search over a whole recording looks at every event here. */
function nextOf(
  { segment: { words, offsets }, wanted: { interest }, hasPositions }: SegmentSearch,
  from: number,
  end: number,
): number {
  if (hasPositions) return from;
  let i = from;
  while (i < end && interest[words[offsets[i]!]! >>> TAG_BITS] === 0) i++;
  return i;
}
