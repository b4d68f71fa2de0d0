/**
 * What is not the same at two moments of a thread: frames that were left or entered, variables, and what is in the objects that they reach,
 * as a tree of nothing but changes.
 *
 * Activations are known by where they were entered, variables of one by their names. The same object is compared with itself at the other
 * moment; two objects of one kind and class part by part, since that is how programs that never change an object change their state. A pair
 * of objects is compared once, where it is met first, so that the answer is as long as what changed and not as long as the ways to it.
 */
import type { HeapId, Seq } from '../base/units.js';
import { UserError } from '../base/result.js';
import type { ChangeBody, ChangeKind } from '../wire/stateDiff.js';
import type {
  DataRef,
  Frame,
  MapEntry,
  ObjectView,
  Position,
  Property,
  Recording,
  SourcePlace,
  Value,
  Variable,
} from './api.js';

/** Where a write is looked for: an event, or the last one of a variable or part up to the later moment. */
export type Origin = { readonly kind: 'event'; readonly seq: Seq } | { readonly kind: 'ref'; readonly ref: DataRef };

export interface StateChange extends Pick<ChangeBody, 'kind' | 'role'> {
  /** function, file, variable or property; empty for entries */
  readonly label: string;
  /** of a Map's entry */
  readonly key: Value | undefined;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  /** of a frame: the statement it stands at, later if it is there at both */
  readonly place: SourcePlace | undefined;
  /** undefined: what it is a part of was written, not it */
  readonly origin: Origin | undefined;
  readonly children: readonly StateChange[];
}

export interface StateDiff {
  readonly changes: readonly StateChange[];
  /** why there may be more; undefined: everything was compared */
  readonly cut: string | undefined;
}

/** Bounds of an answer; a person reads no more, and a state may reach everything a program has. */
export interface DiffLimits {
  readonly frames: number;
  /** levels of objects inside objects */
  readonly depth: number;
  /** elements or entries of one object */
  readonly items: number;
  readonly objects: number;
  readonly changes: number;
  readonly millis: number;
}

const LIMITS: DiffLimits = { frames: 200, depth: 20, items: 10_000, objects: 50_000, changes: 5000, millis: 3000 };

/** Both of one thread; `before` is not later than `after`. */
export function stateDiff(
  recording: Recording,
  [before, after]: readonly [Position, Position],
  limits: Partial<DiffLimits> = {},
): StateDiff {
  if (before.thread !== after.thread)
    throw new UserError('mixed-threads', 'The two moments are of different threads: choose two of the same one.');
  return new Comparison(recording, before, after, { ...LIMITS, ...limits }).all();
}

type WrittenValue = Pick<Variable, 'value' | 'writtenAt'>;

interface FrameVariable extends WrittenValue {
  /** something inside a variable of the same name */
  readonly shadowed: boolean;
}

interface Part {
  readonly label: string;
  readonly key: Value | undefined;
  readonly role: 'property' | 'entry';
  readonly value: Value;
  readonly origin: (object: HeapId) => Origin | undefined;
}

class Comparison {
  readonly #recording: Recording;
  readonly #before: Position;
  readonly #after: Position;
  readonly #limits: DiffLimits;
  readonly #deadline: number;
  readonly #pairs = new Set<string>();
  /** variables that several frames see */
  readonly #shown = new Set<string>();
  #changes = 0;
  #cut: string | undefined;

  constructor(recording: Recording, before: Position, after: Position, limits: DiffLimits) {
    this.#recording = recording;
    this.#before = before;
    this.#after = after;
    this.#limits = limits;
    this.#deadline = performance.now() + limits.millis;
  }

  all(): StateDiff {
    const [old, now] = [this.#frames(this.#before), this.#frames(this.#after)];
    const changes: StateChange[] = [];
    for (const frame of now.values()) {
      const earlier = old.get(frame.enteredAt);
      if (earlier === undefined) changes.push(this.#came(frame));
    }
    for (const frame of old.values()) if (!now.has(frame.enteredAt)) changes.push(this.#went(frame));
    for (const frame of now.values()) {
      const earlier = old.get(frame.enteredAt);
      if (earlier !== undefined) changes.push(...this.#stayed(earlier, frame));
    }
    return { changes: [...changes, ...this.#modules()], cut: this.#cut };
  }

  /** Whether a frame belongs to them or not: a program that has ended has none. */
  #modules(): StateChange[] {
    const old = new Map(this.#recording.modules(this.#before).map((module) => [module.place.path, module]));
    const changes: StateChange[] = [];
    for (const { place, variables } of this.#recording.modules(this.#after)) {
      if (this.#isEnough(0)) break;
      const earlier = old.get(place.path);
      const module = { ...NOTHING, role: 'module', label: place.file, place } as const;
      if (earlier === undefined) {
        changes.push({ ...module, kind: 'added' });
        continue;
      }
      const before = new Map(earlier.variables.map((variable) => [variable.name, variable]));
      const children = variables.flatMap(
        (variable) => this.#compareVariable(variable.name, before.get(variable.name), variable) ?? [],
      );
      if (children.length > 0) changes.push({ ...module, kind: 'inside', children });
    }
    return changes;
  }

  #frames(at: Position): ReadonlyMap<Seq, Frame> {
    const { frames, total } = this.#recording.stack(at, { start: 0, count: this.#limits.frames });
    if (total > frames.length) this.#cut = `only the innermost ${frames.length} frames are compared`;
    return new Map(frames.map((frame) => [frame.enteredAt, frame]));
  }

  #came(frame: Frame): StateChange {
    const children = this.#ownVariables(this.#after, frame).map(([label, { value, writtenAt }]) =>
      this.#variable('added', label, { after: value, writtenAt }),
    );
    const origin: Origin = { kind: 'event', seq: frame.enteredAt };
    return {
      ...NOTHING,
      kind: 'added',
      role: 'frame',
      label: frame.functionName,
      place: frame.place,
      origin,
      children,
    };
  }

  #went(frame: Frame): StateChange {
    const children = this.#ownVariables(this.#before, frame).map(([label, { value }]) =>
      this.#variable('removed', label, { before: value }),
    );
    const call = this.#recording.callOutcome({ thread: this.#before.thread, seq: frame.enteredAt });
    const isOver = call !== undefined && call.end !== 'open' && call.until <= this.#after.seq;
    const origin: Origin | undefined = isOver ? { kind: 'event', seq: call.until } : undefined;
    return {
      ...NOTHING,
      kind: 'removed',
      role: 'frame',
      label: frame.functionName,
      place: frame.place,
      origin,
      children,
    };
  }

  #stayed(earlier: Frame, frame: Frame): StateChange[] {
    const old = this.#variables(this.#before, earlier);
    const now = this.#variables(this.#after, frame);
    const children: StateChange[] = [];
    for (const [key, variable] of [...now, ...[...old].filter(([key]) => !now.has(key))]) {
      const [label = ''] = key.split('\n');
      const change = this.#compareVariable(label, old.get(key), now.get(key));
      if (change === undefined || this.#isShown(frame, label, variable)) continue;
      children.push(change);
    }
    if (children.length === 0) return [];
    const { functionName: label, place } = frame;
    return [{ ...NOTHING, kind: 'inside', role: 'frame', label, place, children }];
  }

  #compareVariable(
    label: string,
    old: WrittenValue | undefined,
    now: WrittenValue | undefined,
  ): StateChange | undefined {
    if (now === undefined) return this.#variable('removed', label, { before: old!.value });
    if (old === undefined) return this.#variable('added', label, { after: now.value, writtenAt: now.writtenAt });
    const found = this.#values(old.value, now.value, 0);
    if (found === undefined) return undefined;
    const { writtenAt } = now;
    return {
      ...this.#variable(found.kind, label, { before: old.value, after: now.value, writtenAt }),
      children: found.children,
    };
  }

  #variable(
    kind: ChangeKind,
    label: string,
    { before, after, writtenAt }: { before?: Value; after?: Value; writtenAt?: Seq | undefined },
  ): StateChange {
    const origin: Origin | undefined =
      writtenAt === undefined || kind === 'inside' ? undefined : { kind: 'event', seq: writtenAt };
    return { ...NOTHING, kind, role: 'variable', label, before, after, origin };
  }

  /** A captured variable is seen by its own function's frame and by those of the closures. */
  #isShown(frame: Frame, name: string, { shadowed }: FrameVariable): boolean {
    if (shadowed) return false;
    const ref = this.#refOf(frame, name);
    if (ref === undefined) return false;
    const key = JSON.stringify(ref);
    if (this.#shown.has(key)) return true;
    this.#shown.add(key);
    return false;
  }

  #refOf({ index }: Frame, name: string): DataRef | undefined {
    try {
      return this.#recording.dataRef(this.#after, index, name);
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  #ownVariables(at: Position, { index }: Frame): (readonly [string, FrameVariable])[] {
    return this.#recording
      .scopes(at, index)
      .filter(({ kind }) => kind !== 'global' && kind !== 'module' && kind !== 'closure')
      .flatMap(({ variables }) => variables)
      .map(({ name, value, writtenAt }) => [name, { value, writtenAt, shadowed: false }] as const);
  }

  /** By name, and by how many of that name lie outside of it: blocks come and go. */
  #variables(at: Position, { index }: Frame): ReadonlyMap<string, FrameVariable> {
    const found = new Map<string, FrameVariable>();
    const outer = new Map<string, number>();
    // Variables of modules are compared by themselves.
    const scopes = this.#recording.scopes(at, index).filter(({ kind }) => kind !== 'global' && kind !== 'module');
    for (const { variables } of scopes.toReversed()) {
      for (const { name, value, writtenAt } of variables) {
        const depth = outer.get(name) ?? 0;
        outer.set(name, depth + 1);
        found.set(`${name}\n${depth}`, { value, writtenAt, shadowed: false });
      }
    }
    for (const [key, variable] of found) {
      const [name = '', depth] = key.split('\n');
      if (Number(depth) < (outer.get(name) ?? 1) - 1) found.set(key, { ...variable, shadowed: true });
    }
    return found;
  }

  #values(a: Value, b: Value, depth: number): Pick<StateChange, 'kind' | 'children'> | undefined {
    if (a.kind !== 'object' || b.kind !== 'object')
      return samePrimitive(a, b) ? undefined : { kind: 'changed', children: [] };
    const isSame = a.id === b.id;
    if (this.#isEnough(depth)) return isSame ? undefined : { kind: 'changed', children: [] };
    const pair = `${a.id}:${b.id}`;
    if (this.#pairs.has(pair)) return isSame ? undefined : { kind: 'changed', children: [] };
    this.#pairs.add(pair);
    const [old, now] = [this.#recording.object(this.#before, a.id), this.#recording.object(this.#after, b.id)];
    const isAlike = old.kind === now.kind && old.className === now.className;
    const children = isAlike ? this.#contents(old, now, depth) : [];
    if (isSame) return children.length === 0 ? undefined : { kind: 'inside', children };
    return { kind: 'changed', children };
  }

  #isEnough(depth: number): boolean {
    const { depth: deepest, objects, changes } = this.#limits;
    if (depth > deepest) this.#cut ??= `objects more than ${deepest} levels down are not compared`;
    else if (this.#pairs.size >= objects) this.#cut ??= `more than ${objects} objects: the rest is not compared`;
    else if (this.#changes >= changes) this.#cut ??= `more than ${changes} changes: the rest is not shown`;
    else if (performance.now() > this.#deadline) this.#cut ??= 'it took too long: the rest is not compared';
    else return false;
    return true;
  }

  #contents(old: ObjectView, now: ObjectView, depth: number): StateChange[] {
    const [before, after] = [this.#parts(this.#before, old), this.#parts(this.#after, now)];
    const changes: StateChange[] = [];
    const origin = ({ origin: of }: Part): Origin | undefined => of(now.id);
    for (const [id, part] of after) {
      if (this.#isEnough(depth)) break;
      const { label, key, role, value } = part;
      const common = { ...NOTHING, role, label, key, after: value, origin: origin(part) };
      const earlier = before.get(id);
      if (earlier === undefined) {
        changes.push({ ...common, kind: 'added' });
        continue;
      }
      const found = this.#values(earlier.value, value, depth + 1);
      if (found !== undefined)
        changes.push({
          ...common,
          before: earlier.value,
          ...found,
          origin: found.kind === 'inside' ? undefined : common.origin,
        });
    }
    for (const [id, part] of before) {
      if (after.has(id)) continue;
      const { label, key, role, value } = part;
      const gone = old.id === now.id ? origin(part) : undefined;
      changes.push({ ...NOTHING, kind: 'removed', role, label, key, before: value, origin: gone });
    }
    this.#changes += changes.length;
    return changes;
  }

  #parts(at: Position, { id, kind, slots, size }: ObjectView): ReadonlyMap<string, Part> {
    const parts = new Map<string, Part>();
    const { thread } = at;
    const page = { start: 0, count: this.#limits.items };
    if (size > page.count) this.#cut ??= `only the first ${page.count} elements of an object are compared`;
    const property = ({ name, symbol, value }: Property): void => {
      const ofName = (object: HeapId): Origin => ({ kind: 'ref', ref: { kind: 'property', thread, object, name } });
      const origin = symbol ? () => undefined : ofName;
      parts.set(`${symbol ? 'y' : 's'}${name}`, { label: name, key: undefined, role: 'property', value, origin });
    };
    for (const part of this.#recording.properties(at, id, 'indexed', page))
      if (part.value.kind !== 'hole') property(part);
    for (const part of this.#recording.properties(at, id, 'named', page)) if (part.name !== 'length') property(part);
    if (kind === 'map' || kind === 'set')
      for (const entry of this.#recording.entries(at, id, page)) parts.set(`e${entry.id}`, entryPart(thread, entry));
    for (const name of SLOTS) {
      const value = slots[name];
      if (value !== undefined)
        parts.set(`l${name}`, {
          label: SLOT_LABELS[name],
          key: undefined,
          role: 'property',
          value,
          origin: () => undefined,
        });
    }
    return parts;
  }
}

const NOTHING = {
  key: undefined,
  before: undefined,
  after: undefined,
  place: undefined,
  origin: undefined,
  children: [],
} as const;

/** What objects of built-in classes hold beside their properties. */
const SLOT_LABELS = {
  time: '[time]',
  lastIndex: 'lastIndex',
  promiseState: '[state]',
  promiseResult: '[result]',
  primitive: '[value]',
} as const;
const SLOTS = Object.keys(SLOT_LABELS) as (keyof typeof SLOT_LABELS)[];

function entryPart(thread: Position['thread'], { id, key, value }: MapEntry): Part {
  const origin = (object: HeapId): Origin => ({
    kind: 'ref',
    ref: { kind: 'entry', thread, object, entry: id, name: '' },
  });
  return { label: '', key: key ?? value, role: 'entry', value, origin };
}

function samePrimitive(a: Value, b: Value): boolean {
  if (a.kind === 'number' && b.kind === 'number') return Object.is(a.value, b.value);
  return JSON.stringify(a) === JSON.stringify(b);
}
