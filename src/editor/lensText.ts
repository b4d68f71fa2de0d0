/** What stands above a function of the recording that is open. */
import { countText } from '../base/numbers.js';
import type { DurationsBody } from '../wire/calls.js';
import type { CoverageBody } from '../wire/panel.js';
import { duration } from './playhead.js';

export type RecordedFunction = CoverageBody['functions'][number];

/** Functions that a line has room for; a minified file has thousands on one. */
const MOST_ON_A_LINE = 4;

/** Functions by their lines: those with too many are told of as one. */
export function byLine(functions: readonly RecordedFunction[]): {
  readonly single: readonly RecordedFunction[];
  readonly crowded: ReadonlyMap<number, readonly RecordedFunction[]>;
} {
  const lines = new Map<number, RecordedFunction[]>();
  for (const fn of functions) lines.set(fn.line, [...(lines.get(fn.line) ?? []), fn]);
  const isCrowded = ([, all]: readonly [number, readonly RecordedFunction[]]): boolean => all.length > MOST_ON_A_LINE;
  return {
    single: [...lines].filter((entry) => !isCrowded(entry)).flatMap(([, all]) => all),
    crowded: new Map([...lines].filter(isCrowded)),
  };
}

/** For example `17 calls · 2 threw · ≈ 0.3 ms to 12.0 ms`. */
export function callsText({ calls, threw }: RecordedFunction, where: string, took: DurationsBody | undefined): string {
  const parts = [
    `${countText(calls)} ${calls === 1 ? 'call' : 'calls'}${where}`,
    ...(threw === 0 ? [] : [`${countText(threw)} threw`]),
    ...(took === undefined || took.calls === 0 ? [] : [durationsText(took)]),
  ];
  return parts.join(' · ');
}

function durationsText({ leastMicros, mostMicros }: DurationsBody): string {
  const [least, most] = [duration(leastMicros), duration(mostMicros)];
  return least === most ? `≈ ${most}` : `≈ ${least} to ${most}`;
}

/** What is known of time, since it is less than it looks. */
export function callsTooltip({ calls }: RecordedFunction, took: DurationsBody | undefined): string {
  const action = 'List the calls, and go to one.';
  if (took === undefined || took.calls === 0) return action;
  const looked =
    took.calls === calls ? 'of every call' : `of ${countText(took.calls)} of the ${countText(calls)} calls`;
  return `${action}\n\nTime ${looked}, from its beginning to its end, waiting at await included. The clock is read when a turn of the event loop begins; within a turn its time is shared out evenly among the events, hence ≈. Calls in turns in which the program stood, in the debugger or in a call that blocked it, are left out, and so are later ones of very many.`;
}

export function crowdText(functions: readonly RecordedFunction[], where: string): string {
  const calls = functions.reduce((sum, { calls: own }) => sum + own, 0);
  const called = functions.filter(({ calls: own }) => own > 0).length;
  return `${countText(functions.length)} functions on this line · ${countText(called)} called${where} · ${countText(calls)} ${calls === 1 ? 'call' : 'calls'}`;
}
