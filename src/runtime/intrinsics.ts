/**
 * The built-ins as they were before any user code ran. The runtime calls these only: a program that replaces `Map.prototype.get`
 * (or has it instrumented) must neither see our calls nor change what is recorded.
 */
import { types } from 'node:util';

export type AnyFunction = (this: unknown, ...args: never[]) => unknown;

export const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
export const getPrototypeOf = Object.getPrototypeOf as (o: object) => object | null;
/** Attributes of ours inherit nothing: the program may have given Object.prototype a `get`. */
export const defineProperty: <O extends object>(
  o: O,
  key: PropertyKey,
  attributes: PropertyDescriptor & { readonly __proto__?: null },
) => O = Object.defineProperty;
export const hasOwn = Object.hasOwn;
export const isExtensible = Object.isExtensible;
export const isFrozen = Object.isFrozen;
export const isSealed = Object.isSealed;
export const ownKeys = Reflect.ownKeys;
export const apply = Reflect.apply;
const languageIsArray = Array.isArray;
/** The language's throws for a proxy that has been revoked, which is none to us. */
export function isArray(value: unknown): value is unknown[] {
  try {
    return languageIsArray(value);
  } catch {
    return false;
  }
}
export const isView = ArrayBuffer.isView;
export const is = Object.is;
export const toObject = Object as (value: unknown) => object;

const FunctionOfText = Function;
/** Throws a SyntaxError if the text is none of a function. */
export const compileFunction = (parameters: string, body: string): unknown => new FunctionOfText(parameters, body);
export const evaluate: unknown = getOwnPropertyDescriptor(globalThis, 'eval')?.value;
export const iterator: typeof Symbol.iterator = Symbol.iterator;
export const asyncIterator: typeof Symbol.asyncIterator = Symbol.asyncIterator;

export const ProxyOf = Proxy;
export const dispose: typeof Symbol.dispose = Symbol.dispose;
export const keyFor = Symbol.keyFor;
export const now = performance.now.bind(performance);
export const timeOrigin = performance.timeOrigin;
/** ms that the event loop of this thread had nothing to do so far */
export const idleTime = (getOwnPropertyDescriptor(performance.nodeTiming, 'idleTime')?.get ??
  (() => 0)) as () => number;

const threadCpuUsage = process.threadCpuUsage?.bind(process) as typeof process.threadCpuUsage | undefined;
/** ms that this thread has been busy: CPU time, or (before Node 22.19 and 23.9) all that the event loop was not idle */
export function busyTime(): number {
  if (threadCpuUsage === undefined) return now() - idleTime();
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
}

/** `Set.prototype.has` as a function of the set and the element, and so on: bound once, later patches have no effect. */
function uncurried<T, A extends unknown[], R>(method: (this: T, ...args: A) => R): (self: T, ...args: A) => R {
  return Function.prototype.call.bind(method) as (self: T, ...args: A) => R;
}

function getter(prototype: object, key: string | symbol): (self: unknown) => unknown {
  const get = getOwnPropertyDescriptor(prototype, key)?.get;
  if (get === undefined) throw new Error(`ElixirScope: no getter ${String(key)}`);
  return uncurried(get) as (self: unknown) => unknown;
}

const { setPrototypeOf } = Object;
export const withoutPrototype = <T extends object>(o: T): T => setPrototypeOf(o, null) as T;

/** Of strings. */
export const { stringify } = JSON;

/** Its instances inherit nothing. They are made in 14 ns; setting the prototype of an array takes 100. */
class List<T> extends Array<T> {}
withoutPrototype(List.prototype);
Reflect.deleteProperty(List.prototype, 'constructor');

/** An array without methods: the program's accessors on Array.prototype are out of its way when it grows. */
export const list = <T>(): T[] => new List<T>();

interface Step {
  readonly done?: boolean;
  readonly value: unknown;
}

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;

export const functionText = uncurried(Function.prototype.toString);
export const mapSize = getter(Map.prototype, 'size') as (map: unknown) => number;
export const setSize = getter(Set.prototype, 'size') as (set: unknown) => number;
export const mapEntries = uncurried(Map.prototype.entries) as (map: unknown) => object;
export const setValues = uncurried(Set.prototype.values) as (set: unknown) => object;
export const mapIteratorNext = uncurried(
  (getPrototypeOf(new Map().entries()) as { next: (this: object) => unknown }).next,
) as (iterator: object) => Step;
export const setIteratorNext = uncurried(
  (getPrototypeOf(new Set().values()) as { next: (this: object) => unknown }).next,
) as (iterator: object) => Step;
export const dateTime = uncurried(Date.prototype.getTime) as (date: unknown) => number;
export const domExceptionPrototype: object = DOMException.prototype;
export const syntaxErrorPrototype: object = SyntaxError.prototype;
/** Throws for other objects. */
export const domExceptionMessage = getter(DOMException.prototype, 'message') as (exception: unknown) => string;
const domExceptionName = getter(DOMException.prototype, 'name') as (exception: unknown) => string;
const deserialize = Object.getOwnPropertySymbols(DOMException.prototype)
  .filter(({ description }) => description === 'messaging_deserialize_symbol')
  .map((key) => (DOMException.prototype as unknown as Record<symbol, unknown>)[key])[0];

/**
 * Gives a DOMException another message, in the way in which a cloned one gets its own, which also assigns `stack`: a property that stands
 * there meanwhile takes that. False if this Node has no such way.
 */
export function setDomExceptionMessage(exception: object, message: string): boolean {
  const stack = getOwnPropertyDescriptor(exception, 'stack');
  if (typeof deserialize !== 'function' || stack?.configurable !== true) return false;
  defineProperty(exception, 'stack', {
    __proto__: null,
    value: '',
    writable: true,
    configurable: true,
    enumerable: false,
  });
  apply(deserialize, exception, [{ message, name: domExceptionName(exception), stack: '' }]);
  defineProperty(exception, 'stack', stack);
  return true;
}
export const isGlobal = getter(RegExp.prototype, 'global') as (regexp: unknown) => boolean;
export const isSticky = getter(RegExp.prototype, 'sticky') as (regexp: unknown) => boolean;
export const regexpSource = getter(RegExp.prototype, 'source') as (regexp: unknown) => string;
export const viewSet = uncurried(Uint8Array.prototype.set) as (to: Uint8Array, from: Uint8Array, at: number) => void;
export const copyWords = viewSet as unknown as (to: Int32Array, from: Int32Array, at: number) => void;
const subarray = uncurried(Int32Array.prototype.subarray) as (
  words: Int32Array,
  from: number,
  to: number,
) => Int32Array;
/** `count` of them. */
export const wordsOf = (words: Int32Array, from: number, count: number): Int32Array =>
  subarray(words, from, from + count);
const Bytes = Uint8Array;
export const bytesOf = (buffer: ArrayBufferLike, offset: number, length: number): Uint8Array =>
  new Bytes(buffer, offset, length);
export const viewName = getter(typedArrayPrototype, Symbol.toStringTag) as (view: unknown) => string | undefined;
export const viewLength = getter(typedArrayPrototype, 'length') as (view: unknown) => number;
export const viewByteLength = getter(typedArrayPrototype, 'byteLength') as (view: unknown) => number;
export const viewByteOffset = getter(typedArrayPrototype, 'byteOffset') as (view: unknown) => number;
export const viewBuffer = getter(typedArrayPrototype, 'buffer') as (view: unknown) => ArrayBufferLike;
export const dataViewByteLength = getter(DataView.prototype, 'byteLength') as (view: unknown) => number;
export const dataViewByteOffset = getter(DataView.prototype, 'byteOffset') as (view: unknown) => number;
export const dataViewBuffer = getter(DataView.prototype, 'buffer') as (view: unknown) => ArrayBufferLike;
export const bufferByteLength = getter(ArrayBuffer.prototype, 'byteLength') as (buffer: unknown) => number;
export const sharedByteLength = getter(SharedArrayBuffer.prototype, 'byteLength') as (buffer: unknown) => number;
const resizable = getter(ArrayBuffer.prototype, 'resizable');
const growable = getter(SharedArrayBuffer.prototype, 'growable');
export const isResizable = (buffer: ArrayBufferLike): boolean =>
  (types.isSharedArrayBuffer(buffer) ? growable : resizable)(buffer) === true;
export const numberValue = uncurried(Number.prototype.valueOf) as (boxed: unknown) => number;
export const stringValue = uncurried(String.prototype.valueOf) as (boxed: unknown) => string;
export const booleanValue = uncurried(Boolean.prototype.valueOf) as (boxed: unknown) => boolean;
export const bigintValue = uncurried(BigInt.prototype.valueOf) as (boxed: unknown) => bigint;
export const symbolValue = uncurried(Symbol.prototype.valueOf) as (boxed: unknown) => symbol;
export const bigintDigits = uncurried(BigInt.prototype.toString) as (value: bigint) => string;
export const symbolDescription = getter(Symbol.prototype, 'description') as (symbol: symbol) => string | undefined;
export const charCodeAt = uncurried(String.prototype.charCodeAt);
export const startsWith = uncurried(String.prototype.startsWith) as (text: string, prefix: string) => boolean;
export const indexOf = uncurried(String.prototype.indexOf) as (text: string, part: string, from?: number) => number;
export const lastIndexOf = uncurried(String.prototype.lastIndexOf) as (text: string, part: string) => number;
export const slice = uncurried(String.prototype.slice) as (text: string, from: number, to: number) => string;
export const toLowerCase = uncurried(String.prototype.toLowerCase) as (text: string) => string;
export const replaceAll = uncurried(String.prototype.replaceAll) as unknown as (
  text: string,
  from: string,
  to: string,
) => string;
export const endsWith = uncurried(String.prototype.endsWith) as (text: string, suffix: string) => boolean;
export const includes = uncurried(String.prototype.includes) as (text: string, part: string) => boolean;

const flagGetters: readonly (readonly [string, (self: unknown) => unknown])[] = (
  [
    ['d', 'hasIndices'],
    ['g', 'global'],
    ['i', 'ignoreCase'],
    ['m', 'multiline'],
    ['s', 'dotAll'],
    ['u', 'unicode'],
    ['v', 'unicodeSets'],
    ['y', 'sticky'],
  ] as const
).map(([letter, name]) => [letter, getter(RegExp.prototype, name)] as const);

/** The `flags` getter reads properties a subclass may override; this reads the internal slot. */
export function regexpFlags(regexp: unknown): string {
  let flags = '';
  for (let i = 0; i < flagGetters.length; i++) {
    const entry = flagGetters[i];
    if (entry?.[1](regexp) === true) flags += entry[0];
  }
  return flags;
}

export const {
  isProxy,
  isMap,
  isSet,
  isDate,
  isRegExp,
  isNativeError,
  isPromise,
  isAnyArrayBuffer,
  isSharedArrayBuffer,
  isBoxedPrimitive,
  isNumberObject,
  isStringObject,
  isBooleanObject,
  isBigIntObject,
  isWeakMap,
  isWeakSet,
  isGeneratorFunction,
  isGeneratorObject,
  isArgumentsObject,
  isModuleNamespaceObject,
  isMapIterator,
  isSetIterator,
  isExternal,
} = types;

/** Map, Set and WeakMap that keep their methods to themselves. */
function sealedCopy<C extends { readonly prototype: object }>(target: C, source: { readonly prototype: object }): C {
  for (const key of ownKeys(source.prototype)) {
    const descriptor = getOwnPropertyDescriptor(source.prototype, key);
    if (descriptor !== undefined && !hasOwn(target.prototype, key)) {
      Object.defineProperty(target.prototype, key, descriptor);
    }
  }
  return target;
}
export const SafeMap = sealedCopy(class SafeMap<K, V> extends Map<K, V> {}, Map);
export const SafeSet = sealedCopy(class SafeSet<T> extends Set<T> {}, Set);
export const SafeWeakMap = sealedCopy(class SafeWeakMap<K extends WeakKey, V> extends WeakMap<K, V> {}, WeakMap);
export const SafeWeakSet = sealedCopy(class SafeWeakSet<T extends WeakKey> extends WeakSet<T> {}, WeakSet);
export type SafeMap<K, V> = Map<K, V>;
export type SafeSet<T> = Set<T>;
export type SafeWeakSet<T extends WeakKey> = WeakSet<T>;
export type SafeWeakMap<K extends WeakKey, V> = WeakMap<K, V>;

/** Accessor that V8 gives every error as own property `stack`; undefined where it is a data property. */
export const errorStackGetter: unknown = getOwnPropertyDescriptor(new Error('probe'), 'stack')?.get;

export const arrayPrototype: object = Array.prototype;
export const arrayPush: object = Array.prototype.push;
export const arrayPop: object = Array.prototype.pop;
const arrayIterator = Array.prototype[Symbol.iterator];
const arrayIteratorPrototype = Object.getPrototypeOf(arrayIterator.call([])) as { next: unknown };
const arrayNext = arrayIteratorPrototype.next;

/** By which iterators give themselves. */
export const iteratorItself: unknown = (getPrototypeOf(arrayIteratorPrototype) as Iterable<unknown>)[Symbol.iterator];
export const asyncIteratorItself: unknown = (
  getPrototypeOf(getPrototypeOf(async function* () {}.prototype as object) as object) as AsyncIterable<unknown>
)[Symbol.asyncIterator];
/** By which native collections make iterators. */
export const nativeOpeners: SafeSet<unknown> = new SafeSet<unknown>([
  arrayIterator,
  Map.prototype[Symbol.iterator],
  Set.prototype[Symbol.iterator],
  String.prototype[Symbol.iterator],
  (typedArrayPrototype as Uint8Array)[Symbol.iterator],
]);

/** Nobody has changed how arrays are iterated. */
export const isArrayIterationIntact = (): boolean =>
  getOwnPropertyDescriptor(arrayPrototype, Symbol.iterator)?.value === arrayIterator &&
  getOwnPropertyDescriptor(arrayIteratorPrototype, 'next')?.value === arrayNext;
