/** Hand-made site tables and streams, for tests of everything that reads a trace. */
import { FIRST_SITE } from '../../src/base/units.js';
import {
  type FunctionKind,
  type FunctionInfo,
  type ScopeInfo,
  type ScopeKind,
  SITE,
  SITE_FLAG,
  type SiteKind,
  type SiteTable,
  type VariableInfo,
  type VariableKind,
} from '../../src/wire/sites.js';
import { header, SYSTEM, TAG } from '../../src/wire/trace.js';

export interface SiteOptions {
  readonly flags?: number;
  readonly scope?: number;
  readonly ref?: number;
  readonly line?: number;
  readonly column?: number;
  readonly start?: number;
}

/** One site per line and statement; function 0 is the module, its scope is scope 0. */
export class TableBuilder {
  readonly functions: FunctionInfo[] = [];
  readonly scopes: ScopeInfo[] = [];
  readonly variables: VariableInfo[] = [];
  readonly keys: (string | number)[] = [];
  readonly #columns = { kind: [], flags: [], start: [], end: [], line: [], column: [], fn: [], scope: [], ref: [] } as {
    kind: SiteKind[];
    flags: number[];
    start: number[];
    end: number[];
    line: number[];
    column: number[];
    fn: number[];
    scope: number[];
    ref: number[];
  };

  constructor(readonly base = FIRST_SITE) {
    this.fn('(module)', { kind: 'module', instanced: true });
  }

  /** A function and its scope (index of both is the same as long as no block was added before). */
  fn(
    name: string,
    options: { kind?: FunctionKind; parent?: number; instanced?: boolean; async?: boolean; generator?: boolean } = {},
  ): number {
    const fn = this.functions.length;
    const scope = this.scopes.length;
    const {
      kind = 'function',
      parent = fn === 0 ? -1 : 0,
      instanced = false,
      async = false,
      generator = false,
    } = options;
    this.functions.push({ name, kind, async, generator, scope, start: 0, end: 10_000 });
    this.scopes.push({ kind: kind === 'module' ? 'module' : 'function', parent, fn, start: 0, end: 10_000, instanced });
    return fn;
  }

  block(fn: number, options: { parent?: number; kind?: ScopeKind; instanced?: boolean } = {}): number {
    const { parent = this.functions[fn]!.scope, kind = 'block', instanced = false } = options;
    this.scopes.push({ kind, parent, fn, start: 0, end: 10_000, instanced });
    return this.scopes.length - 1;
  }

  variable(
    name: string,
    scope: number,
    options: { captured?: boolean; kind?: VariableKind; initOffset?: number } = {},
  ): number {
    const { captured = scope === 0, kind = 'let', initOffset = -1 } = options;
    const { fn } = this.scopes[scope]!;
    const slot = captured ? -1 : this.variables.filter((v) => !v.captured && this.scopes[v.scope]!.fn === fn).length;
    this.variables.push({ name, kind, scope, captured, slot, initOffset });
    return this.variables.length - 1;
  }

  site(kind: SiteKind, fn: number, options: SiteOptions = {}): number {
    const c = this.#columns;
    const line = options.line ?? 1;
    const start = options.start ?? line * 100 + (options.column ?? 1) - 1;
    c.kind.push(kind);
    c.flags.push(options.flags ?? 0);
    c.start.push(start);
    c.end.push(start + 5);
    c.line.push(line);
    c.column.push(options.column ?? 1);
    c.fn.push(fn);
    c.scope.push(options.scope ?? this.functions[fn]!.scope);
    c.ref.push(options.ref ?? -1);
    return this.base + c.kind.length - 1;
  }

  step(fn: number, line: number, options: SiteOptions = {}): number {
    return this.site(SITE.step, fn, { line, ...options });
  }

  write(variable: number, line: number, options: SiteOptions = {}): number {
    const { scope, captured } = this.variables[variable]!;
    const flags = (options.flags ?? 0) | (captured ? SITE_FLAG.CAPTURED : 0);
    return this.site(SITE.write, this.scopes[scope]!.fn, { line, scope, ...options, ref: variable, flags });
  }

  key(name: string | number): number {
    this.keys.push(name);
    return this.keys.length - 1;
  }

  build(): SiteTable {
    const { functions, scopes, variables, keys } = this;
    return {
      version: 1,
      key: 'a'.repeat(40),
      functions,
      scopes,
      variables,
      keys,
      temporaries: [],
      values: [],
      imports: [],
      exports: [],
      sites: this.#columns,
    } as SiteTable;
  }
}

/** A tagged value as the words behind its tag. */
export interface Val {
  readonly tag: number;
  readonly words: readonly number[];
}

export const int = (n: number): Val => ({ tag: TAG.int, words: [n] });
export const undef: Val = { tag: TAG.undefined, words: [] };
export const none: Val = { tag: TAG.none, words: [] };
export const obj = (id: number): Val => ({ tag: TAG.object, words: [id] });
export const str = (id: number): Val => ({ tag: TAG.string, words: [id] });
export const double = (n: number): Val => ({ tag: TAG.double, words: doubleWords(n) });

function doubleWords(n: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, n, true);
  return [view.getInt32(0, true), view.getInt32(4, true)];
}

/** Words of a stream; `seq` is the number of the next event. */
export class StreamBuilder {
  readonly words: number[] = [];
  seq = 0;

  /** Any site event. Returns its seq. */
  event(site: number, leading: readonly number[] = [], value: Val = none): number {
    this.words.push(header(site, value.tag), ...leading, ...value.words);
    return this.seq++;
  }

  system(kind: number, sub: number, payload: readonly number[]): number {
    this.words.push(header(kind, sub), payload.length + 2, ...payload);
    return this.seq++;
  }

  string(id: number, text: string): number {
    const bytes = Buffer.from(text, 'latin1');
    const packed: number[] = [];
    for (let i = 0; i < bytes.length; i += 4) {
      packed.push(
        (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24),
      );
    }
    return this.system(SYSTEM.string, 0, [id, text.length, text.length << 1, ...packed]);
  }

  turn(micros: number): number {
    return this.turnAt(micros, 0);
  }

  /** A turn before which the loop was idle for a while. */
  turnAt(micros: number, idle: number): number {
    return this.system(SYSTEM.turn, 0, [...doubleWords(micros), ...doubleWords(idle)]);
  }

  /** Entries are given as words already. */
  content(
    id: number,
    kind: number,
    size: number,
    entries: readonly number[] = [],
    options: { proto?: number; flags?: number; sub?: number } = {},
  ): number {
    return this.system(SYSTEM.content, options.sub ?? 0, [
      id,
      kind,
      options.proto ?? 0,
      size,
      options.flags ?? 0,
      ...entries,
    ]);
  }

  take(): Int32Array {
    return Int32Array.from(this.words);
  }
}

export const tagged = ({ tag, words }: Val): number[] => [tag, ...words];
