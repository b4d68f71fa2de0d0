/** Where V8 stops and where the recording has positions: which belong together, and which have no counterpart. */
import { groupBy } from './groups.js';
import type { InspectedRun } from './inspector.js';
import type { Execution, Statement } from './positions.js';
import type { Answer, Location, TextPlace, V8State } from './protocol.js';
import type { SourceTexts } from './texts.js';

type FileAnswer = Extract<Answer, { kind: 'file' }>;

/** Statements of one file, in the order of the plan. */
export interface AskedFile {
  readonly path: string;
  readonly statements: readonly Statement[];
}

export interface V8Stops {
  readonly count: number;
  /** V8 was not asked any further */
  readonly isCut: boolean;
  /** by execution, counted from 1; read when asked for */
  readonly states: ReadonlyMap<number, () => V8State>;
}

export interface Pairing {
  /** V8's state at an execution; undefined if the statement has no counterpart */
  readonly stateAt: (execution: Execution) => V8State | undefined;
  readonly paired: number;
  /** paired statements at which V8 stops at another column */
  readonly moved: readonly string[];
  /** V8 cannot stop at these positions of the recording, or stops there another number of times */
  readonly onlyRecorded: readonly string[];
  /** V8 can stop at these places of the files that ran, the recording has no position for them */
  readonly onlyV8: readonly string[];
  /** stops where a function returns, by file and place */
  readonly returns: readonly { readonly path: string; readonly location: Location; readonly stops: V8Stops }[];
}

export interface PairingRequest {
  readonly files: readonly AskedFile[];
  readonly run: Pick<InspectedRun, 'answers' | 'state'>;
  readonly texts: SourceTexts;
  /** names a place for a reader */
  readonly name: (path: string, line: number, column: number) => string;
}

export function pairStops({ files, run, name, texts }: PairingRequest): Pairing {
  const { answers } = run;
  const parsed = answers.filter((answer) => answer.kind === 'file');
  const stops = stopsOf(run);
  const stateOf = new Map<Statement, V8Stops>();
  const moved: string[] = [];
  const onlyRecorded: string[] = [];
  for (const [f, { path, statements }] of files.entries()) {
    const { chosen, locations } = parsed.find(({ file }) => file === f) ?? { chosen: [], locations: [] };
    for (const [s, statement] of statements.entries()) {
      const { line, column, count } = statement;
      const nearest = locations[chosen[s] ?? -1];
      const location = nearest && standsFor(texts, statement, nearest) ? nearest : undefined;
      const found = location && stops.get(`${f}:${chosen[s]}`);
      const isPair =
        location !== undefined &&
        found !== undefined &&
        agrees(found, count) &&
        !mayBeSkipped(texts, statement, location, found);
      if (!isPair) {
        const v8 =
          location === undefined ? 'cannot stop there' : `${found?.count ?? 0} times at ${placeText(location)}`;
        onlyRecorded.push(`${name(path, line, column)} recorded ${count} times, V8 ${v8}`);
        continue;
      }
      stateOf.set(statement, found);
      if (location.line !== line || location.column !== column)
        moved.push(`${name(path, line, column)} V8 ${placeText(location)}`);
    }
  }
  return {
    stateAt: ({ statement, k }) => stateOf.get(statement)?.states.get(k)?.(),
    paired: stateOf.size,
    moved,
    onlyRecorded,
    onlyV8: parsed.flatMap((answer) => withoutCounterpart(answer, files[answer.file]!, name)),
    returns: parsed.flatMap((answer) => returnsOf(answer, files[answer.file]!, stops)),
  };
}

const placeText = ({ line, column }: TextPlace): string => `${line}:${column}`;

const agrees = ({ count, isCut }: V8Stops, executions: number): boolean =>
  isCut ? count <= executions : count === executions;

function returnsOf(
  { file, locations }: FileAnswer,
  { path }: AskedFile,
  stops: ReadonlyMap<string, V8Stops>,
): Pairing['returns'] {
  return locations.flatMap((location, i) => {
    const found = location.type === 'return' ? stops.get(`${file}:${i}`) : undefined;
    return found === undefined ? [] : [{ path, location, stops: found }];
  });
}

/** V8's next location may be in a function that the statement only makes, or come when part of the statement has run. */
const standsFor = (texts: SourceTexts, { path, ...statement }: Statement, location: Location): boolean =>
  texts.isInSameFunction(path, statement, inside(location)) && !texts.changesBetween(path, statement.breakAt, location);

/** Where V8 stops in an operand that is evaluated now and then, the count of stops tells; unless V8 was not asked for all of them. */
const mayBeSkipped = (texts: SourceTexts, { path, ...from }: Statement, to: Location, { isCut }: V8Stops): boolean =>
  isCut && texts.isConditionalBetween(path, from, inside(to));

/** A function returns at the place after its last character. */
const inside = ({ type, line, column }: Location): TextPlace => ({
  line,
  column: type === 'return' ? column - 1 : column,
});

function stopsOf({ answers, state: stateAt }: PairingRequest['run']): Map<string, V8Stops> {
  const found = answers.filter((answer) => answer.kind === 'stop');
  return new Map(
    [...groupBy(found, ({ file, location }) => `${file}:${location}`)].map(([key, stops]) => {
      const states = stops.flatMap(({ state }, i): [number, () => V8State][] =>
        state !== undefined ? [[i + 1, () => stateAt(state)]] : [],
      );
      return [key, { count: stops.length, isCut: stops.at(-1)?.isLast === true, states: new Map(states) }];
    }),
  );
}

/** A return is the end of a position that the recording has, or of the function: only statements and calls are listed. */
function withoutCounterpart(answer: FileAnswer, { path }: AskedFile, name: PairingRequest['name']): string[] {
  const chosen = new Set(answer.chosen);
  return answer.locations.flatMap(({ line, column, type }, i) =>
    chosen.has(i) || type === 'return' ? [] : [`${name(path, line, column)} ${type}`],
  );
}
