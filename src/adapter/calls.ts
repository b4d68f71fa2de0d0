/** Calls as lists show them: what each was given, and how it ended. */
import type * as v from 'valibot';
import { seq } from '../base/units.js';
import type { CallView, Recording } from '../query/api.js';
import type { CallOutcome, CallsBody, CallTreeBody, ListedCall } from '../wire/calls.js';
import type { CallsSchema, CallTreeSchema } from './custom.js';
import type { SessionCore } from './core.js';
import { argumentsText } from './callRows.js';
import { numbers, placeOf } from './positions.js';
import { preview } from './preview.js';

const DEFAULT_LIMIT = 1000;
const DEFAULT_PAGE = 50;
/** Whoever asks for calls of a name hears of it so soon. */
const PATIENCE_MILLIS = 200;
/** Calls whose arguments and results are told, which costs a look at each. */
const MAX_DESCRIBED = 100;

/** Of one function, nearest to the playhead first. */
export function callsOf(core: SessionCore, asked: v.InferOutput<typeof CallsSchema>): CallsBody {
  const recording = core.recording();
  const { line, limit = DEFAULT_LIMIT } = asked;
  const found = recording.calls(core.position(), { line, path: core.recordedPath(asked.path) ?? asked.path }, limit);
  const near = found?.near ?? [];
  const described = near.slice(0, MAX_DESCRIBED).map(({ position }) => recording.callOutcome(position));
  return {
    isFunction: found !== undefined,
    name: described[0]?.functionName ?? '',
    total: found?.total ?? 0,
    calls: near.map(({ position, ordinal }, i) => {
      const call = described[i];
      return {
        ...numbers(recording, position),
        ordinal,
        arguments: i < MAX_DESCRIBED ? argumentsText(recording, position) : '',
        outcome: call === undefined ? null : outcomeOf(recording, call),
      };
    }),
  };
}

type AskedTree = v.InferOutput<typeof CallTreeSchema>;

/** A page of the call tree, or of the calls of functions of a name. */
export function callTree(core: SessionCore, asked: AskedTree): CallTreeBody {
  return asked.name === undefined ? branch(core, asked) : callsNamed(core, asked, asked.name);
}

function branch(core: SessionCore, { thread, depth, from = 0, until, limit = DEFAULT_PAGE }: AskedTree): CallTreeBody {
  const recording = core.recording();
  const range = {
    thread: core.shownThread(thread),
    depth,
    from: seq(from),
    until: until === undefined ? undefined : seq(until),
  };
  const { calls, next } = recording.callTree(range, limit);
  return { calls: calls.map((call) => listed(recording, call)), next: next ?? null };
}

function callsNamed(core: SessionCore, asked: AskedTree, name: string): CallTreeBody {
  const recording = core.recording();
  const { from = 0, until = Number.MAX_SAFE_INTEGER, limit = DEFAULT_PAGE } = asked;
  const thread = core.shownThread(asked.thread);
  const range = {
    from: { thread, seq: seq(from) },
    part: { thread, since: seq(from), until: seq(until) },
    patienceMillis: PATIENCE_MILLIS,
  };
  const text = `kind === "enter" && fn.toLowerCase().includes(${JSON.stringify(name.toLowerCase())})`;
  const { events, next } = recording.query(text, range, limit);
  const calls = events.flatMap((event) => recording.callAt(event) ?? []);
  return { calls: calls.map((call) => listed(recording, call)), next: next?.seq ?? null };
}

function listed(recording: Recording, call: CallView): ListedCall {
  const { thread, depth, since, until, entered, functionName, isModule, hasCalls } = call;
  const at = { thread, seq: since };
  return {
    ...numbers(recording, at),
    depth,
    until,
    micros: recording.timeAt({ thread, seq: until }) - recording.timeAt(at),
    function: functionName,
    isModule,
    resumed: entered !== since,
    hasCalls,
    place: placeOf(call.place),
    arguments: isModule || entered !== since ? '' : argumentsText(recording, at),
    outcome: outcomeOf(recording, call),
  };
}

function outcomeOf(recording: Recording, { thread, until, end, value }: CallView): CallOutcome {
  return { end, value: value === undefined ? '' : preview(value, { recording, at: { thread, seq: until } }) };
}
