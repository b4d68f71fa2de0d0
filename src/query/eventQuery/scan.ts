/**
 * The events of a recording that a query holds for, a page at a time, so that a long search can be shown as it goes on and be given up.
 *
 * What a query asks is told, as far as it goes, from the program's text (kind, file, line, function, most names: which sites may match) and from
 * a segment's bounds (positions and times): what cannot match is not decoded. Threads are gone through one after the other.
 */
import type { Expression } from 'acorn';
import { UserError } from '../../base/result.js';
import { threadId, type ThreadId } from '../../base/units.js';
import type { SegmentRow } from '../../store/rows.js';
import type { EventView, Position, Recording, ThreadPart, Value } from '../api.js';
import type { QueryContext } from '../context.js';
import { Environment } from '../evaluate/environment.js';
import { Interpreter } from '../evaluate/interpreter.js';
import { EvaluationFault, stringOperand, numberOperand } from '../evaluate/operand.js';
import { truthy } from '../evaluate/primitives.js';
import type { Events } from '../events.js';
import { addMatches } from '../matches.js';
import type { QueryField } from '../../wire/query.js';
import { compared, holdsBetween } from './compare.js';
import { type Comparison, type ParsedQuery, parseQuery } from './parse.js';
import { NEITHER, OPEN, type Truth, truth, truthOf } from './truth.js';

export interface QueryRange {
  /** default: at the beginning */
  readonly from: Position | undefined;
  /** default: all of the recording */
  readonly part: ThreadPart | undefined;
  /** a page ends when so much time is over */
  readonly patienceMillis: number;
}

export interface QueryPage {
  readonly events: readonly EventView[];
  /** where the next page begins; undefined: everything was looked at */
  readonly next: Position | undefined;
}

export interface QueryParts {
  readonly context: QueryContext;
  readonly events: Events;
  /** values are looked into through it */
  readonly recording: () => Recording;
}

/** What the pages of a query have in common. */
interface Asked {
  readonly text: string;
  readonly query: ParsedQuery;
  readonly wanted: Map<ThreadId, Wanted>;
}

/** Which sites may match: a large program has hundreds of thousands. */
interface Wanted {
  /** that the thread had loaded */
  readonly files: number;
  readonly sites: Uint8Array;
}

export class EventQueries {
  readonly #parts: QueryParts;
  #last: Asked | undefined;

  constructor(parts: QueryParts) {
    this.#parts = parts;
  }

  /** Throws a UserError if the text is no query. */
  page(text: string, range: QueryRange, limit: number): QueryPage {
    this.#last = this.#last?.text === text ? this.#last : asked(text);
    return new Scan(this.#parts, this.#last, range).page(limit);
  }
}

function asked(text: string): Asked {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new UserError('query-syntax', parsed.error.message);
  return { text, query: parsed.value, wanted: new Map() };
}

/** What is known of an event, by field; undefined: it has none. */
type Fields = (field: QueryField) => Value | undefined;

class Scan {
  readonly #parts: QueryParts;
  readonly #query: ParsedQuery;
  readonly #wanted: Asked['wanted'];
  readonly #range: QueryRange;
  readonly #deadline: number;

  constructor(parts: QueryParts, { query, wanted }: Asked, range: QueryRange) {
    this.#parts = parts;
    this.#query = query;
    this.#wanted = wanted;
    this.#range = range;
    this.#deadline = performance.now() + range.patienceMillis;
  }

  page(limit: number): QueryPage {
    const { reader } = this.#parts.context;
    const { from, part } = this.#range;
    const events: EventView[] = [];
    for (const { id } of reader.threads()) {
      const thread = threadId(id);
      if ((part !== undefined && part.thread !== thread) || thread < (from?.thread ?? 0)) continue;
      const first = Math.max(part?.since ?? 0, from?.thread === thread ? from.seq : 0);
      const next = this.#thread(thread, first, { events, limit });
      if (next !== undefined) return { events, next };
    }
    return { events, next: undefined };
  }

  /** Where to go on, if there was more than fits a page. */
  #thread(
    thread: ThreadId,
    from: number,
    { events, limit }: { readonly events: EventView[]; readonly limit: number },
  ): Position | undefined {
    const { reader } = this.#parts.context;
    const until = this.#range.part?.until ?? Number.MAX_SAFE_INTEGER;
    const wanted = this.#wantedSites(thread);
    const seq = addMatches(
      reader,
      {
        thread,
        from,
        until,
        wanted,
        mayHold: (row) =>
          this.#mayLieIn(row) && (reader.siteCounts(thread, row.idx)?.sites.some((site) => wanted[site] === 1) ?? true),
        match: (segment, index, time) => {
          const event = this.#parts.events.view(thread, segment, index, time);
          return this.#holds(event) ? event : undefined;
        },
      },
      { found: events, limit, deadline: this.#deadline },
    );
    return seq === undefined ? undefined : { thread, seq };
  }

  /** By the segment's positions and times. */
  #mayLieIn({ first_seq, events: count, first_micros, last_micros }: SegmentRow): boolean {
    const { root, comparisons } = this.#query;
    const bounds = {
      seq: [first_seq, first_seq + count - 1],
      time: [first_micros / 1000, last_micros / 1000],
    } as const;
    return truth(root, (leaf) => holdsBetween(comparisons.get(leaf), bounds)).yes;
  }

  #holds(event: EventView): boolean {
    const fields = fieldsOf(event);
    return truth(this.#query.root, (leaf) => this.#leaf(leaf, fields, event)).yes;
  }

  /** By site: may an event of it match? */
  #wantedSites(thread: ThreadId): Uint8Array {
    const { context, events } = this.#parts;
    const { root, fields: asked } = this.#query;
    const { kind, files } = context.reader.sites(thread);
    const before = this.#wanted.get(thread);
    if (before?.files === files.length) return before.sites;
    const wanted = new Uint8Array(kind.length);
    for (let site = 0; site < wanted.length; site++) {
      const known = events.knownOf(thread, site);
      if (known === undefined) continue;
      const { event, certain } = known;
      const fields = fieldsOf(event);
      const found = truth(root, (leaf) =>
        [...asked.get(leaf)!].every((field) => certain.has(field)) ? this.#leaf(leaf, fields, event) : OPEN,
      );
      if (found.yes) wanted[site] = 1;
    }
    this.#wanted.set(thread, { files: files.length, sites: wanted });
    return wanted;
  }

  /** `at`: where values are looked into. */
  #leaf(leaf: Expression, fields: Fields, at: Position): Truth {
    const comparison = this.#query.comparisons.get(leaf);
    if (comparison !== undefined) return this.#comparison(comparison, fields);
    const names = new Map<string, Value>();
    for (const field of this.#query.fields.get(leaf)!) {
      const value = fields(field);
      if (value === undefined) return NEITHER;
      names.set(field, value);
    }
    try {
      const surroundings = { recording: this.#parts.recording(), at, frame: 0, names };
      const value = new Interpreter(this.#query.plain, surroundings).value(leaf, new Environment());
      return truthOf(truthy(value, 'a part of the query'));
    } catch (error) {
      // Where JavaScript would throw, or the recording does not say.
      if (error instanceof EvaluationFault && error.code === 'costly')
        throw new UserError('query-costly', `For one event alone, ${error.message}.`);
      if (error instanceof EvaluationFault || error instanceof RangeError) return NEITHER;
      throw error;
    }
  }

  #comparison({ field, sign, operand }: Comparison, fields: Fields): Truth {
    const value = fields(field);
    if (value === undefined) return NEITHER;
    const isFile = field === 'file' && typeof operand === 'string' && value.kind === 'string';
    // As everywhere a file is named.
    if (isFile && (sign.startsWith('=') || sign.startsWith('!')))
      return truthOf(this.#parts.context.sources.matches(value.value, operand) === sign.startsWith('='));
    return compared(value, sign, operand);
  }
}

function fieldsOf(event: EventView): Fields {
  return (field) => {
    switch (field) {
      case 'value':
        return event.value;
      case 'file':
        return event.place && stringOperand(event.place.file);
      case 'line':
        return event.place && numberOperand(event.place.line);
      case 'fn':
        return textOperand(event.functionName);
      case 'time':
        return numberOperand(event.timeMicros / 1000);
      case 'thread':
      case 'seq':
        return numberOperand(event[field]);
      case 'kind':
      case 'name':
      case 'text':
        return textOperand(event[field]);
    }
  };
}

const textOperand = (text: string | undefined): Value | undefined =>
  text === undefined ? undefined : stringOperand(text);
