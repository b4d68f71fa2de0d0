/**
 * Strings and symbols of the stream: each content is written once or twice and named by its id after that. Most are made, seen and gone: those in the table have
 * been written twice. To look for one that is not in a table of 65,000, and to add it, takes as long as all else that is recorded of it.
 *
 * The table is bounded (it starts again when full; ids keep growing, so old ids stay valid in the recording). Strings over
 * {@link LONG} units are not hashed but remembered by reference. Strings over {@link HUGE} units, mostly built by
 * concatenation, cost a copy each time somebody looks into them: a time budget limits that, over it only the length is recorded.
 */
import { MAX_EVENT_WORDS } from '../wire/ring.js';
import { header, stringKey, SYSTEM, symbolKey } from '../wire/trace.js';
import { bigintDigits, charCodeAt, keyFor, list, now, SafeMap, symbolDescription } from './intrinsics.js';
import type { RingWriter } from './ring.js';

const MAX_ENTRIES = 1 << 16;
const MAX_UNITS = 8 << 20;
const LONG = 2048;
const RECENT = 16;
/** Strings that are compared before they are looked up, which takes 20 to 100 ns: each in the place that its {@link sumOf} gives. */
const AT_HAND = 1 << 8;
/** Strings that are compared first, each in the place that its length gives: most often it is the very same one. By then a unit of it has been read, which makes V8 put together what was only joined: comparing does it at twice the cost. */
const LAST = 1 << 4;
/** Of a filter that tells strings that were never written: eight for each that the table begins again after. */
const NOTED_BITS = 1 << 19;
/** Units at its end that tell a string from others, besides those that {@link sumOf} takes: names of one kind mostly begin alike. */
const LAST_UNITS = 8;
const HUGE = 1 << 16;
const HUGE_UNITS_PER_MS = 200_000;
const HUGE_UNITS_AT_ONCE = 32 << 20;
const HEADER_WORDS = 4;
const MAX_STORED = (MAX_EVENT_WORDS - HEADER_WORDS) * 2;

const REGISTERED = 1;
const WELL_KNOWN = 2;

const wellKnown = new SafeMap<symbol, true>();
for (const key of Reflect.ownKeys(Symbol)) {
  const value: unknown = Object.getOwnPropertyDescriptor(Symbol, key)?.value;
  if (typeof value === 'symbol') wellKnown.set(value, true);
}

export class StringTable {
  readonly #ring: RingWriter;
  readonly #limit: number;
  readonly #ids = new SafeMap<string, number>();
  readonly #symbols = new SafeMap<symbol, number>();
  readonly #recent: { text: string; id: number }[] = [];
  #recentNext = 0;
  readonly #last = list<string>();
  readonly #lastIds = new Int32Array(LAST);
  readonly #lastUnits = new Int32Array(LAST);
  readonly #atHand = list<string>();
  /** 0: none is at hand there */
  readonly #idsAtHand = new Int32Array(AT_HAND);
  /** compared first: a text that was written some time ago is far away in memory */
  readonly #sumsAtHand = new Int32Array(AT_HAND);
  readonly #noted = new Int32Array(NOTED_BITS >> 5);
  #count = 0;
  #units = 0;
  #next = 1;
  #nextSymbol = 1;
  #hugeUnits = HUGE_UNITS_AT_ONCE;
  #hugeAt = 0;

  constructor(ring: RingWriter, stringLength: number) {
    this.#ring = ring;
    this.#limit = Math.min(stringLength, MAX_STORED);
    for (let i = 0; i < RECENT; i++) this.#recent[i] = { text: '', id: 0 };
    for (let i = 0; i < AT_HAND; i++) this.#atHand[i] = '';
    for (let i = 0; i < LAST; i++) this.#last[i] = '';
  }

  id(given: string): number {
    const text = told(given);
    const { length } = text;
    if (length > LONG) return this.#long(text);
    if (length === 0) return this.#found(text);
    const place = length & (LAST - 1);
    const unit = charCodeAt(text, length - 1);
    if (this.#lastUnits[place] === unit && this.#last[place] === text) return this.#lastIds[place] as number;
    const id = this.#found(text);
    this.#last[place] = text;
    this.#lastUnits[place] = unit;
    this.#lastIds[place] = id;
    return id;
  }

  #found(given: string): number {
    const text = told(given);
    const sum = sumOf(text);
    const place = sum & (AT_HAND - 1);
    const known = this.#idsAtHand[place] as number;
    if (this.#sumsAtHand[place] === sum && known !== 0 && this.#atHand[place] === text) return known;
    const id = this.#wasNoted(text, sum) ? (this.#ids.get(text) ?? this.#added(text, true)) : this.#added(text, false);
    this.#atHand[place] = text;
    this.#sumsAtHand[place] = sum;
    this.#idsAtHand[place] = id;
    return id;
  }

  /** It is noted, and so may it have been before, since the table began. */
  #wasNoted(given: string, sum: number): boolean {
    const text = told(given);
    const { length } = text;
    let hash = sum;
    for (let i = length > LAST_UNITS ? length - LAST_UNITS : 0; i < length; i++)
      hash = (hash * 31 + charCodeAt(text, i)) | 0;
    hash = (hash ^ (hash >>> 15)) & (NOTED_BITS - 1);
    const bits = this.#noted[hash >> 5] as number;
    const bit = 1 << (hash & 31);
    if ((bits & bit) !== 0) return true;
    this.#noted[hash >> 5] = bits | bit;
    return false;
  }

  #added(given: string, isKept: boolean): number {
    const text = told(given);
    const id = this.#next++;
    this.#write(id, text, text.length);
    if (this.#count >= MAX_ENTRIES || this.#units > MAX_UNITS) this.#reset();
    if (isKept) this.#ids.set(text, id);
    this.#count++;
    this.#units += text.length;
    return id;
  }

  bigint(value: bigint): number {
    return this.id(bigintDigits(value));
  }

  symbol(symbol: symbol): number {
    const known = this.#symbols.get(symbol);
    if (known !== undefined) return known;
    const id = this.#nextSymbol++;
    const description = symbolDescription(symbol);
    const text = description === undefined ? 0 : this.id(description);
    const flags = (keyFor(symbol) === undefined ? 0 : REGISTERED) | (wellKnown.has(symbol) ? WELL_KNOWN : 0);
    this.#ring.system(SYSTEM.symbol, 0, [id, text, flags]);
    this.#symbols.set(symbol, id);
    return id;
  }

  /** Key word of a property name that is no array index, or of a symbol. */
  key(key: string | symbol): number {
    return typeof key === 'symbol' ? symbolKey(this.symbol(key)) : stringKey(this.id(key));
  }

  #reset(): void {
    this.#ids.clear();
    for (let i = 0; i < NOTED_BITS >> 5; i++) this.#noted[i] = 0;
    this.#count = 0;
    for (let i = 0; i < AT_HAND; i++) {
      this.#atHand[i] = '';
      this.#idsAtHand[i] = 0;
    }
    for (let i = 0; i < LAST; i++) {
      this.#last[i] = '';
      this.#lastIds[i] = 0;
    }
    this.#units = 0;
    for (let i = 0; i < RECENT; i++) {
      const entry = this.#recent[i];
      if (entry !== undefined) entry.text = '';
    }
  }

  #long(text: string): number {
    for (let i = 0; i < RECENT; i++) {
      const entry = this.#recent[i];
      if (
        entry !== undefined &&
        entry.text.length === text.length &&
        this.#affordable(text.length) &&
        entry.text === text
      ) {
        return entry.id;
      }
    }
    const id = this.#next++;
    this.#write(id, text, this.#affordable(text.length) ? text.length : 0);
    const slot = this.#recent[this.#recentNext];
    this.#recentNext = (this.#recentNext + 1) % RECENT;
    if (slot !== undefined) {
      slot.text = text.length > HUGE ? '' : text;
      slot.id = id;
    }
    return id;
  }

  #affordable(units: number): boolean {
    if (units <= HUGE) return true;
    const time = now();
    this.#hugeUnits = Math.min(HUGE_UNITS_AT_ONCE, this.#hugeUnits + (time - this.#hugeAt) * HUGE_UNITS_PER_MS);
    this.#hugeAt = time;
    if (this.#hugeUnits < units) return false;
    this.#hugeUnits -= units;
    return true;
  }

  #write(id: number, text: string, units: number): void {
    const stored = Math.min(units, this.#limit);
    const maximum = HEADER_WORDS + 1 + ((stored + 1) >> 1);
    const c = this.#ring.room(maximum);
    const I = this.#ring.I;
    I[c] = header(SYSTEM.string, 0);
    I[c + 2] = id;
    I[c + 3] = text.length;
    const words = packText(I, c + 4, text, stored);
    I[c + 1] = 4 + words;
    this.#ring.C[0] = c + 4 + words;
  }
}

/**
 * The same text, of which V8 knows that it is one: it keeps no more than four kinds of strings with a place, and for what `text.length` may mean it looks there
 * (CPU time of splay with this, sums that are compared before texts, and the records of new arrays defined: 6 % less, paired runs on a busy machine, quartiles 1 to 12).
 */
function told(text: string): string {
  const nothing = '';
  return nothing + text;
}

/** Texts of other sums are others. */
function sumOf(given: string): number {
  const text = told(given);
  const { length } = text;
  if (length === 0) return 0;
  const ends = charCodeAt(text, 0) * 31 + charCodeAt(text, length - 1) * 7 + charCodeAt(text, length >> 1);
  return ends * 5 + length;
}

/** Stored units << 1 | two-byte flag, then the units packed. Returns the words written. */
export function packText(I: Int32Array, at: number, text: string, stored: number): number {
  let seen = 0;
  let word = 0;
  let w = at + 1;
  let i = 0;
  for (; i < stored; i++) {
    const unit = charCodeAt(text, i);
    seen |= unit;
    word |= unit << ((i & 3) << 3);
    if ((i & 3) === 3) {
      I[w++] = word;
      word = 0;
    }
  }
  if (seen <= 0xff) {
    if ((i & 3) !== 0) I[w++] = word;
    I[at] = stored << 1;
    return w - at;
  }
  w = at + 1;
  for (i = 0; i < stored; i += 2) {
    I[w++] = charCodeAt(text, i) | (i + 1 < stored ? charCodeAt(text, i + 1) << 16 : 0);
  }
  I[at] = (stored << 1) | 1;
  return w - at;
}
