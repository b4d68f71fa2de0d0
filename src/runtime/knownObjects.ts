/**
 * What is known of the objects of a stream, and for how long: facts of one object (identity.ts) mean something next to the stream's generation, what its prototype means for it (homes.ts), what was left
 * out (lost.ts), and whether anybody else has had it in their hands.
 *
 * The heap's lower part: what is asked and noted of objects without describing any.
 */
import type { RecordMode } from '../wire/control.js';
import type { Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { TouchedBirths } from './births.js';
import {
  changeFacts,
  FACT,
  factsOf,
  FRESH,
  FRESH_ARRAY,
  idOf,
  isOwn,
  isPlainKind,
  OWN_VIEW,
  OWN_VIEW_MASK,
  setFacts,
  SIMPLE,
  SIMPLE_MASK,
  stamped,
  stampOf,
} from './identity.js';
import { NO_HOME } from './home.js';
import { Homes } from './homes.js';
import { InheritedBefore } from './inheritedBefore.js';
import * as js from './intrinsics.js';
import { LostObjects } from './lost.js';
import { Prototypes } from './prototypes.js';
import type { RingWriter } from './ring.js';
import type { StringTable } from './strings.js';

export interface KnownObjectsOptions {
  readonly redact: readonly string[];
  readonly mode: RecordMode;
}

export class KnownObjects {
  readonly homes: Homes;
  readonly inherited = new InheritedBefore();
  readonly lost = new LostObjects();
  readonly touched = new TouchedBirths();
  readonly prototypes: Prototypes;
  readonly redacted: js.SafeSet<string | symbol> = new js.SafeSet<string | symbol>();
  /** FACT.simple holds for good, and not only until the object is described: `--mode calls` has no probes around calls of other code */
  readonly hearsOfCalls: boolean;

  constructor(
    readonly ring: RingWriter,
    readonly strings: StringTable,
    { redact, mode }: KnownObjectsOptions,
  ) {
    this.prototypes = new Prototypes(ring, strings);
    this.homes = new Homes(ring.C, (prototype) => this.prototypes.id(prototype));
    this.hearsOfCalls = mode === 'full';
    for (const name of redact) this.redacted.add(name);
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
  protected get generation(): number {
    return this.ring.C[CELL.GENERATION] as number;
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

  /** The stream has everything of a simple object, as it is, and nothing else has to hear of it. */
  protected isTold({ facts }: Stamped): boolean {
    return facts >= 0 && this.isSimple(facts) && this.redacted.size === 0;
  }

  /** Of an object that is about to be described or lost: is it what literals and constructors make no more? */
  protected asTouched(known: Stamped): void {
    if (!this.touched.has(known)) return;
    known.shape = undefined;
    this.handedOver(known);
  }

  /** Other code has run. Where results of calls are left out, a callback may have given it whatever nobody has described since it was made. */
  othersRan(): void {
    if (this.lost.isAnyPossible) this.touched.now();
  }

  /** Uninstrumented code has had the object in its hands. */
  handedOver(known: Stamped): void {
    const { facts } = known;
    // A function's facts have another meaning for that bit.
    if ((facts & FACT.simple) !== 0 && (facts & FACT.kindKnown) !== 0 && isPlainKind(facts))
      changeFacts(known, facts & ~FACT.simple);
  }

  /** The stream says something new of a described object: what Resync compared it with is out of date. */
  changed(o: object): void {
    const facts = factsOf(o);
    if (facts < 0) setFacts(o, facts & ~FACT.fingerprinted);
  }

  /** Contents written so far may be lost to the reader (drop policies): describe again when next seen. */
  forget(): void {
    this.ring.C[CELL.GENERATION] = (this.generation + (1 << FACT.generationShift)) & FACT.generationMask;
    this.homes.closeAll();
  }
}
