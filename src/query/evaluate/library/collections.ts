/** Map, Set and iterators: recorded ones are read, the expression's own may be changed. */
import { iterate, pair } from '../items.js';
import { addEntry, isMade, madeArray, madeIterator, madeMap, madeObject, madeSet, mapKey, setEntry } from '../made.js';
import {
  booleanOperand,
  type Entry,
  type Machine,
  type MadeOf,
  NULL,
  type Operand,
  refused,
  typeFault,
  UNDEFINED,
} from '../operand.js';
import { entriesOf, viewOf, wholeView } from '../recorded.js';
import { argument, callback, functionsOf, type Method, type MethodCall } from './method.js';
import { entryOf, grouped } from './object.js';

type Form = 'map' | 'set';

function entries(operand: Operand, form: Form, machine: Machine): readonly Entry[] {
  if (isMade(operand, form)) return [...operand.content.entries.values()];
  const view = operand.kind === 'object' ? wholeView(operand, `the ${form}`, machine) : undefined;
  if (operand.kind !== 'object' || view?.kind !== form)
    throw typeFault(`a method of ${form}s was called on something else`);
  machine.meter.cells(view.size);
  return entriesOf(operand, machine).map(({ key, value }) => ({ key: key ?? value, value }));
}

function own({ self }: MethodCall, form: Form, name: string): MadeOf<Form> {
  if (isMade(self, form)) return self as MadeOf<Form>;
  throw refused(
    `\`${name}\` would change a recorded ${form}: expressions over a recording only read. Copy it first: new ${form === 'map' ? 'Map(map)' : 'Set(set)'}`,
  );
}

function lookup({ self, args, machine }: MethodCall, form: Form): Entry | undefined {
  const wanted = mapKey(args[0] ?? UNDEFINED);
  if (isMade(self, form)) return self.content.entries.get(wanted);
  const keys = new Map(entries(self, form, machine).map((entry) => [mapKey(entry.key), entry]));
  return keys.get(wanted);
}

const common = (form: Form) => ({
  has: (call: MethodCall) => booleanOperand(lookup(call, form) !== undefined),
  forEach: (call: MethodCall) => {
    const fn = callback(call);
    for (const { key, value } of entries(call.self, form, call.machine))
      call.machine.call(fn, argument(call, 1), [value, key, call.self]);
    return UNDEFINED;
  },
  keys: (call: MethodCall) => iterator(call, form, ({ key }) => key),
  values: (call: MethodCall) => iterator(call, form, ({ value }) => value),
  entries: (call: MethodCall) => iterator(call, form, ({ key, value }) => pair(key, value, call.machine)),
  delete: (call: MethodCall) =>
    booleanOperand(own(call, form, 'delete').content.entries.delete(mapKey(argument(call, 0)))),
  clear: (call: MethodCall) => {
    own(call, form, 'clear').content.entries.clear();
    return UNDEFINED;
  },
});

const iterator = ({ self, machine }: MethodCall, form: Form, of: (entry: Entry) => Operand): Operand =>
  madeIterator(entries(self, form, machine).map(of), form === 'map' ? 'Map' : 'Set', machine.meter);

export const MAP_METHODS = functionsOf({
  ...common('map'),
  get: (call) => lookup(call, 'map')?.value ?? UNDEFINED,
  set: (call) => {
    setEntry(own(call, 'map', 'set'), argument(call, 0), argument(call, 1), call.machine.meter);
    return call.self;
  },
});

type Keyed = ReadonlyMap<unknown, Operand>;

/** The elements of a set, and of what it is compared with, by their keys. To a set, a map is the set of its keys. */
function two(call: MethodCall): readonly [Keyed, Keyed] {
  const keyed = (operand: Operand, form: Form) =>
    new Map(entries(operand, form, call.machine).map(({ key }) => [mapKey(key), key]));
  const other = argument(call, 0);
  return [keyed(call.self, 'set'), keyed(other, isMap(other, call.machine) ? 'map' : 'set')];
}

const isMap = (operand: Operand, machine: Machine): boolean =>
  isMade(operand, 'map') || (operand.kind === 'object' && viewOf(operand, machine).kind === 'map');

function combined(of: (a: Keyed, b: Keyed) => Iterable<readonly [unknown, Operand]>): Method {
  return (call) =>
    madeSet(
      [...of(...two(call))].map(([, value]) => value),
      call.machine.meter,
    );
}

function compared(of: (a: Keyed, b: Keyed) => boolean): Method {
  return (call) => booleanOperand(of(...two(call)));
}

const without = (a: Keyed, b: Keyed) => [...a].filter(([key]) => !b.has(key));
const within = (a: Keyed, b: Keyed) => [...a].filter(([key]) => b.has(key));

export const SET_METHODS = functionsOf({
  ...common('set'),
  add: (call) => {
    addEntry(own(call, 'set', 'add'), argument(call, 0), call.machine.meter);
    return call.self;
  },
  union: combined((a, b) => [...a, ...b]),
  intersection: combined((a, b) => (a.size <= b.size ? within(a, b) : within(b, a))),
  difference: combined(without),
  symmetricDifference: combined((a, b) => [...without(a, b), ...without(b, a)]),
  isSubsetOf: compared((a, b) => without(a, b).length === 0),
  isSupersetOf: compared((a, b) => without(b, a).length === 0),
  isDisjointFrom: compared((a, b) => within(a, b).length === 0),
});

function rest({ self }: MethodCall): Operand[] {
  if (!isMade(self, 'iterator')) throw typeFault('a method of iterators was called on something else');
  const items = self.content.items.slice(self.content.next);
  self.content.next = self.content.items.length;
  return items;
}

export const ITERATOR_METHODS = functionsOf({
  next: ({ self, machine }) => {
    if (!isMade(self, 'iterator')) throw typeFault('a method of iterators was called on something else');
    const item = self.content.items[self.content.next++];
    return madeObject(
      [
        ['value', item ?? UNDEFINED],
        ['done', booleanOperand(item === undefined)],
      ],
      machine.meter,
    );
  },
  toArray: (call) => madeArray(rest(call), call.machine.meter),
});

export const MAP_FUNCTIONS = functionsOf({
  groupBy: (call) =>
    madeMap(
      grouped(call, mapKey).map(({ key, items }) => [key, madeArray(items, call.machine.meter)] as const),
      call.machine.meter,
    ),
});

const given = ([items]: readonly Operand[], machine: Machine): readonly Operand[] =>
  items === undefined || items.kind === 'undefined' || items.kind === NULL.kind
    ? []
    : iterate(items, 'the argument', machine);

export const newMap = (args: readonly Operand[], machine: Machine): Operand =>
  madeMap(
    given(args, machine).map((entry) => entryOf(entry, machine)),
    machine.meter,
  );

export const newSet = (args: readonly Operand[], machine: Machine): Operand =>
  madeSet(given(args, machine), machine.meter);
