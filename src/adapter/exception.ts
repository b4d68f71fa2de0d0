/** The exception that a position is at, from the recorded throw. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { seq } from '../base/units.js';
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

export function thrownDetails(
  recording: Recording,
  event: EventView,
): Omit<DebugProtocol.ExceptionInfoResponse['body'], 'breakMode'> {
  const description = thrownText(recording, event);
  const view = event.value?.kind === 'object' ? recording.object(event, event.value.id) : undefined;
  const message = textOf(view?.slots.errorMessage);
  const stackTrace = textOf(view?.slots.errorStack) ?? ownText(recording, event, 'stack');
  const typeName = view?.className;
  return {
    exceptionId: typeName ?? description,
    description,
    details: {
      ...(message !== undefined && { message }),
      ...(typeName !== undefined && { typeName }),
      ...(stackTrace !== undefined && { stackTrace }),
    },
  };
}

function ownText(recording: Recording, event: EventView, name: string): string | undefined {
  if (event.value?.kind !== 'object') return undefined;
  return textOf(recording.properties(event, event.value.id, 'named').find((property) => property.name === name)?.value);
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
