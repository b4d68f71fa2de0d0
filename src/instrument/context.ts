/** What the passes over one file share: the text edits, the site table under construction and the names of the probes. */
import type { ts } from 'ts-morph';
import { BASE_TOKEN, USUAL_NAMES } from '../wire/kit.js';
import { SITE, SITE_FLAG, type SiteTable, type VariableKind } from '../wire/sites.js';
import { declaredName, evaluatingScopes, instanceName, looksAtDeclared } from './scopeNames.js';
import { lookup, notArrow, shadowing, type Analysis, type Fn, type Scope, type Variable } from './scopes.js';
import type { EnterProbe } from './functions.js';
import { Edits } from './edits.js';
import { exportsOf, importsOf } from './imports.js';
import type { Quoted } from './render.js';
import { whenNeeded } from './hoisting.js';
import { type Probe, probesOf, type SiteShape } from './prelude.js';
import { RoomChecks } from './roomChecks.js';
import { shieldedName, shieldedText } from './shields.js';
import { SiteList, type SiteRow } from './siteList.js';
import { stampOfValue } from './stamps.js';
import { Temporaries } from './temporaries.js';
import { type CollectedVariables, collectVariables, functionsOf, scopesOf } from './table.js';

const PREFIX = USUAL_NAMES.prefix;

export type KitCall =
  | 'called'
  | 'ran'
  | 'calledMethod'
  | 'ranMethod'
  | 'ranAt'
  | 'asked'
  | 'evaluated'
  | 'iterated'
  | 'awaited'
  | 'enumerated'
  | 'listed'
  | 'copied';

export interface SiteInit extends SiteRow {
  readonly shape?: Partial<SiteShape>;
  /** the probe stands around an expression that V8 may name: its name is one that error messages are cleared of */
  readonly quoted?: Quoted | undefined;
}

interface WriteProbe {
  readonly name: string;
  /** arguments behind the value, with their commas */
  readonly id: string;
  /** what is known of the value may be its last argument */
  readonly takesStamp: boolean;
}

/** Kinds of variables whose values may be objects that have been recorded before. */
const HOLD_OBJECTS: ReadonlySet<VariableKind> = new Set<VariableKind>(['var', 'let', 'const', 'param', 'catch']);

export interface ContextOptions {
  /** false: `--mode calls`: entries, arguments and results only */
  readonly full: boolean;
  /** functions that can have one get a body for when an overhead budget counts their calls only (reducedBodies.ts) */
  readonly reducible: boolean;
  /** a field without initialiser is a property with the value undefined (false: old TypeScript, it is nothing) */
  readonly definesFields: boolean;
  /** TypeScript's transpiler runs over the text with the probes in it */
  readonly erases: boolean;
  /** the module is the body of a function, with a `this` */
  readonly isCommonJs: boolean;
  /** a loader of the program's runs the code */
  readonly isCarried: boolean;
}

export class Context extends Edits {
  readonly #isFull: boolean;
  readonly reducible: boolean;
  /** in the body of a function whose calls are only counted: assignments to properties are not recorded, but said to be missing */
  isReduced = false;
  /** in text that may stand a second time, on one line */
  isRepeated = false;
  readonly definesFields: boolean;
  readonly erases: boolean;
  readonly isCommonJs: boolean;
  readonly isCarried: boolean;
  readonly probes: Probe[] = [];
  readonly roomChecks = new RoomChecks();
  readonly temporaries = new Temporaries();
  /** classes without a name: temporaries that hold them */
  readonly anonymousClasses = new Map<ts.Node, string>();
  /** optional calls: variables that say whether they have been made */
  readonly optionalCalls = new Map<ts.Node, string>();
  readonly #sites: SiteList;
  readonly #variables: CollectedVariables;
  readonly #paths = new Map<string, string>();
  readonly #quoted: string[] = [];
  readonly #sharedProbes = new Set<'lost' | 'quiet'>();
  readonly #values: number[] = [];
  readonly #givenTo = new Map<ts.Node, string>();
  /** functions whose parameters are being visited: their constants and temporaries are out of sight */
  readonly #inParameters = new Set<Fn>();
  /** false inside default values that are evaluated unrecorded */
  #recordsParameters = true;
  /** the function in whose parameters writes name the activation by what the runtime keeps of it */
  prepared: Fn | undefined;
  /** names of what holds the texts of `eval` in the default values of a function */
  readonly earlyTexts = new Map<Fn, readonly string[]>();
  /** of functions that have been visited, or are being visited */
  readonly entrySites = new Map<Fn, number>();
  /** of callbacks that may return objects: whether instrumented code has called them, as text */
  readonly callbacks = new Map<Fn, string>();
  /** enter probes that are needed before their function is visited */
  readonly enterProbes = new Map<Fn, EnterProbe>();

  constructor(
    file: ts.SourceFile,
    readonly analysis: Analysis,
    options: ContextOptions,
  ) {
    super(file);
    this.#isFull = options.full;
    this.reducible = options.reducible && options.full;
    this.definesFields = options.definesFields;
    this.erases = options.erases;
    this.isCommonJs = options.isCommonJs;
    this.isCarried = options.isCarried;
    this.#sites = new SiteList(file);
    if (!this.#isFull) this.#forgetCaptures();
    this.#variables = collectVariables(analysis, this);
  }

  /** Whether steps and variables that live in the activation are recorded here. */
  get full(): boolean {
    return this.#isFull && !this.isReduced;
  }

  /** Visits a function's body as it is when its calls are only counted. */
  reduced(visit: () => void): void {
    this.isReduced = true;
    visit();
    this.isReduced = false;
  }

  /** Visits a function that stands in both bodies of the function around it. */
  repeated(node: ts.Node, visit: () => void): void {
    this.editedOnce(node, () => {
      this.isRepeated = true;
      visit();
      this.isRepeated = false;
    });
  }

  /** Stands in a function's prologue until all of its body has been visited. */
  temporariesMark(fn: Fn): string {
    return `/*${PREFIX}temporaries${fn.index}*/`;
  }

  protected override settled(text: string): string {
    if (!text.includes(`/*${PREFIX}`)) return text;
    return text
      .replace(/\/\*\$es_temporaries(\d+)\*\//g, (_, index: string) => {
        const fn = this.analysis.functions[Number(index)];
        const names = fn === undefined ? [] : this.temporaries.of(fn);
        return names.map((name) => `,${name}`).join('');
      })
      .replace(/\/\*\$es_shielded(\d+):(\d+)\*\//g, (_, start: string, end: string) =>
        shieldedText(this.textsBetween(Number(start), Number(end))),
      );
  }

  /** Stands for accessors of all names of ours that are mentioned inside a node, once all of it has been visited. */
  shieldedMark(node: ts.Node): string {
    return `/*${PREFIX}shielded${node.getStart(this.file)}:${node.end}*/`;
  }

  /** Adds a site with its probe function; returns the name of the function. */
  site(init: SiteInit): string {
    const index = this.siteIndex(init);
    if (init.kind === SITE.enter) this.entrySites.set(init.scope.fn, index);
    const name = init.quoted === undefined ? `${PREFIX}${index}` : this.quotedName(init.quoted);
    this.probes.push(
      ...probesOf({
        index,
        name,
        kind: init.kind,
        flags: init.flags ?? 0,
        generated: init.scope.fn.async && init.scope.fn.generator,
        ...whenNeeded(init.scope.fn, this),
        ...init.shape,
      }),
    );
    return name;
  }

  /** A function of the kit's, under a name of its own where V8 may quote it. */
  alias(member: KitCall, quoted: Quoted | undefined): string {
    if (quoted === undefined) return `${PREFIX}${member}`;
    const name = this.quotedName(quoted);
    this.probes.push({ name, text: `${PREFIX}${member}`, ...whenNeeded(undefined, this) });
    return name;
  }

  /** The probe of assignments in functions whose calls are only counted. */
  lostProbe(quoted: Quoted | undefined): string {
    if (quoted === undefined) return this.#shared('lost');
    const name = this.quotedName(quoted);
    this.#addShared(name, 'lost');
    return name;
  }

  /** What tells the calls in such functions that change nothing. */
  quietProbe(): string {
    return this.#shared('quiet');
  }

  /** A probe of all places. */
  #shared(maker: 'lost' | 'quiet'): string {
    const name = `${PREFIX}${maker}`;
    if (!this.#sharedProbes.has(maker)) this.#addShared(name, maker);
    this.#sharedProbes.add(maker);
    return name;
  }

  #addShared(name: string, maker: 'lost' | 'quiet'): void {
    this.probes.push({ name, text: `$es_p.${maker}()`, ...whenNeeded(undefined, this) });
  }

  /** A name that error messages are cleared of. */
  quotedName({ text, isValue }: Quoted): string {
    if (isValue) this.#values.push(this.#quoted.length);
    this.#quoted.push(text);
    return `${PREFIX}t${BASE_TOKEN}_${this.#quoted.length - 1}`;
  }

  /** Adds a site whose event another site's probe writes. */
  siteIndex(init: SiteInit): number {
    return this.#sites.add(init);
  }

  /**
   * Call of the step probe at an offset, by default where the node starts; it may be a list with commas. It begins with no parenthesis, so that a
   * statement before it that has no semicolon ends there.
   */
  step(node: ts.Node, scope: Scope, start?: number, flags = 0, shape: Pick<SiteShape, 'unchecked'> = {}): string {
    const at = start === undefined ? {} : { start };
    const call = `${this.site({ kind: SITE.step, flags, node, scope, ...at, shape })}()`;
    const first = [...looksAtDeclared(scope), ...(scope.fn.aliased ? this.parameterWrites(node, scope) : [])];
    return [...first, call].join(',');
  }

  /** Writes of all parameters of a function whose `arguments` may have been written. */
  parameterWrites(node: ts.Node, scope: Scope): readonly string[] {
    const isSeen = (v: Variable): boolean => v.kind === 'param' && lookup(scope, v.name) === v;
    const parameters = [...notArrow(scope.fn).scope.variables.values()].filter(isSeen);
    return parameters.map((v) => this.write(v, node, scope, v.name));
  }

  /** Text of a call that records `value` (an expression) as the variable's new value and returns it. */
  write(
    variable: Variable,
    node: ts.Node,
    scope: Scope,
    value: string,
    flags = 0,
    shape: Pick<SiteShape, 'unchecked'> = {},
  ): string {
    const { name, id, takesStamp } = this.writeProbe(variable, node, scope, flags, shape);
    const isMentioned = value === variable.name && shadowing(scope, value) !== undefined;
    const stamp = takesStamp && value === variable.name && HOLD_OBJECTS.has(variable.kind);
    return `${name}(${isMentioned ? '' : value}${id}${stamp ? `,${stampOfValue(value)}` : ''})`;
  }

  /**
   * Probe's name and the argument (with its comma) that names the scope instance. Where the name may mean something else, the probe is to be
   * called after the assignment, and finds out.
   */
  writeProbe(
    variable: Variable,
    node: ts.Node,
    scope: Scope,
    flags = 0,
    shape: Pick<SiteShape, 'postfix' | 'tdz' | 'unchecked'> = {},
    quoted?: Quoted,
  ): WriteProbe {
    const around = shadowing(scope, variable.name);
    if (around !== undefined) return { name: shieldedName('w', around), id: '', takesStamp: false };
    const captured = variable.captured ? SITE_FLAG.CAPTURED : 0;
    const hiding = evaluatingScopes(scope, variable.scope)[0];
    const name = this.site({
      kind: SITE.write,
      flags: flags | captured,
      node,
      scope,
      ref: variable.index,
      shape: { ...shape, ...(hiding === undefined ? {} : { hides: variable.name }) },
      quoted,
    });
    const instance = variable.scope.fn === this.prepared ? '$es_prepared()' : instanceName(variable.scope);
    const id = variable.captured ? instance : hiding === undefined ? undefined : '0';
    const ids = [...(id === undefined ? [] : [id]), ...(hiding === undefined ? [] : [declaredName(hiding.fn)])];
    return { name, id: ids.map((text) => `,${text}`).join(''), takesStamp: hiding === undefined };
  }

  key(name: string | number): number {
    return this.#sites.key(name);
  }

  privateKey(name: ts.PrivateIdentifier): number {
    return this.#sites.privateKey(name);
  }

  /** A name for a value that a probe needs again; `quoted`: what V8 would call it in an error message. */
  temporary(fn: Fn, text = ''): string {
    const name = this.quotedName({ text, isValue: false });
    this.temporaries.add(this.ownerOf(fn), name);
    return name;
  }

  /** Name under which inner functions see a function's `arguments`, whose elements they may assign under the names of parameters. */
  argumentsName(fn: Fn): string {
    return this.temporaries.named(fn, `${PREFIX}a${fn.index}`);
  }

  /** Name of a function's own for a value that is needed once more at once. */
  valueName(fn: Fn): string {
    return this.temporaries.named(this.ownerOf(fn), `${PREFIX}h${fn.index}`);
  }

  /** The same for what is known of an object. */
  stampName(fn: Fn): string {
    return this.temporaries.named(this.ownerOf(fn), `${PREFIX}g${fn.index}`);
  }

  /** False where the temporaries of a function are those of the function around it, which other activations of it have too. */
  keepsTemporaries(fn: Fn): boolean {
    return fn.kind !== 'initializer' && !this.#inParameters.has(fn);
  }

  /** Who declares the temporaries of a function. */
  ownerOf(fn: Fn): Fn {
    return this.keepsTemporaries(fn) || fn.parent === undefined ? fn : this.ownerOf(fn.parent);
  }

  /** The module's variable for what the constructor of a class is given. */
  givenTo(node: ts.Node): string {
    const name = this.#givenTo.get(node) ?? this.temporary(this.analysis.module);
    this.#givenTo.set(node, name);
    return name;
  }

  /** Whether assignments and calls are recorded here. */
  get records(): boolean {
    return this.#isFull && this.#recordsParameters;
  }

  /** Visits default values of a function's parameters. */
  insideParameters(fn: Fn, records: boolean, visit: () => void): void {
    const before = this.#recordsParameters;
    const added = !this.#inParameters.has(fn);
    this.#inParameters.add(fn);
    this.#recordsParameters = records;
    visit();
    this.#recordsParameters = before;
    if (added) this.#inParameters.delete(fn);
  }

  insideBody(visit: () => void): void {
    const before = this.#recordsParameters;
    this.#recordsParameters = true;
    this.roomChecks.inFunction(visit);
    this.#recordsParameters = before;
  }

  /** Name of a constant in the prelude that holds property names; 'null' for none. */
  path(names: readonly string[]): string {
    if (names.length === 0) return 'null';
    const text = JSON.stringify(names);
    let name = this.#paths.get(text);
    if (name === undefined) {
      name = `${PREFIX}q${this.#paths.size}`;
      this.#paths.set(text, name);
      this.probes.push({ name, text, ...whenNeeded(undefined, this) });
    }
    return name;
  }

  thisVariable(fn: Fn): number {
    return this.#variables.thisIndex.get(fn) ?? -1;
  }

  table(key: string): SiteTable {
    return {
      version: 1,
      key,
      functions: functionsOf(this),
      scopes: scopesOf(this),
      variables: this.#variables.list,
      keys: this.#sites.keys,
      temporaries: this.#quoted,
      values: this.#values,
      imports: importsOf(this),
      exports: exportsOf(this),
      sites: this.#sites.columns,
    };
  }

  /** Without writes nothing needs an instance but what survives suspension. */
  #forgetCaptures(): void {
    for (const s of this.analysis.scopes) {
      if (s.kind === 'module') continue;
      for (const v of s.variables.values()) v.captured = false;
      s.instanced = s.kind === 'function' && (s.fn.async || s.fn.generator);
    }
  }
}
