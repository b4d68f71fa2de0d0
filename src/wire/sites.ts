/**
 * The site table of one instrumented file: everything about its events that the program text tells. Written once by src/instrument,
 * kept in the instrumentation cache and in the recording; the stream carries only what the text cannot tell.
 * Offsets are UTF-16 offsets into the source as the user wrote it; lines and columns are 1-based.
 */
export enum SITE {
  step = 0,
  write = 1,
  enter = 2,
  return = 3,
  leave = 4,
  scope = 5,
  iterate = 6,
  suspend = 7,
  resume = 8,
  throw = 9,
  catch = 10,
  finally = 11,
  put = 12,
  delete = 13,
}
export type SiteKind = SITE;

export enum SITE_FLAG {
  /** write: the variable is captured, a scope id word precedes the value */
  CAPTURED = 1,
  /** enter, return, leave, catch: own id word (activation with captured variables, or async/generator) */
  OWN_ID = 2,
  /** enter, scope: parent id word (nearest enclosing scope instance) */
  PARENT = 4,
  /** return: pops the activation at once */
  POPS = 8,
  /** put, delete: key word in the event; otherwise the key is `refs[site]` of the table's `keys` */
  DYNAMIC = 16,
  /** write: initialisation of the binding by its declaration or parameter, not an assignment */
  INIT = 32,
  /** step: a statement where no debugger stops (a class declaration, `export default` of an expression); tells where execution is, nobody stands on it */
  PART = 64,
  /** suspend: by `yield` (otherwise by `await`) */
  YIELD = 128,
  /** step: where `debugger` stands */
  DEBUGGER = 256,
  /** suspend, resume: by `yield*`: while the other iterator runs, the activation is below it on the stack */
  DELEGATES = 512,
  /** suspend: by the head of `for await`, which first calls the iterator: until that suspends, the activation is below it on the stack */
  ITERATES = 1024,
  /** step with PART: a loop closes its iterator; its variables have the values of the round */
  CLOSES = 2048,
}

/** Words between header and value of a site event. */
export function leadingWords(kind: SiteKind, flags: number): number {
  switch (kind) {
    case SITE.write:
      return flags & SITE_FLAG.CAPTURED ? 1 : 0;
    case SITE.enter:
      return (flags & SITE_FLAG.OWN_ID ? 1 : 0) + (flags & SITE_FLAG.PARENT ? 1 : 0);
    case SITE.return:
    case SITE.leave:
    case SITE.catch:
      return flags & SITE_FLAG.OWN_ID ? 1 : 0;
    case SITE.scope:
      return 1 + (flags & SITE_FLAG.PARENT ? 1 : 0);
    case SITE.iterate:
      return 2;
    case SITE.suspend:
    case SITE.resume:
    case SITE.finally:
      return 1;
    case SITE.put:
    case SITE.delete:
      return 1 + (flags & SITE_FLAG.DYNAMIC ? 1 : 0);
    case SITE.step:
    case SITE.throw:
      return 0;
  }
}

export type FunctionKind =
  | 'module'
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'initializer';

export interface FunctionInfo {
  /** as a debugger shows it: `total`, `Cart.total`, `get size`, `(anonymous)`, `(module)` */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly async: boolean;
  readonly generator: boolean;
  /** the function's own scope, index into `scopes` */
  readonly scope: number;
  readonly start: number;
  readonly end: number;
}

/**
 * A function or a class of the file for stack traces: where its text starts and ends, and the name that V8 infers if it has none itself
 * ('' if V8 finds none either); null: it has one. In the source map of instrumented code, as its field `x_functions`.
 */
export type FunctionName = readonly [start: number, end: number, inferred: string | null, isClass: boolean];

/**
 * A name, by where it starts, that V8 reports at another place if it cannot be loaded; in the field `x_loads` of the source map. What is
 * called itself has the name's place if it can be loaded but not called.
 */
export type FirstLoad = readonly [name: number, place: number, isCalled: boolean];

/**
 * Where a call stands that V8 reports as "not a function or its return value is not iterable" if it cannot be made; `delegated`: by `yield*`,
 * in words of its own. In the field `x_iterated` of the source map.
 */
export type IteratedCall = readonly [place: number, how: 'iterable' | 'async iterable' | 'delegated'];

/**
 * Offsets for stack traces: of classes whose constructor V8 leaves out if `super()` calls it, and of where constructors call `super()`
 * (classes that write no constructor do so at their start). In the field `x_constructors` of the source map.
 */
export interface ConstructorPlaces {
  readonly omitted: readonly number[];
  readonly supers: readonly number[];
}

export type ScopeKind = 'module' | 'function' | 'block' | 'catch' | 'class' | 'with';

export interface ScopeInfo {
  readonly kind: ScopeKind;
  /** enclosing scope, index into `scopes`; -1 for the module */
  readonly parent: number;
  /** function that the scope belongs to, index into `functions` */
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /**
   * True if the scope has instances with ids of their own (module; a function with OWN_ID; a block with captured variables).
   * Its captured variables belong to an instance, all others to the activation.
   */
  readonly instanced: boolean;
  /** sloppy direct `eval` may declare variables in it: they are the properties of an object that has the instance's id */
  readonly evaluates?: true;
  /** that of a loop's list: its variables, of the names of the loop's own, never have a value, and need no instance */
  readonly isHead?: true;
}

export type VariableKind =
  | 'var'
  | 'let'
  | 'const'
  | 'param'
  | 'function'
  | 'class'
  | 'import'
  | 'catch'
  | 'this'
  | 'arguments'
  | 'enum'
  | 'namespace';

export interface VariableInfo {
  readonly name: string;
  readonly kind: VariableKind;
  /** index into `scopes` */
  readonly scope: number;
  /** some inner function refers to it: lives in a scope instance and its writes carry the instance's id. Always true in the module scope */
  readonly captured: boolean;
  /**
   * Index among the uncaptured variables of its function (0…), for the reader's frame arrays; -1 if captured.
   * Two block variables of one name have two slots.
   */
  readonly slot: number;
  /** the binding is uninitialised (TDZ) at positions of its scope before this offset unless written; -1: never in TDZ (var, param, function) */
  readonly initOffset: number;
  /** what it is, at any position, until its first write in the recording; `undefined` if this is not given */
  readonly unwritten?: 'tdz' | 'unknown';
  /** of a file whose calls alone are recorded: a parameter or \`arguments\`, and something in the function may assign it */
  readonly reassigned?: true;
}

/** Columns of equal length: entry i describes site (base + i). */
export interface SiteColumns {
  readonly kind: readonly SiteKind[];
  readonly flags: readonly number[];
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly line: readonly number[];
  readonly column: readonly number[];
  /** function whose activation the event happens in, index into `functions` */
  readonly fn: readonly number[];
  /** innermost scope at the site, index into `scopes` */
  readonly scope: readonly number[];
  /** write: variable; scope, iterate: the scope; put, delete without DYNAMIC: index into `keys`; enter: function; otherwise -1 */
  readonly ref: readonly number[];
}

/** An imported name: a variable of the module that is another module's, by what the text says. */
export interface ImportInfo {
  /** index into `variables` */
  readonly variable: number;
  /** module specifier */
  readonly from: string;
  /** exported name; `*` for the whole namespace */
  readonly name: string;
}

/** An exported name: a variable of the module, or a name of another one. */
export type ExportInfo =
  | { readonly name: string; readonly variable: number }
  /** `name` is `*` for `export * from`, `imported` is `*` for `export * as name from` */
  | { readonly name: string; readonly from: string; readonly imported: string };

/** The variable that `export default` of an expression assigns: nothing in the program can name it. */
export const DEFAULT_EXPORT = '*default*';

/** The variable of a `with` scope: its object, whose properties are the names in it. */
export const WITH_OBJECT = '*with*';

/** Variables that nothing in the program can name. */
export const NAMELESS: ReadonlySet<string> = new Set([DEFAULT_EXPORT, WITH_OBJECT]);

/** Stands between a private name and the number of its class, among those of the file that declare the same name, but for the first. */
export const PRIVATE_OWNER = '@';

export interface SiteTable {
  readonly version: 1;
  /** content hash + options hash + our version: name of the cache entry */
  readonly key: string;
  readonly functions: readonly FunctionInfo[];
  readonly scopes: readonly ScopeInfo[];
  readonly variables: readonly VariableInfo[];
  /** static property names of puts and deletes; a number is an array index. Private names of further classes have a suffix: {@link PRIVATE_OWNER} */
  readonly keys: readonly (string | number)[];
  /**
   * Entry i: the expression that the probes' temporary `$es_t<base>_<i>` stands for, as V8 quotes it in error messages; '' if V8 never
   * names it. The runtime puts it back into messages such as "… is not a function".
   */
  readonly temporaries: readonly string[];
  /** entries of `temporaries` that are probes called with an expression which is itself no call: V8 would not name a call there */
  readonly values: readonly number[];
  readonly imports: readonly ImportInfo[];
  readonly exports: readonly ExportInfo[];
  readonly sites: SiteColumns;
}
