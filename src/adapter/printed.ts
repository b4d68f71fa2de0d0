/** What the program printed, a page at a time. */
import type * as v from 'valibot';
import { seq } from '../base/units.js';
import type { OutputBody } from '../wire/output.js';
import type { SessionCore } from './core.js';
import type { OutputSchema } from './custom.js';
import { numbers, placeOf } from './positions.js';

const DEFAULT_LIMIT = 500;
/** More of one write is not for a list. */
const LONGEST = 2000;

export function printed(core: SessionCore, asked: v.InferOutput<typeof OutputSchema>): OutputBody {
  const { thread, since = 0, until = Number.POSITIVE_INFINITY, limit = DEFAULT_LIMIT } = asked;
  const recording = core.recording();
  const entries: OutputBody['entries'][number][] = [];
  for (const { position, stream, text, place } of recording.output(core.shownThread(thread), seq(since))) {
    if (position.seq > until) break;
    if (entries.length === limit) return { entries, next: position.seq };
    entries.push({ ...numbers(recording, position), stream, text: text.slice(0, LONGEST), place: placeOf(place) });
  }
  return { entries, next: null };
}
