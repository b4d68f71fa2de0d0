/**
 * State of a promise, which the language does not tell. Read through the public inspector API of the own thread: about 40
 * microseconds, so there is a budget per millisecond; over it the state is left out.
 */
import type { Runtime, Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { isProxy, now } from './intrinsics.js';

const LOOKUPS_AT_ONCE = 32;
const LOOKUPS_PER_MS = 1;

export interface PromiseDetails {
  readonly state: 'pending' | 'fulfilled' | 'rejected';
  readonly result: unknown;
}

interface Box {
  promise: unknown;
  result: unknown;
}

const box: Box = { promise: undefined, result: undefined };
let session: Session | undefined | null;
let allowance = LOOKUPS_AT_ONCE;
let refilledAt = 0;
let boxKey = '';

export function promiseDetails(promise: object): PromiseDetails | undefined {
  const time = now();
  allowance = Math.min(LOOKUPS_AT_ONCE, allowance + (time - refilledAt) * LOOKUPS_PER_MS);
  refilledAt = time;
  if (allowance < 1 || isProxy(promise)) return undefined;
  allowance--;
  session ??= connect();
  if (session === null) return undefined;
  try {
    box.promise = promise;
    return inspect(session);
  } catch {
    return undefined;
  } finally {
    box.promise = undefined;
    box.result = undefined;
  }
}

/** The inspector finds the box under this symbol of the global object; it is the kit's holder, see kit.ts. */
export function publishBox(holder: object, symbolName: string): void {
  boxKey = symbolName;
  Object.defineProperty(holder, Symbol.for(symbolName), { value: box, enumerable: false });
}

function connect(): Session | null {
  try {
    const inspector = createRequire(__filename)('node:inspector') as typeof import('node:inspector');
    const opened = new inspector.Session();
    opened.connect();
    return opened;
  } catch {
    return null;
  }
}

const group = 'elixirscope';

function inspect(from: Session): PromiseDetails | undefined {
  const holder = `globalThis[Symbol.for(${JSON.stringify(boxKey)})]`;
  let details: PromiseDetails | undefined;
  from.post('Runtime.evaluate', { expression: `${holder}.promise`, objectGroup: group }, (failed, evaluated) => {
    const objectId = failed === null ? evaluated.result.objectId : undefined;
    if (objectId === undefined) return;
    from.post('Runtime.getProperties', { objectId, ownProperties: true }, (failure, found) => {
      if (failure === null) details = read(from, holder, found.internalProperties ?? []);
    });
  });
  from.post('Runtime.releaseObjectGroup', { objectGroup: group });
  return details;
}

function read(
  from: Session,
  holder: string,
  internal: readonly Runtime.InternalPropertyDescriptor[],
): PromiseDetails | undefined {
  let state: unknown;
  let result: Runtime.RemoteObject | undefined;
  for (let i = 0; i < internal.length; i++) {
    const property = internal[i];
    if (property?.name === '[[PromiseState]]') state = property.value?.value;
    else if (property?.name === '[[PromiseResult]]') result = property.value;
  }
  if (state !== 'pending' && state !== 'fulfilled' && state !== 'rejected') return undefined;
  if (result === undefined || state === 'pending') return { state, result: undefined };
  fetchResult(from, holder, result);
  return { state, result: box.result };
}

/** The remote object is handed back to us as a value: an argument carries NaN, bigint, symbols and objects alike. */
function fetchResult(from: Session, holder: string, result: Runtime.RemoteObject): void {
  from.post('Runtime.evaluate', { expression: holder, objectGroup: group }, (failed, evaluated) => {
    const objectId = failed === null ? evaluated.result.objectId : undefined;
    if (objectId === undefined) return;
    const functionDeclaration = 'function (value) { this.result = value }';
    const { value, unserializableValue, objectId: id } = result;
    const argument =
      id !== undefined ? { objectId: id } : unserializableValue !== undefined ? { unserializableValue } : { value };
    from.post('Runtime.callFunctionOn', { functionDeclaration, objectId, arguments: [argument] });
  });
}
