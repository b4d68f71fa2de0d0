/** What JavaScript cannot ask of an object without running its code: promise state, entries, private names. */
import Module from 'node:module';
import { types } from 'node:util';
import type { SettledPromise, SyncSession } from './session.js';
import { taken } from './taken.js';
import { getPrototypeOf, ownText, ownValue } from './own.js';
import type { Accessor } from './values.js';

export interface PrivateField {
  readonly name: string;
  readonly value: unknown;
  readonly accessor: Accessor | undefined;
}

const timer = setTimeout(() => undefined, 0);
clearTimeout(timer);
const immediate = setImmediate(() => undefined);
clearImmediate(immediate);
const HOST_PROTOTYPES = [Module.prototype as object, getPrototypeOf(timer), getPrototypeOf(immediate)];
const BYTES_READ = 4096;
const PRIMITIVES = [
  Number.prototype.valueOf,
  String.prototype.valueOf,
  Boolean.prototype.valueOf,
  Symbol.prototype.valueOf,
  BigInt.prototype.valueOf,
].map((method) => taken<(value: object) => unknown>(method));
const Bytes = globalThis.Uint8Array;
const typedArrayName = taken<(view: object) => string | undefined>(
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Bytes.prototype), Symbol.toStringTag)!.get,
);
const forEachEntry = taken<(map: ReadonlyMap<unknown, unknown>, visit: (value: unknown, key: unknown) => void) => void>(
  Map.prototype.forEach,
);
const forEachElement = taken<(set: ReadonlySet<unknown>, visit: (value: unknown) => void) => void>(
  Set.prototype.forEach,
);
const isView = globalThis.ArrayBuffer.isView;

export class Internals {
  /** by object, for the pause: private names are asked of the inspector */
  private known = new Map<object, readonly PrivateField[]>();
  /** no file has a private name: nothing to ask */
  hasPrivateNames = false;

  constructor(private readonly session: SyncSession) {}

  /** The program goes on: what objects hold may change. */
  forget(): void {
    if (this.hasPrivateNames) this.known = new Map();
  }

  promise(promise: object): SettledPromise {
    return this.session.promise(promise);
  }

  /** Modules, and what Node keeps times and counters in: different in every run. */
  isOfTheHost(value: object): boolean {
    for (let p = getPrototypeOf(value); p !== null && !types.isProxy(p); p = getPrototypeOf(p))
      for (let i = 0; i < HOST_PROTOTYPES.length; i++) if (HOST_PROTOTYPES[i] === p) return true;
    return false;
  }

  /** Keys and values in turn, or elements. */
  entries(collection: object): readonly unknown[] {
    const list: unknown[] = [];
    if (types.isMap(collection))
      forEachEntry(collection, (value, key) => {
        list[list.length] = key;
        list[list.length] = value;
      });
    else
      forEachElement(collection as ReadonlySet<unknown>, (value) => {
        list[list.length] = value;
      });
    return list;
  }

  primitiveOf(boxed: object): unknown {
    for (let i = 0; i < PRIMITIVES.length; i++) {
      try {
        return PRIMITIVES[i]!(boxed);
      } catch {
        // Not of this type.
      }
    }
    return undefined;
  }

  /** Name of the nearest constructor that a prototype names; prototypes without one, like that of iterators, have a tag. */
  className(value: object): string {
    if (types.isModuleNamespaceObject(value)) return 'namespace';
    for (let p = getPrototypeOf(value); p !== null && !types.isProxy(p); p = getPrototypeOf(p)) {
      const made = ownValue(p, 'constructor');
      const isNamed = typeof made === 'function' && !types.isProxy(made);
      const name = isNamed ? ownText(made, 'name') : ownText(p, Symbol.toStringTag);
      if (name !== '') return name;
    }
    return 'Object';
  }

  bufferText(value: object): string {
    const bytes = isView(value)
      ? new Bytes(value.buffer, value.byteOffset, value.byteLength)
      : new Bytes(value as ArrayBuffer);
    let hex = '';
    for (let i = 0; i < bytes.length && i < BYTES_READ; i++)
      hex += (bytes[i]! < 16 ? '0' : '') + bytes[i]!.toString(16);
    const name =
      typedArrayName(value) ??
      (isView(value) ? 'DataView' : types.isSharedArrayBuffer(value) ? 'SharedArrayBuffer' : 'ArrayBuffer');
    const length = isView(value) && !types.isDataView(value) ? (value as globalThis.Uint8Array).length : bytes.length;
    return `{"$buffer":"${name}","length":${length},"hex":"${hex}"}`;
  }

  /** None where V8 would look for properties in a proxy that the object inherits from: that calls a trap of the program's. */
  privateFields(value: object): readonly PrivateField[] {
    if (!this.hasPrivateNames || inheritsProxy(value)) return [];
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const found = this.session.privateFields(value);
    this.known.set(value, found);
    return found;
  }
}

function inheritsProxy(value: object): boolean {
  for (let p = getPrototypeOf(value); p !== null; p = getPrototypeOf(p)) if (types.isProxy(p)) return true;
  return false;
}
