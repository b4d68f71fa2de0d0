/**
 * How long the calls of a function took, from being entered to their end; what they waited for at `await` and `yield` is part of it.
 *
 * Wall time is known at turns of the event loop; in between it is shared out evenly among the events (see timeline/moments.ts), so that a call
 * within one turn has its share of that turn. Where events take a thousand times as long as events do, the program stood: in the debugger, or in a
 * call that blocked it. Nothing says at which event, so that calls which begin or end there are left out. Only segments in which calls of the function begin or end are decoded, and no more than
 * {@link DECODED}: of a function that is called all the time it is the first calls that are told of.
 */
import { micros } from '../base/units.js';
import type { LoadedFile } from '../store/sites.js';
import { SITE } from '../wire/sites.js';
import type { CallDurations, ThreadPart } from './api.js';
import type { QueryContext } from './context.js';
import { functionAt, type Place } from './executions.js';
import type { SegmentCalls } from './timeline/segmentCalls.js';
import type { Timelines } from './timeline/timeline.js';

/** Segments that are decoded for an answer: about as many as a picture of the Timeline takes. */
const DECODED = 24;
/** An event that takes longer on the average is one at which the program stood. */
const MOST_PER_EVENT = 1000;
const ENDS: readonly number[] = [SITE.return, SITE.leave];
const BOUNDS: readonly number[] = [...ENDS, SITE.enter, SITE.suspend, SITE.resume];

/** Stays of one activation on the stack, put together. */
interface Activation {
  readonly since: number;
  readonly until: number;
  readonly isOver: boolean;
}

export class Durations {
  readonly #context: QueryContext;
  readonly #timelines: Timelines;

  constructor(context: QueryContext, timelines: Timelines) {
    this.#context = context;
    this.#timelines = timelines;
  }

  /** Of the function that begins at a place, in all threads; undefined if of no call it is known. */
  of(place: Place, part?: ThreadPart): CallDurations | undefined {
    const { reader, sources } = this.#context;
    const files = reader.files().filter((file) => sources.matches(file.path, place.path));
    const took: number[] = [];
    for (const file of files) {
      const fn = functionAt(sources, file, place);
      if (fn === undefined || (part !== undefined && part.thread !== file.thread)) continue;
      for (const length of this.#in(file, fn, part)) took.push(length);
    }
    if (took.length === 0) return undefined;
    const least = took.reduce((a, b) => Math.min(a, b));
    const most = took.reduce((a, b) => Math.max(a, b));
    return { calls: took.length, leastMicros: micros(least), mostMicros: micros(most) };
  }

  #in(file: LoadedFile & { readonly thread: number }, fn: number, part: ThreadPart | undefined): number[] {
    const { reader } = this.#context;
    const { thread } = file;
    const { kind, fn: functions } = file.table.sites;
    const bounds = kind.flatMap((k, i) => (functions[i] === fn && BOUNDS.includes(k) ? [file.base + i] : []));
    const decoded = new Map<number, SegmentCalls>();
    for (const { idx, first_seq, events } of reader.segments(thread)) {
      if (decoded.size === DECODED) break;
      if (first_seq + events > (part?.since ?? 0) && reader.hasAnySite(thread, idx, bounds))
        decoded.set(idx, this.#timelines.segment(thread, idx));
    }
    const moments = this.#timelines.moments(thread, decoded);
    return [...this.#activations(thread, file.fnBase + fn, decoded)].flatMap(([entered, { until, isOver }]) => {
      const isAsked = part === undefined || (entered >= part.since && entered <= part.until);
      const isKnown = [entered, until].every((seq) => moments.microsPerEvent(seq) <= MOST_PER_EVENT);
      return isOver && isAsked && isKnown ? [moments.microsBefore(until + 1) - moments.microsAt(entered)] : [];
    });
  }

  /** By where they were entered. */
  #activations(
    thread: number,
    fn: number,
    decoded: ReadonlyMap<number, SegmentCalls>,
  ): ReadonlyMap<number, Activation> {
    const { reader } = this.#context;
    const { kind } = reader.sites(thread);
    const found = new Map<number, Activation>();
    for (const [idx, { calls }] of decoded) {
      const segment = reader.segment(thread, idx);
      for (const call of calls) {
        if (call.fn !== fn) continue;
        const isOver = !call.cutAfter && ENDS.includes(kind[segment.siteAt(call.until - segment.row.first_seq)]!);
        const since = found.get(call.entered)?.since ?? call.since;
        found.set(call.entered, { since, until: call.until, isOver });
      }
    }
    // What began before the first segment that was decoded is not known whole.
    return new Map([...found].filter(([entered, { since }]) => entered === since));
  }
}
