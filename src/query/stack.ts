/** Call stacks and scopes at a position, as V8's inspector shows them on a paused program. */
import { basename } from 'node:path';
import { defined } from '../base/assert.js';
import { seq as toSeq } from '../base/units.js';
import type { ActivationMachine } from '../store/machine.js';
import { Lru } from '../store/lru.js';
import type { LoadedFile, SiteIndex } from '../store/sites.js';
import { LEFT_OUT, TDZ, UNKNOWN, type RawValue } from '../store/words.js';
import { NAMELESS, SITE, SITE_FLAG, type VariableInfo } from '../wire/sites.js';
import { DETAIL, type Detail, TAG } from '../wire/trace.js';
import type { Frame, Page, Position, Scope, SourcePlace, Variable, VariableWriter } from './api.js';
import { hasGoneOn } from './callsOnly.js';
import type { QueryContext } from './context.js';
import { EntryValues } from './entryValues.js';
import type { Captured, Instances } from './instances.js';
import type { Objects } from './objects.js';
import { leastFor } from './reductions.js';
import { type ModuleVariables, type ReadVariable, unwritten } from './moduleVariables.js';
import { type OpenScope, ScopeChains } from './scopeChains.js';
import { declares, variablesOf } from './scopeVariables.js';

/** A frame with what is needed to look further: where it stands in the text, and in the replayed stack. */
export interface OpenFrame {
  readonly file: LoadedFile;
  /** function, index in the table */
  readonly fn: number;
  /** innermost scope, index in the table */
  readonly scope: number;
  /** offset in the text of the step it is at */
  readonly start: number;
  /** looked for when somebody asks: a variable of a module needs no stack */
  readonly activation: () => Activation;
}

interface Activation {
  readonly machine: ActivationMachine;
  /** index in the machine's stack, outermost 0 */
  readonly index: number;
}

/** A variable and where it lives. */
export interface Binding {
  readonly file: LoadedFile;
  /** index in the table; {@link AS_PROPERTY}: `eval` declared it or `with` gives it, it is a property of the object `instance` */
  readonly variable: number;
  /** scope instance of a captured variable, 0 for one in the activation, -1 if the instance is not known */
  readonly instance: number;
}

export const AS_PROPERTY = -1;

/** What an assignment does not change. */
const CONSTANTS: ReadonlySet<VariableInfo['kind']> = new Set(['const', 'import', 'this']);

interface CallFrame {
  readonly at: Position;
  /** 0 is the innermost on the stack at that position */
  readonly frame: number;
}

/** A chain of async calls longer than this is cut. */
const MAX_AWAITING = 1000;

/** Positions whose chain is remembered: an editor asks for every frame of one position. */
const REMEMBERED = 16;

export class Stacks {
  readonly #context: QueryContext;
  readonly #instances: Instances;
  readonly #modules: ModuleVariables;
  readonly #entries: EntryValues;
  readonly #objects: Objects;
  readonly #chains: ScopeChains;
  readonly #callers = new Lru<string, readonly CallFrame[]>(REMEMBERED);

  constructor(context: QueryContext, instances: Instances, modules: ModuleVariables, objects: Objects) {
    this.#context = context;
    this.#objects = objects;
    this.#instances = instances;
    this.#modules = modules;
    this.#entries = new EntryValues(context);
    this.#chains = new ScopeChains(instances, modules);
  }

  /** More was recorded. */
  forget(): void {
    this.#callers.clear();
    this.#entries.forget();
  }

  stack(at: Position, page?: Page): { readonly frames: readonly Frame[]; readonly total: number } {
    const { depth } = this.#context.replayer.at(at.thread, at.seq).stack;
    const awaiting = this.#awaiting(at);
    const total = depth + awaiting.length;
    const start = page?.start ?? 0;
    const end = Math.min(total, start + (page?.count ?? total));
    const frames: Frame[] = [];
    for (let i = start; i < end; i++) {
      const caller = awaiting[i - depth];
      if (caller === undefined) frames.push(this.#frame(at, i));
      else frames.push({ ...this.#frame(caller.at, caller.frame), index: i, awaiting: true });
    }
    return { frames, total };
  }

  /** Where a frame is to be looked at: one of those that wait, at the call that they wait for. */
  #locate(at: Position, frame: number): CallFrame | undefined {
    if (frame === 0 && this.#stepAt(at) !== undefined) return { at, frame };
    const { depth } = this.#context.replayer.at(at.thread, at.seq).stack;
    return frame < depth ? { at, frame } : this.#awaiting(at)[frame - depth];
  }

  /** The callers of an async function that has come back from an `await`, as they were when it was suspended last in their call; theirs in turn follow. */
  #awaiting(at: Position): readonly CallFrame[] {
    const key = `${at.thread}:${at.seq}`;
    return this.#callers.get(key) ?? this.#callers.set(key, this.#findCallers(at), 1);
  }

  #findCallers({ thread, seq }: Position): readonly CallFrame[] {
    const { replayer, reader } = this.#context;
    const callers: CallFrame[] = [];
    let { stack } = replayer.at(thread, seq);
    while (stack.depth > 0 && callers.length < MAX_AWAITING) {
      const left = stack.callersSeq[0]!;
      const count = stack.callers[0]!;
      if (!reader.sites(thread).layout(stack.fn[0]!).async || left <= 0) break;
      const at = { thread, seq: toSeq(left - 1) };
      if (reader.segment(thread, reader.segmentOf(thread, at.seq)).damage !== undefined) break;
      stack = replayer.at(thread, at.seq).stack;
      // Those further in are gone by now.
      for (let frame = Math.max(0, stack.depth - count); frame < stack.depth; frame++) callers.push({ at, frame });
    }
    return callers;
  }

  /** Undefined if there is no such frame. */
  open(position: Position, index: number): OpenFrame | undefined {
    const located = index < 0 ? undefined : this.#locate(position, index);
    return located && this.#open(located);
  }

  /** The site of the step that a position is: it is the innermost frame's. Undefined if the stack has to be looked at. */
  #stepAt({ thread, seq }: Position): number | undefined {
    const { reader } = this.#context;
    const segment = reader.segment(thread, reader.segmentOf(thread, seq));
    const site = segment.siteAt(seq - segment.row.first_seq);
    const { kind } = reader.sites(thread);
    return kind[site] === SITE.step && !reader.hasUnmatched(thread) ? site : undefined;
  }

  #open(located: CallFrame): OpenFrame | undefined {
    const { at, frame } = located;
    const step = frame === 0 ? this.#stepAt(at) : undefined;
    const sites = this.#context.reader.sites(at.thread);
    if (step !== undefined) return openAt(sites, sites.fn[step]!, step, () => this.#activation(located));
    const { index, machine } = this.#activation(located);
    if (index < 0 || frame < 0) return undefined;
    return openAt(sites, machine.stack.fn[index]!, machine.stack.stepSite[index]!, () => this.#activation(located));
  }

  #activation({ at, frame }: CallFrame): Activation {
    const machine = this.#context.replayer.at(at.thread, at.seq);
    return { machine, index: machine.stack.depth - 1 - frame };
  }

  scopes(position: Position, index: number): readonly Scope[] {
    const located = this.#locate(position, index);
    const open = located && this.#open(located);
    if (located === undefined || open === undefined) return [];
    const { at } = located;
    const shown: Scope[] = [];
    for (const scope of this.#chains.of(at, open)) {
      const { kind, fn } = open.file.table.scopes[scope.scope]!;
      const name = open.file.table.functions[fn]!.name;
      if (kind === 'module') {
        shown.push(this.#moduleScope(located, scope, basename(open.file.path)));
        continue;
      }
      const variables = this.#variables(at, open, scope);
      if (kind === 'function' && scope.own) shown.push({ kind: 'local', name, variables });
      else if (variables.length > 0)
        shown.push(kind === 'function' ? { kind: 'closure', name, variables } : { kind, name: '', variables });
    }
    return shown;
  }

  /** A module has many variables, and their last writes are far away: they are looked for when somebody wants to see them. */
  #moduleScope(located: CallFrame, scope: OpenScope, name: string): Scope {
    let found: readonly Variable[] | undefined;
    const find = (): readonly Variable[] => this.#variables(located.at, defined(this.#open(located), 'frame'), scope);
    return {
      kind: 'module',
      name,
      get variables() {
        found ??= find();
        return found;
      },
    };
  }

  /** Value of the variable that a name means in a frame, undefined if there is none. */
  variable(position: Position, index: number, name: string): Variable | undefined {
    const located = this.#locate(position, index);
    const open = located && this.#open(located);
    if (located === undefined || open === undefined) return undefined;
    for (const scope of this.#chains.of(located.at, open)) {
      const [found] = declares(open.file, scope.scope, name) ? this.#variables(located.at, open, scope, name) : [];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** See {@link Recording.writer}. */
  writer(position: Position, index: number, name: string): VariableWriter | 'constant' | undefined {
    const open = this.open(position, index);
    const binding = open && this.lookup(position, open, name);
    if (open === undefined || binding === undefined || binding.variable === AS_PROPERTY) return undefined;
    const { file, variable, instance } = binding;
    if (CONSTANTS.has(file.table.variables[variable]!.kind)) return 'constant';
    // An event of the activation itself is one of the innermost frame's.
    if (instance < 0 || (instance === 0 && index > 0)) return undefined;
    const site = file.writeSites.get(variable)?.[0];
    return site === undefined ? undefined : { site, instance };
  }

  /** The variable that a name means in a frame. */
  lookup(at: Position, frame: OpenFrame, name: string): Binding | undefined {
    const { file } = frame;
    for (const open of this.#chains.of(at, frame)) {
      const { scope, own } = open;
      if (!declares(file, scope, name)) continue;
      const variable = variablesOf(file, scope).find((v) => file.table.variables[v]!.name === name);
      if (variable === undefined) {
        const holder = this.#holder(at, file, open);
        if (holder > 0 && this.#objects.state(at, holder).own(name, false) !== undefined)
          return { file, variable: AS_PROPERTY, instance: holder };
        continue;
      }
      const { captured } = file.table.variables[variable]!;
      if (captured) return { file, variable, instance: open.instance() };
      if (own) return { file, variable, instance: 0 };
    }
    return undefined;
  }

  /** Id of the object whose properties are variables of a scope, too: those that direct `eval` declares, or of the object of a `with`; 0: none. */
  #holder(at: Position, file: LoadedFile, { scope, instance }: OpenScope): number {
    const { kind, evaluates } = file.table.scopes[scope]!;
    const id = kind === 'with' || evaluates ? instance() : 0;
    if (id <= 0) return 0;
    if (kind !== 'with') return id;
    const [variable] = variablesOf(file, scope);
    const found = variable === undefined ? undefined : this.#instances.values(at, file, id, [variable]).get(variable);
    return found?.kind === 'written' && found.value.tag === TAG.object ? found.value.low : 0;
  }

  /** Value of a binding at a position of its frame. */
  read(at: Position, open: OpenFrame, { variable, instance }: Binding, name: string): RawValue {
    if (variable === AS_PROPERTY) return this.#objects.state(at, instance).property(name) ?? UNKNOWN;
    if (instance === 0) return this.#uncaptured(at, open, variable).value;
    if (instance < 0) return UNKNOWN;
    const found = this.#instances.values(at, open.file, instance, [variable]).get(variable)!;
    return this.#captured(at, open, variable, found).value;
  }

  #frame(at: Position, frame: number): Frame {
    const open = defined(this.#open({ at, frame }), 'frame');
    const { machine, index } = open.activation();
    const { stack } = machine;
    const info = open.file.table.functions[open.fn]!;
    const site = stack.stepSite[index]! - open.file.base;
    const stepSeq = stack.stepSeq[index]!;
    const since = stepSeq >= 0 ? stepSeq : stack.enterSeq[index]!;
    const detail =
      stepSeq === at.seq ? DETAIL.everything : this.#context.detail(at.thread, stack.fn[index]!, since, at.seq);
    const place: SourcePlace =
      site >= 0
        ? this.#context.sources.ofSite(open.file, site)
        : this.#context.sources.ofRange(open.file, info.start, info.end);
    return {
      index: frame,
      functionName: info.name,
      place,
      async: info.async,
      generator: info.generator,
      awaiting: false,
      enteredAt: toSeq(stack.enterSeq[index]!),
      stepAt: toSeq(since),
      ...(detail !== DETAIL.everything && { detail: detail === DETAIL.arguments ? 'arguments' : 'calls' }),
    };
  }

  /** All variables of a scope, or those of one name. */
  #variables(at: Position, open: OpenFrame, within: OpenScope, name?: string): Variable[] {
    const { file } = open;
    const { scope, own } = within;
    const all = variablesOf(file, scope).filter((v) => name === undefined || file.table.variables[v]!.name === name);
    const captured = all.filter((v) => file.table.variables[v]!.captured);
    const instance = captured.length > 0 ? within.instance() : -1;
    const values = instance > 0 ? this.#instances.values(at, file, instance, captured) : new Map<number, Captured>();
    const shown: Variable[] = [];
    for (const v of all) {
      const { captured: isCaptured, name: shownName } = file.table.variables[v]!;
      if ((!isCaptured && !own) || NAMELESS.has(shownName)) continue;
      const missing: Captured = { kind: instance === 0 ? 'unwritten' : 'unknown' };
      const { value, seq } = isCaptured
        ? this.#captured(at, open, v, values.get(v) ?? missing)
        : this.#uncaptured(at, open, v);
      // Absent `this` (arrow that does not use it, function that was entered without): nothing to show.
      if (shownName === 'this' && value.tag === TAG.none) continue;
      shown.push({
        name: shownName,
        value: this.#context.value(at, value),
        writtenAt: seq === undefined ? undefined : toSeq(seq),
      });
    }
    const holder = this.#holder(at, file, within);
    for (const declared of holder === 0 ? [] : this.#objects.state(at, holder).properties())
      if (name === undefined || declared.name === name)
        shown.push({ name: declared.name, value: this.#context.value(at, declared.value), writtenAt: undefined });
    return shown;
  }

  /** An imported name is the variable of the module that exports it. */
  #captured(at: Position, open: OpenFrame, variable: number, found: Captured): ReadVariable {
    const { file } = open;
    if (found.kind === 'unwritten' && isToldLater(open, variable)) return this.#entryValue(at, open, variable);
    const isImport = file.table.variables[variable]!.kind === 'import';
    const live = isImport ? this.#modules.imported(at, { file, variable }) : undefined;
    return live ?? this.#modules.read(file, variable, found);
  }

  #entryValue(at: Position, { activation, file }: OpenFrame, variable: number): ReadVariable {
    const { machine, index } = activation();
    const enterSeq = machine.stack.enterSeq[index]!;
    return { value: this.#entries.find(at, { file, variable, enterSeq, index }), seq: undefined };
  }

  /** Whether the variable may have been written since without an event. */
  #isLeftOut(
    at: Position,
    { activation }: OpenFrame,
    { tag, seq }: RawValue & { readonly seq: number },
    by: Detail,
  ): boolean {
    const { machine, index } = activation();
    const { enterSeq, fn } = machine.stack;
    const since = tag === TAG.none ? enterSeq[index]! : seq;
    return this.#context.detail(at.thread, fn[index]!, since, at.seq) >= by;
  }

  /** TDZ by the text: before the declaration, unless the statement that the frame is at has written it already. */
  #uncaptured(at: Position, open: OpenFrame, variable: number): ReadVariable {
    const { file, start } = open;
    const { machine, index } = open.activation();
    const { slot, initOffset, kind, reassigned, unwritten: begins } = file.table.variables[variable]!;
    const value = machine.stack.slot(index, slot);
    if (this.#isLeftOut(at, open, value, leastFor(kind))) return { value: LEFT_OUT, seq: undefined };
    if (this.#context.callsOnly && kind !== 'this') {
      const isGiven = value.tag !== TAG.none;
      const seq = isGiven ? value.seq : machine.stack.enterSeq[index]!;
      const goesOn = (): boolean => hasGoneOn(this.#context.reader, at, { seq, describes: false });
      // Default values are evaluated in the call, behind its entry: nobody knows which parameters have theirs already.
      if ((isGiven ? reassigned : begins === 'tdz') && goesOn()) return { value: LEFT_OUT, seq: undefined };
      if (!isGiven) return this.#entryValue(at, open, variable);
    }
    const writtenNow = value.tag !== TAG.none && value.seq > machine.stack.stepSeq[index]!;
    if (initOffset >= 0 && start < initOffset && !writtenNow) return { value: TDZ, seq: undefined };
    if (value.tag !== TAG.none) return { value, seq: value.seq };
    if (isToldLater(open, variable)) return this.#entryValue(at, open, variable);
    return { value: kind === 'this' ? value : unwritten(file.table.variables[variable]!), seq: undefined };
  }
}

/** A frame at a site of the thread, or at its function's beginning (-1). */
function openAt(sites: SiteIndex, fn: number, stepSite: number, activation: () => Activation): OpenFrame {
  const layout = sites.layout(fn);
  const { file } = layout;
  const info = defined(file.table.functions[layout.index], 'function');
  const site = stepSite - file.base;
  const at =
    site >= 0
      ? { scope: file.table.sites.scope[site]!, start: textOffset(file, site) }
      : { scope: info.scope, start: info.start };
  return { file, fn: layout.index, ...at, activation };
}

/** Where a site stands among the declarations: a loop that closes its iterator, behind those in its head. */
function textOffset({ table: { sites } }: LoadedFile, site: number): number {
  return sites.flags[site]! & SITE_FLAG.CLOSES ? sites.end[site]! : sites.start[site]!;
}

/** The frame's own variable that is known when its body starts. */
function isToldLater({ file, fn }: OpenFrame, variable: number): boolean {
  const { unwritten: kind, scope } = file.table.variables[variable]!;
  return kind === 'unknown' && file.table.scopes[scope]!.fn === fn;
}
