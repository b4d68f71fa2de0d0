/** Values that are on their way at a position and in no variable: what calls have just returned, and what was just thrown. */
import { seq } from '../base/units.js';
import type { Position, Recording, Value } from '../query/api.js';
import { lastThrow } from './exception.js';

/** A return lies at most this many events before the statement that follows it (capturing what changed comes between). */
const LOOKED_BACK = 200;
const MAX_RETURNS = 20;
/** Nobody calls these, and nobody gets what they return. */
const NO_CALLS = new Set(['(module)', '<instance_members_initializer>', '<static_initializer>']);

export interface InFlight {
  /** by name of the function, in the order in which they returned */
  readonly returned: readonly { readonly name: string; readonly value: Value }[];
  readonly thrown: Value | undefined;
}

/** Since the statement before, in whatever call it was. */
export function inFlight(recording: Recording, at: Position): InFlight {
  let returned: { name: string; value: Value }[] = [];
  const since = seq(Math.max(0, at.seq - LOOKED_BACK));
  for (const event of recording.events({
    thread: at.thread,
    kinds: ['step', 'return', 'turn'],
    since,
    until: at.seq,
  })) {
    if (event.kind !== 'return') returned = event.seq < at.seq ? [] : returned;
    else if (event.value !== undefined && !NO_CALLS.has(event.functionName ?? ''))
      returned.push({ name: event.functionName ?? '(anonymous)', value: event.value });
  }
  return { returned: returned.slice(-MAX_RETURNS), thrown: lastThrow(recording, at)?.value };
}
