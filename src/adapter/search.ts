/** Text in a recording, a page at a time; pages are short, so that whoever asks can show how far it is, and give up. */
import type * as v from 'valibot';
import { seq } from '../base/units.js';
import type { Recording, SearchHit } from '../query/api.js';
import type { FoundMoment, SearchBody } from '../wire/search.js';
import type { SessionCore } from './core.js';
import type { SearchSchema } from './custom.js';
import { placeOf } from './positions.js';
import { preview } from './preview.js';

const DEFAULT_LIMIT = 500;
const PATIENCE_MILLIS = 100;
const LONGEST = 200;

export function search(core: SessionCore, asked: v.InferOutput<typeof SearchSchema>): SearchBody {
  const { text, thread, since = 0, until, limit = DEFAULT_LIMIT } = asked;
  const recording = core.recording();
  const range = {
    thread: core.shownThread(thread),
    from: seq(since),
    until: until === undefined ? undefined : seq(until),
    patienceMillis: PATIENCE_MILLIS,
  };
  const { hits, next } = recording.search(text, range, limit);
  return { hits: hits.map((hit) => found(recording, hit)), next: next ?? null };
}

function found(recording: Recording, hit: SearchHit): FoundMoment {
  const { kind, position, timeMicros, place } = hit;
  return { kind, ...position, timeMicros, text: textOf(recording, hit).slice(0, LONGEST), place: placeOf(place) };
}

function textOf(recording: Recording, { kind, position, functionName, name, value, text }: SearchHit): string {
  const shown = value === undefined ? '' : preview(value, { recording, at: position });
  switch (kind) {
    case 'call':
      return functionName ?? '';
    case 'value':
      return name === undefined ? `${functionName} → ${shown}` : `${name} = ${shown}`;
    case 'output':
      return text?.trimEnd() ?? '';
    case 'error':
      return shown;
  }
}
