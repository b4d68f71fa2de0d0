/** The position syntax of the command line and the editor: seq:N, T:N, start, end, time:12.345ms, file.ts:L, file.ts:L#K, error:K. */
import { UserError } from '../base/result.js';
import { seq as toSeq, threadId, type ThreadId } from '../base/units.js';
import { sitesOnLine, statementSites } from '../store/places.js';
import type { LoadedFile } from '../store/sites.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM } from '../wire/trace.js';
import type { Position } from './api.js';
import { damagedPosition, type QueryContext } from './context.js';
import { timeOf } from './events.js';
import type { Executions } from './executions.js';
import type { Steps } from './steps.js';

const SYNTAX =
  'A position is one of seq:N, T:N (thread T), start, end, time:12.345ms, file.ts:LINE, file.ts:LINE#K (K-th execution), error:K (K-th throw).';
const UNITS: Readonly<Record<string, number>> = { us: 1, ms: 1000, s: 1_000_000 };

export class Positions {
  readonly #context: QueryContext;
  readonly #steps: Steps;
  readonly #executions: Executions;

  constructor(context: QueryContext, steps: Steps, executions: Executions) {
    this.#context = context;
    this.#steps = steps;
    this.#executions = executions;
  }

  resolve(spec: string): Position {
    const text = spec.trim();
    if (text === 'start' || text === 'end') return this.#edge(text);
    const time = /^time:(\d+(?:\.\d+)?)(us|ms|s)$/.exec(text);
    if (time !== null) return this.#atTime(Number(time[1]) * UNITS[time[2]!]!);
    const error = /^error:(\d+)$/.exec(text);
    if (error !== null) return this.#throw(Number(error[1]));
    const plain = /^(seq|\d+):(\d+)$/.exec(text);
    if (plain !== null)
      return this.#plain(plain[1] === 'seq' ? this.#firstThread() : threadId(Number(plain[1])), Number(plain[2]));
    const place = /^(.+):(\d+)(?:#(\d+))?$/.exec(text);
    if (place !== null) return this.#execution(place[1]!, Number(place[2]), Number(place[3] ?? 1));
    throw new UserError('position-syntax', `"${spec}" is not a position. ${SYNTAX}`);
  }

  /** Last known time at or before a position. */
  timeAt({ thread, seq }: Position): number {
    const { reader } = this.#context;
    const idx = reader.segmentOf(thread, seq);
    if (idx < 0) return 0;
    const segment = reader.segment(thread, idx);
    const clock = segment.clockAt(seq - segment.row.first_seq);
    return clock < 0 ? segment.row.first_micros : timeOf(segment, clock);
  }

  #firstThread(): ThreadId {
    const first = this.#context.reader.threads()[0];
    if (first === undefined)
      throw new UserError(
        'recording-empty',
        'The recording has no thread: the program ended before it could be recorded.',
      );
    return threadId(first.id);
  }

  #edge(which: 'start' | 'end'): Position {
    const thread = this.#firstThread();
    const seq =
      which === 'start'
        ? this.#steps.stopAtOrAfter(thread, 0)
        : this.#steps.stopAtOrBefore(thread, Number.MAX_SAFE_INTEGER);
    if (seq >= 0) return { thread, seq: toSeq(seq) };
    if (this.#context.reader.segments(thread).length > 0) return { thread, seq: toSeq(0) };
    throw new UserError(
      'recording-empty',
      'The recording has no event: no recorded file ran. Check include and exclude.',
    );
  }

  #plain(thread: ThreadId, seq: number): Position {
    const { reader } = this.#context;
    if (!reader.hasThread(thread))
      throw new UserError(
        'thread-missing',
        `There is no thread ${thread}: the recording has ${reader
          .threads()
          .map((t) => t.id)
          .join(', ')}.`,
      );
    const rows = reader.segments(thread);
    const first = rows[0]?.first_seq ?? 0;
    const last = rows.length === 0 ? -1 : rows.at(-1)!.first_seq + rows.at(-1)!.events - 1;
    if (seq < first || seq > last)
      throw new UserError(
        'position-outside',
        `Position ${thread}:${seq} is not in the recording: thread ${thread} has ${first} to ${last}${first > 0 ? ' (what was before was dropped: --max-size)' : ''}.`,
      );
    return { thread, seq: toSeq(seq) };
  }

  #atTime(micros: number): Position {
    const { reader } = this.#context;
    const thread = this.#firstThread();
    const row = reader.segments(thread).findLast((r) => r.first_micros <= micros);
    if (row === undefined) return this.#edge('start');
    const segment = reader.segment(thread, row.idx);
    let last = segment.offsets.length - 1;
    for (let i = 0; i < segment.offsets.length; i++) {
      const site = segment.siteAt(i);
      if ((site !== SYSTEM.turn && site !== SYSTEM.clock) || timeOf(segment, i) <= micros) continue;
      last = i - 1;
      break;
    }
    const seq = this.#steps.stopAtOrBefore(thread, row.first_seq + Math.max(0, last));
    return seq < 0 ? this.#edge('start') : { thread, seq: toSeq(seq) };
  }

  #throw(wanted: number): Position {
    const { reader } = this.#context;
    let count = 0;
    for (const { id } of reader.threads()) {
      for (const row of reader.segments(id)) {
        if (row.missing) throw damagedPosition(id, reader.segment(id, row.idx));
        if (count + row.throws < wanted) {
          count += row.throws;
          continue;
        }
        const segment = reader.segment(id, row.idx);
        if (segment.damage !== undefined) throw damagedPosition(id, segment);
        const kinds = reader.sites(id).kind;
        for (let i = 0; i < segment.offsets.length; i++) {
          if (kinds[segment.siteAt(i)] === SITE.throw && ++count === wanted)
            return { thread: threadId(id), seq: toSeq(row.first_seq + i) };
        }
      }
    }
    throw new UserError(
      'position-outside',
      wanted === 0 ? 'error:K counts from 1.' : `There is no throw ${wanted}: the recording has ${count}.`,
    );
  }

  #execution(name: string, line: number, wanted: number): Position {
    const { reader, sources } = this.#context;
    const files = reader.files().filter((file) => sources.matches(file.path, name));
    const paths = [...new Set(files.map((file) => file.path))];
    if (paths.length === 0)
      throw new UserError('file-missing', `The recording has no file ${name}: "elixirscope info" lists its files.`);
    if (paths.length > 1)
      throw new UserError(
        'file-ambiguous',
        `${name} could be ${paths.map((p) => sources.display(p)).join(' or ')}: write more of the path.`,
      );
    let count = 0;
    for (const file of files) {
      const sites = sitesOnLine(file.table, line).map((i) => file.base + i);
      if (sites.length === 0)
        throw new UserError('line-empty', `No statement starts on ${name}:${line}. ${nearLines(file, line)}`);
      const found = this.#executions.nth(file.thread, sites, wanted - count);
      if (typeof found === 'object') return found;
      count += found;
    }
    if (wanted === 0) throw new UserError('position-syntax', `${name}:${line}#K counts executions from 1.`);
    if (count === 0) throw new UserError('never-ran', `${name}:${line} was never executed in this recording.`);
    throw new UserError('position-outside', `${name}:${line} was executed ${count} times: there is no #${wanted}.`);
  }
}

function nearLines(file: LoadedFile, line: number): string {
  const lines = [...new Set(statementSites(file.table).map((i) => file.table.sites.line[i]!))].sort((a, b) => a - b);
  const near = [lines.findLast((l) => l < line), lines.find((l) => l > line)].filter((l) => l !== undefined);
  return near.length === 0 ? 'The file has no statements.' : `The nearest that do: ${near.join(', ')}.`;
}
