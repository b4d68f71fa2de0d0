/**
 * Object identity: a heap id and a word of facts, kept in a record that a property of the object leads to, whose key is a private symbol of V8's:
 * what private fields are made of, but for reading one that is not there, which gives undefined.
 *
 * No code can see the property, no proxy trap fires, and frozen objects take it. Measured on Node 24: 1.5 ns to read where few hidden
 * classes are met, 15 to 20 ns with 20 and more, so that instrumented code reads it itself, at each site, and hands it to the probe (a private field
 * cannot be named there, and costs 33 ns: `#stamp in o` is a lookup of its own); a WeakMap costs 13-20 ns to read, and
 * 3-30 times as much to write. The WeakMap below is for what refuses a stamp (proxies), and for regular expressions and their prototype:
 * with another hidden class V8 takes its slow ways with them, and these show in stacks. Where V8 makes no private symbol nothing is recorded, and
 * the WeakMap has what the runtime itself knows of built-ins.
 */
import vm from 'node:vm';
import type { Shape, Stamped } from '../wire/probes.js';
import { CONTENT } from '../wire/trace.js';
import { NO_HOME } from './home.js';
import { isRegExp, SafeWeakMap } from './intrinsics.js';
import { examples, privateSymbol } from './natives.js';

const { compileFunction } = vm;

/** Word of facts. Bits 0-4: CONTENT kind, valid if `described` or `kindKnown`. */
export enum FACT {
  kindMask = 31,
  /** its content is in the stream, up to date but for what uninstrumented code did */
  described = 32,
  kindKnown = 64,
  /** a `proto` event names it */
  protoWritten = 128,
  /** callee class of a function, see callees.ts */
  calleeShift = 8,
  calleeMask = 3 << 8,
  /** of a view or buffer: another described object shows the same bytes, see buffers.ts */
  sharesBytes = 1 << 8,
  /**
   * In a bit that functions use otherwise. Of a plain object or array: instrumented code made it, and no other has had it in its hands, so
   * that all its own properties are writable data, and what is assigned to one is what it has then. Of a typed array: it is no DataView,
   * its elements can be read without running anything.
   */
  simple = 1 << 9,
  /** a `cut` content event says that it exists */
  named = 1 << 10,
  /** as a prototype: kind of its instances + 1, so that they need not be classified from scratch */
  familyShift = 11,
  familyMask = 31 << 11,
  /** the stream says that it may have changed, until Resync looks at it again */
  unseen = 1 << 16,
  /** Resync has it among those that uninstrumented code may change, and has not said that it is unseen */
  exposed = 1 << 17,
  /** generation of the stream the content is in: see Heap.forget. Of a lost object (`named`, not `described`) the window it was lost in: see lost.ts */
  generationShift = 18,
  generationMask = 0x1fff << 18,
  /** Resync holds a fingerprint of exactly what the stream says of it; the sign bit, so that `facts < 0` tests it */
  fingerprinted = 1 << 31,
}

/**
 * Parts of `opened`. An object is open to writes while that is CELL.OPEN_TO_WRITES, but for the other kind: what is assigned to one of its properties is what the property has
 * then, the stream has everything of it, and nothing else need be said or looked at. It is open to calls while that is CELL.OPEN_TO_CALLS, but for the other kind: all methods that it inherits are
 * silent. One comparison tells probes, in place of its
 * facts and its home's, which took half of what an assignment cost: the scheduler takes 15 % less CPU time (a third of that because what is seldom done is not inlined any more). Whatever changes its facts, or its home, closes it.
 * Nothing is counted there: an addition in memory for each assignment took the scheduler another 6 to 12 %.
 */
export enum OPEN {
  writes = 1,
  calls = 2,
  /** of typed arrays, which are open to writes of elements that they have */
  elements = 4,
  /** none of these: it was used since whatever was open had been closed */
  kinds = 7,
  /** between one opening and the next */
  step = 8,
}

/** Of facts: uninstrumented code may change the object. */
export const OUTSIDE = FACT.exposed | FACT.unseen;
/** Of facts: a plain object that instrumented code has just made. */
export const FRESH = FACT.simple | FACT.kindKnown | CONTENT.object;
/** The same of an array. */
export const FRESH_ARRAY = FRESH | CONTENT.array;
/** Of facts, with the generation: a plain object or array to which `simple` applies, and no prototype that instances have been described by. */
export const SIMPLE = FACT.described | FACT.simple;
export const SIMPLE_MASK =
  SIMPLE | FACT.protoWritten | FACT.generationMask | (FACT.kindMask & ~(CONTENT.object | CONTENT.array));
/** Of facts, with the generation: a typed array whose bytes no other described object shows. */
export const OWN_VIEW = FACT.described | FACT.simple | CONTENT.typedArray;
export const OWN_VIEW_MASK = OWN_VIEW | FACT.kindMask | FACT.sharesBytes | FACT.generationMask;
/** As SIMPLE_MASK, if they are FACT.simple, whether described or not. */
export const OWN_MASK = SIMPLE_MASK & ~(FACT.described | FACT.generationMask);

/** Nobody has described yet what instrumented code has just made. */
export const isFresh = ({ facts }: Stamped): boolean => facts === FRESH || facts === FRESH_ARRAY;

export function isFreshObject(value: unknown): boolean {
  const known = typeof value === 'object' && value !== null ? stampOf(value) : undefined;
  return known !== undefined && isFresh(known);
}

/** Of facts: what its home says is true of it (homes.ts), whether the stream has its content or not. */
export const isOwn = (facts: number): boolean => (facts & OWN_MASK) === FACT.simple;

/** Of facts: the object has been looked at, and is no proxy. */
export const isNoProxy = (facts: number): boolean =>
  (facts & FACT.kindKnown) !== 0 && (facts & FACT.kindMask) !== CONTENT.proxy;

export const isPlainKind = (facts: number): boolean =>
  (facts & FACT.kindMask) === CONTENT.object || (facts & FACT.kindMask) === CONTENT.array;

/** A plain object or array to which FACT.simple applies. */
export const isPlain = (o: object, facts: number): boolean =>
  (facts & FACT.simple) !== 0 && typeof o === 'object' && isPlainKind(facts);

/** The returned object becomes the `this` that a subclass's fields are added to. */
export const Returning = class {
  constructor(o: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the whole point, see above
    return o;
  }
} as new <O extends object>(
  o: O,
) => O;

/** False: this V8 makes no private symbols, so that recording would show. */
export const canStamp = privateSymbol !== undefined;

/** Key of the record. */
export const STAMP = privateSymbol ?? Symbol('elixirscope');

/** Undefined: the object is not stamped. */
export const stampOf = (o: object): Stamped | undefined =>
  canStamp ? (o as { readonly [STAMP]?: Stamped })[STAMP] : undefined;

/** Defines the property, at half the cost of assigning it; but frozen objects take it only if it is assigned. */
class Stamp extends (Returning as new (o: object) => object) {
  readonly [STAMP] = newRecord(0, undefined);
}

/**
 * Gives an array that a literal has just made its record. V8 compiles no assignment of a private symbol that an object does not have yet into the code around it (9 ns more), but defining a field with such a key: of
 * arrays alone, of which there are few hidden classes. The record is made where it is stored: in a variable of the module V8 had to remember each.
 */
export const stampFreshArray = (made: object): Stamped =>
  (new FreshArray(made) as { readonly [STAMP]?: Stamped })[STAMP] as Stamped;

/**
 * With a constructor of its own that returns what the one above has returned: inside of a `try`, where all recorded code stands, V8 asks at each call which constructor is the next one that does anything, and calls that
 * without inlining it. With the one that a class has by default that took 33 ns for an array, with this one 23 (19 where there is no `try`).
 */
const FreshArray = (
  compileFunction('return class extends R{constructor(o){return super(o)}[S]=record()}', ['R', 'S', 'record']) as (
    base: typeof Returning,
    key: symbol,
    record: () => Stamped,
  ) => new (
    o: object,
  ) => object
)(Returning, STAMP, () => newRecord(FRESH_ARRAY, undefined));

const regexpPrototype = RegExp.prototype;
const unstamped = new SafeWeakMap<object, Stamped>();
let next = 1;

/** A new heap id, for an object, an activation or a scope instance. */
export function newId(): number {
  return next++;
}

/** Undefined: never seen. */
export const knownOf = (o: object): Stamped | undefined => stampOf(o) ?? unstamped.get(o);

/** Seen, and without a stamp. */
export const isKeptAside = (o: unknown): boolean => unstamped.has(o as object);

/** 0: never seen. */
export const idOf = (o: object): number => knownOf(o)?.id ?? 0;

export const factsOf = (o: object): number => knownOf(o)?.facts ?? 0;

/** CONTENT kind, as far as it is known. */
export const knownKind = (o: object): number => factsOf(o) & FACT.kindMask;

/** Is it a view or buffer whose bytes other described objects show, too? */
export function sharesBytes(o: object): boolean {
  const facts = factsOf(o);
  const kind = facts & FACT.kindMask;
  return (facts & FACT.sharesBytes) !== 0 && (kind === CONTENT.typedArray || kind === CONTENT.arrayBuffer);
}

/** Only for objects that have an id. */
export function setFacts(o: object, facts: number): void {
  const known = knownOf(o);
  if (known !== undefined) changeFacts(known, facts);
}

export function changeFacts(known: Stamped, facts: number): void {
  (known as { facts: number }).facts = facts;
  close(known);
}

/** The next assignment, and the next call of a method, is looked at, see OPEN. */
export function close(known: Stamped): void {
  known.opened &= ~OPEN.kinds;
}

/** Gives an object without an id its id. */
export const stamp = (o: object): number => stamped(o).id;

export const newRecord = (facts: number, shape: Shape | undefined): Stamped => ({
  id: next++,
  facts,
  opened: 0,
  home: NO_HOME,
  below: undefined,
  shape,
});

/** Of an object that has just been made, and takes any property. */
export function stampedWith<O extends object>(o: O, made: Stamped): O {
  (o as { [STAMP]?: Stamped })[STAMP] = made;
  return o;
}

export function stamped(o: object): Stamped {
  const isDefinable = canStamp && !isRegExp(o) && o !== regexpPrototype;
  const defined = isDefinable ? stampDefined(o) : undefined;
  if (defined !== undefined) return defined;
  const made = newRecord(0, undefined);
  if (!isDefinable || !isAssigned(o, made)) unstamped.set(o, made);
  return made;
}

function stampDefined(o: object): Stamped | undefined {
  try {
    return (new Stamp(o) as { readonly [STAMP]?: Stamped })[STAMP];
  } catch {
    return undefined;
  }
}

function isAssigned(o: object, made: Stamped): boolean {
  try {
    (o as { [STAMP]?: Stamped })[STAMP] = made;
    return true;
  } catch {
    return false;
  }
}

// As newRecord does, without an id: with any other kind of value the probes had to look what a stamp is (splay took a sixth more CPU time).
for (const example of examples)
  stampedWith(example, { id: 0, facts: 0, opened: 0, home: NO_HOME, below: undefined, shape: undefined });
