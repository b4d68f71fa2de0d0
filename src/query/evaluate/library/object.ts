/** Object's own functions and what every object inherits. */
import { iterate, ownEntries, pair, refuseMany } from '../items.js';
import { changeable, isMade, madeArray, madeObject, madeStrings, mapKey, setProperty } from '../made.js';
import { hasOwn } from '../member.js';
import { booleanOperand, known, type Machine, type Operand, stringOperand, typeFault, UNDEFINED } from '../operand.js';
import { isObject, toKey, toText } from '../primitives.js';
import { partsOf, viewOf, wholeView } from '../recorded.js';
import { argument, callback, functionsOf, type MethodCall } from './method.js';

/** The argument, which must not be `undefined` or `null`. */
function objectArgument(call: MethodCall): Operand {
  const found = known(argument(call, 0), 'the argument');
  if (found.kind === 'undefined' || found.kind === 'null')
    throw typeFault('Cannot convert undefined or null to object');
  return found;
}

const entriesOf = (call: MethodCall) => ownEntries(objectArgument(call), 'the argument', call.machine);

function ownNames(object: Operand, { machine }: MethodCall): string[] {
  if (object.kind !== 'object') {
    const names = ownEntries(object, 'the argument', machine).map(([name]) => name);
    return object.kind === 'string' || isMade(object, 'array') ? [...names, 'length'] : names;
  }
  const { kind, size } = wholeView(object, 'the object', machine);
  const isArray = kind === 'array';
  if (isArray) refuseMany(size);
  const names = [...partsOf(object, 'indexed', machine), ...partsOf(object, 'named', machine)]
    .filter(({ symbol, name, value }) => !symbol && !name.startsWith('#') && value.kind !== 'hole')
    .map(({ name }) => name);
  return isArray ? [...names, 'length'] : names;
}

/** Groups what a callback says about each item, in the order in which the groups first appear. */
export function grouped(
  call: MethodCall,
  keyOf: (key: Operand) => unknown,
): { readonly key: Operand; readonly items: Operand[] }[] {
  const fn = callback(call, 1);
  const groups = new Map<unknown, { readonly key: Operand; readonly items: Operand[] }>();
  iterate(argument(call, 0), 'the argument', call.machine).forEach((item, i) => {
    const key = call.machine.call(fn, UNDEFINED, [item, { kind: 'number', value: i }]);
    const group = groups.get(keyOf(key)) ?? { key, items: [] };
    groups.set(keyOf(key), group);
    group.items.push(item);
  });
  return [...groups.values()];
}

function isSame(a: Operand, b: Operand): boolean {
  if (a.kind === 'number' && b.kind === 'number') return Object.is(a.value, b.value);
  return mapKey(a) === mapKey(b);
}

export const OBJECT_FUNCTIONS = functionsOf({
  keys: (call) =>
    madeStrings(
      entriesOf(call).map(([name]) => name),
      call.machine.meter,
    ),
  values: (call) =>
    madeArray(
      entriesOf(call).map(([, value]) => value),
      call.machine.meter,
    ),
  entries: (call) =>
    madeArray(
      entriesOf(call).map(([name, value]) => pair(stringOperand(name), value, call.machine)),
      call.machine.meter,
    ),
  fromEntries: ({ args, machine }) =>
    madeObject(
      iterate(args[0] ?? UNDEFINED, 'the argument', machine).map((entry) => {
        const [key, value] = entryOf(entry, machine);
        return [toText(key, machine), value] as const;
      }),
      machine.meter,
    ),
  assign: (call) => {
    const target = changeable(argument(call, 0), 'Object.assign');
    for (const source of call.args.slice(1)) {
      if (source.kind === 'undefined' || source.kind === 'null') continue;
      for (const [name, value] of ownEntries(source, 'the argument', call.machine))
        setProperty(target, name, value, call.machine.meter);
    }
    return target;
  },
  is: (call) => booleanOperand(isSame(argument(call, 0), argument(call, 1))),
  hasOwn: (call) => hasOwnOf(objectArgument(call), argument(call, 1), call.machine),
  getOwnPropertyNames: (call) => madeStrings(ownNames(objectArgument(call), call), call.machine.meter),
  isFrozen: (call) => {
    const object = argument(call, 0);
    return booleanOperand(object.kind === 'object' ? viewOf(object, call.machine).frozen : object.kind !== 'made');
  },
  groupBy: (call) =>
    madeObject(
      grouped(call, (key) => toText(key, call.machine)).map(({ key, items }) => [
        toText(key, call.machine),
        madeArray(items, call.machine.meter),
      ]),
      call.machine.meter,
    ),
});

/** Key and value of an entry, as `new Map` and `Object.fromEntries` take them. */
export function entryOf(entry: Operand, machine: Machine): readonly [key: Operand, value: Operand] {
  if (!isObject(entry)) throw typeFault('Iterator value is not an entry object');
  const parts = new Map(ownEntries(entry, 'an entry', machine));
  return [parts.get('0') ?? UNDEFINED, parts.get('1') ?? UNDEFINED];
}

function hasOwnOf(object: Operand, name: Operand, machine: Machine): Operand {
  const key = toKey(name, machine);
  if (isObject(object)) return booleanOperand(hasOwn(object, key, machine));
  return booleanOperand(
    object.kind === 'string' &&
      (key.name === 'length' || ownEntries(object, 'it', machine).some(([own]) => own === key.name)),
  );
}

export const OBJECT_METHODS = functionsOf({
  hasOwnProperty: (call: MethodCall) => hasOwnOf(call.self, argument(call, 0), call.machine),
  toString: ({ self, machine }: MethodCall) => stringOperand(`[object ${tag(self, machine)}]`),
  toLocaleString: ({ self, machine }: MethodCall) => stringOperand(toText(self, machine)),
  valueOf: ({ self }: MethodCall) => self,
});

/** What `Object.prototype.toString` says. */
function tag(self: Operand, machine: Machine): string {
  if (isMade(self, 'iterator')) return `${self.content.over} Iterator`;
  if (self.kind === 'made') return TAGS.get(self.content.form) ?? 'Object';
  if (self.kind !== 'object') return `${self.kind.charAt(0).toUpperCase()}${self.kind.slice(1)}`;
  const view = viewOf(self, machine);
  return TAGS.get(view.kind) ?? 'Object';
}

const TAGS: ReadonlyMap<string, string> = new Map([
  ['array', 'Array'],
  ['function', 'Function'],
  ['class', 'Function'],
  ['error', 'Error'],
  ['date', 'Date'],
  ['regexp', 'RegExp'],
  ['arguments', 'Arguments'],
  ['map', 'Map'],
  ['set', 'Set'],
  ['promise', 'Promise'],
  ['arrayBuffer', 'ArrayBuffer'],
  ['namespace', 'Module'],
  ['generator', 'Generator'],
]);
