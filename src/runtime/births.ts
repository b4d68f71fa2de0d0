/**
 * What literals and constructors of instrumented code have just made is described here, as far as nothing else has touched it: what its place in the
 * text says of it (shapes.ts) is all there is to ask. Anything else is for the heap, which writes the same events.
 *
 * Parts that are as new are described before what they are in, and the strings that it needs: the words of an object are kept aside until all of them are known.
 */
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CONTENT, ENTRY, header, SYSTEM, TAG } from '../wire/trace.js';
import type { Heap } from './heap.js';
import { changeFacts, FACT, FRESH, FRESH_ARRAY, newId, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import type { PropertyWriter, Shape } from './shapes.js';
import { isTagAlone, tagAlone } from './values.js';

/** Sub-kind of the events of objects that are described for the first time. */
export const CONTENT_BORN = 0;
/** Words of literals one in another, and of arrays. */
const MAX_WORDS = 1 << 13;
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

  has({ id, facts }: Stamped): boolean {
    return id < this.#below && (facts === FRESH || facts === FRESH_ARRAY);
  }
}

/** Describes the object and returns its id; 0: it is for the heap. */
export type DescribeBirth = (o: object, known: Stamped) => number;

/** Describes an array that is plain data without holes, of whoever has made it, and returns whether it has. */
type DescribePlain = (o: unknown[], known: Stamped) => boolean;

export function describingBirths(heap: Heap): { readonly birth: DescribeBirth; readonly plainArray: DescribePlain } {
  const { ring, strings } = heap;
  const { C, D, X } = ring;
  const words = new Int32Array(MAX_WORDS);
  const begins = header(SYSTEM.content, CONTENT_BORN);
  const freshArray = FRESH_ARRAY;
  let at = 0;
  let depth = 0;
  /** all values of the object were such that they could be told here */
  let isTold = true;

  const isCurrent = ({ facts }: Stamped): boolean =>
    (facts & (FACT.described | FACT.generationMask)) === (FACT.described | (C[CELL.GENERATION] as number));

  const put: PropertyWriter = (key, v, vs) => {
    const c = at;
    words[c] = ENTRY.property;
    words[c + 1] = key;
    if (typeof v === 'number') at = numberAppended(c + 2, v);
    else if (isTagAlone(v)) {
      words[c + 2] = tagAlone(v);
      at = c + 3;
    } else {
      const isString = typeof v === 'string';
      const id = isString ? strings.id(v) : vs === undefined ? 0 : idOf(v as object, vs);
      if (id === 0) isTold = false;
      words[c + 2] = isString ? TAG.string : TAG.object;
      words[c + 3] = id;
      at = c + 4;
    }
  };

  function numberAppended(c: number, v: number): number {
    if ((v | 0) === v && (v !== 0 || 1 / v > 0)) {
      words[c] = TAG.int;
      words[c + 1] = v;
      return c + 2;
    }
    D[0] = v;
    words[c] = TAG.double;
    words[c + 1] = X[0] as number;
    words[c + 2] = X[1] as number;
    return c + 3;
  }

  /** Of a part; 0: it cannot be told here. */
  function idOf(v: object, vs: Stamped): number {
    if (typeof v === 'function') return 0;
    if (isCurrent(vs) || heap.lost.has(vs.facts)) return vs.id;
    const before = at;
    const wasTold = isTold;
    at += MOST_WORDS;
    const id = vs.shape === undefined || heap.touched.has(vs) ? 0 : described(v, vs, vs.shape as Shape);
    at = before;
    isTold = wasTold;
    return id;
  }

  function described(o: object, known: Stamped, shape: Shape): number {
    const isArray = known.facts === freshArray;
    if (!isArray && known.facts !== FRESH) return 0;
    const size = isArray ? (o as unknown[]).length : shape.keys.length;
    if (size > heap.limits.items || depth >= MAX_DEPTH || at + HEAD_WORDS + size * MOST_WORDS > MAX_WORDS) return 0;
    const start = at;
    const generation = C[CELL.GENERATION] as number;
    begin(known.id, isArray ? CONTENT.array : CONTENT.object, shape.prototypeOf(o, known, heap), size);
    isTold = true;
    depth++;
    if (isArray) putElements(o as unknown[]);
    else shape.read(o, put, heap);
    depth--;
    if (!isTold) return 0;
    written(start);
    changeFacts(known, known.facts | FACT.described | generation);
    known.shape = undefined;
    return known.id;
  }

  function written(start: number): void {
    words[start + 1] = at - start;
    ring.write(words, at - start, start);
    heap.seenWords += at - start;
  }

  function begin(id: number, kind: number, prototype: number, size: number): void {
    const c = at;
    words[c] = begins;
    words[c + 2] = id;
    words[c + 3] = kind;
    words[c + 4] = prototype;
    words[c + 5] = size;
    words[c + 6] = 0;
    at = c + HEAD_WORDS;
  }

  function putElements(o: unknown[]): void {
    const { length } = o;
    for (let i = 0; isTold && i < length; i++) {
      const v = o[i];
      put(i, v, typeof v === 'object' && v !== null ? stampOf(v) : undefined);
    }
  }

  function birth(o: object, known: Stamped): number {
    const { shape } = known;
    if (shape === undefined || heap.redacted.size > 0) return 0;
    at = 0;
    depth = 0;
    return described(o, known, shape as Shape);
  }

  function plainArray(o: unknown[], known: Stamped): boolean {
    const { length } = o;
    if (length > heap.limits.items || HEAD_WORDS + length * MOST_WORDS > MAX_WORDS) return false;
    const generation = C[CELL.GENERATION] as number;
    at = 0;
    depth = 1;
    begin(known.id, CONTENT.array, heap.prototypes.id(js.arrayPrototype), length);
    isTold = true;
    putElements(o);
    if (!isTold) return false;
    written(0);
    changeFacts(known, FACT.kindKnown | CONTENT.array | FACT.described | generation);
    return true;
  }

  return { birth, plainArray };
}
