/**
 * Looks for text in a thread: functions that were called, values that were assigned or returned, output, and errors.
 *
 * A page is what was found within the time that the asker has, so that a long search can be shown as it goes on and be given up. Which events
 * may match is told by their sites, and whether a string does is remembered by its id: an event that does not match costs a few comparisons.
 */
import type { Micros, Seq, ThreadId } from '../base/units.js';
import type { Segment } from '../store/segment.js';
import { doubleOf, type RawValue, siteValue } from '../store/words.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM, TAG, TAG_MASK } from '../wire/trace.js';
import type { EventView, Position, SourcePlace, Value } from './api.js';
import type { QueryContext } from './context.js';
import type { Events } from './events.js';
import { addMatches } from './matches.js';
import type { Objects } from './objects.js';

const VALUE_SITES: readonly number[] = [SITE.write, SITE.put, SITE.return];
/** Values that are looked for only together with a name: everything is full of them. */
const WORDS: Readonly<Record<number, string>> = {
  [TAG.true]: 'true',
  [TAG.false]: 'false',
  [TAG.null]: 'null',
  [TAG.undefined]: 'undefined',
};

export type SearchKind = 'call' | 'value' | 'output' | 'error';

export interface SearchRange {
  readonly thread: ThreadId;
  readonly from: Seq;
  readonly until: Seq | undefined;
  /** a page ends when so much time is over */
  readonly patienceMillis: number;
}

export interface SearchHit {
  readonly kind: SearchKind;
  readonly position: Position;
  readonly functionName: string | undefined;
  /** variable or property, or the stream of output */
  readonly name: string | undefined;
  readonly value: Value | undefined;
  /** output */
  readonly text: string | undefined;
  readonly place: SourcePlace | undefined;
  readonly timeMicros: Micros;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** where the next page begins; undefined: all of the range was looked at */
  readonly next: Seq | undefined;
}

interface Wanted {
  /** in lower case */
  readonly text: string;
  readonly number: number | undefined;
  /** of the variable or property, when `name = value` is looked for */
  readonly name: string | undefined;
}

export interface SearchParts {
  readonly context: QueryContext;
  readonly events: Events;
  readonly objects: Objects;
}

export class Search {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  page(text: string, range: SearchRange, limit: number): SearchPage {
    return new Scan(this.#parts, wantedOf(text), range).page(limit);
  }
}

/** `name = value`, or text that may be anywhere. */
function wantedOf(text: string): Wanted {
  const named = /^\s*([\p{ID_Continue}$#]+)\s*=\s*(?!=)(.+?)\s*$/u.exec(text);
  const value = (named?.[2] ?? text).trim();
  const bare = named === null ? value : value.replace(/^(['"`])(.*)\1$/, '$2');
  const number = bare === '' ? Number.NaN : Number(bare);
  const isNumber = !Number.isNaN(number) || bare === 'NaN';
  return { text: bare.toLowerCase(), number: isNumber ? number : undefined, name: named?.[1] };
}

class Scan {
  readonly #parts: SearchParts;
  readonly #wanted: Wanted;
  readonly #range: SearchRange;
  readonly #kinds: readonly (SearchKind | undefined)[];
  /** whether a string matches, by its id */
  readonly #strings = new Map<number, boolean>();

  constructor(parts: SearchParts, wanted: Wanted, range: SearchRange) {
    this.#parts = parts;
    this.#wanted = wanted;
    this.#range = range;
    this.#kinds = wanted.text === '' ? [] : kindsOf(parts.context, range.thread, wanted);
  }

  page(limit: number): SearchPage {
    const { reader } = this.#parts.context;
    const { thread, from, until = Number.MAX_SAFE_INTEGER, patienceMillis } = this.#range;
    const hits: SearchHit[] = [];
    const wanted = Uint8Array.from(this.#kinds, (kind) => (kind === undefined ? 0 : 1));
    const next = addMatches(
      reader,
      {
        thread,
        from,
        until,
        wanted,
        mayHold: ({ idx }) => reader.siteCounts(thread, idx)?.sites.some((site) => wanted[site] === 1) === true,
        match: (segment, index, time) => this.#match(segment, index, time),
      },
      { found: hits, limit, deadline: performance.now() + patienceMillis },
    );
    return { hits, next };
  }

  #match(segment: Segment, index: number, time: number): SearchHit | undefined {
    const kind = this.#kinds[segment.siteAt(index)]!;
    if (!this.#mayMatch(kind, segment, index)) return undefined;
    const event = this.#parts.events.view(this.#range.thread, segment, index, time);
    return this.#matches(kind, event) ? hitOf(kind, event) : undefined;
  }

  /** What can be told without describing the event. */
  #mayMatch(kind: SearchKind, { words, offsets }: Segment, index: number): boolean {
    if (kind !== 'value') return true;
    const offset = offsets[index]!;
    const tag = words[offset]! & TAG_MASK;
    const { text, number, name } = this.#wanted;
    if (tag in WORDS) return name !== undefined && WORDS[tag] === text;
    const isText = tag === TAG.string || tag === TAG.bigint;
    if (!isText && (number === undefined || (tag !== TAG.int && tag !== TAG.double))) return false;
    const { low, high } = this.#valueAt(words, offset);
    if (tag === TAG.int) return low === number;
    if (tag === TAG.double) return Object.is(doubleOf(low, high), number);
    return this.#stringMatches(low);
  }

  #valueAt(words: Int32Array, offset: number): RawValue {
    return siteValue(words, offset, this.#parts.context.reader.sites(this.#range.thread));
  }

  #stringMatches(id: number): boolean {
    const known = this.#strings.get(id);
    if (known !== undefined) return known;
    const text = this.#parts.context.reader.string(this.#range.thread, id)?.text.toLowerCase() ?? '';
    const found = text.includes(this.#wanted.text);
    this.#strings.set(id, found);
    return found;
  }

  #matches(kind: SearchKind, event: EventView): boolean {
    const { name, text } = this.#wanted;
    switch (kind) {
      case 'call':
        return true;
      case 'value':
        return name === undefined || event.name === name;
      case 'output':
        return event.text?.toLowerCase().includes(text) === true;
      case 'error':
        return this.#errorText(event).toLowerCase().includes(text);
    }
  }

  #errorText({ thread, seq, value }: EventView): string {
    if (value?.kind === 'string') return value.value;
    if (value?.kind !== 'object') return '';
    const { className, slots } = this.#parts.objects.view({ thread, seq }, value.id);
    return [className, textOf(slots.errorName), textOf(slots.errorMessage)].join(' ');
  }
}

/** Which kind of hit an event of a site may be. */
function kindsOf(
  { reader }: QueryContext,
  thread: ThreadId,
  { text, name }: Wanted,
): readonly (SearchKind | undefined)[] {
  const { files, kind: all } = reader.sites(thread);
  const kinds = new Array<SearchKind | undefined>(all.length);
  if (name === undefined) {
    kinds[SYSTEM.output] = 'output';
    kinds[SYSTEM.failure] = 'error';
  }
  for (const { base, table } of files) {
    const called = table.functions.map((fn) => fn.kind !== 'module' && fn.name.toLowerCase().includes(text));
    for (const [i, kind] of table.sites.kind.entries()) {
      if (VALUE_SITES.includes(kind)) kinds[base + i] = 'value';
      else if (name !== undefined) continue;
      else if (kind === SITE.throw) kinds[base + i] = 'error';
      else if (kind === SITE.enter && called[table.sites.fn[i]!]) kinds[base + i] = 'call';
    }
  }
  return kinds;
}

function hitOf(
  kind: SearchKind,
  { thread, seq, functionName, name, value, text, place, timeMicros }: EventView,
): SearchHit {
  return { kind, position: { thread, seq }, functionName, name, value, text, place, timeMicros };
}

const textOf = (value: Value | undefined): string => (value?.kind === 'string' ? value.value : '');
