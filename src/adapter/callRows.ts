/** Calls as rows of a table, for files and terminals. */
import {
  type CallView,
  type JsonLimits,
  type Position,
  type Recording,
  valueJson,
  type Variable,
} from '../query/api.js';
import { preview } from './preview.js';

interface Arguments {
  /** where they have those values */
  readonly at: Position;
  readonly variables: readonly Variable[];
}

/** Calls of default values, one in the other, that are gone out of to where their function's body begins. */
const MAX_DEFAULTS = 16;

/** What a call was entered with: what its variables are at its first statement or, where calls alone are recorded, at its entry. */
function argumentsOf(recording: Recording, entered: Position): Arguments {
  const at = bodyOf(recording, entered);
  if (at === undefined) return { at: entered, variables: [] };
  const local = recording.scopes(at, 0).find(({ kind }) => kind === 'local');
  const isGiven = ({ name, value, writtenAt }: Variable): boolean =>
    name !== 'this' && (at.seq === entered.seq ? value.kind !== 'unknown' : writtenAt !== undefined);
  return { at, variables: local?.variables.filter(isGiven) ?? [] };
}

export function argumentsText(recording: Recording, entered: Position): string {
  const { at, variables } = argumentsOf(recording, entered);
  return variables.map(({ name, value }) => `${name} = ${preview(value, { recording, at })}`).join(', ');
}

/** Where the activation is the innermost for the first time; undefined if it never gets there. */
function bodyOf(recording: Recording, entered: Position): Position | undefined {
  let at: Position | undefined = recording.snap(entered, 'forward');
  for (let tries = 0; at !== undefined && tries < MAX_DEFAULTS; tries++) {
    const { frames } = recording.stack(at, { start: 0, count: MAX_DEFAULTS });
    const above = frames.findIndex(({ enteredAt }) => enteredAt === entered.seq);
    if (above === 0) return at;
    at = above < 0 ? undefined : recording.step(at, 'out', 'forward');
  }
  return undefined;
}

/** A call from where it was entered to its last event, whatever it waited for in between. */
export function callJson(recording: Recording, call: CallView, limits: JsonLimits): object {
  const { thread, entered, until, functionName, place, end, value } = call;
  const { at, variables } = argumentsOf(recording, { thread, seq: entered });
  const shown = variables.map((variable) => [
    variable.name,
    valueJson(recording, at, { value: variable.value, limits }),
  ]);
  return {
    thread,
    seq: entered,
    until,
    timeMicros: recording.timeAt({ thread, seq: entered }),
    micros: microsOf(recording, call),
    function: functionName,
    file: place.file,
    line: place.line,
    column: place.column,
    arguments: Object.fromEntries(shown),
    end,
    ...(value !== undefined && { value: valueJson(recording, { thread, seq: until }, { value, limits }) }),
  };
}

export function callLine(recording: Recording, call: CallView): string {
  const { thread, entered, until, functionName, place, end, value } = call;
  const given = argumentsText(recording, { thread, seq: entered });
  const result = value === undefined ? '' : ` ${preview(value, { recording, at: { thread, seq: until } })}`;
  const micros = microsOf(recording, call);
  return [
    `${thread}:${entered}`,
    milliseconds(recording.timeAt({ thread, seq: entered })),
    `${place.file}:${place.line}:${place.column}`,
    `${functionName}(${given})`,
    `${end}${result}`,
    // Of short calls no time is known.
    micros > 0 ? milliseconds(micros) : `${until - entered + 1} events`,
  ].join('  ');
}

/** To the nanosecond, as events have it. */
function microsOf(recording: Recording, { thread, entered, until }: CallView): number {
  const micros = recording.timeAt({ thread, seq: until }) - recording.timeAt({ thread, seq: entered });
  return Math.round(micros * 1000) / 1000;
}

const milliseconds = (micros: number): string => `${(micros / 1000).toFixed(3)} ms`;
