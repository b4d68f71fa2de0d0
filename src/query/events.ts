/** The events of a recording as plain data, oldest first, filtered by segment summaries before anything is decoded. */
import { FIRST_SITE, heapId, micros, seq as toSeq, threadId, type ThreadId } from '../base/units.js';
import { MARK } from '../store/indexer.js';
import type { Segment } from '../store/segment.js';
import { doubleOf, packedText, siteValue, ValueCursor } from '../store/words.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { GAP_NAMES, LEFT_OUT, SYSTEM, TAG_MASK, TURN } from '../wire/trace.js';
import type { EventFilter, EventKind, EventView, OutputLine, SourcePlace } from './api.js';
import type { QueryContext } from './context.js';
import { isBudgetGap } from './reductions.js';

const SITE_KINDS: readonly EventKind[] = [
  'step',
  'write',
  'enter',
  'return',
  'leave',
  'scope',
  'iterate',
  'await',
  'resume',
  'throw',
  'catch',
  'finally',
  'put',
  'delete',
];

/** By DETAIL. */
const DETAIL_TEXTS = ['everything', 'arguments and results', 'calls', 'counted only'] as const;

/** System events that are shown; strings, symbols, prototypes and clocks are how others are told. */
const SYSTEM_KINDS: Readonly<Record<number, EventKind>> = {
  [SYSTEM.content]: 'born',
  [SYSTEM.splice]: 'mutate',
  [SYSTEM.mapSet]: 'mutate',
  [SYSTEM.setAdd]: 'mutate',
  [SYSTEM.remove]: 'mutate',
  [SYSTEM.clear]: 'mutate',
  [SYSTEM.bytes]: 'mutate',
  [SYSTEM.module]: 'module',
  [SYSTEM.turn]: 'turn',
  [SYSTEM.request]: 'request',
  [SYSTEM.output]: 'output',
  [SYSTEM.failure]: 'failure',
  [SYSTEM.gap]: 'gap',
  [SYSTEM.exit]: 'exit',
};

/** Names of the process's own events. */
const FAILURE_NAMES = ['uncaughtException', 'unhandledRejection'] as const;

const TURN_NAMES: Readonly<Record<number, string>> = { [TURN.timer]: 'timer', [TURN.network]: 'network' };

const MUTATION_NAMES: Readonly<Record<number, string>> = {
  [SYSTEM.splice]: 'splice',
  [SYSTEM.mapSet]: 'set',
  [SYSTEM.setAdd]: 'add',
  [SYSTEM.remove]: 'delete',
  [SYSTEM.clear]: 'clear',
  [SYSTEM.bytes]: 'write',
};

export class Events {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  *all(filter: EventFilter): Generator<EventView> {
    const threads = this.#context.reader
      .threads()
      .map((t) => threadId(t.id))
      .filter((id) => filter.thread === undefined || id === filter.thread);
    const [only] = threads;
    if (only !== undefined && threads.length === 1) return yield* this.ofThread(only, filter);
    // Several threads: by time.
    const heads = threads.map((id) => this.ofThread(id, filter)).map((events) => ({ events, next: events.next() }));
    for (;;) {
      let first: (typeof heads)[number] | undefined;
      for (const head of heads) {
        if (
          head.next.done !== true &&
          (first === undefined || first.next.done === true || head.next.value.timeMicros < first.next.value.timeMicros)
        )
          first = head;
      }
      if (first === undefined || first.next.done === true) return;
      yield first.next.value;
      first.next = first.events.next();
    }
  }

  *ofThread(thread: ThreadId, filter: EventFilter): Generator<EventView> {
    const { reader } = this.#context;
    const wanted = new WantedSites(this.#context, thread, filter);
    const since = filter.since ?? 0;
    const until = filter.until ?? Number.POSITIVE_INFINITY;
    for (const row of reader.segments(thread)) {
      if (row.first_seq + row.events <= since || row.first_seq > until) continue;
      // A segment does not know of its own loss: who asks for gaps has them all read.
      const mayHave = reader.siteCounts(thread, row.idx)?.sites.some((site) => wanted.has(site)) ?? true;
      if (!mayHave && !filter.kinds?.includes('gap')) continue;
      const segment = reader.segment(thread, row.idx);
      if (segment.damage !== undefined) {
        // Whatever was asked for may have been there.
        if (segment.offsets.length > 0) yield this.view(thread, segment, 0, row.first_micros);
        continue;
      }
      let time = row.first_micros;
      for (let i = 0; i < segment.offsets.length; i++) {
        const seq = row.first_seq + i;
        if (seq > until) return;
        const site = segment.siteAt(i);
        if (site === SYSTEM.turn || site === SYSTEM.clock) time = timeOf(segment, i);
        if (seq < since || !wanted.has(site)) continue;
        const view = this.view(thread, segment, i, time);
        if (filter.kinds === undefined || filter.kinds.includes(view.kind)) yield view;
      }
    }
  }

  *output(thread?: ThreadId, since = 0): Generator<OutputLine> {
    const { reader } = this.#context;
    for (const { id } of reader.threads()) {
      if (thread !== undefined && id !== thread) continue;
      for (const row of reader.segments(id)) {
        if (!(row.marks & MARK.output) || row.first_seq + row.events <= since) continue;
        for (const line of this.#outputOf(threadId(id), row.idx)) if (line.position.seq >= since) yield line;
      }
    }
  }

  /** The event number `index` of a segment. */
  view(thread: ThreadId, segment: Segment, index: number, time: number): EventView {
    const site = segment.siteAt(index);
    return site >= FIRST_SITE
      ? this.#siteEvent(thread, segment, index, time)
      : this.#systemEvent(thread, segment, index, time);
  }

  *#outputOf(thread: ThreadId, idx: number): Generator<OutputLine> {
    const segment = this.#context.reader.segment(thread, idx);
    const machine = this.#context.replayer.atStartOf(thread, idx);
    const { stack } = machine;
    for (let i = 0; i < segment.offsets.length; i++) {
      machine.replayOne(segment, segment.row.first_seq + i);
      if (segment.siteAt(i) !== SYSTEM.output) continue;
      const offset = segment.offsets[i]!;
      const step = stack.depth > 0 ? stack.stepSite[stack.depth - 1]! : -1;
      const found = step < 0 ? undefined : this.#context.siteOf(thread, step);
      yield {
        position: { thread, seq: toSeq(segment.row.first_seq + i) },
        stream: (segment.words[offset]! & TAG_MASK) === 2 ? 'stderr' : 'stdout',
        text: packedText(segment.words, offset + 3, segment.words[offset + 2]!),
        place: found && this.#context.sources.ofSite(found.file, found.index),
      };
    }
  }

  /** What is known of all events of a site, or of a system kind; undefined: they are not shown. `certain`: fields that all of them have like that, or have not. */
  knownOf(thread: ThreadId, site: number): KnownOfSite | undefined {
    if (site >= FIRST_SITE) {
      if (this.#context.siteOf(thread, site) === undefined) return undefined;
      const event = this.#ofSite(thread, site);
      return { event, certain: event.name === undefined ? PLACED : NAMED };
    }
    const kind = SYSTEM_KINDS[site];
    if (kind === undefined) return undefined;
    return { event: { ...EMPTY, thread, kind }, certain: site === SYSTEM.content ? WITHOUT_PLACE : OF_KIND };
  }

  /** What the text of the program tells of an event. */
  #ofSite(thread: ThreadId, site: number): EventView {
    const sites = this.#context.reader.sites(thread);
    const kind = sites.kind[site]!;
    const { file, index } = this.#context.siteOf(thread, site)!;
    const { table } = file;
    const ref = table.sites.ref[index]!;
    const isProperty = kind === SITE.put || kind === SITE.delete;
    const isNamed = isProperty && !(sites.flags[site]! & SITE_FLAG.DYNAMIC);
    return {
      ...EMPTY,
      thread,
      kind: kind === SITE.suspend && sites.flags[site]! & SITE_FLAG.YIELD ? 'yield' : SITE_KINDS[kind]!,
      place: this.#context.sources.ofSite(file, index),
      functionName: table.functions[table.sites.fn[index]!]?.name,
      name: kind === SITE.write ? table.variables[ref]?.name : isNamed ? String(table.keys[ref]) : undefined,
    };
  }

  #siteEvent(thread: ThreadId, segment: Segment, index: number, time: number): EventView {
    const { words } = segment;
    const offset = segment.offsets[index]!;
    const site = segment.siteAt(index);
    const sites = this.#context.reader.sites(thread);
    const isProperty = sites.kind[site] === SITE.put || sites.kind[site] === SITE.delete;
    const known = this.#ofSite(thread, site);
    const raw = siteValue(words, offset, sites);
    return {
      ...known,
      seq: toSeq(segment.row.first_seq + index),
      name: isProperty ? (known.name ?? this.#keyName(thread, words[offset + 2]!)) : known.name,
      object: isProperty ? heapId(words[offset + 1]!) : undefined,
      value: raw.tag === 0 ? undefined : this.#context.value({ thread }, raw),
      timeMicros: micros(time),
    };
  }

  #systemEvent(thread: ThreadId, segment: Segment, index: number, time: number): EventView {
    const { words } = segment;
    const offset = segment.offsets[index]!;
    const system = segment.siteAt(index);
    const sub = words[offset]! & TAG_MASK;
    const kind = SYSTEM_KINDS[system] ?? 'gap';
    const place: SourcePlace | undefined = undefined;
    const end = offset + words[offset + 1]!;
    return {
      thread,
      seq: toSeq(segment.row.first_seq + index),
      kind: system === SYSTEM.content && sub === 1 ? 'resync' : kind,
      place,
      functionName: undefined,
      name: systemName(system, sub),
      object: kind === 'born' || kind === 'mutate' ? heapId(words[offset + 2]!) : undefined,
      value: this.#systemValue(thread, system, new ValueCursor(words, offset + 2), end),
      text: this.#systemText(thread, system, words, offset),
      timeMicros: micros(time),
    };
  }

  #systemValue(thread: ThreadId, system: number, cursor: ValueCursor, end: number): EventView['value'] {
    switch (system) {
      case SYSTEM.failure:
        return this.#context.value({ thread }, cursor.value());
      case SYSTEM.exit:
        return { kind: 'number', value: cursor.word() };
      case SYSTEM.setAdd:
      case SYSTEM.remove:
        cursor.word();
        return this.#context.value({ thread }, cursor.value());
      case SYSTEM.mapSet:
        cursor.word();
        cursor.value();
        return this.#context.value({ thread }, cursor.value());
      case SYSTEM.splice:
        cursor.offset += 3;
        return cursor.offset < end ? this.#context.value({ thread }, cursor.value()) : undefined;
      default:
        return undefined;
    }
  }

  #systemText(thread: ThreadId, system: number, words: Int32Array, offset: number): string | undefined {
    const first = words[offset + 2]!;
    switch (system) {
      case SYSTEM.output:
        return packedText(words, offset + 3, first);
      case SYSTEM.gap: {
        if (isBudgetGap(words, offset)) return this.#reduction(thread, first, words[offset + 3]!, words[offset + 4]!);
        const name = GAP_NAMES[words[offset]! & TAG_MASK] ?? 'unknown';
        return `${name}: ${first} ${LEFT_OUT.has(name) ? 'left out' : 'lost'}`;
      }
      case SYSTEM.module:
        return this.#context.reader.string(thread, first)?.text;
      default:
        return undefined;
    }
  }

  /** What of a function, or of all of them, is recorded from a budget gap on. */
  #reduction(thread: ThreadId, left: number, site: number, detail: number): string {
    const found = site === 0 ? undefined : this.#context.siteOf(thread, site);
    const { table } = found?.file ?? {};
    const name = table?.functions[table.sites.fn[found!.index]!]?.name ?? 'all functions';
    return `budget: ${left} left out; ${name}: ${DETAIL_TEXTS[detail] ?? 'unknown'} from here`;
  }

  /** Of a key that the program computed. */
  #keyName(thread: ThreadId, word: number): string {
    const { reader } = this.#context;
    const n = -word - 1;
    if (word >= 0) return String(word);
    return n & 1
      ? `Symbol(${reader.symbol(thread, n >> 1).description ?? ''})`
      : (reader.string(thread, n >> 1)?.text ?? '?');
  }
}

function systemName(system: number, sub: number): string | undefined {
  switch (system) {
    case SYSTEM.output:
      return sub === 2 ? 'stderr' : 'stdout';
    case SYSTEM.failure:
      return FAILURE_NAMES[sub];
    case SYSTEM.gap:
      return GAP_NAMES[sub];
    case SYSTEM.turn:
      return TURN_NAMES[sub];
    default:
      return MUTATION_NAMES[system];
  }
}

/** What all events of a site have in common. */
interface KnownOfSite {
  readonly event: EventView;
  readonly certain: ReadonlySet<string>;
}

const EMPTY = {
  seq: toSeq(0),
  place: undefined,
  functionName: undefined,
  name: undefined,
  object: undefined,
  value: undefined,
  text: undefined,
  timeMicros: micros(0),
} as const;

/** Fields as queries name them. */
const WITHOUT_PLACE: ReadonlySet<string> = new Set(['thread', 'file', 'line', 'fn']);
const OF_KIND: ReadonlySet<string> = new Set([...WITHOUT_PLACE, 'kind']);
const PLACED: ReadonlySet<string> = new Set([...OF_KIND, 'text']);
const NAMED: ReadonlySet<string> = new Set([...PLACED, 'name']);

export function timeOf(segment: Segment, index: number): number {
  const offset = segment.offsets[index]!;
  return doubleOf(segment.words[offset + 2]!, segment.words[offset + 3]!);
}

/** Which site numbers (system kinds included) a filter lets through, as far as the text decides it. */
class WantedSites {
  readonly #wanted: Uint8Array;

  constructor(context: QueryContext, thread: ThreadId, filter: EventFilter) {
    const sites = context.reader.sites(thread);
    this.#wanted = new Uint8Array(sites.kind.length);
    const kinds = filter.kinds === undefined ? undefined : new Set(filter.kinds);
    const byText = filter.file !== undefined || filter.line !== undefined || filter.functionName !== undefined;
    if (!byText) {
      for (const [system, kind] of Object.entries(SYSTEM_KINDS)) {
        if (kinds === undefined || kinds.has(kind) || (kind === 'born' && kinds.has('resync')))
          this.#wanted[Number(system)] = 1;
      }
    }
    for (const file of sites.files) {
      if (filter.file !== undefined && !context.sources.matches(file.path, filter.file)) continue;
      const { kind, line, fn, flags } = file.table.sites;
      for (let i = 0; i < kind.length; i++) {
        if (filter.line !== undefined && line[i] !== filter.line) continue;
        if (filter.functionName !== undefined && file.table.functions[fn[i]!]?.name !== filter.functionName) continue;
        const name = kind[i] === SITE.suspend && flags[i]! & SITE_FLAG.YIELD ? 'yield' : SITE_KINDS[kind[i]!]!;
        if (kinds === undefined || kinds.has(name)) this.#wanted[file.base + i] = 1;
      }
    }
  }

  has(site: number): boolean {
    return this.#wanted[site] === 1;
  }
}
