/**
 * What instrumented code may call: the contract between src/instrument and src/runtime. ES modules import the members by name from {@link KIT_URL} (answered by our module hooks); both this module and CommonJS get the kit by
 * {@link kitExpression}.
 *
 * The members in {@link KIT_MEMBERS} are called by the code itself, the others by its probes (wire/probes.ts).
 */
import type { Leave, ProbeMakers, Stamped } from './probes.js';

export const KIT_URL = 'elixirscope:kit';
/** Message of an error whose `stack` is the kit; name of the symbol that it is behind where stacks cannot be had. */
export const KIT_NAME = 'elixirscope.kit';

/**
 * Gives the kit to code that runs before anything else of its module. No property of any object leads to it: V8 asks the runtime for the
 * `stack` of an error (runtime/stacks.ts), and this error asks for the kit. Where V8 takes no stacks (`delete Error.stackTraceLimit`, a Node
 * whose internals are out of reach), it is behind a symbol on the global object, which `host` names.
 */
export const kitExpression = (host: string): string => {
  const name = JSON.stringify(KIT_NAME);
  return `(e=>{try{null[0]}catch(r){e=r}e.message=${name};e=e.stack;return e&&e.C?e:${host}[${host}.Symbol.for(${name})]})()`;
};

/** How names in generated code begin, and what stands there for the site base of the module, in numbers and in names: the load hook replaces every occurrence by {@link baseText}. */
export interface ProbeNames {
  readonly prefix: string;
  readonly base: string;
}

export const USUAL_NAMES: ProbeNames = { prefix: '$es_', base: '$ES_BASE$' };
/** In files that use those themselves. Of equal lengths, so that columns stay what the source map says. */
export const OTHER_NAMES: ProbeNames = { prefix: '\u01c2es_', base: '\u01c2ES_BASE$' };

/** Name of a function of ours that evaluates a default value: like the names of probes, which stacks do not show. */
export const DEFAULT_VALUE = `${USUAL_NAMES.prefix}0default_`;

export const BASE_TOKEN = USUAL_NAMES.base;

/** As long as the token, so that columns stay what the source map says; a number literal and part of a name at once. */
export const baseText = (base: number): string => `0x${base.toString(16).padStart(BASE_TOKEN.length - 2, '0')}`;

/** The comment at the end of the code that says where its source map is. */
export const MAP_COMMENT = '//# sourceMappingURL=';
export const INLINE_MAP = `${MAP_COMMENT}data:application/json;base64,`;

const FOOTER = '//# elixirscopeSites=';

/** What the debuggee needs of the site table before the module runs. It does not parse tables: the last line of the code says it. */
export interface Footer {
  /** how many there are */
  readonly sites: number;
  /** a `debugger` statement is among them */
  readonly hasDebugger: boolean;
  /** V8 may compile the functions with the module: nobody sees the difference */
  readonly isWhole: boolean;
}

export const footerText = ({ sites, hasDebugger, isWhole }: Footer): string =>
  `${FOOTER}${sites}${hasDebugger ? ' debugger' : ''}${isWhole ? ' whole' : ''}`;

/** Undefined: the text was cut off, or is not the code of a cache entry. */
export function parseFooter(code: string): Footer | undefined {
  const found = /^(\d+)( debugger)?( whole)?$/.exec(code.slice(code.lastIndexOf(FOOTER) + FOOTER.length));
  if (found === null) return undefined;
  return { sites: Number(found[1]), hasDebugger: found[2] !== undefined, isWhole: found[3] !== undefined };
}

/**
 * Methods whose effect the runtime records from their receiver and all their arguments: calls of these names, and of functions of `Atomics`, hand over
 * these as they were. With a spread among the arguments the key is left out instead, and everything handed over is compared as a whole.
 */
export const EXACT_METHODS =
  /^(?:push|pop|shift|unshift|splice|set|add|delete|clear|fill|copyWithin|copy|encodeInto|call|apply|write|(?:set|write)(?:Big)?(?:U?[Ii]nt|Float|Double)\w*)$/;

type RanMethod = <R>(
  result: R,
  root: unknown,
  path: readonly (string | number)[] | null,
  key: unknown,
  a?: unknown,
  b?: unknown,
  c?: unknown,
  more?: readonly unknown[],
) => R;

export interface Kit {
  /** makes the probes of a module's sites */
  readonly probes: ProbeMakers;
  /** key of what the runtime knows of an object: instrumented code reads it, and hands it to probes */
  readonly S: symbol;
  /** control cells, {@link CELL} */
  readonly C: Int32Array;
  /** ring data */
  readonly I: Int32Array;
  /** one double … */
  readonly D: Float64Array;
  /** … and its two words, low first (same memory) */
  readonly X: Int32Array;
  /** makes room: publishes the slot, waits for a free one. Returns the new cursor */
  readonly flush: () => number;
  /** step probe's slow path, when C[CELL.ATTENTION] is not 0; called after the step event was written. `h` is the header word */
  readonly attend: (h: number) => void;
  /** the instrumented stack was empty and an activation is about to be entered or resumed: writes a `turn` event, resynchronises */
  readonly turn: () => void;
  /** a module's body has begun, or goes on after an `await`. Whoever it throws to may be no instrumented code, so that nobody takes its activation off the stack. `isSuspended`: it waits once more */
  readonly begun: (isSuspended?: () => unknown) => void;
  /** a new heap id, for an activation or scope instance */
  readonly newId: () => number;
  /** event with a value of any type. `h` has tag 0; writes what the value needs first (strings, contents). Returns nothing */
  readonly v0: (h: number, value: unknown) => void;
  /** the same of a value in which the code has read no stamp, where new arrays are to be expected */
  readonly u0: (h: number, value: unknown) => void;
  /** the same with one, two, three words before the value */
  readonly v1: (h: number, a: number, value: unknown) => void;
  readonly v2: (h: number, a: number, b: number, value: unknown) => void;
  /** property `key` of `o` was assigned: writes a put with the value it has now, or nothing if it is no own data property. Static key: no key word */
  readonly put: (h: number, o: unknown, key: string | number, value?: unknown) => void;
  /** the same with a computed key (any value; never converted by us: keys that are objects cause a resync of `o`) */
  readonly putDynamic: (h: number, o: unknown, key: unknown, value?: unknown) => void;
  /** what is assigned to the property is what it has then, of a plain object that only instrumented code has had in its hands */
  readonly isAssignable: (os: Stamped, key: string | number) => boolean;
  /** the next assignments to such an object, and calls of its methods, need no look, as far as that is so for all names; now and then it is described again */
  readonly open: (o: object, os: Stamped) => void;
  /** `put` after `o.key = value` */
  readonly assigned: (
    h: number,
    o: unknown,
    key: string | number | symbol,
    value: unknown,
    os?: Stamped,
    vs?: Stamped,
  ) => void;
  /** `putDynamic` after `o[key] = value` */
  readonly assignedAt: (h: number, o: unknown, key: unknown, value: unknown, os?: Stamped, vs?: Stamped) => void;
  /** put with a given value: class field definitions and private names, which nobody else can read; `key` if it is computed. Describes `o` first if it was never seen */
  readonly putValue: (h: number, o: unknown, value: unknown, key?: unknown) => void;
  /** the same of a value that is not recorded */
  readonly putRedacted: (h: number, o: unknown, value: unknown) => void;
  readonly remove: (h: number, o: unknown, key: string | number) => void;
  readonly removeDynamic: (h: number, o: unknown, key: unknown) => void;
  /**
   * After a call `f(...args)` or `new f(...args)` returned: unless `f` is instrumented or known to change nothing, resynchronises the arguments
   * that are objects; known mutators are recorded exactly. Returns `result`.
   */
  readonly called: <R>(result: R, f: unknown, ...args: unknown[]) => R;
  /** the same for operands that are not all the arguments: objects among them only; those after the third in `more` */
  readonly ran: <R>(result: R, f: unknown, a?: unknown, b?: unknown, c?: unknown, more?: readonly unknown[]) => R;
  /** after `super()`: `ran` for the new object, which native code may have asked for, to fill it when its constructor is done */
  readonly made: <O>(o: O, base: unknown, a?: unknown, b?: unknown) => O;
  /** the same for `receiver.key(...args)`; the callee is looked up without running getters or proxy traps. `path`: property names from `root` to the receiver, walked the same way */
  readonly calledMethod: <R>(
    result: R,
    root: unknown,
    path: readonly (string | number)[] | null,
    key: unknown,
    ...args: unknown[]
  ) => R;
  /** `calledMethod` for operands that are not all the arguments */
  readonly ranMethod: RanMethod;
  /** the method is known to be silent, of objects of this prototype that only instrumented code has had in its hands */
  readonly isSilentOf: (os: Stamped, key: string) => boolean;
  /** the object has the method of that name from its prototypes, and it is this function */
  readonly isMethodOf: (os: Stamped, key: string, method: object) => boolean;
  /** one element was inserted into the array of that id */
  readonly inserted: (id: number, start: number, value: unknown) => void;
  /** `calledMethod` for a receiver of which the code has read what is known. `given`: the operands are all the arguments, or those that may be objects */
  readonly lookAfterOf: (
    result: unknown,
    receiver: unknown,
    os: Stamped | undefined,
    key: string,
    args: readonly unknown[],
    given: 'all' | 'objects',
  ) => void;
  /** the prototype of such a receiver, or of strings, whose method of the name changes nothing that is known, until prototypes change; undefined: it may. `isUnknown`: the stream does not have the receiver's content */
  readonly quietPrototype: (receiver: unknown, key: string, isUnknown: boolean) => object | undefined;
  /** `f.call(…)` or `f.apply(…)`, with these arguments, has changed nothing unseen: f is known to be silent, of which the code has read what is known */
  readonly passesOn: (f: unknown, fs: Stamped, key: 'call' | 'apply', args: readonly unknown[]) => boolean;
  /** the same after `super.key(...)`, for operands that may be all the arguments. True: the method is silent until prototypes change */
  readonly lookAfterSuper: (
    result: unknown,
    receiver: unknown,
    home: object,
    key: string,
    operands: readonly unknown[],
  ) => boolean;
  /** `ranMethod` for `receiver[key]`: the key may be that of a method which is recorded by its arguments, and these are not all here */
  readonly ranAt: RanMethod;
  /** `ranMethod` for methods of the names `next`, `return` and `throw`, which may ask an async generator for more */
  readonly asked: RanMethod;
  /** the generator's activation of this id begins `yield*` over the value */
  readonly delegates: (iterable: unknown, id: number) => void;
  /** if DELEGATING is set: a method `next`, `return` or `throw` of the object is about to be entered, and is counted already */
  readonly iteratorCalled: (iterator: unknown) => void;
  /**
   * before direct `eval`: keeps what reads (and records) the variables around it, and returns it. `fn`: number of the function in the file; `names`
   * are those of the first of the variables
   */
  readonly evaluating: <V extends readonly (() => unknown)[]>(
    variables: V,
    fn: number,
    declared?: DeclaredVariables,
    names?: readonly string[] | null,
  ) => V;
  /**
   * after it: reads the variables, those that are initialised, and what they hold; what it has declared itself is in `declared`. Those that one of
   * `texts` declares are left out. Returns `result`
   */
  readonly evaluated: <R>(
    variables: readonly (() => unknown)[],
    result: R,
    declared?: DeclaredVariables,
    names?: readonly string[] | null,
    ...texts: readonly unknown[]
  ) => R;
  /** the activation of the function with `depth` activations below it catches an exception, or ends by it: it may be that of an `eval` of its own */
  readonly evaluationFailed: (fn: number, depth: number) => void;
  /**
   * at the start of an activation in whose code sloppy direct `eval` stands: holds what that declares. `read` gives the value of a name,
   * `evaluate` is what the name `eval` means, `names` are those that the text declares, `outer` is that of the function around
   */
  readonly declared: (
    instance: number,
    read: (name: string) => unknown,
    evaluate: unknown,
    names: readonly string[] | null,
    outer?: DeclaredVariables,
  ) => DeclaredVariables;
  /** before the value of an array or object literal without accessors and holes is recorded. Returns it */
  readonly literal: <O extends object>(o: O) => O;
  /** before the entry of a base class's constructor, with its `this`, is recorded */
  readonly fresh: (o: object) => void;
  /** the same of an instance of a class that is not instrumented: its constructor goes on once that of the base class has returned. `known`: what is to be known of it */
  readonly extended: (o: object, known?: Stamped) => Stamped;
  /** uninstrumented code has these values: it called a function with them, `this` among them, or is asked for more of them. It may have changed what it knows */
  readonly entered: (...values: unknown[]) => void;
  /** what a global name stands for, undefined where that is an accessor or gone. `from`: the global object, `read`: reads the name */
  readonly globalNow: (from: object, name: string, read: () => unknown) => unknown;
  /** stands around the result of a callback. `isOwn`: not 0 if instrumented code has called it; else who has may change that, and what it leads to. Returns it */
  readonly handsOut: <V>(value: V, isOwn: number) => V;
  /**
   * stands around the last argument of a call of a variable, with that and what is known of its value: if it is instrumented, who is entered next is called by this code.
   * Returns the argument
   */
  readonly calling: <V>(value: V, f: unknown, fs: Stamped | undefined) => V;
  /** the same of `f.call(…)` */
  readonly callingBy: <V>(value: V, f: unknown, fs: Stamped | undefined) => V;
  /** the same of a call of a method, with what is known of its receiver, and the method's name: whether that is instrumented is found out by who asks {@link Kit.isCalled}. Returns the argument */
  readonly callingOf: <V>(value: V, os: Stamped | undefined, key: string) => V;
  /** has instrumented code called the function that is being entered, with this `this`, and what is known of it? 1, or 0: other code may have */
  readonly isCalled: (t?: unknown, ts?: Stamped) => number;
  /** `Object.assign` is about to fill the target; returns the last of its sources */
  readonly assigning: <S>(source: S, target: unknown) => S;
  /** if ASSIGNING is set: code has been entered that the call may run */
  readonly accessed: () => void;
  /** a default value has entered the activation of the enter probe with header `h`; `id` is its id, 0 if it has none */
  readonly prepare: (h: number, id: number) => void;
  /** id of the prepared activation that another default value of the same call belongs to, -1 if there is none */
  readonly reopen: (h: number) => number;
  /** id of the activation that is being prepared */
  readonly prepared: () => number;
  /** a default value that entered the activation has its value; returns it */
  readonly settled: <V>(value: V) => V;
  /**
   * in the place of what an array pattern takes apart whose only target is {@link Kit.defaulted}, with a default value that has entered the activation: has it no value
   * when the pattern ends, `leave` says that the activation has ended, too
   */
  readonly defaulting: (leave: Leave) => Iterable<undefined>;
  /** its property `v` has what was assigned to it until it is read */
  readonly defaulted: { v: unknown };
  /** the body starts: id of the prepared activation, -1 if no default value has entered it */
  readonly take: (h: number) => number;
  /**
   * In the place of `o` in `o.key` where that is a target of a pattern: an object whose setter of that name assigns it and records it, with the
   * header `h`, or `o` itself. `strict`: the kind of code that assigns it
   */
  readonly target: (h: number, o: unknown, key: string, strict: boolean) => unknown;
  /** the same for `o[key]`; the property's name is {@link Kit.targetKey} then */
  readonly targetAt: (h: number, o: unknown, key: readonly [key: unknown], strict: boolean) => unknown;
  readonly targetKey: () => PropertyKey;
  /** in the place of any other target: an object whose property `v` calls the function */
  readonly slot: (set: (value: unknown) => void) => { v: unknown };
  /**
   * The object of a `with` (null and undefined are left for the language to refuse), after `shieldOf` has made the object that holds the names of
   * the probes in it
   */
  readonly within: (o: unknown, shieldOf: (o: object) => object) => unknown;
  /** the latest of these objects */
  readonly shield: () => object;
  /**
   * Makes the function that is called after what may have assigned a property of the object of a `with` or a variable around it: records what has
   * changed, then calls `around`, which does so for the `with` around this one. It returns its argument
   */
  readonly looks: (
    o: object,
    reads: readonly (() => unknown)[],
    writes: readonly ((() => unknown) | 0)[],
    around?: () => unknown,
  ) => <V>(value: V) => V;
  /**
   * what an array pattern takes apart, or what stands for it: whenever the program's iterator has given an element its value, `each` is called with
   * the index and that, and with `a` and `b`, and gives what the element gets
   */
  readonly listed: (value: unknown, each: ElementRecorder, a?: unknown, b?: unknown) => unknown;
  /** what an object pattern with a rest takes apart, or what stands for it: nobody sees the property {@link Kit.apart} being read */
  readonly copied: (value: unknown) => unknown;
  readonly apart: symbol;
  /** what a loop goes through, or what stands for it; `begun` is called when its iterator is there */
  readonly iterated: (value: unknown, begun: () => void) => unknown;
  /** the same of `for await`; `begun` is given the value */
  readonly awaited: (value: unknown, begun: (value: unknown) => void) => unknown;
  /** the same of `for … in`: when its keys are */
  readonly enumerated: (value: unknown, begun: () => void) => unknown;
  /** a default value has entered the activation of a generator; `args`: the `arguments` of its call */
  readonly keepGenerator: (args: object, id: number) => void;
  /** id of that activation, 0 if no default value has entered it */
  readonly generatorOf: (args: object) => number;
  /** a default value of a generator has its value: id of the activation, which is suspended */
  readonly unprepare: () => number;
  /** a resource for `using` whose disposer this is */
  readonly disposed: (disposer: () => void) => Disposable;
  /** such a resource in front of another one, whose value is given; null if that is nothing to dispose of */
  readonly between: (value: unknown, disposer: () => void) => Disposable | null;
  /** `arguments` whose elements are parameters, and may be written under another name: `record` records these */
  readonly mapped: (args: object, record: () => void) => void;
  /** `arguments` of a constructor that the user did not write, to be spread without the iterator that the program may have changed */
  readonly spread: (args: ArrayLike<unknown>) => Iterable<unknown>;
  /** to be spread: one more argument, which is none */
  readonly none: Iterable<never>;
  /** event of a `throw` statement: like v0, and stops here if exception breakpoints ask for it */
  readonly thrown: (h: number, value: unknown) => void;
  /** Puts the program's own text back into a message of V8's that quotes a probe. Returns the error */
  readonly repair: <E>(error: E) => E;
  /** `new` of it is the object that it is given */
  readonly kept: new <O extends object>(
    o: O,
  ) => O;
  /** activations above that of the event with header `h`, which has `depth` below it, have left without a word */
  readonly unwound: (h: number, depth: number) => void;
  /** something threw in an activation, which catches it or ends by it */
  readonly failed: () => void;
  /** an exception was caught: nothing to do but what the runtime needs to keep its own state right */
  readonly caught: (error: unknown) => void;
}

export type ElementRecorder = (index: number, value: unknown, a: unknown, b: unknown) => unknown;

export interface DeclaredVariables {
  /** stands around the text for `eval`, which it returns; `h`: header of the events about what it declares */
  readonly text: (h: number, text: unknown) => unknown;
  /** after `eval`: the functions that it made may assign these variables, too, each of which a function records */
  readonly keep: (names: readonly string[], variables: readonly (() => unknown)[]) => void;
  /** before a step: records what has changed */
  readonly seen: () => void;
  /** whether the name means a variable that `eval` declared, in this activation or those around */
  readonly hides: (name: string) => boolean;
}

/**
 * What code asks for that another loader of the program's runs, a test runner's: its text comes from a transform of ours, maybe in another
 * process, and is given its sites when it begins to run.
 */
export interface CarriedModule {
  readonly file: string;
  readonly key: string;
  readonly footer: Footer;
}

/** The kit as it is offered: with what only such loaders need. */
export interface OfferedKit extends Kit {
  /** the module begins to run in this thread; gives its site base */
  readonly arrived: (module: CarriedModule) => number;
  /** `createServer` of Vite: a server of Vitest's is given our transform */
  readonly viteServer: <F extends (config: never) => unknown>(createServer: F) => F;
  /** exports of `@jest/transform`: transformers take our text in place of a file's */
  readonly jestTransform: (exports: JestTransformModule) => JestTransformModule;
}

export interface JestTransformModule {
  readonly createScriptTransformer: (...args: unknown[]) => Promise<object>;
}

export const KIT_MEMBERS = [
  'C',
  'S',
  'probes',
  'begun',
  'called',
  'ran',
  'made',
  'entered',
  'globalNow',
  'handsOut',
  'calling',
  'callingBy',
  'callingOf',
  'isCalled',
  'assigning',
  'accessed',
  'calledMethod',
  'ranMethod',
  'ranAt',
  'asked',
  'evaluating',
  'evaluated',
  'evaluationFailed',
  'within',
  'looks',
  'declared',
  'literal',
  'prepared',
  'settled',
  'defaulting',
  'defaulted',
  'unprepare',
  'targetKey',
  'slot',
  'listed',
  'copied',
  'apart',
  'iterated',
  'awaited',
  'enumerated',
  'disposed',
  'between',
  'mapped',
  'spread',
  'none',
  'repair',
  'kept',
] as const satisfies readonly (keyof Kit)[];
