/** Reading a property of a recorded value, without running anything: own data properties, built-in slots, and honest "not recorded". */
import type { ObjectView, Property, Value } from '../api.js';
import { builtinMembers } from './builtins.js';
import {
  booleanOperand,
  EvaluationFault,
  known,
  type LiteralObject,
  numberOperand,
  type Operand,
  stringOperand,
  type Surroundings,
  UNDEFINED,
} from './operand.js';
import { fromHost, type SymbolTable, toPrimitive, wholeString } from './primitives.js';

export interface MemberContext {
  readonly surroundings: Surroundings;
  readonly symbols: SymbolTable;
}

/** A property's key as JavaScript would compute it: text, or a recorded symbol. */
export type Key = { readonly symbol: false; readonly name: string } | { readonly symbol: true; readonly name: string };

export const nameKey = (name: string): Key => ({ symbol: false, name });

export function toKey(operand: Operand, context: MemberContext): Key {
  const value = known(operand, 'the property name');
  if (value.kind === 'symbol') return { symbol: true, name: `Symbol(${value.description ?? ''})` };
  return nameKey(String(toPrimitive(value, 'string', context)));
}

/** `object[key]`. `text` is the object's source text, for messages. */
export function readMember(object: Operand, key: Key, text: string, context: MemberContext): Operand {
  const value = known(object, `\`${text}\``);
  switch (value.kind) {
    case 'undefined':
    case 'null':
      throw new EvaluationFault(
        'type',
        `Cannot read properties of ${value.kind} (reading '${key.name}'): \`${text}\` is ${value.kind}`,
      );
    case 'literal':
      return literalMember(value, key);
    case 'object':
      return objectMember(context.surroundings.recording.object(context.surroundings.at, value.id), key, context);
    case 'string':
      return stringMember(value, key);
    case 'symbol':
      if (key.name === 'description') return fromHost(value.description, context.symbols);
      return inherited(['Symbol', 'Object'], key);
    default:
      return inherited([primitiveClass(value), 'Object'], key);
  }
}

/** `key in object`. */
export function hasMember(object: Operand, key: Key, context: MemberContext): boolean {
  const value = known(object, 'the right side of `in`');
  if (value.kind !== 'object' && value.kind !== 'literal') {
    throw new EvaluationFault('type', `Cannot use 'in' operator to search for '${key.name}' in a ${value.kind}`);
  }
  if (value.kind === 'literal') return ownLiteral(value, key) !== undefined || inheritedBy(literalClasses(value), key);
  const view = context.surroundings.recording.object(context.surroundings.at, value.id);
  refuseOpaque(view);
  if (ownProperty(view, key, context) !== undefined) return true;
  if (builtIn(view, key) !== undefined) return true;
  const rest = missing(view, key);
  if (rest.kind !== 'unknown') return false;
  if (!view.cut && view.classChain.some((name) => builtinMembers(name)?.has(key.name))) return true;
  throw new EvaluationFault('unknown', rest.why);
}

function objectMember(view: ObjectView, key: Key, context: MemberContext): Operand {
  refuseOpaque(view);
  const own = ownProperty(view, key, context);
  if (own !== undefined) return own.value;
  return builtIn(view, key) ?? missing(view, key);
}

function refuseOpaque(view: ObjectView): void {
  if (view.kind === 'proxy')
    throw new EvaluationFault(
      'refused',
      'this is a Proxy: reading it would run its traps, and its target is not recorded',
    );
  if (view.kind === 'cut')
    throw new EvaluationFault(
      'unknown',
      `the content of this object was not recorded: ${view.lost ?? 'it lies beyond the capture limit'}`,
    );
}

function ownProperty(view: ObjectView, key: Key, { surroundings }: MemberContext): Property | undefined {
  const { recording, at } = surroundings;
  const index = key.symbol ? undefined : arrayIndex(key.name);
  if (index !== undefined && INDEXED.has(view.kind)) {
    const [found] = recording.properties(at, view.id, 'indexed', { start: index, count: 1 });
    if (found?.name === key.name) return found.value.kind === 'hole' ? undefined : found;
  }
  return recording
    .properties(at, view.id, 'named')
    .find(({ name, symbol }) => name === key.name && symbol === key.symbol);
}

const INDEXED = new Set<ObjectView['kind']>(['array', 'typedArray', 'arguments']);

function arrayIndex(name: string): number | undefined {
  return /^(0|[1-9]\d{0,9})$/.test(name) ? Number(name) : undefined;
}

/** What a getter on a built-in prototype, or a property that every such object has, would give. */
function builtIn(view: ObjectView, key: Key): Value | undefined {
  if (key.symbol) return undefined;
  switch (view.kind) {
    case 'array':
    case 'arguments':
      return key.name === 'length' ? numberOperand(view.size) : undefined;
    case 'map':
    case 'set':
      return key.name === 'size' ? numberOperand(view.size) : undefined;
    case 'arrayBuffer':
      return key.name === 'byteLength' ? numberOperand(view.size) : undefined;
    case 'error':
      return { message: view.slots.errorMessage, name: view.slots.errorName, stack: view.slots.errorStack }[key.name];
    case 'function':
    case 'class':
      return key.name === 'name' ? view.slots.functionName : undefined;
    case 'boxed':
      return view.slots.primitive?.kind === 'string' ? ownOfString(view.slots.primitive, key.name) : undefined;
    case 'typedArray':
      return typedArraySlot(view, key.name);
    case 'regexp':
      return regexpSlot(view, key.name);
    default:
      return undefined;
  }
}

function typedArraySlot(view: ObjectView, name: string): Value | undefined {
  const isDataView = view.slots.viewKind?.kind === 'string' && view.slots.viewKind.value === 'DataView';
  if (name === 'length' && !isDataView) return numberOperand(view.size);
  if (name === 'byteLength' && isDataView) return numberOperand(view.size);
  return { buffer: view.slots.viewBuffer, byteOffset: view.slots.viewOffset }[name];
}

const REGEXP_FLAGS: Readonly<Record<string, string>> = {
  hasIndices: 'd',
  global: 'g',
  ignoreCase: 'i',
  multiline: 'm',
  dotAll: 's',
  unicode: 'u',
  unicodeSets: 'v',
  sticky: 'y',
};

function regexpSlot({ slots }: ObjectView, name: string): Value | undefined {
  if (name === 'source' || name === 'flags' || name === 'lastIndex') return slots[name];
  if (!Object.hasOwn(REGEXP_FLAGS, name) || slots.flags?.kind !== 'string') return undefined;
  return booleanOperand(slots.flags.value.includes(REGEXP_FLAGS[name]!));
}

/** A property that is not among the recorded own ones: `undefined` only if it is certain. */
function missing(view: ObjectView, key: Key): Value {
  if (view.cut)
    return {
      kind: 'unknown',
      why: `\`${key.name}\` is not among the properties that were recorded; the object has more`,
    };
  return inherited(view.classChain, key);
}

function inherited(classes: readonly string[], key: Key): Value {
  for (const name of classes) {
    const members = builtinMembers(name);
    if (members === undefined) {
      return {
        kind: 'unknown',
        why: `no own property \`${key.name}\`; what ${name} inherits (methods, getters) is not recorded`,
      };
    }
    if (members.has(key.name))
      return {
        kind: 'unknown',
        why: `\`${key.name}\` is inherited from ${name}, and built-in members are not recorded`,
      };
  }
  return UNDEFINED;
}

function inheritedBy(classes: readonly string[], key: Key): boolean {
  return classes.some((name) => builtinMembers(name)?.has(key.name) === true);
}

function literalMember(object: LiteralObject, key: Key): Operand {
  return ownLiteral(object, key) ?? inherited(literalClasses(object), key);
}

function ownLiteral(object: LiteralObject, key: Key): Operand | undefined {
  if (key.symbol) return undefined;
  if (object.array && key.name === 'length') return numberOperand(object.length);
  return object.properties.get(key.name);
}

const literalClasses = (object: LiteralObject): readonly string[] => (object.array ? ['Array', 'Object'] : ['Object']);

function stringMember(value: Extract<Value, { kind: 'string' }>, key: Key): Value {
  if (key.symbol) return inherited(['String', 'Object'], key);
  return ownOfString(value, key.name) ?? inherited(['String', 'Object'], key);
}

function ownOfString(value: Extract<Value, { kind: 'string' }>, name: string): Value | undefined {
  if (name === 'length') return numberOperand(value.length);
  const index = arrayIndex(name);
  if (index === undefined || index >= value.length) return undefined;
  return stringOperand((index < value.value.length ? value.value : wholeString(value)).charAt(index));
}

function primitiveClass(value: Value): string {
  const host: Readonly<Record<string, string>> = { number: 'Number', boolean: 'Boolean', bigint: 'BigInt' };
  return host[value.kind] ?? 'Object';
}
