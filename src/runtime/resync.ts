/**
 * Repair of what is known about objects that uninstrumented code may have changed: after calls it made, and again when control comes
 * back from the event loop. Only objects in the stream are looked at; one whose fingerprint is unchanged writes nothing.
 *
 * Bounds: {@link REACH} objects per call (fewer where that has taken too much) and a share of the program's time for more of them, twice {@link RECENT} remembered (weakly) for the
 * next turns, and a share of the time per turn. What is handed over may be kept, and what it leads to may be changed: whatever of that is not looked at
 * when uninstrumented code may have run, or not remembered any more, is named by a `watch` event.
 */
import { makesRequest } from './network.js';
import { CONTENT, SYSTEM, WATCH } from '../wire/trace.js';
import { CALLEE, isSilent, setCalleeClass } from './callees.js';
import { Exposure } from './exposure.js';
import { Fingerprints, NativeFunctions } from './fingerprints.js';
import type { Heap } from './heap.js';
import { NO_HOME } from './home.js';
import { changeFacts, FACT, factsOf, idOf, knownOf, OUTSIDE, sharesBytes, stamped } from './identity.js';
import * as js from './intrinsics.js';
import type { Stamped } from '../wire/probes.js';
import type { Call, Mutators } from './mutators.js';
import { isContainer, knownParts } from './newParts.js';
import { noneIsFunction } from './operands.js';
import { PendingPromises } from './pending.js';
import { proxyTarget } from './proxies.js';
import { Round } from './round.js';
import { TimeBudget, type TimeBudgetOptions } from './timeBudget.js';
import { Latest } from './weakList.js';

/** Objects that are looked at after a call, whatever time it takes, and at most. */
const REACH = 64;
const MOST = 1000;
const REACH_OF_CALLBACK = 8;
const REACH_OF_INSTANCE = 2;
/** A server would spend nearly all its time on that: once it has taken so much more than its share, only so many are looked at, nearest first. */
const OVERDRAWN_MS = 200;
const REACH_OVERDRAWN = 2;
const RECENT = 128;
const FIXED_LENGTHS = 16;
const TIME: TimeBudgetOptions = { share: 0.05, savedMs: 20, atOnceMs: 1 };

export class Resync {
  readonly #heap: Heap;
  readonly #fingerprints = new Fingerprints();
  readonly #natives = new NativeFunctions();
  /** what uninstrumented functions were bound to, `this` and arguments */
  readonly #bound = new js.SafeWeakMap<object, readonly unknown[]>();
  /** those of them that were native */
  readonly #boundNatives = new js.SafeWeakSet<object>();
  /** those that change what they were bound to alone: `push.bind(list)` */
  readonly #boundMutators = new js.SafeWeakSet<object>();
  /** handed over lately */
  readonly #recent = new Latest(RECENT, (o) => this.#drop(o));
  /** Arrays whose length cannot be assigned: `pop` and `shift` delete an element before they throw, so that no probe behind them runs. */
  readonly fixedLengths = new Latest(FIXED_LENGTHS, (o) => this.#drop(o));
  readonly #pending: PendingPromises;
  #cursor = 0;
  readonly #time: TimeBudget;
  /** what the call that is looked at handed over, and what that leads to */
  readonly #given = js.list<object>();
  /** one of those handed over lately, and what it leads to */
  readonly #found = js.list<object>();
  readonly #exposure: Exposure;

  constructor(heap: Heap, time: TimeBudgetOptions = TIME) {
    this.#heap = heap;
    this.#exposure = new Exposure(heap);
    this.#time = new TimeBudget(time);
    heap.describedFixed = (array) => this.fixedLengths.add(array);
    heap.describedForeign = (held) => this.#met(held);
    this.#pending = new PendingPromises(heap, {
      settled: (promise) => this.touch(promise),
      dropped: (promise) => this.#drop(promise),
    });
  }

  /** After a call of any function with this receiver and these arguments; `f` is undefined where the callee could not be named. */
  after(f: unknown, call: Call, mutators: Mutators): void {
    if (typeof f === 'function') {
      if (isSilent(f)) return;
      if (mutators.record(f, call)) return this.#looksAtBound(f);
    }
    this.ran(f, call.receiver, call.args, call.result);
  }

  /** The same for a callee that is not silent, with some of the arguments, objects among them: what a known one did is found by comparing. */
  ran(f: unknown, receiver: unknown, operands: readonly unknown[], result: unknown): void {
    if (makesRequest(f)) this.#heap.ring.system(SYSTEM.request, 0, []);
    if (!this.#isBoundMutator(f) || !noneIsFunction(operands))
      this.#foreign(receiver, operands, typeof f !== 'function' || f === js.evaluate || !this.#isNative(f));
    this.#looksAtBound(f);
    this.#returned(result);
  }

  /** What nobody has looked at, and the program has again. */
  #returned(result: unknown): void {
    if (typeof result !== 'object' || result === null) return;
    const known = knownOf(result);
    if (known !== undefined && (known.facts & FACT.unseen) !== 0 && !this.#isOverdrawn()) this.touch(result);
  }

  /** Native functions act on nothing that they are not given, but for bound ones. */
  #isNative(f: object): boolean {
    return this.#natives.is(f, idOf(f)) || this.#boundNatives.has(f);
  }

  #looksAtBound(f: unknown): void {
    const bound = typeof f === 'function' ? this.#bound.get(f) : undefined;
    if (bound === undefined) return;
    if (this.#isBoundMutator(f)) this.touch(bound[0]);
    else this.#foreign(undefined, bound, false);
  }

  #isBoundMutator(f: unknown): boolean {
    return typeof f === 'function' && this.#boundMutators.has(f);
  }

  /** After a call of a function that changes nothing itself: one it was given may have been called. */
  callbacks(receiver: unknown, args: readonly unknown[]): void {
    let areLookedAt = false;
    for (let i = 0; i < args.length; i++) {
      const f = args[i];
      if (typeof f !== 'function' || isSilent(f)) continue;
      const isMutator = this.#isBoundMutator(f);
      if (!areLookedAt && !isMutator) this.#foreign(receiver, args, !this.#isNative(f));
      areLookedAt ||= !isMutator;
      this.#looksAtBound(f);
    }
  }

  /** A bound function does what its target does, to what it was bound to. */
  bound(target: unknown, args: readonly unknown[], result: unknown, mutators: Mutators): void {
    if (typeof target !== 'function' || typeof result !== 'function') return;
    if (isSilent(target)) return setCalleeClass(result, CALLEE.silent);
    this.#bound.set(result, args);
    if (this.#isNative(target)) this.#boundNatives.add(result);
    if (args.length === 1 && mutators.changesReceiver(target)) this.#boundMutators.add(result);
    // What a getter gives is called without anybody knowing what it is.
    for (let i = 0; i < args.length; i++) {
      const o = args[i];
      if (typeof o === 'object' && o !== null) this.reachableLater(o, knownOf(o) ?? stamped(o));
    }
  }

  /** Looks at what a call was given, and, if the callee closes over more, at what was handed over before. */
  #foreign(receiver: unknown, args: readonly unknown[], closesOver: boolean): void {
    if (closesOver) this.#heap.othersRan();
    const keeps = closesOver && this.#heap.lost.isAnyPossible;
    this.#give(receiver, keeps);
    for (let i = 0; i < args.length; i++) this.#give(args[i], keeps);
    if (this.#given.length > 0 || (closesOver && !this.#exposure.isEmpty)) {
      const round = this.#round(REACH, 0);
      this.#lookThrough(this.#given, round);
      if (closesOver) this.#lookAtRecent(round);
      this.#time.end(round.piece);
    }
    this.#pending.ask();
  }

  /** Code that is not instrumented calls back, with these values; `isTurn`: the event loop does, and {@link turn} has been told. */
  entered(values: readonly unknown[], isTurn: boolean): void {
    this.#heap.othersRan();
    if (!this.#heap.hearsOfCalls) return this.#closeUntold(values);
    for (let i = 0; i < values.length; i++) this.#handOver(values[i], this.#heap.lost.isAnyPossible);
    const asksOthers = !isTurn && this.#isAnyOutside();
    if (asksOthers || this.#given.length > 0) {
      const round = this.#round(REACH_OF_CALLBACK, 0);
      this.#lookThrough(this.#given, round);
      if (!isTurn) this.#lookAtRecent(round);
      this.#time.end(round.piece);
    }
    if (!isTurn) this.#pending.ask();
  }

  /**
   * With `--mode calls` nothing is looked at: calls of other code have no probes, and an object is shown as it was when it was first seen (query/callsOnly.ts). But what
   * nobody has described yet may have accessors by now. (Walking trees with callbacks, a formatter's thread took a third of its time to look at arguments.)
   */
  #closeUntold(values: readonly unknown[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== 'object' || value === null) continue;
      const known = knownOf(value);
      if (known !== undefined && !this.#heap.isCurrent(known.facts)) this.#heap.handedOver(known);
    }
  }

  /** Uninstrumented code may have objects of the program's. */
  #isAnyOutside(): boolean {
    return !this.#recent.isEmpty || !this.#exposure.isEmpty;
  }

  #round(objects: number, roots: number): Round {
    const piece = this.#time.begin();
    this.#heap.inherited.begin();
    return this.#isOverdrawn() ? new Round(piece, REACH_OVERDRAWN, 0, true) : new Round(piece, objects, roots, false);
  }

  #isOverdrawn(): boolean {
    return this.#time.isOverdrawn(OVERDRAWN_MS);
  }

  /** The value, and known objects in one that is new. `keeps`: see {@link #handOver} */
  #give(value: unknown, keeps = false): void {
    this.#handOver(value, keeps);
    if (!isContainer(value) || this.#heap.isCurrent(factsOf(value))) return;
    const parts = knownParts(value, this.#heap);
    for (let i = 0; i < parts.length; i++) this.#handOver(parts[i]);
  }

  /** `keeps`: other code may keep it, and the stream has it later: where a budget leaves things out, not all that the program still knows has been described. */
  #handOver(value: unknown, keeps = false): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    const known = knownOf(value);
    if (known === undefined) return this.#lookAtOthers(value);
    if (keeps && !this.#heap.isCurrent(known.facts)) this.reachableLater(value, known);
    this.#heap.mayChangePrototype(value, known.facts);
    if (!this.#heap.isCurrent(known.facts)) {
      this.#heap.inherited.begin();
      this.#lookAtInherited(value);
      // It may be lost, and still known to be the program's own.
      if (known.home !== NO_HOME) this.#heap.handedOver(known);
      return this.#lookAtOthers(value);
    }
    if (!this.#isOverdrawn()) this.#recent.add(value);
    this.#exposure.add(known);
    this.#given[this.#given.length] = value;
  }

  /**
   * The program meets an object that uninstrumented code has made, and that leads to these: such code has had the instances of its own classes among
   * them in its hands since they were looked at (a request's socket), with what they hold directly, and the plain data in that.
   */
  #met(held: readonly object[]): void {
    const round = this.#round(REACH_OF_INSTANCE, 0);
    const inside = js.list<object>();
    for (let i = 0; i < held.length; i++) {
      const o = held[i] as object;
      const known = knownOf(o);
      if (known === undefined || (round.isOverdrawn && (known.facts & FACT.unseen) !== 0)) continue;
      if (this.#heap.foreign.isInstance(o)) this.#lookIfTime(o, known, round, inside);
    }
    for (let i = 0; i < inside.length; i++) {
      const o = inside[i] as object;
      const known = knownOf(o);
      if (known !== undefined) this.#lookIfTime(o, known, round, this.#heap.foreign.isInside(o) ? undefined : inside);
    }
    this.#time.end(round.piece);
  }

  #lookIfTime(o: object, known: Stamped, round: Round, reach: object[] | undefined): void {
    if (!round.add(known)) return;
    const { piece, objects, isOverdrawn } = round;
    if (!isOverdrawn && (round.size <= objects || !this.#time.isOver(piece))) this.#look(o, known, reach);
    else this.#exposure.unwatch(known);
  }

  /** Looks at known objects and at all known ones that these lead to, nearest first, and empties the list. Those that there is no time for may have changed unseen. */
  #lookThrough(found: object[], round: Round): void {
    const { piece, objects, isOverdrawn } = round;
    let looked = 0;
    try {
      for (let i = 0; i < found.length; i++) {
        const o = found[i] as object;
        const known = knownOf(o);
        if (known === undefined || !round.add(known)) continue;
        if (isOverdrawn && looked >= objects && (known.facts & FACT.unseen) !== 0) continue;
        if (isOverdrawn && this.#heap.foreign.isInstance(o)) this.#exposure.unwatch(known);
        else if (looked++ < objects || (!isOverdrawn && looked < MOST && !this.#time.isOver(piece))) {
          this.#look(o, known, found);
          this.#exposure.add(known);
        } else this.#exposure.unwatch(known);
      }
    } finally {
      // Nothing of the program's is kept alive here.
      found.length = 0;
    }
  }

  /** Known objects that show the bytes of a view or buffer. */
  #lookAtOthers(o: object): void {
    const others = this.#heap.buffers.others(o);
    for (let i = 0; i < others.length; i++) this.touch(others[i]);
  }

  /** Code that is not instrumented can get at it without being given it. */
  reachable(value: unknown): void {
    this.#handOver(value);
    this.#given.length = 0;
  }

  /** The same, and of known ones in what is new; that is described as soon as it is returned. */
  handsOut(value: object): void {
    this.#give(value);
    this.#given.length = 0;
    if (!this.#heap.isDescribed(value)) this.reachableLater(value, knownOf(value) ?? stamped(value));
  }

  /** The same of one that is not described yet. */
  reachableLater(o: object, known: Stamped): void {
    if (!this.#isOverdrawn()) this.#recent.add(o);
    this.#exposure.add(known);
  }

  /** The value is a part of the object from now on: whoever may change that may change this. */
  stored(o: Stamped | undefined, value: unknown): void {
    if (o !== undefined && (o.facts & OUTSIDE) !== 0) this.reachable(value);
  }

  /** Compares one known object, which native code may have changed, with what the stream knows of it. */
  touch(value: unknown): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    const known = knownOf(value);
    if (known === undefined) return;
    this.#heap.inherited.begin();
    this.#heap.mayChangePrototype(value, known.facts);
    // It may be lost, and still known to be the program's own.
    if (!this.#heap.isCurrent(known.facts)) return this.#heap.handedOver(known);
    if ((known.facts & FACT.kindMask) === CONTENT.proxy) return this.touch(proxyTarget(value));
    if ((known.facts & OUTSIDE) === 0) return this.#look(value, known, undefined);
    const parts = js.list<object>();
    this.#look(value, known, parts);
    for (let i = 0; i < parts.length; i++) {
      const part = knownOf(parts[i] as object);
      if (part !== undefined) this.#exposure.add(part);
    }
  }

  /** The buffer of a view, or a buffer, was resized, moved or detached: so were all that show it. */
  touchShared(value: unknown): void {
    this.touch(value);
    if (typeof value === 'object' && value !== null) this.#lookAtOthers(value);
  }

  /** Whoever has the class, or an instance of it, can change what all of them inherit. */
  #lookAtInherited(o: object): void {
    if (!this.#heap.inherited.areSame(o)) this.#heap.mayChangePrototypes();
  }

  #look(o: object, known: Stamped, reach: object[] | undefined): void {
    let isNew = false;
    this.#lookAtInherited(o);
    this.#heap.resync(
      o,
      (fingerprint) => {
        if (known.facts < 0 && this.#fingerprints.is(known.id, fingerprint)) return false;
        this.#fingerprints.set(known.id, fingerprint);
        changeFacts(known, known.facts | FACT.fingerprinted);
        isNew = true;
        return true;
      },
      reach,
    );
    if ((known.facts & FACT.unseen) !== 0) {
      changeFacts(known, known.facts & ~FACT.unseen);
      this.#exposure.add(known);
      if (!isNew) this.#heap.ring.system(SYSTEM.watch, WATCH.seen, [known.id]);
    }
    if (isNew) this.#heap.mayChangePrototype(o, known.facts);
    // One that has not changed ends the chain.
    if (isNew && sharesBytes(o)) this.#lookAtOthers(o);
  }

  /** The event loop gave control back. */
  turn(): void {
    this.#heap.othersRan();
    this.#pending.turn();
    this.lookAround();
  }

  /** What was written may have changed whatever was handed over. */
  lookAround(): void {
    if (!this.#isAnyOutside()) return;
    const round = this.#round(REACH, 1);
    this.#lookAtRecent(round);
    this.#time.end(round.piece);
  }

  /** Looks at the objects handed over lately, round robin. What they do not lead to may be in the hands of uninstrumented code all the same. */
  #lookAtRecent(round: Round): void {
    if (round.roots > 0 || (!round.isOverdrawn && !this.#time.isOver(round.piece))) this.#lookAtRoots(round);
    this.#exposure.end(round);
  }

  #lookAtRoots(round: Round): void {
    const recent = this.#recent.live();
    const count = recent.length;
    let looked = 0;
    while (looked < count && (looked < round.roots || !this.#time.isOver(round.piece))) {
      const o = recent[(this.#cursor + looked++) % count] as object;
      const known = knownOf(o);
      if (known === undefined || !this.#heap.isCurrent(known.facts)) continue;
      this.#found[0] = o;
      this.#lookThrough(this.#found, round);
    }
    // The next time begins with those that this one had no time for.
    this.#cursor = count === 0 ? 0 : (this.#cursor + looked) % count;
  }

  #drop(o: object): void {
    const known = knownOf(o);
    if (known !== undefined) this.#exposure.unwatch(known);
  }
}
