/** Queries over the events of a recording, a page at a time; pages are short, so that whoever asks can show how far it is, and give up. */
import type * as v from 'valibot';
import { seq, threadId } from '../base/units.js';
import { conditionsOf, type EventView, type QueryPage } from '../query/api.js';
import type { QueryBody, QueryChoicesBody, QueryExportBody, QueryTermsBody } from '../wire/query.js';
import type { SessionCore } from './core.js';
import type { QueryExportSchema, QuerySchema } from './custom.js';
import { EVENT_KINDS } from './eventKinds.js';
import { eventCsv, eventJson } from './eventRows.js';
import { eventBody } from './eventBody.js';
import { positionOf } from './positions.js';

const DEFAULT_LIMIT = 200;
const PATIENCE_MILLIS = 100;

type Asked = v.InferOutput<typeof QuerySchema>;

function page(core: SessionCore, { text, from, part, limit = DEFAULT_LIMIT }: Asked): QueryPage {
  const range = {
    from: from && positionOf(from),
    part: part && { thread: threadId(part.thread), since: seq(part.from), until: seq(part.to) },
    patienceMillis: PATIENCE_MILLIS,
  };
  return core.recording().query(text, range, limit);
}

export function query(core: SessionCore, asked: Asked): QueryBody {
  const { events, next } = page(core, asked);
  return { events: events.map((event) => eventBody(core.recording(), event)), next: next ?? null };
}

export function queryTerms(text: string): QueryTermsBody {
  const found = conditionsOf(text);
  return found.ok ? { conditions: found.value, failure: null } : { conditions: [], failure: found.error.message };
}

export function queryChoices(core: SessionCore): QueryChoicesBody {
  return { kinds: EVENT_KINDS, ...core.recording().queryChoices() };
}

export function queryExport(
  core: SessionCore,
  { format, ...asked }: v.InferOutput<typeof QueryExportSchema>,
): QueryExportBody {
  const recording = core.recording();
  const { events, next } = page(core, asked);
  const row = (event: EventView): string =>
    format === 'csv' ? eventCsv(recording, event) : JSON.stringify(eventJson(recording, event));
  return { rows: events.map(row), next: next ?? null };
}
