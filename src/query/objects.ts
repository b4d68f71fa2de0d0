/**
 * Objects at a position: the last whole content before it and what was recorded since.
 *
 * Staleness. The runtime sees every write of instrumented code, and looks again at every object that it handed to other code or that a
 * turn of the event loop may have changed. So what is recorded is what was, unless the stream itself says that something was left out:
 * an object is stale at a position iff the runtime had given up looking at it there (a `watch` event), or a gap event (failed capture,
 * lost events) lies between the last time it was seen and the position. Objects that only instrumented code touched since a gap cannot
 * be told apart and are stale too: that errs on the honest side, and only in recordings with losses. Where calls alone are recorded (callsOnly.ts), it is stale as soon as the program has gone on.
 */
import { FIRST_SITE, heapId, seq as toSeq, type HeapId } from '../base/units.js';
import type { Cursor } from '../store/cursor.js';
import { Lru } from '../store/lru.js';
import { type RawValue, siteValue, UNKNOWN } from '../store/words.js';
import { CONTENT, CONTENT_FLAG, SLOT, SYSTEM, TAG, TAG_BITS } from '../wire/trace.js';
import type { MapEntry, ObjectKind, ObjectView, Page, Position, Property, Value } from './api.js';
import { entryEnd, hasGoneOn } from './callsOnly.js';
import type { QueryContext } from './context.js';
import type { ModuleVariables } from './moduleVariables.js';
import { isNew, type Key, type KeyNames, ObjectState, staticKey } from './objectState.js';
import { type KnownState, KnownStates } from './knownStates.js';
import { isBudgetGap } from './reductions.js';
import { SiteKeys } from './siteKeys.js';
import { bytesWith, typedElement, typedLength } from './typedArrays.js';

const KINDS = Object.keys(CONTENT) as ObjectKind[];
const SLOT_NAMES = Object.keys(SLOT);
/** Properties, elements and entries in all states that are kept: a large state shows thousands of objects, each in several places. */
const STATE_PARTS = 200_000;
const MAX_CHAIN = 100;
const CHECKPOINT_EVERY = 32;

export type Visit = (seq: number, site: number, key: Key | undefined) => void;

export class Objects {
  readonly #context: QueryContext;
  readonly #modules: ModuleVariables;
  readonly #states = new Lru<string, ObjectState>(STATE_PARTS);
  readonly #known: KnownStates;
  readonly #siteKeys: SiteKeys;

  constructor(context: QueryContext, modules: ModuleVariables) {
    this.#context = context;
    this.#modules = modules;
    this.#known = new KnownStates(context.reader);
    this.#siteKeys = new SiteKeys(context);
  }

  forget(): void {
    this.#states.clear();
    this.#known.forget();
  }

  view(at: Position, id: HeapId): ObjectView {
    const state = this.state(at, id);
    const classChain = this.#classChain(at.thread, state.proto);
    const slots: Record<string, Value> = {};
    for (const [slot, value] of state.slots) slots[SLOT_NAMES[slot] ?? `slot${slot}`] = this.#context.value(at, value);
    const stale = state.unseen || this.#gapBetween(at.thread, state.seq, at.seq) || this.#isOutOfSight(at, state);
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
      lost: state.contentSeq < 0 ? this.#context.whyGone(at.thread) : undefined,
      whyCut: state.kind === CONTENT.cut ? whyCut(state.flags) : undefined,
      slots,
      bytes: this.#bytes(at, state),
    };
  }

  properties(at: Position, id: HeapId, which: 'named' | 'indexed', page?: Page): readonly Property[] {
    const state = this.state(at, id);
    if (which === 'indexed') return this.#elements(at, state, page);
    const all = state.properties();
    const start = page?.start ?? 0;
    return all
      .slice(start, page === undefined ? undefined : start + page.count)
      .map(({ name, symbol, enumerable, value }) => ({
        name,
        symbol,
        enumerable,
        value: this.#context.value(at, value),
      }));
  }

  property(at: Position, id: HeapId, name: string, symbol: boolean): Value | undefined {
    const found = this.state(at, id).own(name, symbol);
    return found && this.#context.value(at, found.value);
  }

  entries(at: Position, id: HeapId, page?: Page): readonly MapEntry[] {
    const state = this.state(at, id);
    const start = page?.start ?? 0;
    const end = page === undefined ? Number.POSITIVE_INFINITY : start + page.count;
    const result: MapEntry[] = [];
    let i = 0;
    for (const [entry, { key, value }] of state.mapEntries) {
      if (i >= end) break;
      if (i++ < start) continue;
      result.push({
        id: entry,
        key: state.kind === CONTENT.set ? undefined : this.#context.value(at, key),
        value: this.#context.value(at, value),
      });
    }
    return result;
  }

  /** Content of an object at a position; shared, not to be changed, nor to be kept when the cursor that stands there moves. */
  state(at: Position, id: number): ObjectState {
    const state = this.#stateAt(at, id);
    const { callsOnly, reader } = this.#context;
    const entered = callsOnly && state.contentSeq < 0 ? entryEnd(reader, at) : at.seq;
    return entered === at.seq ? state : this.#stateAt({ thread: at.thread, seq: toSeq(entered) }, id);
  }

  #stateAt(at: Position, id: number): ObjectState {
    const cursor = this.#context.replayer.cursorAt(at.thread, at.seq);
    if (cursor !== undefined) return this.#moved(at, id, cursor);
    const key = `${at.thread}:${id}:${at.seq}`;
    const asked = this.#states.get(key);
    if (asked !== undefined) return asked;
    const state = this.#stateFrom(at, id, this.#known.before(at, id));
    if (state.kind === CONTENT.namespace) this.#showExports(state, at, id);
    else this.#known.add(at, id, state);
    return this.#states.set(key, state, state.weight);
  }

  /** The same state goes from hit to hit. */
  #moved(at: Position, id: number, cursor: Cursor): ObjectState {
    const moving = this.#known.movingWith(cursor);
    const before = moving.get(id);
    if (before !== undefined && before.next === at.seq + 1) return before.state;
    const state = this.#stateFrom(at, id, before ?? this.#known.before(at, id));
    if (state.kind === CONTENT.namespace) this.#showExports(state, at, id);
    else moving.set(id, { state, next: at.seq + 1, shared: false });
    return state;
  }

  /** `known`: a state before. */
  #stateFrom(at: Position, id: number, known: KnownState | undefined): ObjectState {
    const { reader } = this.#context;
    const content = this.#lastContent(at, id, known?.next);
    const start = content === undefined ? known : undefined;
    const from = start?.next ?? content ?? this.#birth(at.thread, id);
    const before = start?.shared ? start.state.clone() : start?.state;
    const state = before ?? new ObjectState(this.keyNames(at.thread), -1);
    if (start === undefined) this.#putPrivates(state, { thread: at.thread, id, before: from, known });
    const last = reader.segmentOf(at.thread, at.seq);
    let replayed = 0;
    for (const idx of this.segmentsOf(at.thread, id, from, at.seq)) {
      // A hot object (a parser's own state, say) is written millions of times: the next question starts from here.
      const isWorth = start?.shared !== false && (idx === last || replayed % CHECKPOINT_EVERY === 0);
      if (replayed++ > 0 && isWorth) this.#known.keep({ thread: at.thread, idx }, id, state);
      this.replay(state, { thread: at.thread, id, idx, from, to: at.seq });
    }
    return state;
  }

  /** The properties of a module's namespace are its variables. */
  #showExports(state: ObjectState, at: Position, id: number): void {
    const value = (other: number, name: string): RawValue | undefined =>
      (other === id ? state : this.state(at, other)).named.get(staticKey(name))?.value;
    for (const [name, now] of this.#modules.namespace(at, id, { value }) ?? []) {
      const property = state.named.get(staticKey(name));
      if (property !== undefined) state.named.set(staticKey(name), { ...property, value: now });
    }
  }

  /** Segments that name an object, between two positions. */
  *segmentsOf(thread: number, id: number, from: number, to: number): Generator<number> {
    const { reader } = this.#context;
    for (let idx = Math.max(reader.segmentOf(thread, from), reader.segments(thread)[0]?.idx ?? 0); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined || row.first_seq > to) return;
      if (reader.touches(thread, idx, id)) yield idx;
    }
  }

  /** Applies a segment's events about an object. `visit` hears of each after it was applied: the key of a put or delete, else undefined. */
  replay(
    state: ObjectState,
    part: {
      readonly thread: number;
      readonly id: number;
      readonly idx: number;
      readonly from: number;
      readonly to: number;
    },
    visit?: Visit,
  ): void {
    const { thread, id } = part;
    const { words, offsets, row, damage, objects } = this.#context.reader.segment(thread, part.idx);
    if (damage !== undefined) {
      if (part.from < row.first_seq + row.events) state.unseen = true;
      return;
    }
    const { kind } = this.#context.reader.sites(thread);
    const last = Math.min(offsets.length - 1, part.to - row.first_seq);
    for (const i of objects.of(id, kind, Math.max(0, part.from - row.first_seq), last)) {
      const offset = offsets[i]!;
      const site = words[offset]! >>> TAG_BITS;
      let key: Key | undefined;
      if (site < FIRST_SITE) {
        state.apply(words, offset);
        if (site === SYSTEM.watch) continue;
        if (site === SYSTEM.content) state.contentSeq = row.first_seq + i;
      } else key = this.#siteKeys.apply(thread, state, words, offset);
      state.seq = row.first_seq + i;
      visit?.(state.seq, site, key);
    }
  }

  keyNames(thread: number): KeyNames {
    const { reader } = this.#context;
    return {
      string: (id) => reader.string(thread, id)?.text ?? `(lost name ${id})`,
      symbol: (id) => `Symbol(${reader.symbol(thread, id).description ?? ''})`,
    };
  }

  /**
   * Private names as they were before the last content, which does not tell of them: looked for no further back than where they are known. What was put before the object was described
   * as new may have changed since (ObjectState).
   */
  #putPrivates(
    state: ObjectState,
    of: {
      readonly thread: number;
      readonly id: number;
      readonly before: number;
      readonly known: KnownState | undefined;
    },
  ): void {
    const { reader } = this.#context;
    const { thread, id, before, known } = of;
    const sites = this.#siteKeys.privatePuts(thread);
    if (sites.size === 0) return;
    if (known !== undefined) state.takePrivates(known.state);
    const found = new Map<Key, RawValue>();
    let wasLost = false;
    const first = known === undefined ? reader.birthOf(thread, id) : reader.segmentOf(thread, known.next);
    for (let idx = reader.segmentOf(thread, before); idx >= first; idx--) {
      if (reader.row(thread, idx) === undefined) break;
      if (!reader.touches(thread, idx, id)) continue;
      if (!reader.hasAnySite(thread, idx, sites) && !reader.fills(thread, idx, id)) continue;
      const segment = reader.segment(thread, idx);
      const since = Math.max(0, (known?.next ?? 0) - segment.row.first_seq);
      for (let i = Math.min(segment.offsets.length, before - segment.row.first_seq) - 1; i >= since; i--) {
        const offset = segment.offsets[i]!;
        const site = segment.siteAt(i);
        wasLost ||= site === SYSTEM.content && isNew(segment.words, offset, id);
        if (segment.words[offset + 1] !== id || !sites.has(site)) continue;
        const key = this.#siteKeys.keyOf(thread, site);
        const value = wasLost ? UNKNOWN : siteValue(segment.words, offset, reader.sites(thread));
        if (!found.has(key)) found.set(key, value);
      }
    }
    if (wasLost) state.losePrivates();
    for (const [key, value] of [...found].reverse()) state.put(key, value);
  }

  /** Seq of the last content event between one (default: the object's birth) and a position, undefined if there is none. */
  #lastContent({ thread, seq }: Position, id: number, since?: number): number | undefined {
    const { reader } = this.#context;
    const first = since === undefined ? reader.birthOf(thread, id) : reader.segmentOf(thread, since);
    for (let idx = reader.segmentOf(thread, seq); idx >= first && reader.row(thread, idx) !== undefined; idx--) {
      if (!reader.fills(thread, idx, id)) continue;
      const segment = reader.segment(thread, idx);
      const { first_seq } = segment.row;
      const from = Math.max(0, (since ?? 0) - first_seq);
      const found = segment.objects
        .of(id, reader.sites(thread).kind, from, Math.min(segment.offsets.length - 1, seq - first_seq))
        .findLast((i) => segment.siteAt(i) === SYSTEM.content);
      if (found !== undefined) return first_seq + found;
    }
    return undefined;
  }

  /** First event of the segment in which an object is mentioned first. */
  #birth(thread: number, id: number): number {
    const { reader } = this.#context;
    return reader.row(thread, reader.birthOf(thread, id))?.first_seq ?? 0;
  }

  #elements(at: Position, state: ObjectState, page: Page | undefined): readonly Property[] {
    if (!state.indexed) return [];
    const typed = state.kind === CONTENT.typedArray ? this.#typed(at, state) : undefined;
    const length = typed === undefined ? state.size : typedLength(state);
    const start = page?.start ?? 0;
    const end = Math.min(length, page === undefined ? length : start + page.count);
    const result: Property[] = [];
    for (let i = start; i < end; i++) {
      const recorded = state.elements[i];
      const value =
        typed === undefined || recorded !== undefined ? this.#context.value(at, state.element(i)) : typed(i);
      result.push({ name: String(i), symbol: false, enumerable: true, value });
    }
    return result;
  }

  /** Bytes as they are at the position: those captured, and the elements assigned since. */
  #bytes(at: Position, state: ObjectState): Uint8Array | undefined {
    if (state.bytes === undefined || state.kind !== CONTENT.typedArray) return state.bytes;
    const written = new Map<number, Value>();
    state.elements.forEach((raw, index) => {
      if (raw !== undefined) written.set(index, this.#context.value(at, raw));
    });
    return bytesWith(this.#viewKind(at, state), state.bytes, written);
  }

  #viewKind(at: Position, state: ObjectState): string {
    const slot = state.slots.get(SLOT.viewKind);
    return slot?.tag === TAG.string ? (this.#context.reader.string(at.thread, slot.low)?.text ?? '') : '';
  }

  /** Reads elements out of the bytes of a typed array, its own or its buffer's. */
  #typed(at: Position, state: ObjectState): (index: number) => Value {
    const kind = this.#viewKind(at, state);
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

  /** Assignments are not recorded, and the program has gone on. */
  #isOutOfSight(at: Position, { kind, flags, seq, contentSeq }: ObjectState): boolean {
    const { callsOnly, reader } = this.#context;
    if (!callsOnly || contentSeq < 0) return false;
    const isFrozen = (flags & CONTENT_FLAG.frozen) !== 0 && (kind === CONTENT.object || kind === CONTENT.array);
    return !isFrozen && hasGoneOn(reader, at, { seq, describes: true });
  }

  #gapBetween(thread: number, from: number, to: number): boolean {
    const { reader } = this.#context;
    for (const row of reader.lossySegments(thread)) {
      if (row.first_seq + row.events <= from) continue;
      if (row.first_seq > to) return false;
      const segment = reader.segment(thread, row.idx);
      const last = Math.min(segment.offsets.length - 1, to - row.first_seq);
      for (let i = Math.max(0, from + 1 - row.first_seq); i <= last; i++)
        if (segment.siteAt(i) === SYSTEM.gap && !isBudgetGap(segment.words, segment.offsets[i]!)) return true;
    }
    return false;
  }
}

const whyCut = (flags: number): string =>
  (flags & CONTENT_FLAG.leftOut) === 0
    ? 'beyond the capture limit'
    : 'left out to keep to the overhead budget, or outside of the sample';
