import type { EventView, Recording } from '../query/api.js';
import type { EventsBody } from '../wire/panel.js';
import { placeOf } from './positions.js';
import { preview } from './preview.js';

/** An event as lists and tables show it. */
export function eventBody(recording: Recording, event: EventView): EventsBody['events'][number] {
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
