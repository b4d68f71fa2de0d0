/** Reading a property of a value without running code of the program: own data properties, built-in slots and methods, and honest "not recorded". */
import type { ObjectView, Value } from '../api.js';
import { builtinMembers, isModelled } from './builtins.js';
import { madeClasses } from './made.js';
import {
  booleanOperand,
  EvaluationFault,
  known,
  type Machine,
  type MadeObject,
  numberOperand,
  type Operand,
  type RecordedObject,
  stringOperand,
  typeFault,
  UNDEFINED,
} from './operand.js';
import { isInheritedFromNothing, partOf, partsOf, refuseOpaque, viewOf } from './recorded.js';

/** A property's key as JavaScript would compute it: text, or a recorded symbol. */
export interface Key {
  readonly symbol: boolean;
  readonly name: string;
  /** the name begins with `#`, and is no string to the program */
  readonly isPrivate?: boolean;
}

export const nameKey = (name: string): Key => ({ symbol: false, name });

export const privateKey = (name: string): Key => ({ symbol: false, name: `#${name}`, isPrivate: true });

/** `object[key]`. `text` is the object's source text, for messages. */
export function readMember(object: Operand, key: Key, text: string, machine: Machine): Operand {
  const value = known(object, `\`${text}\``);
  switch (value.kind) {
    case 'undefined':
    case 'null':
      throw typeFault(`Cannot read properties of ${value.kind} (reading '${key.name}'): \`${text}\` is ${value.kind}`);
    case 'made':
      return ownOfMade(value, key) ?? inherited(madeClasses(value), key, machine);
    case 'object':
      return objectMember(value, key, machine);
    case 'string':
      return (key.symbol ? undefined : ownOfString(value, key.name)) ?? inherited(['String', 'Object'], key, machine);
    case 'symbol':
      if (key.name === 'description')
        return value.description === undefined ? UNDEFINED : stringOperand(value.description);
      return inherited(['Symbol', 'Object'], key, machine);
    default:
      return inherited([primitiveClass(value), 'Object'], key, machine);
  }
}

/** `key in object`. */
export function hasMember(object: Operand, key: Key, machine: Machine): boolean {
  const value = known(object, 'the right side of `in`');
  if (value.kind !== 'object' && value.kind !== 'made')
    throw typeFault(`Cannot use 'in' operator to search for '${key.name}' in a ${value.kind}`);
  if (value.kind === 'made') return ownOfMade(value, key) !== undefined || inheritedBy(madeClasses(value), key);
  if (hasOwn(value, key, machine)) return true;
  const view = viewOf(value, machine);
  const rest = missing(view, key, machine);
  if (rest.kind === 'undefined') return false;
  if (rest.kind === 'made' || (!view.cut && inheritedBy(view.classChain, key))) return true;
  throw new EvaluationFault('unknown', rest.kind === 'unknown' ? rest.why : `\`${key.name}\` is not recorded`);
}

/** `Object.hasOwn`, without certainty only where the object was cut */
export function hasOwn(object: RecordedObject | MadeObject, key: Key, machine: Machine): boolean {
  if (object.kind === 'made') return ownOfMade(object, key) !== undefined;
  const view = viewOf(object, machine);
  refuseOpaque(view);
  return (
    ownOfRecorded(object, view, { key, machine }) !== undefined ||
    (OWN_SLOTS.has(view.kind) && builtIn(view, key) !== undefined)
  );
}

/** Whose slots are own properties; those of the others are getters of the prototype. */
const OWN_SLOTS = new Set<ObjectView['kind']>(['array', 'arguments', 'error', 'function', 'class', 'boxed']);

function objectMember(object: RecordedObject, key: Key, machine: Machine): Operand {
  const view = viewOf(object, machine);
  refuseOpaque(view);
  return ownOfRecorded(object, view, { key, machine }) ?? builtIn(view, key) ?? missing(view, key, machine);
}

function ownOfRecorded(
  object: RecordedObject,
  view: ObjectView,
  { key, machine }: { readonly key: Key; readonly machine: Machine },
): Operand | undefined {
  const index = key.symbol ? undefined : arrayIndex(key.name);
  if (index !== undefined && INDEXED.has(view.kind)) {
    const [found] = partsOf(object, 'indexed', machine, { start: index, count: 1 });
    if (found?.name === key.name) return found.value.kind === 'hole' ? undefined : found.value;
  }
  return partOf(object, key, machine);
}

const INDEXED = new Set<ObjectView['kind']>(['array', 'typedArray', 'arguments']);

export function arrayIndex(name: string): number | undefined {
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
      return new Map([
        ['message', view.slots.errorMessage],
        ['name', view.slots.errorName],
        ['stack', view.slots.errorStack],
      ]).get(key.name);
    case 'function':
    case 'class':
      return key.name === 'name' ? view.slots.functionName : undefined;
    case 'boxed':
      return view.slots.primitive?.kind === 'string' ? ownOfString(view.slots.primitive, key.name) : undefined;
    case 'typedArray':
      return typedArraySlot(view, key.name);
    case 'regexp':
      return regexpSlot(view.slots, key.name);
    default:
      return undefined;
  }
}

function typedArraySlot(view: ObjectView, name: string): Value | undefined {
  const isDataView = view.slots.viewKind?.kind === 'string' && view.slots.viewKind.value === 'DataView';
  if (name === 'length' && !isDataView) return numberOperand(view.size);
  if (name === 'byteLength' && isDataView) return numberOperand(view.size);
  return new Map([
    ['buffer', view.slots.viewBuffer],
    ['byteOffset', view.slots.viewOffset],
  ]).get(name);
}

const REGEXP_FLAGS: ReadonlyMap<string, string> = new Map([
  ['hasIndices', 'd'],
  ['global', 'g'],
  ['ignoreCase', 'i'],
  ['multiline', 'm'],
  ['dotAll', 's'],
  ['unicode', 'u'],
  ['unicodeSets', 'v'],
  ['sticky', 'y'],
]);

function regexpSlot(slots: Readonly<Record<string, Value>>, name: string): Value | undefined {
  if (name === 'source' || name === 'flags' || name === 'lastIndex') return slots[name];
  const letter = REGEXP_FLAGS.get(name);
  if (letter === undefined || slots.flags?.kind !== 'string') return undefined;
  return booleanOperand(slots.flags.value.includes(letter));
}

/** A property that is not among the recorded own ones: `undefined` only if it is certain. */
function missing(view: ObjectView, key: Key, machine: Machine): Operand {
  if (key.isPrivate === true)
    return {
      kind: 'unknown',
      why: `\`${key.name}\` was not seen: private fields of classes that are not recorded are not`,
    };
  if (view.cut)
    return {
      kind: 'unknown',
      why: `\`${key.name}\` is not among the properties that were recorded; the object has more`,
    };
  return inherited(view.classChain, key, machine, view.kind);
}

/** What a chain of classes gives. A class of the program that has the name of a built-in one is told by the object's kind. */
function inherited(classes: readonly string[], key: Key, machine: Machine, kind?: ObjectView['kind']): Operand {
  for (const name of classes) {
    const members = kind === 'object' && name !== 'Object' && isModelled(name) ? undefined : builtinMembers(name);
    if (members === undefined) {
      if (!key.symbol && isInheritedFromNothing(name, key.name, machine)) continue;
      return {
        kind: 'unknown',
        why: `no own property \`${key.name}\`; what ${name} inherits (methods, getters) is not recorded`,
      };
    }
    const found = key.symbol ? undefined : machine.builtin(name, key.name);
    if (found !== undefined) return found;
    if (members.has(key.name))
      return {
        kind: 'unknown',
        why: `\`${key.name}\` is inherited from ${name}, and this built-in member is not available over a recording`,
      };
  }
  return UNDEFINED;
}

function inheritedBy(classes: readonly string[], key: Key): boolean {
  return classes.some((name) => builtinMembers(name)?.has(key.name) === true);
}

function ownOfMade({ properties, content }: MadeObject, key: Key): Operand | undefined {
  if (key.symbol) return undefined;
  return properties.get(key.name) ?? ownOfContent(content, key.name);
}

function ownOfContent(content: MadeObject['content'], name: string): Operand | undefined {
  switch (content.form) {
    case 'array': {
      if (name === 'length') return numberOperand(content.items.length);
      const found = content.items[arrayIndex(name) ?? -1];
      return found?.kind === 'hole' ? undefined : found;
    }
    case 'map':
    case 'set':
      return name === 'size' ? numberOperand(content.entries.size) : undefined;
    case 'regexp':
      return regexpSlot(
        {
          source: stringOperand(content.source),
          flags: stringOperand(content.flags),
          lastIndex: numberOperand(content.lastIndex),
        },
        name,
      );
    case 'error':
      return new Map([
        ['name', stringOperand(content.className)],
        ['message', stringOperand(content.message)],
      ]).get(name);
    case 'function':
      return new Map<string, Value>([
        ['name', stringOperand(content.name)],
        ['length', numberOperand(content.length)],
      ]).get(name);
    default:
      return undefined;
  }
}

function ownOfString(value: Extract<Value, { kind: 'string' }>, name: string): Value | undefined {
  if (name === 'length') return numberOperand(value.length);
  const index = arrayIndex(name);
  if (index === undefined || index >= value.length) return undefined;
  if (index < value.value.length) return stringOperand(value.value.charAt(index));
  return {
    kind: 'unknown',
    why: `only the first ${value.value.length} of this string's ${value.length} characters were recorded`,
  };
}

function primitiveClass(value: Operand): string {
  return value.kind === 'bigint' ? 'BigInt' : `${value.kind.charAt(0).toUpperCase()}${value.kind.slice(1)}`;
}
