/**
 * Built-ins that change their receiver or first argument, recorded after the call: exactly where the call tells what it did,
 * by resynchronising the object where it does not.
 */
import { CELL } from '../wire/ring.js';
import { CONTENT, header, SYSTEM, TAG } from '../wire/trace.js';
import { byteMutators, reshapers, type Wrote } from './byteMutators.js';
import { CALLEE, setCalleeClass } from './callees.js';
import type { Heap } from './heap.js';
import { FACT, factsOf, idOf, knownKind, knownOf } from './identity.js';
import * as js from './intrinsics.js';
import { dataValue, withFixedElements } from './properties.js';
import { keepKind } from './kinds.js';
import { REDACTED } from './redaction.js';
import type { Resync } from './resync.js';

export interface Call {
  readonly receiver: unknown;
  readonly args: readonly unknown[];
  readonly result: unknown;
  /** the arguments are all that there were: called by another name than it usually has, a method is told those that may be objects */
  readonly isWhole: boolean;
}
type Recorder = (call: Call) => void;

/** Values in one splice event; a longer one becomes a resync. */
const MAX_SPLICE = 1000;

/** Without the flags g and y a search leaves `lastIndex` alone; the language's own search, and of a regular expression that is known to be up to date. */
function staysAsItIs(o: unknown): boolean {
  return (
    js.isRegExp(o) &&
    !js.isGlobal(o) &&
    !js.isSticky(o) &&
    (factsOf(o) & FACT.unseen) === 0 &&
    typeof o.lastIndex === 'number' &&
    js.getPrototypeOf(o) === regexpPrototype &&
    !js.hasOwn(o, 'exec') &&
    dataValue(regexpPrototype, 'exec') === exec
  );
}

/** One whose length is read without a trap of the program's. */
const isRealArray = (o: unknown): o is readonly unknown[] => js.isArray(o) && !js.isProxy(o);

/** Index that an argument means, as `slice` and its like take it; NaN if it would have to be converted. */
function placeIn(length: number, given: unknown, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (typeof given !== 'number') return Number.NaN;
  const whole = Number.isNaN(given) ? 0 : Math.trunc(given);
  return whole < 0 ? Math.max(0, length + whole) : Math.min(whole, length);
}

const regexpPrototype = RegExp.prototype;
const { exec } = regexpPrototype;

export class Mutators {
  readonly #heap: Heap;
  readonly #resync: Resync;
  readonly #recorders = new js.SafeMap<object, Recorder>();
  /** of those that go by all the arguments, where these are not at hand */
  readonly #compared = new js.SafeMap<object, Recorder>();
  readonly #ofReceiver = new js.SafeSet<object>();

  constructor(heap: Heap, resync: Resync) {
    this.#heap = heap;
    this.#resync = resync;
    this.#register();
  }

  readonly #wrote: Wrote = (o, from, to) => {
    if (typeof o === 'object' && o !== null) this.#heap.buffers.wrote(o, from, to, true);
  };

  /** False: it is none of those. */
  record(f: object, call: Call): boolean {
    const recorder = (call.isWhole ? undefined : this.#compared.get(f)) ?? this.#recorders.get(f);
    recorder?.(call);
    return recorder !== undefined;
  }

  /** It is a method that changes its receiver and nothing else. */
  changesReceiver(f: object): boolean {
    return this.#ofReceiver.has(f);
  }

  #add(holder: object, names: readonly string[], recorder: Recorder): void {
    for (const name of names) {
      const f: unknown = js.getOwnPropertyDescriptor(holder, name)?.value;
      if (typeof f !== 'function') continue;
      this.#recorders.set(f, recorder);
      setCalleeClass(f, CALLEE.foreign);
    }
  }

  /** By all the arguments. */
  #addExact(holder: object, names: readonly string[], recorder: Recorder, otherwise = this.#touched): void {
    this.#add(holder, names, recorder);
    for (const name of names) {
      const f: unknown = js.getOwnPropertyDescriptor(holder, name)?.value;
      if (typeof f === 'function') this.#compared.set(f, otherwise);
    }
  }

  readonly #touched: Recorder = ({ receiver, args }) => {
    this.#resync.touch(receiver);
    for (let i = 0; i < args.length; i++) this.#resync.touch(args[i]);
  };

  #register(): void {
    const receiver: Recorder = (call) => this.#resync.touch(call.receiver);
    const first: Recorder = (call) => this.#resync.touch(call.args[0]);
    const array = Array.prototype;
    const push: Recorder = ({ receiver: o, args, result }) =>
      this.#splice(o, typeof result === 'number' ? result - args.length : -1, 0, args, 0);
    this.#addExact(array, ['push'], push);
    this.#add(array, ['pop'], ({ receiver: o }) => this.#splice(o, isRealArray(o) ? o.length : -1, 1, [], 0));
    this.#add(array, ['shift'], ({ receiver: o }) => this.#splice(o, 0, 1, [], 0));
    this.#addExact(array, ['unshift'], ({ receiver: o, args }) => this.#splice(o, 0, 0, args, 0));
    this.#addExact(array, ['splice'], (call) => this.#spliced(call));
    this.#addExact(array, ['fill'], (call) => this.#filled(call), receiver);
    this.#add(array, ['sort', 'reverse', 'copyWithin'], receiver);
    this.#addExact(Map.prototype, ['set'], ({ receiver: o, args }) => this.#mapSet(o, args[0], args[1]));
    this.#addExact(Set.prototype, ['add'], ({ receiver: o, args }) => this.#setAdd(o, args[0]));
    const removed: Recorder = ({ receiver: o, args, result }) => this.#removed(o, args[0], result);
    this.#addExact(Map.prototype, ['delete'], removed);
    this.#addExact(Set.prototype, ['delete'], removed);
    this.#add(Map.prototype, ['clear'], ({ receiver: o }) => this.#cleared(o));
    this.#add(Set.prototype, ['clear'], ({ receiver: o }) => this.#cleared(o));
    for (const f of this.#recorders.keys()) this.#ofReceiver.add(f);
    this.#registerTouching(receiver, first);
  }

  #registerTouching(receiver: Recorder, first: Recorder): void {
    const setters = (o: object): string[] => Object.getOwnPropertyNames(o).filter((name) => name.startsWith('set'));
    this.#add(Date.prototype, setters(Date.prototype), receiver);
    for (const [holder, names, written] of byteMutators()) {
      this.#addExact(holder, names, (call) => written(call, this.#wrote));
    }
    for (const [holder, names] of reshapers) {
      this.#add(holder, names, ({ receiver: o }) => this.#resync.touchShared(o));
    }
    this.#add(RegExp.prototype, ['exec', 'test'], ({ receiver: o }) => {
      if (!staysAsItIs(o)) this.#resync.touch(o);
    });
    this.#add(RegExp.prototype, ['compile'], receiver);
    this.#add(String.prototype, ['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'], first);
    const targets = ['assign', 'defineProperty', 'defineProperties', 'freeze', 'seal', 'preventExtensions'];
    this.#add(Object, targets, first);
    this.#add(Reflect, ['set', 'defineProperty', 'deleteProperty', 'preventExtensions'], first);
    for (const holder of [Object, Reflect])
      this.#add(holder, ['setPrototypeOf'], (call) => {
        keepKind(call.args[0]);
        first(call);
      });
    const compared: Recorder = (call) => this.#resync.ran(undefined, call.receiver, call.args, call.result);
    this.#addExact(Function.prototype, ['call'], (call) => this.#viaCall(call), compared);
    this.#addExact(Function.prototype, ['apply'], (call) => this.#viaApply(call), compared);
    this.#add(Function.prototype, ['bind'], ({ receiver, args, result }) =>
      this.#resync.bound(receiver, args, result, this),
    );
    const applied: Recorder = ({ args, result }) => this.#indirect(args[0], args[1], args[2], result);
    this.#addExact(Reflect, ['apply'], applied, compared);
  }

  #viaCall({ receiver, args, result }: Call): void {
    const rest = js.list<unknown>();
    for (let i = 1; i < args.length; i++) rest[i - 1] = args[i];
    this.#resync.after(receiver, { receiver: args[0], args: rest, result, isWhole: true }, this);
  }

  #viaApply({ receiver, args, result }: Call): void {
    this.#indirect(receiver, args[0], args[1], result);
  }

  #indirect(f: unknown, receiver: unknown, list: unknown, result: unknown): void {
    const args = js.list<unknown>();
    // The list was read by the call itself: an ordinary array is read again without running anything.
    if (isRealArray(list) && list.length <= MAX_SPLICE) {
      for (let i = 0; i < list.length; i++) args[i] = js.getOwnPropertyDescriptor(list, i)?.value;
    } else if (list !== undefined && list !== null) {
      // What was handed over cannot be told: it and the receiver are compared as a whole, whatever the callee is.
      return this.#resync.after(undefined, { receiver, args: [list], result, isWhole: false }, this);
    }
    this.#resync.after(f, { receiver, args, result, isWhole: true }, this);
  }

  /** Id of a receiver whose changes are worth an event: of the right kind, and known. */
  #known(o: unknown, kind: number): number {
    if (typeof o !== 'object' || o === null) return 0;
    const id = idOf(o);
    if (id === 0 || !this.#heap.isDescribed(o) || knownKind(o) !== kind) return 0;
    this.#heap.changed(o);
    return id;
  }

  #spliced(call: Call): void {
    const { receiver: o, args, result } = call;
    const removed = isRealArray(result) ? result.length : -1;
    if (!isRealArray(o) || removed < 0) return this.#resync.touch(o);
    const inserted = Math.max(0, args.length - 2);
    const start = placeIn(o.length - inserted + removed, args[0], 0);
    if (Number.isNaN(start)) return this.#resync.touch(o);
    this.#splice(o, start, removed, args, 2);
  }

  /** A small part of an array: comparing all of one with an element for each character of a file took a quarter of the time of a linter. */
  #filled({ receiver: o, args }: Call): void {
    if (!isRealArray(o)) return this.#resync.touch(o);
    const { length } = o;
    const [start, end] = [placeIn(length, args[1], 0), placeIn(length, args[2], length)];
    const count = end - start;
    if (!(count <= length / 2 && count <= MAX_SPLICE)) return this.#resync.touch(o);
    const values = js.list<unknown>();
    for (let i = 0; i < count; i++) values[i] = args[0];
    if (count > 0) this.#splice(o, start, count, values, 0);
  }

  #splice(o: unknown, start: number, deleted: number, values: readonly unknown[], from: number): void {
    const id = this.#known(o, CONTENT.array);
    if (id === 0 || start < 0 || values.length - from > MAX_SPLICE) return this.#resync.touch(o);
    const known = knownOf(o as object);
    const isOthers = known !== undefined && (known.facts & FACT.simple) === 0;
    if (isOthers && withFixedElements.has(o as object)) return this.#resync.touch(o);
    this.#writeSplice(id, start, deleted, values, from);
    for (let i = from; i < values.length; i++) this.#resync.stored(known, values[i]);
  }

  #writeSplice(id: number, start: number, deleted: number, values: readonly unknown[], from: number): void {
    const heap = this.#heap;
    if (values.length === from) return heap.ring.system(SYSTEM.splice, 0, [id, start, deleted]);
    if (values.length - from === 1) return inserted(heap, id, start, deleted, heap.tagOf(values[from]));
    const words = js.list<number>();
    words[0] = id;
    words[1] = start;
    words[2] = deleted;
    let n = 3;
    for (let i = from; i < values.length; i++) {
      const tag = heap.tagOf(values[i]);
      words[n++] = tag;
      if (tag >= TAG.int && tag <= TAG.symbol) words[n++] = heap.w0;
      if (tag === TAG.double) words[n++] = heap.w1;
    }
    heap.ring.system(SYSTEM.splice, 0, words);
  }

  #mapSet(o: unknown, key: unknown, value: unknown): void {
    const id = this.#known(o, CONTENT.map);
    if (id === 0) return;
    const heap = this.#heap;
    const keyTag = heap.tagOf(key === 0 ? 0 : key);
    const { w0, w1 } = heap;
    const tag = heap.tagOf(heap.redacted.has(key as string) ? REDACTED : value);
    const c = heap.ring.room(9);
    const { I, C } = heap.ring;
    I[c] = header(SYSTEM.mapSet, 0);
    I[c + 2] = id;
    I[c + 3] = keyTag;
    let n = 4;
    if (keyTag >= TAG.int && keyTag <= TAG.symbol) I[c + n++] = w0;
    if (keyTag === TAG.double) I[c + n++] = w1;
    I[c + n++] = tag;
    if (tag >= TAG.int && tag <= TAG.symbol) I[c + n++] = heap.w0;
    if (tag === TAG.double) I[c + n++] = heap.w1;
    I[c + 1] = n;
    C[0] = c + n;
    const known = knownOf(o as object);
    this.#resync.stored(known, key);
    this.#resync.stored(known, value);
  }

  #setAdd(o: unknown, value: unknown): void {
    const id = this.#known(o, CONTENT.set);
    if (id === 0) return;
    this.#keyed(SYSTEM.setAdd, id, value);
    this.#resync.stored(knownOf(o as object), value);
  }

  #removed(o: unknown, key: unknown, result: unknown): void {
    if (result !== true) return;
    const id = this.#known(o, CONTENT.map) || this.#known(o, CONTENT.set);
    if (id !== 0) this.#keyed(SYSTEM.remove, id, key);
  }

  #keyed(kind: number, id: number, key: unknown): void {
    const heap = this.#heap;
    const tag = heap.tagOf(key === 0 ? 0 : key);
    const words = [id, tag];
    if (tag >= TAG.int && tag <= TAG.symbol) words[2] = heap.w0;
    if (tag === TAG.double) words[3] = heap.w1;
    heap.ring.system(kind, 0, words);
  }

  #cleared(o: unknown): void {
    const id = this.#known(o, CONTENT.map) || this.#known(o, CONTENT.set);
    if (id !== 0) this.#heap.ring.system(SYSTEM.clear, 0, [id]);
  }
}

/** `push(x)`, the commonest of all: nothing is allocated. `tag`: of the value that the heap looked at last. */
export function inserted(heap: Heap, id: number, start: number, deleted: number, tag: number): void {
  const c = heap.ring.room(8);
  const { I, C } = heap.ring;
  I[c] = header(SYSTEM.splice, 0);
  I[c + 2] = id;
  I[c + 3] = start;
  I[c + 4] = deleted;
  I[c + 5] = tag;
  let n = 6;
  if (tag >= TAG.int && tag <= TAG.symbol) I[c + n++] = heap.w0;
  if (tag === TAG.double) I[c + n++] = heap.w1;
  I[c + 1] = n;
  C[CELL.CURSOR] = c + n;
}
