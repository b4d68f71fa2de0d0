/** Which exceptions stop: the client's filters, each with its condition. `error` is the value that was thrown. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import {
  type Compiled,
  compile,
  type EventStop,
  holds,
  type Position,
  type Recording,
  type StopHit,
  type StopSet,
  type Value,
} from '../query/api.js';
import type { ExceptionStops } from '../record/events.js';
import { lastThrow } from './exception.js';

/** Filters of events that are no exceptions. */
const EVENTS: Readonly<Record<string, readonly EventStop[]>> = {
  value: ['NaN', 'undefined'],
  output: ['output'],
  timer: ['timer'],
  network: ['network'],
  rejection: ['rejection'],
};

const FILTERS = ['caught', 'uncaught', 'rejections', ...Object.keys(EVENTS)];

export interface WantedFilter {
  readonly id: string;
  readonly condition?: string | undefined;
}

interface Filter {
  readonly id: string;
  readonly test: Compiled | undefined;
  /** why it can never stop */
  readonly error: string | undefined;
}

const isFilter = (id: string): boolean => FILTERS.includes(id);

const unknownFilter = (id: string): string =>
  `There is no filter ${JSON.stringify(id)}: choose from ${FILTERS.join(', ')}.`;

export class ExceptionFilters {
  private readonly filters: readonly Filter[];

  constructor(wanted: readonly WantedFilter[]) {
    this.filters = wanted.map(({ id, condition }) => {
      const compiled = condition?.trim() ? compile(condition) : undefined;
      return {
        id,
        test: compiled?.ok ? compiled.value : undefined,
        error: compiled?.ok === false ? compiled.error.message : isFilter(id) ? undefined : unknownFilter(id),
      };
    });
  }

  /** In the order of the request. */
  bodies(): DebugProtocol.Breakpoint[] {
    return this.filters.map(({ error }) => ({
      verified: error === undefined,
      ...(error !== undefined && { message: error }),
    }));
  }

  has(id: string): boolean {
    return this.filters.some((filter) => filter.id === id && filter.error === undefined);
  }

  /** What a search in the recording looks at. */
  get throws(): StopSet['throws'] {
    if (this.has('caught')) return 'all';
    return this.has('uncaught') || this.has('rejections') ? 'uncaught' : 'none';
  }

  /** Events that are no exceptions. */
  get events(): ReadonlySet<EventStop> {
    return new Set(Object.entries(EVENTS).flatMap(([id, stops]) => (this.has(id) ? stops : [])));
  }

  /** What stops the program. */
  get stops(): ExceptionStops {
    return { caught: this.has('caught'), uncaught: this.has('uncaught') || this.has('rejections') };
  }

  /** Does an exception at a position stop there? `uncaught`: how nobody caught it, undefined if somebody did or it is not known yet. */
  stopsAt(recording: Recording, at: Position, uncaught: StopHit['uncaught']): boolean {
    return this.filters.some(({ id, test, error }) => {
      const isMeant =
        id === 'caught' ||
        (id === 'uncaught' && uncaught !== undefined) ||
        (id === 'rejections' && uncaught === 'rejection');
      if (!isMeant || error !== undefined) return false;
      return test === undefined || isTrue(test, { recording, at }, ['error', lastThrow(recording, at)?.value]);
    });
  }

  /** Does one of the other events stop? */
  stopsAtEvent(recording: Recording, at: Position): boolean {
    const test = this.filters.find(({ id }) => id === 'value')?.test;
    if (test === undefined) return true;
    const [event] = recording.events({ thread: at.thread, since: at.seq, until: at.seq });
    if (event?.kind !== 'write' && event?.kind !== 'put') return true;
    return isTrue(test, { recording, at }, ['value', event.value]);
  }
}

/** A condition that cannot be evaluated hides nothing. */
function isTrue(
  test: Compiled,
  where: { readonly recording: Recording; readonly at: Position },
  [name, value]: readonly [string, Value | undefined],
): boolean {
  const names = value === undefined ? undefined : new Map([[name, value]]);
  const result = holds(test, { ...where, frame: 0, ...(names && { names }) });
  return !result.ok || result.value;
}
