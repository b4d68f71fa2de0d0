/** Key words of an object's own keys. Objects that are described one after the other mostly have the keys of one before: these are compared, not looked up. */
import * as js from './intrinsics.js';
import type { StringTable } from './strings.js';

const MAX_KEYS = 32;
const MAX_KNOWN = 1024;
const MAX_INDEX = 0x7fffffff;

type Key = string | symbol;

interface Known {
  readonly keys: readonly Key[];
  readonly words: readonly number[];
}

export class KeyWords {
  readonly #strings: StringTable;
  /** by the last of the keys, which differ more often than the first */
  readonly #known = new js.SafeMap<Key, Known>();

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  /** Of a property key as Reflect.ownKeys gives it. */
  word(key: Key): number {
    if (typeof key === 'symbol') return this.#strings.key(key);
    const index = arrayIndex(key);
    return index >= 0 ? index : this.#strings.key(key);
  }

  /** Of all of them; undefined: there are too many to be remembered. */
  words(keys: readonly Key[]): readonly number[] | undefined {
    const { length } = keys;
    if (length === 0 || length > MAX_KEYS) return undefined;
    const last = keys[length - 1] as Key;
    const known = this.#known.get(last);
    if (known !== undefined && areEqual(known.keys, keys)) return known.words;
    const words = js.list<number>();
    for (let i = 0; i < length; i++) words[i] = this.word(keys[i] as Key);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(last, { keys, words });
    return words;
  }
}

function areEqual(a: readonly Key[], b: readonly Key[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Array index that a canonical numeric key names, or -1. */
export function arrayIndex(key: string): number {
  const length = key.length;
  if (length === 0 || length > 10) return -1;
  const first = js.charCodeAt(key, 0) - 48;
  if (first === 0) return length === 1 ? 0 : -1;
  let index = 0;
  for (let i = 0; i < length; i++) {
    const digit = js.charCodeAt(key, i) - 48;
    if (digit < 0 || digit > 9) return -1;
    index = index * 10 + digit;
  }
  return index <= MAX_INDEX ? index : -1;
}
