/**
 * Where two runs of a program part: their events side by side, from the beginning to the first that differ.
 *
 * Compared are statements, calls, what is written, returned and thrown, output, and how the runs end. Places are those in the workspace, so that
 * the runs may be of different folders. Objects are equal to each other: they are told apart by what is written into them. What differs
 * from run to run anyway (a time of day, a random number) is a difference like any other.
 */
import type { ThreadId } from '../base/units.js';
import type { EventKind, EventView, Position, Recording, SourcePlace, Value } from '../query/api.js';

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

export interface Side {
  /** of the last statement at or before the difference */
  readonly at: Position;
  /** undefined: this run had ended */
  readonly event: EventView | undefined;
}

export interface Divergence {
  /** path: they went on in different places. value: the same place gave something else. output: they printed something else. end: one went on */
  readonly kind: 'path' | 'value' | 'output' | 'end';
  readonly sides: readonly [Side, Side];
}

export interface RunDiff {
  /** events that are the same */
  readonly same: number;
  /** undefined: the runs are the same */
  readonly divergence: Divergence | undefined;
}

/** Main threads are compared. */
export async function runDiff(first: Recording, second: Recording): Promise<RunDiff> {
  const recordings = [first, second] as const;
  const threads = recordings.map((recording) => recording.info().threads[0]?.id);
  const events = recordings.map((recording, i) => compared(recording, threads[i]));
  let last: [EventView | undefined, EventView | undefined] = [undefined, undefined];
  for (let same = 0; ; same++) {
    if (same % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
    const next: [EventView | undefined, EventView | undefined] = [events[0]!.next().value, events[1]!.next().value];
    const kind = difference(...next);
    if (kind === 'none') return { same, divergence: undefined };
    if (kind !== undefined) {
      const sideOf = (i: 0 | 1): Side => ({ at: standing(recordings[i], next[i] ?? last[i]), event: next[i] });
      return { same, divergence: { kind, sides: [sideOf(0), sideOf(1)] } };
    }
    last = next;
  }
}

function* compared(recording: Recording, thread: ThreadId | undefined): Generator<EventView, undefined> {
  if (thread !== undefined) yield* recording.events({ thread, kinds: COMPARED });
  return undefined;
}

/** `none`: both have ended. */
function difference(a: EventView | undefined, b: EventView | undefined): Divergence['kind'] | 'none' | undefined {
  if (a === undefined && b === undefined) return 'none';
  if (a === undefined || b === undefined) return 'end';
  if (a.kind !== b.kind || !samePlace(a.place, b.place) || a.name !== b.name) return 'path';
  if (a.text !== b.text) return 'output';
  return sameValue(a.value, b.value) ? undefined : 'value';
}

const samePlace = (a: SourcePlace | undefined, b: SourcePlace | undefined): boolean =>
  a?.file === b?.file && a?.line === b?.line && a?.column === b?.column;

function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined || a.kind !== b.kind) return a === b;
  switch (a.kind) {
    case 'boolean':
    case 'string':
      return a.value === (b as typeof a).value;
    case 'number':
      return Object.is(a.value, (b as typeof a).value);
    case 'bigint':
      return a.digits === (b as typeof a).digits;
    default:
      return true;
  }
}

/** Where a debugger stands at an event. */
function standing(recording: Recording, event: EventView | undefined): Position {
  if (event === undefined) return recording.resolve('start');
  const { thread, seq } = event;
  return event.kind === 'step' || event.kind === 'enter' ? recording.snap({ thread, seq }) : { thread, seq };
}
