/**
 * What V8's inspector knows about a value, as CONTRACT's State JSON. Only own properties are read, through the protocol:
 * no code of the program runs (the bytes of typed arrays and object identity are asked for by functions of our own).
 */
import type { Json } from '../../src/query/json.js';
import type { Inspected } from './cdp.js';

export interface RemoteObject {
  readonly type:
    | 'object'
    | 'function'
    | 'undefined'
    | 'string'
    | 'number'
    | 'boolean'
    | 'symbol'
    | 'bigint'
    | 'accessor';
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly objectId?: string;
}

export interface PropertyDescriptor {
  readonly name: string;
  readonly value?: RemoteObject;
  readonly get?: RemoteObject;
  readonly set?: RemoteObject;
  readonly symbol?: RemoteObject;
  readonly isOwn?: boolean;
}

export interface Properties {
  readonly result: readonly PropertyDescriptor[];
  readonly internalProperties?: readonly PropertyDescriptor[];
  readonly privateProperties?: readonly PropertyDescriptor[];
}

type Props = Readonly<Record<string, Json>>;

/** Marks what only an inspector can name: the global object, a module namespace, a generator. Nobody compares their content. */
export const OPAQUE = '$opaque';

export class RemotePrinter {
  constructor(private readonly inspected: Inspected) {}

  properties(object: RemoteObject): Promise<Properties> {
    return this.inspected.send<Properties>('Runtime.getProperties', { objectId: object.objectId, ownProperties: true });
  }

  /** `depth`: levels of objects inside objects that are printed; `path`: the objects around this one. */
  async value(remote: RemoteObject, depth: number, path: readonly RemoteObject[] = []): Promise<Json> {
    const primitive = primitiveJson(remote);
    if (primitive !== undefined) return primitive;
    if (await this.isOnPath(remote, path)) return { $ref: '' };
    const leaf = await this.leaf(remote);
    if (leaf !== undefined) return leaf;
    if (depth <= 0) return { $truncated: 'depth' };
    return this.object(remote, depth - 1, [...path, remote]);
  }

  /** Value of a property, or the form of its accessor. */
  async property(property: PropertyDescriptor, depth: number, path: readonly RemoteObject[]): Promise<Json> {
    if (property.value !== undefined) return this.value(property.value, depth, path);
    const has = (f: RemoteObject | undefined): boolean => f !== undefined && f.type !== 'undefined';
    return { $accessor: has(property.get) && has(property.set) ? 'get/set' : has(property.get) ? 'get' : 'set' };
  }

  private async leaf(remote: RemoteObject): Promise<Json | undefined> {
    if (remote.type === 'function') return { $function: await this.functionName(remote) };
    if (remote.className === 'global' || remote.description === 'global' || remote.className === 'Module') {
      return { [OPAQUE]: remote.className ?? '' };
    }
    switch (remote.subtype) {
      case 'proxy':
        return { $proxy: true };
      case 'generator':
      case 'iterator':
        return { [OPAQUE]: remote.subtype };
      case 'regexp':
        return { $regexp: remote.description ?? '' };
      case 'date':
        return { $date: await this.call<string>(remote, DATE_TEXT) };
      case 'typedarray':
      case 'dataview':
      case 'arraybuffer':
        return this.call<Json>(remote, BUFFER_JSON);
      default:
        return undefined;
    }
  }

  private async object(remote: RemoteObject, depth: number, path: readonly RemoteObject[]): Promise<Json> {
    const properties = await this.properties(remote);
    const inside = { depth, path };
    if (remote.subtype === 'array' || remote.className === 'Arguments') return this.array(properties, inside);
    if (remote.subtype === 'map' || remote.subtype === 'set') return this.collection(remote, properties, inside);
    if (remote.subtype === 'error') return this.error(remote, properties, inside);
    if (remote.subtype === 'promise') return this.promise(properties, inside);
    const props = await this.props(properties, inside, () => true);
    const primitive = internal(properties, '[[PrimitiveValue]]');
    if (primitive !== undefined)
      return { $class: remote.className ?? '', props, value: await this.value(primitive, depth, path) };
    if (remote.className !== 'Object' || remote.subtype !== undefined) return { $class: remote.className ?? '', props };
    return Object.keys(props).some((key) => key.startsWith('$')) ? { $object: props } : props;
  }

  private async array(properties: Properties, inside: Inside): Promise<Json> {
    const lengthValue = properties.result.find(({ name }) => name === 'length')?.value?.value;
    const length = typeof lengthValue === 'number' ? lengthValue : 0;
    const byIndex = new Map(properties.result.map((property) => [property.name, property]));
    const items = await Promise.all(
      Array.from({ length }, async (_, i): Promise<Json> => {
        const property = byIndex.get(String(i));
        return property === undefined ? { $hole: true } : this.property(property, inside.depth, inside.path);
      }),
    );
    const props = await this.props(properties, inside, (name) => name !== 'length' && !/^\d+$/.test(name));
    return Object.keys(props).length === 0 ? items : { $array: items, props };
  }

  private async collection(remote: RemoteObject, properties: Properties, inside: Inside): Promise<Json> {
    const { depth, path } = inside;
    const list = internal(properties, '[[Entries]]');
    const entries =
      list === undefined ? [] : (await this.properties(list)).result.filter(({ name }) => /^\d+$/.test(name));
    const items = await Promise.all(
      entries.map(async ({ value }): Promise<Json> => {
        const parts = new Map((await this.properties(value!)).result.map((part) => [part.name, part.value]));
        const key = parts.get('key');
        const item = await this.value(parts.get('value') ?? { type: 'undefined' }, depth, path);
        return key === undefined ? item : [await this.value(key, depth, path), item];
      }),
    );
    const props = await this.props(properties, inside, () => true);
    const own = remote.subtype === 'map' ? 'Map' : 'Set';
    return {
      [remote.subtype === 'map' ? '$map' : '$set']: items,
      ...(remote.className === own ? {} : { class: remote.className ?? '' }),
      ...(Object.keys(props).length === 0 ? {} : { props }),
    };
  }

  private async error(remote: RemoteObject, properties: Properties, inside: Inside): Promise<Json> {
    const message = properties.result.find(({ name }) => name === 'message');
    return {
      $error: remote.className ?? '',
      message: message === undefined ? '' : await this.property(message, inside.depth, inside.path),
      props: await this.props(properties, inside, (name) => name !== 'message' && name !== 'stack'),
    };
  }

  private async promise(properties: Properties, { depth, path }: Inside): Promise<Json> {
    const state = String(internal(properties, '[[PromiseState]]')?.value);
    const result = internal(properties, '[[PromiseResult]]');
    if (state === 'pending' || result === undefined) return { $promise: state };
    return { $promise: state, value: await this.value(result, depth, path) };
  }

  /** Own and private properties (V8 lists private methods too). */
  private async props(
    properties: Properties,
    { depth, path }: Inside,
    isShown: (name: string) => boolean,
  ): Promise<Props> {
    const fields = (properties.privateProperties ?? []).filter(({ value }) => value !== undefined);
    const own = properties.result.filter(({ name, isOwn }) => isOwn !== false && name !== '__proto__' && isShown(name));
    const entries = [...own, ...fields].map(
      async (property): Promise<[string, Json]> => [property.name, await this.property(property, depth, path)],
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  private async functionName(remote: RemoteObject): Promise<string> {
    const { result } = await this.properties(remote);
    const name = result.find((property) => property.name === 'name')?.value;
    return name?.type === 'string' ? String(name.value) : '';
  }

  private async isOnPath(remote: RemoteObject, path: readonly RemoteObject[]): Promise<boolean> {
    const alike = path.filter(
      ({ description, className }) => description === remote.description && className === remote.className,
    );
    if (alike.length === 0) return false;
    return this.call<boolean>(
      remote,
      'function (...around) { return around.some((object) => object === this); }',
      alike,
    );
  }

  private async call<T>(
    remote: RemoteObject,
    functionDeclaration: string,
    args: readonly RemoteObject[] = [],
  ): Promise<T> {
    const answer = await this.inspected.send<{ result: RemoteObject; exceptionDetails?: { text: string } }>(
      'Runtime.callFunctionOn',
      {
        objectId: remote.objectId,
        functionDeclaration,
        arguments: args.map(({ objectId }) => ({ objectId })),
        returnByValue: true,
      },
    );
    if (answer.exceptionDetails) throw new Error(`the oracle's own function failed: ${answer.exceptionDetails.text}`);
    return answer.result.value as T;
  }
}

interface Inside {
  readonly depth: number;
  readonly path: readonly RemoteObject[];
}

const DATE_TEXT = `function () {
  const time = Date.prototype.getTime.call(this);
  return Number.isNaN(time) ? 'Invalid Date' : Date.prototype.toISOString.call(this);
}`;

const BUFFER_JSON = `function () {
  const view = ArrayBuffer.isView(this);
  const bytes = view ? new Uint8Array(this.buffer, this.byteOffset, this.byteLength) : new Uint8Array(this);
  let hex = '';
  for (let i = 0; i < bytes.length; i++) hex += bytes[i].toString(16).padStart(2, '0');
  const name = Object.prototype.toString.call(this).slice(8, -1);
  return { $buffer: name, length: view ? (this.length ?? this.byteLength) : this.byteLength, hex };
}`;

function internal({ internalProperties = [] }: Properties, name: string): RemoteObject | undefined {
  return internalProperties.find((property) => property.name === name)?.value;
}

function primitiveJson(remote: RemoteObject): Json | undefined {
  const { type, subtype, value, unserializableValue, description } = remote;
  if (type === 'undefined') return { $undefined: true };
  if (subtype === 'null') return null;
  if (type === 'bigint') return { $bigint: (unserializableValue ?? '').replace(/n$/, '') };
  if (type === 'symbol') return { $symbol: description ?? '' };
  if (unserializableValue !== undefined) return { $number: unserializableValue };
  if (type === 'string' || type === 'number' || type === 'boolean') return value as Json;
  return undefined;
}
