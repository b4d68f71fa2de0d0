/**
 * Where two runs of a program part: their events side by side, from the beginning to the first that differ; and, from a difference that was found, the
 * next one behind where the runs come together again.
 *
 * Compared are statements, calls, what is written, returned and thrown, output, and how the runs end. Places are those in the workspace, so that
 * the runs may be of different folders. Objects are equal to each other: they are told apart by what is written into them. What differs
 * from run to run anyway (a time of day, a random number) is a difference like any other.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../base/result.js';
import type { Seq, ThreadId } from '../base/units.js';
import type { EventKind, EventView, Position, Recording, SourcePlace, Value } from '../query/api.js';
import { type Apart, type Key, rejoin } from './rejoin.js';

const COMPARED: readonly EventKind[] = [
  'step',
  'enter',
  'return',
  'leave',
  'throw',
  'write',
  'put',
  'delete',
  'output',
  'failure',
  'exit',
];
/** Events that are compared before others have their turn. */
const AT_ONCE = 20_000;

export interface RunDiffSide {
  /** of the last statement at or before the difference */
  readonly at: Position;
  /** undefined: this run had ended */
  readonly event: EventView | undefined;
}

export interface Divergence {
  /** path: they went on in different places. value: the same place gave something else. output: they printed something else. end: one went on */
  readonly kind: 'path' | 'value' | 'output' | 'end';
  readonly sides: readonly [RunDiffSide, RunDiffSide];
}

export interface RunDiff {
  /** of each run, events that belong to the difference before; undefined: the runs do not come together again, as far as was looked */
  readonly apart: Apart | undefined;
  /** events that are the same, from there or from the beginning */
  readonly same: number;
  /** undefined: the runs are the same to their ends */
  readonly divergence: Divergence | undefined;
}

export interface RunDiffOptions {
  /** events of a difference: the next one is looked for */
  readonly after?: readonly [Seq, Seq];
  /** hears now and then how much of the runs is behind; false: nobody wants the answer any more */
  readonly progressed?: (part: number) => boolean;
}

type Pair<T> = readonly [T, T];
type Events = Iterator<EventView, undefined>;
type Compared = Pair<EventView | undefined>;

/** Main threads are compared. */
export function runDiff(first: Recording, second: Recording, options: RunDiffOptions = {}): Promise<RunDiff> {
  return new Comparison([first, second], options).run();
}

class Comparison {
  readonly #recordings: Pair<Recording>;
  readonly #options: RunDiffOptions;
  readonly #threads: Pair<ReturnType<Recording['info']>['threads'][number] | undefined>;
  #looked = 0;

  constructor(recordings: Pair<Recording>, options: RunDiffOptions) {
    this.#recordings = recordings;
    this.#options = options;
    this.#threads = each((i) => recordings[i].info().threads[0]);
  }

  async run(): Promise<RunDiff> {
    const { after } = this.#options;
    const apart = after === undefined ? ([0, 0] as const) : await this.#apart(after);
    if (apart === undefined) return { apart, same: 0, divergence: undefined };
    const events = each((i) => this.#events(i));
    for (const i of [0, 1] as const) await this.#skip(events[i], apart[i]);
    let last: Compared = [undefined, undefined];
    for (let same = 0; ; same++) {
      const next = await this.#next(events);
      const kind = difference(...next);
      if (kind === 'none') return { apart, same, divergence: undefined };
      if (kind !== undefined) {
        const sides = each(
          (i): RunDiffSide => ({ at: standing(this.#recordings[i], next[i] ?? last[i]), event: next[i] }),
        );
        return { apart, same, divergence: { kind, sides } };
      }
      last = next;
    }
  }

  /** What belongs to a difference: values up to the next that is the same, or the ways up to where they meet. */
  async #apart(after: Pair<Seq>): Promise<Apart | undefined> {
    const events = each((i) => this.#events(i));
    for (let count = 0; ; count++) {
      const kind = difference(...(await this.#next(events)));
      if (kind === 'value' || kind === 'output') continue;
      if (count > 0 || kind === undefined || kind === 'none') return [count, count];
      const keys = each((i) => keysOf(this.#events(i)));
      return rejoin(keys, () => this.#turn(after));
    }
  }

  async #skip(events: Events, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      events.next();
      if (++this.#looked % AT_ONCE === 0) await nextTurn();
    }
  }

  async #next(events: Pair<Events>): Promise<Compared> {
    const next: Compared = each((i) => events[i].next().value);
    if (++this.#looked % AT_ONCE === 0) await this.#turn(each((i) => next[i]?.seq));
    return next;
  }

  async #turn(at: Pair<Seq | undefined>): Promise<void> {
    const parts = each((i) => (at[i] ?? 0) / (this.#threads[i]?.events || 1));
    if (this.#options.progressed?.(Math.max(...parts)) === false)
      throw new UserError('cancelled', 'The comparison was cancelled.');
    await nextTurn();
  }

  *#events(side: 0 | 1): Generator<EventView, undefined> {
    const thread: ThreadId | undefined = this.#threads[side]?.id;
    const since = this.#options.after?.[side];
    if (thread !== undefined)
      yield* this.#recordings[side].events({ thread, kinds: COMPARED, ...(since !== undefined && { since }) });
    return undefined;
  }
}

const each = <T>(of: (side: 0 | 1) => T): [T, T] => [of(0), of(1)];

function* keysOf(events: Generator<EventView>): Generator<Key> {
  for (const { kind, place, name, value, text } of events)
    yield {
      place: `${kind} ${place?.file}:${place?.line}:${place?.column} ${name}`,
      value: `${valueKey(value)} ${text}`,
    };
}

/** What is compared of a value. */
function valueKey(value: Value | undefined): string {
  if (value === undefined) return '';
  switch (value.kind) {
    case 'boolean':
    case 'string':
      return `${value.kind} ${value.value}`;
    case 'number':
      return Object.is(value.value, -0) ? 'number -0' : `number ${value.value}`;
    case 'bigint':
      return `bigint ${value.digits}`;
    default:
      return value.kind;
  }
}

/** `none`: both have ended. */
function difference(a: EventView | undefined, b: EventView | undefined): Divergence['kind'] | 'none' | undefined {
  if (a === undefined && b === undefined) return 'none';
  if (a === undefined || b === undefined) return 'end';
  if (a.kind !== b.kind || !samePlace(a.place, b.place) || a.name !== b.name) return 'path';
  if (a.text !== b.text) return 'output';
  return valueKey(a.value) === valueKey(b.value) ? undefined : 'value';
}

const samePlace = (a: SourcePlace | undefined, b: SourcePlace | undefined): boolean =>
  a?.file === b?.file && a?.line === b?.line && a?.column === b?.column;

/** Where a debugger stands at an event. */
function standing(recording: Recording, event: EventView | undefined): Position {
  if (event === undefined) return recording.resolve('start');
  const { thread, seq } = event;
  return event.kind === 'step' || event.kind === 'enter' ? recording.snap({ thread, seq }) : { thread, seq };
}
