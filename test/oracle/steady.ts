/**
 * What V8 shows in every run of a program. Real packages give out ports, read clocks and race timers: where two inspected runs show different
 * values at the same execution, no third run, recorded or not, is expected to have the first one's. Such values are marked, and counted apart.
 */
import type { Json } from '../../src/query/json.js';
import type { V8Frame, V8State } from './protocol.js';

/** Marks a value that is another in another run. */
export const OTHER_RUN = '$otherRun';
const OTHER: Json = { [OTHER_RUN]: true };

type JsonObject = { readonly [key: string]: Json };
const isObject = (json: Json): json is JsonObject => typeof json === 'object' && json !== null && !Array.isArray(json);

/** Left as it is where the runs are not at the same place. */
export function steadyState(state: V8State, again: V8State | undefined): V8State {
  const [frames, others] = [state.frames ?? [], again?.frames ?? []];
  if (frames.length !== others.length || !frames.every((frame, i) => isSamePlace(frame, others[i]!))) return state;
  return { ...state, frames: frames.map((frame, i) => steadyFrame(frame, others[i]!)) };
}

const isSamePlace = (a: V8Frame, b: V8Frame): boolean =>
  a.path === b.path && a.line === b.line && a.column === b.column && a.scopes?.length === b.scopes?.length;

function steadyFrame(frame: V8Frame, other: V8Frame): V8Frame {
  const { thisValue, scopes } = frame;
  return {
    ...frame,
    ...(thisValue !== undefined && { thisValue: steady(thisValue, other.thisValue) }),
    ...(scopes && {
      scopes: scopes.map(({ type, variables }, i) => ({
        type,
        variables: steadyParts(variables, other.scopes?.[i]?.variables ?? {}),
      })),
    }),
  };
}

export function steady(value: Json, other: Json | undefined): Json {
  if (Array.isArray(value) && Array.isArray(other))
    return value.length === other.length ? value.map((item: Json, i) => steady(item, other[i] as Json)) : OTHER;
  if (other !== undefined && isObject(value) && isObject(other)) return steadyParts(value, other);
  return value === other ? value : OTHER;
}

function steadyParts(value: JsonObject, other: JsonObject): JsonObject {
  const keys = new Set([...Object.keys(value), ...Object.keys(other)]);
  const part = (of: JsonObject, key: string): Json | undefined => (Object.hasOwn(of, key) ? of[key] : undefined);
  const both = (key: string): Json => {
    const own = part(value, key);
    return own === undefined ? OTHER : steady(own, part(other, key));
  };
  return Object.fromEntries([...keys].map((key) => [key, both(key)]));
}
