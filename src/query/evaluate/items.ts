/** Elements: of arrays and the like, and of whatever `for (x of y)` can go through without running code of the program. */
import { inOrder, isMade, madeArray } from './made.js';
import {
  EvaluationFault,
  known,
  type Machine,
  type MadeObject,
  type Operand,
  type RecordedObject,
  refused,
  stringOperand,
  typeFault,
  UNDEFINED,
} from './operand.js';
import { wholeString } from './primitives.js';
import { entriesOf, partsOf, wholeView } from './recorded.js';

/** More elements than anybody reads; keeps a typo from filling the memory. */
const MAX_ELEMENTS = 200_000;

/** Elements of an array, holes included; of a made one its own list. Undefined for what is no array. */
export function elementsOf(operand: Operand, machine: Machine): Operand[] | undefined {
  if (isMade(operand, 'array')) return operand.content.items;
  if (operand.kind !== 'object') return undefined;
  const view = wholeView(operand, 'the array', machine);
  if (view.kind !== 'array' && view.kind !== 'arguments' && view.kind !== 'typedArray') return undefined;
  return readElements(operand, view.size, machine);
}

/** An array of four billion elements, nearly all of them holes, would be gone through in minutes. */
export function refuseMany(size: number): void {
  if (size > MAX_ELEMENTS) throw refused(`the array has ${size} elements, too many to go through`);
}

function readElements(object: RecordedObject, size: number, machine: Machine): Operand[] {
  refuseMany(size);
  machine.meter.cells(size);
  const found: Operand[] = partsOf(object, 'indexed', machine).map(({ value }) => value);
  if (found.length < size) throw new EvaluationFault('unknown', 'the array was not recorded whole');
  return found;
}

/** What iterating gives; `text` names it in messages. */
export function iterate(operand: Operand, text: string, machine: Machine): readonly Operand[] {
  const value = known(operand, text);
  if (value.kind === 'string') {
    machine.meter.cells(value.length);
    return [...wholeString(value)].map(stringOperand);
  }
  if (value.kind === 'made') return iterateMade(value, text, machine);
  if (value.kind !== 'object') throw typeFault(`${text} is not iterable`);
  const view = wholeView(value, text, machine);
  switch (view.kind) {
    case 'array':
    case 'arguments':
    case 'typedArray':
      return readElements(value, view.size, machine).map(filled);
    case 'set':
      machine.meter.cells(view.size);
      return entriesOf(value, machine).map((entry) => entry.value);
    case 'map':
      machine.meter.cells(view.size);
      return entriesOf(value, machine).map((entry) => pair(entry.key ?? UNDEFINED, entry.value, machine));
    default:
      if (view.classChain.every((name) => name === 'Object')) throw typeFault(`${text} is not iterable`);
      throw refused(`going through ${text} would run its iterator`);
  }
}

function iterateMade({ content }: MadeObject, text: string, machine: Machine): readonly Operand[] {
  switch (content.form) {
    case 'array':
      machine.meter.cells(content.items.length);
      return content.items.map(filled);
    case 'set':
      return [...content.entries.values()].map(({ value }) => value);
    case 'map':
      return [...content.entries.values()].map(({ key, value }) => pair(key, value, machine));
    case 'iterator': {
      const rest = content.items.slice(content.next);
      content.next = content.items.length;
      return rest;
    }
    default:
      throw typeFault(`${text} is not iterable`);
  }
}

export const filled = (operand: Operand): Operand => (operand.kind === 'hole' ? UNDEFINED : operand);

export const pair = (first: Operand, second: Operand, machine: Machine): Operand =>
  madeArray([first, second], machine.meter);

/** Own enumerable properties with names, elements first, as `Object.entries` gives them. */
export function ownEntries(operand: Operand, text: string, machine: Machine): readonly (readonly [string, Operand])[] {
  const value = known(operand, text);
  if (value.kind === 'string')
    return [...Array(wholeString(value).length).keys()].map((i) => [String(i), stringOperand(value.value.charAt(i))]);
  if (value.kind === 'made') {
    const items = value.content.form === 'array' ? value.content.items : [];
    machine.meter.cells(items.length + value.properties.size);
    return [...items.flatMap(numbered), ...inOrder([...value.properties])];
  }
  if (value.kind !== 'object') return [];
  const view = wholeView(value, text, machine);
  machine.meter.cells(view.size);
  const named = partsOf(value, 'named', machine)
    .filter(({ enumerable, symbol, name }) => enumerable && !symbol && !name.startsWith('#'))
    .map(({ name, value: part }) => [name, part] as const);
  const isIndexed = view.kind === 'array' || view.kind === 'arguments' || view.kind === 'typedArray';
  return [...(isIndexed ? readElements(value, view.size, machine).flatMap(numbered) : []), ...inOrder(named)];
}

const numbered = (item: Operand, i: number): (readonly [string, Operand])[] =>
  item.kind === 'hole' ? [] : [[String(i), item]];
