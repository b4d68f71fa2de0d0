/**
 * Numbers that the system or Node gives out in order: two runs of a program have others, whether one is recorded or not, and ours takes some
 * for its worker (src/FIDELITY.md). Only these properties of Node's own objects are meant; both sides must have a number there.
 */
import type { Json } from '../../src/query/json.js';

const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  /** the handle of a worker thread: Node counts all threads of the process */
  Worker: ['threadId'],
  ChildProcess: ['pid'],
  /** its handle */
  Process: ['pid'],
};

/** Under these symbols of its own Node keeps them in sockets, servers, requests and timers. */
const ASYNC_IDS: readonly string[] = ['Symbol(async_id_symbol)', 'Symbol(trigger_async_id_symbol)'];

/** The hooks of a program have a symbol each, whose description has a number: there are others, the inspector's and ours. */
const HOOKS_ID = /^Symbol\(module-hook-\d+\)$/;

/** Node notes it where somebody waits for the end of resources, as an inspector does that shows asynchronous stacks. */
const WAITED_FOR = 'Symbol(destroyed)';

/**
 * Stacks but for the names of functions of Node that have none themselves, of arguments `{ __proto__: null, … }`: V8 infers one where it compiles
 * the function, and has none where it finds the code in Node's cache, which it does not take with the flags of the inspected run.
 */
const withoutInferred = (stack: string): string =>
  stack.replace(/^( +at (?:async )?)(?:[\w$]+[.])+__proto__ \((node:[^)]+)\)$/gm, '$1$2');

/**
 * Of `process`: the modules of Node that are loaded (both sides load some for themselves), and a method that is its own when recorded
 * (src/FIDELITY.md).
 */
const isOfProcess = (key: string, v8: Json | undefined, own: Json | undefined): boolean =>
  (key === 'moduleLoadList' && Array.isArray(v8) && Array.isArray(own)) || (key === 'emit' && v8 === undefined);

const isHooksId = (id: Json | undefined): boolean =>
  typeof id === 'object' && id !== null && '$symbol' in id && HOOKS_ID.test(String(id.$symbol));

/** The property is what it can be in another run. */
export function isGivenOut(
  className: Json | undefined,
  key: string,
  v8: Json | undefined,
  own: Json | undefined,
): boolean {
  if (key === 'stack' && typeof v8 === 'string' && typeof own === 'string')
    return withoutInferred(v8) === withoutInferred(own);
  const areNumbers = typeof v8 === 'number' && typeof own === 'number';
  if (ASYNC_IDS.includes(key)) return areNumbers;
  if (typeof className !== 'string') return false;
  if (className === 'process') return isOfProcess(key, v8, own);
  if (className === 'AsyncResource' && key === WAITED_FOR) return own === undefined;
  if (className === 'ModuleHooks') return isHooksId(v8) && isHooksId(own);
  return NUMBERS[className]?.includes(key) === true && areNumbers;
}
