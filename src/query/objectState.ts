/**
 * The content of one object as it changes: a content event sets it, puts, deletes and the built-in mutators change it. Values stay raw.
 * Property order is JavaScript's: array indexes ascending, then names as they were added.
 */
import {
  ENTRY,
  ENTRY_FLAG,
  CONTENT,
  CONTENT_FLAG,
  SLOT,
  SYSTEM,
  TAG,
  TAG_BITS,
  TAG_MASK,
  WATCH,
} from '../wire/trace.js';
import { PRIVATE_OWNER } from '../wire/sites.js';
import { doubleOf, HOLE, intValue, packedBytes, type RawValue, UNKNOWN, ValueCursor } from '../store/words.js';
import { elementBytes } from './elementBytes.js';

export interface RawProperty {
  readonly name: string;
  readonly symbol: boolean;
  readonly enumerable: boolean;
  readonly value: RawValue;
}

/** A property key as the stream names it, resolved: an index, or a name that starts with `s` (string), `p` (private name) or `y` (symbol id). */
export type Key = number | string;

/** Of an array with such an element: the runtime takes indexes of 31 bits for numbers, and the language one less than 32. */
const lengthWith = (key: Key): number =>
  typeof key === 'string' && /^s[1-9]\d{9}$/.test(key) && Number(key.slice(1)) < 0xffff_ffff
    ? Number(key.slice(1)) + 1
    : 0;

/** Of a content event: the object was known before. */
const isResync = (words: Int32Array, offset: number): boolean => (words[offset]! & TAG_MASK) === 1;
/** It describes this object, as new. */
export const isNew = (words: Int32Array, offset: number, id: number): boolean =>
  words[offset + 2] === id && !isResync(words, offset);

const isPrivate = (key: Key): boolean => typeof key === 'string' && key.startsWith('p');

/** Private names of several classes are keys of their own (see {@link PRIVATE_OWNER}). */
const writtenName = (key: string): string =>
  isPrivate(key) ? (key.slice(1).split(PRIVATE_OWNER)[0] ?? '') : key.slice(1);

/** Key that a name as a person writes it most likely means. */
export const keyOf = (name: string): Key => staticKey(/^(0|[1-9]\d*)$/.test(name) ? Number(name) : name);

/** Key of a property that the text of the program names. */
export function staticKey(name: string | number): Key {
  if (typeof name === 'number') return name;
  return name.startsWith('#') ? `p${name}` : `s${name}`;
}

/** Texts that keys and map keys are compared by. */
export interface KeyNames {
  readonly string: (id: number) => string;
  readonly symbol: (id: number) => string;
}

const ERROR_SLOTS: ReadonlyMap<Key, number> = new Map([
  ['sname', SLOT.errorName],
  ['smessage', SLOT.errorMessage],
  ['sstack', SLOT.errorStack],
]);

export class ObjectState {
  kind: number = CONTENT.cut;
  proto = -1;
  flags = 0;
  /** last event that set or changed it */
  seq: number;
  /** last content event, -1 if there was none */
  contentSeq = -1;
  readonly named = new Map<Key, RawProperty>();
  /** up to the last one known; undefined is a hole, or unknown where capture left it out */
  elements: (RawValue | undefined)[] = [];
  /** array length, and the first index that capture left out (then unknown, not a hole) */
  length = 0;
  #elementsCutFrom = Number.POSITIVE_INFINITY;
  #cutProperties = 0;
  readonly mapEntries = new Map<string, { readonly key: RawValue; readonly value: RawValue }>();
  #cutEntries = 0;
  readonly slots = new Map<number, RawValue>();
  bytes: Uint8Array | undefined;
  /** uninstrumented code may have changed it since it was last looked at */
  unseen = false;
  readonly #names: KeyNames;

  constructor(names: KeyNames, seq: number) {
    this.#names = names;
    this.seq = seq;
  }

  clone(): ObjectState {
    const copy = new ObjectState(this.#names, this.seq);
    copy.kind = this.kind;
    copy.proto = this.proto;
    copy.flags = this.flags;
    copy.contentSeq = this.contentSeq;
    for (const [key, property] of this.named) copy.named.set(key, property);
    copy.elements = this.elements.slice();
    copy.length = this.length;
    copy.#elementsCutFrom = this.#elementsCutFrom;
    copy.#cutProperties = this.#cutProperties;
    for (const [key, entry] of this.mapEntries) copy.mapEntries.set(key, entry);
    copy.#cutEntries = this.#cutEntries;
    for (const [slot, value] of this.slots) copy.slots.set(slot, value);
    copy.bytes = this.bytes;
    copy.unseen = this.unseen;
    return copy;
  }

  takePrivates(from: ObjectState): void {
    for (const [key, property] of from.named) if (isPrivate(key)) this.named.set(key, property);
  }

  /** It is described as new, and has private names by then: it was lost, or forgotten, and what was written since is not recorded. */
  losePrivates(): void {
    for (const [key, property] of this.named) if (isPrivate(key)) this.named.set(key, { ...property, value: UNKNOWN });
  }

  /** Parts that a copy holds. */
  get weight(): number {
    return 16 + this.named.size + this.elements.length + this.mapEntries.size + this.slots.size;
  }

  /** Its elements are indexed: properties with index keys are elements. */
  get indexed(): boolean {
    return this.kind === CONTENT.array || this.kind === CONTENT.arguments || this.kind === CONTENT.typedArray;
  }

  get cut(): boolean {
    return this.kind === CONTENT.cut || (this.flags & CONTENT_FLAG.itemsCut) !== 0;
  }

  get size(): number {
    if (this.kind === CONTENT.arguments) return this.#argumentsLength();
    if (this.indexed || this.kind === CONTENT.arrayBuffer) return this.length;
    if (this.kind === CONTENT.map || this.kind === CONTENT.set) return this.mapEntries.size + this.#cutEntries;
    return this.named.size + this.#cutProperties;
  }

  /** `length` is a property like others, which the program may assign or delete. */
  #argumentsLength(): number {
    const own = this.named.get('slength')?.value;
    return own?.tag === TAG.int ? own.low : this.length;
  }

  element(index: number): RawValue {
    return this.elements[index] ?? (index >= this.#elementsCutFrom ? { tag: TAG.unknown, low: 0, high: 0 } : HOLE);
  }

  /** Value of a property by its name as a person writes it; undefined if it is not there. */
  property(name: string): RawValue | undefined {
    if (this.indexed && /^(0|[1-9]\d*)$/.test(name)) {
      const value = this.element(Number(name));
      return (this.kind === CONTENT.arguments || Number(name) < this.length) && value.tag !== TAG.hole
        ? value
        : undefined;
    }
    if (name === 'length' && this.indexed) return intValue(this.length);
    if (name === 'size' && (this.kind === CONTENT.map || this.kind === CONTENT.set)) return intValue(this.size);
    return (this.named.get(keyOf(name)) ?? this.named.get(`s${name}`) ?? this.#ofOtherClass(name))?.value;
  }

  /** A private name that its file's first class of that name has not given the object. */
  #ofOtherClass(name: string): RawProperty | undefined {
    if (!name.startsWith('#')) return undefined;
    return [...this.named].find(([key, property]) => isPrivate(key) && property.name === name)?.[1];
  }

  /** One of {@link properties}, by the name it has there. */
  own(name: string, symbol: boolean): RawProperty | undefined {
    const isText = !symbol && !name.startsWith('#') && !/^\d/.test(name);
    return isText ? this.named.get(`s${name}`) : this.properties().find((p) => p.name === name && p.symbol === symbol);
  }

  /** Names in JavaScript's order. */
  properties(): RawProperty[] {
    const indexes = [...this.named]
      .filter(([key]) => typeof key === 'number')
      .sort(([a], [b]) => (a as number) - (b as number));
    const others = [...this.named].filter(([key]) => typeof key === 'string');
    return [...indexes, ...others].map(([, property]) => property);
  }

  key(word: number): Key {
    if (word >= 0) return word;
    const n = -word - 1;
    return n & 1 ? `y${n >> 1}` : `s${this.#names.string(n >> 1)}`;
  }

  put(key: Key, value: RawValue): void {
    if (this.indexed && typeof key === 'number') {
      this.elements[key] = value;
      if (this.kind !== CONTENT.typedArray) this.length = Math.max(this.length, key + 1);
    } else if (key === 'slength' && this.kind === CONTENT.array) this.#truncate(value);
    else {
      this.#setNamed(key, value, this.named.get(key)?.enumerable ?? true);
      if (this.kind === CONTENT.array) this.length = Math.max(this.length, lengthWith(key));
    }
    const slot = this.#slotOf(key);
    if (slot !== undefined && (slot === SLOT.functionName || value.tag === TAG.string)) this.slots.set(slot, value);
    else if (slot !== undefined) this.slots.delete(slot);
  }

  delete(key: Key): void {
    if (this.indexed && typeof key === 'number') {
      this.elements[key] = HOLE;
    } else this.named.delete(key);
    const slot = this.#slotOf(key);
    if (slot !== undefined) this.slots.delete(slot);
  }

  /** What of the object is shown by its slots, and may be a property of its own. */
  #slotOf(key: Key): number | undefined {
    switch (this.kind) {
      case CONTENT.function:
      case CONTENT.class:
        return key === 'sname' ? SLOT.functionName : undefined;
      case CONTENT.error:
        return ERROR_SLOTS.get(key);
      default:
        return undefined;
    }
  }

  /** Applies a system event about this object. */
  apply(words: Int32Array, offset: number): void {
    const kind = words[offset]! >>> TAG_BITS;
    const end = offset + words[offset + 1]!;
    const cursor = new ValueCursor(words, offset + 3);
    switch (kind) {
      case SYSTEM.content:
        return this.#content(words, offset, end);
      case SYSTEM.splice:
        return this.#splice(cursor, end);
      case SYSTEM.mapSet: {
        const key = cursor.value();
        this.#setEntry(key, cursor.value());
        return;
      }
      case SYSTEM.setAdd: {
        const value = cursor.value();
        return this.#setEntry(value, value);
      }
      case SYSTEM.remove:
        if (!this.mapEntries.delete(this.#identity(cursor.value())) && this.#cutEntries > 0) this.#cutEntries--;
        return;
      case SYSTEM.clear:
        this.mapEntries.clear();
        this.#cutEntries = 0;
        return;
      case SYSTEM.bytes:
        return this.#bytes(words, offset);
      case SYSTEM.watch:
        this.unseen = (words[offset]! & TAG_MASK) === WATCH.unseen;
        return;
    }
  }

  /** Written through another view, or by a method: the elements are in the bytes again. */
  #bytes(words: Int32Array, offset: number): void {
    if (this.bytes === undefined) return;
    const from = words[offset + 3]!;
    const written = packedBytes(words, offset + 5, words[offset + 4]!);
    this.bytes = this.bytes.slice();
    this.bytes.set(written.subarray(0, Math.max(0, this.bytes.length - from)), from);
    const size = this.#elementBytes();
    const last = Math.min(this.elements.length, Math.ceil((from + written.length) / size));
    for (let i = Math.floor(from / size); i < last; i++) this.elements[i] = undefined;
  }

  #elementBytes(): number {
    const kind = this.slots.get(SLOT.viewKind);
    return kind?.tag === TAG.string ? elementBytes(this.#names.string(kind.low)) : 1;
  }

  #content(words: Int32Array, offset: number, end: number): void {
    this.kind = words[offset + 3]!;
    this.proto = words[offset + 4]!;
    const size = words[offset + 5]!;
    this.flags = words[offset + 6]!;
    // A new look from outside does not see private names: they are what the class wrote last.
    for (const key of this.named.keys()) if (!isPrivate(key)) this.named.delete(key);
    if (!isResync(words, offset)) this.losePrivates();
    this.mapEntries.clear();
    this.slots.clear();
    this.elements = [];
    this.bytes = undefined;
    this.unseen = false;
    this.length = size;
    const cursor = new ValueCursor(words, offset + 7);
    while (cursor.offset < end) this.#entry(cursor);
    const cut = (this.flags & CONTENT_FLAG.itemsCut) !== 0;
    this.#elementsCutFrom = cut ? this.elements.length : Number.POSITIVE_INFINITY;
    this.#cutEntries = cut ? Math.max(0, size - this.mapEntries.size) : 0;
    this.#cutProperties =
      cut && !this.indexed ? Math.max(0, size - [...this.named.keys()].filter((key) => !isPrivate(key)).length) : 0;
  }

  #entry(cursor: ValueCursor): void {
    const head = cursor.word();
    const attributes = head >>> 8;
    switch (head & 0xff) {
      case ENTRY.property: {
        const key = this.key(cursor.word());
        const value = cursor.value();
        if (this.indexed && typeof key === 'number') this.elements[key] = value;
        else if (!(this.kind === CONTENT.array && key === 'slength'))
          this.#setNamed(key, value, (attributes & ENTRY_FLAG.nonEnumerable) === 0);
        return;
      }
      case ENTRY.mapEntry: {
        const key = cursor.value();
        return this.#setEntry(key, cursor.value());
      }
      case ENTRY.setElement: {
        const value = cursor.value();
        return this.#setEntry(value, value);
      }
      case ENTRY.slot: {
        const slot = cursor.word();
        this.slots.set(slot, cursor.value());
        return;
      }
      case ENTRY.bytes: {
        const count = cursor.word();
        this.bytes = packedBytes(cursor.words, cursor.offset, count);
        cursor.offset += (count + 3) >> 2;
        return;
      }
      default:
        throw new RangeError(`content entry of kind ${head & 0xff}`);
    }
  }

  #setNamed(key: Key, value: RawValue, enumerable: boolean): void {
    const symbol = typeof key === 'string' && key.startsWith('y');
    const name =
      typeof key === 'number' ? String(key) : symbol ? this.#names.symbol(Number(key.slice(1))) : writtenName(key);
    this.named.set(key, { name, symbol, enumerable, value });
  }

  #truncate({ tag, low, high }: RawValue): void {
    if (tag !== TAG.int && tag !== TAG.double) return;
    const length = tag === TAG.int ? low : doubleOf(low, high);
    if (this.elements.length > length) this.elements.length = length;
    this.length = length;
    this.#elementsCutFrom = length <= this.#elementsCutFrom ? Number.POSITIVE_INFINITY : this.#elementsCutFrom;
  }

  /** The built-in array mutators are all splices. */
  #splice(cursor: ValueCursor, end: number): void {
    const start = cursor.word();
    const deleted = cursor.word();
    const inserted: RawValue[] = [];
    while (cursor.offset < end) inserted.push(cursor.value());
    const shift = inserted.length - deleted;
    if (start <= this.elements.length) this.elements.splice(start, deleted, ...inserted);
    else for (const [i, value] of inserted.entries()) this.elements[start + i] = value;
    this.length = Math.max(0, this.length + shift);
    if (start < this.#elementsCutFrom) this.#elementsCutFrom += shift;
  }

  #setEntry(key: RawValue, value: RawValue): void {
    this.mapEntries.set(this.#identity(key), { key, value });
  }

  /** SameValueZero, as a text. */
  #identity({ tag, low, high }: RawValue): string {
    if (tag === TAG.string || tag === TAG.bigint) return `${tag}:${this.#names.string(low)}`;
    if (tag === TAG.double && low === 0 && high === -0x8000_0000) return `${TAG.int}:0:0`;
    return `${tag}:${low}:${high}`;
  }
}
