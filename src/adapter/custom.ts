/** The requests that the protocol lacks, `elixirscope/<verb>`. Payload types: src/wire/panel. */
import { countText } from '../base/numbers.js';
import * as v from 'valibot';
import { UserError } from '../base/result.js';
import { seq, threadId } from '../base/units.js';
import type { EventFilter, Position, Recording, SourcePlace, ThreadPart } from '../query/api.js';
import type {
  AroundArguments,
  CameFromBody,
  ComparedArguments,
  CompareRunsArguments,
  CoverageArguments,
  FocusArguments,
  CoverageBody,
  EventsArguments,
  EventsBody,
  GotoArguments,
  HistoryArguments,
  HistoryBody,
  InlineValuesArguments,
  OriginsBody,
  PanelPlace,
  PlayheadPosition,
  RunBackArguments,
  ScheduledArguments,
  ScheduledBody,
  ShownPlace,
  StateArguments,
  StateBody,
  StatusBody,
  WhoWroteArguments,
  WhoWroteBody,
  WhyNotArguments,
  WhyNotBody,
} from '../wire/panel.js';
import type { CallsArguments, CallTreeArguments, DurationsArguments, DurationsBody } from '../wire/calls.js';
import type { OutputArguments } from '../wire/output.js';
import type { SearchArguments } from '../wire/search.js';
import type { TimelineArguments, TimelineBody } from '../wire/timeline.js';
import type { SessionCore } from './core.js';
import type { Obstacle } from './analyses.js';
import { type Named, refOf, writeText } from './dataBreakpoints.js';
import { eventBody } from './eventBody.js';
import { EVENT_KINDS } from './eventKinds.js';
import type { FrameHandle } from './handles.js';
import { preview } from './preview.js';
import type { DashboardArguments } from '../wire/dashboard.js';
import type { QueryArguments, QueryExportArguments, QueryTermsArguments } from '../wire/query.js';
import type { StateDiffArguments, WritesArguments } from '../wire/stateDiff.js';
import { numbers, placeOf, positionOf } from './positions.js';
import { samplePage, sampleText } from './samples.js';
import { playheadPosition } from './when.js';
import { stateText } from './stateText.js';
import type { WriteFound } from './whoWrote.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const moment = v.object({ thread: count, seq: count });

/** A schema and the payload type of src/wire/panel must say the same. */
type Checks<Payload> = v.GenericSchema<unknown, Payload>;

/** of the text as recorded, not of the file */
const isRecorded = v.exactOptional(v.boolean());
export const GotoSchema = v.object({
  position: v.union([v.string(), v.object({ thread: count, seq: count })]),
  snap: v.exactOptional(v.picklist(['before', 'after', 'event'])),
}) satisfies Checks<GotoArguments>;
export const RunBackSchema = v.object({
  path: v.string(),
  line: count,
  column: v.exactOptional(count),
  isRecorded,
}) satisfies Checks<RunBackArguments>;
export const WhoWroteSchema = v.object({
  name: v.string(),
  variablesReference: v.exactOptional(count),
  frameId: v.exactOptional(count),
}) satisfies Checks<WhoWroteArguments>;
export const WhyNotSchema = v.object({ path: v.string(), line: count, isRecorded }) satisfies Checks<WhyNotArguments>;
export const ScheduledSchema = v.object({ frameId: v.exactOptional(count) }) satisfies Checks<ScheduledArguments>;
export const HistorySchema = v.object({
  expression: v.string(),
  frameId: v.exactOptional(count),
  each: v.exactOptional(v.object({ path: v.string(), line: count, from: v.exactOptional(moment), isRecorded })),
  limit: v.exactOptional(limit),
}) satisfies Checks<HistoryArguments>;
export const EventsSchema = v.object({
  file: v.exactOptional(v.string()),
  line: v.exactOptional(count),
  functionName: v.exactOptional(v.string()),
  kinds: v.exactOptional(v.array(v.picklist(EVENT_KINDS))),
  thread: v.exactOptional(count),
  since: v.exactOptional(count),
  until: v.exactOptional(count),
  limit: v.exactOptional(limit),
}) satisfies Checks<EventsArguments>;

export const TimelineSchema = v.object({
  thread: v.exactOptional(count),
  axis: v.picklist(['events', 'time']),
  from: v.exactOptional(v.pipe(v.number(), v.finite())),
  to: v.exactOptional(v.pipe(v.number(), v.finite())),
  width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  rows: v.exactOptional(count),
}) satisfies Checks<TimelineArguments>;

const part = v.exactOptional(v.object({ thread: count, from: count, to: count }));
export const CoverageSchema = v.object({
  path: v.string(),
  isRecorded,
  part,
}) satisfies Checks<CoverageArguments>;
export const FocusSchema = v.object({ part }) satisfies Checks<FocusArguments>;
export const DurationsSchema = v.object({
  path: v.string(),
  line: count,
  column: v.exactOptional(count),
  part,
}) satisfies Checks<DurationsArguments>;
export const CallsSchema = v.object({
  path: v.string(),
  line: count,
  limit: v.exactOptional(limit),
}) satisfies Checks<CallsArguments>;
const range = { thread: v.exactOptional(count), until: v.exactOptional(count), limit: v.exactOptional(limit) };
export const CallTreeSchema = v.object({
  ...range,
  depth: v.exactOptional(count),
  from: v.exactOptional(count),
  name: v.exactOptional(v.string()),
}) satisfies Checks<CallTreeArguments>;
export const OutputSchema = v.object({
  ...range,
  since: v.exactOptional(count),
}) satisfies Checks<OutputArguments>;
export const SearchSchema = v.object({
  ...range,
  text: v.pipe(v.string(), v.maxLength(1000)),
  since: v.exactOptional(count),
}) satisfies Checks<SearchArguments>;
export const QuerySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(10_000)),
  from: v.exactOptional(moment),
  part: v.exactOptional(v.object({ thread: count, from: count, to: count })),
  limit: v.exactOptional(limit),
}) satisfies Checks<QueryArguments>;
export const QueryTermsSchema = v.object({ text: v.string() }) satisfies Checks<QueryTermsArguments>;
export const QueryExportSchema = v.object({
  ...QuerySchema.entries,
  format: v.picklist(['json', 'csv']),
}) satisfies Checks<QueryExportArguments>;
export const DashboardSchema = v.object({
  parts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
}) satisfies Checks<DashboardArguments>;
export const AroundSchema = v.object({
  expression: v.string(),
  frameId: v.exactOptional(count),
  limit: v.exactOptional(v.pipe(limit, v.maxValue(1000))),
}) satisfies Checks<AroundArguments>;
export const ComparedSchema = v.object({
  frameId: v.exactOptional(count),
  what: v.picklist(['call', 'iteration']),
}) satisfies Checks<ComparedArguments>;
export const CompareRunsSchema = v.object({
  path: v.string(),
  after: v.exactOptional(v.tuple([count, count])),
}) satisfies Checks<CompareRunsArguments>;
export const StateDiffSchema = v.object({ first: moment, second: moment }) satisfies Checks<StateDiffArguments>;
export const WritesSchema = v.object({
  thread: count,
  seq: count,
  origins: v.pipe(v.array(v.string()), v.maxLength(1000)),
}) satisfies Checks<WritesArguments>;
export const StateSchema = v.object({ thread: count, seq: count }) satisfies Checks<StateArguments>;
export const InlineValuesSchema = v.object({ frameId: count }) satisfies Checks<InlineValuesArguments>;

const DEFAULT_LIMIT = 1000;

type Each = NonNullable<v.InferOutput<typeof HistorySchema>['each']>;

export class CustomRequests {
  constructor(private readonly core: SessionCore) {}

  /** The position that is meant; the playhead must be free to go there. `start` and `end` are those of its own thread. */
  resolve({ position, snap }: v.InferOutput<typeof GotoSchema>): Position {
    const { thread } = this.core.position();
    if (position === 'start' || position === 'end') return this.core.edge(thread, position);
    if (typeof position === 'string') return this.core.recording().resolve(position);
    const { threads } = this.core.recording().info();
    if (!threads.some(({ id }) => id === position.thread))
      throw new UserError('no-thread', `Thread ${position.thread} is not in the recording.`);
    const at = positionOf(position);
    return snap === 'after' ? this.core.recording().snap(at, 'forward') : at;
  }

  position(): PlayheadPosition {
    return playheadPosition(this.core.recording(), this.core.position(), this.core.isLive());
  }

  history({ expression, frameId, each, limit = DEFAULT_LIMIT }: v.InferOutput<typeof HistorySchema>): HistoryBody {
    if (each !== undefined) return this.samples(each, expression, limit);
    const recording = this.core.recording();
    const at = frameId === undefined ? this.core.position() : this.core.handles.frame(frameId).at;
    const entries: HistoryBody['entries'][number][] = [];
    for (const { position, value, place } of recording.history(at, expression)) {
      if (entries.length === limit) return { entries, more: true, next: null };
      const shown = preview(value, { recording, at: position });
      entries.push({ ...numbers(recording, position), value: shown, place: placeOf(place) });
    }
    return { entries, more: false, next: null };
  }

  private samples(each: Each, expression: string, limit: number): HistoryBody {
    const recording = this.core.recording();
    const asked = { ...this.placeThatRan(recording, each), expression, from: each.from && positionOf(each.from) };
    const { samples, next } = samplePage(recording, asked, limit);
    const entries = samples.map((sample) => ({
      ...numbers(recording, sample.position),
      value: sampleText(recording, sample),
      place: placeOf(sample.place),
    }));
    return { entries, more: next !== undefined, next: next ?? null };
  }

  /** What `elixirscope/whoWrote` answers. */
  written({ ref, at, place }: WriteFound): WhoWroteBody {
    return { ...at, text: writeText(this.core.recording(), at, ref), place: placeOf(place) };
  }

  async origins(named: Named): Promise<OriginsBody> {
    const recording = this.core.recording();
    const ref = refOf(recording, named);
    if (ref === undefined) throw new UserError('not-written', `\`${named.name}\` is not a variable or property.`);
    const links = await this.core.services.analyses.origins(recording, named.container?.at ?? named.at, ref);
    return {
      links: links.map(({ kind, position, place, value, text }) => ({
        ...numbers(recording, position),
        kind,
        text,
        value: preview(value, { recording, at: position }),
        place: placeOf(place),
      })),
    };
  }

  private placeThatRan(recording: Recording, asked: WhyNotArguments): Pick<PanelPlace, 'path' | 'line'> {
    const path = this.core.recordedPath(asked.path) ?? asked.path;
    return { path, line: this.core.sources.lineThatRan(recording, { ...asked, path }) };
  }

  async whyNot(asked: v.InferOutput<typeof WhyNotSchema>): Promise<WhyNotBody> {
    const recording = this.core.recording();
    const { path, line } = this.placeThatRan(recording, asked);
    const found = await this.core.services.analyses.whyNot(recording, this.core.position(), path, line);
    const values = found.values.map(({ name, value }) => ({
      name,
      value: preview(value, { recording, at: found.at ?? this.core.position() }),
    }));
    const { kind, text, times, at } = found;
    return { kind, text, line: found.line, times, values, at: at ?? null, message: obstacleText(found, line, values) };
  }

  /** Where the callback that a frame belongs to comes from. */
  async scheduled({ at, index }: FrameHandle): Promise<{ readonly found: Position; readonly body: ScheduledBody }> {
    const { analyses } = this.core.services;
    const { kind, at: found, place, text } = await analyses.scheduled(this.core.recording(), at, index);
    const { path, line, column } = place;
    return { found, body: { kind, text, thread: found.thread, seq: found.seq, place: { path, line, column } } };
  }

  events({ limit = DEFAULT_LIMIT, ...filter }: v.InferOutput<typeof EventsSchema>): EventsBody {
    const recording = this.core.recording();
    const events: EventsBody['events'][number][] = [];
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as EventFilter;
    for (const event of recording.events(given)) {
      if (events.length === limit) return { events, more: true };
      events.push(eventBody(recording, event));
    }
    return { events, more: false };
  }

  coverage({ path, isRecorded = false, part }: v.InferOutput<typeof CoverageSchema>): CoverageBody {
    const recording = this.core.recording();
    if (this.core.state.kind === 'live-running') recording.refresh();
    const recorded = this.core.recordedPath(path) ?? path;
    const isServed = this.core.sources.sourceOf(recording, recorded).sourceReference !== undefined;
    if (isServed !== isRecorded) return { lines: [], functions: [] };
    const { lines = [], functions = [] } = recording.coverage(recorded, partOf(part)) ?? {};
    return {
      lines,
      functions: functions.map(({ name, place, calls, threw }) => ({
        name,
        line: place.line,
        column: place.column,
        calls,
        threw,
      })),
    };
  }

  /** As far as it is recorded. */
  focus(wanted: FocusArguments['part']): void {
    const part = partOf(wanted);
    if (part === undefined) {
      this.core.focus = undefined;
      return;
    }
    const thread = this.core.shownThread(part.thread);
    const until = Math.min(part.until, this.core.edge(thread, 'end').seq);
    this.core.focus = { thread, since: seq(Math.min(part.since, until)), until: seq(until) };
  }

  durations({ path, line, column, part }: v.InferOutput<typeof DurationsSchema>): DurationsBody {
    const place = { path: this.core.recordedPath(path) ?? path, line, column };
    return this.core.recording().durations(place, partOf(part)) ?? { calls: 0, leastMicros: 0, mostMicros: 0 };
  }

  /** What ran before the statement at the playhead. */
  cameFrom(): CameFromBody {
    const recording = this.core.recording();
    const at = recording.snap(this.core.position());
    const here = recording.statementAt(at);
    const before = recording.step(at, 'into', 'backward');
    const place = before && recording.statementAt(before);
    return {
      here: here === undefined ? null : this.shownPlace(here),
      before: before === undefined || place === undefined ? null : { ...before, place: this.shownPlace(place) },
    };
  }

  private shownPlace(place: SourcePlace): ShownPlace {
    return { ...placeOf(place), sourceReference: this.core.placeOf(place).source.sourceReference ?? null };
  }

  state({ thread, seq: at }: v.InferOutput<typeof StateSchema>): StateBody {
    const recording = this.core.recording();
    return { text: stateText(recording, recording.resolve(`${thread}:${at}`)) };
  }

  /** Of a running program: what is recorded so far. */
  timeline({ thread, ...asked }: v.InferOutput<typeof TimelineSchema>): TimelineBody {
    const shown = this.core.shownThread(thread);
    const stops = this.core.breakpoints.all().flatMap(({ bound }) => bound);
    return this.core.recording().timeline({ ...asked, thread: shown }, stops);
  }

  /** Of a running program: what is recorded so far, even if nobody has looked into it yet. */
  status(): StatusBody {
    const state = this.core.state.kind;
    const isRunning = state === 'live-running';
    const recording = isRunning ? this.core.recordingIfAny() : this.core.openedRecording();
    if (isRunning) recording?.refresh();
    if (recording === undefined) return { state, ...NOTHING_RECORDED };
    const { path, events, eventsLost, eventsLeftOut, bytes, incomplete, damagedParts, threads, files } =
      recording.info();
    return {
      state,
      recording: path,
      events,
      eventsLost,
      eventsLeftOut,
      bytes,
      incomplete: incomplete ?? null,
      damagedParts,
      threads: threads.map((thread) => ({ id: thread.id, name: thread.name, events: thread.events })),
      files: files.map((file) => ({ path: file.path, instrumented: file.instrumented, reason: file.reason ?? null })),
    };
  }
}

const NOTHING_RECORDED = {
  recording: null,
  events: 0,
  eventsLost: {},
  eventsLeftOut: {},
  bytes: 0,
  incomplete: null,
  damagedParts: 0,
  threads: [],
  files: [],
} satisfies Omit<StatusBody, 'state'>;

function obstacleText({ kind, text, line, times }: Obstacle, wanted: number, values: WhyNotBody['values']): string {
  const seen = values.length === 0 ? '' : `: ${values.map(({ name, value }) => `${name} = ${value}`).join(', ')}`;
  switch (kind) {
    case 'ran':
      return `Line ${wanted} did run: ${times === 1 ? 'once' : `${countText(times)} times`}.`;
    case 'condition':
      return `\`${text}\` on line ${line} led elsewhere${seen}.`;
    case 'loop':
      return `\`${text}\` on line ${line} gave nothing to go through${seen}.`;
    case 'left':
      return `The program never got past \`${text}\` on line ${line}.`;
    case 'catch':
      return `Nothing was thrown in the \`try\` block on line ${line}.`;
    case 'uncalled':
      return `\`${text}\` (line ${line}) was never called.`;
  }
}

const partOf = (part: CoverageArguments['part']): ThreadPart | undefined =>
  part && { thread: threadId(part.thread), since: seq(part.from), until: seq(part.to) };
