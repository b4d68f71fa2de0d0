/**
 * Every value of a variable or property, oldest first, and what exactly a name or path means at a position: a variable is the one that is
 * in scope in the frame; a path is followed at the position, its last step is the property that is meant.
 */
import { UserError } from '../base/result.js';
import { heapId, seq as toSeq } from '../base/units.js';
import { type RawValue, UNDEFINED } from '../store/words.js';
import { TAG } from '../wire/trace.js';
import type { WritesAround } from '../wire/panel.js';
import type { DataRef, HistoryEntry, Position } from './api.js';
import type { QueryContext } from './context.js';
import type { Instances } from './instances.js';
import type { ModuleVariables } from './moduleVariables.js';
import type { Objects } from './objects.js';
import { type Binding, AS_PROPERTY, type OpenFrame, type Stacks } from './stack.js';
import type { Write, Writes } from './writes.js';

/** Far writes that are looked for. */
const PATIENCE_MILLIS = 150;

export interface HistoryParts {
  readonly context: QueryContext;
  readonly instances: Instances;
  readonly modules: ModuleVariables;
  readonly objects: Objects;
  readonly stacks: Stacks;
  readonly writes: Writes;
}

export class Histories {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  *of(at: Position, expression: string, frame = 0): Generator<HistoryEntry> {
    const ref = this.meaning(at, frame, expression);
    for (const write of once(this.#parts.writes.all(ref))) yield this.#entry(at.thread, write);
  }

  /** The writes up to a position, latest first. */
  *lastWrites(at: Position, ref: DataRef): Generator<HistoryEntry> {
    for (const write of once(this.#backwards(at, ref))) yield this.#entry(ref.thread, write);
  }

  *#backwards(at: Position, ref: DataRef): Generator<Write> {
    const { context, writes } = this.#parts;
    const first = writes.firstSegment(ref);
    for (let idx = context.reader.segmentOf(ref.thread, at.seq); idx >= first; idx--) {
      const found = writes.in(ref, idx);
      for (let i = found.length - 1; i >= 0; i--) if (found[i]!.seq <= at.seq) yield found[i]!;
    }
    const begin = writes.beforeRecording(ref);
    if (begin !== undefined) yield begin;
  }

  /** Segments without writes are passed over; those that have to be decoded, only for as long as somebody waits for a hover. */
  writesAround(at: Position, ref: DataRef, limit: number): WritesAround<HistoryEntry> {
    const { context, writes } = this.#parts;
    const here = context.reader.segmentOf(ref.thread, at.seq);
    const first = writes.firstSegment(ref);
    const last = context.reader.segments(ref.thread).at(-1)?.idx ?? here;
    const deadline = performance.now() + PATIENCE_MILLIS;
    const before: Write[] = [];
    let idx = here;
    for (; idx >= first && before.length < limit && (idx === here || performance.now() < deadline); idx--)
      before.push(
        ...writes
          .in(ref, idx)
          .filter(({ seq }) => seq <= at.seq)
          .reverse(),
      );
    const begin = idx < first ? writes.beforeRecording(ref) : undefined;
    if (begin !== undefined) before.push(begin);
    const after: Write[] = [];
    let next = here;
    for (; next <= last && after.length < limit && (next === here || performance.now() < deadline); next++)
      after.push(...writes.in(ref, next).filter(({ seq }) => seq > at.seq));
    const entries = (found: readonly Write[]): HistoryEntry[] =>
      [...once(found)].slice(0, limit).map((write) => this.#entry(ref.thread, write));
    return {
      before: entries(before),
      after: entries(after),
      moreBefore: before.length > limit || idx >= first,
      moreAfter: after.length > limit || next <= last,
    };
  }

  /** What an expression names in a frame; throws a UserError if it is no variable or property. */
  meaning(at: Position, frame: number, expression: string): DataRef {
    const [name = '', ...path] = parsePath(expression);
    const open = this.#parts.stacks.open(at, frame);
    const binding = open === undefined ? undefined : this.#parts.stacks.lookup(at, open, name);
    if (open === undefined || binding === undefined)
      throw new UserError(
        'name-unknown',
        `There is no variable "${name}" at ${at.thread}:${at.seq}: choose a position where it is in scope.`,
      );
    const last = path.pop();
    if (last === undefined && binding.variable === AS_PROPERTY)
      return { kind: 'property', thread: at.thread, object: heapId(binding.instance), name };
    if (last === undefined) return this.#variable(at, open, { binding, name });
    let value = this.#parts.stacks.read(at, open, binding, name);
    for (const key of path) value = this.#member(at, value, key);
    if (value.tag !== TAG.object)
      throw new UserError(
        'not-an-object',
        `"${[name, ...path].join('.')}" is not an object at ${at.thread}:${at.seq}.`,
      );
    return { kind: 'property', thread: at.thread, object: heapId(value.low), name: last };
  }

  #member(at: Position, value: RawValue, key: string): RawValue {
    return value.tag === TAG.object ? (this.#parts.objects.state(at, value.low).property(key) ?? UNDEFINED) : UNDEFINED;
  }

  #variable(
    { thread, seq }: Position,
    { activation }: OpenFrame,
    { binding: { file, variable, instance }, name }: { readonly binding: Binding; readonly name: string },
  ): DataRef {
    if (file.table.variables[variable]!.kind === 'import') {
      const source = this.#parts.modules.source({ thread, seq }, { file, variable });
      if (source !== undefined) return this.#instanced({ thread, seq }, source, name);
    }
    if (instance !== 0) return this.#instanced({ thread, seq }, { file, variable, instance }, name);
    const { machine, index } = activation();
    const { enterSeq, ownId } = machine.stack;
    const common = { thread, base: file.base, variable, name };
    return { kind: 'local', ...common, since: toSeq(enterSeq[index]!), ownId: ownId[index]! };
  }

  #instanced({ thread, seq }: Position, { file, variable, instance }: Binding, name: string): DataRef {
    const common = { thread, base: file.base, variable, name };
    const found = this.#parts.instances.find(thread, instance, seq);
    return { kind: 'captured', ...common, since: toSeq(found?.createdAt ?? 0), instance: found?.origin ?? instance };
  }

  #entry(thread: Position['thread'], { seq, value, site, lost }: Write): HistoryEntry {
    const { context } = this.#parts;
    const position = { thread, seq: toSeq(seq) };
    if (lost !== undefined) return { position, value: { kind: 'unknown', why: lost }, place: undefined, gone: lost };
    const found = context.siteOf(thread, site);
    return {
      position,
      value: context.value({ thread }, value),
      place: found === undefined ? this.#statementAt(thread, seq) : context.sources.ofSite(found.file, found.index),
    };
  }

  /** Where the program was when something happened that has no place of its own: a built-in method, a new look at an object. */
  #statementAt(thread: Position['thread'], seq: number): HistoryEntry['place'] {
    const { context } = this.#parts;
    const { stack } = context.replayer.at(thread, seq);
    const site = stack.depth > 0 ? stack.stepSite[stack.depth - 1]! : -1;
    const found = site < 0 ? undefined : context.siteOf(thread, site);
    return found && context.sources.ofSite(found.file, found.index);
  }
}

/** Where some may be missing for the same reason several times in a row, it is said once. */
function* once(writes: Iterable<Write>): Generator<Write> {
  let said: string | undefined;
  for (const write of writes) {
    if (write.lost === undefined || write.lost !== said) yield write;
    said = write.lost;
  }
}

/** `cart.items[0]["name"]` -> names. */
function parsePath(expression: string): string[] {
  const text = expression.trim();
  const head = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text);
  if (head === null) throw unsupported(expression);
  const names = [head[0]];
  const part =
    /\.\s*(#?[\p{ID_Start}$_][\p{ID_Continue}$]*)|\[\s*(\d+)\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*'((?:[^'\\]|\\.)*)'\s*\]/uy;
  part.lastIndex = head[0].length;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) throw unsupported(expression);
    names.push(match[1] ?? match[2] ?? (match[3] ?? match[4] ?? '').replaceAll(/\\(.)/g, '$1'));
  }
  return names;
}

const unsupported = (expression: string): UserError =>
  new UserError(
    'expression-unsupported',
    `History needs a variable or a property path such as total, cart.items[0].price or map["key"], not "${expression}".`,
  );
