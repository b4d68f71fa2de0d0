/** Compares values that no variable holds: what a function returns, and what is thrown. */
import type { Json } from '../../src/query/json.js';
import { Comparer, isObject } from './compareValues.js';
import { groupBy } from './groups.js';
import type { Answer, TextPlace } from './protocol.js';
import type { RecordedRun } from './recorded.js';
import type { Pairing } from './stops.js';

interface InFlightPlace extends TextPlace {
  readonly path: string;
}

export interface InFlight extends InFlightPlace {
  /** counted from 1 */
  readonly k: number;
  readonly comparer: Comparer;
}

const key = (path: string, { line, column }: TextPlace): string => `${path}:${line}:${column}`;

/** V8 stops at the end of a `return` statement or of an arrow's expression, else at the brace that ends the function. */
export function compareReturns(recorded: RecordedRun, returns: Pairing['returns']): InFlight[] {
  const wanted = new Set(returns.map(({ path, location }) => key(path, location)));
  const byEnd = recorded.events({
    kind: 'return',
    keyOf: ({ path, endLine, endColumn }) => known(wanted, key(path, { line: endLine, column: endColumn })),
    most: Math.max(0, ...returns.flatMap(({ stops }) => [...stops.states.keys()])),
  });
  return returns.flatMap(({ path, location, stops }) => {
    const { count = 0, seqs = [] } = byEnd.get(key(path, location)) ?? {};
    return [...stops.states].flatMap(([k, state]) => {
      const seq = seqs[k - 1];
      const { returnValue } = state();
      // A function can end where it has no `return`: that carries no value.
      if (seq === undefined || returnValue === undefined || (count !== stops.count && !stops.isCut)) return [];
      const own = recorded.valueOf(seq);
      const v8 = settled(returnValue, own);
      return v8 === undefined ? [] : [inFlight({ path, ...location, k }, 'returned', v8, own)];
    });
  });
}

const known = (wanted: Pick<ReadonlySet<string>, 'has'>, one: string): string | undefined =>
  wanted.has(one) ? one : undefined;

const isPromise = (value: Json | undefined): boolean => isObject(value) && '$promise' in value;

/**
 * An async function returns the promise that the value it was given has settled. A promise that it was given settles its own later:
 * a settled one where the recording has one is what another function returned.
 */
function settled(value: Json, recorded: Json | undefined): Json | undefined {
  if (!isObject(value) || !('$promise' in value)) return value;
  return value.value !== undefined && isPromise(recorded) ? value : value.value;
}

/** V8 stops at every throw; those of `throw` statements are compared. Where `throw name` finds no variable, that is not it that throws. */
export function compareThrows(
  recorded: RecordedRun,
  answers: readonly Answer[],
  thrownName: (place: InFlightPlace) => string | undefined,
): InFlight[] {
  const failsBefore = ({ frame, value }: Extract<Answer, { kind: 'throw' }>): boolean => {
    const name = thrownName(frame);
    return name !== undefined && isObject(value) && value.message === `${name} is not defined`;
  };
  const thrown = answers.filter((answer) => answer.kind === 'throw').filter((answer) => !failsBefore(answer));
  const places = groupBy(thrown, ({ frame }) => key(frame.path, frame));
  const events = recorded.events({
    kind: 'throw',
    keyOf: (place) => known(places, key(place.path, place)),
    most: thrown.length,
  });
  return [...places].flatMap(([place, throws]) => {
    const own = events.get(place)?.seqs ?? [];
    return throws.map(({ frame, value }, i) => {
      const seq = own[i];
      return inFlight({ ...frame, k: i + 1 }, 'thrown', value, seq && recorded.valueOf(seq));
    });
  });
}

function inFlight(
  place: Omit<InFlight, 'comparer'>,
  subject: 'returned' | 'thrown',
  v8: Json,
  recorded: Json | undefined,
): InFlight {
  const comparer = new Comparer();
  comparer.value(subject, subject, v8, recorded);
  return { ...place, comparer };
}
