/**
 * One function per kind of object: composes its `content` event (wire/trace.ts) in the heap's scratch.
 * Own properties are read through descriptors, internal slots through the intrinsics: nothing of the user's runs.
 */
import type { Stamped } from '../wire/probes.js';
import { CONTENT, CONTENT_FLAG, ENTRY, ENTRY_FLAG, SLOT, TAG } from '../wire/trace.js';
import { CONTENT_BORN } from './births.js';
import { type Extent, extentOf, MAX_BYTES } from './buffers.js';
import type { Heap } from './heap.js';
import { FACT, factsOf, isPlain, setFacts } from './identity.js';
import * as js from './intrinsics.js';
import { arrayIndex } from './keyWords.js';
import { kindOf } from './kinds.js';
import { cutItems, FLAGS_WORD, KIND_WORD, open, SIZE_WORD } from './contentWords.js';
import { isPlainArray } from './natives.js';
import { describePlain, describeShaped, plainElements } from './plainContent.js';
import { dataValue, withFixedElements } from './properties.js';
import { proxyTarget } from './proxies.js';
import { REDACTED } from './redaction.js';
import type { Shape } from './shapes.js';
import { slot, slots } from './slots.js';
import { callSitePrototype, taughtMethods } from './stacks.js';
import { loadsUndici } from './undici.js';

/** Elements of a typed array whose other properties are looked for. */
const MAX_LISTED = 256;
/** Keys that every function has; its name is a slot. */
const functionKeys = new js.SafeSet<string | symbol>(['length', 'name', 'prototype', 'arguments', 'caller']);
const none = new js.SafeSet<string | symbol>();

export function describe(heap: Heap, o: object, known: Stamped, sub: number): void {
  const s = heap.scratch;
  const { facts, shape } = known;
  known.shape = undefined;
  const isKnown = isPlain(o, facts) && (heap.hearsOfCalls || (facts & FACT.described) === 0);
  if (sub === CONTENT_BORN && isKnown && heap.redacted.size === 0) {
    const isShaped = shape !== undefined && (facts & FACT.kindMask) === CONTENT.object;
    return isShaped ? describeShaped(heap, o, known, shape as Shape) : describePlain(heap, o, known);
  }
  if (js.isArray(o) && isPlainArray(o)) {
    open(heap, known, sub, CONTENT.array, heap.prototypes.ofArrays());
    plainElements(heap, o, known);
    if (sub !== CONTENT_BORN) heap.handedOver(known);
    return;
  }
  if (js.isProxy(o)) {
    open(heap, known, sub, CONTENT.proxy, 0);
    s.end();
    const target = proxyTarget(o);
    if (target !== undefined) heap.leadsTo(target);
    return;
  }
  const prototype = js.getPrototypeOf(o);
  const kind = facts & FACT.kindKnown ? facts & FACT.kindMask : kindOf(o, prototype);
  open(heap, known, sub, kind, heap.prototypes.id(prototype));
  switch (kind) {
    case CONTENT.object:
      heap.holds(prototype);
      properties(heap, o, prototype !== null && prototype === callSitePrototype() ? taughtMethods(o) : none);
      break;
    case CONTENT.array:
      array(heap, o as unknown[]);
      break;
    case CONTENT.map:
      map(heap, o);
      properties(heap, o, none, false);
      break;
    case CONTENT.set:
      set(heap, o);
      properties(heap, o, none, false);
      break;
    case CONTENT.function:
    case CONTENT.class:
      callable(heap, o, kind === CONTENT.class);
      break;
    case CONTENT.typedArray:
      view(heap, o, sub);
      break;
    case CONTENT.arrayBuffer:
      buffer(heap, o, sub);
      properties(heap, o, none, false);
      break;
    default:
      slots(heap, o, kind);
      properties(heap, o, none);
  }
  if (!js.isExtensible(o)) {
    // Neither question can be asked of a namespace with exports that are not initialised, and it never is frozen.
    const asked = kind !== CONTENT.namespace;
    const flags = !asked
      ? CONTENT_FLAG.sealed
      : js.isFrozen(o)
        ? CONTENT_FLAG.frozen
        : js.isSealed(o)
          ? CONTENT_FLAG.sealed
          : 0;
    s.words[FLAGS_WORD] = (s.words[FLAGS_WORD] ?? 0) | flags | CONTENT_FLAG.nonExtensible;
  }
  s.end();
  if (sub !== CONTENT_BORN) heap.handedOver(known);
}

function properties(heap: Heap, o: object, skipped: js.SafeSet<string | symbol>, sized = true): void {
  const keys = js.ownKeys(o);
  const count = keys.length;
  const s = heap.scratch;
  if (sized) s.words[SIZE_WORD] = count;
  const limit = heap.limits.items;
  const words = skipped === none ? heap.keyWords.words(keys) : undefined;
  for (let i = 0; i < count; i++) {
    const key = keys[i] as string | symbol;
    if (skipped !== none && skipped.has(key)) continue;
    if (i >= limit || s.full) return cutItems(heap);
    property(heap, o, key, words?.[i]);
  }
  // Only arguments objects have a plain prototype and, at first, an own iterator as their last key.
  const isPlain = s.words[KIND_WORD] === CONTENT.object;
  if (isPlain && keys[count - 1] === Symbol.iterator && js.isArgumentsObject(o)) {
    s.words[KIND_WORD] = CONTENT.arguments;
    setFacts(o, (factsOf(o) & ~FACT.kindMask) | CONTENT.arguments);
  }
  if (s.words[KIND_WORD] === CONTENT.arguments) s.words[SIZE_WORD] = lengthBy(keys);
}

/** One more than the greatest index: integer keys come first, ascending. */
function lengthBy(keys: readonly (string | symbol)[]): number {
  let length = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const index = typeof key === 'string' ? arrayIndex(key) : -1;
    if (index < 0) return length;
    length = index + 1;
  }
  return length;
}

function property(heap: Heap, o: object, key: string | symbol, known?: number): void {
  if (loadsUndici(o, key)) {
    heap.scratch.word(ENTRY.property);
    heap.scratch.word(known ?? heap.keyWords.word(key));
    heap.scratch.word(TAG.unknown);
    return;
  }
  const descriptor = ownDescriptor(o, key);
  if (descriptor === undefined) return;
  const s = heap.scratch;
  if (descriptor === uninitialised) {
    const word = known ?? heap.keyWords.word(key);
    s.word(ENTRY.property);
    s.word(word);
    s.word(TAG.tdz);
    return;
  }
  const isData = js.hasOwn(descriptor, 'value');
  // The stack of an error is a slot.
  if (!isData && key === 'stack' && descriptor.get === js.errorStackGetter && s.words[KIND_WORD] === CONTENT.error)
    return;
  const tag = isData ? heap.tagOf(heap.redacted.has(key) ? REDACTED : descriptor.value) : accessorTag(descriptor);
  const { w0, w1 } = heap;
  const word = known ?? heap.keyWords.word(key);
  heap.w0 = w0;
  heap.w1 = w1;
  s.word(ENTRY.property | (attributes(descriptor, isData) << 8));
  s.word(word);
  s.tagged(tag, heap);
}

const uninitialised: PropertyDescriptor = {};

/** A module namespace throws for exports that are not initialised. */
function ownDescriptor(o: object, key: string | symbol): PropertyDescriptor | undefined {
  try {
    return js.getOwnPropertyDescriptor(o, key);
  } catch {
    return uninitialised;
  }
}

function attributes(descriptor: PropertyDescriptor, isData: boolean): number {
  return (
    (descriptor.enumerable === true ? 0 : ENTRY_FLAG.nonEnumerable) |
    (isData && descriptor.writable !== true ? ENTRY_FLAG.nonWritable : 0) |
    (descriptor.configurable === true ? 0 : ENTRY_FLAG.nonConfigurable)
  );
}

function accessorTag(descriptor: PropertyDescriptor): number {
  if (descriptor.set === undefined) return TAG.getter;
  return descriptor.get === undefined ? TAG.setter : TAG.getterAndSetter;
}

function array(heap: Heap, o: unknown[]): void {
  const s = heap.scratch;
  const length = o.length;
  s.words[SIZE_WORD] = length;
  if (js.getOwnPropertyDescriptor(o, 'length')?.writable === false && !js.isFrozen(o)) heap.describedFixed(o);
  const limit = Math.min(length, heap.limits.items);
  for (let i = 0; i < limit; i++) {
    if (s.full) return cutItems(heap);
    const descriptor = js.getOwnPropertyDescriptor(o, i);
    if (descriptor === undefined) continue;
    const isData = js.hasOwn(descriptor, 'value');
    const tag = isData ? heap.tagOf(descriptor.value) : accessorTag(descriptor);
    if (!isData || descriptor.configurable !== true || descriptor.writable !== true) withFixedElements.add(o);
    s.word(ENTRY.property | (attributes(descriptor, isData) << 8));
    s.word(i);
    s.tagged(tag, heap);
  }
  if (limit < length) return cutItems(heap);
  const keys = js.ownKeys(o);
  // Integer keys come first: what follows `length` and the elements is named.
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i] as string | symbol;
    if (key === 'length') return;
    if (s.full) return cutItems(heap);
    property(heap, o, key);
  }
}

function map(heap: Heap, o: object): void {
  const s = heap.scratch;
  const size = js.mapSize(o);
  s.words[SIZE_WORD] = size;
  const iterator = js.mapEntries(o);
  const limit = heap.limits.items;
  for (let i = 0; i < size; i++) {
    const step = js.mapIteratorNext(iterator);
    if (step.done === true) return;
    if (i >= limit || s.full) return cutItems(heap);
    const entry = step.value as [unknown, unknown];
    const keyTag = heap.tagOf(entry[0]);
    const { w0, w1 } = heap;
    const tag = heap.tagOf(heap.redacted.has(entry[0] as string) ? REDACTED : entry[1]);
    s.word(ENTRY.mapEntry);
    s.tagged(keyTag, { w0, w1 });
    s.tagged(tag, heap);
  }
}

function set(heap: Heap, o: object): void {
  const s = heap.scratch;
  const size = js.setSize(o);
  s.words[SIZE_WORD] = size;
  const iterator = js.setValues(o);
  const limit = heap.limits.items;
  for (let i = 0; i < size; i++) {
    const step = js.setIteratorNext(iterator);
    if (step.done === true) return;
    if (i >= limit || s.full) return cutItems(heap);
    const tag = heap.tagOf(step.value);
    s.word(ENTRY.setElement);
    s.tagged(tag, heap);
  }
}

function callable(heap: Heap, o: object, isClass: boolean): void {
  const name = dataValue(o, 'name');
  if (typeof name === 'string') slot(heap, SLOT.functionName, name);
  properties(heap, o, functionKeys);
  if (!isClass) return;
  const prototype = dataValue(o, 'prototype');
  if (typeof prototype !== 'object' || prototype === null) return;
  const s = heap.scratch;
  if (s.full) return cutItems(heap);
  const word = heap.strings.key('prototype');
  const id = heap.nameOnly(prototype);
  s.word(ENTRY.property | ((ENTRY_FLAG.nonEnumerable | ENTRY_FLAG.nonWritable | ENTRY_FLAG.nonConfigurable) << 8));
  s.word(word);
  s.word(TAG.object);
  s.word(id);
}

function view(heap: Heap, o: object, sub: number): void {
  const s = heap.scratch;
  const extent = extentOf(o) as Extent;
  if (sub === CONTENT_BORN) heap.buffers.add(o, extent);
  const { buffer: bytes, start, length, unit } = extent;
  s.words[SIZE_WORD] = length / unit;
  slot(heap, SLOT.viewKind, js.viewName(o) ?? 'DataView');
  slot(heap, SLOT.viewOffset, start);
  const id = heap.nameOnly(bytes);
  s.word(ENTRY.slot);
  s.word(SLOT.viewBuffer);
  s.word(TAG.object);
  s.word(id);
  rawBytes(heap, bytes, start, length);
  const isTyped = js.viewName(o) !== undefined;
  if (isTyped) setFacts(o, factsOf(o) | FACT.simple);
  const elements = isTyped ? length / unit : 0;
  // The language lists names only behind all the indexes.
  if (elements <= MAX_LISTED) named(heap, o, elements);
}

/** Properties behind the first `from`. */
function named(heap: Heap, o: object, from: number): void {
  const keys = js.ownKeys(o);
  for (let i = from; i < keys.length; i++) {
    if (heap.scratch.full) return cutItems(heap);
    property(heap, o, keys[i] as string | symbol);
  }
}

function buffer(heap: Heap, o: object, sub: number): void {
  const extent = extentOf(o) as Extent;
  if (sub === CONTENT_BORN) heap.buffers.add(o, extent);
  heap.scratch.words[SIZE_WORD] = extent.length;
  rawBytes(heap, extent.buffer, 0, extent.length);
}

function rawBytes(heap: Heap, from: ArrayBufferLike, offset: number, byteLength: number): void {
  const s = heap.scratch;
  const count = Math.min(byteLength, MAX_BYTES);
  s.word(ENTRY.bytes);
  s.word(count);
  if (count > 0) {
    const words = (count + 3) >> 2;
    s.words[s.length + words - 1] = 0;
    js.viewSet(s.bytes, js.bytesOf(from, offset, count), s.length * 4);
    s.length += words;
  }
  if (count < byteLength) cutItems(heap);
}
