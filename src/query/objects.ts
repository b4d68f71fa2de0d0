/**
 * Objects at a position: the last whole content before it and what was recorded since.
 *
 * Staleness. The runtime sees every write of instrumented code, and looks again at every object that it handed to other code or that a
 * turn of the event loop may have changed. So what is recorded is what was, unless the stream itself says that something was left out:
 * an object is stale at a position iff a gap event (budget of resynchronisation, failed capture, lost events) lies between the last
 * time it was seen and the position. Objects that only instrumented code touched since then cannot be told apart and are stale too:
 * that errs on the honest side, and only in recordings with losses.
 */
import { heapId, seq as toSeq, type HeapId } from '../base/units.js';
import { Lru } from '../store/lru.js';
import { MARK } from '../store/indexer.js';
import { siteValue } from '../store/words.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, CONTENT_FLAG, SLOT, SYSTEM, TAG } from '../wire/trace.js';
import type { MapEntry, ObjectKind, ObjectView, Page, Position, Property, Value } from './api.js';
import type { QueryContext } from './context.js';
import { type KeyNames, ObjectState } from './objectState.js';
import { typedElement, typedLength } from './typedArrays.js';

const KINDS = Object.keys(CONTENT) as ObjectKind[];
const SLOT_NAMES = Object.keys(SLOT);
const STATES = 256;
const MAX_CHAIN = 100;

export class Objects {
  readonly #context: QueryContext;
  readonly #states = new Lru<string, ObjectState>(STATES);

  constructor(context: QueryContext) {
    this.#context = context;
  }

  forget(): void {
    this.#states.clear();
  }

  view(at: Position, id: HeapId): ObjectView {
    const state = this.state(at, id);
    const classChain = this.#classChain(at.thread, state.proto);
    const slots: Record<string, Value> = {};
    for (const [slot, value] of state.slots) slots[SLOT_NAMES[slot] ?? `slot${slot}`] = this.#context.value(at, value);
    const stale = this.#gapBetween(at.thread, state.seq, at.seq);
    return {
      id: heapId(id),
      kind: KINDS[state.kind] ?? 'host',
      className: classChain[0],
      classChain,
      size: state.size,
      cut: state.cut,
      frozen: (state.flags & CONTENT_FLAG.frozen) !== 0,
      seenAt: toSeq(stale ? Math.max(0, state.seq) : at.seq),
      stale,
      slots,
      bytes: state.bytes,
    };
  }

  properties(at: Position, id: HeapId, which: 'named' | 'indexed', page?: Page): readonly Property[] {
    const state = this.state(at, id);
    if (which === 'indexed') return this.#elements(at, state, page);
    const all = state.properties();
    const start = page?.start ?? 0;
    return all.slice(start, page === undefined ? undefined : start + page.count).map(({ name, symbol, enumerable, value }) => ({
      name,
      symbol,
      enumerable,
      value: this.#context.value(at, value),
    }));
  }

  entries(at: Position, id: HeapId, page?: Page): readonly MapEntry[] {
    const state = this.state(at, id);
    const start = page?.start ?? 0;
    const end = page === undefined ? Number.POSITIVE_INFINITY : start + page.count;
    const result: MapEntry[] = [];
    let i = 0;
    for (const { key, value } of state.mapEntries.values()) {
      if (i >= end) break;
      if (i++ < start) continue;
      result.push({ key: state.kind === CONTENT.set ? undefined : this.#context.value(at, key), value: this.#context.value(at, value) });
    }
    return result;
  }

  /** Content of an object at a position; shared, not to be changed. */
  state(at: Position, id: number): ObjectState {
    const key = `${at.thread}:${id}:${at.seq}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const state = new ObjectState(this.keyNames(at.thread), -1);
    for (const touch of this.touches(at.thread, id, this.#lastContent(at, id), at.seq)) touch.apply(state);
    return this.#states.set(key, state, 1);
  }

  /** Events about an object from one position to another, in order. */
  *touches(thread: number, id: number, from: number, to: number): Generator<Touch> {
    const { reader } = this.#context;
    const sites = reader.sites(thread);
    for (let idx = Math.max(reader.segmentOf(thread, from), reader.segments(thread)[0]?.idx ?? 0); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined || row.first_seq > to) return;
      if (!reader.touches(thread, idx, id)) continue;
      const { words, offsets } = reader.segment(thread, idx);
      const last = Math.min(offsets.length - 1, to - row.first_seq);
      for (let i = Math.max(0, from - row.first_seq); i <= last; i++) {
        const offset = offsets[i]!;
        const site = words[offset]! >>> 5;
        const seq = row.first_seq + i;
        if (site < 64) {
          if (isObjectEvent(site) && words[offset + 2] === id) yield new Touch(this.#context, thread, seq, words, offset);
        } else if (words[offset + 1] === id && (sites.kind[site] === SITE.put || sites.kind[site] === SITE.delete)) {
          yield new Touch(this.#context, thread, seq, words, offset);
        }
      }
    }
  }

  keyNames(thread: number): KeyNames {
    const { reader } = this.#context;
    return {
      string: (id) => reader.string(thread, id)?.text ?? `(lost name ${id})`,
      symbol: (id) => `Symbol(${reader.symbol(thread, id)?.description ?? ''})`,
    };
  }

  /** Seq of the last content event at or before a position; the object's first mention if there is none. */
  #lastContent({ thread, seq }: Position, id: number): number {
    const { reader } = this.#context;
    for (let idx = reader.segmentOf(thread, seq); reader.row(thread, idx) !== undefined; idx--) {
      if (!reader.fills(thread, idx, id)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.min(segment.offsets.length - 1, seq - segment.row.first_seq); i >= 0; i--) {
        if (segment.siteAt(i) === SYSTEM.content && segment.words[segment.offsets[i]! + 2] === id) return segment.row.first_seq + i;
      }
    }
    return 0;
  }

  #elements(at: Position, state: ObjectState, page: Page | undefined): readonly Property[] {
    if (!state.indexed) return [];
    const typed = state.kind === CONTENT.typedArray ? this.#typed(at, state) : undefined;
    const length = typed === undefined ? state.length : typedLength(state);
    const start = page?.start ?? 0;
    const end = Math.min(length, page === undefined ? length : start + page.count);
    const result: Property[] = [];
    for (let i = start; i < end; i++) {
      const recorded = state.elements[i];
      const value = typed === undefined || recorded !== undefined ? this.#context.value(at, state.element(i)) : typed(i);
      result.push({ name: String(i), symbol: false, enumerable: true, value });
    }
    return result;
  }

  /** Reads elements out of the bytes of a typed array, its own or its buffer's. */
  #typed(at: Position, state: ObjectState): (index: number) => Value {
    const kindSlot = state.slots.get(SLOT.viewKind);
    const kind = kindSlot?.tag === TAG.string ? (this.#context.reader.string(at.thread, kindSlot.low)?.text ?? '') : '';
    if (state.bytes !== undefined) return (index) => typedElement(kind, state.bytes, 0, index);
    const buffer = state.slots.get(SLOT.viewBuffer);
    const bytes = buffer?.tag === TAG.object ? this.state(at, buffer.low).bytes : undefined;
    const shift = state.slots.get(SLOT.viewOffset)?.low ?? 0;
    return (index) => typedElement(kind, bytes, shift, index);
  }

  #classChain(thread: number, proto: number): readonly string[] {
    const names: string[] = [];
    const { reader } = this.#context;
    for (let id = proto, n = 0; id > 0 && n < MAX_CHAIN; n++) {
      const info = reader.proto(thread, id);
      if (info === undefined) break;
      if (info.name !== undefined) names.push(info.name);
      id = info.parent;
    }
    return names;
  }

  #gapBetween(thread: number, from: number, to: number): boolean {
    const { reader } = this.#context;
    for (let idx = Math.max(reader.segmentOf(thread, from), reader.segments(thread)[0]?.idx ?? 0); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined || row.first_seq > to) return false;
      if (!(row.marks & MARK.gap)) continue;
      const segment = reader.segment(thread, idx);
      const last = Math.min(segment.offsets.length - 1, to - row.first_seq);
      for (let i = Math.max(0, from + 1 - row.first_seq); i <= last; i++) if (segment.siteAt(i) === SYSTEM.gap) return true;
    }
  }
}

const isObjectEvent = (kind: number): boolean =>
  kind === SYSTEM.content || kind === SYSTEM.splice || kind === SYSTEM.mapSet || kind === SYSTEM.setAdd || kind === SYSTEM.remove || kind === SYSTEM.clear;

/** One event about one object. */
export class Touch {
  constructor(
    readonly context: QueryContext,
    readonly thread: number,
    readonly seq: number,
    readonly words: Int32Array,
    readonly offset: number,
  ) {}

  get site(): number {
    return this.words[this.offset]! >>> 5;
  }

  /** True for puts and deletes of the property, by its key as {@link ObjectState} has it. */
  names(state: ObjectState, key: string | number): boolean {
    return this.site >= 64 && this.#key(state) === key;
  }

  apply(state: ObjectState): void {
    const { words, offset, seq } = this;
    state.seq = seq;
    if (this.site < 64) {
      if (this.site === SYSTEM.content) state.contentSeq = seq;
      return state.apply(words, offset);
    }
    const sites = this.context.reader.sites(this.thread);
    const key = this.#key(state);
    if (sites.kind[this.site] === SITE.put) state.put(key, siteValue(words, offset, sites));
    else state.delete(key);
  }

  #key(state: ObjectState): string | number {
    const sites = this.context.reader.sites(this.thread);
    if (sites.flags[this.site]! & SITE_FLAG.DYNAMIC) return state.key(this.words[this.offset + 2]!);
    const found = this.context.siteOf(this.thread, this.site)!;
    const key = found.file.table.keys[found.file.table.sites.ref[found.index]!]!;
    return typeof key === 'number' ? key : `s${key}`;
  }
}
