/**
 * Pictures of a recording at any zoom: what `elixirscope/timeline` answers.
 *
 * Cost. Up to {@link DECODED} segments are decoded (and remembered); a range of more is told from the segments' rows, which are in memory, and
 * from the rows of long calls and marks, of which only as many are read as fit into the picture. Nothing is read per event.
 */
import { basename } from 'node:path';
import { MARK } from '../../store/indexer.js';
import {
  partOf,
  type TimelineArguments,
  type TimelineAxis,
  type TimelineBody,
  type TimelineCalls,
  type TimelineExtent,
  type TimelineFunction,
  type TimelineMark,
  type TimelineMarkKind,
} from '../../wire/timeline.js';
import { sitesAtOrAfter } from '../../store/places.js';
import { MARKED } from '../../store/overview.js';
import { Lru } from '../../store/lru.js';
import type { Segment } from '../../store/segment.js';
import { indexIn } from '../../store/summary.js';
import type { SegmentRow } from '../../store/rows.js';
import type { Place } from '../executions.js';
import type { QueryContext } from '../context.js';
import { MomentMap } from './moments.js';
import { type Call, type SegmentCalls, segmentCalls } from './segmentCalls.js';

/** Segments of a range that is decoded: what a screen shows when calls of a few hundred events are a pixel wide. */
const DECODED = 32;
const REMEMBERED_CALLS = 1_000_000;
/** A call narrower than this, in parts of the picture, is not listed. */
const NARROWEST = 1;
const MARK_KINDS = Object.keys(MARKED) as (keyof typeof MARKED)[];

/** Rows of calls that a picture lists if it does not say how many it has room for. */
const DEFAULT_ROWS = 128;

interface Range {
  readonly thread: number;
  readonly rows: readonly SegmentRow[];
  readonly moments: MomentMap;
  /** the parts' edges */
  readonly seqs: readonly number[];
  /** undefined if there is too much of it to be decoded */
  readonly decoded: readonly SegmentCalls[] | undefined;
}

type Seen = Pick<Call, 'depth' | 'fn' | 'since' | 'until' | 'entered'>;

export class Timelines {
  readonly #context: QueryContext;
  readonly #segments = new Lru<string, SegmentCalls>(REMEMBERED_CALLS);

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** More was recorded: the last segments may have grown. */
  forget(): void {
    const { reader } = this.#context;
    for (const { id } of reader.threads())
      for (const { idx } of reader.segments(id).slice(-2)) this.#segments.delete(`${id}:${idx}`);
  }

  of(asked: TimelineArguments & { readonly thread: number }, stops: readonly Place[] = []): TimelineBody {
    const { thread, axis, width } = asked;
    const extent = this.#extent(thread);
    const [first, end] =
      axis === 'events'
        ? [extent.firstSeq, extent.lastSeq + 1]
        : [extent.firstMicros, Math.max(extent.firstMicros + 1, extent.lastMicros)];
    const from = Math.min(end - 1, Math.max(first, asked.from ?? first));
    const to = Math.max(from + 1, Math.min(end, asked.to ?? end));
    const edges = Array.from({ length: width + 1 }, (_, i) => from + ((to - from) * i) / width);
    const range = this.#range(thread, axis, edges);
    const { calls, depths } = this.#calls(range, asked.rows ?? DEFAULT_ROWS);
    return {
      thread,
      axis,
      from,
      to,
      extent,
      seqs: range.seqs.map(rounded),
      micros: (axis === 'time' ? edges : edges.map((seq) => range.moments.microsAt(seq))).map(rounded),
      depths,
      ...this.#listed(thread, calls),
      marks: [...MARK_KINDS.flatMap((kind) => this.#marks(range, kind)), ...this.#hits(range, stops)],
      damaged: this.#damaged(range),
      turns: onePerPart(
        range,
        range.decoded?.flatMap(({ turns }) => turns.map(({ seq }) => seq)) ??
          range.rows.filter(({ marks }) => marks & MARK.turn).map((row) => row.first_seq),
      ),
      awaits: onePerPart(range, range.decoded?.flatMap(({ awaits }) => awaits) ?? []),
    };
  }

  #extent(thread: number): TimelineExtent {
    const { reader } = this.#context;
    const rows = reader.segments(thread);
    const last = rows.at(-1);
    return {
      firstSeq: rows[0]?.first_seq ?? 0,
      lastSeq: last === undefined ? 0 : last.first_seq + last.events - 1,
      firstMicros: rows[0] === undefined ? 0 : Math.floor(this.segment(thread, rows[0].idx).turns[0]?.micros ?? 0),
      lastMicros: this.#lastMicros(thread),
    };
  }

  /** A thread that has not said when it ended goes on as long as the recording. */
  #lastMicros(thread: number): number {
    const rows = this.#context.reader.threads();
    const row = rows.find(({ id }) => id === thread)!;
    if (row.exit_code !== null) return row.last_micros;
    const startedLater = (row.started_micros ?? 0) - (rows[0]?.started_micros ?? 0);
    return Math.max(row.last_micros, Number(this.#context.reader.meta().get('wallMicros') ?? 0) - startedLater);
  }

  #range(thread: number, axis: TimelineAxis, edges: readonly number[]): Range {
    const rough = this.moments(thread, new Map());
    const within = (moments: MomentMap): { seqs: readonly number[]; rows: readonly SegmentRow[] } => {
      const seqs = axis === 'events' ? edges : edges.map((micros) => moments.seqAt(micros));
      return { seqs, rows: this.#rows(thread, seqs[0]!, seqs.at(-1)!) };
    };
    const { seqs, rows } = within(rough);
    if (rows.length > DECODED) return { thread, rows, seqs, moments: rough, decoded: undefined };
    const decoded = new Map(rows.map(({ idx }) => [idx, this.segment(thread, idx)]));
    const moments = this.moments(thread, decoded);
    // What is known better now may lie a little further to one side.
    const seen = within(moments);
    return {
      thread,
      ...seen,
      moments,
      decoded: seen.rows.map(({ idx }) => decoded.get(idx) ?? this.segment(thread, idx)),
    };
  }

  #rows(thread: number, from: number, to: number): readonly SegmentRow[] {
    const { reader } = this.#context;
    const rows = reader.segments(thread);
    const [first, last] = [from, Math.max(from, to - 1)].map((at) => reader.segmentOf(thread, Math.ceil(at)));
    const base = rows[0]?.idx ?? 0;
    return rows.slice(Math.max(0, first! - base), last! - base + 1);
  }

  /** As exactly as the segments tell that are decoded. */
  moments(thread: number, decoded: ReadonlyMap<number, SegmentCalls>): MomentMap {
    const { lastSeq, lastMicros } = this.#extent(thread);
    const moments = new MomentMap();
    for (const row of this.#context.reader.segments(thread)) {
      moments.add(row.first_seq, row.first_micros);
      for (const { seq, micros, idle } of decoded.get(row.idx)?.turns ?? []) {
        moments.add(seq, micros - idle);
        moments.add(seq, micros);
      }
    }
    moments.end(lastSeq + 1, lastMicros);
    return moments;
  }

  /** A segment's calls and turns. */
  segment(thread: number, idx: number): SegmentCalls {
    const key = `${thread}:${idx}`;
    const known = this.#segments.get(key);
    if (known !== undefined) return known;
    const { reader, replayer } = this.#context;
    const found = segmentCalls(reader, replayer, thread, idx);
    return this.#segments.set(key, found, found.calls.length + found.turns.length + found.awaits.length);
  }

  #calls(range: Range, rows: number): { readonly calls: readonly Seen[]; readonly depths: readonly number[] } {
    const { seqs, decoded } = range;
    const depths = new Array<number>(seqs.length - 1).fill(0);
    const calls: Seen[] = [];
    const all = decoded === undefined ? this.#longCalls(range, depths) : joined(decoded);
    for (const call of all) {
      if (call.until < seqs[0]! || call.since >= seqs.at(-1)!) continue;
      const [left, right] = [partOf(seqs, call.since), partOf(seqs, call.until + 1, 'end')];
      for (let part = Math.floor(left); part < Math.min(depths.length, right); part++)
        if (depths[part]! <= call.depth) depths[part] = call.depth + 1;
      if (call.depth < rows && right - left >= NARROWEST) calls.push(call);
    }
    return { calls: calls.sort((a, b) => a.since - b.since || a.depth - b.depth), depths };
  }

  /** The depths of a range that is not decoded are those of its segments. */
  #longCalls({ thread, rows, seqs }: Range, depths: number[]): readonly Seen[] {
    for (const { first_seq, events, deepest } of rows) {
      const right = partOf(seqs, first_seq + events, 'end');
      for (let part = Math.floor(partOf(seqs, first_seq)); part < Math.min(depths.length, right); part++)
        depths[part] = Math.max(depths[part]!, deepest);
    }
    const [from, to] = [Math.floor(seqs[0]!), Math.ceil(seqs.at(-1)!)];
    const end = this.#extent(thread).lastSeq;
    return this.#context.reader
      .longCalls(thread, from, to, ((to - from) / depths.length) * NARROWEST)
      .map((row) => ({ ...row, until: row.until ?? end }));
  }

  #listed(
    thread: number,
    calls: readonly Seen[],
  ): { readonly calls: TimelineCalls; readonly functions: readonly TimelineFunction[] } {
    const numbers = new Map<number, number>();
    for (const { fn } of calls) if (!numbers.has(fn)) numbers.set(fn, numbers.size);
    return {
      calls: {
        depth: calls.map(({ depth }) => depth),
        since: calls.map(({ since }) => since),
        until: calls.map(({ until }) => until),
        function: calls.map(({ fn }) => numbers.get(fn)!),
        entered: calls.map(({ entered }) => entered),
      },
      functions: [...numbers.keys()].map((fn) => this.#function(thread, fn)),
    };
  }

  #function(thread: number, fn: number): TimelineFunction {
    const { reader, sources } = this.#context;
    const { file, index } = reader.sites(thread).layout(fn);
    const { name, start, end, async, kind } = file.table.functions[index]!;
    const place = sources.ofRange(file, start, end);
    return { name: kind === 'module' ? basename(place.path) : name, path: place.path, line: place.line, async };
  }

  /** Executions of the statements that stops are at: told from the segments' summaries, exact where segments are decoded. */
  #hits({ thread, seqs, rows, decoded }: Range, stops: readonly Place[]): TimelineMark[] {
    const { reader, sources } = this.#context;
    const sites = new Set<number>();
    for (const { path, line, column } of stops)
      for (const file of reader.sites(thread).files)
        if (sources.matches(file.path, path))
          for (const index of sitesAtOrAfter(file.table, line, column)) sites.add(file.base + index);
    if (sites.size === 0) return [];
    const hits: [number, number][] = [];
    for (const row of rows) {
      if (!reader.hasAnySite(thread, row.idx, sites)) continue;
      if (decoded === undefined) hits.push([row.first_seq, this.#count(thread, row.idx, sites)]);
      else hits.push(...seqsOf(reader.segment(thread, row.idx), sites));
    }
    return marksOf(
      seqs,
      'hit',
      hits.filter(([seq]) => seq >= seqs[0]! && seq < seqs.at(-1)!),
    );
  }

  #count(thread: number, idx: number, wanted: ReadonlySet<number>): number {
    const found = this.#context.reader.siteCounts(thread, idx);
    if (found === undefined) return 1;
    return [...wanted].reduce((sum, site) => sum + (found.counts[indexIn(found.sites, site)] ?? 0), 0);
  }

  /** As far as they are known: nothing is read to find them. */
  #damaged({ thread, rows }: Range): (readonly [number, number])[] {
    const damaged = new Set(
      this.#context.reader
        .damage()
        .filter((damage) => damage.part === 'events' && damage.thread === thread)
        .map(({ idx }) => idx),
    );
    return rows
      .filter(({ idx }) => damaged.has(idx))
      .map(({ first_seq, events }) => [first_seq, first_seq + events - 1]);
  }

  /** One look-up for each part that has any. */
  #marks({ thread, seqs }: Range, kind: keyof typeof MARKED): TimelineMark[] {
    const { reader } = this.#context;
    const found: TimelineMark[] = [];
    const end = seqs.at(-1)!;
    let mark = reader.nextMark(thread, MARKED[kind], Math.ceil(seqs[0]!));
    while (mark !== undefined && mark.seq < end) {
      const part = Math.floor(partOf(seqs, mark.seq));
      const next = reader.nextMark(thread, MARKED[kind], Math.max(mark.seq + 1, Math.ceil(seqs[part + 1] ?? end)));
      const after = next?.number ?? (reader.lastMark(thread, MARKED[kind])?.number ?? mark.number) + 1;
      found.push({ kind, seq: mark.seq, count: after - mark.number });
      mark = next;
    }
    return found;
  }
}

/** Marks of the parts that events lie in. `events` ascend. */
function marksOf(
  seqs: readonly number[],
  kind: TimelineMarkKind,
  events: Iterable<readonly [seq: number, count: number]>,
) {
  const found = new Map<number, TimelineMark>();
  for (const [seq, count] of events) {
    const part = Math.floor(partOf(seqs, seq));
    const known = found.get(part);
    found.set(part, known === undefined ? { kind, seq, count } : { ...known, count: known.count + count });
  }
  return [...found.values()];
}

/** Calls of neighbouring segments, the parts of each put together. */
function joined(segments: readonly SegmentCalls[]): Seen[] {
  const whole: Seen[] = [];
  const open = new Map<number, Call>();
  for (const { calls } of segments) {
    const opened = new Map<number, Call>();
    for (const call of calls) {
      const before = call.cutBefore ? open.get(call.depth) : undefined;
      const all = before?.entered === call.entered ? { ...call, since: before.since } : call;
      if (call.cutAfter) opened.set(call.depth, all);
      else whole.push(all);
    }
    open.clear();
    for (const [depth, call] of opened) open.set(depth, call);
  }
  return [...whole, ...open.values()];
}

function* seqsOf(segment: Segment, sites: ReadonlySet<number>): Generator<[seq: number, count: number]> {
  for (let i = 0; i < segment.offsets.length; i++)
    if (sites.has(segment.siteAt(i))) yield [segment.row.first_seq + i, 1];
}

function onePerPart({ seqs }: Range, events: readonly number[]): number[] {
  let before = -1;
  return events.filter((seq) => {
    if (seq < seqs[0]! || seq >= seqs.at(-1)!) return false;
    const part = Math.floor(partOf(seqs, seq));
    if (part === before) return false;
    before = part;
    return true;
  });
}

const rounded = (n: number): number => Math.round(n * 1000) / 1000;
