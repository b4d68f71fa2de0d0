/**
 * Which function a method call called, found again after the call without running getters or proxy traps.
 *
 * Hot: every method call of the program passes here. Most methods are silent (callees.ts) and sit on a class's prototype, so per name
 * the prototypes that give a silent method are remembered: own property check, prototype, two lookups. A write to any prototype empties
 * the list. Only the last prototype per name thrashed where one call site meets several classes.
 */
import { isSilent } from './callees.js';
import type { Heap } from './heap.js';
import { factsOf, idOf, isNoProxy, stamp } from './identity.js';
import * as js from './intrinsics.js';
import { inherited } from './properties.js';

const MAX_ENTRIES = 4096;

/** Stands for a callee that cannot be found without running user code; classified as foreign. */
function unknownMethod(): void {}

export class Methods {
  readonly #heap: Heap;
  /** name -> ids of the prototypes from which that name leads to a silent method */
  readonly #silent = new js.SafeMap<string | symbol, js.SafeSet<number>>();
  #entries = 0;
  #changes = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** True: the receiver's method is known to be silent. False: it is not known here. */
  isSilent(receiver: unknown, name: unknown): boolean {
    if (typeof name !== 'string' || typeof receiver !== 'object' || receiver === null || !isNoProxy(factsOf(receiver)))
      return false;
    if (this.#changes !== this.#heap.prototypesChanged || js.hasOwn(receiver, name)) return false;
    const prototype = js.getPrototypeOf(receiver);
    if (prototype === null) return false;
    return this.#silent.get(name)?.has(idOf(prototype)) === true;
  }

  /** Known to be silent until prototypes change. */
  isSilentOfStrings(key: string): boolean {
    const prototype = String.prototype;
    if (!js.hasOwn(prototype, key) || loud(inherited(prototype, key) ?? unknownMethod) !== undefined) return false;
    // From here on changes of it are heard of.
    this.#heap.prototypes.id(prototype);
    return true;
  }

  /** Undefined: the callee is silent, or there was nothing to change. */
  find(receiver: unknown, key: unknown): object | undefined {
    const name =
      typeof key === 'string' || typeof key === 'symbol' ? key : typeof key === 'number' ? `${key}` : undefined;
    if (name === undefined) return unknownMethod;
    switch (typeof receiver) {
      case 'object':
      case 'function':
        return receiver === null ? undefined : this.#ofObject(receiver, name);
      case 'string':
        return loud(inherited(String.prototype, name) ?? unknownMethod);
      default:
        return undefined;
    }
  }

  #ofObject(receiver: object, name: string | symbol): object | undefined {
    if (js.isProxy(receiver)) return unknownMethod;
    if (js.hasOwn(receiver, name)) {
      const descriptor = js.getOwnPropertyDescriptor(receiver, name);
      return descriptor !== undefined && js.hasOwn(descriptor, 'value') ? loud(descriptor.value) : unknownMethod;
    }
    const prototype = js.getPrototypeOf(receiver);
    if (prototype === null) return undefined;
    if (this.#changes !== this.#heap.prototypesChanged) this.#empty();
    const id = idOf(prototype);
    if (this.#silent.get(name)?.has(id) === true) return undefined;
    const found = inherited(prototype, name);
    // A getter or a proxy gave the function: it may be anything.
    if (found === undefined) return unknownMethod;
    const callee = loud(found);
    if (callee === undefined && js.hasOwn(prototype, 'constructor'))
      this.#remember(name, id === 0 ? stamp(prototype) : id);
    return callee;
  }

  #remember(name: string | symbol, prototype: number): void {
    if (this.#entries++ >= MAX_ENTRIES) this.#empty();
    const known = this.#silent.get(name);
    if (known !== undefined) return void known.add(prototype);
    const first = new js.SafeSet<number>();
    first.add(prototype);
    this.#silent.set(name, first);
  }

  #empty(): void {
    this.#changes = this.#heap.prototypesChanged;
    this.#silent.clear();
    this.#entries = 0;
  }
}

function loud(callee: unknown): object | undefined {
  return typeof callee === 'function' && !isSilent(callee) ? callee : undefined;
}
