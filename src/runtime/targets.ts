/**
 * What stands in the place of a target of a pattern that assigns (instrument/patterns.ts): an object whose setter assigns the target and
 * records it at once. Where an assignment runs code of the program or fails, the target stays what it is: stacks show no setter of ours,
 * and instrumented code records itself.
 */
import type { Kit } from '../wire/kit.js';
import { isSilent } from './callees.js';
import * as js from './intrinsics.js';
import { nearest } from './properties.js';
import { captureFailed } from './trouble.js';

type Key = string | number | symbol;
type Recorder = (h: number, o: unknown, key: Key, value: unknown) => void;
type Targets = Pick<Kit, 'slot' | 'target' | 'targetAt' | 'targetKey'>;

interface Recorders {
  readonly assigned: Recorder;
  readonly assignedAt: Recorder;
  /** is an assignment to the own property known to do nothing but that? */
  readonly isPlain: (o: object, key: Key) => boolean;
}

export function assigningTargets({ assigned, assignedAt, isPlain }: Recorders): Targets {
  const byKey = new js.SafeMap<Key, ReturnType<typeof propertySlot>>();
  let lastKey: unknown;

  function targetAt(h: number, o: unknown, keys: readonly unknown[], strict: boolean): unknown {
    const key = keys[0];
    if (isHeldBack(o, key, isPlain)) {
      lastKey = key;
      return o;
    }
    lastKey = 'v';
    return new ElementSlot({ o, key: key as Key, h, strict, record: assignedAt });
  }

  function target(h: number, o: unknown, key: Key, strict: boolean): unknown {
    if (isHeldBack(o, key, isPlain)) return o;
    let Slot = byKey.get(key);
    if (Slot === undefined) {
      Slot = propertySlot(key, assigned);
      byKey.set(key, Slot);
    }
    return new Slot(o as object, h, strict);
  }

  return { target, targetAt, targetKey: () => lastKey as Key, slot: (set) => new VariableSlot(set) };
}

/** True: assigning it runs code of the program that records itself, fails, or is nothing to record. */
function isHeldBack(o: unknown, key: unknown, isPlain: Recorders['isPlain']): boolean {
  if ((typeof o !== 'object' && typeof o !== 'function') || o === null) return true;
  // The assignment converts the key.
  if ((typeof key === 'object' && key !== null) || typeof key === 'function') return false;
  try {
    if (isPlain(o, key as Key)) return false;
    const found = nearest(o, key as Key);
    if (found === undefined) return !js.isProxy(o) && !js.isExtensible(o);
    if (js.hasOwn(found, 'value')) return found.writable !== true;
    return found.set === undefined || isSilent(found.set);
  } catch (error) {
    captureFailed(error);
    return true;
  }
}

/** Only strict code is told that an assignment failed. */
function assign(o: object, key: Key, value: unknown, strict: boolean): void {
  if (strict) (o as Record<Key, unknown>)[key] = value;
  else Reflect.set(o, key, value, o);
}

class VariableSlot {
  readonly #set: (value: unknown) => void;

  constructor(set: (value: unknown) => void) {
    this.#set = set;
  }

  set v(value: unknown) {
    this.#set(value);
  }
}

interface Element {
  readonly o: unknown;
  readonly key: Key;
  readonly h: number;
  readonly strict: boolean;
  readonly record: Recorder;
}

class ElementSlot {
  readonly #element: Element;

  constructor(element: Element) {
    this.#element = element;
  }

  set v(value: unknown) {
    const { o, key, h, strict, record } = this.#element;
    assign(o as object, key, value, strict);
    record(h, o, key, value);
  }
}

/** Class of objects with a setter of that name. */
function propertySlot(key: Key, record: Recorder): new (o: object, h: number, strict: boolean) => object {
  class Slot {
    readonly #object: object;
    readonly #h: number;
    readonly #strict: boolean;

    constructor(o: object, h: number, strict: boolean) {
      this.#object = o;
      this.#h = h;
      this.#strict = strict;
    }

    static {
      const set = function (this: Slot, value: unknown): void {
        assign(this.#object, key, value, this.#strict);
        record(this.#h, this.#object, key, value);
      };
      js.defineProperty(Slot.prototype, key, { set });
    }
  }
  return Slot;
}
