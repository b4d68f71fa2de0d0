/** Variables of modules at a position, whoever looks at them: the module itself, one that imports them, or a namespace object. */
import { seq as toSeq } from '../base/units.js';
import type { LoadedFile } from '../store/sites.js';
import { GONE, LEFT_OUT, type RawValue, TDZ, UNDEFINED, UNKNOWN } from '../store/words.js';
import { NAMELESS, type VariableInfo } from '../wire/sites.js';
import { TAG } from '../wire/trace.js';
import type { ModuleView, Position, Variable } from './api.js';
import type { QueryContext } from './context.js';
import { type Exported, Imports, type ModuleVariable } from './imports.js';
import type { Captured, Instances } from './instances.js';

/** What a variable is that has not been written. */
export function unwritten({ unwritten: kind, initOffset, captured }: VariableInfo): RawValue {
  if (kind === 'unknown') return UNKNOWN;
  return kind === 'tdz' || (captured && initOffset >= 0) ? TDZ : UNDEFINED;
}

export interface ReadVariable {
  readonly value: RawValue;
  /** of the write, if one was found */
  readonly seq: number | undefined;
}

/** What is recorded of objects at the position asked about. */
export interface RecordedProperties {
  readonly value: (id: number, name: string) => RawValue | undefined;
}

/** Objects that are known to be, or not to be, a module's namespace. */
const REMEMBERED = 10_000;

export class ModuleVariables {
  readonly #context: QueryContext;
  readonly #instances: Instances;
  readonly #imports = new Map<number, { readonly files: number; readonly imports: Imports }>();
  /** thread and heap id of namespace objects -> their modules */
  readonly #namespaces = new Map<string, LoadedFile>();
  /** others -> the last position at which nobody knew whose namespace they are */
  readonly #unknown = new Map<string, number>();

  constructor(context: QueryContext, instances: Instances) {
    this.#context = context;
    this.#instances = instances;
  }

  /** Scope instance of a module that has started, -1 of one that has not. */
  instance(at: Position, file: LoadedFile): number {
    let found = -1;
    for (const enter of this.#context.reader.moduleEnters(at.thread)) {
      if (enter.seq > at.seq) break;
      if (enter.fn >= file.fnBase && enter.fn < file.fnBase + file.table.functions.length) found = enter.own_id;
    }
    return found;
  }

  /** Modules that have started; their variables are looked for when somebody wants to see them. What they import is shown by the modules that export it. */
  started(at: Position): readonly ModuleView[] {
    const { reader, sources } = this.#context;
    return reader.sites(at.thread).files.flatMap((file) => {
      const instance = this.instance(at, file);
      const { scopes, variables, functions } = file.table;
      const module = scopes.findIndex(({ kind }) => kind === 'module');
      const own = [...variables.keys()].filter((v) => variables[v]!.scope === module && isOwn(variables[v]!));
      if (instance < 0 || own.length === 0) return [];
      const { start, end } = functions[scopes[module]!.fn]!;
      const find = (): Variable[] => this.#shown(at, file, instance, own);
      let found: readonly Variable[] | undefined;
      return {
        place: sources.ofRange(file, start, end),
        get variables() {
          found ??= find();
          return found;
        },
      };
    });
  }

  #shown(at: Position, file: LoadedFile, instance: number, variables: readonly number[]): Variable[] {
    return [...this.#instances.values(at, file, instance, variables)].map(([variable, captured]) => {
      const { value, seq } = this.read(file, variable, captured);
      return {
        name: file.table.variables[variable]!.name,
        value: this.#context.value(at, value),
        writtenAt: seq === undefined ? undefined : toSeq(seq),
      };
    });
  }

  read(file: LoadedFile, variable: number, found: Captured): ReadVariable {
    if (found.kind === 'written') return { value: found.value, seq: found.seq };
    if (found.kind === 'unknown') return { value: GONE, seq: undefined };
    if (found.kind === 'dropped') return { value: LEFT_OUT, seq: undefined };
    return { value: this.#unwritten(file.table.variables[variable]!), seq: undefined };
  }

  #unwritten(info: VariableInfo): RawValue {
    return this.#context.callsOnly ? LEFT_OUT : unwritten(info);
  }

  /** Value of an imported variable; undefined if it is not known which variable it stands for, or that one cannot be seen yet. */
  imported(at: Position, variable: ModuleVariable): ReadVariable | undefined {
    const target = this.#of(at.thread).target(variable);
    return target?.kind === 'variable' ? this.#exported(at, target) : undefined;
  }

  /** The variable that an imported name stands for, in the instance of its module's scope; undefined as above. */
  source(at: Position, variable: ModuleVariable): (ModuleVariable & { readonly instance: number }) | undefined {
    const target = this.#of(at.thread).target(variable);
    if (target?.kind !== 'variable') return undefined;
    const instance = this.instance(at, target.file);
    return instance < 0 ? undefined : { file: target.file, variable: target.variable, instance };
  }

  /** What the properties of a namespace object are; undefined if it is not known whose namespace it is. */
  namespace(at: Position, id: number, recorded: RecordedProperties): Map<string, RawValue> | undefined {
    const file = this.#namespaceOf(at, id, recorded);
    if (file === undefined) return undefined;
    const values = new Map<string, RawValue>();
    for (const [name, meaning] of this.#of(at.thread).names(file)) {
      const read = meaning.kind === 'variable' ? this.#exported(at, meaning) : undefined;
      if (read !== undefined) values.set(name, read.value);
    }
    return values;
  }

  #exported(at: Position, { file, variable }: Extract<Exported, { kind: 'variable' }>): ReadVariable | undefined {
    const info = file.table.variables[variable]!;
    const instance = this.instance(at, file);
    // Functions have their values before their module starts, but nobody has told us which.
    if (instance < 0 && this.#context.reader.lacks('module_enters', at.thread)) return { value: GONE, seq: undefined };
    if (instance < 0) return info.kind === 'function' ? undefined : { value: this.#unwritten(info), seq: undefined };
    const found = this.#instances.values(at, file, instance, [variable]).get(variable)!;
    return this.read(file, variable, found);
  }

  #namespaceOf(at: Position, id: number, recorded: RecordedProperties): LoadedFile | undefined {
    const key = `${at.thread}:${id}`;
    const known = this.#namespaces.get(key);
    if (known !== undefined) return known;
    // Who knows it later may not have known it yet; who does not know it later never did.
    if (at.seq <= (this.#unknown.get(key) ?? -1)) return undefined;
    const found = this.#findNamespace(at, id, recorded);
    if (this.#namespaces.size + this.#unknown.size > REMEMBERED) this.#unknown.clear();
    if (found === undefined) this.#unknown.set(key, at.seq);
    else this.#namespaces.set(key, found);
    return found;
  }

  /** Known are those that a module imports, and those that are exports of known ones; `import()` and `require` give others. */
  #findNamespace(at: Position, id: number, recorded: RecordedProperties): LoadedFile | undefined {
    const known = new Map(this.#importedNamespaces(at));
    for (const [object, file] of known) {
      if (object === id) return file;
      for (const [name, meaning] of this.#of(at.thread).names(file)) {
        const value = meaning.kind === 'namespace' ? recorded.value(object, name) : undefined;
        if (meaning.kind === 'namespace' && value?.tag === TAG.object) known.set(value.low, meaning.file);
      }
    }
    return this.#moduleOf(at, (name) => recorded.value(id, name));
  }

  /** The module whose exports are properties of the namespace; that these are the same objects tells it from others with such names. */
  #moduleOf(at: Position, property: (name: string) => RawValue | undefined): LoadedFile | undefined {
    let best: { readonly file: LoadedFile; readonly size: number } | undefined;
    for (const file of this.#context.reader.sites(at.thread).files) {
      const names = this.#of(at.thread).names(file);
      if (names.size <= (best?.size ?? 0)) continue;
      const exports = [...names].map(([name, meaning]) => ({ meaning, value: property(name) }));
      if (exports.some(({ value }) => value === undefined)) continue;
      const isOurs = exports.some(({ meaning, value }) => {
        const own = meaning.kind === 'variable' && value?.tag === TAG.object ? this.#exported(at, meaning) : undefined;
        return own?.value.tag === TAG.object && own.value.low === value?.low;
      });
      if (isOurs) best = { file, size: names.size };
    }
    return best?.file;
  }

  *#importedNamespaces(at: Position): Generator<[id: number, file: LoadedFile]> {
    for (const file of this.#context.reader.sites(at.thread).files) {
      for (const { variable, name } of file.table.imports) {
        if (name !== '*') continue;
        const instance = this.instance(at, file);
        if (instance < 0) continue;
        const own = this.#instances.values(at, file, instance, [variable]).get(variable)!;
        const target = this.#of(at.thread).target({ file, variable });
        if (own.kind === 'written' && own.value.tag === TAG.object && target?.kind === 'namespace')
          yield [own.value.low, target.file];
      }
    }
  }

  /** More modules may have been loaded since the last question. */
  #of(thread: number): Imports {
    const { files } = this.#context.reader.sites(thread);
    const known = this.#imports.get(thread);
    if (known?.files === files.length) return known.imports;
    const imports = new Imports(files);
    this.#imports.set(thread, { files: files.length, imports });
    return imports;
  }
}

const isOwn = ({ name, kind }: VariableInfo): boolean => kind !== 'import' && kind !== 'this' && !NAMELESS.has(name);
