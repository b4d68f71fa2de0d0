/**
 * Node's own internals, for what no public API tells or does: the state of promises, the place that Node shows above an uncaught error,
 * the call sites of a stack trace before anybody formats them. Nothing of them is given to the program.
 *
 * Reached by the public inspector API of the own thread: the closure of `process.binding` holds the two functions that lead to the rest.
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

interface Loaders {
  internalBinding?: (name: string) => object;
  requireBuiltin?: (id: string) => object;
}

const BOX = 'elixirscope.box';

/** Undefined: this Node has no inspector, or looks different inside. */
export function openInternals(): Internals | undefined {
  try {
    const { internalBinding, requireBuiltin } = findLoaders();
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

function findLoaders(): Loaders {
  const { Session } = createRequire(__filename)('node:inspector') as typeof inspector;
  const session = new Session();
  const found: Loaders = {};
  const box = { from: (process as unknown as { binding?: unknown }).binding, found };
  const key = Symbol.for(BOX);
  Object.defineProperty(globalThis, key, { value: box, configurable: true });
  session.connect();
  try {
    const holder = evaluated(session, `globalThis[Symbol.for(${JSON.stringify(BOX)})]`);
    const scopes = propertiesOf(session, evaluated(session, `globalThis[Symbol.for(${JSON.stringify(BOX)})].from`));
    const list = scopes.internalProperties?.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
    for (const scope of propertiesOf(session, list).result) {
      // The last scope is the global object: large, and not what is wanted.
      if (!scope.value?.description?.startsWith('Closure')) continue;
      for (const { name, value } of propertiesOf(session, scope.value.objectId).result) {
        if (name === 'internalBinding' || name === 'requireBuiltin') hand(session, holder, name, value?.objectId);
      }
    }
    return found;
  } finally {
    session.disconnect();
    Reflect.deleteProperty(globalThis, key);
  }
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
