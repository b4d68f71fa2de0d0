/**
 * What patterns that declare take apart, and what loops go through. Between its parts the language evaluates nothing of the program's text
 * where a probe could stand (instrument/bindings.ts, loops.ts); so where code of the program runs there (iterators, traps), something of ours
 * stands for the value, does the same, and calls the probes when it is their turn. Arrays and objects that run nothing stay what they are.
 *
 * Every property is read, and every method called, as often and in the same order as by the language itself; what is no iterable or no iterator
 * is handed on for V8 to report.
 */
import type { ElementRecorder, Kit } from '../wire/kit.js';
import type { Heap } from './heap.js';
import { factsOf, isNoProxy } from './identity.js';
import * as js from './intrinsics.js';
import { inherited } from './properties.js';

export function takingApart(
  heap: Pick<Heap, 'isSimple' | 'prototypesChanged'>,
  entered: Kit['entered'],
): Pick<Kit, 'listed' | 'copied' | 'apart' | 'iterated' | 'awaited' | 'enumerated'> {
  const apart = Symbol('apart');
  let checked = -1;
  let isIntact = true;

  function isPlainArray(value: unknown): boolean {
    if (!isObject(value)) return false;
    const facts = factsOf(value);
    // A proxy that is revoked may not even be asked whether it is an array.
    if ((!isNoProxy(facts) && js.isProxy(value)) || !js.isArray(value)) return false;
    if (checked !== heap.prototypesChanged) {
      checked = heap.prototypesChanged;
      isIntact = js.isArrayIterationIntact();
    }
    const isOfArrays = heap.isSimple(facts) || js.getPrototypeOf(value) === js.arrayPrototype;
    return isIntact && isOfArrays && !js.hasOwn(value, js.iterator);
  }

  function listed(value: unknown, each: ElementRecorder, a?: unknown, b?: unknown): unknown {
    if (!isObject(value) || isPlainArray(value)) return value;
    const opener = openerOf(value, js.iterator);
    if (opener === OPENER.native || opener === OPENER.none) return value;
    return new Opening(value, (iterator) => new Steps(iterator, { each, a, b }));
  }

  function iterated(value: unknown, begun: () => void): unknown {
    const opener = isPlainArray(value) ? OPENER.native : openerOf(value, js.iterator);
    if (opener === OPENER.unknown) return new Opening(value, (iterator) => beginning(iterator, begun));
    if (opener !== OPENER.none) begun();
    return value;
  }

  function awaited(value: unknown, begun: (value: unknown) => void): unknown {
    const opener = openerOf(value, js.asyncIterator);
    if (opener === OPENER.unknown)
      return new AsyncOpening(value, (iterator) => {
        // Node's streams note who reads them.
        entered(value);
        return beginning(iterator, () => begun(value));
      });
    if (opener !== OPENER.none) begun(value);
    return value;
  }

  return {
    listed,
    iterated,
    awaited,
    apart,
    copied: (value) => (mayTrap(value) ? forwarding(value, { hidden: apart }) : value),
    enumerated(value, begun) {
      // V8 goes past the loop.
      if (value === undefined || value === null) return value;
      if (mayTrap(value)) return forwarding(value, { begun: once(begun) });
      begun();
      return value;
    },
  };
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** How a value gives an iterator: by native code that makes one, as itself, not at all, or by any code. */
const OPENER = { native: 0, itself: 1, none: 2, unknown: 3 } as const;

/** Told without running anything. `key`: of the method that gives it; what has no asynchronous one is opened by the other. */
function openerOf(
  value: unknown,
  key: typeof Symbol.iterator | typeof Symbol.asyncIterator,
): (typeof OPENER)[keyof typeof OPENER] {
  if (value === undefined || value === null) return OPENER.none;
  const other = (): (typeof OPENER)[keyof typeof OPENER] =>
    key === js.asyncIterator ? openerOf(value, js.iterator) : OPENER.none;
  for (let at: object | null = js.toObject(value); at !== null; at = js.getPrototypeOf(at)) {
    if (js.isProxy(at)) return OPENER.unknown;
    const found = js.getOwnPropertyDescriptor(at, key);
    if (found === undefined) continue;
    if (!js.hasOwn(found, 'value')) return OPENER.unknown;
    if (found.value === undefined || found.value === null) return other();
    if (typeof found.value !== 'function') return OPENER.none;
    if (found.value === js.iteratorItself || found.value === js.asyncIteratorItself) return OPENER.itself;
    return js.nativeOpeners.has(found.value) ? OPENER.native : OPENER.unknown;
  }
  return other();
}

/** Whether reading a property that nobody has may be noticed. */
function mayTrap(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  for (let at: object | null = js.toObject(value); at !== null; at = js.getPrototypeOf(at))
    if (js.isProxy(at)) return true;
  return false;
}

/** An iterable that is opened as `of` is. */
class Opening {
  protected readonly of: unknown;
  readonly #opened: (iterator: object) => object;

  /** `opened` gives the iterator in the place of the program's */
  constructor(of: unknown, opened: (iterator: object) => object) {
    this.of = of;
    this.#opened = opened;
  }

  get [Symbol.iterator](): unknown {
    return this.open((this.of as Iterable<unknown>)[js.iterator]);
  }

  protected open(open: unknown): unknown {
    if (typeof open !== 'function') return open;
    return () => {
      const iterator: unknown = js.apply(open as js.AnyFunction, this.of, []);
      return isObject(iterator) ? this.#opened(iterator) : iterator;
    };
  }
}

/** By `for await`, which opens what has no asynchronous iterator as any loop does. */
class AsyncOpening extends Opening {
  get [Symbol.asyncIterator](): unknown {
    return this.open((this.of as AsyncIterable<unknown>)[js.asyncIterator]);
  }
}

interface Elements {
  readonly each: ElementRecorder;
  readonly a: unknown;
  readonly b: unknown;
}

/** Goes on as the iterator does, and tells of each element. */
class Steps {
  readonly #iterator: { readonly return?: unknown };
  /** V8 calls it, or reports that it cannot be called */
  readonly next: unknown;

  constructor(iterator: { readonly next?: unknown; readonly return?: unknown }, { each, a, b }: Elements) {
    this.#iterator = iterator;
    const { next } = iterator;
    let index = 0;
    const step = (): unknown => {
      const result = js.apply(next as js.AnyFunction, iterator, []) as unknown as IteratorResult<unknown>;
      if (!isObject(result)) return result;
      const at = index++;
      return {
        done: result.done,
        // Nobody asks for that of an element that the pattern leaves out.
        get value() {
          return each(at, result.value, a, b);
        },
      };
    };
    this.next = typeof next === 'function' ? step : next;
  }

  get return(): unknown {
    return boundTo(this.#iterator, this.#iterator.return);
  }
}

/** `begun` is called when the loop has the iterator and what `next` is, which code of the program may have to tell. */
function beginning(iterator: object, begun: () => void): object {
  if (inherited(iterator, 'next') === undefined) return new Beginning(iterator, begun);
  begun();
  return iterator;
}

class Beginning {
  readonly #iterator: { readonly next?: unknown; readonly return?: unknown };
  readonly #begun: () => void;

  constructor(iterator: object, begun: () => void) {
    this.#iterator = iterator;
    this.#begun = begun;
  }

  get next(): unknown {
    const { next } = this.#iterator;
    this.#begun();
    return boundTo(this.#iterator, next);
  }

  get return(): unknown {
    return boundTo(this.#iterator, this.#iterator.return);
  }
}

/** What is no function V8 reports. */
const boundTo = (iterator: object, method: unknown): unknown =>
  typeof method === 'function' ? (...args: never[]) => js.apply(method as js.AnyFunction, iterator, args) : method;

interface Forwarding {
  /** a property that nobody has, and nobody is asked for */
  readonly hidden?: symbol | undefined;
  /** called when the last proxy of those that it inherits from has told its keys */
  readonly begun?: (() => void) | undefined;
}

function once(call: () => void): () => void {
  let isCalled = false;
  return () => {
    if (!isCalled) call();
    isCalled = true;
  };
}

/** What V8 reads of it when it copies its properties, or goes through its keys, it reads of the value. */
function forwarding(value: unknown, { hidden, begun }: Forwarding): object {
  const o = js.toObject(value);
  const handler: ProxyHandler<object> = {
    get: (_, key) => (key === hidden ? undefined : (value as Record<PropertyKey, unknown>)[key]),
    ownKeys: () => js.ownKeys(o),
    getOwnPropertyDescriptor(_, key) {
      const found = js.getOwnPropertyDescriptor(o, key);
      // The proxy's own target does not have it.
      return found && { value: undefined, writable: true, configurable: true, enumerable: found.enumerable === true };
    },
    getPrototypeOf() {
      const prototype = Reflect.getPrototypeOf(o);
      if (prototype !== null && mayTrap(prototype)) return forwarding(prototype, { hidden, begun });
      begun?.();
      return prototype;
    },
  };
  return new js.ProxyOf({}, js.withoutPrototype(handler));
}
