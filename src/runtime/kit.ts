/**
 * The kit: what instrumented code calls (wire/kit.ts). One object per thread.
 *
 * Rule: nothing here throws into the program, calls the program's code or converts its values.
 */
import { CELL } from '../wire/ring.js';
import type { DeclaredVariables, Kit } from '../wire/kit.js';
import { CONTENT, SYSTEM, TAG } from '../wire/trace.js';
import { CALLEE, calleeClass } from './callees.js';
import { arrayIndex } from './content.js';
import type { Heap } from './heap.js';
import { declaring } from './declared.js';
import { Delegations } from './delegations.js';
import { isGlobalOfContext } from './contexts.js';
import { FACT, factsOf, newId, stampOf } from './identity.js';
import * as js from './intrinsics.js';
import type { QuotedCode } from './messages.js';
import type { Moments } from './moments.js';
import { Methods } from './methods.js';
import type { Mutators } from './mutators.js';
import { preparing } from './prepared.js';
import { createProbes } from './probes.js';
import { inherited, inheritedSetter } from './properties.js';
import { Requests } from './requests.js';
import type { Resync } from './resync.js';
import type { Stops } from './stops.js';
import { takingApart } from './takenApart.js';
import { assigningTargets } from './targets.js';
import { captureFailed } from './trouble.js';
import { Unfilled } from './unfilled.js';
import { shielding } from './within.js';

export interface KitParts {
  readonly heap: Heap;
  readonly resync: Resync;
  readonly mutators: Mutators;
  readonly stops: Stops;
  readonly quoted: QuotedCode;
  readonly moments: Moments;
  /** queues a microtask that async hooks do not see */
  readonly enqueueMicrotask: ((task: () => void) => void) | undefined;
}

/** A mask: so many assignments, and one more, until an object is described again. */
const MANY_WRITES = 0xfff;
const redactedText = '(redacted)';

/** property names from a root to a receiver; null: the root itself */
type Path = readonly (string | number)[] | null;

export function createKit({ heap, resync, mutators, stops, quoted, moments, enqueueMicrotask }: KitParts): Kit {
  const { ring } = heap;
  const { C, I, D, X } = ring;
  const methods = new Methods(heap);
  const unfilled = new Unfilled(heap);
  /** `arguments` -> what records the parameters that are its elements */
  const mapped = new js.SafeWeakMap<object, () => void>();
  const delegations = new Delegations(C, (id) => ring.system(SYSTEM.delegated, 0, [id]));
  const requests = new Requests(C, (sub, id) => ring.system(SYSTEM.asked, sub, [id]));

  /** Header word with `count` leading words, then the value. */
  function emit(h: number, count: number, a: number, b: number, tag: number): void {
    const { w0, w1 } = heap;
    let c = C[CELL.CURSOR] as number;
    if (c > (C[CELL.LIMIT] as number)) c = ring.publish();
    I[c++] = h | tag;
    if (count > 0) I[c++] = a;
    if (count > 1) I[c++] = b;
    if (tag >= TAG.int && tag <= TAG.symbol) I[c++] = w0;
    if (tag === TAG.double) I[c++] = w1;
    C[CELL.CURSOR] = c;
  }

  function tagOf(value: unknown): number {
    if (C[CELL.ABANDONED] !== 0) return TAG.unknown;
    try {
      return heap.tagOf(value);
    } catch (error) {
      captureFailed(error);
      return TAG.unknown;
    }
  }

  const v0 = (h: number, value: unknown): void => emit(h, 0, 0, 0, tagOf(value));
  const v1 = (h: number, a: number, value: unknown): void => emit(h, 1, a, 0, tagOf(value));
  const v2 = (h: number, a: number, b: number, value: unknown): void => emit(h, 2, a, b, tagOf(value));

  /** Can a property event be about it? */
  function isRecordable(o: unknown): o is object {
    return ((typeof o === 'object' && o !== null) || typeof o === 'function') && C[CELL.ABANDONED] === 0;
  }

  /** The property's value as it is now; accessors and absent properties write nothing. */
  function putAt(h: number, id: number, o: object, key: string | number | symbol, keyed: boolean): void {
    const descriptor = js.getOwnPropertyDescriptor(o, key);
    if (descriptor === undefined || !js.hasOwn(descriptor, 'value')) return setterRan(o, key, descriptor);
    const redacted = heap.redacted.size > 0 && heap.redacted.has(key as string);
    const word = keyed ? keyWordOf(key) : 0;
    const tag = heap.tagOf(redacted ? redactedText : descriptor.value);
    emit(h, keyed ? 2 : 1, id, word, tag);
    const known = stampOf(o);
    if (known !== undefined && (++known.writes & MANY_WRITES) === 0) heap.describeAgain(o);
    if (o === globalThis) resync.reachable(descriptor.value);
    else if (isGlobalOfContext(o)) resync.lookAround();
    // What is shown of an error are slots.
    if (heap.kind(o) === CONTENT.error) resync.touch(o);
    else if (heap.kind(o) === CONTENT.arguments) mapped.get(o)?.();
    else if (heap.sharesBytes(o)) heap.buffers.wroteElement(o, typeof key === 'symbol' ? -1 : +key);
  }

  /** A setter that is not instrumented may have changed the object in any way; that of `__proto__` is one. */
  function setterRan(o: object, key: string | number | symbol, own: PropertyDescriptor | undefined): void {
    const setter = own === undefined ? inheritedSetter(o, key) : own.set;
    if (setter !== undefined) resync.after(setter, { receiver: o, args: [], result: undefined }, mutators);
  }

  function keyWordOf(key: string | number | symbol): number {
    if (typeof key === 'number')
      return key >= 0 && key <= 0x7fffffff && (key | 0) === key ? key : heap.strings.key(`${key}`);
    if (typeof key === 'symbol') return heap.strings.key(key);
    const index = arrayIndex(key);
    return index >= 0 ? index : heap.strings.key(key);
  }

  /** Key of a computed member; undefined for objects, whose conversion would run user code. */
  function plainKey(key: unknown): string | number | symbol | undefined {
    switch (typeof key) {
      case 'string':
      case 'number':
      case 'symbol':
        return key;
      case 'object':
        return key === null ? 'null' : undefined;
      case 'function':
        return undefined;
      default:
        return `${key as bigint | boolean | undefined}`;
    }
  }

  function put(h: number, o: unknown, key: string | number | symbol): void {
    if (!isRecordable(o)) return;
    try {
      const id = heap.written(o);
      if (id !== 0) putAt(h, id, o, key, false);
    } catch (error) {
      captureFailed(error);
    }
  }

  /** Is what was assigned to the own property what it has now? See FACT.simple. */
  function takesAssigned(o: object, facts: number, key: string | number | symbol): boolean {
    return heap.isSimple(facts) && js.hasOwn(o, key) && heap.redacted.size === 0 && C[CELL.ABANDONED] === 0;
  }

  function assigned(h: number, o: unknown, key: string | number | symbol, value: unknown): void {
    if (typeof o !== 'object' || o === null || key === 'length') return put(h, o, key);
    const known = stampOf(o);
    if (known === undefined || !takesAssigned(o, known.facts, key)) return put(h, o, key);
    if (known.facts < 0) known.facts &= ~FACT.fingerprinted;
    emit(h, 1, known.id, 0, tagOf(value));
    if ((++known.writes & MANY_WRITES) === 0) describeAgain(o);
  }

  function describeAgain(o: object): void {
    try {
      heap.describeAgain(o);
    } catch (error) {
      captureFailed(error);
    }
  }

  function assignedAt(h: number, o: unknown, key: unknown, value: unknown): void {
    if (typeof o !== 'object' || o === null || typeof key !== 'number' || (key | 0) !== key || key < 0)
      return putDynamic(h, o, key);
    const known = stampOf(o);
    if (known === undefined) return putDynamic(h, o, key);
    let now = value;
    if (heap.isOwnView(known.facts)) {
      now = (o as Float64Array)[key];
      if (now === undefined || C[CELL.ABANDONED] !== 0) return putDynamic(h, o, key);
    } else if (!takesAssigned(o, known.facts, key)) return putDynamic(h, o, key);
    if (known.facts < 0) known.facts &= ~FACT.fingerprinted;
    emit(h, 2, known.id, key, tagOf(now));
    if ((++known.writes & MANY_WRITES) === 0) describeAgain(o);
  }

  function putDynamic(h: number, o: unknown, key: unknown): void {
    if (!isRecordable(o)) return;
    try {
      const id = heap.written(o);
      if (id === 0) return;
      const plain = plainKey(key);
      if (plain === undefined) resync.touch(o);
      else putAt(h, id, o, plain, true);
    } catch (error) {
      captureFailed(error);
    }
  }

  function putValue(h: number, o: unknown, value: unknown, key?: unknown): void {
    if (!isRecordable(o)) return;
    try {
      heap.written(o);
      const plain = key === undefined ? undefined : plainKey(key);
      // A key that is an object became a string when the class was evaluated; nobody can tell which any more.
      if (key !== undefined && plain === undefined) return;
      const word = plain === undefined ? 0 : keyWordOf(plain);
      const tag = heap.tagOf(value);
      emit(h, plain === undefined ? 1 : 2, heap.ref(o), word, tag);
    } catch (error) {
      captureFailed(error);
    }
  }

  function removeAt(h: number, o: unknown, key: unknown, keyed: boolean): void {
    if (!isRecordable(o)) return;
    try {
      const id = heap.written(o);
      if (id === 0) return;
      const plain = plainKey(key);
      if (plain === undefined) return resync.touch(o);
      if (js.getOwnPropertyDescriptor(o, plain) !== undefined) return;
      emit(h, keyed ? 2 : 1, id, keyed ? keyWordOf(plain) : 0, TAG.none);
      if (isGlobalOfContext(o)) resync.lookAround();
    } catch (error) {
      captureFailed(error);
    }
  }

  function called<R>(result: R, f: unknown, ...args: unknown[]): R {
    if (C[CELL.ABANDONED] !== 0) return result;
    try {
      // A callee that could not be named is undefined: it may have done anything.
      if (typeof f === 'function' && calleeClass(f) === CALLEE.silent) resync.callbacks(undefined, args);
      else resync.after(f, { receiver: undefined, args, result }, mutators);
    } catch (error) {
      captureFailed(error);
    }
    return result;
  }

  /** Most calls: of instrumented functions, with nothing to call back. No array is made for them. */
  function ran<R>(result: R, f: unknown, a?: unknown, b?: unknown, c?: unknown, more?: readonly unknown[]): R {
    const isSilent = typeof f === 'function' && calleeClass(f) === CALLEE.silent;
    if (isSilent && noFunction(a, b, c, more)) return result;
    if (C[CELL.ABANDONED] !== 0) return result;
    try {
      const operands = operandsOf(a, b, c, more);
      if (isSilent) resync.callbacks(undefined, operands);
      else resync.ran(f, undefined, operands);
    } catch (error) {
      captureFailed(error);
    }
    return result;
  }

  function made<O>(o: O, base: unknown, a?: unknown, b?: unknown): O {
    if (C[CELL.ABANDONED] === 0) unfilled.add(o);
    return ran(o, base, o, a, b);
  }

  function calledMethod<R>(result: R, root: unknown, path: Path, key: unknown, ...args: unknown[]): R {
    lookAfter(result, path === null ? root : walk(root, path), key, args, true);
    return result;
  }

  /** After `receiver.key(...)`. `isExact`: these are the arguments, as many as there were, if the callee is one that is recorded by them. */
  function lookAfter(
    result: unknown,
    receiver: unknown,
    key: unknown,
    args: readonly unknown[],
    isExact: boolean,
  ): void {
    if (C[CELL.ABANDONED] !== 0) return;
    try {
      if (unfilled.take(result)) resync.touch(result);
      const callee = methods.find(receiver, key);
      if (callee === undefined) resync.callbacks(receiver, args);
      else if (isExact) resync.after(callee, { receiver, args, result }, mutators);
      else resync.ran(callee, receiver, args);
    } catch (error) {
      captureFailed(error);
    }
  }

  const ranMethod: Kit['ranMethod'] = (result, root, path, key, a, b, c, more) => {
    const receiver = path === null ? root : walk(root, path);
    if (unfilled.isEmpty && noFunction(a, b, c, more) && methods.isSilent(receiver, key)) return result;
    lookAfter(result, receiver, key, operandsOf(a, b, c, more), true);
    return result;
  };

  const ranAt: Kit['ranAt'] = (result, root, path, key, a, b, c, more) => {
    const receiver = path === null ? root : walk(root, path);
    if (unfilled.isEmpty && noFunction(a, b, c, more) && methods.isSilent(receiver, key)) return result;
    lookAfter(result, receiver, key, operandsOf(a, b, c, more), false);
    return result;
  };

  const asked: Kit['asked'] = (result, root, path, key, a, b, c, more) => {
    if (C[CELL.ABANDONED] === 0) requests.asked(path === null ? root : walk(root, path), key, result);
    return ranMethod(result, root, path, key, a, b, c, more);
  };

  function evaluated<R>(
    result: R,
    variables: readonly (() => unknown)[],
    scope?: DeclaredVariables,
    names?: readonly string[] | null,
  ): R {
    if (C[CELL.ABANDONED] !== 0) return result;
    try {
      if (scope !== undefined && names) scope.keep(names, variables);
      scope?.seen();
      resync.after(undefined, { receiver: undefined, args: valuesOf(variables), result }, mutators);
    } catch (error) {
      captureFailed(error);
    }
    return result;
  }

  function entered(...values: unknown[]): void {
    if (C[CELL.ABANDONED] !== 0) return;
    try {
      resync.entered(values, C[CELL.DEPTH] === 1);
    } catch (error) {
      captureFailed(error);
    }
  }

  function fresh(o: object): void {
    if (C[CELL.ABANDONED] === 0) heap.fresh(o);
  }

  function literal<O extends object>(o: O): O {
    fresh(o);
    return o;
  }

  function turn(): void {
    if (C[CELL.ABANDONED] !== 0) return;
    unfilled.clear();
    requests.turn();
    delegations.turn();
    try {
      ring.moment(SYSTEM.turn, moments.next());
      resync.turn();
    } catch (error) {
      captureFailed(error);
    }
  }

  const empty = (): void => {
    C[CELL.DEPTH] = 0;
  };

  /** When the stack it began on is empty, so is ours. */
  function begun(): void {
    if (C[CELL.DEPTH] === 1) enqueueMicrotask?.(empty);
  }

  const kit: Omit<Kit, 'probes'> = {
    C,
    I,
    D,
    X,
    flush: ring.publish,
    attend: (h) => stops.attend(h),
    turn,
    begun,
    newId,
    v0,
    v1,
    v2,
    put,
    putDynamic,
    assigned,
    assignedAt,
    putValue,
    remove: (h, o, key) => removeAt(h, o, key, false),
    removeDynamic: (h, o, key) => removeAt(h, o, key, true),
    called,
    ran,
    made,
    entered,
    calledMethod,
    ranMethod,
    ranAt,
    asked,
    delegates: (iterable, id) => delegations.begin(iterable, id),
    iteratorCalled: (iterator) => delegations.called(iterator),
    evaluated,
    declared: declaring({ system: ring.system.bind(ring), put: v2, keyWord: (name) => heap.strings.key(name) }),
    literal,
    fresh,
    mapped: (args, record) => void mapped.set(args, record),
    disposed: (disposer) => ({ [js.dispose]: disposer }),
    between: (value, disposer) => (value === null || value === undefined ? null : { [js.dispose]: disposer }),
    ...assigningTargets({
      assigned,
      assignedAt,
      isPlain: (o, key) => typeof o === 'object' && key !== 'length' && takesAssigned(o, factsOf(o), key),
    }),
    ...takingApart(heap),
    ...preparing(C),
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
    },
    caught: (error) => stops.caught(error),
  };
  return { ...kit, probes: createProbes(kit) };
}

/** Those of the variables that are initialised. */
function valuesOf(variables: readonly (() => unknown)[]): unknown[] {
  const values = js.list<unknown>();
  for (let i = 0; i < variables.length; i++) {
    try {
      values[values.length] = (variables[i] as () => unknown)();
    } catch {
      // In its TDZ.
    }
  }
  return values;
}

const noFunction = (a: unknown, b: unknown, c: unknown, more: readonly unknown[] | undefined): boolean =>
  typeof a !== 'function' && typeof b !== 'function' && typeof c !== 'function' && more === undefined;

function operandsOf(a: unknown, b: unknown, c: unknown, more: readonly unknown[] = []): unknown[] {
  const operands = js.list<unknown>();
  const count = more.length > 0 || c !== undefined ? 3 : b !== undefined ? 2 : a !== undefined ? 1 : 0;
  if (count > 0) operands[0] = a;
  if (count > 1) operands[1] = b;
  if (count > 2) operands[2] = c;
  for (let i = 0; i < more.length; i++) operands[3 + i] = more[i];
  return operands;
}

function walk(root: unknown, path: readonly (string | number)[]): unknown {
  let at = root;
  for (let i = 0; i < path.length; i++) {
    if (typeof at !== 'object' && typeof at !== 'function') return undefined;
    if (at === null) return undefined;
    at = inherited(at, path[i] as string);
  }
  return at;
}
