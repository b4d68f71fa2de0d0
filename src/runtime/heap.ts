/**
 * The recorded heap, writer's side: gives objects their ids and writes their contents at first sight, nested ones breadth-first.
 *
 * Input: values from probes. Output: `content`, `proto`, `string`, `symbol` events, always before the event that needs them.
 * Invariant: an object's facts say `described` only after its content event is in the ring. Objects are never kept alive from here.
 * Not here: what each kind of object looks like (content.ts), what happens after the first sight (mutators.ts, resync.ts).
 */
import type { CaptureLimits, RecordMode } from '../wire/control.js';
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { CONTENT, CONTENT_FLAG, SYSTEM, TAG, WATCH } from '../wire/trace.js';
import { CONTENT_BORN, describingBirths, TouchedBirths } from './births.js';
import { Buffers } from './buffers.js';
import { describe } from './content.js';
import { ForeignClasses } from './foreignClasses.js';
import {
  changeFacts,
  FACT,
  factsOf,
  FRESH,
  FRESH_ARRAY,
  idOf,
  isOwn,
  isPlain,
  isPlainKind,
  knownOf,
  newRecord,
  OPEN,
  OWN_VIEW,
  OWN_VIEW_MASK,
  setFacts,
  sharesBytes,
  SIMPLE,
  SIMPLE_MASK,
  stamp,
  stamped,
  stampedWith,
  stampOf,
} from './identity.js';
import { NO_HOME } from './home.js';
import { Homes } from './homes.js';
import { HotObjects } from './hotObjects.js';
import { InheritedBefore } from './inheritedBefore.js';
import * as js from './intrinsics.js';
import { KeyWords } from './keyWords.js';
import { LostObjects, wasLost } from './lost.js';
import { isBareArray } from './natives.js';
import { Prototypes } from './prototypes.js';
import type { RingWriter } from './ring.js';
import { Scratch } from './scratch.js';
import type { StringTable } from './strings.js';
import { captureFailed } from './trouble.js';

/** Known objects that are found in resynchronised ones, at most. */
const MAX_REACH = 2000;
const CONTENT_RESYNC = 1;

export interface HeapOptions {
  readonly limits: CaptureLimits;
  readonly redact: readonly string[];
  readonly mode: RecordMode;
}

export class Heap {
  /** payload words of the value that {@link tagOf} looked at last */
  w0 = 0;
  w1 = 0;
  /** words of all contents that were written because somebody saw an object */
  seenWords = 0;
  /** an error is about to be described: its message must be the program's */
  repair: (error: object) => void = () => {};
  /** a promise was described as pending */
  describedPending: (promise: object) => void = () => {};
  /** an array was described whose length cannot be assigned */
  describedFixed: (array: object) => void = () => {};
  /** an instance of a class that is not recorded was described: known objects that it leads to, such instances or what these lead to */
  describedForeign: (held: readonly object[]) => void = () => {};
  readonly scratch = new Scratch();
  readonly buffers = new Buffers(this);
  readonly homes: Homes;
  readonly hot: HotObjects;
  readonly foreign = new ForeignClasses();
  readonly inherited = new InheritedBefore();
  readonly lost = new LostObjects();
  readonly touched = new TouchedBirths();
  readonly prototypes: Prototypes;
  readonly keyWords: KeyWords;
  readonly redacted: js.SafeSet<string | symbol> = new js.SafeSet<string | symbol>();
  readonly limits: CaptureLimits;
  /** FACT.simple holds for good, and not only until the object is described: `--mode calls` has no probes around calls of other code */
  readonly hearsOfCalls: boolean;
  #capturing = false;
  #words = 0;
  #depth = 0;
  /** what is described is in an instance of a familiar class, see foreignClasses.ts */
  #isInside = false;
  readonly #births: ReturnType<typeof describingBirths>;
  readonly #queue = js.list<object | undefined>();
  readonly #depths = js.list<number>();
  readonly #insides = js.list<boolean>();
  readonly #known = js.list<Stamped | undefined>();
  #queued = 0;
  #reach: object[] | undefined;
  /** named, but not to be described in this capture */
  readonly #later = js.list<object | undefined>();
  #laterCount = 0;

  constructor(
    readonly ring: RingWriter,
    readonly strings: StringTable,
    options: HeapOptions,
  ) {
    this.prototypes = new Prototypes(ring, strings);
    this.homes = new Homes(ring.C, (prototype) => this.prototypes.id(prototype));
    this.limits = options.limits;
    this.hearsOfCalls = options.mode === 'full';
    this.hot = new HotObjects(this);
    this.keyWords = new KeyWords(strings);
    for (const name of options.redact) this.redacted.add(name);
    this.#births = describingBirths(this);
  }

  /** Caches of methods are out of date when it grows. */
  get prototypesChanged(): number {
    return this.ring.C[CELL.PROTOTYPES] as number;
  }

  /** An object with these facts is written, or handed to code that may write it. */
  mayChangePrototype(o: object, facts: number): void {
    if ((facts & FACT.protoWritten) === 0) return;
    this.inherited.forget(o);
    this.mayChangePrototypes();
  }

  /** Any of them. */
  mayChangePrototypes(): void {
    const { C } = this.ring;
    this.homes.closeAll();
    C[CELL.PROTOTYPES] = (C[CELL.PROTOTYPES] as number) + 1;
  }

  // Not `#generation`: an accessor with such a name is a call of V8's runtime.
  private get generation(): number {
    return this.ring.C[CELL.GENERATION] as number;
  }

  /** Tag of a value; its payload is in w0, w1. Writes first what the value needs. */
  tagOf(value: unknown): number {
    switch (typeof value) {
      case 'object':
        if (value === null) return TAG.null;
        this.w0 = this.#capturing ? this.#nested(value) : this.ref(value);
        return TAG.object;
      case 'function':
        this.w0 = this.#capturing ? this.#nested(value) : this.ref(value);
        return TAG.object;
      case 'number':
        return this.#number(value);
      case 'string':
        this.w0 = this.strings.id(value);
        return TAG.string;
      case 'boolean':
        return value ? TAG.true : TAG.false;
      case 'undefined':
        return TAG.undefined;
      case 'bigint':
        this.w0 = this.strings.bigint(value);
        return TAG.bigint;
      case 'symbol':
        this.w0 = this.strings.symbol(value);
        return TAG.symbol;
    }
  }

  /** Id of an object whose content is in the stream, now if not before. */
  ref(o: object): number {
    const known = knownOf(o);
    if (known === undefined) return this.#capture(o, stamped(o));
    if (this.isCurrent(known.facts) || this.lost.has(known.facts)) return known.id;
    this.#asTouched(known);
    return (known.shape !== undefined && this.#births.birth(o, known)) || this.#capture(o, known);
  }

  /**
   * The same of an array without a stamp, of which most are plain: arguments and results in `--mode calls`, where arrays get no stamp when they are made (the solver takes 5 %
   * less CPU time there). Asked in `ref`, it cost splay a tenth in full.
   */
  refOfArray(o: unknown[]): number {
    if (!isBareArray(o)) return this.ref(o);
    const made = newRecord(0, undefined);
    stampedWith(o, made);
    return this.#births.plainArray(o, made) ? made.id : this.ref(o);
  }

  isDescribed(o: object): boolean {
    return this.isCurrent(factsOf(o));
  }

  /** Of facts: the object's content is in the stream. */
  isCurrent(facts: number): boolean {
    return (facts & (FACT.described | FACT.generationMask)) === (FACT.described | this.generation);
  }

  /** See FACT.simple; no prototype that instances have been described by. */
  isSimple(facts: number): boolean {
    return (facts & SIMPLE_MASK) === (SIMPLE | this.generation);
  }

  /** Of facts: a typed array whose bytes no other described object shows. */
  isOwnView(facts: number): boolean {
    return (facts & OWN_VIEW_MASK) === (OWN_VIEW | this.generation);
  }

  /** An object that instrumented code has just made: the value of a plain literal, or what a base class's constructor begins with. */
  fresh(o: object): void {
    if (idOf(o) === 0) changeFacts(stamped(o), js.isArray(o) ? FRESH_ARRAY : FRESH);
  }

  /** The same, of one without properties that is not described now: what its home says of it holds already. */
  born(o: object): void {
    if (stampOf(o) === undefined) this.fresh(o);
    const known = stampOf(o);
    if (known !== undefined && known.home === NO_HOME && isOwn(known.facts))
      this.homes.enter(known, js.getPrototypeOf(o), false);
  }

  /** The object was assigned to, or a method of it called: the next time need no look, as far as that is so for all names. */
  open(o: object, known: Stamped): void {
    try {
      if (this.isCurrent(known.facts)) this.hot.used(o, known);
      if (this.isOwnView(known.facts)) this.homes.openView(known);
      else if (isOwn(known.facts)) this.homes.open(known, this.#isTold(known) ? OPEN.writes | OPEN.calls : OPEN.calls);
    } catch (error) {
      captureFailed(error);
    }
  }

  /** The stream has everything of a simple object, as it is, and nothing else has to hear of it. */
  #isTold({ facts }: Stamped): boolean {
    return facts >= 0 && this.isSimple(facts) && this.redacted.size === 0;
  }

  #asTouched(known: Stamped): void {
    if (!this.touched.has(known)) return;
    known.shape = undefined;
    this.handedOver(known);
  }

  /** Uninstrumented code has had the object in its hands. */
  handedOver(known: Stamped): void {
    const { facts } = known;
    // A function's facts have another meaning for that bit.
    if ((facts & FACT.simple) !== 0 && (facts & FACT.kindKnown) !== 0 && isPlainKind(facts))
      changeFacts(known, facts & ~FACT.simple);
  }

  /** Id of an object that is about to get a property event, described; 0 for a proxy, whose content nobody looks at. */
  written(o: object): number {
    const known = knownOf(o) ?? stamped(o);
    this.#asTouched(known);
    known.shape = undefined;
    const isLost = !this.isCurrent(known.facts) && this.lost.has(known.facts);
    if (!isLost && !this.isCurrent(known.facts)) this.#capture(o, known);
    changeFacts(known, known.facts & ~FACT.fingerprinted);
    this.mayChangePrototype(o, known.facts);
    const isProxy = isLost ? js.isProxy(o) : (known.facts & FACT.kindMask) === CONTENT.proxy;
    return isProxy ? 0 : known.id;
  }

  /** It has been changed, and nobody says how: whoever sees it in a later window describes it. */
  lose(o: object, known = knownOf(o)): void {
    if (known === undefined) return;
    if ((known.facts & (FACT.described | FACT.protoWritten)) === 0) {
      if (sharesBytes(o)) this.loseShown(o);
      return;
    }
    this.mayChangePrototype(o, known.facts);
    if (!this.isCurrent(known.facts)) return;
    this.ring.system(SYSTEM.watch, WATCH.unseen, [known.id]);
    changeFacts(known, this.lost.marked(known.facts & ~(FACT.described | FACT.fingerprinted)));
    this.loseShown(o);
  }

  /** The bytes of a view or buffer have been changed: so have the others that show them. */
  loseShown(o: object): void {
    const others = this.buffers.others(o);
    for (let i = 0; i < others.length; i++) this.lose(others[i] as object);
  }

  /** The stream says something new of a described object: what Resync compared it with is out of date. */
  changed(o: object): void {
    const facts = factsOf(o);
    if (facts < 0) setFacts(o, facts & ~FACT.fingerprinted);
  }

  /** An object with this prototype is about to be described: what it holds is inside of it from here on, if its class is familiar. */
  holds(prototype: object | null): void {
    if (!this.#isInside) this.#isInside = this.foreign.isFamiliar(prototype);
  }

  /** Id without content, for objects whose content is not wanted here: a later direct sight describes them. */
  nameOnly(o: object): number {
    const id = idOf(o) || stamp(o);
    this.#nameLater(o);
    return id;
  }

  /** Of an object that is about to be named: its content is not wanted. Unless the stream has it, the object counts as lost (lost.ts). */
  loseContent(o: object, known = knownOf(o) ?? stamped(o)): void {
    if (this.isCurrent(known.facts) || this.lost.has(known.facts)) return;
    this.#asTouched(known);
    if ((known.facts & FACT.named) === 0) this.#writeCut(o, CONTENT_FLAG.leftOut);
    changeFacts(known, this.lost.marked(known.facts));
  }

  #nameLater(o: object): void {
    const facts = factsOf(o);
    if ((facts & FACT.named) === 0 && !this.isCurrent(facts)) this.#later[this.#laterCount++] = o;
  }

  /** Contents written so far may be lost to the reader (drop policies): describe again when next seen. */
  forget(): void {
    this.ring.C[CELL.GENERATION] = (this.generation + (1 << FACT.generationShift)) & FACT.generationMask;
    this.homes.closeAll();
  }

  #number(value: number): number {
    const int = value | 0;
    if (int === value && (int !== 0 || 1 / value > 0)) {
      this.w0 = int;
      return TAG.int;
    }
    const { D, X } = this.ring;
    D[0] = value;
    this.w0 = X[0] ?? 0;
    this.w1 = X[1] ?? 0;
    return TAG.double;
  }

  /** Whoever has the object that is looked at can get at this one, which is no part of its content. */
  leadsTo(o: object): void {
    const known = knownOf(o);
    if (this.#reach === undefined || known === undefined || !this.isCurrent(known.facts)) return;
    if (this.#reach.length < MAX_REACH) this.#reach[this.#reach.length] = o;
  }

  /** An object found inside another: described later in this capture if the budget allows. */
  #nested(o: object): number {
    const seen = knownOf(o);
    if (seen !== undefined && this.isCurrent(seen.facts)) {
      if (this.#reach !== undefined && this.#reach.length < MAX_REACH) this.#reach[this.#reach.length] = o;
      return seen.id;
    }
    if (seen !== undefined && this.lost.has(seen.facts)) return seen.id;
    const known = seen ?? stamped(o);
    this.#asTouched(known);
    const isWithin = this.#depth < this.limits.depth && this.#words < this.limits.words;
    const isWanted = isWithin || this.#isUntold(o, known.facts);
    if (isWanted && !(this.#isInside && this.foreign.isInside(o))) {
      changeFacts(known, this.#current(known.facts) | FACT.described);
      this.#queue[this.#queued] = o;
      this.#known[this.#queued] = known;
      this.#insides[this.#queued] = this.#isInside;
      this.#depths[this.#queued++] = this.#depth + 1;
    } else {
      this.#nameLater(o);
    }
    return known.id;
  }

  /**
   * Made by a literal or constructor of instrumented code, and never described: limits of a capture are for what somebody else has made. The program
   * has spent more on making each of them than it takes to describe it, once.
   */
  #isUntold(o: object, facts: number): boolean {
    return (facts & FACT.described) === 0 && isPlain(o, facts);
  }

  #current(facts: number): number {
    return (facts & ~FACT.generationMask) | this.generation;
  }

  #begin(): void {
    this.#capturing = true;
    this.#queued = 0;
    this.#words = 0;
    this.#depth = 0;
    this.#isInside = false;
  }

  #capture(root: object, known: Stamped): number {
    if (this.#capturing) return known.id;
    const isAgain = wasLost(known.facts);
    this.#begin();
    const reach = known.shape?.isLiteral !== true && this.foreign.isInstance(root) ? js.list<object>() : undefined;
    let done = -1;
    try {
      this.#reach = reach;
      changeFacts(known, this.#current(known.facts) | FACT.described);
      this.#write(root, known);
      for (done = 0; done < this.#queued; done++) this.#writeQueued(done);
      this.#writeLater();
    } catch (error) {
      if (done < 0) changeFacts(known, known.facts & ~FACT.described);
      throw error;
    } finally {
      this.#reach = undefined;
      this.#abandonQueue(done);
      this.#capturing = false;
    }
    this.seenWords += this.#words;
    if (isAgain) this.lost.described(this.#words);
    if (reach !== undefined && reach.length > 0) this.describedForeign(reach);
    return known.id;
  }

  #writeQueued(index: number): void {
    const o = this.#queue[index];
    if (o === undefined) return;
    this.#depth = this.#depths[index] ?? 0;
    this.#isInside = this.#insides[index] === true;
    const known = this.#known[index] as Stamped;
    if (this.#words < this.limits.words || isPlain(o, known.facts)) this.#write(o, known);
    else this.#writeCut(o);
    this.#queue[index] = undefined;
  }

  /** After a failure: objects still queued are not described. */
  #abandonQueue(from: number): void {
    for (let i = from < 0 ? 0 : from; i < this.#queued; i++) {
      const o = this.#queue[i];
      if (o !== undefined) setFacts(o, factsOf(o) & ~FACT.described);
      this.#queue[i] = undefined;
    }
    this.#queued = 0;
  }

  #writeLater(): void {
    for (let i = 0; i < this.#laterCount; i++) {
      const o = this.#later[i];
      this.#later[i] = undefined;
      // It may be in the list twice.
      if (o !== undefined && (factsOf(o) & FACT.named) === 0 && !this.isDescribed(o)) this.#writeCut(o);
    }
    this.#laterCount = 0;
  }

  #writeCut(o: object, flags = 0): void {
    setFacts(o, (factsOf(o) & ~FACT.described) | FACT.named);
    const prototype = js.isProxy(o) ? null : js.getPrototypeOf(o);
    this.ring.system(SYSTEM.content, CONTENT_BORN, [idOf(o), CONTENT.cut, this.prototypes.id(prototype), 0, flags]);
  }

  #write(o: object, known: Stamped): void {
    describe(this, o, known, CONTENT_BORN);
    this.ring.write(this.scratch.words, this.scratch.length);
    this.#words += this.scratch.length;
    this.stillUnseen(known);
  }

  /** Its content is in the stream, which the reader takes for current; but nobody looks at it from now on either. */
  stillUnseen({ facts, id }: Stamped): void {
    if ((facts & FACT.unseen) !== 0) this.ring.system(SYSTEM.watch, WATCH.unseen, [id]);
  }

  /**
   * Composes the content of a known object once more, and writes it if `isNew` says so of its fingerprint. Objects first seen in it are
   * described after it; known ones that it names are added to `reach`.
   */
  resync(o: object, isNew: (fingerprint: number) => boolean, reach: object[] | undefined): void {
    const known = knownOf(o);
    if (this.#capturing || known === undefined) return;
    this.#begin();
    let done = 0;
    try {
      this.#reach = reach;
      describe(this, o, known, CONTENT_RESYNC);
      this.#reach = undefined;
      if (isNew(this.scratch.fingerprint())) this.ring.write(this.scratch.words, this.scratch.length);
      for (; done < this.#queued; done++) this.#writeQueued(done);
      this.#writeLater();
    } finally {
      this.#reach = undefined;
      this.#abandonQueue(done);
      this.#capturing = false;
    }
  }
}
