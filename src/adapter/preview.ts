/**
 * Values as one short line of text, as people know it from Node and Chrome: `Cart {items: Array(3), total: 12}`, `(3) [1, 2, 3]`,
 * `Map(2) {'a' => 1, …}`. Shows at most a few properties and never more than one level, so that a huge object costs no more than a small one.
 */
import { countText } from '../base/numbers.js';
import { inspect } from 'node:util';
import { madeClass, madeContents } from '../query/api.js';
import type { MadeObject, ObjectView, Operand, Position, Property, Recording, Value } from '../query/api.js';

export interface Viewer {
  readonly recording: Pick<Recording, 'object' | 'properties' | 'entries'>;
  readonly at: Position;
  /** integers in hexadecimal */
  readonly hex?: boolean;
}

/** Characters of a string that a preview inside another preview shows. */
const INNER_STRING = 60;
/** Characters of a string that the value itself shows; the clipboard gets all. */
const OUTER_STRING = 10_000;
const MAX_PROPERTIES = 5;
const MAX_ELEMENTS = 20;

/** One line for a value that stands for itself. */
export function preview(operand: Operand, viewer: Viewer): string {
  if (operand.kind === 'made') return madeText(operand, viewer);
  if (operand.kind !== 'object') return primitiveText(operand, OUTER_STRING, viewer.hex);
  const then = viewerOf(operand, viewer);
  const view = then.recording.object(then.at, operand.id);
  const text = objectText(view, then);
  return view.stale ? `${text} (as last seen at event ${countText(view.seenAt)})` : text;
}

/** An object may be of another moment than the one that is looked at. */
export function viewerOf({ at }: Extract<Operand, { kind: 'object' }>, viewer: Viewer): Viewer {
  return at === undefined ? viewer : { ...viewer, at };
}

/** What the type column says: `number`, `Cart`, `null`. */
export function typeName(operand: Operand, viewer: Viewer): string {
  switch (operand.kind) {
    case 'made':
      return operand.content.form === 'function' ? 'function' : madeClass(operand);
    case 'object': {
      const view = viewer.recording.object(operand.at ?? viewer.at, operand.id);
      return view.kind === 'function' || view.kind === 'class' ? 'function' : className(view);
    }
    case 'tdz':
    case 'hole':
    case 'unknown':
    case 'accessor':
      return '';
    default:
      return operand.kind;
  }
}

export function primitiveText(value: Exclude<Value, { kind: 'object' }>, maxString: number, hex = false): string {
  switch (value.kind) {
    case 'undefined':
    case 'null':
      return value.kind;
    case 'boolean':
      return String(value.value);
    case 'number':
      if (hex && Number.isSafeInteger(value.value)) return hexText(BigInt(value.value));
      return Object.is(value.value, -0) ? '-0' : String(value.value);
    case 'string':
      return stringText(value, maxString);
    case 'bigint':
      return `${hex ? hexText(BigInt(value.digits)) : value.digits}n`;
    case 'symbol':
      return `Symbol(${value.description ?? ''})`;
    case 'tdz':
      return '<not initialized yet>';
    case 'hole':
      return '<empty>';
    case 'accessor':
      return accessorText(value);
    case 'unknown':
      return `<unknown: ${value.why}>`;
  }
}

const hexText = (value: bigint): string => `${value < 0n ? '-' : ''}0x${(value < 0n ? -value : value).toString(16)}`;

function accessorText({ get, set }: { readonly get: boolean; readonly set: boolean }): string {
  if (get && set) return '<getter/setter, not called>';
  return get ? '<getter, not called>' : '<setter>';
}

function stringText({ value, length }: { readonly value: string; readonly length: number }, max: number): string {
  const shown = value.length > max ? value.slice(0, max) : value;
  const quoted = inspect(shown, { maxStringLength: null });
  return shown.length === length ? quoted : `${quoted}… (${countText(length)} characters)`;
}

function className(view: ObjectView): string {
  return view.className ?? (view.kind === 'object' ? '[Object: null prototype]' : view.kind);
}

function objectText(view: ObjectView, viewer: Viewer): string {
  switch (view.kind) {
    case 'array':
    case 'arguments':
      return `${view.kind === 'arguments' ? 'Arguments' : subclass(view, 'Array')}(${view.size}) [${elements(view, viewer)}]`;
    case 'typedArray':
      return `${shortText(view)} [${elements(view, viewer)}]`;
    case 'map':
    case 'set':
      return `${shortText(view)} {${entries(view, viewer)}}`;
    case 'promise':
      return `Promise {<${textOf(view.slots.promiseState) ?? 'unknown'}>${view.slots.promiseResult === undefined ? '' : `: ${inner(view.slots.promiseResult, viewer)}`}}`;
    case 'error':
      return errorText(view);
    case 'object':
    case 'arrayBuffer':
    case 'namespace':
    case 'host':
    case 'generator':
    case 'weak': {
      const properties = propertiesText(view, viewer);
      const name = view.kind === 'object' && view.className === 'Object' ? '' : `${shortText(view)} `;
      return `${name}{${properties}}`;
    }
    default:
      return shortText(view);
  }
}

function subclass(view: ObjectView, own: string): string {
  return view.className === own || view.className === undefined ? '' : view.className;
}

/** An object inside another one's preview. */
function shortText(view: ObjectView): string {
  switch (view.kind) {
    case 'array':
    case 'map':
    case 'set':
    case 'arrayBuffer':
      return `${view.className ?? view.kind}(${view.size})`;
    case 'arguments':
      return `Arguments(${view.size})`;
    case 'typedArray':
      return `${textOf(view.slots.viewKind) ?? className(view)}(${view.size})`;
    case 'function':
      return `ƒ ${textOf(view.slots.functionName) || '(anonymous)'}()`;
    case 'class':
      return `class ${textOf(view.slots.functionName) || '(anonymous)'}`;
    case 'date':
      return dateText(view.slots.time);
    case 'regexp':
      return regexpText(view);
    case 'error':
      return errorText(view);
    case 'promise':
      return `Promise {<${textOf(view.slots.promiseState) ?? 'unknown'}>}`;
    case 'proxy':
      return 'Proxy (never touched)';
    case 'boxed':
      return `[${className(view)}: ${view.slots.primitive === undefined || view.slots.primitive.kind === 'object' ? '?' : primitiveText(view.slots.primitive, INNER_STRING)}]`;
    case 'cut':
      return `${className(view)} (content not recorded: ${view.lost ?? view.whyCut})`;
    case 'object':
      return view.className === 'Object' ? '{…}' : className(view);
    default:
      return className(view);
  }
}

function dateText(time: Value | undefined): string {
  const date = new Date(time?.kind === 'number' ? time.value : Number.NaN);
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}

function regexpText({ slots: { source, flags } }: ObjectView): string {
  const text = `/${textOf(source) ?? ''}/${textOf(flags) ?? ''}`;
  const isWhole = source?.kind !== 'string' || source.value.length === source.length;
  return isWhole ? text : `${text}… (${countText(source.length)} characters)`;
}

function errorText(view: ObjectView): string {
  const message = textOf(view.slots.errorMessage);
  const name = view.className ?? textOf(view.slots.errorName) ?? 'Error';
  return message ? `${name}: ${message}` : name;
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

export function inner(operand: Operand, { recording, at, hex }: Viewer): string {
  if (operand.kind === 'made') return shortMadeText(operand);
  if (operand.kind === 'object') return shortText(recording.object(operand.at ?? at, operand.id));
  return primitiveText(operand, INNER_STRING, hex);
}

function elements(view: ObjectView, viewer: Viewer): string {
  const shown = viewer.recording.properties(viewer.at, view.id, 'indexed', { start: 0, count: MAX_ELEMENTS });
  return list(
    shown.map(({ value }) => inner(value, viewer)),
    shown.length < view.size,
  );
}

function entries(view: ObjectView, viewer: Viewer): string {
  const shown = viewer.recording.entries(viewer.at, view.id, { start: 0, count: MAX_PROPERTIES });
  const texts = shown.map(({ key, value }) =>
    key === undefined ? inner(value, viewer) : `${inner(key, viewer)} => ${inner(value, viewer)}`,
  );
  return list(texts, shown.length < view.size);
}

function propertiesText(view: ObjectView, viewer: Viewer): string {
  const found = viewer.recording.properties(viewer.at, view.id, 'named', { start: 0, count: MAX_PROPERTIES + 1 });
  const shown = found.slice(0, MAX_PROPERTIES);
  return list(
    shown.map((property) => `${propertyName(property)}: ${inner(property.value, viewer)}`),
    found.length > shown.length || view.cut,
  );
}

function propertyName({ name, symbol }: Pick<Property, 'name' | 'symbol'>): string {
  if (symbol) return `[${name}]`;
  return isName(name) ? name : inspect(name);
}

/** Can stand after a dot. */
export const isName = (name: string): boolean => /^#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name);

function madeText(object: MadeObject, viewer: Viewer): string {
  const { content } = object;
  const { items, entries: pairs, named } = madeContents(object);
  const properties = named.map(([name, value]) => `${propertyName({ name, symbol: false })}: ${inner(value, viewer)}`);
  switch (content.form) {
    case 'plain':
      return `{${shortList(properties, MAX_PROPERTIES)}}`;
    case 'array': {
      const shown = items.slice(0, MAX_ELEMENTS).map((item) => inner(item, viewer));
      return `(${items.length}) [${list([...shown, ...properties.slice(0, MAX_PROPERTIES)], items.length > MAX_ELEMENTS)}]`;
    }
    case 'map':
    case 'set': {
      const texts = pairs.map(({ key, value }) =>
        content.form === 'set' ? inner(value, viewer) : `${inner(key, viewer)} => ${inner(value, viewer)}`,
      );
      return `${shortMadeText(object)} {${shortList(texts, MAX_PROPERTIES)}}`;
    }
    default:
      return shortMadeText(object);
  }
}

function shortMadeText(object: MadeObject): string {
  const { content } = object;
  switch (content.form) {
    case 'plain':
      return '{…}';
    case 'array':
      return `Array(${content.items.length})`;
    case 'map':
    case 'set':
      return `${madeClass(object)}(${content.entries.size})`;
    case 'date':
      return dateText({ kind: 'number', value: content.time });
    case 'regexp':
      return `/${content.source}/${content.flags}`;
    case 'error':
      return content.message === '' ? content.className : `${content.className}: ${content.message}`;
    case 'iterator':
      return `Iterator (${content.items.length - content.next} left)`;
    case 'function':
      return `ƒ ${content.name}`;
  }
}

const shortList = (texts: readonly string[], max: number): string => list(texts.slice(0, max), texts.length > max);

function list(texts: readonly string[], hasMore: boolean): string {
  return [...texts, ...(hasMore ? ['…'] : [])].join(', ');
}
