/** What every part of the query folder needs: the trace, replayed states, sources, and values in the API's terms. */
import type { Position, Value } from './api.js';
import { UserError } from '../base/result.js';
import { heapId } from '../base/units.js';
import { Replayer } from '../store/replay.js';
import type { TraceReader } from '../store/reader.js';
import type { Segment } from '../store/segment.js';
import type { LoadedFile } from '../store/sites.js';
import { doubleOf, LEFT_OUT, type RawValue } from '../store/words.js';
import { DETAIL, type Detail, TAG } from '../wire/trace.js';
import { isCallsOnly, NOT_RECORDED } from './callsOnly.js';
import { Reductions } from './reductions.js';
import { Sources } from './sources.js';

export class QueryContext {
  /** of the program nothing but calls is recorded (\`--mode calls\`): what they were given and gave back */
  readonly callsOnly: boolean;
  readonly replayer: Replayer;
  readonly sources: Sources;
  readonly reductions: Reductions;

  constructor(readonly reader: TraceReader) {
    this.callsOnly = isCallsOnly(reader);
    this.replayer = new Replayer(reader);
    this.sources = new Sources(reader);
    this.reductions = new Reductions(reader);
  }

  /** Throws a UserError if what happened at a position is lost. */
  assertReadable({ thread, seq }: Position): void {
    const idx = this.reader.segmentOf(thread, seq);
    const segment = idx < 0 ? undefined : this.reader.segment(thread, idx);
    if (segment?.damage !== undefined) throw damagedPosition(thread, segment);
  }

  /** Why something of the past is not there; undefined if nothing of the past is missing. */
  whyGone(thread: number): string | undefined {
    const [first] = this.reader.segments(thread);
    if (first !== undefined && first.first_seq > 0)
      return `from before the recording begins (event ${thread}:${first.first_seq})`;
    return this.reader.damage().length > 0 ? 'lost: the recording is damaged' : undefined;
  }

  /** The least that was recorded of a function from one event up to and including another. Among dropped events may have been any but its calls. */
  detail(thread: number, fn: number, from: number, to: number): Detail {
    if (this.reductions.drops(thread, { after: from, to }).length > 0) return DETAIL.calls;
    const reduced = this.reductions.detail(thread, fn, from, to);
    return this.callsOnly && reduced < DETAIL.arguments ? DETAIL.arguments : reduced;
  }

  /** File and index in its table of a site, undefined for system events. */
  siteOf(thread: number, site: number): { readonly file: LoadedFile; readonly index: number } | undefined {
    const file = this.reader.sites(thread).fileOf(site);
    return file === undefined ? undefined : { file, index: site - file.base };
  }

  value({ thread }: Pick<Position, 'thread'>, raw: RawValue): Value {
    switch (raw.tag) {
      case TAG.undefined:
        return { kind: 'undefined' };
      case TAG.null:
        return { kind: 'null' };
      case TAG.true:
      case TAG.false:
        return { kind: 'boolean', value: raw.tag === TAG.true };
      case TAG.int:
        return { kind: 'number', value: raw.low };
      case TAG.double:
        return { kind: 'number', value: doubleOf(raw.low, raw.high) };
      case TAG.string:
        return this.#string(thread, raw.low);
      case TAG.bigint:
        return this.#bigint(thread, raw.low);
      case TAG.symbol: {
        const symbol = this.reader.symbol(thread, raw.low);
        return {
          kind: 'symbol',
          id: raw.low,
          description: symbol.description,
          registered: symbol.registered,
        };
      }
      case TAG.object:
        return { kind: 'object', id: heapId(raw.low) };
      case TAG.hole:
        return { kind: 'hole' };
      case TAG.tdz:
        return { kind: 'tdz' };
      case TAG.getter:
      case TAG.setter:
      case TAG.getterAndSetter:
        return { kind: 'accessor', get: raw.tag !== TAG.setter, set: raw.tag !== TAG.getter };
      case TAG.unknown:
        return { kind: 'unknown', why: 'not captured' };
      case LEFT_OUT.tag:
        return { kind: 'unknown', why: this.#whyLeftOut(thread) };
      default:
        return { kind: 'unknown', why: this.whyGone(thread) ?? 'not in the recording' };
    }
  }

  #whyLeftOut(thread: number): string {
    if (this.callsOnly) return NOT_RECORDED;
    const isDropped = this.reductions.drops(thread, { after: -1, to: Number.MAX_SAFE_INTEGER }).length > 0;
    return isDropped ? 'not followed: events were dropped (--overflow)' : 'not followed (overhead budget)';
  }

  #string(thread: number, id: number): Value {
    const found = this.reader.string(thread, id);
    return found === undefined
      ? { kind: 'unknown', why: `its text is ${this.whyGone(thread) ?? 'lost'}` }
      : { kind: 'string', value: found.text, length: found.length };
  }

  #bigint(thread: number, id: number): Value {
    const found = this.reader.string(thread, id);
    return found === undefined
      ? { kind: 'unknown', why: `its digits are ${this.whyGone(thread) ?? 'lost'}` }
      : { kind: 'bigint', digits: found.text };
  }
}

export const damagedPosition = (thread: number, { row, damage }: Segment): UserError =>
  new UserError(
    'position-damaged',
    `Events ${thread}:${row.first_seq} to ${thread}:${row.first_seq + row.events - 1} are lost, because the recording is damaged (${damage}): choose an earlier or a later position, or see elixirscope verify.`,
  );
