/** Everything that is asked of a recording, once of the sound file and once of a damaged copy, and what the copy may answer. */
import { UserError } from '../../src/base/result.js';
import { seq as toSeq, threadId } from '../../src/base/units.js';
import { type EventView, type Json, type Recording, stateJson } from '../../src/query/api.js';

const LIMITS = { depth: 3, maxItems: 20 };
const MAIN = threadId(1);

export interface Answers {
  readonly info: Json;
  /** by position */
  readonly states: ReadonlyMap<string, Json | UserError>;
  readonly events: readonly ToldEvent[] | UserError;
  readonly histories: ReadonlyMap<string, readonly Json[] | UserError>;
  /** where steps and breakpoints lead to */
  readonly moves: ReadonlyMap<string, string | UserError>;
}

export const POSITIONS = [
  'start',
  'end',
  'seq:12000',
  'seq:23072',
  'seq:23073',
  'seq:50000',
  'seq:100000',
  'ledger.ts:18',
  'ledger.ts:18#3000',
  'error:20',
  'time:100ms',
] as const;

/** `lost`: of a gap in the file. */
interface ToldEvent {
  readonly seq: number;
  readonly lost: number;
  readonly text: string;
}

const toldEvent = (event: EventView): ToldEvent => ({
  seq: event.seq,
  lost: event.name === 'damaged' ? Number(/: (\d+) lost/.exec(event.text ?? '')?.[1]) : 0,
  text: JSON.stringify(event),
});

export const stateAt = (recording: Recording, seq: number): Json =>
  stateJson(recording, { thread: MAIN, seq: toSeq(seq) }, LIMITS);

export function ask(recording: Recording): Answers {
  return {
    info: JSON.parse(JSON.stringify(recording.info())) as Json,
    states: answered(POSITIONS, (spec) => stateJson(recording, recording.resolve(spec), LIMITS)),
    events: attempt(() => [...recording.events({ thread: MAIN })].map(toldEvent)),
    histories: answered(['total', 'ledger.last', 'grid[3]'], (name) =>
      [...recording.history(recording.resolve('seq:80000'), name)].map(
        ({ position, value, place }) => [position.seq, value, place?.line ?? null] as unknown as Json,
      ),
    ),
    moves: answered(['over', 'into', 'out', 'backward', 'forward'], (move) => moved(recording, move)),
  };
}

function moved(recording: Recording, move: string): string {
  const from = recording.snap(recording.resolve('seq:60000'));
  if (move === 'over' || move === 'into' || move === 'out')
    return [recording.step(from, move, 'forward'), recording.step(from, move, 'backward')]
      .map((at) => (at === undefined ? 'none' : String(at.seq)))
      .join();
  const path = recording.info().files[0]?.path ?? '';
  const stops = { breakpoints: [{ id: 1, path, line: 54 }], throws: 'all' as const };
  const { position, reason } = recording.run(from, stops, move === 'forward' ? 'forward' : 'backward');
  return `${reason} ${position.seq}`;
}

const answered = <T>(questions: readonly string[], answer: (question: string) => T): Map<string, T | UserError> =>
  new Map(questions.map((question) => [question, attempt(() => answer(question))]));

/** A clear error is an answer; any other is a failure of ours. */
function attempt<T>(answer: () => T): T | UserError {
  try {
    return answer();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What a damaged copy says wrongly, without saying that it does not know. */
export function falsehoods(truth: Answers, told: Answers, truthAt: (seq: number) => Json): string[] {
  const found: string[] = [];
  compare(truth.info, told.info, { at: 'info', found });
  const isSilent = (told.info as { damagedParts: number }).damagedParts === 0;
  if (isSilent && JSON.stringify(told.info) !== JSON.stringify({ ...(truth.info as object), ...placeOf(told.info) }))
    found.push('info says less and does not say so');
  for (const [spec, state] of told.states) {
    if (state instanceof UserError) continue;
    const { seq } = (state as unknown as { position: { seq: number } }).position;
    // Edges and times mean what is nearest to them and can be read.
    const expected = /^(start|end|time)/.test(spec) ? truthAt(seq) : (truth.states.get(spec) as Json);
    compare(expected, state, { at: `state at ${spec}`, found });
  }
  if (!(told.events instanceof UserError))
    found.push(...falseEvents(truth.events as readonly ToldEvent[], told.events));
  for (const [name, entries] of told.histories) {
    if (entries instanceof UserError) continue;
    const isLossNamed = entries.some((entry) => JSON.stringify(entry).includes('"unknown"'));
    const expected = truth.histories.get(name) as readonly Json[];
    if (!isLossNamed && JSON.stringify(entries) !== JSON.stringify(expected)) found.push(`history of ${name}`);
  }
  return found;
}

/** Where the copy lies, and how large it is. */
const placeOf = (info: Json): object => {
  const { path, bytes } = info as { readonly [key: string]: Json };
  return { path, bytes };
};

/** Of events: each is as it was, and those that are missing are within a gap that says so. */
function falseEvents(truth: readonly ToldEvent[], told: readonly ToldEvent[]): string[] {
  const seen = new Map(told.filter(({ lost }) => lost === 0).map((event) => [event.seq, event.text]));
  const gaps = told.filter(({ lost }) => lost > 0);
  const found: string[] = [];
  for (const { seq, text } of truth) {
    const got = seen.get(seq);
    if (got === undefined && !gaps.some((gap) => seq >= gap.seq && seq < gap.seq + gap.lost))
      found.push(`event ${seq} is missing`);
    if (got !== undefined && got !== text)
      compare(JSON.parse(text) as Json, JSON.parse(got) as Json, { at: `event ${seq}`, found });
    if (found.length > 5) break;
  }
  return found;
}

/** Names of what is not known: a text that was lost with its segment, the program of a thread whose row is gone. */
const HONEST = /\((lost|damaged)/;

function compare(expected: Json, got: Json | undefined, to: { readonly at: string; readonly found: string[] }): void {
  const { at, found } = to;
  if (got === undefined && at.startsWith('info.')) return;
  if (isUnknown(got) || Object.is(expected, got)) return;
  if (typeof got === 'string' && HONEST.test(got)) return;
  if (isObject(expected) && isObject(got)) {
    // What was seen last is told with when it was.
    if ('$seenAt' in got) return;
    for (const [key, value] of Object.entries(expected)) {
      // Whoever called an async function is looked for where it was called; the chain of callers ends where that is lost.
      if (isDeeper(at, key, got)) continue;
      if (key in got || at.startsWith('info')) compare(value, got[key], { at: `${at}.${key}`, found });
      else if (!Object.keys(got).some((other) => HONEST.test(other)))
        found.push(`${at}.${key} is missing in ${JSON.stringify(got).slice(0, 120)}`);
    }
    return;
  }
  if (at.startsWith('info.') && isUntold(at, got)) return;
  found.push(`${at}: ${JSON.stringify(got)?.slice(0, 80)} and not ${JSON.stringify(expected)?.slice(0, 80)}`);
}

/** Rows of the recording itself that are lost leave these out; `damagedParts` says that something is. */
function isUntold(at: string, got: Json | undefined): boolean {
  return (
    /damagedParts|bytes|path$|first$|last$/i.test(at) || got === 0 || got === '' || got === undefined || got === false
  );
}

function isDeeper(at: string, key: string, frames: { readonly [key: string]: Json }): boolean {
  if (!at.endsWith('.frames') || key in frames) return false;
  const last = Object.values(frames).at(-1) as { readonly async?: boolean } | undefined;
  return last?.async === true;
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null;

const isUnknown = (value: Json | undefined): boolean =>
  isObject(value) && ('$unknown' in value || value.kind === 'unknown' || '$seenAt' in value);
