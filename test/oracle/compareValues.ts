/** Compares recorded values with V8's, part by part, both as CONTRACT's State JSON. */
import type { Json } from '../../src/query/json.js';
import { OPAQUE } from './agent/values.js';
import { isGivenOut } from './givenOut.js';
import { OTHER_RUN } from './steady.js';

/** What a difference is about. */
export const SUBJECTS = [
  'frames',
  'function',
  'place',
  'scope',
  'variable',
  'this',
  'arguments',
  'returned',
  'thrown',
  'awaiting',
  /** the recording says that it does not know the value */
  'unknown',
] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Difference {
  readonly subject: Subject;
  /** what differs: `frame 1 (total): cart.lines[0].quantity` */
  readonly where: string;
  readonly v8: string;
  readonly recorded: string;
}

export type JsonObject = { readonly [key: string]: Json };
export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const isUnknown = (json: Json | undefined): boolean => isObject(json) && '$unknown' in json;
const isTdz = (json: Json | undefined): boolean => isObject(json) && '$tdz' in json;

/**
 * Values that say nothing about the recording. stale: differs, and the recording says that it may have changed since it was last seen; cut: the recording says that it
 * holds no more of this value; otherRun: another value in another run under the inspector.
 */
export const LEFT_OUT = ['stale', 'cut', 'otherRun'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Counts what it compares: `values` = equal + differences + stale + cut + otherRun. */
export class Comparer implements Readonly<Record<LeftOut, number>> {
  values = 0;
  equal = 0;
  stale = 0;
  cut = 0;
  otherRun = 0;
  /** how many of a kind, by place: `req.socket._handle`, with neither frames nor indexes */
  readonly leftOut = new Map<string, number>();
  readonly differences: Difference[] = [];
  private isStale = false;
  private subject: Subject = 'variable';

  is(subject: Subject, where: string, v8: string | number | boolean, recorded: string | number | boolean): void {
    this.subject = subject;
    this.judge(where, v8 === recorded, v8, recorded);
  }

  differs(subject: Subject, where: string, v8: Json | undefined, recorded: Json | undefined): void {
    this.subject = subject;
    this.judge(where, false, v8, recorded);
  }

  value(subject: Subject, where: string, v8: Json, recorded: Json | undefined): void {
    this.subject = subject;
    this.inside(where, v8, recorded);
  }

  private inside(where: string, v8: Json, recorded: Json | undefined): void {
    const before = this.isStale;
    if (isObject(recorded) && '$seenAt' in recorded) this.isStale = true;
    this.content(where, v8, unwrapped(recorded));
    this.isStale = before;
  }

  private content(where: string, v8: Json, recorded: Json | undefined): void {
    if (isObject(v8) && (OTHER_RUN in v8 || isUnsteadyBuffer(v8))) {
      this.values++;
      return this.leaveOut('otherRun', where);
    }
    if (isObject(v8) && OPAQUE in v8) return this.judge(where, isObject(recorded) && !isTdz(recorded), v8, recorded);
    if (isObject(recorded) && '$truncated' in recorded) return this.truncated(where, v8, recorded);
    if (Array.isArray(v8)) return this.array(where, v8, recorded);
    if (isObject(v8)) return this.object(where, v8, recorded);
    this.judge(where, v8 === recorded, v8, recorded);
  }

  private truncated(where: string, v8: Json, recorded: JsonObject): void {
    if (isObject(v8) && '$truncated' in v8) return this.judge(where, true, v8, recorded);
    if (typeof v8 === 'string' && recorded.$truncated === 'length') {
      return this.judge(where, recorded.size === v8.length && v8.startsWith(String(recorded.value)), v8, recorded);
    }
    this.values++;
    this.leaveOut('cut', where);
  }

  private leaveOut(kind: LeftOut, where: string): void {
    this[kind]++;
    const place = `${kind} ${where.replace(/^frame \d+ \(.*?\): /, '').replace(/\[\d+\]/g, '[]')}`;
    this.leftOut.set(place, (this.leftOut.get(place) ?? 0) + 1);
  }

  private array(where: string, v8: readonly Json[], recorded: Json | undefined): void {
    if (!Array.isArray(recorded)) return this.judge(where, false, v8, recorded);
    const [items, size] = cutOff(v8);
    const [own, ownSize] = cutOff(recorded);
    const isCut = own.length < items.length && ownSize > own.length;
    if (isCut) this.leaveOut('cut', where);
    this.judge(`${where}.length`, size === ownSize, size, ownSize, isCut && size !== ownSize);
    for (const [i, item] of items.slice(0, Math.min(own.length, ownSize)).entries())
      this.inside(`${where}[${i}]`, item, own[i]);
  }

  /** `className`: of the object whose properties these are */
  private object(where: string, v8: JsonObject, recorded: Json | undefined, className?: Json): void {
    if (!isObject(recorded)) return this.judge(where, false, v8, recorded);
    if ('$ref' in v8) return this.judge(where, '$ref' in recorded, v8, recorded);
    if ('$buffer' in v8) return this.judge(where, sameBuffer(v8, recorded), v8, recorded);
    if (formOf(v8) !== formOf(recorded)) return this.judge(where, false, v8, recorded);
    const isCut = '…' in recorded;
    const keys = new Set([...Object.keys(v8), ...(isCut ? [] : Object.keys(recorded))]);
    for (const own of ['$seenAt', '$id', '…']) keys.delete(own);
    if (isCut) this.leaveOut('cut', where);
    this.judge(`${where}{}`, true, v8, recorded, isCut);
    for (const key of keys) {
      const own = partOf(recorded, key);
      if (isCut && own === undefined) continue;
      // A private method belongs to the class; V8 lists it with the object's fields.
      if (key.startsWith('#') && own === undefined && isMethod(v8[key])) continue;
      const inside = key === 'props' || key.startsWith('$') ? where : `${where}.${key}`;
      const theirs = partOf(v8, key);
      if (isGivenOut(className, key, theirs, own)) this.judge(inside, true, theirs, own);
      else if (key === 'props' && '$class' in v8 && isObject(theirs)) this.object(inside, theirs, own, v8.$class);
      else if (theirs === undefined) this.judge(inside, false, undefined, own);
      else this.inside(inside, theirs, own);
    }
  }

  private judge(
    where: string,
    isEqual: boolean,
    v8: Json | undefined,
    recorded: Json | undefined,
    isCut = false,
  ): void {
    this.values++;
    if (isCut) return;
    if (isEqual) this.equal++;
    else if (this.isStale) this.leaveOut('stale', where);
    else
      this.differences.push({
        subject: isUnknown(recorded) ? 'unknown' : this.subject,
        where,
        v8: brief(v8),
        recorded: brief(recorded),
      });
  }
}

/** Bytes that nobody has written (`Buffer.allocUnsafe`). */
const isUnsteadyBuffer = (v8: JsonObject): boolean => '$buffer' in v8 && isObject(v8.hex) && OTHER_RUN in v8.hex;

/** Not what the JSON object inherits: the program may have properties called `constructor`. */
const partOf = (json: JsonObject, key: string): Json | undefined => (Object.hasOwn(json, key) ? json[key] : undefined);

const isMethod = (json: Json | undefined): boolean => isObject(json) && ('$function' in json || '$accessor' in json);

/** The elements that are there, and how many there were. */
function cutOff(list: readonly Json[]): [items: readonly Json[], size: number] {
  const last = list.at(-1);
  const isCut = isObject(last) && last.$truncated === 'items';
  return isCut ? [list.slice(0, -1), Number(last.size)] : [list, list.length];
}

/** The `$` key that names the form of a value; undefined for a plain object. */
const formOf = (json: JsonObject): string | undefined =>
  Object.keys(json).find((key) => key.startsWith('$') && key !== '$seenAt' && key !== '$id');

/** Wrapped forms are only there to carry sibling keys. */
export function unwrapped(json: Json | undefined): Json | undefined {
  if (!isObject(json)) return json;
  if ('$array' in json && !('props' in json)) return json.$array;
  if ('$object' in json && ('$seenAt' in json || '$id' in json)) return json.$object;
  return json;
}

function sameBuffer(v8: JsonObject, recorded: JsonObject): boolean {
  const [seen, own] = [String(v8.hex), String(recorded.hex)];
  const shown = Math.min(seen.length, own.length);
  // Both sides leave bytes out where there are many.
  const isEnough = shown >= Math.min(128, 2 * Number(v8.length));
  return (
    recorded.$buffer === v8.$buffer &&
    recorded.length === v8.length &&
    isEnough &&
    seen.slice(0, shown) === own.slice(0, shown)
  );
}

function brief(json: Json | undefined): string {
  const text = json === undefined ? '(nothing)' : JSON.stringify(json);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
