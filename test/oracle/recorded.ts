/** The recording's side of the oracle: a recording opened in this process, asked through the façade that every client uses. */
import { type HeapId, type Seq, seq as toSeq, threadId } from '../../src/base/units.js';
import {
  type Frame,
  type Json,
  type JsonLimits,
  openRecording,
  type Position,
  type Recording,
  type Scope,
  type SourcePlace,
  type Value,
  valueJson,
} from '../../src/query/api.js';

export interface RecordedScope {
  readonly kind: Scope['kind'];
  readonly variables: Readonly<Record<string, Json>>;
}

export interface RecordedFrame {
  readonly functionName: string;
  /** absolute path */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly isAsync: boolean;
  /** innermost first; undefined beyond the frames asked for */
  readonly scopes: readonly RecordedScope[] | undefined;
}

/** Events of one kind at a place of the text. */
export interface RecordedEvents {
  readonly place: SourcePlace;
  readonly functionName: string;
  readonly count: number;
  /** of the first of them, oldest first */
  readonly seqs: readonly Seq[];
}

export interface EventsRequest {
  readonly kind: 'step' | 'return' | 'throw';
  /** what tells places apart, undefined: not wanted; asked once per place */
  readonly keyOf: (place: SourcePlace) => string | undefined;
  /** seqs kept of a place */
  readonly most: number;
}

/** What is compared of a value. */
export const LIMITS: JsonLimits = { depth: 4, maxItems: 1000 };

export class RecordedRun {
  /** programs are compared on their main thread */
  readonly thread = threadId(1);

  private constructor(
    readonly recording: Recording,
    private readonly limits: JsonLimits,
  ) {}

  static open(path: string, limits: JsonLimits): RecordedRun {
    const opened = openRecording(path);
    if (!opened.ok) throw opened.error;
    return new RecordedRun(opened.value, limits);
  }

  close(): void {
    this.recording.close();
  }

  /** In the order in which the places came first. There may be tens of millions of events. */
  events({ kind, keyOf, most }: EventsRequest): Map<string, RecordedEvents> {
    const found = new Map<string, RecordedEvents & { count: number; readonly seqs: Seq[] }>();
    const keys = new Map<SourcePlace, string | undefined>();
    for (const { seq, place, functionName = '' } of this.recording.events({ kinds: [kind], thread: this.thread })) {
      if (place === undefined) continue;
      if (!keys.has(place)) keys.set(place, keyOf(place));
      const key = keys.get(place);
      if (key === undefined) continue;
      const events = found.get(key) ?? { place, functionName, count: 0, seqs: [] };
      if (events.count++ === 0) found.set(key, events);
      if (events.seqs.length < most) events.seqs.push(seq);
    }
    return found;
  }

  /** The value that an event carries: returned, thrown. */
  valueOf(seq: Seq): Json | undefined {
    const at = this.position(seq);
    const [view] = this.recording.events({ thread: this.thread, since: at.seq, until: at.seq });
    return view?.value && valueJson(this.recording, at, { value: view.value, limits: this.limits });
  }

  /** Innermost frame first; the variables of the first `framesRead`. */
  frames(seq: number, framesRead: number): RecordedFrame[] {
    const at = this.position(seq);
    const printed = new Map<HeapId, Json>();
    return this.recording.stack(at).frames.map((frame) => ({
      ...placeOf(frame),
      functionName: frame.functionName,
      isAsync: frame.async,
      scopes: frame.index < framesRead ? this.scopes(at, frame.index, printed) : undefined,
    }));
  }

  private position(seq: number): Position {
    return { thread: this.thread, seq: toSeq(seq) };
  }

  private scopes(at: Position, frame: number, printed: Map<HeapId, Json>): RecordedScope[] {
    return this.recording.scopes(at, frame).map(({ kind, variables }) => ({
      kind,
      variables: Object.fromEntries(variables.map(({ name, value }) => [name, this.json(at, value, printed)])),
    }));
  }

  /** Frames have the same receiver: `printed` is what the position's objects are. */
  private json(at: Position, value: Value, printed: Map<HeapId, Json>): Json {
    const known = value.kind === 'object' ? printed.get(value.id) : undefined;
    if (known !== undefined) return known;
    const json = valueJson(this.recording, at, { value, limits: this.limits });
    if (value.kind === 'object') printed.set(value.id, json);
    return json;
  }
}

function placeOf({ place }: Pick<Frame, 'place'>): Omit<RecordedFrame, 'functionName' | 'isAsync' | 'scopes'> {
  const { path, line, column, endLine, endColumn } = place;
  return { path, line, column, endLine, endColumn };
}
