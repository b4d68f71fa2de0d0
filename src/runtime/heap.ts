/**
 * The recorded heap, writer's side: gives objects their ids and writes their contents at first sight, nested ones breadth-first.
 *
 * Input: values from probes. Output: `content`, `proto`, `string`, `symbol` events, always before the event that needs them.
 * Invariant: an object's facts say `described` only after its content event is in the ring. Objects are never kept alive from here.
 * Not here: what is known of objects (knownObjects.ts), what each kind of object looks like (content.ts), what happens after the first sight (mutators.ts, resync.ts).
 */
import type { CaptureLimits } from '../wire/control.js';
import type { Stamped } from '../wire/probes.js';
import { CONTENT, CONTENT_FLAG, SYSTEM, TAG, WATCH } from '../wire/trace.js';
import { CONTENT_BORN, describingBirths } from './births.js';
import { Buffers } from './buffers.js';
import { describe } from './content.js';
import { ForeignClasses } from './foreignClasses.js';
import {
  changeFacts,
  FACT,
  factsOf,
  idOf,
  isFresh,
  isOwn,
  isPlain,
  knownOf,
  newRecord,
  OPEN,
  OUTSIDE,
  setFacts,
  sharesBytes,
  stamp,
  stamped,
  stampedWith,
} from './identity.js';
import { HotObjects } from './hotObjects.js';
import * as js from './intrinsics.js';
import { KeyWords } from './keyWords.js';
import { wasLost } from './lost.js';
import { KnownObjects, type KnownObjectsOptions } from './knownObjects.js';
import { isBareArray } from './natives.js';
import { isPlainData } from './plainContent.js';
import type { RingWriter } from './ring.js';
import { Scratch } from './scratch.js';
import type { StringTable } from './strings.js';
import { captureFailed } from './trouble.js';

/** Known objects that are found in resynchronised ones, at most. */
const MAX_REACH = 2000;
const CONTENT_RESYNC = 1;

export interface HeapOptions extends KnownObjectsOptions {
  readonly limits: CaptureLimits;
}

export class Heap extends KnownObjects {
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
  readonly hot: HotObjects;
  readonly foreign = new ForeignClasses();
  readonly keyWords: KeyWords;
  readonly limits: CaptureLimits;
  #capturing = false;
  #words = 0;
  #depth = 0;
  /**
   * Other code may change what is being described, and nobody has heard of all that was assigned to it (an overhead budget): so it may what that leads to. Those of it that the stream has.
   */
  #isOutside = false;
  readonly #ledTo = js.list<Stamped>();
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

  constructor(ring: RingWriter, strings: StringTable, options: HeapOptions) {
    super(ring, strings, options);
    this.limits = options.limits;
    this.hot = new HotObjects(this);
    this.keyWords = new KeyWords(strings);
    this.#births = describingBirths(this);
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
    this.#asMade(o, known);
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

  /** The object was assigned to, or a method of it called: the next time need no look, as far as that is so for all names. */
  open(o: object, known: Stamped): void {
    try {
      this.hot.used(o, known);
      if (this.isOwnView(known.facts)) this.homes.openView(known);
      else if (isOwn(known.facts)) this.homes.open(known, this.isTold(known) ? OPEN.writes | OPEN.calls : OPEN.calls);
    } catch (error) {
      captureFailed(error);
    }
  }

  /** Id of an object that is about to get a property event, described; 0 for a proxy, whose content nobody looks at. */
  written(o: object): number {
    const known = knownOf(o) ?? stamped(o);
    const isLost = !this.isCurrent(known.facts) && this.lost.has(known.facts);
    if (!isLost && !this.isCurrent(known.facts)) {
      this.#asMade(o, known);
      known.shape = undefined;
      this.#capture(o, known);
    }
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
    this.asTouched(known);
    if ((known.facts & FACT.named) === 0) this.#writeCut(o, CONTENT_FLAG.leftOut);
    changeFacts(known, this.lost.marked(known.facts));
  }

  #nameLater(o: object): void {
    const facts = factsOf(o);
    if ((facts & FACT.named) === 0 && !this.isCurrent(facts)) this.#later[this.#laterCount++] = o;
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
      if (this.#isOutside && (seen.facts & OUTSIDE) === 0) this.#ledTo[this.#ledTo.length] = seen;
      if (this.#reach !== undefined && this.#reach.length < MAX_REACH) this.#reach[this.#reach.length] = o;
      return seen.id;
    }
    if (seen !== undefined && this.lost.has(seen.facts)) return seen.id;
    const known = seen ?? stamped(o);
    this.#asMade(o, known);
    const isWithin = this.#depth < this.limits.depth && this.#words < this.limits.words;
    const isWanted = isWithin || this.#isUntold(o, known.facts);
    if (isWanted && !(this.#isInside && this.foreign.isInside(o))) {
      changeFacts(known, this.#current(known.facts) | FACT.described | (this.#isOutside ? FACT.unseen : 0));
      if (this.#isOutside) this.handedOver(known);
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

  /**
   * Of an object that is about to be described: is it still what literals and constructors make? Nobody looks at one that the stream has lost, so that other code may have had
   * it without our hearing of it (a callback returned it): to read its properties would run the accessors that such code has defined.
   */
  #asMade(o: object, known: Stamped): void {
    this.asTouched(known);
    if (isFresh(known) || !isPlain(o, known.facts) || isPlainData(o, this.limits.items)) return;
    known.shape = undefined;
    this.handedOver(known);
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
    this.#isOutside = this.lost.isAnyPossible && (known.facts & OUTSIDE) !== 0;
    describe(this, o, known, CONTENT_BORN);
    this.#isOutside = false;
    this.ring.write(this.scratch.words, this.scratch.length);
    this.#words += this.scratch.length;
    this.stillUnseen(known);
    for (let i = 0; i < this.#ledTo.length; i++) {
      const part = this.#ledTo[i] as Stamped;
      this.handedOver(part);
      changeFacts(part, part.facts | FACT.unseen);
      this.stillUnseen(part);
    }
    this.#ledTo.length = 0;
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
