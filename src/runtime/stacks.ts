/**
 * Stack traces show the user's lines and columns. V8's call sites are taught the user's places (programs with an `Error.prepareStackTrace`
 * of their own read them); Node's default formatter is replaced by one that formats the same way from them.
 */
import { disguise } from './disguise.js';
import type { InstrumentedModules, Place } from './modules.js';

type CallSite = NodeJS.CallSite;
type Prepare = (error: Error, trace: readonly CallSite[]) => unknown;

export function mapStackTraces(modules: InstrumentedModules): void {
  const descriptor = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const original = descriptor?.value as Prepare | undefined;
  if (typeof original !== 'function') return;
  const frameText = mapCallSites(modules);
  const errorText = Function.prototype.call.bind(Error.prototype.toString) as (error: unknown) => string;
  const replacement = (error: Error, trace: readonly CallSite[]): string => {
    let text: string;
    try {
      text = errorText(error);
    } catch {
      text = '<error>';
    }
    for (let i = 0; i < trace.length; i++) text += `\n    at ${frameText(trace[i] as CallSite)}`;
    return text;
  };
  Object.defineProperty(Error, 'prepareStackTrace', { ...descriptor, value: disguise(replacement, original) });
}

/** Returns what `toString` of a call site gives from now on. */
function mapCallSites(modules: InstrumentedModules): (site: CallSite) => string {
  const prototype = Object.getPrototypeOf(sampleCallSite()) as CallSite;
  const uncurried = <T>(method: () => T) => Function.prototype.call.bind(method) as (site: CallSite) => T;
  const fileOf = uncurried(prototype.getFileName);
  const lineOf = uncurried(prototype.getLineNumber);
  const columnOf = uncurried(prototype.getColumnNumber);
  const textOf = uncurried(prototype.toString);
  const placeOf = (site: CallSite): Place | undefined => {
    const file = fileOf(site);
    const line = lineOf(site);
    const column = columnOf(site);
    return typeof file === 'string' && line !== null && column !== null ? modules.place(file, line, column) : undefined;
  };
  const text = (site: CallSite): string => {
    const whole = textOf(site);
    const place = placeOf(site);
    if (place === undefined) return whole;
    const written = `:${lineOf(site)}:${columnOf(site)}`;
    const at = whole.lastIndexOf(written);
    return at < 0 ? whole : `${whole.slice(0, at)}:${place.line}:${place.column}${whole.slice(at + written.length)}`;
  };
  override(prototype, 'getLineNumber', (site) => placeOf(site)?.line ?? lineOf(site));
  override(prototype, 'getColumnNumber', (site) => placeOf(site)?.column ?? columnOf(site));
  override(prototype, 'toString', text);
  return text;
}

function override(
  prototype: CallSite,
  name: 'getLineNumber' | 'getColumnNumber' | 'toString',
  read: (site: CallSite) => unknown,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  const replacement = {
    method(this: CallSite): unknown {
      return read(this);
    },
  }.method;
  Object.defineProperty(prototype, name, {
    ...descriptor,
    value: disguise(replacement, prototype[name] as () => unknown),
  });
}

function sampleCallSite(): CallSite {
  const saved = Error.prepareStackTrace;
  try {
    Error.prepareStackTrace = (_error, trace) => trace;
    return (new Error('sample').stack as unknown as CallSite[])[0] as CallSite;
  } finally {
    Error.prepareStackTrace = saved as (error: Error, trace: CallSite[]) => unknown;
  }
}
