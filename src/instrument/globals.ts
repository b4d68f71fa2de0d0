/**
 * Names that no declaration of the file is of: properties of the global object, or declared by a script. A call, or a setter, may delete one, and one may be an accessor. So what
 * they stand for is in a temporary from before, where a temporary is in nobody's sight; else the runtime is asked, which calls no accessor (runtime/globals.ts).
 */
import type { ts } from 'ts-morph';
import { SITE } from '../wire/sites.js';
import type { Context } from './context.js';
import { quotedAs } from './render.js';
import { lookup, type Scope } from './scopes.js';
import { stampOf } from './stamps.js';

/** Of the language and of Node, and what Node's wrapper around CommonJS modules declares: they are there, and reading them is in nobody's sight. */
const USUAL: ReadonlySet<string> = new Set(
  (
    'undefined NaN Infinity globalThis global module exports require __filename __dirname arguments console process performance navigator crypto Object Function Array Number Boolean String ' +
    'Symbol BigInt Date Promise RegExp Math JSON Intl Reflect Atomics Proxy Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator Error AggregateError EvalError RangeError ReferenceError ' +
    'SyntaxError TypeError URIError ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array ' +
    'Float64Array BigInt64Array BigUint64Array WebAssembly parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape eval ' +
    'setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask structuredClone fetch atob btoa Buffer URL URLSearchParams AbortController AbortSignal Event ' +
    'EventTarget TextEncoder TextDecoder Blob File FormData Headers Request Response ReadableStream WritableStream TransformStream MessageChannel BroadcastChannel'
  ).split(' '),
);

/** Another may be gone when the name is read again. */
export const isLasting = ({ text }: ts.Identifier, scope: Scope): boolean =>
  lookup(scope, text) !== undefined || USUAL.has(text);

/** What the name stands for. Where the file has a `globalThis` of its own there is no way to the other. */
export const nameAgain = (e: ts.Identifier, scope: Scope): string =>
  isLasting(e, scope) || lookup(scope, 'globalThis') !== undefined
    ? e.text
    : `$es_globalNow(globalThis,${JSON.stringify(e.text)},()=>${e.text})`;

/** Of Node's wrapper around CommonJS modules, and what nobody can assign. */
const NO_PROPERTIES: ReadonlySet<string> = new Set(
  'module exports require __filename __dirname arguments undefined NaN Infinity'.split(' '),
);

interface GlobalProbe {
  readonly name: string;
  /** arguments after the value, with their commas */
  readonly rest: string;
}

/**
 * Records what is assigned to such a name, or that it is deleted, as a property of the global object: whether it is one, the runtime knows. Undefined where there is no way to that object. In the body for when calls are
 * only counted that object is lost.
 */
export function globalProbe(
  node: ts.Expression,
  { text }: ts.Identifier,
  ctx: Context,
  scope: Scope,
  kind: typeof SITE.put | typeof SITE.delete = SITE.put,
): GlobalProbe | undefined {
  if (NO_PROPERTIES.has(text) || lookup(scope, 'globalThis') !== undefined) return undefined;
  const quoted = quotedAs(node);
  if (ctx.isReduced) return { name: ctx.lostProbe(quoted), rest: `,globalThis,${stampOf('globalThis')}` };
  const shape = { key: JSON.stringify(text), global: true };
  return { name: ctx.site({ kind, node, scope, ref: ctx.key(text), shape, quoted }), rest: ',globalThis' };
}

/** The same around the expression that assigns or deletes. */
export function wrapGlobal(
  node: ts.Expression,
  name: ts.Identifier,
  ctx: Context,
  scope: Scope,
  kind: typeof SITE.put | typeof SITE.delete = SITE.put,
): void {
  const probe = globalProbe(node, name, ctx, scope, kind);
  if (probe !== undefined) ctx.wrap(node, `${probe.name}(`, `${probe.rest})`);
}
