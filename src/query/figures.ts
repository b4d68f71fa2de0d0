/**
 * What a recording is made of: events in time, as the Timeline shows it, and by kind and by function, which is summed up from the segments'
 * summaries.
 */
import type { SegmentRow } from '../store/rows.js';
import { micros, type Micros, threadId } from '../base/units.js';
import type { FunctionFigures as SentFunctionFigures, ThreadFigures } from '../wire/dashboard.js';
import { SITE } from '../wire/sites.js';
import type { TimelineBody } from '../wire/timeline.js';
import type { EventKind, SourcePlace } from './api.js';
import type { QueryContext } from './context.js';
import type { Coverage } from './coverage.js';
import type { Events } from './events.js';
import type { Timelines } from './timeline/timeline.js';

export interface Figures {
  readonly wallMicros: Micros;
  readonly threads: readonly ThreadFigures[];
  /** most frequent first */
  readonly kinds: readonly { readonly kind: EventKind; readonly count: number }[];
  /** those with the most events first */
  readonly functions: readonly FunctionFigures[];
}

/** As the dashboard's, with the place as queries have it. */
export interface FunctionFigures extends Omit<SentFunctionFigures, 'place'> {
  readonly place: SourcePlace;
}

interface FigureParts {
  readonly context: QueryContext;
  readonly coverage: Coverage;
  readonly events: Events;
  readonly timelines: Timelines;
}

/** Functions that are told. */
const HOTTEST = 20;

export function figures({ context, coverage, events, timelines }: FigureParts, parts: number): Figures {
  const { reader } = context;
  const threads = reader.threads().map(({ id, name }) => ({ id: threadId(id), name, rows: reader.segments(id) }));
  const wall = Math.max(1, ...threads.flatMap(({ rows }) => rows.at(-1)?.last_micros ?? 0));
  const kinds = new Map<EventKind, number>();
  const functions = new Map<string, { -readonly [K in keyof FunctionFigures]: FunctionFigures[K] }>();
  for (const { id } of threads) {
    for (const [site, count] of coverage.countsOf(id)) {
      const known = events.knownOf(id, site);
      if (known === undefined) continue;
      kinds.set(known.event.kind, (kinds.get(known.event.kind) ?? 0) + count);
      const found = context.siteOf(id, site);
      if (found === undefined) continue;
      const { file, index } = found;
      const { name, kind, start, end } = file.table.functions[file.table.sites.fn[index]!]!;
      const key = `${file.key}\n${start}\n${name}`;
      const own = functions.get(key) ?? {
        name: kind === 'module' ? '(module)' : name,
        place: context.sources.ofRange(file, start, end),
        calls: 0,
        events: 0,
      };
      functions.set(key, own);
      own.events += count;
      if (file.table.sites.kind[index] === SITE.enter) own.calls += count;
    }
  }
  return {
    wallMicros: micros(wall),
    threads: threads.map(({ id, name, rows }) => {
      const picture = timelines.of({ thread: id, axis: 'time', from: 0, to: wall, width: parts, rows: 0 }, []);
      return { id, name, ...overTime(rows, picture) };
    }),
    kinds: [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
    functions: [...functions.values()].sort((a, b) => b.events - a.events).slice(0, HOTTEST),
  };
}

/** Objects are taken to have been seen evenly among the events of a segment. */
function overTime(rows: readonly SegmentRow[], { seqs, depths }: TimelineBody): Omit<ThreadFigures, 'id' | 'name'> {
  const objects = new Float64Array(depths.length);
  let events = 0;
  for (const { first_seq, events: count, last_id, old_id, missing } of rows) {
    events += count;
    if (missing || count === 0) continue;
    const [from, to] = [first_seq, first_seq + count];
    for (let part = partOf(seqs, from); part < depths.length && seqs[part]! < to; part++) {
      const share = Math.min(to, seqs[part + 1]!) - Math.max(from, seqs[part]!);
      objects[part]! += (Math.max(0, last_id - old_id) * Math.max(0, share)) / count;
    }
  }
  const throughput = depths.map((_, part) => Math.max(0, seqs[part + 1]! - seqs[part]!));
  return { events, throughput, objects: [...objects], depths };
}

/** The part that an event lies in. */
function partOf(seqs: readonly number[], seq: number): number {
  const after = seqs.findIndex((edge) => edge > seq);
  return after < 0 ? seqs.length - 2 : Math.max(0, after - 1);
}
