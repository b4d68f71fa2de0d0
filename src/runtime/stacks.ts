/**
 * Stack traces show the user's lines and columns, whoever formats them: the call sites that V8 hands out learn the user's places before
 * Node, or the program's own `Error.prepareStackTrace`, sees them.
 */
import { disguise, disguisedText } from './disguise.js';
import { isInferred, isInferredType, renamed } from './frameNames.js';
import type { Internals } from './internals.js';
import {
  apply,
  charCodeAt,
  defineProperty,
  endsWith,
  errorStackGetter,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  indexOf,
  isArrayIterationIntact,
  isProxy,
  lastIndexOf,
  list,
  ownKeys,
  SafeSet,
  SafeWeakMap,
  slice,
  startsWith,
  syntaxErrorPrototype,
} from './intrinsics.js';
import { DEFAULT_VALUE, USUAL_NAMES } from '../wire/kit.js';
import { kitFor } from './kitAccess.js';
import type { Place } from './mappings.js';
import type { InstrumentedModules } from './modules.js';
import { mentionsProbe } from './probeNames.js';
import { dataValue, nearest } from './properties.js';

type CallSite = NodeJS.CallSite;

interface Taught {
  readonly place: Place;
  readonly text: string;
  /** of the function */
  readonly name: string | null;
  /** of `this` */
  readonly type: string | null;
}

/** False: this Node does not let us. */
export function mapStackTraces(modules: InstrumentedModules, internals: Internals): boolean {
  const set = internals.errors.setPrepareStackTraceCallback;
  const original = internals.internalErrors.prepareStackTraceCallback;
  if (typeof set !== 'function' || typeof original !== 'function') return false;
  const teacher = new Teacher(modules);
  const initial: unknown = dataValue(Error, 'prepareStackTrace');
  nodeErrorMark = internals.internalErrors.kIsNodeError;
  isFormattedByNode = () => dataValue(Error, 'prepareStackTrace') === initial;
  set((realm, error, all) => {
    const kit = kitFor(error);
    if (kit !== undefined) return kit;
    const trace = teacher.withoutOurs(all);
    for (let i = 0; i < trace.length; i++) teacher.teach(trace[i] as CallSite, i === 0 ? failureOf(error) : undefined);
    if (asked === error) {
      frames = trace;
      throw notNow;
    }
    isFormatting = true;
    try {
      return original(realm, error, trace);
    } finally {
      isFormatting = false;
    }
  });
  return true;
}

const CANNOT_ITERATE = ' is not iterable (cannot read property Symbol(Symbol.iterator))';

type Failure = 'undefined' | 'unusable';

/** Whether an error says that a name means nothing or has no value yet, or that what it means is of no use. */
function failureOf(error: unknown): Failure | undefined {
  const message = isProxy(error) ? undefined : dataValue(error as object, 'message');
  if (typeof message !== 'string') return undefined;
  // The text for `eval` is no code: V8 is where it has loaded that.
  if (getPrototypeOf(error as object) === syntaxErrorPrototype) return 'undefined';
  if (endsWith(message, ' is not defined') || endsWith(message, ' before initialization')) return 'undefined';
  if (startsWith(message, 'Must call super constructor')) return 'undefined';
  return startsWith(message, 'Cannot ') || endsWith(message, CANNOT_ITERATE) ? 'unusable' : undefined;
}

function asArray<T>(from: readonly T[]): T[] {
  const array: T[] = [];
  for (let i = 0; i < from.length; i++) {
    defineProperty(array, i, { __proto__: null, value: from[i], writable: true, enumerable: true, configurable: true });
  }
  return array;
}

/** An error's stack is asked for by us: V8 hands out the call sites, and an exception then keeps it from formatting them for good. */
let asked: unknown;
let frames: readonly CallSite[] | undefined;
/** The program formats a stack: V8 asks nobody about another one meanwhile, and formats it for good. */
let isFormatting = false;
const notNow = { reason: 'not formatted yet' };
let nodeErrorMark: symbol | undefined;
/** Undefined: our callback is not in place, and a stack that is asked for is formatted for good. */
let isFormattedByNode: (() => boolean) | undefined;

/**
 * The error's stack as it would be if it was read now; nothing of the program's runs, and its first access is still to come.
 * Undefined: the program formats stacks itself, or has put something else there.
 */
export function stackOf(error: object, read: (error: object) => unknown, header: string): string | undefined {
  const sites = unformatted(error, read);
  if (sites === undefined || typeof sites === 'string') return sites;
  if (isFormattedByNode?.() !== true) return undefined;
  let text = headerOf(error, header);
  for (let i = 0; i < sites.length; i++) text += `\n    at ${sites[i] as unknown as string}`;
  return text;
}

/** Where in the program's source an error was made whose stack nobody has read; undefined: not known. */
export function originOf(error: object): (Place & { readonly file: string }) | undefined {
  const get = getOwnPropertyDescriptor(error, 'stack')?.get;
  const sites = get === errorStackGetter ? unformatted(error, (e) => apply(get as () => unknown, e, [])) : undefined;
  const site = typeof sites === 'string' ? undefined : sites?.[0];
  const file = site?.getFileName();
  const line = site?.getLineNumber();
  const column = site?.getColumnNumber();
  return typeof file === 'string' && typeof line === 'number' && typeof column === 'number'
    ? { file, line, column }
    : undefined;
}

/** The call sites of a stack that is not formatted yet, its text if it is; undefined: something else stands there. */
function unformatted(error: object, read: (error: object) => unknown): string | readonly CallSite[] | undefined {
  if (isFormattedByNode === undefined || isFormatting) return undefined;
  asked = error;
  frames = undefined;
  try {
    const formatted = read(error);
    return typeof formatted === 'string' ? formatted : undefined;
  } catch (thrown) {
    return thrown === notNow ? (frames as readonly CallSite[] | undefined) : undefined;
  } finally {
    asked = undefined;
    frames = undefined;
  }
}

/** Errors of Node's own show their code. */
function headerOf(error: object, header: string): string {
  if (nodeErrorMark === undefined || nearest(error, nodeErrorMark) === undefined) return header;
  const code = dataValue(error, 'code');
  const colon = indexOf(header, ':');
  if (typeof code !== 'string') return header;
  if (colon < 0) return `${header} [${code}]`;
  return `${slice(header, 0, colon)} [${code}]${slice(header, colon, header.length)}`;
}

/** Names may have blanks: `get size`, `["my key"]`. */
const CALLER = /eval at ((?:(?! \().)*) \(((?:file:\/\/)?[^()]*?):(\d+):(\d+)\)/g;

/** Native functions by which the runtime does what V8 would have done by itself (takenApart.ts). */
const forwarded = new SafeSet<string | null>(['ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf']);

class Teacher {
  readonly #modules: InstrumentedModules;
  readonly #taught = new SafeWeakMap<object, Taught>();
  readonly #inside = new SafeWeakMap<object, CallSite>();
  #methods: Methods | undefined;

  constructor(modules: InstrumentedModules) {
    this.#modules = modules;
  }

  /**
   * Without frames of the runtime (a function of the process that stands in for Node's), of probes (a stack that overflowed in one), and
   * of constructors that V8 does not call.
   */
  withoutOurs(trace: CallSite[]): CallSite[] {
    const rest = list<CallSite>();
    for (let i = 0; i < trace.length; i++) {
      const site = trace[i] as CallSite;
      if (!this.#isOurs(site, trace[i + 1]) && !this.#isOmitted(site, trace[i + 1])) rest[rest.length] = site;
      // Its caller, whose default value it has, is where it is.
      else if (i + 1 < trace.length && isOfDefault(site)) this.#inside.set(trace[i + 1] as CallSite, site);
    }
    return rest.length === trace.length ? trace : asArray(rest);
  }

  /** Probes are numbered; V8 may call a function of the program by the name of the probe beside it. */
  #isOurs(site: CallSite, caller: CallSite | undefined): boolean {
    const file = site.getFileName();
    if (file === __filename) return true;
    if (caller?.getFileName() === __filename && forwarded.has(site.getFunctionName())) return true;
    const name = site.getFunctionName();
    const prefix = this.#modules.named(file ?? '')?.names.prefix;
    if (prefix === undefined || name === null || !startsWith(name, prefix)) return false;
    const digit = charCodeAt(name, prefix.length);
    if (digit < 48 || digit > 57) return false;
    // A function that assigns a target of a pattern.
    if (endsWith(name, '_')) return true;
    const place = this.#place(site, undefined);
    return place === undefined || this.#modules.inferredName(file ?? '', place, site.isConstructor()) === undefined;
  }

  /** The constructor of a class that writes none, called by `super()`: V8 goes past it, unless arrays are iterated in another way. */
  #isOmitted(site: CallSite, caller: CallSite | undefined): boolean {
    if (caller === undefined || !site.isConstructor() || !isArrayIterationIntact()) return false;
    return this.#isConstructorPlace(site, 'omitted') && this.#isConstructorPlace(caller, 'supers');
  }

  #isConstructorPlace(site: CallSite, which: 'omitted' | 'supers'): boolean {
    const place = this.#place(site, undefined);
    return place !== undefined && this.#modules.isConstructorPlace(site.getFileName() ?? '', place, which);
  }

  /** Own methods hide those of V8's prototype, which cannot be replaced. */
  teach(site: CallSite, failure: Failure | undefined): void {
    if (site.isEval()) this.#teachEval(site);
    const place = this.#place(site, failure);
    if (place === undefined) return this.#teachNative(site);
    const shown = site.getFunctionName();
    const shownType = site.getTypeName();
    const name = this.#name(site, place, shown ?? '') ?? shown ?? '';
    const type = this.#type(site, place, shownType ?? '') ?? shownType ?? '';
    const whole = text(site, place);
    const renames = name !== (shown ?? '') || type !== (shownType ?? '');
    this.#taught.set(site, {
      place,
      text: renames ? renamed(site, whole, shown ?? '', { name, type }) : whole,
      name: name === '' ? null : name,
      type: shownType === null ? null : type,
    });
    this.#methods ??= this.#createMethods(site);
    define(site, this.#methods);
  }

  /** A generator is of the type that its function is named by, if that has a name. */
  #teachNative(site: CallSite): void {
    if (!mentionsProbe(site.getTypeName() ?? '')) return;
    const names = { name: site.getFunctionName() ?? '', type: 'Generator' };
    const whole = renamed(site, `${site as unknown as string}`, names.name, names);
    define(site, [
      ['getTypeName', disguise(() => names.type, site.getTypeName)],
      ['toString', disguise(() => whole, site.toString)],
    ]);
  }

  /** The name that V8 would have inferred for the function; undefined: it has its own. */
  #name(site: CallSite, place: Place, shown: string): string | undefined {
    const file = site.getFileName();
    if (file === null || site.isPromiseAll()) return undefined;
    const inferred = this.#modules.inferredName(file, place, site.isConstructor());
    return inferred !== undefined && isInferred(shown, inferred) ? inferred : undefined;
  }

  /** The type of `this` that V8 would have shown in a class without a name; undefined: what it shows. */
  #type(site: CallSite, place: Place, shown: string): string | undefined {
    const file = site.getFileName();
    if (file === null || site.isPromiseAll() || !isInferredType(shown)) return undefined;
    const inferred = this.#modules.inferredClass(file, place);
    if (inferred !== undefined && inferred !== '') return inferred;
    return mentionsProbe(shown) ? 'Object' : undefined;
  }

  /** Code made by eval: where eval was called is told in words. */
  #teachEval(site: CallSite): void {
    const written = site.getEvalOrigin();
    if (typeof written !== 'string') return;
    const origin = this.#mapped(written);
    if (origin === written) return;
    const whole = this.#mapped(`${site as unknown as string}`);
    define(site, [
      ['getEvalOrigin', disguise(() => origin, site.getEvalOrigin)],
      ['toString', disguise(() => whole, site.toString)],
    ]);
  }

  #mapped(words: string): string {
    return words.replace(CALLER, (written, shown: string, file: string, line: string, column: string) => {
      const place = this.#modules.place(file, Number(line), Number(column));
      if (place === undefined) return written;
      const own = shown === '<anonymous>' ? '' : shown;
      const inferred = this.#modules.inferredName(file, place, false);
      const name = inferred !== undefined && isInferred(own, inferred) ? inferred : own;
      return `eval at ${name || '<anonymous>'} (${file}:${place.line}:${place.column})`;
    });
  }

  #place(site: CallSite, failure: Failure | undefined): Place | undefined {
    const at = this.#inside.get(site) ?? site;
    const file = at.getFileName();
    const line = at.getLineNumber();
    const column = at.getColumnNumber();
    if (typeof file !== 'string' || line === null || column === null) return undefined;
    const place = this.#modules.place(file, line, column);
    if (failure === undefined || place === undefined) return place;
    return this.#modules.loadPlace(file, place, failure === 'unusable');
  }

  #createMethods(site: CallSite): Methods {
    const taught = this.#taught;
    const own = {
      getLineNumber(this: object): unknown {
        return taught.get(this)?.place.line;
      },
      getColumnNumber(this: object): unknown {
        return taught.get(this)?.place.column;
      },
      getFunctionName(this: object): unknown {
        return taught.get(this)?.name;
      },
      getTypeName(this: object): unknown {
        return taught.get(this)?.type;
      },
      toString(this: object): unknown {
        return taught.get(this)?.text;
      },
    };
    return [
      ['getFunctionName', disguise(own.getFunctionName, site.getFunctionName)],
      ['getTypeName', disguise(own.getTypeName, site.getTypeName)],
      ['getLineNumber', disguise(own.getLineNumber, site.getLineNumber)],
      ['getColumnNumber', disguise(own.getColumnNumber, site.getColumnNumber)],
      ['toString', disguise(own.toString, site.toString)],
    ];
  }
}

const isOfDefault = (site: CallSite): boolean =>
  endsWith(site.getFunctionName() ?? '', slice(DEFAULT_VALUE, USUAL_NAMES.prefix.length, DEFAULT_VALUE.length));

type Methods = readonly (readonly [name: string, method: object])[];

let sitePrototype: object | null = null;

/** What call sites inherit from; null as long as none was taught. */
export const callSitePrototype = (): object | null => sitePrototype;

function define(site: CallSite, methods: Methods): void {
  sitePrototype = getPrototypeOf(site);
  for (let i = 0; i < methods.length; i++) {
    const method = methods[i] as Methods[number];
    defineProperty(site, method[0], {
      __proto__: null,
      value: method[1],
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }
}

/** Names of a call site's own methods that are ours: without us it has none. */
export function taughtMethods(site: object): SafeSet<string | symbol> {
  const names = new SafeSet<string | symbol>();
  const keys = ownKeys(site);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol;
    const method = dataValue(site, key);
    if (typeof method === 'function' && disguisedText(method) !== undefined) names.add(key);
  }
  return names;
}

function text(site: CallSite, place: Place): string {
  const whole = `${site as unknown as string}`;
  const written = `:${site.getLineNumber()}:${site.getColumnNumber()}`;
  const at = lastIndexOf(whole, written);
  if (at < 0) return whole;
  const rest = slice(whole, at + written.length, whole.length);
  return `${slice(whole, 0, at)}:${place.line}:${place.column}${rest}`;
}
