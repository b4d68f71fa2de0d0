/**
 * What is recorded of properties: assigned, defined, deleted.
 *
 * Rule, as in kit.ts: nothing here throws into the program, calls its code or converts its values.
 */
import type { Kit } from '../wire/kit.js';
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CONTENT, TAG } from '../wire/trace.js';
import { arrayIndex } from './keyWords.js';
import { isGlobalOfContext } from './contexts.js';
import type { Heap } from './heap.js';
import { isFree } from './homes.js';
import { changeFacts, FACT, factsOf, isFreshObject, knownKind, sharesBytes, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import { keepKind } from './kinds.js';
import type { Mutators } from './mutators.js';
import { inheritedSetter, withFixedElements } from './properties.js';
import { changesBy, proxyTarget, type Trap } from './proxies.js';
import { REDACTED } from './redaction.js';
import type { Resync } from './resync.js';
import { captureFailed } from './trouble.js';
import type { Values } from './values.js';

type Members =
  | 'put'
  | 'putDynamic'
  | 'assigned'
  | 'assignedAt'
  | 'putValue'
  | 'putRedacted'
  | 'remove'
  | 'removeDynamic'
  | 'mapped';

export interface Puts extends Pick<Kit, Members> {
  /** the assigned value is what the property has now, whatever it is: nothing of the program's runs */
  readonly isPlain: (o: object, key: string | number | symbol) => boolean;
  /** an assignment that is left out: a setter that is not instrumented may have changed more than its object */
  readonly mayRunSetter: (o: unknown, key: unknown, value: unknown, os: Stamped | undefined) => void;
  /** a change through the proxy is one of this object, too; undefined: its traps have changed what is behind it, and that is recorded or looked at */
  readonly behind: (proxy: object, trap: Trap, value: unknown) => object | undefined;
}

interface PutParts {
  readonly heap: Heap;
  readonly resync: Resync;
  readonly mutators: Mutators;
  readonly values: Values;
}

export function createPuts({ heap, resync, mutators, values }: PutParts): Puts {
  const { C } = heap.ring;
  const { emit, tagOf } = values;
  /** `arguments` -> what records the parameters that are its elements */
  const mapped = new js.SafeWeakMap<object, () => void>();

  /** Can a property event be about it? */
  function isRecordable(o: unknown): o is object {
    return ((typeof o === 'object' && o !== null) || typeof o === 'function') && C[CELL.ABANDONED] === 0;
  }

  /** The property's value as it is now. False: of an accessor, or an absent property, there is nothing to write. */
  function putAt(h: number, id: number, o: object, key: string | number | symbol, isKeyed: boolean): boolean {
    const descriptor = js.getOwnPropertyDescriptor(o, key);
    if (descriptor === undefined || !js.hasOwn(descriptor, 'value')) return false;
    const redacted = heap.redacted.size > 0 && heap.redacted.has(key as string);
    const word = isKeyed ? keyWordOf(key) : 0;
    const tag = heap.tagOf(redacted ? REDACTED : descriptor.value);
    emit(h, isKeyed ? 2 : 1, id, word, tag);
    const known = stampOf(o);
    if (known !== undefined && typeof descriptor.value === 'function') heap.homes.shadow(known);
    if (known !== undefined) heap.hot.used(o, known);
    resync.stored(known, descriptor.value);
    if (o === globalThis) resync.reachable(descriptor.value);
    else if (isGlobalOfContext(o)) resync.lookAround();
    // What is shown of an error are slots.
    if (knownKind(o) === CONTENT.error) resync.touch(o);
    else if (knownKind(o) === CONTENT.arguments) mapped.get(o)?.();
    else if (sharesBytes(o)) heap.buffers.wroteElement(o, typeof key === 'symbol' ? -1 : +key);
    return true;
  }

  /** A setter that is not instrumented may have changed the object in any way, and what it was given; that of `__proto__` is one. */
  function setterRan(o: object, key: string | number | symbol, value: unknown): void {
    const own = js.getOwnPropertyDescriptor(o, key);
    const setter = own === undefined ? inheritedSetter(o, key) : own.set;
    if (key === '__proto__') keepKind(o);
    if (setter !== undefined)
      resync.after(setter, { receiver: o, args: [value], result: undefined, isWhole: true }, mutators);
  }

  function mayRunSetter(o: unknown, key: unknown, value: unknown, os: Stamped | undefined): void {
    // Proxies have no stamps.
    if (!isRecordable(o) || (os === undefined && js.isProxy(o))) return;
    try {
      const plain = plainKey(key);
      if (plain !== undefined && !isElement(o, plain) && !isData(o, plain)) setterRan(o, plain, value);
    } catch (error) {
      captureFailed(error);
    }
  }

  function isData(o: object, key: string | number | symbol): boolean {
    const own = js.getOwnPropertyDescriptor(o, key);
    return own !== undefined && js.hasOwn(own, 'value');
  }

  function behind(proxy: object, trap: Trap, value: unknown): object | undefined {
    const by = changesBy(proxy, trap);
    if (by === 'language') return proxyTarget(proxy);
    if (by === 'other')
      resync.after(undefined, { receiver: proxy, args: [value], result: undefined, isWhole: false }, mutators);
    return undefined;
  }

  function keyWordOf(key: string | number | symbol): number {
    if (typeof key === 'number')
      return key >= 0 && key <= 0x7fffffff && (key | 0) === key ? key : heap.strings.key(`${key}`);
    if (typeof key === 'symbol') return heap.strings.key(key);
    const index = arrayIndex(key);
    return index >= 0 ? index : heap.strings.key(key);
  }

  /** Key of a computed member; undefined for objects, whose conversion would run user code. */
  function plainKey(key: unknown): string | number | symbol | undefined {
    switch (typeof key) {
      case 'string':
      case 'number':
      case 'symbol':
        return key;
      case 'object':
        return key === null ? 'null' : undefined;
      case 'function':
        return undefined;
      default:
        return `${key as bigint | boolean | undefined}`;
    }
  }

  function put(h: number, o: unknown, key: string | number | symbol, value?: unknown): void {
    if (C[CELL.ABANDONED] !== 0) return;
    try {
      if (isFreshObject(value) && !holdsAsAssigned(o, key)) heap.touched.now();
      if (!isRecordable(o)) return;
      const id = heap.written(o);
      if (id === 0) put(h, behind(o, 'set', value), key, value);
      else if (!putAt(h, id, o, key, false)) setterRan(o, key, value);
    } catch (error) {
      captureFailed(error);
    }
  }

  /** No setter and no trap has heard of the assignment. */
  function holdsAsAssigned(o: unknown, key: string | number | symbol): boolean {
    if (!isRecordable(o) || js.isProxy(o)) return false;
    const own = js.getOwnPropertyDescriptor(o, key);
    if (own === undefined || !js.hasOwn(own, 'value')) return false;
    const prototype = js.getPrototypeOf(o);
    return prototype === null || isFree(prototype, key);
  }

  /** Is what was assigned to the own property what it has now? See FACT.simple. */
  function takesAssigned(o: object, facts: number, key: string | number | symbol): boolean {
    return heap.isSimple(facts) && js.hasOwn(o, key) && heap.redacted.size === 0 && C[CELL.ABANDONED] === 0;
  }

  /** Tag of a value of which the program's code has read `known`. */
  function tagOfKnown(value: unknown, known: Stamped | undefined): number {
    if (known === undefined || !heap.isCurrent(known.facts)) return tagOf(value);
    heap.w0 = known.id;
    return TAG.object;
  }

  const assigned: Puts['assigned'] = (h, o, key, value, os, vs) => {
    if (typeof o !== 'object' || o === null || key === 'length') return put(h, o, key, value);
    const known = os ?? stampOf(o);
    if (known === undefined || !takesAssigned(o, known.facts, key)) return put(h, o, key, value);
    if (typeof value === 'function') heap.homes.shadow(known);
    heap.homes.assigned(known, key);
    if (known.facts < 0) changeFacts(known, known.facts & ~FACT.fingerprinted);
    emit(h, 1, known.id, 0, tagOfKnown(value, vs));
    heap.open(o, known);
  };

  const assignedAt: Puts['assignedAt'] = (h, o, key, value, os, vs) => {
    if (typeof o !== 'object' || o === null || typeof key !== 'number' || (key | 0) !== key || key < 0)
      return putDynamic(h, o, key, value);
    const known = os ?? stampOf(o);
    if (known === undefined) return putDynamic(h, o, key, value);
    let now = value;
    if (heap.isOwnView(known.facts)) {
      now = (o as Float64Array)[key];
      if (now === undefined || C[CELL.ABANDONED] !== 0) return putDynamic(h, o, key, value);
    } else if (!takesAssigned(o, known.facts, key)) return putDynamic(h, o, key, value);
    if (known.facts < 0) changeFacts(known, known.facts & ~FACT.fingerprinted);
    emit(h, 2, known.id, key, tagOfKnown(now, now === value ? vs : undefined));
    heap.open(o, known);
  };

  function putDynamic(h: number, o: unknown, key: unknown, value?: unknown): void {
    if (!isRecordable(o)) return;
    try {
      const id = heap.written(o);
      const plain = plainKey(key);
      if (id === 0) putDynamic(h, behind(o, 'set', value), key, value);
      else if (plain === undefined) resync.touch(o);
      else if (!putAt(h, id, o, plain, true)) setterRan(o, plain, value);
    } catch (error) {
      captureFailed(error);
    }
  }

  function putValue(h: number, o: unknown, value: unknown, key?: unknown): void {
    if (!isRecordable(o)) return;
    try {
      heap.written(o);
      const plain = key === undefined ? undefined : plainKey(key);
      // A key that is an object became a string when the class was evaluated; nobody can tell which any more.
      if (key !== undefined && plain === undefined) return;
      const word = plain === undefined ? 0 : keyWordOf(plain);
      shadowWith(o, value);
      const tag = heap.tagOf(heap.redacted.has(plain as string) ? REDACTED : value);
      emit(h, plain === undefined ? 1 : 2, heap.ref(o), word, tag);
    } catch (error) {
      captureFailed(error);
    }
  }

  function shadowWith(o: object, value: unknown): void {
    const known = typeof value === 'function' ? stampOf(o) : undefined;
    if (known !== undefined) heap.homes.shadow(known);
  }

  function putRedacted(h: number, o: unknown, value: unknown): void {
    if (isRecordable(o)) shadowWith(o, value);
    putValue(h, o, REDACTED);
  }

  function removeAt(h: number, o: unknown, key: unknown, keyed: boolean): void {
    if (!isRecordable(o)) return;
    try {
      const id = heap.written(o);
      if (id === 0) return removeAt(h, behind(o, 'deleteProperty', undefined), key, keyed);
      const plain = plainKey(key);
      if (plain === undefined) return resync.touch(o);
      if (js.getOwnPropertyDescriptor(o, plain) !== undefined) return;
      emit(h, keyed ? 2 : 1, id, keyed ? keyWordOf(plain) : 0, TAG.none);
      if (knownKind(o) === CONTENT.error) resync.touch(o);
      if (isGlobalOfContext(o)) resync.lookAround();
    } catch (error) {
      captureFailed(error);
    }
  }

  return {
    put,
    putDynamic,
    assigned,
    assignedAt,
    putValue,
    putRedacted,
    remove: (h, o, key) => removeAt(h, o, key, false),
    removeDynamic: (h, o, key) => removeAt(h, o, key, true),
    mapped: (args, record) => void mapped.set(args, record),
    mayRunSetter,
    isPlain: (o, key) => typeof o === 'object' && key !== 'length' && takesAssigned(o, factsOf(o), key),
    behind,
  };
}

/** Of an array or view: next to none has accessors there. */
const isElement = (o: object, key: string | number | symbol): boolean =>
  typeof key === 'number' && (js.isView(o) || (js.isArray(o) && !withFixedElements.has(o)));
