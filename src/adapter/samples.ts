/** What an expression was, each time that a statement ran. */
import { type Failure, type Result, unwrap, UserError } from '../base/result.js';
import { seq } from '../base/units.js';
import {
  compile,
  type Operand,
  type Passed,
  type Position,
  type Recording,
  type SourcePlace,
  type StopHit,
  type StopSet,
} from '../query/api.js';
import { SEARCHED_LINES } from './breakpoints.js';
import { preview } from './preview.js';

export interface Sample {
  readonly position: Position;
  readonly place: SourcePlace;
  /** the failure: why it cannot be evaluated there */
  readonly result: Result<Operand, Failure>;
}

export interface SamplePage {
  readonly samples: readonly Sample[];
  /** behind which the next page begins; undefined: there is none */
  readonly next: Position | undefined;
}

interface Asked {
  readonly path: string;
  readonly line: number;
  readonly expression: string;
  /** strictly behind this position; default: from the beginning */
  readonly from?: Position | undefined;
}

/** A page ends so soon: the evaluations of one may take a second each. */
const PATIENCE_MILLIS = 200;

/**
 * Before each execution of the statement that a breakpoint on the line would sit on, thread by thread, oldest first. Throws a UserError if no
 * recorded statement is there, or if the expression cannot be read.
 */
export function* samples(recording: Recording, asked: Asked): Generator<Sample> {
  const { hits, sampleAt } = sampling(recording, asked);
  for (const { reason, position } of hits) if (reason !== 'passed') yield sampleAt(position);
}

/** The same, at most `limit` of them, and fewer if they take long. */
export function samplePage(recording: Recording, asked: Asked, limit: number): SamplePage {
  const deadline = performance.now() + PATIENCE_MILLIS;
  const { hits, sampleAt } = sampling(recording, asked);
  const page: Sample[] = [];
  for (const { reason, position } of hits) {
    if (page.length === limit && reason !== 'passed') return { samples: page, next: page.at(-1)!.position };
    if (reason !== 'passed') page.push(sampleAt(position));
    if (performance.now() >= deadline) return { samples: page, next: position };
  }
  return { samples: page, next: undefined };
}

interface Sampling {
  readonly hits: Iterable<StopHit | Passed>;
  readonly sampleAt: (position: Position) => Sample;
}

function sampling(recording: Recording, { path, line, expression, from }: Asked): Sampling {
  const compiled = unwrap(compile(expression));
  const [place] = recording.breakpointPlaces(path, line, line + SEARCHED_LINES);
  if (place === undefined)
    throw new UserError('no-statement', `No recorded statement is at or after line ${line} of ${path}.`);
  return {
    hits: hitsBehind(recording, { breakpoints: [{ id: 0, ...place }], throws: 'none' }, from),
    sampleAt: (position) => ({ position, place, result: compiled.evaluate({ recording, at: position, frame: 0 }) }),
  };
}

function* hitsBehind(recording: Recording, stops: StopSet, from: Position | undefined): Generator<StopHit | Passed> {
  const threads = recording.info().threads.map(({ id }) => id);
  const first = from === undefined ? 0 : threads.indexOf(from.thread);
  if (first < 0) throw new UserError('no-thread', `Thread ${from!.thread} is not in the recording.`);
  for (const thread of threads.slice(first))
    yield* recording.seek(thread === from?.thread ? from : { thread, seq: seq(0) }, stops, 'forward');
}

/** As the Variables view shows it. */
export const sampleText = (recording: Recording, { position, result }: Sample): string =>
  result.ok ? preview(result.value, { recording, at: position }) : `<${result.error.message}>`;
