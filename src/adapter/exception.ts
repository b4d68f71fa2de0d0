/** The exception that a position is at, from the recorded throw. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { seq } from '../base/units.js';
import type { EventView, Position, Recording, Value } from '../query/api.js';
import { preview } from './preview.js';

/** A throw lies at most this many events before the stop that reports it (capturing the thrown value comes between). */
const LOOKED_BACK = 200;

/** The latest throw or failure at or shortly before a position. */
export function lastThrow(recording: Recording, at: Position): EventView | undefined {
  let found: EventView | undefined;
  const since = seq(Math.max(0, at.seq - LOOKED_BACK));
  for (const event of recording.events({
    thread: at.thread,
    kinds: ['throw', 'catch', 'failure'],
    since,
    until: at.seq,
  })) {
    if (event.kind !== 'catch' || found === undefined) found = event;
  }
  return found;
}

/** `TypeError: x is not a function` */
export function thrownText(recording: Recording, { thread, seq: when, value }: EventView): string {
  return value === undefined ? 'exception' : preview(value, { recording, at: { thread, seq: when } });
}

export function thrownDetails(recording: Recording, event: EventView): DebugProtocol.ExceptionInfoResponse['body'] {
  const description = thrownText(recording, event);
  const view = event.value?.kind === 'object' ? recording.object(event, event.value.id) : undefined;
  const message = textOf(view?.slots.errorMessage);
  const stackTrace = textOf(view?.slots.errorStack);
  const typeName = view?.className;
  return {
    exceptionId: typeName ?? description,
    description,
    breakMode: event.kind === 'failure' ? 'unhandled' : 'always',
    details: {
      ...(message !== undefined && { message }),
      ...(typeName !== undefined && { typeName }),
      ...(stackTrace !== undefined && { stackTrace }),
    },
  };
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
