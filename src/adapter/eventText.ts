/** What an event that stops was, in the words of a stop's description. */
import { inspect } from 'node:util';
import { seq } from '../base/units.js';
import type { EventView, Position, Recording } from '../query/api.js';
import { preview } from './preview.js';

const MAX_TEXT = 60;
/** Events between the beginning of a turn and its first statement: the function's entry, and what it is called with. */
const TURN_EVENTS = 500;

export function eventText(recording: Recording, at: Position): string {
  const [event] = recording.events({ thread: at.thread, since: at.seq, until: at.seq });
  switch (event?.kind) {
    case 'output': {
      const text = (event.text ?? '').trimEnd();
      return `Wrote ${inspect(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text)}`;
    }
    case 'step':
      return turnText(recording, at);
    case 'request':
      return 'Made a network request';
    case 'born':
    case 'resync':
      return rejectionText(recording, at, event);
    default: {
      const value = event?.value === undefined ? 'unknown' : preview(event.value, { recording, at });
      return `${event?.name ?? 'A value'} became ${value}`;
    }
  }
}

function turnText(recording: Recording, { thread, seq: until }: Position): string {
  const since = seq(Math.max(0, until - TURN_EVENTS));
  const turn = [...recording.events({ thread, kinds: ['turn'], since, until })].at(-1);
  return turn?.name === 'timer' ? 'A timer fired' : 'The network called';
}

function rejectionText(recording: Recording, at: Position, { object }: EventView): string {
  const reason = object === undefined ? undefined : recording.object(at, object).slots.promiseResult;
  return `A promise is rejected: ${reason === undefined ? 'unknown' : preview(reason, { recording, at })}`;
}
