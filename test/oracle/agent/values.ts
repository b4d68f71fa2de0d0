/**
 * A value as the text of CONTRACT's State JSON, read without running any code of the program: own properties only, no getter, no trap.
 * The program may have patched any prototype, so nothing here calls a method of a built-in object that was not taken at start.
 */
import { types } from 'node:util';
import type { Internals } from './internals.js';
import { ownDescriptor, ownText, ownValue, UNINITIALISED } from './own.js';
import { taken } from './taken.js';

/** Marks objects whose inside is not compared: the global object, modules, what only V8 can look into. */
export const OPAQUE = '$opaque';

const { ownKeys, getOwnPropertyDescriptor } = Reflect;
const quote = JSON.stringify;
const isArray = Array.isArray;
const symbolText = taken<(s: symbol) => string>(Symbol.prototype.toString);
const bigintText = taken<(n: bigint) => string>(BigInt.prototype.toString);
const join = taken<(list: readonly string[], separator: string) => string>(Array.prototype.join);
const startsWith = taken<(text: string, start: string) => boolean>(String.prototype.startsWith);
const regexpSource = taken<(value: unknown) => string>(getOwnPropertyDescriptor(RegExp.prototype, 'source')!.get);
const regexpFlags = taken<(value: unknown) => string>(getOwnPropertyDescriptor(RegExp.prototype, 'flags')!.get);
const time = taken<(value: unknown) => number>(Date.prototype.getTime);
const isoText = taken<(value: unknown) => string>(Date.prototype.toISOString);
const test = taken<(pattern: RegExp, text: string) => boolean>(RegExp.prototype.test);
const isGlobal = (value: object): boolean => value === globalThis;
const isNotANumber = Number.isNaN;
const isFiniteNumber = Number.isFinite;
const INDEX = /^(?:0|[1-9]\d*)$/;
const UNDEFINED = '{"$undefined":true}';

export class ValuePrinter {
  private readonly path: object[] = [];
  /** of the pause, by object, at the depth that values of variables are printed at: frames have the same receiver */
  private printed = new Map<object, string>();

  constructor(
    private readonly internals: Internals,
    private readonly depth: number,
    private readonly maxItems: number,
  ) {}

  /** The program goes on. */
  forget(): void {
    this.printed = new Map();
  }

  /** A value that is in no other. */
  root(value: unknown): string {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
      return this.text(value, this.depth);
    const known = this.printed.get(value);
    if (known !== undefined) return known;
    const text = this.text(value, this.depth);
    this.printed.set(value, text);
    return text;
  }

  /** `depth`: levels of objects inside objects that are printed. */
  private text(value: unknown, depth: number): string {
    if (value === null) return 'null';
    switch (typeof value) {
      case 'undefined':
        return UNDEFINED;
      case 'string':
        return quote(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        return numberText(value);
      case 'bigint':
        return `{"$bigint":"${bigintText(value)}"}`;
      case 'symbol':
        return `{"$symbol":${quote(symbolText(value))}}`;
      default:
        return this.reference(value as object, depth);
    }
  }

  /** Variables of a scope that V8 has made into an object. Reading one that is not initialised throws. */
  scope(scope: object, isShown: (name: string) => boolean): string {
    const entries: string[] = [];
    const keys = ownKeys(scope);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === 'string' && isShown(key)) {
        entries[entries.length] = `${quote(key)}:${this.variable(scope, key)}`;
      }
    }
    return `{${join(entries, ',')}}`;
  }

  private variable(scope: object, key: string): string {
    let value: unknown;
    try {
      value = getOwnPropertyDescriptor(scope, key)!.value;
    } catch {
      return '{"$tdz":true}';
    }
    return this.root(value);
  }

  private reference(value: object, depth: number): string {
    for (let i = 0; i < this.path.length; i++) if (this.path[i] === value) return '{"$ref":""}';
    const leaf = this.leaf(value);
    if (leaf !== undefined) return leaf;
    if (depth <= 0) return '{"$truncated":"depth"}';
    this.path[this.path.length] = value;
    try {
      return this.object(value, depth - 1);
    } finally {
      this.path.length--;
    }
  }

  private leaf(value: object): string | undefined {
    if (types.isProxy(value)) return '{"$proxy":true}';
    if (typeof value === 'function') return `{"$function":${quote(ownText(value, 'name'))}}`;
    if (isGlobal(value) || this.internals.isOfTheHost(value)) return `{"${OPAQUE}":"host"}`;
    if (types.isGeneratorObject(value) || types.isMapIterator(value) || types.isSetIterator(value))
      return `{"${OPAQUE}":"iterator"}`;
    if (types.isRegExp(value)) return `{"$regexp":${quote(`/${regexpSource(value)}/${regexpFlags(value)}`)}}`;
    if (types.isDate(value)) return `{"$date":${isNotANumber(time(value)) ? '"Invalid Date"' : quote(isoText(value))}}`;
    if (types.isAnyArrayBuffer(value) || types.isArrayBufferView(value)) return this.internals.bufferText(value);
    return undefined;
  }

  private object(value: object, depth: number): string {
    if (isArray(value) || types.isArgumentsObject(value)) return this.array(value, depth);
    if (types.isMap(value) || types.isSet(value)) return this.collection(value, depth);
    if (types.isNativeError(value)) return this.error(value, depth);
    if (types.isPromise(value)) return this.promise(value, depth);
    const props = this.props(value, depth, () => true);
    const name = this.internals.className(value);
    if (types.isBoxedPrimitive(value))
      return `{"$class":${quote(name)},"props":{${join(props, ',')}},"value":${this.text(this.internals.primitiveOf(value), depth)}}`;
    if (name !== 'Object' || types.isExternal(value) || types.isModuleNamespaceObject(value))
      return `{"$class":${quote(name)},"props":{${join(props, ',')}}}`;
    const text = `{${join(props, ',')}}`;
    for (let i = 0; i < props.length; i++) if (startsWith(props[i]!, '"$')) return `{"$object":${text}}`;
    return text;
  }

  private array(value: object, depth: number): string {
    const length = ownValue(value, 'length');
    const size = typeof length === 'number' ? length : 0;
    const items: string[] = [];
    for (let i = 0; i < size && i < this.maxItems; i++)
      items[i] = this.property(value, `${i}`, depth) ?? '{"$hole":true}';
    if (size > this.maxItems) items[items.length] = `{"$truncated":"items","size":${size}}`;
    const props = this.props(value, depth, (key) => key !== 'length' && !(test(INDEX, key) && +key < 0xffff_ffff));
    const list = `[${join(items, ',')}]`;
    return props.length === 0 ? list : `{"$array":${list},"props":{${join(props, ',')}}}`;
  }

  private collection(value: object, depth: number): string {
    const isMap = types.isMap(value);
    const items: string[] = [];
    const entries = this.internals.entries(value);
    for (let i = 0; i < entries.length; i += isMap ? 2 : 1) {
      const first = this.text(entries[i], depth);
      items[items.length] = isMap ? `[${first},${this.text(entries[i + 1], depth)}]` : first;
    }
    const name = this.internals.className(value);
    const props = this.props(value, depth, () => true);
    const form = isMap ? '"$map"' : '"$set"';
    return `{${form}:[${join(items, ',')}]${name === (isMap ? 'Map' : 'Set') ? '' : `,"class":${quote(name)}`}${
      props.length === 0 ? '' : `,"props":{${join(props, ',')}}`
    }}`;
  }

  private error(value: object, depth: number): string {
    const message = this.property(value, 'message', depth) ?? '""';
    const props = this.props(value, depth, (key) => key !== 'message' && key !== 'stack');
    return `{"$error":${quote(this.internals.className(value))},"message":${message},"props":{${join(props, ',')}}}`;
  }

  private promise(value: object, depth: number): string {
    const { state, result } = this.internals.promise(value);
    return state === 'pending'
      ? '{"$promise":"pending"}'
      : `{"$promise":"${state}","value":${this.text(result, depth)}}`;
  }

  /** Own properties and private fields, each `"name":value`. */
  private props(value: object, depth: number, isShown: (key: string) => boolean): string[] {
    const texts: string[] = [];
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const name = typeof key === 'symbol' ? symbolText(key) : key;
      if (typeof key === 'string' && !isShown(key)) continue;
      const text = this.property(value, key, depth);
      if (text !== undefined) texts[texts.length] = `${quote(name)}:${text}`;
    }
    const fields = this.internals.privateFields(value);
    for (let i = 0; i < fields.length; i++) {
      const { name, value: field, accessor } = fields[i]!;
      texts[texts.length] =
        `${quote(name)}:${accessor === undefined ? this.text(field, depth) : accessorText(accessor)}`;
    }
    return texts;
  }

  private property(value: object, key: PropertyKey, depth: number): string | undefined {
    const descriptor = ownDescriptor(value, key);
    if (descriptor === undefined) return undefined;
    if (descriptor === UNINITIALISED) return '{"$tdz":true}';
    return 'value' in descriptor ? this.text(descriptor.value, depth) : accessorText(descriptor);
  }
}

export interface Accessor {
  readonly get?: unknown;
  readonly set?: unknown;
}

const accessorText = ({ get, set }: Accessor): string =>
  `{"$accessor":"${get !== undefined && set !== undefined ? 'get/set' : get !== undefined ? 'get' : 'set'}"}`;

function numberText(value: number): string {
  if (value === 0 && 1 / value < 0) return '{"$number":"-0"}';
  return isFiniteNumber(value) ? `${value}` : `{"$number":"${value}"}`;
}
