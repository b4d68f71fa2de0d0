/**
 * A recorded state as plain JSON: what `elixirscope state --json` prints and other tools read.
 *
 * A value is plain JSON where JSON can say it; everything else is an object whose first key starts with `$` and names the form:
 *   $undefined $number $bigint $symbol $function $date $regexp $error $map $set $class $promise $buffer $accessor $proxy $hole $tdz
 *   $ref $truncated $unknown; $object: a plain object with a key that starts with `$`; $array: an array that needs a sibling key.
 * Sibling keys of any form: `$id` (an inner value refers to this one by `$ref`) and `$seenAt` (may have changed since that event).
 * Items left out are one last element, or one last property named `…`, of the form $truncated.
 */
import type { HeapId } from '../base/units.js';
import { madeContents } from './evaluate/made.js';
import type { MadeObject, Operand } from './evaluate/operand.js';
import type { Frame, ObjectView, Position, Property, Recording, Scope, Value } from './api.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface JsonLimits {
  /** levels of objects inside objects that are printed */
  readonly depth: number;
  /** properties, elements or entries of one object that are printed */
  readonly maxItems: number;
}

export const DEFAULT_LIMITS: JsonLimits = { depth: 4, maxItems: 100 };

/** `frame`: print this one only, 0 is the innermost. */
export function stateJson(recording: Recording, at: Position, options: JsonLimits & { readonly frame?: number }): Json {
  const page = options.frame === undefined ? undefined : { start: options.frame, count: 1 };
  return {
    position: positionJson(recording, at),
    frames: recording.stack(at, page).frames.map((frame) => frameJson(recording, at, { frame, limits: options })),
  };
}

export function positionJson(recording: Recording, at: Position): Json {
  return { thread: at.thread, seq: at.seq, timeMicros: roundedMicros(recording.timeAt(at)) };
}

/** Clocks are read in fractions of a microsecond; digits below a nanosecond are noise of the arithmetic. */
function roundedMicros(time: number): number {
  return Math.round(time * 1000) / 1000;
}

function frameJson(recording: Recording, at: Position, { frame, limits }: { frame: Frame; limits: JsonLimits }): Json {
  const { functionName, place, async, detail } = frame;
  return {
    function: functionName,
    file: place.file,
    line: place.line,
    column: place.column,
    async,
    ...(detail !== undefined && { detail }),
    scopes: recording.scopes(at, frame.index).map((scope) => ({
      kind: scopeKind(scope.kind),
      name: scope.name,
      variables: Object.fromEntries(
        scope.variables.map(({ name, value }) => [name, valueJson(recording, at, { value, limits })]),
      ),
    })),
  };
}

function scopeKind(kind: Scope['kind']): string {
  return kind === 'catch' || kind === 'class' ? 'block' : kind;
}

export function valueJson(
  recording: Recording,
  at: Position,
  { value, limits }: { value: Value; limits: JsonLimits },
): Json {
  return new Printer(recording, at, limits).value(value, limits.depth);
}

/** The same for what an expression evaluates to. */
export function operandJson(
  recording: Recording,
  at: Position,
  { value, limits }: { value: Operand; limits: JsonLimits },
): Json {
  if (value.kind === 'object') return valueJson(recording, value.at ?? at, { value, limits });
  if (value.kind !== 'made') return valueJson(recording, at, { value, limits });
  if (limits.depth === 0) return { $truncated: 'depth' };
  const inner = (part: Operand): Json =>
    operandJson(recording, at, { value: part, limits: { ...limits, depth: limits.depth - 1 } });
  return madeJson(value, limits, inner);
}

function madeJson(object: MadeObject, { maxItems }: JsonLimits, inner: (part: Operand) => Json): Json {
  const { content } = object;
  const { items, entries, named } = madeContents(object);
  switch (content.form) {
    case 'plain':
      return Object.fromEntries(named.slice(0, maxItems).map(([name, part]) => [name, inner(part)]));
    case 'array':
    case 'iterator':
      return items.slice(0, maxItems).map(inner);
    case 'map':
      return { $map: entries.slice(0, maxItems).map(({ key, value }) => [inner(key), inner(value)]) };
    case 'set':
      return { $set: entries.slice(0, maxItems).map(({ value }) => inner(value)) };
    case 'date':
      return { $date: Number.isNaN(content.time) ? 'Invalid Date' : new Date(content.time).toISOString() };
    case 'regexp':
      return { $regexp: `/${content.source}/${content.flags}` };
    case 'error':
      return { $error: content.className, message: content.message };
    case 'function':
      return { $function: content.name };
  }
}

class Printer {
  /** objects on the path from the root, and whether something below refers to them */
  private readonly path = new Map<HeapId, { referenced: boolean }>();

  constructor(
    private readonly recording: Recording,
    private readonly at: Position,
    private readonly limits: JsonLimits,
  ) {}

  value(value: Value, depth: number): Json {
    if (value.kind !== 'object') return primitiveJson(value);
    const onPath = this.path.get(value.id);
    if (onPath !== undefined) {
      onPath.referenced = true;
      return { $ref: String(value.id) };
    }
    const view = this.recording.object(this.at, value.id);
    if (view.lost !== undefined) return this.lost(view.lost, view, depth);
    const leaf = leafJson(view);
    if (leaf !== undefined) return withSiblings(leaf, seenAt(view));
    if (depth <= 0) return { $truncated: 'depth', size: view.size };
    const state = { referenced: false };
    this.path.set(value.id, state);
    const printed = this.object(view, depth - 1);
    this.path.delete(value.id);
    return withSiblings(printed, { ...(state.referenced ? { $id: String(value.id) } : {}), ...seenAt(view) });
  }

  private object(view: ObjectView, depth: number): Json {
    switch (view.kind) {
      case 'array':
      case 'arguments':
        return this.array(view, depth);
      case 'map':
        return this.collection(view, depth, { form: '$map', own: 'Map' });
      case 'set':
        return this.collection(view, depth, { form: '$set', own: 'Set' });
      case 'error':
        return this.error(view, depth);
      case 'promise':
        return this.promise(view, depth);
      case 'boxed':
        return { ...this.instance(view, depth), value: this.value(view.slots.primitive ?? UNKNOWN, depth) };
      case 'object':
        return view.className === undefined || view.className === 'Object'
          ? this.plain(view, depth)
          : this.instance(view, depth);
      default:
        return this.instance(view, depth);
    }
  }

  /** What was assigned since is known. */
  private lost(why: string, view: ObjectView, depth: number): Json {
    if (depth <= 0 || view.size === 0) return { $unknown: why };
    this.path.set(view.id, { referenced: false });
    const props = this.properties({ ...view, cut: false }, depth - 1, () => true);
    this.path.delete(view.id);
    return { $unknown: why, props };
  }

  private plain(view: ObjectView, depth: number): Json {
    const properties = this.properties(view, depth, () => true);
    return Object.keys(properties).some((key) => key.startsWith('$')) ? { $object: properties } : properties;
  }

  private instance(view: ObjectView, depth: number): { readonly [key: string]: Json } {
    return { $class: view.className ?? view.kind, props: this.properties(view, depth, () => true) };
  }

  private array(view: ObjectView, depth: number): Json {
    const { maxItems } = this.limits;
    const items = this.recording
      .properties(this.at, view.id, 'indexed', { start: 0, count: maxItems })
      .map((item) => this.value(item.value, depth));
    if (view.size > items.length) items.push({ $truncated: 'items', size: view.size });
    const named = this.properties({ ...view, cut: false }, depth, ({ name }) => name !== 'length');
    return Object.keys(named).length === 0 ? items : { $array: items, props: named };
  }

  private collection(view: ObjectView, depth: number, { form, own }: { form: '$map' | '$set'; own: string }): Json {
    const { maxItems } = this.limits;
    const found = this.recording.entries(this.at, view.id, { start: 0, count: maxItems });
    const items = found.map((entry): Json => {
      const value = this.value(entry.value, depth);
      return entry.key === undefined ? value : [this.value(entry.key, depth), value];
    });
    if (view.size > items.length) items.push({ $truncated: 'items', size: view.size });
    const props = this.properties({ ...view, cut: false }, depth, () => true);
    return {
      [form]: items,
      ...(view.className === own || view.className === undefined ? {} : { class: view.className }),
      ...(Object.keys(props).length === 0 ? {} : { props }),
    };
  }

  private error(view: ObjectView, depth: number): Json {
    const shown = new Set(['message', 'stack']);
    // That of a DOMException is an accessor of its class, and the program may have given an error one of its own.
    const own = this.recording.properties(this.at, view.id, 'named').find(({ name }) => name === 'message');
    const message = own?.value.kind === 'accessor' ? own.value : view.slots.errorMessage;
    return {
      $error: view.className ?? 'Error',
      message: this.value(message ?? EMPTY, depth),
      props: this.properties(view, depth, ({ name }) => !shown.has(name)),
    };
  }

  private promise(view: ObjectView, depth: number): Json {
    const { promiseState, promiseResult } = view.slots;
    const state = promiseState?.kind === 'string' ? promiseState.value : 'pending';
    return {
      $promise: state,
      ...(promiseResult === undefined || state === 'pending' ? {} : { value: this.value(promiseResult, depth) }),
    };
  }

  private properties(
    view: ObjectView,
    depth: number,
    isShown: (property: Property) => boolean,
  ): { readonly [key: string]: Json } {
    const { maxItems } = this.limits;
    const all = this.recording.properties(this.at, view.id, 'named').filter(isShown);
    const entries = all.slice(0, maxItems).map(({ name, value }): [string, Json] => [name, this.value(value, depth)]);
    if (all.length > maxItems || view.cut)
      entries.push(['…', { $truncated: 'items', size: Math.max(all.length, view.size) }]);
    return Object.fromEntries(entries);
  }
}

const EMPTY: Value = { kind: 'string', value: '', length: 0 };
const UNKNOWN: Value = { kind: 'unknown', why: 'not captured' };

function primitiveJson(value: Exclude<Value, { kind: 'object' }>): Json {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
      return value.value;
    case 'number':
      return numberJson(value.value);
    case 'string':
      return value.value.length === value.length
        ? value.value
        : { $truncated: 'length', size: value.length, value: value.value };
    case 'undefined':
      return { $undefined: true };
    case 'tdz':
      return { $tdz: true };
    case 'hole':
      return { $hole: true };
    case 'bigint':
      return { $bigint: value.digits };
    case 'symbol':
      return { $symbol: `Symbol(${value.description ?? ''})` };
    case 'accessor':
      return { $accessor: value.get && value.set ? 'get/set' : value.get ? 'get' : 'set' };
    case 'unknown':
      return { $unknown: value.why };
  }
}

function numberJson(value: number): Json {
  if (Object.is(value, -0)) return { $number: '-0' };
  return Number.isFinite(value) ? value : { $number: String(value) };
}

/** Objects that are printed without looking inside, whatever the depth. */
function leafJson(view: ObjectView): Json | undefined {
  switch (view.kind) {
    case 'function':
    case 'class':
      return { $function: textOf(view.slots.functionName) ?? '' };
    case 'date':
      return { $date: dateText(view.slots.time) };
    case 'regexp':
      return regexpJson(view.slots);
    case 'proxy':
      return { $proxy: true };
    case 'cut':
      return { $truncated: 'depth', size: view.size };
    case 'typedArray':
      return {
        $buffer: textOf(view.slots.viewKind) ?? view.className ?? 'TypedArray',
        length: view.size,
        hex: hexOf(view.bytes),
      };
    case 'arrayBuffer':
      return { $buffer: view.className ?? 'ArrayBuffer', length: view.size, hex: hexOf(view.bytes) };
    default:
      return undefined;
  }
}

function regexpJson({ source, flags }: ObjectView['slots']): Json {
  const regexp = { $regexp: `/${textOf(source) ?? ''}/${textOf(flags) ?? ''}` };
  if (source?.kind !== 'string' || source.value.length === source.length) return regexp;
  return { $truncated: 'length', size: source.length, value: regexp };
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

function dateText(time: Value | undefined): string {
  const date = new Date(time?.kind === 'number' ? time.value : Number.NaN);
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}

function hexOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('hex');
}

function seenAt(view: ObjectView): { readonly [key: string]: Json } {
  return view.stale ? { $seenAt: view.seenAt } : {};
}

/** The value with sibling keys; an array, and a plain object that would begin with a `$` key, get their wrapped form for it. */
function withSiblings(printed: Json, siblings: { readonly [key: string]: Json }): Json {
  if (Object.keys(siblings).length === 0) return printed;
  if (Array.isArray(printed)) return { $array: printed, ...siblings };
  const object = printed as { readonly [key: string]: Json };
  return Object.keys(object).length === 0 ? { $object: {}, ...siblings } : { ...object, ...siblings };
}
