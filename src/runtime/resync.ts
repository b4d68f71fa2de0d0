/**
 * Repair of what is known about objects that uninstrumented code may have changed: after calls it made, and again when control comes
 * back from the event loop. Only objects in the stream are looked at; one whose fingerprint is unchanged writes nothing.
 *
 * Bounds: {@link REACH} objects per call, twice {@link RECENT} remembered (weakly) for the next turns, and a share of the program's time per
 * turn. What is handed over may be kept: whatever is not looked at in a turn, or not remembered any more, is named by a `watch` event.
 */
import { SYSTEM, WATCH } from '../wire/trace.js';
import { CALLEE, calleeClass, setCalleeClass } from './callees.js';
import type { Heap } from './heap.js';
import { FACT, factsOf, idOf, setFacts } from './identity.js';
import * as js from './intrinsics.js';
import type { Call, Mutators } from './mutators.js';
import { PendingPromises } from './pending.js';
import { Latest } from './weakList.js';

const REACH = 64;
const RECENT = 128;
/** Time of one turn's resync: a tenth of what passed since the one before, at most 1 ms. */
const TURN_SHARE = 0.1;
const TURN_LIMIT_MS = 1;

export class Resync {
  readonly #heap: Heap;
  readonly #fingerprints = new js.SafeWeakMap<object, number>();
  /** what uninstrumented functions were bound to, `this` and arguments */
  readonly #bound = new js.SafeWeakMap<object, readonly unknown[]>();
  /** handed over lately */
  readonly #recent = new Latest(RECENT, (o) => this.#unwatch(o));
  readonly #pending: PendingPromises;
  readonly #reach = js.list<object>();
  #cursor = 0;
  #lastTurn = 0;
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
    this.#handedOver(receiver);
    for (let i = 0; i < args.length; i++) this.#handedOver(args[i]);
    this.#pending.ask();
  }

  #handedOver(value: unknown): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (!this.#heap.isDescribed(value)) return this.#lookAtOthers(value);
    this.#recent.add(value);
    this.#withReach(value);
  }

  /** Known objects that show the bytes of a view or buffer. */
  #lookAtOthers(o: object): void {
    const others = this.#heap.buffers.others(o);
    for (let i = 0; i < others.length; i++) this.#look(others[i] as object, undefined);
  }

  #withReach(o: object): void {
    const reach = this.#reach;
    try {
      this.#look(o, reach);
      for (let i = 0; i < reach.length && i < REACH; i++) {
        const next = reach[i];
        if (next !== undefined && next !== o) this.#look(next, undefined);
      }
    } finally {
      // Nothing of the program's is kept alive here.
      reach.length = 0;
    }
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

  /** The event loop gave control back at `time` (ms): looks at the objects handed over lately, round robin. */
  turn(time: number): void {
    this.#pending.turn();
    if (this.#recent.isEmpty) return;
    const recent = this.#recent.live();
    const count = recent.length;
    const deadline = time + Math.min(TURN_LIMIT_MS, (time - this.#lastTurn) * TURN_SHARE);
    this.#lastTurn = time;
    let looked = 0;
    for (let i = 0; i < count; i++) {
      const at = (this.#cursor + i) % count;
      const o = recent[at] as object;
      if (looked < i) this.#unwatch(o);
      else if (this.#heap.isDescribed(o)) this.#withReach(o);
      if (looked === i && (i === 0 || js.now() <= deadline)) looked++;
    }
    // The next turn begins with those that this one had no time for.
    this.#cursor = count === 0 ? 0 : (this.#cursor + looked) % count;
  }

  /** Nobody looks at the object for now: what it is may be out of date from here on. */
  #unwatch(o: object): void {
    if (this.#unwatched.has(o) || !this.#heap.isDescribed(o)) return;
    this.#unwatched.add(o);
    this.#heap.ring.system(SYSTEM.watch, WATCH.unseen, [idOf(o)]);
  }
}
