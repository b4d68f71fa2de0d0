/**
 * The kit: what instrumented code calls (wire/kit.ts). One object per thread.
 *
 * Rule: nothing here throws into the program, calls the program's code or converts its values.
 */
import { CELL } from '../wire/ring.js';
import type { Kit } from '../wire/kit.js';
import type { Stamped } from '../wire/probes.js';
import { SYSTEM, TAG_BITS } from '../wire/trace.js';
import { Assignings } from './assigning.js';
import { type Budget, publishing } from './budget.js';
import { createCallings } from './callings.js';
import { isSilent } from './callees.js';
import type { Compilation } from './compileCache.js';
import { globalNow } from './globals.js';
import type { Heap } from './heap.js';
import { declaring } from './declared.js';
import { Delegations } from './delegations.js';
import { Evaluations } from './evaluations.js';
import { FACT, factsOf, isOwn, knownOf, newId, Returning, STAMP, stamped, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import type { QuotedCode } from './messages.js';
import type { Moments } from './moments.js';
import type { TurnCauses } from './network.js';
import { Methods } from './methods.js';
import { inserted, type Mutators } from './mutators.js';
import { noFunction, operandsOf } from './operands.js';
import { preparing } from './prepared.js';
import { createProbes } from './probes.js';
import { inherited } from './properties.js';
import { createPuts } from './puts.js';
import { type RedactedSites, redactingProbes } from './redaction.js';
import { reducedProbes } from './reducedProbes.js';
import { Requests } from './requests.js';
import type { Resync } from './resync.js';
import type { Stops } from './stops.js';
import { takingApart } from './takenApart.js';
import { assigningTargets } from './targets.js';
import { captureFailed } from './trouble.js';
import { Unfilled } from './unfilled.js';
import { createValues } from './values.js';
import { shielding } from './within.js';

export interface KitParts {
  readonly heap: Heap;
  readonly resync: Resync;
  readonly mutators: Mutators;
  readonly stops: Stops;
  readonly quoted: QuotedCode;
  readonly moments: Moments;
  readonly turnCauses: TurnCauses;
  /** undefined: everything is recorded, whatever it costs */
  readonly budget: Budget | undefined;
  /** undefined: no names are redacted */
  readonly redacted: RedactedSites | undefined;
  readonly compilation: Pick<Compilation, 'end'>;
  /** queues a microtask that async hooks do not see */
  readonly enqueueMicrotask: ((task: () => void) => void) | undefined;
}

/** property names from a root to a receiver; null: the root itself */
type Path = readonly (string | number)[] | null;

export function createKit({
  heap,
  resync,
  mutators,
  stops,
  quoted,
  moments,
  turnCauses,
  budget,
  redacted,
  compilation,
  enqueueMicrotask,
}: KitParts): Kit {
  const { ring } = heap;
  const { C, I, D, X } = ring;
  const values = createValues(heap);
  const { v0, u0, v1, v2 } = values;
  const { isPlain, behind, mayRunSetter, ...puts } = createPuts({ heap, resync, mutators, values });
  const methods = new Methods(heap);
  const unfilled = new Unfilled(heap);
  const delegations = new Delegations(C, (id) => ring.system(SYSTEM.delegated, 0, [id]));
  const evaluations = new Evaluations(C, (args, result) =>
    resync.after(undefined, { receiver: undefined, args, result, isWhole: false }, mutators),
  );
  const assignings = new Assignings(C, (target) => resync.entered([target], true));
  const requests = new Requests(C, (sub, id) => ring.system(SYSTEM.asked, sub, [id]));

  function called<R>(result: R, f: unknown, ...args: unknown[]): R {
    if (C[CELL.ABANDONED] !== 0) return result;
    try {
      // A callee that could not be named is undefined: it may have done anything.
      if (typeof f === 'function' && isSilent(f)) resync.callbacks(undefined, args);
      else resync.after(f, { receiver: undefined, args, result, isWhole: true }, mutators);
    } catch (error) {
      captureFailed(error);
    }
    return result;
  }

  /** Most calls: of instrumented functions, with nothing to call back. No array is made for them. */
  function ran<R>(result: R, f: unknown, a?: unknown, b?: unknown, c?: unknown, more?: readonly unknown[]): R {
    const changesNothing = typeof f === 'function' && isSilent(f);
    if (changesNothing && noFunction(a, b, c, more)) return result;
    if (C[CELL.ABANDONED] !== 0) return result;
    try {
      const operands = operandsOf(a, b, c, more);
      if (changesNothing) resync.callbacks(undefined, operands);
      else resync.ran(f, undefined, operands, result);
    } catch (error) {
      captureFailed(error);
    }
    return result;
  }

  function made<O>(o: O, base: unknown, a?: unknown, b?: unknown): O {
    if (C[CELL.ABANDONED] === 0) unfilled.add(o);
    return ran(o, base, o, a, b);
  }

  /** Receiver at the end of a path; undefined where that leads through an accessor or a proxy. */
  function walk(root: unknown, path: readonly (string | number)[]): unknown {
    let at = root;
    for (let i = 0; i < path.length; i++) {
      if (typeof at !== 'object' && typeof at !== 'function') return undefined;
      if (at === null) return undefined;
      const key = path[i] as string;
      const known = stampOf(at);
      // Its own properties are data.
      const isRead = known !== undefined && heap.isSimple(known.facts) && js.hasOwn(at, key);
      at = isRead ? (at as Record<string, unknown>)[key] : inherited(at, key);
    }
    return at;
  }

  function calledMethod<R>(result: R, root: unknown, path: Path, key: unknown, ...args: unknown[]): R {
    const receiver = path === null ? root : walk(root, path);
    // What has changed is somewhere behind the root: all that it leads to is compared.
    if (receiver === undefined) lookAfter(result, root, root, undefined, args, 'all');
    else lookAfter(result, receiver, receiver, key, args, 'all');
    return result;
  }

  /** After `receiver.key(...)`, whose method `holder` has. `given`: all the arguments, or those that may be objects; `compared`: by which no callee is recorded. */
  function lookAfter(
    result: unknown,
    receiver: unknown,
    holder: unknown,
    key: unknown,
    args: readonly unknown[],
    given: 'all' | 'objects' | 'compared',
  ): void {
    if (C[CELL.ABANDONED] !== 0) return;
    if (C[CELL.ASSIGNING] !== 0) assignings.end();
    try {
      if (unfilled.take(result)) resync.touch(result);
      const callee = methods.find(holder, key);
      if (callee === undefined) resync.callbacks(receiver, args);
      else if (given === 'compared') resync.ran(callee, receiver, args, result);
      else resync.after(callee, { receiver, args, result, isWhole: given === 'all' }, mutators);
    } catch (error) {
      captureFailed(error);
    }
  }

  const ranMethod: Kit['ranMethod'] = (result, root, path, key, a, b, c, more) => {
    const receiver = path === null ? root : walk(root, path);
    if (unfilled.isEmpty && noFunction(a, b, c, more) && methods.isSilent(receiver, key)) return result;
    lookAfter(result, receiver, receiver, key, operandsOf(a, b, c, more), 'objects');
    return result;
  };

  const lookAfterOf: Kit['lookAfterOf'] = (result, receiver, os, key, args, given) => {
    lookAfter(result, receiver, receiver, key, args, given);
    if (os !== undefined && isOwn(os.facts) && methods.isSilent(receiver, key)) heap.homes.foundSilent(os, key);
  };

  const quietPrototype: Kit['quietPrototype'] = (receiver, key, isUnknown) => {
    if (typeof receiver === 'string') return methods.isSilentOfStrings(key) ? String.prototype : undefined;
    if (typeof receiver !== 'object' || receiver === null || js.isProxy(receiver)) return undefined;
    const prototype = js.getPrototypeOf(receiver) ?? undefined;
    if (!isUnknown) return methods.isSilent(receiver, key) ? prototype : undefined;
    if (prototype === undefined || js.hasOwn(receiver, key)) return undefined;
    const callee = methods.find(receiver, key);
    if (callee !== undefined && !mutators.changesReceiver(callee)) return undefined;
    // From here on changes of it are heard of.
    heap.prototypes.id(prototype);
    return prototype;
  };

  const lookAfterSuper: Kit['lookAfterSuper'] = (result, receiver, home, key, operands) => {
    const parent = js.getPrototypeOf(home);
    lookAfter(result, receiver, parent, key, operands, 'compared');
    return parent !== null && (factsOf(parent) & FACT.protoWritten) !== 0 && methods.find(parent, key) === undefined;
  };

  const ranAt: Kit['ranAt'] = (result, root, path, key, a, b, c, more) => {
    const receiver = path === null ? root : walk(root, path);
    if (unfilled.isEmpty && noFunction(a, b, c, more) && methods.isSilent(receiver, key)) return result;
    lookAfter(result, receiver, receiver, key, operandsOf(a, b, c, more), 'compared');
    return result;
  };

  const asked: Kit['asked'] = (result, root, path, key, a, b, c, more) => {
    if (C[CELL.ABANDONED] === 0) requests.asked(path === null ? root : walk(root, path), key, result);
    return ranMethod(result, root, path, key, a, b, c, more);
  };

  function entered(...values: unknown[]): void {
    if (C[CELL.ABANDONED] !== 0) return;
    try {
      if (C[CELL.ASSIGNING] !== 0) assignings.entered();
      resync.entered(values, C[CELL.DEPTH] === 1);
    } catch (error) {
      captureFailed(error);
    }
  }

  function fresh(o: object): void {
    if (C[CELL.ABANDONED] === 0) heap.fresh(o);
  }

  function extended(o: object, known = knownOf(o) ?? stamped(o)): Stamped {
    if (C[CELL.ABANDONED] !== 0) return known;
    try {
      resync.reachableLater(o, known);
    } catch (error) {
      captureFailed(error);
    }
    return known;
  }

  function failed(): void {
    if (resync.fixedLengths.isEmpty || C[CELL.ABANDONED] !== 0) return;
    try {
      const arrays = resync.fixedLengths.live();
      for (let i = 0; i < arrays.length; i++) resync.touch(arrays[i]);
    } catch (error) {
      captureFailed(error);
    }
  }

  function literal<O extends object>(o: O): O {
    fresh(o);
    return o;
  }

  /** With an overhead budget nobody may describe it for long, while its methods are called. */
  function reducedLiteral<O extends object>(o: O): O {
    if (C[CELL.ABANDONED] === 0) heap.born(o);
    return o;
  }

  function turn(): void {
    if (C[CELL.ABANDONED] !== 0) return;
    unfilled.clear();
    requests.turn();
    delegations.turn();
    evaluations.turn();
    assignings.clear();
    try {
      C[CELL.TURNS] = (C[CELL.TURNS] as number) + 1;
      ring.moment(SYSTEM.turn, turnCauses.now(), moments.next());
      budget?.begin();
      resync.turn();
    } catch (error) {
      captureFailed(error);
    }
  }

  const empty = (): void => {
    C[CELL.DEPTH] = 0;
  };

  /** When the stack it began on is empty, so is ours; unless it waits again, and what it has called since counts on. */
  function begun(isSuspended?: () => unknown): void {
    compilation.end();
    if ((C[CELL.DEPTH] as number) > 1) return;
    enqueueMicrotask?.(isSuspended === undefined ? empty : () => void (isSuspended() || empty()));
  }

  const kit: Omit<Kit, 'probes'> = {
    S: STAMP,
    C,
    I,
    D,
    X,
    flush: budget === undefined ? ring.publish : publishing(ring, budget),
    attend: (h) => stops.attend(h),
    turn,
    begun,
    newId,
    v0,
    u0,
    v1,
    v2,
    ...puts,
    isAssignable: (os, key) => heap.homes.isAssignable(os, key),
    open: (o, os) => heap.open(o, os),
    called,
    ran: budget === undefined ? ran : heap.buffers.meetingResults(ran),
    made,
    entered,
    globalNow,
    ...createCallings(C, (value) => resync.handsOut(value)),
    assigning: assignings.begin,
    accessed: () => assignings.entered(),
    calledMethod,
    ranMethod,
    isSilentOf: (os, key) => heap.homes.isSilent(os, key),
    isMethodOf: (os, key, method) => heap.homes.inherits(os, key, method),
    inserted: (id, start, value) => inserted(heap, id, start, 0, values.tagOf(value)),
    lookAfterOf,
    quietPrototype,
    lookAfterSuper,
    ranAt,
    asked,
    delegates: (iterable, id) => delegations.begin(iterable, id),
    iteratorCalled: (iterator) => delegations.called(iterator),
    evaluating: evaluations.begins,
    evaluated: evaluations.ends,
    evaluationFailed: evaluations.failed,
    declared: declaring({ system: ring.system.bind(ring), put: v2, keyWord: (name) => heap.strings.key(name) }),
    literal: budget === undefined ? literal : reducedLiteral,
    fresh,
    extended,
    failed,
    disposed: (disposer) => ({ [js.dispose]: disposer }),
    between: (value, disposer) => (value === null || value === undefined ? null : { [js.dispose]: disposer }),
    ...assigningTargets({ assigned: puts.assigned, assignedAt: puts.assignedAt, isPlain }),
    ...takingApart(heap, entered),
    ...preparing(C),
    unwound: (h, depth) => ring.system(SYSTEM.unwound, 0, [h >>> TAG_BITS, depth]),
    ...shielding((o) => resync.touch(o)),
    thrown: (h, value) => {
      v0(h, value);
      stops.thrown(h, value);
    },
    repair: (error) => {
      try {
        quoted.repair(error);
      } catch (failure) {
        captureFailed(failure);
      }
      return error;
    },
    kept: Returning,
    caught: (error) => {
      // Maybe that a module could not be loaded.
      compilation.end();
      stops.caught(error);
    },
  };
  const all = createProbes(kit, ring);
  const full = redacted === undefined ? all : redactingProbes(all, kit, redacted);
  return {
    ...kit,
    probes: budget === undefined ? full : reducedProbes({ full, kit, budget, heap, behind, mayRunSetter }),
  };
}
