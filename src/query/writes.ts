/**
 * Writes of one variable or property, segment by segment, so that they can be followed in either direction.
 *
 * A variable is one instance of it: in one activation, or for captured ones in one scope instance with the per-iteration copies of its
 * loop. A property is one object's. Values are as they are after the write.
 */
import { seq as toSeq } from '../base/units.js';
import { Lru } from '../store/lru.js';
import type { LoadedFile } from '../store/sites.js';
import { type RawValue, siteValue, UNDEFINED, UNKNOWN } from '../store/words.js';
import { PRIVATE_OWNER, SITE, SITE_FLAG } from '../wire/sites.js';
import { SYSTEM, TAG, TAG_BITS } from '../wire/trace.js';
import type { DataRef } from './api.js';
import { NOT_RECORDED } from './callsOnly.js';
import type { QueryContext } from './context.js';
import { type Key, keyOf, ObjectState } from './objectState.js';
import type { Objects } from './objects.js';
import { type Omission, Omissions } from './omissions.js';

export interface Write {
  /** why nobody knows whether there were writes: where a part of the recording begins that is gone, or behind it */
  readonly lost?: string;
  readonly seq: number;
  /** of the event: a write or put, or a system event that changed the object */
  readonly site: number;
  readonly value: RawValue;
}

type Local = Extract<DataRef, { kind: 'local' }>;
type Captured = Extract<DataRef, { kind: 'captured' }>;
type PropertyRef = Extract<DataRef, { kind: 'property' }>;
type EntryRef = Extract<DataRef, { kind: 'entry' }>;

interface ObjectPart {
  readonly thread: DataRef['thread'];
  readonly id: number;
  /** by which puts name it; undefined: they do not */
  readonly key: Key | undefined;
  readonly read: (state: ObjectState) => RawValue | undefined;
}

const isPart = (ref: DataRef): ref is PropertyRef | EntryRef => ref.kind === 'property' || ref.kind === 'entry';

/** Events that change the number of a map's or set's entries. */
const ENTRY_EVENTS = [SYSTEM.mapSet, SYSTEM.setAdd, SYSTEM.remove, SYSTEM.clear] as const;

/** Writes that are remembered, of all variables and properties together. */
const REMEMBERED = 200_000;

export class Writes {
  readonly #context: QueryContext;
  readonly #objects: Objects;
  readonly #omissions: Omissions;
  readonly #known = new Lru<string, readonly Write[]>(REMEMBERED);
  /** ids of a scope instance and its copies, and the segment up to which they were looked for */
  readonly #copies = new Map<string, { readonly ids: Set<number>; upTo: number }>();

  readonly #propertySites = new Map<string, { readonly files: number; readonly sites: readonly number[] }>();

  constructor(context: QueryContext, objects: Objects) {
    this.#context = context;
    this.#objects = objects;
    this.#omissions = new Omissions(context);
  }

  /** More was recorded. */
  forget(): void {
    this.#known.clear();
    this.#copies.clear();
  }

  /** Segment before which there can be none. */
  firstSegment(ref: DataRef): number {
    const { reader } = this.#context;
    const first = reader.segments(ref.thread)[0]?.idx ?? 0;
    const from = isPart(ref) ? reader.birthOf(ref.thread, ref.object) : reader.segmentOf(ref.thread, ref.since);
    return Math.max(first, from);
  }

  /** All of them, oldest first. */
  *all(ref: DataRef): Generator<Write> {
    const { reader } = this.#context;
    const before = this.beforeRecording(ref);
    if (before !== undefined) yield before;
    for (let idx = this.firstSegment(ref); reader.row(ref.thread, idx) !== undefined; idx++) yield* this.in(ref, idx);
  }

  /** Stands for the writes that were dropped with the beginning of the recording, or are none of those that were recorded, if there may have been some. */
  beforeRecording(ref: DataRef): Write | undefined {
    const { reader, callsOnly } = this.#context;
    if (callsOnly && !this.#isConstant(ref)) {
      const since = isPart(ref) ? (reader.row(ref.thread, this.firstSegment(ref))?.first_seq ?? 0) : ref.since;
      return lostWrite(since, `what is assigned from here on is ${NOT_RECORDED}`);
    }
    const [first] = reader.segments(ref.thread);
    const isDropped = first !== undefined && first.first_seq > 0;
    const unseen = isPart(ref) && !isDropped ? this.#omissions.before(ref.thread, ref.object) : undefined;
    if (unseen !== undefined) return lostWrite(unseen.seq, unseen.why);
    if (!isDropped) return undefined;
    const isOlder = isPart(ref) ? ref.object <= first.old_id : ref.since < first.first_seq;
    if (!isOlder) return undefined;
    return lostWrite(first.first_seq, `the recording begins here: what was written before was dropped (--max-size)`);
  }

  /** What it was given is what it has. */
  #isConstant(ref: DataRef): boolean {
    if (ref.kind !== 'local') return false;
    const { kind, reassigned } = this.#file(ref).table.variables[ref.variable]!;
    return kind === 'this' || (kind === 'param' && reassigned !== true);
  }

  /** Those of one segment, and where in it some may be missing. */
  in(ref: DataRef, idx: number): readonly Write[] {
    const recorded = this.#mayBe(ref, idx) ? this.#recorded(ref, idx) : [];
    const known = this.#omissions.in(ref, idx, isPart(ref) ? undefined : this.#file(ref));
    const omissions = isPart(ref) ? [...known, ...this.#behind(ref, idx, recorded)] : known;
    if (omissions.length === 0) return recorded;
    return [...recorded, ...omissions.map(({ seq, why }) => lostWrite(seq, why))].sort((a, b) => a.seq - b.seq);
  }

  /** Behind assignments that were recorded while others were left out. */
  #behind({ thread, object: id }: PropertyRef | EntryRef, idx: number, recorded: readonly Write[]): Omission[] {
    const { reader, reductions } = this.#context;
    const row = reader.row(thread, idx)!;
    if (recorded.length === 0 || !reductions.hasBegun(thread, row.first_seq + row.events - 1)) return [];
    const wanted = new Set(recorded.map(({ seq }) => seq));
    const state = this.#stateBefore(thread, id, row.first_seq);
    const found: Omission[] = [];
    this.#objects.replay(state, { thread, id, idx, from: 0, to: Number.MAX_SAFE_INTEGER }, (seq) => {
      if (wanted.has(seq) && this.#omissions.isNotFollowed(state)) found.push(this.#omissions.behind(seq));
    });
    return found;
  }

  #recorded(ref: DataRef, idx: number): readonly Write[] {
    const key = `${idx} ${JSON.stringify(ref)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const segment = this.#context.reader.segment(ref.thread, idx);
    if (segment.damage !== undefined)
      return [lostWrite(segment.row.first_seq, 'events from here on are lost: the recording is damaged')];
    const found =
      ref.kind === 'local'
        ? this.#local(ref, idx)
        : ref.kind === 'captured'
          ? this.#captured(ref, idx)
          : ref.kind === 'entry'
            ? this.#entry(ref, idx)
            : this.#property(ref, idx);
    return this.#known.set(key, found, found.length + 1);
  }

  #mayBe(ref: DataRef, idx: number): boolean {
    const { reader } = this.#context;
    const { thread } = ref;
    if (isPart(ref)) {
      if (reader.fills(thread, idx, ref.object)) return true;
      const sites = ref.kind === 'entry' ? ENTRY_EVENTS : this.#sitesOf(ref);
      return reader.hasAnySite(thread, idx, sites) && reader.touches(thread, idx, ref.object);
    }
    if (idx < reader.segmentOf(thread, ref.since)) return false;
    const holdsEnter = idx === reader.segmentOf(thread, ref.since);
    const file = this.#file(ref);
    return (holdsEnter && isThis(file, ref)) || reader.hasAnySite(thread, idx, file.writeSites.get(ref.variable) ?? []);
  }

  /** Sites (system kinds included) that may write a property of this name, of whatever object: a hot one has many others. */
  #sitesOf({ thread, name }: PropertyRef): readonly number[] {
    const { files } = this.#context.reader.sites(thread);
    const known = this.#propertySites.get(`${thread} ${name}`);
    if (known?.files === files.length) return known.sites;
    const isElement = isElementName(name);
    const sites: number[] = isElement ? [SYSTEM.splice, SYSTEM.bytes] : name === 'size' ? [...ENTRY_EVENTS] : [];
    for (const { base, table } of files) {
      const { kind, flags, ref } = table.sites;
      for (let i = 0; i < kind.length; i++) {
        if (kind[i] !== SITE.put && kind[i] !== SITE.delete) continue;
        const isMeant = String(table.keys[ref[i]!]).split(PRIVATE_OWNER)[0] === name;
        if (isElement || flags[i]! & SITE_FLAG.DYNAMIC || isMeant) sites.push(base + i);
      }
    }
    this.#propertySites.set(`${thread} ${name}`, { files: files.length, sites });
    return sites;
  }

  #file({ thread, base }: Local | Captured): LoadedFile {
    return this.#context.reader.sites(thread).files.find((file) => file.base === base)!;
  }

  #local(ref: Local, idx: number): Write[] {
    const { reader, replayer } = this.#context;
    const { thread, since: enterSeq } = ref;
    const file = this.#file(ref);
    const writes = file.writeSites.get(ref.variable) ?? [];
    const { slot } = file.table.variables[ref.variable]!;
    const machine = replayer.atStartOf(thread, idx);
    const { stack } = machine;
    const segment = reader.segment(thread, idx);
    // Without an id of its own an activation cannot come back once it is gone from the stack.
    const isOver = segment.row.first_seq > enterSeq && ref.ownId === 0;
    if (isOver && stack.enterSeq.subarray(0, stack.depth).indexOf(enterSeq) < 0) return [];
    const found: Write[] = [];
    for (let seq = segment.row.first_seq; seq < segment.endSeq; seq++) {
      machine.replayOne(segment, seq);
      const top = stack.depth - 1;
      if (top < 0 || stack.enterSeq[top] !== enterSeq) continue;
      const site = segment.siteAt(seq - segment.row.first_seq);
      const isEnter = seq === enterSeq && isThis(file, ref);
      if (isEnter || writes.includes(site)) found.push({ seq, site, value: stack.slot(top, slot) });
    }
    return found;
  }

  #captured(ref: Captured, idx: number): Write[] {
    const { reader } = this.#context;
    const ids = this.#idsUpTo(ref, idx);
    const writes = new Set(this.#file(ref).writeSites.get(ref.variable) ?? []);
    const sites = reader.sites(ref.thread);
    const { words, offsets, row } = reader.segment(ref.thread, idx);
    const found: Write[] = [];
    for (let i = 0; i < offsets.length; i++) {
      const offset = offsets[i]!;
      const site = words[offset]! >>> TAG_BITS;
      if (writes.has(site) && ids.has(words[offset + 1]!))
        found.push({ seq: row.first_seq + i, site, value: siteValue(words, offset, sites) });
    }
    return found;
  }

  /** Ids of the instance and of the copies that its loop has made of it by the end of a segment. */
  #idsUpTo(ref: Captured, last: number): ReadonlySet<number> {
    const { reader } = this.#context;
    const { thread, instance } = ref;
    const key = `${thread}:${instance}:${ref.base}:${ref.variable}`;
    const known = this.#copies.get(key) ?? {
      ids: new Set([instance]),
      upTo: Math.max(reader.segmentOf(thread, ref.since), reader.segments(thread)[0]?.idx ?? 0) - 1,
    };
    this.#copies.set(key, known);
    const copying = this.#copySites(ref);
    for (let idx = known.upTo + 1; idx <= last; idx++) {
      if (!reader.hasAnySite(thread, idx, copying)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = 0; i < segment.offsets.length; i++) {
        const offset = segment.offsets[i]!;
        if (copying.includes(segment.siteAt(i)) && known.ids.has(segment.words[offset + 2]!))
          known.ids.add(segment.words[offset + 1]!);
      }
    }
    known.upTo = Math.max(known.upTo, last);
    return known.ids;
  }

  #copySites(ref: Captured): readonly number[] {
    const { base, table } = this.#file(ref);
    const { kind, ref: scopes } = table.sites;
    const { scope } = table.variables[ref.variable]!;
    const sites: number[] = [];
    for (let i = 0; i < kind.length; i++) if (kind[i] === SITE.iterate && scopes[i] === scope) sites.push(base + i);
    return sites;
  }

  #property(ref: PropertyRef, idx: number): Write[] {
    const isPlain = !isElementName(ref.name) && ref.name !== 'size' && !ref.name.startsWith('#');
    if (!isPlain) return this.#changes(ref, idx);
    return this.#context.reader.fills(ref.thread, idx, ref.object)
      ? this.#plainChanges(ref, idx)
      : this.#puts(ref, idx);
  }

  /** Assignments and deletions by name: nothing else writes the property here, and what the rest of the object is does not matter. */
  #puts({ thread, object: id, name }: PropertyRef, idx: number): Write[] {
    const sites = this.#context.reader.sites(thread);
    const wanted = new Set(this.#sitesOf({ kind: 'property', thread, object: id, name }));
    const keys = new ObjectState(this.#objects.keyNames(thread), -1);
    const { words, offsets, row } = this.#context.reader.segment(thread, idx);
    const found: Write[] = [];
    for (let i = 0; i < offsets.length; i++) {
      const offset = offsets[i]!;
      const site = words[offset]! >>> TAG_BITS;
      if (!wanted.has(site) || words[offset + 1] !== id) continue;
      if (sites.flags[site]! & SITE_FLAG.DYNAMIC && keys.key(words[offset + 2]!) !== keyOf(name)) continue;
      const value = sites.kind[site] === SITE.put ? siteValue(words, offset, sites) : UNDEFINED;
      found.push({ seq: row.first_seq + i, site, value });
    }
    return found;
  }

  /**
   * The same where the object is described as well: that is a write if the property is not what it was. Its other properties, whose history
   * is as long as the object is hot, are not looked at.
   */
  #plainChanges(ref: PropertyRef, idx: number): Write[] {
    const { thread, object: id, name } = ref;
    const found: Write[] = [];
    let before = this.#valueBefore(ref, idx);
    const state = new ObjectState(this.#objects.keyNames(thread), -1);
    this.#objects.replay(state, { thread, id, idx, from: 0, to: Number.MAX_SAFE_INTEGER }, (seq, site, changed) => {
      if (changed !== keyOf(name) && site !== SYSTEM.content) return;
      const now = state.property(name);
      const isNew = before === undefined ? now !== undefined : !this.#same(thread, before.value, now);
      if (changed !== undefined || isNew) found.push({ seq, site, value: now ?? UNDEFINED });
      before = { value: now };
    });
    return found;
  }

  /** What a property was when a segment began; undefined if nothing is recorded of it before. */
  #valueBefore(ref: PropertyRef, before: number): { readonly value: RawValue | undefined } | undefined {
    const { reader } = this.#context;
    const { thread, object: id } = ref;
    for (let idx = before - 1; idx >= this.firstSegment(ref) && reader.row(thread, idx) !== undefined; idx--) {
      if (!this.#mayBe(ref, idx)) continue;
      const state = new ObjectState(this.#objects.keyNames(thread), -1);
      let value: { readonly value: RawValue | undefined } | undefined;
      this.#objects.replay(state, { thread, id, idx, from: 0, to: Number.MAX_SAFE_INTEGER }, (_seq, site, changed) => {
        if (changed === keyOf(ref.name) || site === SYSTEM.content) value = { value: state.property(ref.name) };
      });
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Whatever changes the property. */
  #changes({ thread, object, name }: PropertyRef, idx: number): Write[] {
    return this.#differences({ thread, id: object, key: keyOf(name), read: (state) => state.property(name) }, idx);
  }

  #entry({ thread, object, entry }: EntryRef, idx: number): Write[] {
    const read = (state: ObjectState): RawValue | undefined => state.mapEntries.get(entry)?.value;
    return this.#differences({ thread, id: object, key: undefined, read }, idx);
  }

  /** Where a part of an object is another one afterwards, or was written (`key`), by looking at the object before and after each event. */
  #differences({ thread, id, key, read }: ObjectPart, idx: number): Write[] {
    const state = this.#stateBefore(thread, id, this.#context.reader.row(thread, idx)!.first_seq);
    const found: Write[] = [];
    let before = read(state);
    let known = state.contentSeq >= 0 || before !== undefined;
    this.#objects.replay(state, { thread, id, idx, from: 0, to: Number.MAX_SAFE_INTEGER }, (seq, site, changed) => {
      const now = read(state);
      const isFirst = !known && site === SYSTEM.content && now !== undefined;
      const isWritten = changed !== undefined && changed === key;
      if (isWritten || isFirst || (known && !this.#same(thread, before, now)))
        found.push({ seq, site, value: now ?? UNDEFINED });
      known ||= isWritten || site === SYSTEM.content;
      before = now;
    });
    return found;
  }

  /** Of an object when a segment begins. */
  #stateBefore(thread: DataRef['thread'], id: number, first: number): ObjectState {
    return first === 0
      ? new ObjectState(this.#objects.keyNames(thread), -1)
      : this.#objects.state({ thread, seq: toSeq(first - 1) }, id).clone();
  }

  #same(thread: number, a: RawValue | undefined, b: RawValue | undefined): boolean {
    if (a === undefined || b === undefined) return a === b;
    const names = this.#objects.keyNames(thread);
    if (a.tag === TAG.string && b.tag === TAG.string) return names.string(a.low) === names.string(b.low);
    return a.tag === b.tag && a.low === b.low && a.high === b.high;
  }
}

const lostWrite = (seq: number, lost: string): Write => ({ lost, seq, site: SYSTEM.gap, value: UNKNOWN });

/** Of what arrays and the like keep beside their properties. */
const isElementName = (name: string): boolean => name === 'length' || typeof keyOf(name) === 'number';

const isThis = ({ table }: LoadedFile, ref: Local | Captured): boolean =>
  ref.kind === 'local' && table.variables[ref.variable]!.kind === 'this';
