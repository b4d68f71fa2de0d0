/** The requests that the protocol lacks, `elixirscope/<verb>`. Payload types: src/wire/panel. */
import * as v from 'valibot';
import { seq, threadId } from '../base/units.js';
import type { EventFilter, EventKind, EventView, Position, Recording, SourcePlace } from '../query/api.js';
import type {
  EventsArguments,
  EventsBody,
  GotoArguments,
  HistoryArguments,
  HistoryBody,
  PanelPlace,
  PlayheadPosition,
  ReverseStepArguments,
  StatusBody,
} from '../wire/panel.js';
import type { SessionCore } from './core.js';
import { preview } from './preview.js';
import { playheadPosition } from './when.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

const KINDS = [
  'enter',
  'return',
  'throw',
  'leave',
  'step',
  'write',
  'put',
  'delete',
  'await',
  'yield',
  'resume',
  'catch',
  'finally',
  'scope',
  'iterate',
  'born',
  'resync',
  'mutate',
  'output',
  'turn',
  'failure',
  'gap',
  'exit',
  'module',
] as const satisfies readonly EventKind[];

export const ReverseStepSchema = v.object({ threadId: v.optional(count) });
export const GotoSchema = v.object({ position: v.union([v.string(), v.object({ thread: count, seq: count })]) });
export const HistorySchema = v.object({ expression: v.string(), frameId: v.optional(count), limit: v.optional(limit) });
export const EventsSchema = v.object({
  file: v.optional(v.string()),
  line: v.optional(count),
  functionName: v.optional(v.string()),
  kinds: v.optional(v.array(v.picklist(KINDS))),
  thread: v.optional(count),
  since: v.optional(count),
  until: v.optional(count),
  limit: v.optional(limit),
});

/** The schemas above and the payload types say the same. */
type Agrees<Parsed extends Payload, Payload> = Parsed;
export type CheckedPayloads = [
  Agrees<Defined<v.InferOutput<typeof ReverseStepSchema>>, ReverseStepArguments>,
  Agrees<v.InferOutput<typeof GotoSchema>, GotoArguments>,
  Agrees<Defined<v.InferOutput<typeof HistorySchema>>, HistoryArguments>,
  Agrees<Defined<v.InferOutput<typeof EventsSchema>>, EventsArguments>,
];
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

const DEFAULT_LIMIT = 1000;

export class CustomRequests {
  constructor(private readonly core: SessionCore) {}

  /** The position that is meant; the playhead must be free to go there. */
  resolve({ position }: v.InferOutput<typeof GotoSchema>): Position {
    this.core.position();
    if (typeof position === 'string') return this.core.recording().resolve(position);
    return { thread: threadId(position.thread), seq: seq(position.seq) };
  }

  position(): PlayheadPosition {
    return playheadPosition(this.core.recording(), this.core.position(), this.core.isLive());
  }

  history({ expression, frameId, limit = DEFAULT_LIMIT }: v.InferOutput<typeof HistorySchema>): HistoryBody {
    const recording = this.core.recording();
    const at = frameId === undefined ? this.core.position() : this.core.handles.frame(frameId).at;
    const entries: HistoryBody['entries'][number][] = [];
    for (const entry of recording.history(at, expression)) {
      if (entries.length === limit) return { entries, more: true };
      entries.push({
        ...numbers(recording, entry.position),
        value: preview(entry.value, { recording, at: entry.position }),
        place: placeOf(entry.place),
      });
    }
    return { entries, more: false };
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

  status(): StatusBody {
    const state = this.core.state.kind;
    const recording = this.core.openedRecording();
    if (recording === undefined)
      return { state, recording: null, events: 0, eventsLost: {}, bytes: 0, complete: false, threads: [], files: [] };
    const { path, events, eventsLost, bytes, complete, threads, files } = recording.info();
    return {
      state,
      recording: path,
      events,
      eventsLost,
      bytes,
      complete,
      threads: threads.map((thread) => ({ id: thread.id, name: thread.name, events: thread.events })),
      files: files.map((file) => ({ path: file.path, instrumented: file.instrumented, reason: file.reason ?? null })),
    };
  }
}

function eventBody(recording: Recording, event: EventView): EventsBody['events'][number] {
  return {
    thread: event.thread,
    seq: event.seq,
    timeMicros: event.timeMicros,
    kind: event.kind,
    function: event.functionName ?? null,
    name: event.name ?? null,
    value: event.value === undefined ? null : preview(event.value, { recording, at: event }),
    text: event.text ?? null,
    place: placeOf(event.place),
  };
}

function numbers(
  recording: Recording,
  at: Position,
): { readonly thread: number; readonly seq: number; readonly timeMicros: number } {
  return { thread: at.thread, seq: at.seq, timeMicros: recording.timeAt(at) };
}

function placeOf(place: SourcePlace | undefined): PanelPlace | null {
  return place === undefined ? null : { path: place.path, line: place.line, column: place.column };
}
