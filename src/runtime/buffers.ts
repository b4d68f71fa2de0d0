/**
 * Memory that several objects show: typed arrays, DataViews and Buffers over one ArrayBuffer, and the ArrayBuffer itself.
 *
 * Knows, weakly, the objects over each buffer that are described, or were written to before. A write through one of them, or through a view that nobody has seen, is told of
 * every other that shows those bytes by a `bytes` event, which carries just the bytes (whole elements of the typed array it is about).
 * Views that overlap with no other pay a test of one bit per write: {@link FACT.sharesBytes}.
 */
import type { Kit } from '../wire/kit.js';
import { CONTENT, header, SYSTEM } from '../wire/trace.js';
import type { Heap } from './heap.js';
import { changeFacts, FACT, factsOf, idOf, knownOf, setFacts, sharesBytes, stamped } from './identity.js';
import * as js from './intrinsics.js';
import { captureFailed } from './trouble.js';
import { WeakList } from './weakList.js';

/** Bytes of one ArrayBuffer or typed array that are recorded. */
export const MAX_BYTES = 16_384;
/** What all typed arrays' classes extend. */
const typedArray = js.getPrototypeOf(Uint8Array);
const HEADER_WORDS = 5;
/** Numbers in a list of extents. */
const PRUNE_FROM = 128;

/** Where a view lies in its buffer, in bytes. */
export interface Extent {
  readonly buffer: ArrayBufferLike;
  readonly start: number;
  readonly length: number;
  /** bytes of an element */
  readonly unit: number;
}

/** The objects known over one buffer. */
interface Showing {
  views: WeakList;
  /** starts and ends, in turn; those of the dead stay until the list is too long */
  extents: number[];
  pruneAt: number;
}

export function extentOf(o: object): Extent | undefined {
  if (js.isView(o)) {
    const kind = js.viewName(o);
    if (kind === undefined) return dataViewExtent(o);
    const elements = js.viewLength(o);
    const length = js.viewByteLength(o);
    return {
      buffer: js.viewBuffer(o),
      start: js.viewByteOffset(o),
      length,
      unit: elements === 0 ? 1 : length / elements,
    };
  }
  if (!js.isAnyArrayBuffer(o)) return undefined;
  return { buffer: o as ArrayBufferLike, start: 0, length: bufferLength(o), unit: 1 };
}

/** The accessors of a DataView throw when its buffer is detached or too short. */
function dataViewExtent(o: object): Extent {
  const buffer = js.dataViewBuffer(o);
  try {
    return { buffer, start: js.dataViewByteOffset(o), length: js.dataViewByteLength(o), unit: 1 };
  } catch {
    return { buffer, start: 0, length: 0, unit: 1 };
  }
}

function bufferLength(o: object): number {
  return js.isSharedArrayBuffer(o) ? js.sharedByteLength(o) : js.bufferByteLength(o);
}

export class Buffers {
  readonly #heap: Heap;
  readonly #showing = new js.SafeWeakMap<object, Showing>();

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** A view that nobody has described is written to: its facts say from now on whether described ones show its bytes. */
  meet(o: object): void {
    const extent = extentOf(o);
    if (extent === undefined) return;
    const elements = js.viewName(o) === undefined ? 0 : FACT.simple;
    changeFacts(stamped(o), FACT.kindKnown | CONTENT.typedArray | elements);
    this.add(o, extent);
  }

  /**
   * With an overhead budget: what is called with the results of calls and `new` makes facts of new views, of the language's own classes, too. A place of the program that has met one without takes 7 ns in place of 1 to read
   * facts from then on, of any view (see identity.ts): the grid takes half as much CPU time at the end of what can be left out.
   */
  meetingResults(ran: Kit['ran']): Kit['ran'] {
    return (result, f, a, b, c, more) => {
      if (js.isView(result)) this.#returned(result, f);
      return ran(result, f, a, b, c, more);
    };
  }

  #returned(view: object, f: unknown): void {
    try {
      if (knownOf(view) !== undefined || typeof f !== 'function' || js.isProxy(f)) return;
      if (js.getPrototypeOf(f) === typedArray) this.meet(view);
    } catch (error) {
      captureFailed(error);
    }
  }

  /** The object is being described for the first time, or written to before. */
  add(o: object, { buffer, start, length }: Extent): void {
    if (js.viewName(o) === 'Float16Array') share(o);
    let showing = this.#showing.get(buffer);
    if (showing === undefined) {
      showing = { views: new WeakList(), extents: [], pruneAt: PRUNE_FROM };
      this.#showing.set(buffer, showing);
    }
    const end = endOf(buffer, start, length);
    if (start === end || showing.views.has(o)) return;
    if (showing.extents.length >= showing.pruneAt) prune(showing);
    const { views, extents } = showing;
    let shared = false;
    for (let i = 0; i < extents.length && !shared; i += 2) {
      shared = (extents[i] as number) < end && start < (extents[i + 1] as number);
    }
    if (shared) {
      share(o);
      const live = views.live();
      for (let i = 0; i < live.length; i++) {
        const other = live[i] as object;
        if (overlaps(extentOf(other) as Extent, start, end)) share(other);
      }
    }
    views.add(o);
    extents[extents.length] = start;
    extents[extents.length] = end;
  }

  /** Elements or bytes `from` to `to` of the view (byte offsets in it) were written; `self`: the view has to be told, too. */
  wrote(o: object, from: number, to: number, self: boolean): void {
    const extent = extentOf(o);
    if (extent === undefined) return;
    if (this.#heap.isDescribed(o)) {
      if (self) this.#tell(o, extent, from, to);
      if (!sharesBytes(o)) return;
    }
    const views = this.#showing.get(extent.buffer)?.views;
    if (views === undefined) return;
    const start = extent.start + Math.max(0, from);
    const end = extent.start + Math.min(extent.length, to);
    const live = views.live();
    for (let i = 0; i < live.length; i++) {
      const other = live[i] as object;
      if (other === o || !this.#heap.isDescribed(other)) continue;
      const at = extentOf(other) as Extent;
      if (overlaps(at, start, end)) this.#tell(other, at, start - at.start, end - at.start);
    }
  }

  /** The element's own event was written; the reader cannot encode half precision, so that those are told as bytes, too. */
  wroteElement(o: object, index: number): void {
    const { unit } = extentOf(o) as Extent;
    if (index >= 0) this.wrote(o, index * unit, (index + 1) * unit, js.viewName(o) === 'Float16Array');
  }

  /** Described objects, the given one left out, that show bytes of the same buffer. */
  others(o: object): object[] {
    const extent = extentOf(o);
    const views = extent === undefined ? undefined : this.#showing.get(extent.buffer)?.views;
    const live = views === undefined ? [] : views.live();
    const found = js.list<object>();
    for (let i = 0; i < live.length; i++) {
      const other = live[i] as object;
      if (other !== o && this.#heap.isDescribed(other)) found[found.length] = other;
    }
    return found;
  }

  #tell(o: object, { buffer, start, length, unit }: Extent, from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / unit) * unit;
    const last = Math.min(Math.ceil(to / unit) * unit, length, MAX_BYTES);
    const count = last - first;
    if (count <= 0) return;
    this.#heap.changed(o);
    const { ring } = this.#heap;
    const words = HEADER_WORDS + ((count + 3) >> 2);
    const c = ring.room(words);
    const { I, C } = ring;
    I[c] = header(SYSTEM.bytes, 0);
    I[c + 1] = words;
    I[c + 2] = idOf(o);
    I[c + 3] = first;
    I[c + 4] = count;
    I[c + words - 1] = 0;
    js.viewSet(ring.bytes, js.bytesOf(buffer, start + first, count), (c + HEADER_WORDS) * 4);
    C[0] = c + words;
  }
}

function share(o: object): void {
  setFacts(o, factsOf(o) | FACT.sharesBytes);
}

/** A view of a resizable buffer may grow with it. */
const endOf = (buffer: ArrayBufferLike, start: number, length: number): number =>
  js.isResizable(buffer) ? Number.POSITIVE_INFINITY : start + length;

const overlaps = ({ buffer, start, length }: Extent, from: number, to: number): boolean =>
  start < to && from < endOf(buffer, start, length);

function prune(showing: Showing): void {
  const views = new WeakList();
  const extents: number[] = [];
  const live = showing.views.live();
  for (let i = 0; i < live.length; i++) {
    const view = live[i] as object;
    const { buffer, start, length } = extentOf(view) as Extent;
    views.add(view);
    extents[extents.length] = start;
    extents[extents.length] = endOf(buffer, start, length);
  }
  showing.views = views;
  showing.extents = extents;
  showing.pruneAt = Math.max(PRUNE_FROM, extents.length * 2);
}
