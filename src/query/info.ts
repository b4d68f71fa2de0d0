/** What a recording is: threads, files, counts and losses. */
import { statSync } from 'node:fs';
import { micros, seq, threadId } from '../base/units.js';
import { GAP_NAMES, LEFT_OUT } from '../wire/trace.js';
import type { TraceReader } from '../store/reader.js';
import type { ThreadRow } from '../store/rows.js';
import type { FileInfo, RecordingInfo, RecordingTotals, ThreadInfo } from './api.js';
import type { QueryContext } from './context.js';
import { endingOf } from './ending.js';
import type { Steps } from './steps.js';

/** What can be said without looking into events or site tables. */
export function recordingTotals({ reader }: Pick<QueryContext, 'reader'>): RecordingTotals {
  const meta = reader.meta();
  const rows = reader.threads();
  const eventsLost: Record<string, number> = {};
  const eventsLeftOut: Record<string, number> = {};
  for (const { kind, lost } of reader.gaps()) {
    const name = GAP_NAMES[kind] ?? `kind${kind}`;
    const counts = LEFT_OUT.has(name) ? eventsLeftOut : eventsLost;
    counts[name] = (counts[name] ?? 0) + lost;
  }
  const recorded = reader.paths();
  return {
    path: reader.path,
    wallMicros: micros(Math.max(Number(meta.get('wallMicros') ?? 0), ...rows.map((t) => t.last_micros))),
    events: rows.reduce((sum, row) => sum + eventsOf(reader, row), 0),
    eventsLost,
    eventsLeftOut,
    bytes: sizeOf(reader.path) + sizeOf(`${reader.path}-wal`),
    skippedFiles: reader.skipped().filter(({ path }) => !recorded.has(path)).length,
  };
}

export function recordingInfo({ reader, sources }: QueryContext, steps: Steps): RecordingInfo {
  const meta = reader.meta();
  const rows = reader.threads();
  const threads = rows.map((t): ThreadInfo => {
    const id = threadId(t.id);
    const [first, last] = [steps.stopAtOrAfter(id, 0), steps.stopAtOrBefore(id, Number.MAX_SAFE_INTEGER)];
    return {
      id,
      name: t.name,
      pid: t.pid,
      events: eventsOf(reader, t),
      dropped: reader.segments(t.id)[0]?.first_seq ?? 0,
      first: first < 0 ? undefined : seq(first),
      last: last < 0 ? undefined : seq(last),
      exitCode: t.exit_code ?? undefined,
    };
  });
  return {
    ...recordingTotals({ reader }),
    formatVersion: reader.formatVersion,
    program: meta.get('program') ?? '(damaged)',
    args: JSON.parse(meta.get('args') ?? '[]') as string[],
    workspace: meta.get('workspace') ?? '',
    nodeVersion: (rows[0]?.node ?? '').replace(/^v/, ''),
    startedAt: meta.get('startedAt') ?? '',
    threads,
    files: files({ reader, sources }),
    overflow: meta.get('overflow') ?? '(damaged)',
    ringBytes: Number(meta.get('ringBytes') ?? 0),
    maxSize: meta.has('maxSize') ? Number(meta.get('maxSize')) : undefined,
    ...endingOf(reader),
    damagedParts: reader.damage().length,
  };
}

/** A recorder that was killed has stored segments that it had not counted yet. */
function eventsOf(reader: TraceReader, { id, events }: ThreadRow): number {
  const end = reader.segments(id).at(-1);
  return Math.max(events, end === undefined ? 0 : end.first_seq + end.events);
}

function files({ reader, sources }: Pick<QueryContext, 'reader' | 'sources'>): FileInfo[] {
  const byPath = new Map<string, FileInfo>();
  for (const { path, count } of reader.files())
    byPath.set(path, { file: sources.display(path), path, instrumented: true, reason: undefined, sites: count });
  for (const { path, reason } of reader.skipped()) {
    if (!byPath.has(path))
      byPath.set(path, { file: sources.display(path), path, instrumented: false, reason, sites: 0 });
  }
  return [...byPath.values()];
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
