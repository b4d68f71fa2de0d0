/**
 * What literals and constructors of instrumented code have just made is described here, as far as nothing else has touched it: what its place in the
 * text says of it (shapes.ts) is all there is to ask. Anything else is for the heap, which writes the same events.
 *
 * Parts that are as new are described before what they are in, and the strings that it needs: it is gone through for these first, and then once more for its own words, which
 * go to the ring at once. (Kept aside meanwhile and copied, they took splay 6 % more CPU time.)
 */
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CONTENT, ENTRY, header, SYSTEM, TAG } from '../wire/trace.js';
import type { Heap } from './heap.js';
import { changeFacts, FACT, FRESH, FRESH_ARRAY, isFresh, newId, stampOf } from './identity.js';
import type { Meet, Put, Shape } from './shapes.js';
import { isTagAlone, tagAlone } from './values.js';

/** Sub-kind of the events of objects that are described for the first time. */
export const CONTENT_BORN = 0;
/** Strings and objects in literals one in another, and in arrays. */
const MAX_IDS = 1 << 12;
const HEAD_WORDS = 7;
/** A property with a double. */
const MOST_WORDS = 5;
/** Of literals one in another. */
const MAX_DEPTH = 16;

/**
 * Uninstrumented code, a setter or a trap, has had an object in its hands that is not described yet: what it has made of that, and of whatever else was new in it, nobody
 * knows, wherever that is now. Ids tell what was made before.
 */
export class TouchedBirths {
  #below = 0;

  now(): void {
    this.#below = newId();
  }

  has(known: Stamped): boolean {
    return known.id < this.#below && isFresh(known);
  }
}

/** Describes the object and returns its id; 0: it is for the heap. */
export type DescribeBirth = (o: object, known: Stamped) => number;

/** Describes an array that is plain data without holes, of whoever has made it, and returns whether it has. */
type DescribePlain = (o: unknown[], known: Stamped) => boolean;

export function describingBirths(heap: Heap): { readonly birth: DescribeBirth; readonly plainArray: DescribePlain } {
  const { ring, strings } = heap;
  const { C, I, D, X } = ring;
  const begins = header(SYSTEM.content, CONTENT_BORN);
  const freshArray = FRESH_ARRAY;
  /** of the strings and objects that have been met and not been put yet: those of parts behind those of what they are in */
  const ids = new Int32Array(MAX_IDS);
  let at = 0;
  let depth = 0;
  /** values that could not be told here, of the objects that are being described. A number, since V8 looks after what else is put into a variable of a function around it */
  let untold = 0;

  const isCurrent = ({ facts }: Stamped): boolean =>
    (facts & (FACT.described | FACT.generationMask)) === (FACT.described | (C[CELL.GENERATION] as number));

  const meet: Meet = (v, vs) => {
    if (isTagAlone(v)) return;
    const id = typeof v === 'string' ? strings.id(v) : vs === undefined ? 0 : idOf(v as object, vs);
    if (id === 0) untold++;
    ids[at++] = id;
  };

  const put: Put = (c, key, v) => {
    I[c] = ENTRY.property;
    I[c + 1] = key;
    if (typeof v === 'number') return numberPut(c + 2, v);
    if (isTagAlone(v)) {
      I[c + 2] = tagAlone(v);
      return c + 3;
    }
    I[c + 2] = typeof v === 'string' ? TAG.string : TAG.object;
    I[c + 3] = ids[at++] as number;
    return c + 4;
  };

  function numberPut(c: number, v: number): number {
    if ((v | 0) === v && (v !== 0 || 1 / v > 0)) {
      I[c] = TAG.int;
      I[c + 1] = v;
      return c + 2;
    }
    D[0] = v;
    I[c] = TAG.double;
    I[c + 1] = X[0] as number;
    I[c + 2] = X[1] as number;
    return c + 3;
  }

  /** Of a part; 0: it cannot be told here. */
  function idOf(v: object, vs: Stamped): number {
    if (typeof v === 'function') return 0;
    if (isCurrent(vs) || heap.lost.has(vs.facts)) return vs.id;
    return vs.shape === undefined || heap.touched.has(vs) ? 0 : described(v, vs, vs.shape as Shape);
  }

  function described(o: object, known: Stamped, shape: Shape): number {
    const isArray = known.facts === freshArray;
    if (!isArray && known.facts !== FRESH) return 0;
    const size = isArray ? (o as unknown[]).length : shape.keys.length;
    const first = at;
    if (size > heap.limits.items || depth >= MAX_DEPTH || first + size > MAX_IDS) return 0;
    const generation = C[CELL.GENERATION] as number;
    const prototype = shape.prototypeOf(o, known, heap);
    const before = untold;
    depth++;
    if (isArray) meetElements(o as unknown[]);
    else shape.meet(o, meet, heap);
    depth--;
    at = first;
    if (untold !== before) {
      untold = before;
      return 0;
    }
    write(o, known, prototype, isArray ? undefined : shape);
    changeFacts(known, known.facts | FACT.described | generation);
    known.shape = undefined;
    return known.id;
  }

  /** An object all of whose strings and objects have been met; `shape`: of none that is an array. */
  function write(o: object, { id }: Stamped, prototype: number, shape: Shape | undefined): void {
    const first = at;
    const size = shape === undefined ? (o as unknown[]).length : shape.keys.length;
    const start = ring.room(HEAD_WORDS + size * MOST_WORDS);
    const c = start + HEAD_WORDS;
    const end = shape === undefined ? putElements(o as unknown[], c) : shape.put(o, c, put, heap);
    at = first;
    I[start] = begins;
    I[start + 1] = end - start;
    I[start + 2] = id;
    I[start + 3] = shape === undefined ? CONTENT.array : CONTENT.object;
    I[start + 4] = prototype;
    I[start + 5] = size;
    I[start + 6] = 0;
    C[CELL.CURSOR] = end;
    heap.seenWords += end - start;
  }

  function meetElements(o: unknown[]): void {
    const { length } = o;
    const before = untold;
    for (let i = 0; untold === before && i < length; i++) {
      const v = o[i];
      if (typeof v !== 'number') meet(v, typeof v === 'object' && v !== null ? stampOf(v) : undefined);
    }
  }

  function putElements(o: unknown[], from: number): number {
    const { length } = o;
    let c = from;
    for (let i = 0; i < length; i++) c = put(c, i, o[i]);
    return c;
  }

  function birth(o: object, known: Stamped): number {
    const { shape } = known;
    if (shape === undefined || heap.redacted.size > 0) return 0;
    at = 0;
    depth = 0;
    untold = 0;
    return described(o, known, shape as Shape);
  }

  function plainArray(o: unknown[], known: Stamped): boolean {
    if (o.length > heap.limits.items || o.length > MAX_IDS) return false;
    const generation = C[CELL.GENERATION] as number;
    at = 0;
    depth = 1;
    untold = 0;
    const prototype = heap.prototypes.ofArrays();
    meetElements(o);
    if (untold !== 0) return false;
    at = 0;
    write(o, known, prototype, undefined);
    changeFacts(known, FACT.kindKnown | CONTENT.array | FACT.described | generation);
    return true;
  }

  return { birth, plainArray };
}
