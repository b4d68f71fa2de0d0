/** Events with a value, on the program's thread: what the value needs (strings, contents of objects) is written first. */
import { CELL } from '../wire/ring.js';
import { TAG } from '../wire/trace.js';
import type { Heap } from './heap.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';

export interface Values {
  /** header word with `count` leading words, then the payload of the value that `tagOf` (or the heap's) looked at last */
  readonly emit: (h: number, count: number, a: number, b: number, tag: number) => void;
  /** tag of a value; {@link TAG}.unknown if it could not be captured */
  readonly tagOf: (value: unknown) => number;
  readonly v0: (h: number, value: unknown) => void;
  /** the same of a value in which the code has read no stamp, where new arrays are to be expected */
  readonly u0: (h: number, value: unknown) => void;
  readonly v1: (h: number, a: number, value: unknown) => void;
  readonly v2: (h: number, a: number, b: number, value: unknown) => void;
}

type TagAlone = boolean | null | undefined;

/** The tag says it all. */
export const isTagAlone = (v: unknown): v is TagAlone => v === null || v === undefined || typeof v === 'boolean';

export const tagAlone = (v: TagAlone): number =>
  v === undefined ? TAG.undefined : v === null ? TAG.null : v ? TAG.true : TAG.false;

export function createValues(heap: Heap): Values {
  const { ring } = heap;
  const { C, I } = ring;

  function emit(h: number, count: number, a: number, b: number, tag: number): void {
    const { w0, w1 } = heap;
    let c = C[CELL.CURSOR] as number;
    if (c > (C[CELL.LIMIT] as number)) c = ring.publish();
    I[c++] = h | tag;
    if (count > 0) I[c++] = a;
    if (count > 1) I[c++] = b;
    if (tag >= TAG.int && tag <= TAG.symbol) I[c++] = w0;
    if (tag === TAG.double) I[c++] = w1;
    C[CELL.CURSOR] = c;
  }

  function tagOf(value: unknown): number {
    // What many events have needs nothing.
    if (isTagAlone(value)) return tagAlone(value);
    if (C[CELL.ABANDONED] !== 0) return TAG.unknown;
    try {
      return heap.tagOf(value);
    } catch (error) {
      captureFailed(error);
      return TAG.unknown;
    }
  }

  function tagOfUnseen(value: unknown): number {
    if (!js.isArray(value) || C[CELL.ABANDONED] !== 0) return tagOf(value);
    try {
      heap.w0 = heap.refOfArray(value);
      return TAG.object;
    } catch (error) {
      captureFailed(error);
      return TAG.unknown;
    }
  }

  /** 0: it could not be captured. */
  function idOfText(text: string): number {
    if (C[CELL.ABANDONED] !== 0) return 0;
    try {
      return heap.strings.id(text);
    } catch (error) {
      captureFailed(error);
      return 0;
    }
  }

  function emitText(h: number, text: string): void {
    const id = idOfText(text);
    let c = C[CELL.CURSOR] as number;
    if (c > (C[CELL.LIMIT] as number)) c = ring.publish();
    I[c] = h | (id === 0 ? TAG.unknown : TAG.string);
    I[c + 1] = id;
    C[CELL.CURSOR] = c + (id === 0 ? 1 : 2);
  }

  return {
    emit,
    tagOf,
    v0: (h, value) => (typeof value === 'string' ? emitText(h, value) : emit(h, 0, 0, 0, tagOf(value))),
    u0: (h, value) => emit(h, 0, 0, 0, tagOfUnseen(value)),
    v1: (h, a, value) => emit(h, 1, a, 0, tagOf(value)),
    v2: (h, a, b, value) => emit(h, 2, a, b, tagOf(value)),
  };
}
