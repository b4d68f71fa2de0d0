/** The exception that a position is at, from the recorded throw. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type HeapId, seq } from '../base/units.js';
import type { EventKind, EventView, Position, Recording, UncaughtKind, Value } from '../query/api.js';
import { preview } from './preview.js';

/** A throw lies at most this many events before the stop that reports it (capturing the thrown value comes between). */
const LOOKED_BACK = 200;

/** The throw or failure that a position is at: the latest one since the last statement began. */
export function lastThrow(recording: Recording, at: Position): EventView | undefined {
  let found: EventView | undefined;
  const since = seq(Math.max(0, at.seq - LOOKED_BACK));
  for (const event of recording.events({ thread: at.thread, kinds: ['step', ...THROWS], since, until: at.seq })) {
    found = event.kind === 'step' ? undefined : event;
  }
  return found;
}

const THROWS: readonly EventKind[] = ['throw', 'catch', 'failure'];

/** How a failure was reported that a position is at; undefined at a throw. */
export function uncaughtAt(recording: Recording, at: Position): UncaughtKind | undefined {
  const failure = lastThrow(recording, at);
  if (failure?.kind !== 'failure') return undefined;
  return failure.name === 'unhandledRejection' ? 'rejection' : 'exception';
}

/** Where the value was thrown that nobody caught; undefined if the failure at `at` was not thrown by recorded code. */
export function throwBehind(recording: Recording, at: Position): Position | undefined {
  const failure = lastThrow(recording, at);
  if (failure?.kind !== 'failure' || failure.value === undefined) return undefined;
  const hit = recording.run(at, { breakpoints: [], throws: 'all' }, 'backward');
  if (hit.reason !== 'exception') return undefined;
  const thrown = lastThrow(recording, hit.position);
  return isSame(thrown?.value, failure.value) ? hit.position : undefined;
}

function isSame(a: Value | undefined, b: Value): boolean {
  if (a?.kind === 'object' && b.kind === 'object') return a.id === b.id;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `TypeError: x is not a function` */
export function thrownText(recording: Recording, { thread, seq: when, value }: EventView): string {
  return value === undefined ? 'exception' : preview(value, { recording, at: { thread, seq: when } });
}

/** Causes behind a cause are followed this far. */
const MAX_CAUSES = 10;

export function thrownDetails(
  recording: Recording,
  event: EventView,
): Omit<DebugProtocol.ExceptionInfoResponse['body'], 'breakMode'> {
  const details = event.value === undefined ? undefined : detailsOf(recording, event, event.value, []);
  const description = thrownText(recording, event);
  return {
    exceptionId: details?.typeName ?? description,
    description: `${description}${rejectionText(recording, event)}`,
    details: details ?? {},
  };
}

/** Where a rejection that nobody handled was thrown. */
function rejectionText(recording: Recording, event: EventView): string {
  if (event.kind !== 'failure' || event.name !== 'unhandledRejection') return '';
  const thrown = throwBehind(recording, event);
  const place = thrown && recording.stack(thrown, { start: 0, count: 1 }).frames[0]?.place;
  return place === undefined
    ? ' (unhandled rejection)'
    : ` (unhandled rejection, thrown at ${place.file}:${place.line})`;
}

/** An error with what caused it: `cause`, and the errors of an AggregateError. */
function detailsOf(
  recording: Recording,
  at: Position,
  value: Value,
  outer: readonly number[],
): DebugProtocol.ExceptionDetails {
  if (value.kind !== 'object') return { message: preview(value, { recording, at }) };
  const view = recording.object(at, value.id);
  const own = (name: string): Value | undefined => ownValue(recording, at, value.id, name);
  const message = textOf(view.slots.errorMessage) ?? (outer.length > 0 ? preview(value, { recording, at }) : undefined);
  const stackTrace = textOf(view.slots.errorStack) ?? textOf(own('stack'));
  const within = [...outer, value.id];
  const causes = [own('cause'), ...elementsOf(recording, at, own('errors'))]
    .filter((cause) => cause !== undefined)
    .filter((cause) => cause.kind !== 'undefined' && !(cause.kind === 'object' && within.includes(cause.id)));
  return {
    ...(message !== undefined && { message }),
    ...(view.className !== undefined && { typeName: view.className, fullTypeName: view.classChain.join(' → ') }),
    ...(stackTrace !== undefined && { stackTrace }),
    ...(causes.length > 0 &&
      within.length <= MAX_CAUSES && {
        innerException: causes.map((cause) => detailsOf(recording, at, cause, within)),
      }),
  };
}

function ownValue(recording: Recording, at: Position, id: HeapId, name: string): Value | undefined {
  return recording.properties(at, id, 'named').find((property) => property.name === name)?.value;
}

function elementsOf(recording: Recording, at: Position, list: Value | undefined): readonly Value[] {
  if (list?.kind !== 'object' || recording.object(at, list.id).kind !== 'array') return [];
  return recording.properties(at, list.id, 'indexed', { start: 0, count: MAX_CAUSES }).map(({ value }) => value);
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
