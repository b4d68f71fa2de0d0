/**
 * Repair of what is known about objects that uninstrumented code may have changed: after calls it made, and again when control comes
 * back from the event loop. Only objects in the stream are looked at; one whose fingerprint is unchanged writes nothing.
 *
 * Bounds: {@link REACH} objects per call and a share of the program's time for more of them, twice {@link RECENT} remembered (weakly) for the
 * next turns, and a share of the time per turn. What is handed over may be kept: whatever is not looked at in a turn, or not remembered any
 * more, is named by a `watch` event.
 */
import { SYSTEM, WATCH } from '../wire/trace.js';
import { CALLEE, calleeClass, setCalleeClass } from './callees.js';
import type { Heap } from './heap.js';
import { FACT, factsOf, idOf, setFacts } from './identity.js';
import * as js from './intrinsics.js';
import type { Call, Mutators } from './mutators.js';
import { PendingPromises } from './pending.js';
import { Latest } from './weakList.js';

/** Objects that are looked at after a call, whatever time it takes, and at most. */
const REACH = 64;
const MOST = 1000;
const RECENT = 128;
/** Time for the objects handed over: a tenth of what passed since the last time, at most 1 ms. */
const SHARE = 0.1;
const LIMIT_MS = 1;
const allowance = (passedMs: number): number => Math.min(LIMIT_MS, passedMs * SHARE);

export class Resync {
  readonly #heap: Heap;
  readonly #fingerprints = new js.SafeWeakMap<object, number>();
  /** what uninstrumented functions were bound to, `this` and arguments */
  readonly #bound = new js.SafeWeakMap<object, readonly unknown[]>();
  /** handed over lately */
  readonly #recent = new Latest(RECENT, (o) => this.#unwatch(o));
  readonly #pending: PendingPromises;
  #cursor = 0;
  #lastTurn = 0;
  #lastCall = 0;
  /** the stream says of them that they may have changed */
  readonly #unwatched = new js.SafeWeakSet<object>();

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#pending = new PendingPromises(heap, {
      settled: (promise) => this.touch(promise),
      dropped: (promise) => this.#unwatch(promise),
    });
  }

  /** After a call of any function with this receiver and these arguments; `f` is undefined where the callee could not be named. */
  after(f: unknown, call: Call, mutators: Mutators): void {
    const found = typeof f === 'function' ? calleeClass(f) : undefined;
    if (found === CALLEE.silent) return;
    if (found === CALLEE.mutator && typeof f === 'function') mutators.record(f, call);
    else this.#foreign(call.receiver, call.args);
    const bound = typeof f === 'function' ? this.#bound.get(f) : undefined;
    if (bound !== undefined) this.#foreign(undefined, bound);
  }

  /** After a call of a function that changes nothing itself: one it was given may have been called. */
  callbacks(receiver: unknown, args: readonly unknown[]): void {
    for (let i = 0; i < args.length; i++) {
      const f = args[i];
      if (typeof f === 'function' && calleeClass(f) !== CALLEE.silent) return this.#foreign(receiver, args);
    }
  }

  /** A bound function does what its target does, to what it was bound to. */
  bound(target: unknown, args: readonly unknown[], result: unknown): void {
    if (typeof target !== 'function' || typeof result !== 'function') return;
    if (calleeClass(target) === CALLEE.silent) setCalleeClass(result, CALLEE.silent);
    else this.#bound.set(result, args);
  }

  #foreign(receiver: unknown, args: readonly unknown[]): void {
    const given = js.list<object>();
    this.#handOver(receiver, given);
    for (let i = 0; i < args.length; i++) this.#handOver(args[i], given);
    if (given.length > 0) {
      const time = js.now();
      this.#lookThrough(given, new js.SafeSet(), time + allowance(time - this.#lastCall));
      this.#lastCall = time;
    }
    this.#pending.ask();
  }

  #handOver(value: unknown, given: object[]): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (!this.#heap.isDescribed(value)) return this.#lookAtOthers(value);
    this.#recent.add(value);
    given[given.length] = value;
  }

  /**
   * Looks at known objects and at all known ones that these lead to, nearest first, but for those that are done. Those that there is no
   * time for may have changed unseen.
   */
  #lookThrough(found: object[], done: js.SafeSet<object>, deadline: number): void {
    let looked = 0;
    for (let i = 0; i < found.length; i++) {
      const o = found[i] as object;
      if (done.has(o)) continue;
      done.add(o);
      if (looked++ < REACH || (looked < MOST && js.now() <= deadline)) this.#look(o, found);
      else this.#unwatch(o);
    }
  }

  /** Known objects that show the bytes of a view or buffer. */
  #lookAtOthers(o: object): void {
    const others = this.#heap.buffers.others(o);
    for (let i = 0; i < others.length; i++) this.#look(others[i] as object, undefined);
  }

  /** Compares one known object with what the stream knows of it. */
  touch(value: unknown): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (this.#heap.isDescribed(value)) this.#look(value, undefined);
  }

  /** The buffer of a view, or a buffer, was resized, moved or detached: so were all that show it. */
  touchShared(value: unknown): void {
    this.touch(value);
    if (typeof value === 'object' && value !== null) this.#lookAtOthers(value);
  }

  #look(o: object, reach: object[] | undefined): void {
    let isNew = false;
    this.#heap.resync(
      o,
      (fingerprint) => {
        const facts = factsOf(o);
        if (facts < 0 && this.#fingerprints.get(o) === fingerprint) return false;
        this.#fingerprints.set(o, fingerprint);
        setFacts(o, facts | FACT.fingerprinted);
        isNew = true;
        return true;
      },
      reach,
    );
    if (this.#unwatched.delete(o) && !isNew) this.#heap.ring.system(SYSTEM.watch, WATCH.seen, [idOf(o)]);
    // One that has not changed ends the chain.
    if (isNew && this.#heap.sharesBytes(o)) this.#lookAtOthers(o);
  }

  /** The event loop gave control back at `time` (ms). */
  turn(time: number): void {
    this.#pending.turn();
    const deadline = time + allowance(time - this.#lastTurn);
    this.#lastTurn = time;
    this.#lookAtRecent(deadline);
  }

  /** Looks at the objects handed over lately, round robin. */
  #lookAtRecent(deadline: number): void {
    if (this.#recent.isEmpty) return;
    const recent = this.#recent.live();
    const count = recent.length;
    const done = new js.SafeSet<object>();
    let looked = 0;
    for (let i = 0; i < count; i++) {
      const at = (this.#cursor + i) % count;
      const o = recent[at] as object;
      if (looked < i) this.#unwatch(o);
      else if (this.#heap.isDescribed(o)) this.#lookThrough([o], done, deadline);
      if (looked === i && (i === 0 || js.now() <= deadline)) looked++;
    }
    // The next time begins with those that this one had no time for.
    this.#cursor = count === 0 ? 0 : (this.#cursor + looked) % count;
  }

  /** Nobody looks at the object for now: what it is may be out of date from here on. */
  #unwatch(o: object): void {
    if (this.#unwatched.has(o) || !this.#heap.isDescribed(o)) return;
    this.#unwatched.add(o);
    this.#heap.ring.system(SYSTEM.watch, WATCH.unseen, [idOf(o)]);
  }
}
