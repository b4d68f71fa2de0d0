/** Array.prototype and Array's own functions. */
import { elementsOf, filled, iterate, ownEntries, pair } from '../items.js';
import { isMade, madeArray, madeIterator, mapKey } from '../made.js';
import {
  booleanOperand,
  HOLE,
  type Machine,
  numberOperand,
  type Operand,
  refused,
  stringOperand,
  typeFault,
  UNDEFINED,
} from '../operand.js';
import { strictlyEqual } from '../operators.js';
import { toInteger, toNumber, toText, truthy } from '../primitives.js';
import { argument, callback, functionsOf, type Method, type MethodCall } from './method.js';
import { sorted } from './sort.js';

const itemsOf = ({ self, machine }: MethodCall): Operand[] => {
  const items = elementsOf(self, machine);
  if (items === undefined) throw typeFault('a method of arrays was called on something else');
  machine.meter.step(items.length);
  return items;
};

/** The list of an array that may be changed. */
function ownItems({ self }: MethodCall, name: string): Operand[] {
  if (isMade(self, 'array')) return self.content.items;
  throw refused(
    `\`${name}\` would change a recorded array: expressions over a recording only read. Copy it first: [...array].${name}(…)`,
  );
}

const made = ({ machine }: MethodCall, items: Operand[]): Operand => madeArray(items, machine.meter);

interface Found {
  readonly item: Operand;
  readonly index: number;
}

/** Calls the callback for each element; the first for which it gives a true value, or a false one for `until: false`. */
function firstOf(
  call: MethodCall,
  { until, holes, backward = false }: { readonly until: boolean; readonly holes: boolean; readonly backward?: boolean },
): Found | undefined {
  const fn = callback(call);
  const items = itemsOf(call);
  const { length } = items;
  for (let k = 0; k < length; k++) {
    const index = backward ? length - 1 - k : k;
    const raw = items[index] ?? HOLE;
    if (raw.kind === 'hole' && !holes) continue;
    const item = filled(raw);
    const result = call.machine.call(fn, argument(call, 1), [item, numberOperand(index), call.self]);
    if (truthy(result, 'the result of the callback') === until) return { item, index };
  }
  return undefined;
}

const searching = (backward: boolean) => (call: MethodCall) => firstOf(call, { until: true, holes: true, backward });

function found(backward: boolean): Method {
  const search = searching(backward);
  return (call) => search(call)?.item ?? UNDEFINED;
}

function foundIndex(backward: boolean): Method {
  const search = searching(backward);
  return (call) => numberOperand(search(call)?.index ?? -1);
}

function mapped(call: MethodCall): Operand[] {
  const fn = callback(call);
  const items = itemsOf(call);
  return items.map((item, i) =>
    item.kind === 'hole' ? HOLE : call.machine.call(fn, argument(call, 1), [item, numberOperand(i), call.self]),
  );
}

function reduce(backward: boolean): Method {
  return (call) => {
    const fn = callback(call);
    const items = itemsOf(call);
    const order = items.map((item, i) => [item, i] as const).filter(([{ kind }]) => kind !== 'hole');
    if (backward) order.reverse();
    const start = call.args.length > 1 ? argument(call, 1) : order.shift()?.[0];
    if (start === undefined) throw typeFault('Reduce of empty array with no initial value');
    return order.reduce<Operand>(
      (sum, [item, i]) => call.machine.call(fn, UNDEFINED, [sum, item, numberOperand(i), call.self]),
      start,
    );
  };
}

/** A relative index, as `slice` and its kind take it. */
function relative(
  operand: Operand,
  length: number,
  { machine, otherwise }: { machine: Machine; otherwise: number },
): number {
  const index = toInteger(operand, machine, otherwise);
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

function range(call: MethodCall, length: number, first = 0): readonly [start: number, end: number] {
  const { machine } = call;
  return [
    relative(argument(call, first), length, { machine, otherwise: 0 }),
    relative(argument(call, first + 1), length, { machine, otherwise: length }),
  ];
}

function flattened(items: readonly Operand[], depth: number, machine: Machine): Operand[] {
  return items.flatMap((item): Operand[] => {
    if (item.kind === 'hole') return [];
    const inner = depth > 0 && isArray(item, machine) ? elementsOf(item, machine) : undefined;
    machine.meter.cells(inner?.length ?? 1);
    return inner === undefined ? [item] : flattened(inner, depth - 1, machine);
  });
}

export function isArray(operand: Operand, { surroundings }: Machine): boolean {
  if (operand.kind !== 'object') return isMade(operand, 'array');
  const { kind } = surroundings.recording.object(operand.at ?? surroundings.at, operand.id);
  if (kind === 'proxy') throw refused('a Proxy is recorded without its target, so it is not known what it is');
  return kind === 'array';
}

/** Arrays that are being joined, so that one inside itself ends. */
const joining = new Set<unknown>();

const join: Method = (call) => {
  const { machine, self } = call;
  const separator = argument(call, 0);
  const between = separator.kind === 'undefined' ? ',' : toText(separator, machine);
  const identity = mapKey(self);
  if (joining.has(identity)) return stringOperand('');
  joining.add(identity);
  try {
    const texts = itemsOf(call).map((item) => (isNullish(item) ? '' : toText(item, machine)));
    machine.meter.text(texts.reduce((sum, { length }) => sum + length + between.length, 0));
    return stringOperand(texts.join(between));
  } finally {
    joining.delete(identity);
  }
};

const isNullish = ({ kind }: Operand): boolean => kind === 'undefined' || kind === 'null' || kind === 'hole';

function indexOf(backward: boolean): Method {
  return (call) => {
    const { machine } = call;
    const items = itemsOf(call);
    // Before the place to begin from is made a number, which may throw.
    if (items.length === 0) return numberOperand(-1);
    const wanted = argument(call, 0);
    const isSame = (item: Operand): boolean => item.kind !== 'hole' && strictlyEqual(item, wanted, machine);
    const given = call.args[1];
    if (!backward) {
      const from = given === undefined ? 0 : relative(given, items.length, { machine, otherwise: 0 });
      return numberOperand(items.findIndex((item, i) => i >= from && isSame(item)));
    }
    const from = given === undefined ? items.length - 1 : toInteger(given, machine);
    const last = from < 0 ? items.length + from : from;
    return numberOperand(items.findLastIndex((item, i) => i <= last && isSame(item)));
  };
}

function spliced(call: MethodCall, items: Operand[]): Operand[] {
  const { args, machine } = call;
  const start = relative(argument(call, 0), items.length, { machine, otherwise: 0 });
  const most = items.length - start;
  const count = args.length === 0 ? 0 : args.length === 1 ? most : toInteger(args[1], machine);
  machine.meter.cells(args.length);
  return items.splice(start, Math.min(Math.max(count, 0), most), ...args.slice(2));
}

const iterator = (call: MethodCall, of: (item: Operand, index: number) => Operand): Operand =>
  madeIterator(itemsOf(call).map(of), 'Array', call.machine.meter);

const READING = {
  at: (call) => {
    const items = itemsOf(call);
    const index = toInteger(argument(call, 0), call.machine);
    return filled(items[index < 0 ? items.length + index : index] ?? UNDEFINED);
  },
  every: (call) => booleanOperand(firstOf(call, { until: false, holes: false }) === undefined),
  some: (call) => booleanOperand(firstOf(call, { until: true, holes: false }) !== undefined),
  find: found(false),
  findIndex: foundIndex(false),
  findLast: found(true),
  findLastIndex: foundIndex(true),
  forEach: (call) => {
    mapped(call);
    return UNDEFINED;
  },
  reduce: reduce(false),
  reduceRight: reduce(true),
  join,
  includes: (call) => {
    const items = itemsOf(call);
    if (items.length === 0) return booleanOperand(false);
    const from = relative(argument(call, 1), items.length, { machine: call.machine, otherwise: 0 });
    const wanted = new Set([mapKey(argument(call, 0))]);
    return booleanOperand(items.slice(from).some((item) => wanted.has(mapKey(item))));
  },
  indexOf: indexOf(false),
  lastIndexOf: indexOf(true),
  keys: (call) => iterator(call, (_, i) => numberOperand(i)),
  values: (call) => iterator(call, filled),
  entries: (call) => iterator(call, (item, i) => pair(numberOperand(i), filled(item), call.machine)),
  toString: (call: MethodCall) => join({ ...call, args: [] }),
} satisfies Record<string, Method>;

/** What typed arrays share with arrays. */
export const TYPED_ARRAY_METHODS = functionsOf(READING);

export const ARRAY_METHODS = functionsOf({
  ...READING,
  map: (call) => made(call, mapped(call)),
  filter: (call) => {
    const items = [...itemsOf(call)];
    const results = mapped(call);
    const isKept = (i: number): boolean => truthy(results[i] ?? HOLE, 'the result of the callback');
    return made(
      call,
      items.filter(({ kind }, i) => kind !== 'hole' && isKept(i)),
    );
  },
  flat: (call) => {
    const depth = toInteger(argument(call, 0), call.machine, 1);
    return made(call, flattened(itemsOf(call), depth, call.machine));
  },
  flatMap: (call) => made(call, flattened(mapped(call), 1, call.machine)),
  slice: (call) => {
    const items = itemsOf(call);
    return made(call, items.slice(...range(call, items.length)));
  },
  concat: (call) =>
    made(call, [
      ...itemsOf(call),
      ...call.args.flatMap((item) => (isArray(item, call.machine) ? elementsOf(item, call.machine)! : [item])),
    ]),
  toReversed: (call) => made(call, itemsOf(call).map(filled).reverse()),
  toSorted: (call) => made(call, sorted(itemsOf(call).map(filled), argument(call, 0), call.machine)),
  toSpliced: (call) => {
    const items = itemsOf(call).map(filled);
    spliced(call, items);
    return made(call, items);
  },
  with: (call) => {
    const items = itemsOf(call).map(filled);
    const index = toInteger(argument(call, 0), call.machine);
    const place = index < 0 ? items.length + index : index;
    if (place < 0 || place >= items.length) throw typeFault('Invalid index');
    items[place] = argument(call, 1);
    return made(call, items);
  },
  push: (call) => {
    const items = ownItems(call, 'push');
    call.machine.meter.cells(call.args.length);
    return numberOperand(items.push(...call.args));
  },
  unshift: (call) => {
    const items = ownItems(call, 'unshift');
    call.machine.meter.cells(call.args.length + items.length);
    return numberOperand(items.unshift(...call.args));
  },
  pop: (call) => filled(ownItems(call, 'pop').pop() ?? UNDEFINED),
  shift: (call) => {
    const items = ownItems(call, 'shift');
    call.machine.meter.step(items.length);
    return filled(items.shift() ?? UNDEFINED);
  },
  splice: (call) => made(call, spliced(call, ownItems(call, 'splice'))),
  reverse: (call) => {
    ownItems(call, 'reverse').reverse();
    return call.self;
  },
  sort: (call) => {
    const items = ownItems(call, 'sort');
    const present = items.filter(({ kind }) => kind !== 'hole');
    const ordered = sorted(present, argument(call, 0), call.machine);
    items.forEach((_, i) => {
      items[i] = ordered[i] ?? HOLE;
    });
    return call.self;
  },
  fill: (call) => {
    const items = ownItems(call, 'fill');
    call.machine.meter.step(items.length);
    items.fill(argument(call, 0), ...range(call, items.length, 1));
    return call.self;
  },
});

/** What is not iterable but has a length, as `Array.from` takes it. */
function arrayLike(operand: Operand, machine: Machine): Operand[] {
  if (operand.kind === 'undefined' || operand.kind === 'null') throw typeFault(`${operand.kind} is not iterable`);
  const entries = new Map(
    operand.kind === 'made' || operand.kind === 'object' ? ownEntries(operand, 'the argument', machine) : [],
  );
  const length = Math.max(0, toInteger(entries.get('length'), machine));
  machine.meter.cells(length);
  return Array.from({ length }, (_, i) => entries.get(String(i)) ?? UNDEFINED);
}

function isIterable(operand: Operand, machine: Machine): boolean {
  if (operand.kind === 'string') return true;
  if (operand.kind === 'made') return ['array', 'map', 'set', 'iterator'].includes(operand.content.form);
  if (operand.kind !== 'object') return false;
  const { kind } = machine.surroundings.recording.object(operand.at ?? machine.surroundings.at, operand.id);
  return ['array', 'map', 'set', 'typedArray', 'arguments', 'generator', 'proxy', 'cut'].includes(kind);
}

export const ARRAY_FUNCTIONS = functionsOf({
  isArray: (call) => booleanOperand(isArray(argument(call, 0), call.machine)),
  of: (call) => made(call, [...call.args]),
  from: (call) => {
    const { machine } = call;
    const source = argument(call, 0);
    const items = isIterable(source, machine)
      ? [...iterate(source, 'the argument', machine)]
      : arrayLike(source, machine);
    const fn = call.args[1];
    if (fn === undefined || fn.kind === 'undefined') return made(call, items);
    return made(
      call,
      items.map((item, i) => machine.call(fn, argument(call, 2), [item, numberOperand(i)])),
    );
  },
});

/** `new Array(…)` */
export function newArray(args: readonly Operand[], machine: Machine): Operand {
  const [length] = args;
  if (args.length !== 1 || length?.kind !== 'number') return madeArray([...args], machine.meter);
  if (toNumber(length, machine) !== length.value >>> 0) throw typeFault('Invalid array length');
  machine.meter.cells(length.value);
  return madeArray(
    Array.from({ length: length.value }, () => HOLE),
    machine.meter,
  );
}
