/** Makes and recognises the objects that expressions make. */
import {
  type Entry,
  type FunctionContent,
  HOLE,
  type Iterated,
  type MadeContent,
  type MadeObject,
  type MadeOf,
  type Metered,
  type Operand,
  refused,
  stringOperand,
} from './operand.js';

function made<C extends MadeContent>(content: C): MadeObject & { readonly content: C } {
  return { kind: 'made', properties: new Map(), content };
}

export function madeArray(items: Operand[], meter: Metered): MadeOf<'array'> {
  meter.cells(1 + items.length);
  return made({ form: 'array', items });
}

export function madeObject(
  properties: Iterable<readonly [string, Operand]>,
  meter: Metered,
): MadeObject & { readonly content: { readonly form: 'plain' } } {
  const object = made({ form: 'plain' } as const);
  for (const [name, value] of properties) setProperty(object, name, value, meter);
  meter.cells(1);
  return object;
}

export function setProperty(object: MadeObject, name: string, value: Operand, meter: Metered): void {
  if (!object.properties.has(name)) meter.cells(1);
  object.properties.set(name, value);
}

export const madeStrings = (texts: readonly (string | undefined)[], meter: Metered): MadeOf<'array'> =>
  madeArray(
    texts.map((text) => (text === undefined ? { kind: 'undefined' } : stringOperand(text))),
    meter,
  );

export function madeMap(entries: Iterable<readonly [Operand, Operand]>, meter: Metered): MadeOf<'map'> {
  const map = made({ form: 'map' as const, entries: new Map<unknown, Entry>() });
  for (const [key, value] of entries) setEntry(map, key, value, meter);
  return map as MadeOf<'map'>;
}

export function madeSet(values: Iterable<Operand>, meter: Metered): MadeOf<'set'> {
  const set = made({ form: 'set' as const, entries: new Map<unknown, Entry>() });
  for (const value of values) addEntry(set, value, meter);
  return set as MadeOf<'set'>;
}

interface WithEntries {
  readonly content: { readonly entries: Map<unknown, Entry> };
}

export function setEntry({ content: { entries } }: WithEntries, key: Operand, value: Operand, meter: Metered): void {
  const found = entries.get(mapKey(key));
  if (found !== undefined) {
    found.value = value;
    return;
  }
  meter.cells(1);
  entries.set(mapKey(key), { key: asKey(key), value });
}

/** Adds an element to a set. */
export function addEntry(set: WithEntries, element: Operand, meter: Metered): void {
  const key = asKey(element);
  setEntry(set, key, key, meter);
}

/** Keys of maps and elements of sets are never -0. */
const asKey = (key: Operand): Operand =>
  key.kind === 'number' && Object.is(key.value, -0) ? { kind: 'number', value: 0 } : key;

export const madeDate = (time: number): MadeOf<'date'> => made({ form: 'date', time });
export const madeRegExp = (source: string, flags: string): MadeOf<'regexp'> =>
  made({ form: 'regexp', source, flags, lastIndex: 0 });
export const madeError = (className: string, message: string): MadeOf<'error'> =>
  made({ form: 'error', className, message });
export const madeIterator = (items: readonly Operand[], over: Iterated, meter: Metered): MadeOf<'iterator'> => {
  meter.cells(1 + items.length);
  return made({ form: 'iterator', over, items, next: 0 });
};
export const madeFunction = (content: Omit<FunctionContent, 'form'>): MadeOf<'function'> =>
  made({ form: 'function', ...content });

export function isMade<F extends MadeContent['form']>(operand: Operand, form: F): operand is MadeOf<F> {
  return operand.kind === 'made' && operand.content.form === form;
}

const shared = new WeakSet<MadeObject>();

/** The object belongs to all evaluations. */
export function share<T extends MadeObject>(object: T): T {
  shared.add(object);
  return object;
}

/** An object that the expression itself made: another one must not change. */
export function changeable(operand: Operand, what: string): MadeObject {
  if (operand.kind === 'made' && operand.content.form !== 'function' && !shared.has(operand)) return operand;
  throw refused(
    `${what} would change an object that is not the expression's own, but expressions over a recording only read`,
  );
}

/** Names of the constructors up the prototype chain, nearest first. */
export function madeClasses({ content }: MadeObject): readonly string[] {
  switch (content.form) {
    case 'plain':
      return ['Object'];
    case 'error':
      return content.className === 'Error' ? ['Error', 'Object'] : [content.className, 'Error', 'Object'];
    case 'regexp':
      return ['RegExp', 'Object'];
    default:
      return [`${content.form.charAt(0).toUpperCase()}${content.form.slice(1)}`, 'Object'];
  }
}

/** Two operands are the same key of a Map (SameValueZero) exactly if these are. */
export function mapKey(operand: Operand): unknown {
  switch (operand.kind) {
    case 'made':
      return operand;
    case 'object':
      return `object ${operand.at?.thread ?? ''} ${operand.id}`;
    case 'number':
      return operand.value;
    case 'boolean':
      return operand.value;
    case 'string':
      return `string ${operand.length} ${operand.value}`;
    case 'bigint':
      return `bigint ${operand.digits}`;
    case 'symbol':
      return `symbol ${operand.id}`;
    case 'unknown':
    case 'accessor':
      return operand;
    default:
      return operand.kind === HOLE.kind ? 'undefined' : operand.kind;
  }
}

/** Name of the class of an object that an expression made. */
export const madeClass = (object: MadeObject): string => madeClasses(object)[0]!;

/** Elements, entries and properties of one, for those who show it. */
export function madeContents({ content, properties }: MadeObject): {
  readonly items: readonly Operand[];
  readonly entries: readonly Entry[];
  readonly named: readonly (readonly [string, Operand])[];
} {
  const items =
    content.form === 'array' ? content.items : content.form === 'iterator' ? content.items.slice(content.next) : [];
  const entries = content.form === 'map' || content.form === 'set' ? [...content.entries.values()] : [];
  return { items, entries, named: inOrder([...properties]) };
}

/** Integer names come first, in their order. */
export function inOrder(entries: readonly (readonly [string, Operand])[]): readonly (readonly [string, Operand])[] {
  const isInteger = ([name]: readonly [string, Operand]): boolean =>
    /^(0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1;
  const integers = entries.filter(isInteger);
  if (integers.length === 0) return entries;
  integers.sort(([a], [b]) => Number(a) - Number(b));
  return [...integers, ...entries.filter((entry) => !isInteger(entry))];
}
