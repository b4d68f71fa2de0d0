/**
 * What stack traces call functions that have no name: V8 infers one from the text around the function (instrument/inferredNames.ts), which
 * is another text with probes in it. Follows V8's SerializeCallSiteInfo (src/objects/call-site-info.cc).
 */
import { endsWith, includes, slice, startsWith } from './intrinsics.js';

import { mentionsProbe } from './probeNames.js';

type CallSite = NodeJS.CallSite;

/**
 * Whether V8 inferred the name it shows: a function may have been given a name of its own in the meantime. Names that are inferred are
 * paths, or none, or ours.
 */
export const isInferred = (shown: string, inferred: string): boolean =>
  shown === '' || mentionsProbe(shown) || includes(shown, '.') || endsWith(inferred, `.${shown}`);

/** Types of classes without a name are named like functions, and like what they are if V8 infers nothing. */
export const isInferredType = (shown: string): boolean =>
  mentionsProbe(shown) || shown === 'Object' || shown === 'Function';

export interface FrameNames {
  readonly name: string;
  readonly type: string;
}

/** The frame of a function of another name, or with another type of `this`; `shown`: the function's name in it. */
export function renamed(site: CallSite, whole: string, shown: string, names: FrameNames): string {
  const place = placeOf(whole, shown === '' && !isNamedFrame(site));
  const called = calledAs(site, names);
  const start = site.isAsync() ? 'async ' : '';
  return called === '' ? start + place : `${start}${called} (${place})`;
}

const isNamedFrame = (site: CallSite): boolean => site.isConstructor() || isMethodCall(site);

const isMethodCall = (site: CallSite): boolean => !site.isNative() && !site.isToplevel() && !site.isConstructor();

/** From `name (place)`, or from a place alone. */
function placeOf(whole: string, isAlone: boolean): string {
  if (isAlone) return startsWith(whole, 'async ') ? slice(whole, 'async '.length, whole.length) : whole;
  let at = 0;
  while (at < whole.length && slice(whole, at, at + 2) !== ' (') at++;
  return slice(whole, at + 2, whole.length - 1);
}

function calledAs(site: CallSite, { name, type }: FrameNames): string {
  if (site.isConstructor()) return `new ${name === '' ? '<anonymous>' : name}`;
  if (!isMethodCall(site)) return name;
  const method = site.getMethodName() ?? '';
  if (name === '') return `${type === '' ? '' : `${type}.`}${method === '' ? '<anonymous>' : method}`;
  const owner = type === '' || startsWith(name, type) ? '' : `${type}.`;
  const alias = method === '' || isMethodName(name, method) ? '' : ` [as ${method}]`;
  return owner + name + alias;
}

const isMethodName = (name: string, method: string): boolean =>
  name === method || endsWith(name, `.${method}`) || endsWith(name, ` ${method}`);
