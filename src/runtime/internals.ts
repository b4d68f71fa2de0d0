/**
 * Node's own internals, for what no public API tells or does: the state of promises, the place that Node shows above an uncaught error,
 * the call sites of a stack trace before anybody formats them. Nothing of them is given to the program.
 *
 * Reached by the public inspector API of the own thread: the closure of `process.binding` holds the two functions that lead to the rest, that of
 * `process.nextTick` the keys of what it queues.
 * Costs some milliseconds, once; the session is closed again. A build of Node without inspector has none of this: the callers say what
 * they do then.
 */
import type { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import type * as inspector from 'node:inspector';

type Properties = inspector.Runtime.GetPropertiesReturnType;

export interface Internals {
  readonly errors: Partial<ErrorsBinding>;
  readonly util: Partial<UtilBinding>;
  readonly asyncWrap: Partial<AsyncWrapBinding>;
  /** unlike the global function it makes no resource that async hooks see */
  readonly enqueueMicrotask: ((task: () => void) => void) | undefined;
  /** does Node run the source that a hook gives for an imported CommonJS module by its own require? */
  readonly importsSource: boolean;
  readonly internalErrors: {
    /** marks Node's own errors, whose stack shows their code */
    readonly kIsNodeError?: symbol;
    readonly prepareStackTraceCallback?: (realm: object, error: unknown, trace: NodeJS.CallSite[]) => unknown;
  };
}

/** In the text of Node's loader where it hands the source of an imported CommonJS module to require. */
const PASSES_SOURCE = 'isResolvedBySyncHooks';

export type GetErrorSource = (file: string, line: number, column: number) => string | undefined;

export interface ErrorsBinding {
  /** makes Node ask for the line above an uncaught error when the script has a source map */
  setSourceMapsEnabled(on: boolean): void;
  setGetSourceMapErrorSource(get: GetErrorSource): void;
  setPrepareStackTraceCallback(prepare: (realm: object, error: unknown, trace: NodeJS.CallSite[]) => unknown): void;
  getErrorSourcePositions(error: unknown): ErrorSourcePosition;
}

export interface ErrorSourcePosition {
  readonly sourceLine: string;
  readonly scriptResourceName: string;
  readonly lineNumber: number;
  /** 0-based */
  readonly startColumn: number;
}

export interface UtilBinding {
  /** elements of a WeakSet, among others */
  previewEntries(set: object): readonly unknown[];
  /** state (0 pending, 1 fulfilled, 2 rejected) and, if settled, the result */
  getPromiseDetails(promise: object): readonly [state: number, result?: unknown] | undefined;
  getProxyDetails(proxy: object, withHandler: true): readonly [target: unknown, handler: unknown] | undefined;
}

/** Whom Node runs code for: a stack of resources, of which JavaScript's are in the list and others are asked for. */
export interface AsyncWrapBinding {
  readonly async_hook_fields: Uint32Array;
  readonly execution_async_resources: readonly unknown[];
  executionAsyncResource(index: number): unknown;
  readonly constants: { readonly kStackLength: number };
}

interface TaskQueueBinding {
  enqueueMicrotask?(task: () => void): void;
}

/** Variables in the closures of Node's functions. */
interface Found {
  internalBinding?: (name: string) => object;
  requireBuiltin?: (id: string) => object;
  async_id_symbol?: symbol;
  trigger_async_id_symbol?: symbol;
  async_context_frame?: symbol;
}

const BOX = 'elixirscope.box';

/** Undefined: this Node has no inspector, or looks different inside. */
export function openInternals(): Internals | undefined {
  try {
    const found = findInClosures();
    keepTicksFast(found);
    const { internalBinding, requireBuiltin } = found;
    if (typeof internalBinding !== 'function' || typeof requireBuiltin !== 'function') return undefined;
    return {
      errors: internalBinding('errors'),
      util: internalBinding('util'),
      asyncWrap: internalBinding('async_wrap'),
      enqueueMicrotask: (internalBinding('task_queue') as TaskQueueBinding).enqueueMicrotask,
      internalErrors: requireBuiltin('internal/errors'),
      importsSource: translators(internalBinding).includes(PASSES_SOURCE),
    };
  } catch {
    return undefined;
  }
}

function translators(internalBinding: (name: string) => object): string {
  const { natives } = internalBinding('builtins') as { natives?: Readonly<Record<string, string>> };
  return natives?.['internal/modules/esm/translators'] ?? '';
}

/** Never looked at. */
const kept: object[] = [];

/**
 * What `process.nextTick` queues is a literal with computed keys. V8 makes that in a fast way as long as the hidden classes that it has seen there first live, and
 * in a slow one ever after: of a server that is launched with recording they died in its first thorough garbage collection, which cost it 3 us in each HTTP request. An object of
 * the same classes keeps them alive: with the same keys in the same order, and fractions for the ids, since Node's are doubles to V8.
 */
function keepTicksFast({
  async_id_symbol: id,
  trigger_async_id_symbol: trigger,
  async_context_frame: frame,
}: Found): void {
  if (id === undefined || trigger === undefined) return;
  const callback = (): void => {};
  const args = undefined;
  kept.push(
    frame === undefined
      ? { [id]: 0.5, [trigger]: 0.5, callback, args }
      : { [id]: 0.5, [trigger]: 0.5, [frame]: undefined, callback, args },
  );
}

const { binding } = process as unknown as { binding?: unknown };

/** Where to look for which variables. */
const CLOSURES: readonly (readonly [from: unknown, names: readonly (keyof Found)[]])[] = [
  [binding, ['internalBinding', 'requireBuiltin']],
  [process.nextTick, ['async_id_symbol', 'trigger_async_id_symbol', 'async_context_frame']],
];

function findInClosures(): Found {
  const { Session } = createRequire(__filename)('node:inspector') as typeof inspector;
  const session = new Session();
  const found: Found = {};
  const box = { from: CLOSURES.map(([from]) => from), found };
  const key = Symbol.for(BOX);
  Object.defineProperty(globalThis, key, { value: box, configurable: true });
  session.connect();
  try {
    const boxed = `globalThis[Symbol.for(${JSON.stringify(BOX)})]`;
    const holder = evaluated(session, boxed);
    for (const [i, [, names]] of CLOSURES.entries())
      for (const { name, value } of closureOf(session, `${boxed}.from[${i}]`))
        if ((names as readonly string[]).includes(name)) hand(session, holder, name, value?.objectId);
    return found;
  } finally {
    session.disconnect();
    Reflect.deleteProperty(globalThis, key);
  }
}

function closureOf(session: Session, f: string): Properties['result'] {
  const scopes = propertiesOf(session, evaluated(session, f));
  const list = scopes.internalProperties?.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
  // The last scope is the global object: large, and not what is wanted.
  const closures = propertiesOf(session, list).result.filter(({ value }) => value?.description?.startsWith('Closure'));
  return closures.flatMap(({ value }) => propertiesOf(session, value?.objectId).result);
}

function evaluated(session: Session, expression: string): string | undefined {
  let id: string | undefined;
  session.post('Runtime.evaluate', { expression }, (failure, reply) => {
    if (failure === null) id = reply.result.objectId;
  });
  return id;
}

function propertiesOf(session: Session, objectId: string | undefined): Properties {
  let found: Properties = { result: [] };
  if (objectId === undefined) return found;
  session.post('Runtime.getProperties', { objectId, ownProperties: true }, (failure, reply) => {
    if (failure === null) found = reply;
  });
  return found;
}

/** The remote object becomes a value of ours. */
function hand(session: Session, holder: string | undefined, name: string, objectId: string | undefined): void {
  if (holder === undefined || objectId === undefined) return;
  session.post('Runtime.callFunctionOn', {
    functionDeclaration: `function (value) { this.found.${name} = value }`,
    objectId: holder,
    arguments: [{ objectId }],
  });
}
