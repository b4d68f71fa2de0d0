/** Makes recorded values and object views out of host values, for tests of what reads recordings. Never calls getters or traps. */
import { types } from 'node:util';
import { type HeapId, heapId, seq } from '../../src/base/units.js';
import type { MapEntry, ObjectKind, ObjectView, Property, Value } from '../../src/query/api.js';

/** Wrapper for values that host code cannot hold. */
export class Raw {
  constructor(readonly value: Value) {}
}

export class FakeHeap {
  private readonly ids = new Map<object, HeapId>();
  private readonly symbols = new Map<symbol, number>();
  private readonly objects: object[] = [];
  /** by object: fields that differ from what is derived */
  readonly overrides = new Map<object, Partial<ObjectView>>();

  value(host: unknown): Value {
    if (host instanceof Raw) return host.value;
    switch (typeof host) {
      case 'undefined':
        return { kind: 'undefined' };
      case 'boolean':
        return { kind: 'boolean', value: host };
      case 'number':
        return { kind: 'number', value: host };
      case 'string':
        return { kind: 'string', value: host, length: host.length };
      case 'bigint':
        return { kind: 'bigint', digits: host.toString() };
      case 'symbol':
        if (!this.symbols.has(host)) this.symbols.set(host, this.symbols.size + 1);
        return {
          kind: 'symbol',
          id: this.symbols.get(host)!,
          description: host.description,
          registered: Symbol.keyFor(host) !== undefined,
        };
      case 'object':
      case 'function':
        return host === null ? { kind: 'null' } : { kind: 'object', id: this.idOf(host) };
      default:
        throw new Error(`no such type: ${typeof host}`);
    }
  }

  idOf(object: object): HeapId {
    const found = this.ids.get(object);
    if (found !== undefined) return found;
    const id = heapId(this.objects.push(object));
    this.ids.set(object, id);
    return id;
  }

  private host(id: HeapId): object {
    const found = this.objects[id - 1];
    if (found === undefined) throw new Error(`no object ${id}`);
    return found;
  }

  view(id: HeapId): ObjectView {
    const object = this.host(id);
    const kind = kindOf(object);
    const classChain = kind === 'proxy' ? [] : chainOf(object);
    return {
      id,
      kind,
      className: classChain[0],
      classChain,
      size: sizeOf(object, kind),
      cut: false,
      frozen: kind !== 'proxy' && Object.isFrozen(object),
      seenAt: seq(0),
      stale: false,
      lost: undefined,
      whyCut: undefined,
      slots: kind === 'proxy' ? {} : this.slots(object, kind),
      bytes: ArrayBuffer.isView(object)
        ? new Uint8Array(object.buffer, object.byteOffset, object.byteLength)
        : undefined,
      ...this.overrides.get(object),
    };
  }

  properties(id: HeapId, which: 'named' | 'indexed'): readonly Property[] {
    const object = this.host(id);
    const isIndexed = Array.isArray(object) || ArrayBuffer.isView(object);
    if (types.isProxy(object)) return [];
    if (which === 'indexed') {
      if (!isIndexed) return [];
      const { length } = object as unknown as { length: number };
      return Array.from({ length }, (_, i) => this.property(object, String(i)));
    }
    const names = Reflect.ownKeys(object).filter(
      (key) => !(isIndexed && (key === 'length' || (typeof key === 'string' && /^\d+$/.test(key)))),
    );
    return names.map((key) => this.property(object, key));
  }

  private property(object: object, key: string | symbol): Property {
    const found = Object.getOwnPropertyDescriptor(object, key);
    const name = typeof key === 'symbol' ? `Symbol(${key.description ?? ''})` : key;
    const common = { name, symbol: typeof key === 'symbol', enumerable: found?.enumerable ?? true };
    if (found === undefined) return { ...common, value: { kind: 'hole' } };
    if (found.get !== undefined || found.set !== undefined) {
      return { ...common, value: { kind: 'accessor', get: found.get !== undefined, set: found.set !== undefined } };
    }
    return { ...common, value: this.value(found.value) };
  }

  entries(id: HeapId): readonly MapEntry[] {
    const object = this.host(id);
    if (object instanceof Map)
      return [...object].map(([key, value]) => ({
        id: this.entryId(key),
        key: this.value(key),
        value: this.value(value),
      }));
    if (object instanceof Set)
      return [...object].map((value) => ({ id: this.entryId(value), key: undefined, value: this.value(value) }));
    return [];
  }

  private entryId(key: unknown): string {
    return JSON.stringify(this.value(key));
  }

  private slots(object: object, kind: ObjectKind): Record<string, Value> {
    const own = (name: string): Value => this.value((object as Record<string, unknown>)[name]);
    switch (kind) {
      case 'date':
        return { time: this.value((object as Date).getTime()) };
      case 'regexp':
        return { source: own('source'), flags: own('flags'), lastIndex: own('lastIndex') };
      case 'error':
        return { errorName: own('name'), errorMessage: own('message'), errorStack: own('stack') };
      case 'function':
      case 'class':
        return { functionName: own('name') };
      case 'boxed':
        return { primitive: this.value(object.valueOf()) };
      case 'typedArray':
        return { viewKind: this.value(object.constructor.name) };
      case 'promise':
        return { promiseState: this.value('pending') };
      default:
        return {};
    }
  }
}

function kindOf(object: object): ObjectKind {
  if (types.isProxy(object)) return 'proxy';
  if (typeof object === 'function')
    return /^class\b/.test(Function.prototype.toString.call(object)) ? 'class' : 'function';
  if (Array.isArray(object)) return 'array';
  if (object instanceof Map) return 'map';
  if (object instanceof Set) return 'set';
  if (object instanceof Date) return 'date';
  if (object instanceof RegExp) return 'regexp';
  if (types.isNativeError(object)) return 'error';
  if (object instanceof Promise) return 'promise';
  if (ArrayBuffer.isView(object)) return 'typedArray';
  if (object instanceof ArrayBuffer) return 'arrayBuffer';
  if (types.isBoxedPrimitive(object)) return 'boxed';
  return 'object';
}

function chainOf(object: object): string[] {
  const names: string[] = [];
  for (
    let prototype = Object.getPrototypeOf(object) as object | null;
    prototype !== null;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    const name = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value?.name as string | undefined;
    if (name !== undefined) names.push(name);
  }
  return names;
}

function sizeOf(object: object, kind: ObjectKind): number {
  switch (kind) {
    case 'array':
      return (object as unknown[]).length;
    case 'map':
    case 'set':
      return (object as Map<unknown, unknown>).size;
    case 'typedArray':
      return (object as Uint8Array).length;
    case 'arrayBuffer':
      return (object as ArrayBuffer).byteLength;
    case 'proxy':
      return 0;
    default:
      return Reflect.ownKeys(object).length;
  }
}
