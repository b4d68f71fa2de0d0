/** What an expression was, each time that a statement ran. */
import { type Failure, type Result, unwrap, UserError } from '../base/result.js';
import { seq, threadId } from '../base/units.js';
import { compile, type Operand, type Position, type Recording, type SourcePlace } from '../query/api.js';
import { SEARCHED_LINES } from './breakpoints.js';
import { preview } from './preview.js';

export interface Sample {
  readonly position: Position;
  readonly place: SourcePlace;
  /** the failure: why it cannot be evaluated there */
  readonly result: Result<Operand, Failure>;
}

/**
 * Before each execution of the statement that a breakpoint on the line would sit on, thread by thread, oldest first. Throws a UserError if no
 * recorded statement is there, or if the expression cannot be read.
 */
export function* samples(
  recording: Recording,
  { path, line }: { readonly path: string; readonly line: number },
  expression: string,
): Generator<Sample> {
  const compiled = unwrap(compile(expression));
  const [place] = recording.breakpointPlaces(path, line, line + SEARCHED_LINES);
  if (place === undefined)
    throw new UserError('no-statement', `No recorded statement is at or after line ${line} of ${path}.`);
  const stops = { breakpoints: [{ id: 0, ...place }], throws: 'none' as const };
  for (const { id } of recording.info().threads)
    for (const { position } of recording.hits({ thread: threadId(id), seq: seq(0) }, stops, 'forward'))
      yield { position, place, result: compiled.evaluate({ recording, at: position, frame: 0 }) };
}

/** As the Variables view shows it. */
export const sampleText = (recording: Recording, { position, result }: Sample): string =>
  result.ok ? preview(result.value, { recording, at: position }) : `<${result.error.message}>`;
