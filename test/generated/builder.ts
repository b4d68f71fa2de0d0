/** What is known while a program is being written: which names there are and of which kind, where the text stands, what it costs to run. */
import type { Choices } from './choices.js';

/** Kinds of values that variables have for life, so that programs do not end by accident. */
export type Kind = 'number' | 'text' | 'list' | 'record' | 'map' | 'bytes';
export const KINDS: readonly Kind[] = ['number', 'text', 'list', 'record', 'map', 'bytes'];

export interface Binding {
  readonly name: string;
  readonly kind: Kind;
  readonly isConst: boolean;
}

export type Flavour = 'plain' | 'generator' | 'async' | 'asyncGenerator';

export interface Callable {
  /** text that is called: `f3`, `o.method`, `K1.create` */
  readonly name: string;
  readonly flavour: Flavour;
  readonly parameters: readonly Kind[];
  /** statements that a call runs at most */
  readonly cost: number;
  readonly mayThrow: boolean;
  readonly isTag?: boolean;
}

export interface ClassShape {
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly cost: number;
  /** members that return or hold a number */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly methods: readonly string[];
}

interface Names {
  readonly bindings: Binding[];
  readonly callables: Callable[];
  readonly classes: ClassShape[];
}

/** The function that the text stands in. */
export interface FunctionContext {
  readonly flavour: Flavour | 'module';
  /** arrows and static blocks have no `arguments` of their own */
  readonly hasArguments: boolean;
  readonly mayReturn: boolean;
  loops: number;
  readonly labels: string[];
  mayThrow: boolean;
}

/** Executed statements that a program may cost. */
const BUDGET = 1200;
const MOST_DEPTH = 4;

export class Builder {
  private scopes: Names[] = [{ bindings: [], callables: [], classes: [] }];
  private count = 0;
  private spent = 0;
  private multiplier = 1;
  depth = 0;
  /** inside a `try` that has a `catch` */
  guarded = 0;
  /** class bodies around the text */
  private classes = 0;
  context: FunctionContext = moduleContext();

  constructor(
    readonly choose: Choices,
    private readonly isScript: boolean,
    private readonly without: ReadonlySet<string>,
  ) {}

  /** A script's code is, but for that of classes. */
  get isSloppy(): boolean {
    return this.isScript && this.classes === 0;
  }

  /** False if the feature was left out. */
  has(feature: string): boolean {
    return !this.without.has(feature);
  }

  get mayAwait(): boolean {
    const { flavour } = this.context;
    return (
      flavour === 'async' ||
      flavour === 'asyncGenerator' ||
      (flavour === 'module' && !this.isScript && this.has('topLevelAwait'))
    );
  }

  get isDeep(): boolean {
    return this.depth >= MOST_DEPTH || this.spent > BUDGET;
  }

  fresh(prefix: string): string {
    return `${prefix}${++this.count}`;
  }

  /** Text of something nested, in a scope of its own. */
  nested<T>(write: () => T): T {
    this.scopes.push({ bindings: [], callables: [], classes: [] });
    this.depth++;
    try {
      return write();
    } finally {
      this.depth--;
      this.scopes.pop();
    }
  }

  /** Text that runs `rounds` times. */
  repeated<T>(rounds: number, write: () => T): T {
    this.multiplier *= rounds;
    this.context.loops++;
    try {
      return write();
    } finally {
      this.multiplier /= rounds;
      this.context.loops--;
    }
  }

  /** Text of a class's body. */
  inClass<T>(write: () => T): T {
    this.classes++;
    try {
      return write();
    } finally {
      this.classes--;
    }
  }

  /** Body of a function: its cost is counted once, for the calls to come. */
  inFunction(
    context: FunctionContext,
    write: () => string,
  ): { readonly text: string; readonly cost: number; readonly mayThrow: boolean } {
    const { context: outer, multiplier, spent, guarded } = this;
    Object.assign(this, { context, multiplier: 1, spent: 0, guarded: 0 });
    try {
      const text = this.nested(write);
      return { text, cost: this.spent + 1, mayThrow: context.mayThrow };
    } finally {
      Object.assign(this, { context: outer, multiplier, spent, guarded });
    }
  }

  spend(statements = 1): void {
    this.spent += statements * this.multiplier;
  }

  private canAfford(cost: number): boolean {
    return this.spent + cost * this.multiplier <= BUDGET;
  }

  declare(binding: Binding): void {
    this.scopes.at(-1)!.bindings.push(binding);
  }

  declareCallable(callable: Callable): void {
    this.scopes.at(-1)!.callables.push(callable);
  }

  declareClass(shape: ClassShape): void {
    this.scopes.at(-1)!.classes.push(shape);
  }

  /** Visible variables, inner ones hiding outer ones. */
  bindings(isWanted: (binding: Binding) => boolean): Binding[] {
    const seen = new Set<string>();
    const found: Binding[] = [];
    for (const { bindings } of this.scopes.toReversed())
      for (const binding of bindings.toReversed()) {
        if (seen.has(binding.name)) continue;
        seen.add(binding.name);
        if (isWanted(binding)) found.push(binding);
      }
    return found;
  }

  /** Functions that may be called here: affordable, and guarded if they throw. */
  callables(isWanted: (callable: Callable) => boolean): Callable[] {
    return this.scopes
      .flatMap(({ callables }) => callables)
      .filter(({ cost, mayThrow }) => this.canAfford(cost) && (!mayThrow || this.guarded > 0))
      .filter(isWanted);
  }

  usableClasses(): ClassShape[] {
    return this.scopes.flatMap(({ classes }) => classes).filter(({ cost }) => this.canAfford(cost));
  }

  /** Names of outer variables that the scope to come may hide. */
  hideable(): string[] {
    const own = new Set(this.scopes.at(-1)!.bindings.map(({ name }) => name));
    return this.bindings(() => true)
      .map(({ name }) => name)
      .filter((name) => !own.has(name));
  }
}

export const moduleContext = (): FunctionContext => ({
  flavour: 'module',
  hasArguments: false,
  mayReturn: false,
  loops: 0,
  labels: [],
  mayThrow: false,
});
