/**
 * The realm's intrinsics as they were before the first test, put back after each.
 *
 * Tests delete and replace built-ins (`verifyProperty` alone deletes what it verifies). A new realm per test would keep them apart, but
 * then the tests' built-ins were not those that the recorder knows: its paths for `push`, `Map.prototype.set` and the rest would never be
 * taken. So all tests of a process share its main realm, as all modules of a program do, and what one has changed is undone.
 *
 * Works on a damaged realm: only functions taken at the start are called, no method of any object.
 */
import vm from 'node:vm';

const {
  defineProperty,
  deleteProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isExtensible,
  ownKeys,
  setPrototypeOf,
} = Reflect;
const { is } = Object;

interface Kept {
  readonly object: object;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
  readonly keys: readonly PropertyKey[];
  readonly descriptors: readonly PropertyDescriptor[];
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Objects that no global leads to. */
const HIDDEN_INTRINSICS = `[
  function* () {}, async function () {}, async function* () {}, (function* () {})(), (async function* () {})(),
  [][Symbol.iterator](), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), ''.matchAll(/a/g),
  Object.getOwnPropertyDescriptor(function () { 'use strict'; return arguments; }(), 'callee').get,
  globalThis.Iterator?.from?.({ next() {} }), globalThis.Iterator?.prototype?.map?.call({ next() {} }, () => {}),
  globalThis.Intl?.Segmenter && new Intl.Segmenter().segment('a'), globalThis.Intl?.Segmenter && new Intl.Segmenter().segment('a')[Symbol.iterator](),
]`;

export class Realm {
  readonly #kept: Kept[] = [];
  readonly #globals: Kept;

  constructor() {
    // A new context has the globals of the language and nothing of Node's but the inspector's console.
    const names = vm.runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[];
    const seen = new Set<object>([globalThis]);
    const queue: unknown[] = [...(vm.runInThisContext(HIDDEN_INTRINSICS) as unknown[])];
    for (const name of names)
      if (name !== 'console' && name !== 'globalThis') queue.push(Reflect.get(globalThis, name));
    for (let next = queue.shift(); next !== undefined || queue.length > 0; next = queue.shift()) {
      if (!isObject(next) || seen.has(next)) continue;
      seen.add(next);
      const kept = keep(next);
      this.#kept.push(kept);
      queue.push(kept.prototype, ...kept.descriptors.flatMap(({ value, get, set }) => [value, get, set]));
    }
    this.#globals = keep(globalThis);
  }

  /** False if something cannot be put back. */
  repair(): boolean {
    let isWhole = putBack(this.#globals);
    for (let i = 0; i < this.#kept.length; i++) if (!putBack(this.#kept[i]!)) isWhole = false;
    return isWhole;
  }
}

function keep(object: object): Kept {
  const keys = ownKeys(object);
  const descriptors = keys.map((key) => getOwnPropertyDescriptor(object, key)!);
  return { object, prototype: getPrototypeOf(object), isExtensible: isExtensible(object), keys, descriptors };
}

function putBack({ object, prototype, isExtensible: wasExtensible, keys, descriptors }: Kept): boolean {
  let isWhole = isExtensible(object) === wasExtensible;
  if (getPrototypeOf(object) !== prototype) isWhole = setPrototypeOf(object, prototype) && isWhole;
  for (let i = 0; i < keys.length; i++) {
    const now = getOwnPropertyDescriptor(object, keys[i]!);
    if (now === undefined || !isSame(now, descriptors[i]!)) {
      isWhole = defineProperty(object, keys[i]!, descriptors[i]!) && isWhole;
    }
  }
  const present = ownKeys(object);
  if (present.length === keys.length) return isWhole;
  for (let i = 0; i < present.length; i++) {
    const key = present[i]!;
    if (isAmong(keys, key) || deleteProperty(object, key)) continue;
    // Node keeps symbols on the global object from their first use on, and no test makes one there that cannot be deleted.
    if (object !== globalThis || typeof key === 'string') isWhole = false;
  }
  return isWhole;
}

function isAmong(keys: readonly PropertyKey[], key: PropertyKey): boolean {
  for (let i = 0; i < keys.length; i++) if (keys[i] === key) return true;
  return false;
}

const isSame = (a: PropertyDescriptor, b: PropertyDescriptor): boolean =>
  is(a.value, b.value) &&
  a.get === b.get &&
  a.set === b.set &&
  a.writable === b.writable &&
  a.enumerable === b.enumerable &&
  a.configurable === b.configurable;
