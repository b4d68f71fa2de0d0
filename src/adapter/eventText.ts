/** What an event that stops was, in the words of a stop's description. */
import { inspect } from 'node:util';
import type { Position, Recording } from '../query/api.js';
import { preview } from './preview.js';

const MAX_TEXT = 60;

export function eventText(recording: Recording, at: Position): string {
  const [event] = recording.events({ thread: at.thread, since: at.seq, until: at.seq });
  if (event?.kind === 'output') {
    const text = (event.text ?? '').trimEnd();
    return `Wrote ${inspect(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text)}`;
  }
  if (event?.kind === 'step') return 'A turn of the event loop began';
  const value = event?.value === undefined ? 'unknown' : preview(event.value, { recording, at });
  return `${event?.name ?? 'A value'} became ${value}`;
}
