/** Whether a recording is what was written, and what can still be read if it is not. */
import { type ThreadId, threadId } from '../base/units.js';
import type { Damage } from '../store/damage.js';
import type { DamageView, ThreadCheck, Verification } from './api.js';
import type { QueryContext } from './context.js';
import { endingOf } from './ending.js';

export function verify({ reader, sources }: QueryContext): Verification {
  reader.check();
  const damage = reader.damage().map((found) => viewOf({ reader, sources }, found));
  const threads = reader.threads().map(({ id, name }) => threadCheck(reader, threadId(id), name));
  const { complete, incomplete } = endingOf(reader);
  return {
    path: reader.path,
    sound: damage.length === 0,
    complete,
    incomplete,
    events: threads.reduce((sum, { events }) => sum + events, 0),
    eventsLost: threads.reduce((sum, { eventsLost }) => sum + eventsLost, 0),
    threads,
    damage,
  };
}

function threadCheck(reader: QueryContext['reader'], id: ThreadId, name: string): ThreadCheck {
  const rows = reader.segments(id);
  const lost = rows.filter(({ idx }) => reader.segment(id, idx).damage !== undefined);
  const sum = (of: typeof rows): number => of.reduce((total, { events }) => total + events, 0);
  return {
    id,
    name,
    segments: rows.length,
    segmentsLost: lost.length,
    events: sum(rows),
    eventsLost: sum(lost),
    first: rows[0]?.first_seq,
    last: rows.length === 0 ? undefined : rows.at(-1)!.first_seq + rows.at(-1)!.events - 1,
  };
}

const MEANS: Readonly<Record<Damage['part'], string>> = {
  events: 'these events are lost; positions before and after them can be visited',
  keyframe: 'nothing is lost if the events before it can be read: the call stack is worked out from them',
  index: 'nothing is lost, searching takes longer',
  suspended: 'variables of activations that wait for a promise or in a generator may be unknown after it',
  calls: 'a picture of more than a few segments lacks calls that end there',
  rows: 'what these rows say is lost',
  siteTable: 'events of this file, and those recorded beside them, are lost',
  source: 'the text of this file is lost',
  strings: 'texts from before the beginning of the recording are unknown',
  database: 'the database itself is damaged: what it holds is found as far as it can be reached',
};

function viewOf({ reader, sources }: Pick<QueryContext, 'reader' | 'sources'>, found: Damage): DamageView {
  const { part, why, thread, idx, name } = found;
  const row = thread === undefined || idx === undefined ? undefined : reader.row(thread, idx);
  const isFile = part === 'siteTable' || part === 'source';
  return {
    part,
    why,
    means: MEANS[part],
    thread: thread === undefined ? undefined : threadId(thread),
    name: name === undefined || !isFile ? name : sources.display(name),
    first: row?.first_seq,
    last: row && row.first_seq + row.events - 1,
  };
}
