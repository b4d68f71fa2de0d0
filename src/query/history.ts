/**
 * Every value of a variable or property, oldest first.
 *
 * A variable is the one instance that is in scope at the position: of this activation, or for captured ones of this scope instance with
 * the per-iteration copies of its loop. A property path is followed at the position; its last step is the property whose history it is.
 */
import { UserError } from '../base/result.js';
import { seq as toSeq } from '../base/units.js';
import { applyEvent } from '../store/replay.js';
import { type RawValue, siteValue, UNDEFINED } from '../store/words.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM, TAG } from '../wire/trace.js';
import type { HistoryEntry, Position } from './api.js';
import type { QueryContext } from './context.js';
import type { Instances } from './instances.js';
import { keyOf, ObjectState } from './objectState.js';
import type { Objects } from './objects.js';
import type { Binding, OpenFrame, Stacks } from './stack.js';

export interface HistoryParts {
  readonly context: QueryContext;
  readonly instances: Instances;
  readonly objects: Objects;
  readonly stacks: Stacks;
}

export class Histories {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  *of(at: Position, expression: string): Generator<HistoryEntry> {
    const [name, ...path] = parsePath(expression);
    const open = this.#parts.stacks.open(at, 0);
    const binding = open === undefined ? undefined : this.#parts.stacks.lookup(at, open, name!);
    if (open === undefined || binding === undefined)
      throw new UserError(
        'name-unknown',
        `There is no variable "${name}" at ${at.thread}:${at.seq}: choose a position where it is in scope.`,
      );
    if (path.length === 0) return yield* this.#variable(at, open, binding);
    let value = this.#parts.stacks.read(at, open, binding);
    for (const key of path.slice(0, -1)) value = this.#member(at, value, key);
    if (value.tag !== TAG.object)
      throw new UserError(
        'not-an-object',
        `"${[name, ...path.slice(0, -1)].join('.')}" is not an object at ${at.thread}:${at.seq}.`,
      );
    yield* this.#property(at, value.low, path.at(-1)!);
  }

  #member(at: Position, value: RawValue, key: string): RawValue {
    return value.tag === TAG.object ? (this.#parts.objects.state(at, value.low).property(key) ?? UNDEFINED) : UNDEFINED;
  }

  #variable(at: Position, open: OpenFrame, binding: Binding): Generator<HistoryEntry> {
    return binding.instance === 0 ? this.#inActivation(at, open, binding) : this.#inInstance(at, binding);
  }

  *#inActivation(
    { thread }: Position,
    { machine, index }: OpenFrame,
    { file, variable }: Binding,
  ): Generator<HistoryEntry> {
    const { reader, replayer } = this.#parts.context;
    const enterSeq = machine.stack.enterSeq[index]!;
    const ownId = machine.stack.ownId[index]!;
    const writes = file.writeSites.get(variable) ?? [];
    const { slot, kind } = file.table.variables[variable]!;
    const isThis = kind === 'this';
    for (let idx = reader.segmentOf(thread, enterSeq); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) return;
      const holdsEnter = row.first_seq <= enterSeq && enterSeq < row.first_seq + row.events;
      if (!(isThis && holdsEnter) && !reader.hasAnySite(thread, idx, writes)) continue;
      const state = replayer.atStartOf(thread, idx);
      const { stack } = state;
      const segment = reader.segment(thread, idx);
      // Without an id of its own it cannot come back: once it is gone from the stack its history is complete.
      if (row.first_seq > enterSeq && ownId === 0 && stack.enterSeq.subarray(0, stack.depth).indexOf(enterSeq) < 0)
        return;
      for (let i = 0; i < segment.offsets.length; i++) {
        applyEvent(state, segment, row.first_seq + i);
        const top = stack.depth - 1;
        if (top < 0 || stack.enterSeq[top] !== enterSeq) continue;
        const site = segment.siteAt(i);
        const atEnter = isThis && row.first_seq + i === enterSeq;
        if (atEnter || writes.includes(site)) yield this.#entry(thread, row.first_seq + i, stack.slot(top, slot), site);
      }
    }
  }

  *#inInstance(at: Position, { file, variable, instance }: Binding): Generator<HistoryEntry> {
    const { reader } = this.#parts.context;
    const { thread } = at;
    const origin = this.#parts.instances.find(thread, instance, at.seq);
    const ids = new Set([origin?.origin ?? instance]);
    const writes = new Set(file.writeSites.get(variable) ?? []);
    const { kind, ref } = file.table.sites;
    const relevant = [...writes];
    for (let i = 0; i < kind.length; i++)
      if (kind[i] === SITE.iterate && ref[i] === file.table.variables[variable]!.scope) relevant.push(file.base + i);
    const index = reader.sites(thread);
    for (
      let idx = Math.max(reader.segmentOf(thread, origin?.createdAt ?? 0), reader.segments(thread)[0]?.idx ?? 0);
      ;
      idx++
    ) {
      const row = reader.row(thread, idx);
      if (row === undefined) return;
      if (!reader.hasAnySite(thread, idx, relevant)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = 0; i < segment.offsets.length; i++) {
        const site = segment.siteAt(i);
        const offset = segment.offsets[i]!;
        if (writes.has(site) && ids.has(segment.words[offset + 1]!))
          yield this.#entry(thread, row.first_seq + i, siteValue(segment.words, offset, index), site);
        else if (index.kind[site] === SITE.iterate && ids.has(segment.words[offset + 2]!))
          ids.add(segment.words[offset + 1]!);
      }
    }
  }

  *#property({ thread }: Position, id: number, name: string): Generator<HistoryEntry> {
    const { objects } = this.#parts;
    const state = new ObjectState(objects.keyNames(thread), -1);
    const key = keyOf(name);
    let before: RawValue | undefined;
    let known = false;
    for (const idx of objects.segmentsOf(thread, id, 0, Number.MAX_SAFE_INTEGER)) {
      const changes: { readonly seq: number; readonly site: number; readonly value: RawValue }[] = [];
      objects.replay(state, { thread, id, idx, from: 0, to: Number.MAX_SAFE_INTEGER }, (seq, site, changed) => {
        const now = state.property(name);
        const first = !known && site === SYSTEM.content && now !== undefined;
        if (changed === key || first || (known && !this.#same(thread, before, now)))
          changes.push({ seq, site, value: now ?? UNDEFINED });
        known ||= changed === key || site === SYSTEM.content;
        before = now;
      });
      for (const { seq, site, value } of changes) yield this.#entry(thread, seq, value, site);
    }
  }

  #same(thread: number, a: RawValue | undefined, b: RawValue | undefined): boolean {
    if (a === undefined || b === undefined) return a === b;
    const names = this.#parts.objects.keyNames(thread);
    if (a.tag === TAG.string && b.tag === TAG.string) return names.string(a.low) === names.string(b.low);
    return a.tag === b.tag && a.low === b.low && a.high === b.high;
  }

  #entry(thread: Position['thread'], seq: number, value: RawValue, site: number): HistoryEntry {
    const { context } = this.#parts;
    const found = context.siteOf(thread, site);
    return {
      position: { thread, seq: toSeq(seq) },
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
