/** Contents of objects that are known to be plain data: literals, new instances, and arrays by their hidden class. Their properties are read as such: descriptors are dear. */
import type { Stamped } from '../wire/probes.js';
import { CONTENT, ENTRY } from '../wire/trace.js';
import { CONTENT_BORN } from './births.js';
import { cutItems, open, SIZE_WORD } from './contentWords.js';
import type { Heap } from './heap.js';
import { FACT } from './identity.js';
import * as js from './intrinsics.js';
import { isPlainArray } from './natives.js';
import type { Shape } from './shapes.js';

/** Of what was plain data once. Reads no property; of one with more than `most` it is not told. */
export function isPlainData(o: object, most: number): boolean {
  if (js.isArray(o) && isPlainArray(o)) return true;
  if (!js.isExtensible(o)) return false;
  const keys = js.ownKeys(o);
  const count = js.isArray(o) ? keys.length - 1 : keys.length;
  if (count > most) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol;
    if (!isPlainProperty(js.getOwnPropertyDescriptor(o, key), key === 'length' && js.isArray(o))) return false;
  }
  return true;
}

const isPlainProperty = (descriptor: PropertyDescriptor | undefined, isLength: boolean): boolean =>
  descriptor !== undefined &&
  js.hasOwn(descriptor, 'value') &&
  descriptor.writable === true &&
  (isLength || (descriptor.enumerable === true && descriptor.configurable === true));

export function describePlain(heap: Heap, o: object, known: Stamped): void {
  const kind = known.facts & FACT.kindMask;
  const prototype = js.getPrototypeOf(o);
  open(heap, known, CONTENT_BORN, kind, heap.prototypes.id(prototype));
  heap.homes.enter(known, prototype, false);
  if (kind === CONTENT.object) {
    const keys = js.ownKeys(o);
    return plainProperties(heap, o, known, keys, heap.keyWords.words(keys));
  }
  plainElements(heap, o as unknown[], known);
}

export function plainElements(heap: Heap, o: unknown[], known: Stamped): void {
  const s = heap.scratch;
  const { length } = o;
  s.words[SIZE_WORD] = length;
  for (let i = 0; i < length; i++) {
    if (i >= heap.limits.items || s.full) return cutPlain(heap, known);
    const value = o[i];
    // An assignment that a budget left out may have been behind the end.
    if (value === undefined && !js.hasOwn(o, i)) continue;
    plainProperty(heap, known, i, value);
  }
  s.end();
}

export function describeShaped(heap: Heap, o: object, known: Stamped, shape: Shape): void {
  open(heap, known, CONTENT_BORN, CONTENT.object, shape.prototypeOf(o, known, heap));
  plainProperties(heap, o, known, shape.keys, shape.wordsOf(heap));
}

function plainProperties(
  heap: Heap,
  o: object,
  known: Stamped,
  keys: readonly (string | symbol)[],
  words: readonly number[] | undefined,
): void {
  const s = heap.scratch;
  const count = keys.length;
  s.words[SIZE_WORD] = count;
  for (let i = 0; i < count; i++) {
    if (i >= heap.limits.items || s.full) return cutPlain(heap, known);
    const key = keys[i] as string;
    plainProperty(heap, known, words?.[i] ?? heap.keyWords.word(key), (o as Record<string, unknown>)[key]);
  }
  s.end();
}

function plainProperty(heap: Heap, known: Stamped, word: number, value: unknown): void {
  if (typeof value === 'function') heap.homes.shadow(known);
  const tag = heap.tagOf(value);
  const s = heap.scratch;
  s.word(ENTRY.property);
  s.word(word);
  s.tagged(tag, heap);
}

/** The others may be functions. */
function cutPlain(heap: Heap, known: Stamped): void {
  heap.homes.shadow(known);
  cutItems(heap);
  heap.scratch.end();
}
