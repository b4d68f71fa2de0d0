/**
 * The trace format: a stream of little-endian 32-bit words, written by the probes in the debuggee (src/runtime) and read by the
 * engine (src/store). Reader and writer share this file, and nothing else.
 *
 *   event  := header payload…
 *   header := site << 5 | tag                      (site < 2^27)
 *
 * site >= FIRST_SITE: a *site event*. The site table (wire/sites.ts) says what the site is and so which words precede the value;
 * `tag` is the tag of the value, its payload comes last:
 *
 *   kind      words before the value                        value
 *   step      -                                             -
 *   write     [scope id, if the variable is captured]       the variable's new value
 *   enter     [own id, if OWN_ID] [parent id, if PARENT]    `this` (TAG.none where the function has no own `this`)
 *   return    [own id, if OWN_ID]                           the returned value. Pops the activation if POPS, else a `leave` will
 *   leave     [own id, if OWN_ID]                           -   pops: by exception, or by a return that was held up by a user's finally
 *   scope     new id [parent id, if PARENT]                 -   a block scope instance was created in the current activation
 *   iterate   new id, old id                                -   per-iteration copy of a loop scope: values are those of old id
 *   suspend   own id                                        awaited or yielded value. Pops, the activation lives on
 *   resume    own id                                        value of the await/yield. Pushes the activation again
 *   throw     -                                             the thrown value (at a throw statement)
 *   catch     [own id, if OWN_ID]                           the caught value; OWN_ID: pushes the activation if it is suspended
 *   finally   own id                                        -   only in async and generator functions; pushes it if suspended
 *   put       object id [key word, if DYNAMIC]              the property's value as it is now
 *   delete    object id [key word, if DYNAMIC]              -
 *
 * site < FIRST_SITE: a *system event*, its number is a SYSTEM kind, `tag` is a sub-kind; word 1 is the length of the whole event in
 * words (header and length included). Layouts beside each kind below.
 *
 * A *tagged value* inside a system event is one word TAG followed by its payload.
 * A *key word* k names a property: k >= 0 is an array index; otherwise n = -k - 1, symbol id n >> 1 if n is odd, string id n >> 1 if even.
 */
/** Parts of a header, for loops over events: numbers of enums are constants in bundled code, those of other modules are loaded each time. */
export enum HEADER {
  TAG_BITS = 5,
  TAG_MASK = 31,
}
export const TAG_BITS: number = HEADER.TAG_BITS;
export const TAG_MASK: number = HEADER.TAG_MASK;

export enum TAG {
  none = 0,
  undefined = 1,
  null = 2,
  true = 3,
  false = 4,
  /** 1 word: int32 */
  int = 5,
  /** 2 words: IEEE double, low word first */
  double = 6,
  /** 1 word: string id */
  string = 7,
  /** 1 word: heap id (objects and functions) */
  object = 8,
  /** 1 word: string id of the decimal digits */
  bigint = 9,
  /** 1 word: symbol id */
  symbol = 10,
  /** no word: array hole, or property that is not there */
  hole = 11,
  /** no word: let/const/class binding before its initialisation */
  tdz = 12,
  /** no word: was not captured (for example by `--mode calls`, or capture failed) */
  unknown = 13,
  /** no word: accessor property; never called by us */
  getter = 14,
  setter = 15,
  getterAndSetter = 16,
}
export type Tag = TAG;

/** Payload words of each tag, indexed by tag. */
export const TAG_WORDS: readonly number[] = [
  0,
  0,
  0,
  0,
  0,
  1,
  2,
  1,
  1,
  1,
  1,
  0,
  0,
  0,
  0,
  0,
  0,
  ...new Array<number>(15).fill(0),
];

export enum SYSTEM {
  /** id, real length in UTF-16 units, stored units << 1 | two-byte flag, units packed 4 (Latin-1) or 2 (UTF-16) to a word, first in the low bits */
  string = 1,
  /** id, string id of the description (0: none), flags: 1 registered (Symbol.for), 2 well-known */
  symbol = 2,
  /** sub: 0 born, 1 resync. Object id, CONTENT kind, proto id (0: null prototype), size, flags, then entries to the end of the event (see ENTRY) */
  content = 3,
  /** Array.prototype.{push,pop,shift,unshift,splice}: object id, start, deleted count, then inserted tagged values */
  splice = 4,
  /** Map: object id, tagged key, tagged value */
  mapSet = 5,
  /** Set: object id, tagged value */
  setAdd = 6,
  /** Map or Set: object id, tagged key */
  remove = 7,
  /** Map or Set: object id */
  clear = 8,
  /** proto id, string id of the constructor's name (0: none), parent proto id (0: null) */
  proto = 9,
  /** string id of the file's URL, site base, number of sites, string id of the cache key of its site table */
  module = 10,
  /** a turn of the event loop begins (the instrumented stack was empty): sub TURN, who runs it. Micros as double (2 words), micros the loop was idle since the turn before (2 words) */
  turn = 11,
  /** micros as double (2 words) */
  clock = 12,
  /** sub: 1 stdout, 2 stderr. Stored units << 1 | two-byte flag, packed units as in `string` */
  output = 13,
  /** sub: 0 uncaught exception, 1 unhandled rejection. Tagged value */
  failure = 14,
  /** sub: GAP kind. Number of events or objects lost or left out */
  gap = 15,
  /** exit code, then as in `turn` */
  exit = 16,
  /** thread starts: micros as double since the process's time origin in Unix epoch micros */
  start = 17,
  /** typed array, DataView or buffer: object id, byte offset in it, byte count, bytes packed 4 to a word. Whole elements of a typed array */
  bytes = 18,
  /**
   * sub: 0 from here on uninstrumented code may change the object unseen, 1 it was looked at again and is as the stream says
   * (a `content` event says the same). Object id
   */
  watch = 19,
  /**
   * An async generator was asked for something and does not run yet: sub ASKED. Own id of its activation. What it is asked for where it can
   * answer at once needs no event, since it runs on top of who asks
   */
  asked = 20,
  /** A method of an iterator is about to be entered, which a generator in `yield*` calls that has been resumed unseen. Own id of its activation */
  delegated = 21,
  /** one of Node's functions was called that begins a network request or a connection: no payload */
  request = 22,
  /**
   * An activation goes on, or ends by an exception, as its next event says, and activations above it have ended without a word (the stack had no room for their probes). A site
   * of its function, number of activations that were below it when it began
   */
  unwound = 23,
}

/** Sub-kinds of a `turn` event; `other` includes promises and what nobody knows. */
export const TURN = { other: 0, timer: 1, network: 2 } as const;

/** Sub-kinds of an `asked` event: to be answered in its turn; to end by `return`, where nothing else is to be answered before (it waits first). */
export const ASKED = { later: 0, end: 1 } as const;

/** Sub-kinds of a `watch` event. */
export const WATCH = { unseen: 0, seen: 1 } as const;
export type SystemKind = SYSTEM;

/** What kind of object a `content` event describes, and the meaning of its `size`. */
export const CONTENT = {
  object: 0,
  /** size: length */
  array: 1,
  /** size: entries */
  map: 2,
  /** size: elements */
  set: 3,
  date: 4,
  regexp: 5,
  error: 6,
  function: 7,
  promise: 8,
  /** target and handler are never touched */
  proxy: 9,
  /** typed arrays and DataView: size: length in elements (bytes for DataView) */
  typedArray: 10,
  /** size: byte length */
  arrayBuffer: 11,
  /** Number, String, Boolean, Symbol, BigInt objects */
  boxed: 12,
  weak: 13,
  generator: 14,
  arguments: 15,
  namespace: 16,
  class: 17,
  /** anything else with internal slots of the host */
  host: 18,
  /** identity is known, content is not: over the depth or byte budget of a capture, or left out (CONTENT_FLAG) */
  cut: 19,
} as const;
export type ContentKind = (typeof CONTENT)[keyof typeof CONTENT];

/** Flags of a `content` event. */
export const CONTENT_FLAG = {
  itemsCut: 1,
  frozen: 2,
  sealed: 4,
  nonExtensible: 8,
  /** of `cut`: not for its size, but to keep to an overhead budget, or outside of a sample */
  leftOut: 16,
} as const;

/**
 * One entry of a `content` event: one word ENTRY kind | attribute flags << 8, then
 *   property   key word, tagged value                   (accessors have the accessor tags)
 *   mapEntry   tagged key, tagged value
 *   setElement tagged value
 *   slot       SLOT number, tagged value
 *   bytes      byte count, bytes packed 4 to a word
 */
export const ENTRY = { property: 0, mapEntry: 1, setElement: 2, slot: 3, bytes: 4 } as const;
export const ENTRY_FLAG = { nonEnumerable: 1, nonWritable: 2, nonConfigurable: 4, privateName: 8 } as const;

/** Internal slots, shown in place of what a getter on the prototype would compute. */
export const SLOT = {
  /** Date: epoch milliseconds */
  time: 0,
  /** RegExp */
  source: 1,
  flags: 2,
  lastIndex: 3,
  /** Error: own or inherited data property `name`, `message`, and `stack` as first captured */
  errorName: 4,
  errorMessage: 5,
  errorStack: 6,
  /** Promise: 'pending' | 'fulfilled' | 'rejected' */
  promiseState: 7,
  promiseResult: 8,
  /** boxed primitives */
  primitive: 9,
  /** function or class: own data property `name` */
  functionName: 10,
  /** typed arrays: constructor name (`Uint8Array`), their buffer, their byte offset */
  viewKind: 11,
  viewBuffer: 12,
  viewOffset: 13,
} as const;

/** Why something is missing from the stream. Every loss is one of these, counted, and shown. */
export const GAP = {
  /** --overflow drop-*: events dropped because the ring was full */
  overflow: 0,
  /** the engine's end of the socket went away */
  engineLost: 1,
  /** capture of a value failed inside our own code */
  captureFailed: 3,
  /** retention: segments dropped by --max-size */
  retention: 4,
  /** the recording file: events that were stored and cannot be read any more. Never in the stream */
  damaged: 5,
  /** left out on purpose, to stay within the overhead budget or because the turn is not in the sample; the event goes on: site of the function's entry (0: all functions), DETAIL from here on */
  budget: 6,
} as const;
export const GAP_NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(GAP).map(([name, kind]) => [kind, name]),
);
/** Kinds of gaps where something is left out: a budget, a sample, the limit of size wanted it so. What the others name should have been recorded, and is lost. */
export const LEFT_OUT: ReadonlySet<string> = new Set<keyof typeof GAP>(['retention', 'budget']);

/** What of a function is recorded. Captured variables, what built-in methods do, and what a generator or async function waits for always are. */
export const DETAIL = {
  everything: 0,
  /** no steps, and no writes of variables that live in the activation, but for parameters */
  arguments: 1,
  /** no values of calls either, and no assignments to properties: the objects are out of date until they are looked at again */
  calls: 2,
  /** not even its calls */
  counted: 3,
} as const;
export type Detail = (typeof DETAIL)[keyof typeof DETAIL];

export const header = (site: number, tag: number): number => (site << TAG_BITS) | tag;
export const headerSite = (word: number): number => word >>> TAG_BITS;
export const headerTag = (word: number): number => word & TAG_MASK;

/** Key word of a string or symbol key. */
export const stringKey = (stringId: number): number => -(stringId << 1) - 1;
export const symbolKey = (symbolId: number): number => -((symbolId << 1) | 1) - 1;
