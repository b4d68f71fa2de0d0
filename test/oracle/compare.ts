/** Compares a recorded state with V8's, frame by frame, variable by variable, value by value. */
import type { Json } from '../../src/query/json.js';
import { groupBy } from './groups.js';
import { FRAMES_READ, type V8Frame, type V8Variable } from './inspector.js';
import { OPAQUE } from './remote.js';

export interface RecordedState {
  readonly frames: readonly RecordedFrame[];
}
export interface RecordedFrame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly scopes: readonly { readonly kind: string; readonly variables: Readonly<Record<string, Json>> }[];
}

export interface Difference {
  /** what differs: `frame 1 (total): cart.lines[0].quantity` */
  readonly where: string;
  readonly v8: string;
  readonly recorded: string;
}

/** `values` = equal + different + stale + cut. */
export interface Comparison {
  readonly values: number;
  readonly equal: number;
  /** differs, and the recording says that it may have changed since it was last seen */
  readonly stale: number;
  /** the recording says that it holds no more of this value */
  readonly cut: number;
  readonly differences: readonly Difference[];
}

type JsonObject = { readonly [key: string]: Json };
const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** What the text tells of the place at which a recorded frame stands. */
export interface FrameTexts {
  /** last line of the statement */
  readonly endLineOf: (frame: RecordedFrame) => number;
  /** reading the name there would throw, since its declaration comes later */
  readonly isBeforeDeclaration: (frame: RecordedFrame, name: string) => boolean;
}

export function compareStates(v8: readonly V8Frame[], recorded: RecordedState, texts: FrameTexts): Comparison {
  const comparer = new Comparer();
  comparer.is('number of frames', v8.length, recorded.frames.length);
  for (const [i, frame] of v8.entries()) {
    const ours = recorded.frames[i];
    if (ours === undefined) break;
    const place = `frame ${i} (${ours.function})`;
    // The recording names a computed member by its text, and does not guess names for anonymous functions as V8 does.
    const hasName = !/(^|[.])[([]/.test(ours.function) || ours.function === '(module)';
    if (hasName) comparer.is(`${place}: function name`, plainName(frame.functionName), plainName(ours.function));
    comparer.is(`${place}: file`, frame.path.endsWith(ours.file), true);
    // V8 names the line of the call inside the statement, the recording the line on which the statement starts.
    const isInside = ours.line <= frame.line && frame.line <= texts.endLineOf(ours);
    comparer.is(`${place}: line`, frame.line, isInside ? frame.line : ours.line);
    if (i < FRAMES_READ) compareVariables(comparer, frame, ours, { place, texts });
  }
  return comparer;
}

/** The last part of `async Cart.total`, `Cart.get size`, `(anonymous)`: V8's frames have no class names. */
function plainName(name: string): string {
  const last = name.replace(/^.*[.]/, '').replace(/^(async |static |get |set |new )+/, '');
  return /^[(<]/.test(last) ? '' : last;
}

function compareVariables(
  comparer: Comparer,
  frame: V8Frame,
  ours: RecordedFrame,
  { place, texts }: { readonly place: string; readonly texts: FrameTexts },
): void {
  const recorded = groupBy(
    ours.scopes.flatMap(({ variables }) => Object.entries(variables)),
    ([name]) => name,
  );
  const seen = groupBy(frame.variables.filter(isOfTheProgram), ({ name }) => name);
  for (const [name, variables] of seen) {
    const ownVariables = (recorded.get(name) ?? []).map(([, value]) => value);
    // V8 leaves out outer variables that nothing inside uses: then only what the name means here can be compared.
    const pairs = variables.length === ownVariables.length ? variables.length : 1;
    for (let i = 0; i < pairs; i++) {
      comparer.variable(`${place}: ${name}`, variables[i]!, {
        value: ownVariables[i],
        isBeforeDeclaration: texts.isBeforeDeclaration(ours, name),
      });
    }
  }
  const own = recorded.get('this')?.[0]?.[1];
  if (own !== undefined && !isTdz(own)) comparer.value(`${place}: this`, frame.thisValue, own);
}

/** Not the names that V8 invents, like `.this` or the brand `#secret` in a class scope. */
const isOfTheProgram = ({ name }: V8Variable): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
const isTdz = (json: Json | undefined): boolean => isObject(json) && '$tdz' in json;
const isUndefined = (json: Json | undefined): boolean => isObject(json) && '$undefined' in json;

interface OwnVariable {
  readonly value: Json | undefined;
  readonly isBeforeDeclaration: boolean;
}

class Comparer implements Comparison {
  values = 0;
  equal = 0;
  stale = 0;
  cut = 0;
  readonly differences: Difference[] = [];
  private isStale = false;

  is(where: string, v8: string | number | boolean, recorded: string | number | boolean): void {
    this.judge(where, v8 === recorded, v8, recorded);
  }

  /**
   * V8 shows a variable that is not initialised as `undefined`, or as what its register still holds from the iteration before;
   * the recording says $tdz. The first is taken as agreement, the second if the text says that the declaration comes later.
   */
  variable(where: string, { value }: V8Variable, own: OwnVariable): void {
    const agrees = isTdz(own.value) && (value === undefined || isUndefined(value) || own.isBeforeDeclaration);
    if (agrees || value === undefined) return this.judge(where, agrees || own.value === undefined, value, own.value);
    this.value(where, value, own.value);
  }

  value(where: string, v8: Json, recorded: Json | undefined): void {
    const before = this.isStale;
    if (isObject(recorded) && '$seenAt' in recorded) this.isStale = true;
    this.content(where, v8, unwrapped(recorded));
    this.isStale = before;
  }

  private content(where: string, v8: Json, recorded: Json | undefined): void {
    if (isObject(v8) && OPAQUE in v8) return this.judge(where, isObject(recorded), v8, recorded);
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
    this.cut++;
  }

  private array(where: string, v8: readonly Json[], recorded: Json | undefined): void {
    if (!Array.isArray(recorded)) return this.judge(where, false, v8, recorded);
    const last = recorded.at(-1);
    const isCut = isObject(last) && last.$truncated === 'items' && recorded.length <= v8.length;
    const shown = isCut ? recorded.length - 1 : recorded.length;
    if (isCut) this.cut++;
    this.judge(`${where}.length`, isCut || v8.length === recorded.length, v8.length, recorded.length, isCut);
    for (const [i, item] of v8.slice(0, shown).entries()) this.value(`${where}[${i}]`, item, recorded[i]);
  }

  private object(where: string, v8: JsonObject, recorded: Json | undefined): void {
    if (!isObject(recorded)) return this.judge(where, false, v8, recorded);
    if ('$ref' in v8) return this.judge(where, '$ref' in recorded, v8, recorded);
    if ('$buffer' in v8) return this.judge(where, sameBuffer(v8, recorded), v8, recorded);
    if (formOf(v8) !== formOf(recorded)) return this.judge(where, false, v8, recorded);
    const isCut = '…' in recorded;
    const keys = new Set([...Object.keys(v8), ...(isCut ? [] : Object.keys(recorded))]);
    keys.delete('$seenAt');
    keys.delete('$id');
    keys.delete('…');
    if (isCut) this.cut++;
    this.judge(`${where}{}`, true, v8, recorded, isCut);
    for (const key of keys) {
      if (isCut && !(key in recorded)) continue;
      // A private method belongs to the class; V8 lists it with the object's fields.
      if (key.startsWith('#') && !(key in recorded) && isObject(v8[key]) && '$function' in v8[key]) continue;
      const inside = key === 'props' || key.startsWith('$') ? where : `${where}.${key}`;
      if (!(key in v8)) this.judge(inside, false, undefined, recorded[key]);
      else this.value(inside, v8[key]!, recorded[key]);
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
    else if (this.isStale) this.stale++;
    else this.differences.push({ where, v8: brief(v8), recorded: brief(recorded) });
  }
}

/** The `$` key that names the form of a value; undefined for a plain object. */
const formOf = (json: JsonObject): string | undefined =>
  Object.keys(json).find((key) => key.startsWith('$') && key !== '$seenAt' && key !== '$id');

/** Wrapped forms are only there to carry sibling keys. */
function unwrapped(json: Json | undefined): Json | undefined {
  if (!isObject(json)) return json;
  if ('$array' in json && !('props' in json)) return json.$array;
  if ('$object' in json && '$seenAt' in json) return json.$object;
  if ('$object' in json && '$id' in json) return json.$object;
  return json;
}

function sameBuffer(v8: JsonObject, recorded: JsonObject): boolean {
  const isWhole = recorded.hex === v8.hex;
  // Bytes beyond the capture limit are left out.
  const isStart =
    typeof recorded.hex === 'string' && recorded.hex.length >= 128 && String(v8.hex).startsWith(recorded.hex);
  return recorded.length === v8.length && (isWhole || isStart);
}

function brief(json: Json | undefined): string {
  const text = json === undefined ? '(nothing)' : JSON.stringify(json);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
