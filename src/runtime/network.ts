/**
 * What the program has to do with the network: which of its turns come from there, told by the resource that Node runs them for, and which
 * functions of Node's begin a request.
 */
import { TURN } from '../wire/trace.js';
import type { AsyncWrapBinding } from './internals.js';
import * as js from './intrinsics.js';
import { isUndiciLoaded } from './undici.js';

/** Constructors of Node's resources, by name: their modules are not loaded before the program loads them. */
const CAUSES = new js.SafeMap<string, number>([
  ['Timeout', TURN.timer],
  ['Immediate', TURN.timer],
  ['HTTPParser', TURN.network],
  ['TCP', TURN.network],
  ['TCPConnectWrap', TURN.network],
  ['TLSWrap', TURN.network],
  ['UDP', TURN.network],
  ['UDPSendWrap', TURN.network],
  ['Http2Session', TURN.network],
  ['Http2Stream', TURN.network],
  ['GetAddrInfoReqWrap', TURN.network],
  ['QueryReqWrap', TURN.network],
]);

/** Who runs the program when nothing of it stands on the stack. */
export class TurnCauses {
  readonly #binding: AsyncWrapBinding | undefined;
  readonly #known = new js.SafeWeakMap<object, number>();

  /** Without the binding nobody is known. */
  constructor(binding: Partial<AsyncWrapBinding> | undefined) {
    const isWhole =
      binding?.async_hook_fields !== undefined &&
      binding.execution_async_resources !== undefined &&
      typeof binding.executionAsyncResource === 'function' &&
      binding.constants?.kStackLength !== undefined;
    this.#binding = isWhole ? (binding as AsyncWrapBinding) : undefined;
  }

  /** A {@link TURN}. The public `executionAsyncResource` would do, but it makes Node call back through another frame from then on. */
  now(): number {
    const binding = this.#binding;
    if (binding === undefined) return TURN.other;
    const index = (binding.async_hook_fields[binding.constants.kStackLength] ?? 0) - 1;
    if (index < 0) return TURN.other;
    const resource = binding.execution_async_resources[index] ?? binding.executionAsyncResource(index);
    // The program may put a proxy there.
    if (typeof resource !== 'object' || resource === null || js.isProxy(resource)) return TURN.other;
    const prototype = js.getPrototypeOf(resource);
    if (prototype === null || js.isProxy(prototype)) return TURN.other;
    const known = this.#known.get(prototype);
    if (known !== undefined) return known;
    const cause = CAUSES.get(constructorName(prototype)) ?? TURN.other;
    this.#known.set(prototype, cause);
    return cause;
  }
}

function constructorName(prototype: object): string {
  const made: unknown = js.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  if (typeof made !== 'function' || js.isProxy(made)) return '';
  const name: unknown = js.getOwnPropertyDescriptor(made, 'name')?.value;
  return typeof name === 'string' ? name : '';
}

/** Functions of Node's modules that begin a request or a connection. */
const BEGIN = new js.SafeMap<string, readonly string[]>([
  ['node:http', ['request', 'get']],
  ['node:https', ['request', 'get']],
  ['node:http2', ['connect']],
  ['node:net', ['connect', 'createConnection']],
  ['node:tls', ['connect']],
]);

const { getBuiltinModule } = process;

const requesting = new js.SafeWeakSet<object>();

/** Before user code runs: what is there without any module. */
export function expectRequests(): void {
  addFrom(globalThis, ['fetch']);
}

/** The globals that come with undici, once the program has asked for one. */
let hasLazyGlobals = false;

function expectLazyGlobals(): void {
  hasLazyGlobals = isUndiciLoaded();
  if (hasLazyGlobals) addFrom(globalThis, ['WebSocket', 'EventSource']);
}

/** The program is about to load one of Node's modules. */
export function expectRequestsOf(url: string): void {
  const names = BEGIN.get(url);
  const loaded = names && getBuiltinModule(url);
  if (names !== undefined && loaded !== undefined) addFrom(loaded, names);
}

function addFrom(holder: object, names: readonly string[]): void {
  for (let i = 0; i < names.length; i++) {
    const value: unknown = js.getOwnPropertyDescriptor(holder, names[i] as string)?.value;
    if (typeof value === 'function') requesting.add(value);
  }
}

export function makesRequest(f: unknown): boolean {
  if (typeof f !== 'function') return false;
  if (!hasLazyGlobals) expectLazyGlobals();
  return requesting.has(f);
}
