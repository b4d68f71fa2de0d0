/**
 * Stack traces show the user's lines and columns. Node's default formatter, `Error.prepareStackTrace`, is replaced by one that formats
 * the same way. A program that sets its own there gets V8's call sites with the user's places.
 */
import { disguise } from './disguise.js';
import { SafeWeakMap } from './intrinsics.js';
import type { InstrumentedModules, Place } from './modules.js';

type CallSite = NodeJS.CallSite;
type Prepare = (this: unknown, error: Error, trace: CallSite[]) => unknown;

export function mapStackTraces(modules: InstrumentedModules): void {
  const descriptor = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const original = descriptor?.value as Prepare | undefined;
  if (descriptor === undefined || typeof original !== 'function') return;
  let current: unknown = disguise(defaultFormatter(modules), original);
  const wrappers = new SafeWeakMap<object, Prepare>();
  const wrapped = new SafeWeakMap<object, unknown>();
  const set = (value: unknown): void => {
    current = value;
    if (typeof value !== 'function' || value === initial) return;
    current = wrapped.has(value) ? value : (wrappers.get(value) ?? wrapOne(value as Prepare));
  };
  const wrapOne = (own: Prepare): Prepare => {
    const wrapper: Prepare = function (error, trace) {
      for (let i = 0; i < trace.length; i++) teach(modules, trace[i] as CallSite);
      return Reflect.apply(own, this, [error, trace]);
    };
    wrappers.set(own, wrapper);
    wrapped.set(wrapper, own);
    return disguise(wrapper, own);
  };
  const initial = current;
  Object.defineProperty(Error, 'prepareStackTrace', { get: () => current, set, enumerable: false, configurable: true });
}

function defaultFormatter(modules: InstrumentedModules): Prepare {
  const errorText = Function.prototype.call.bind(Error.prototype.toString) as (error: unknown) => string;
  return (error, trace) => {
    let text: string;
    try {
      text = errorText(error);
    } catch {
      text = '<error>';
    }
    for (let i = 0; i < trace.length; i++) text += `\n    at ${frameText(modules, trace[i] as CallSite)}`;
    return text;
  };
}

function placeOf(modules: InstrumentedModules, site: CallSite): Place | undefined {
  const file = site.getFileName();
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  return typeof file === 'string' && line !== null && column !== null ? modules.place(file, line, column) : undefined;
}

function frameText(modules: InstrumentedModules, site: CallSite): string {
  const whole = `${site as unknown as string}`;
  const place = placeOf(modules, site);
  if (place === undefined) return whole;
  const written = `:${site.getLineNumber()}:${site.getColumnNumber()}`;
  const at = whole.lastIndexOf(written);
  return at < 0 ? whole : `${whole.slice(0, at)}:${place.line}:${place.column}${whole.slice(at + written.length)}`;
}

/** Own methods hide those of V8's prototype, which cannot be replaced. */
function teach(modules: InstrumentedModules, site: CallSite): void {
  const place = placeOf(modules, site);
  if (place === undefined) return;
  const text = frameText(modules, site);
  const own = { getLineNumber: () => place.line, getColumnNumber: () => place.column, toString: () => text };
  for (const [name, value] of Object.entries(own)) {
    const original = site[name as keyof typeof own] as () => unknown;
    Object.defineProperty(site, name, { value: disguise(value, original), enumerable: false });
  }
}
