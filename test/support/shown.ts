/** Values of V8 and of the evaluator as the same text, so that they can be compared. */
import { types } from 'node:util';
import type { MapEntry, Operand, Position, Property, Recording, Value } from '../../src/query/api.js';
import { madeContents } from '../../src/query/api.js';

const MAX_DEPTH = 6;

export function shownHost(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  const inner = (part: unknown): string => shownHost(part, depth + 1);
  switch (typeof value) {
    case 'object':
      break;
    case 'function':
      return 'function';
    case 'bigint':
      return `${value}n`;
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    default:
      return String(value);
  }
  if (value === null) return 'null';
  if (types.isDate(value)) return `date ${Number(value)}`;
  if (types.isRegExp(value)) return `regexp ${value}`;
  if (types.isNativeError(value)) return `error ${value.name}: ${value.message}`;
  if (types.isMap(value)) return `map ${list([...value].flat().map(inner))}`;
  if (types.isSet(value)) return `set ${list([...value].map(inner))}`;
  if (Object.prototype.toString.call(value).endsWith('Iterator]'))
    return `iterator ${list([...(value as Iterable<unknown>)].map(inner))}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = Array.from(value as unknown[], (item, i) => (i in (value as unknown[]) ? inner(item) : 'hole'));
    return `array ${list(items)}`;
  }
  return `object ${list(Object.entries(value).map(([name, part]) => `${name}: ${inner(part)}`))}`;
}

interface Viewer {
  readonly recording: Pick<Recording, 'object' | 'properties' | 'entries'>;
  readonly at: Position;
}

export function shownOperand(value: Operand, viewer: Viewer, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  const inner = (part: Operand): string => shownOperand(part, viewer, depth + 1);
  if (value.kind === 'made') return shownMade(value, inner);
  if (value.kind === 'object') return shownRecorded(value.id, viewer, inner);
  switch (value.kind) {
    case 'bigint':
      return `${value.digits}n`;
    case 'string':
      return JSON.stringify(value.value);
    case 'boolean':
    case 'number':
      return shownHost(value.value);
    default:
      return value.kind;
  }
}

type Inner = (part: Operand) => string;

function shownMade(value: Extract<Operand, { kind: 'made' }>, inner: Inner): string {
  const { content } = value;
  const { items, entries, named } = madeContents(value);
  switch (content.form) {
    case 'plain':
      return `object ${list(named.map(([name, part]) => `${name}: ${inner(part)}`))}`;
    case 'array':
    case 'iterator':
      return `${content.form} ${list(items.map(inner))}`;
    case 'map':
      return `map ${list(entries.flatMap(({ key, value: item }) => [inner(key), inner(item)]))}`;
    case 'set':
      return `set ${list(entries.map(({ value: item }) => inner(item)))}`;
    case 'date':
      return `date ${content.time}`;
    case 'regexp':
      return `regexp /${content.source}/${content.flags}`;
    case 'error':
      return `error ${content.className}: ${content.message}`;
    case 'function':
      return 'function';
  }
}

function shownRecorded(id: Parameters<Recording['object']>[1], { recording, at }: Viewer, inner: Inner): string {
  const view = recording.object(at, id);
  const entries = (): readonly MapEntry[] => recording.entries(at, id);
  const named = (): readonly Property[] => recording.properties(at, id, 'named').filter(({ enumerable }) => enumerable);
  const text = (slot: string): string => textOf(view.slots[slot]);
  switch (view.kind) {
    case 'array':
    case 'typedArray':
      return `array ${list(recording.properties(at, id, 'indexed').map(({ value }) => inner(value)))}`;
    case 'map':
      return `map ${list(entries().flatMap(({ key, value }) => [inner(key!), inner(value)]))}`;
    case 'set':
      return `set ${list(entries().map(({ value }) => inner(value)))}`;
    case 'date':
      return `date ${text('time')}`;
    case 'regexp':
      return `regexp /${text('source')}/${text('flags')}`;
    case 'error':
      return `error ${text('errorName')}: ${text('errorMessage')}`;
    case 'function':
    case 'class':
      return 'function';
    default:
      return `object ${list(named().map(({ name, value }) => `${name}: ${inner(value)}`))}`;
  }
}

const textOf = (value: Value | undefined): string =>
  value?.kind === 'string' || value?.kind === 'number' ? String(value.value) : '';

const list = (texts: readonly string[]): string => `[${texts.join(', ')}]`;
