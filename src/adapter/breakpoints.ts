/**
 * The user's breakpoints: what was asked, where each one sits, and whether a hit of one counts.
 *
 * In: setBreakpoints requests; bindings from the running program's modules or from a recording. Out: places for the program and for
 * searches in the recording. Conditions are evaluated over recorded state, at the live edge and in the past alike.
 * A hit count is the ordinal of the hit among all recorded ones since the thread started, so it means the same in both directions.
 */
import type { ThreadId } from '../base/units.js';
import { seq } from '../base/units.js';
import { type Compiled, compile, holds, type Position, type Recording, type StopSet } from '../query/api.js';
import type { BoundBreakpoint, BreakpointPlace } from '../record/events.js';
import { type HitCondition, parseHitCondition } from './hitCondition.js';
import { pathKey } from './paths.js';

export interface WantedBreakpoint {
  readonly line: number;
  readonly column: number | undefined;
  readonly condition: string | undefined;
  readonly hitCondition: string | undefined;
}

export interface UserBreakpoint extends WantedBreakpoint {
  readonly id: number;
  readonly path: string;
  /** where it sits; undefined while its file is not loaded, or where it has no statement */
  bound: BoundBreakpoint | undefined;
  readonly test: Compiled | undefined;
  readonly hits: HitCondition | undefined;
  /** why it can never stop */
  readonly error: string | undefined;
  /** last counted hit of each thread */
  readonly counted: Map<ThreadId, { readonly seq: number; readonly count: number }>;
}

export interface HitReport {
  readonly ids: readonly number[];
  /** conditions that could not be evaluated, for the console */
  readonly problems: readonly string[];
}

export class Breakpoints {
  private nextId = 1;
  private readonly files = new Map<string, UserBreakpoint[]>();
  private readonly reported = new Set<string>();

  /** Replaces the breakpoints of a file; one that was there before stays the same breakpoint. */
  set(path: string, wanted: readonly WantedBreakpoint[]): readonly UserBreakpoint[] {
    const before = this.files.get(pathKey(path)) ?? [];
    const now = wanted.map((item) => before.find((old) => isSame(old, item)) ?? this.make(path, item));
    this.files.set(pathKey(path), now);
    return now;
  }

  private make(path: string, wanted: WantedBreakpoint): UserBreakpoint {
    const condition = wanted.condition?.trim() ? compile(wanted.condition) : undefined;
    const hits = wanted.hitCondition?.trim() ? parseHitCondition(wanted.hitCondition) : undefined;
    const problem = condition?.ok === false ? condition.error : hits?.ok === false ? hits.error : undefined;
    return {
      ...wanted,
      id: this.nextId++,
      path,
      bound: undefined,
      test: condition?.ok ? condition.value : undefined,
      hits: hits?.ok ? hits.value : undefined,
      error: problem?.message,
      counted: new Map(),
    };
  }

  all(): readonly UserBreakpoint[] {
    return [...this.files.values()].flat();
  }

  /** What the running program is told; it finds the statements itself. */
  places(): readonly BreakpointPlace[] {
    return this.all()
      .filter(({ error }) => error === undefined)
      .map(({ id, path, line, column }) => ({ id, path, line, ...(column !== undefined && { column }) }));
  }

  /** What a search in the recording stops at. */
  stopSet(throws: StopSet['throws']): StopSet {
    const breakpoints = this.all().flatMap(({ id, bound, error }) =>
      bound === undefined || error !== undefined
        ? []
        : [{ id, path: bound.path, line: bound.line, column: bound.column }],
    );
    return { breakpoints, throws };
  }

  /** Notes where breakpoints sit; returns those that changed. */
  bind(places: readonly BoundBreakpoint[]): readonly UserBreakpoint[] {
    const changed: UserBreakpoint[] = [];
    for (const place of places) {
      const found = this.all().find(({ id }) => id === place.id);
      if (found === undefined || samePlace(found.bound, place)) continue;
      found.bound = place;
      changed.push(found);
    }
    return changed;
  }

  /** Forgets where breakpoints sat and how often they were hit: another run, or another recording. */
  unbind(): void {
    this.reported.clear();
    for (const breakpoint of this.all()) {
      breakpoint.bound = undefined;
      breakpoint.counted.clear();
    }
  }

  /** Which of the breakpoints that were reached at a position really stop there. */
  stopping(recording: Recording, at: Position, ids: readonly number[]): HitReport {
    const problems: string[] = [];
    const stopping = this.all().filter((breakpoint) => {
      if (!ids.includes(breakpoint.id) || breakpoint.error !== undefined) return false;
      if (breakpoint.hits !== undefined)
        return (
          breakpoint.hits(this.count(recording, at, breakpoint)) && this.passes(recording, at, { breakpoint, problems })
        );
      return this.passes(recording, at, { breakpoint, problems });
    });
    return { ids: stopping.map(({ id }) => id), problems };
  }

  private passes(
    recording: Recording,
    at: Position,
    { breakpoint, problems }: { readonly breakpoint: UserBreakpoint; readonly problems: string[] },
  ): boolean {
    if (breakpoint.test === undefined) return true;
    const result = holds(breakpoint.test, { recording, at, frame: 0 });
    if (result.ok) return result.value;
    const problem = `The condition \`${breakpoint.test.text}\` of the breakpoint at line ${breakpoint.line} cannot be evaluated: ${result.error.message}`;
    // Once per message: a condition that fails in a loop would fill the console.
    if (!this.reported.has(problem)) problems.push(problem);
    this.reported.add(problem);
    return false;
  }

  /** Ordinal of the hit at a position, among those whose condition held. Searches only between the last counted hit and this one. */
  private count(recording: Recording, at: Position, breakpoint: UserBreakpoint): number {
    const { bound, id } = breakpoint;
    if (bound === undefined) return 0;
    const stops: StopSet = {
      breakpoints: [{ id, path: bound.path, line: bound.line, column: bound.column }],
      throws: 'none',
    };
    const ignored: string[] = [];
    const counts = (position: Position): boolean => this.passes(recording, position, { breakpoint, problems: ignored });
    let { seq: here, count } = breakpoint.counted.get(at.thread) ?? { seq: 0, count: 0 };
    const forward = here <= at.seq;
    while (here !== at.seq) {
      const hit = recording.run({ thread: at.thread, seq: seq(here) }, stops, forward ? 'forward' : 'backward');
      const isHit = hit.reason === 'breakpoint' && (forward ? hit.position.seq <= at.seq : hit.position.seq >= at.seq);
      // Going back, what is left behind is the hit that was counted last.
      if (forward && isHit && counts(hit.position)) count++;
      if (!forward && counts({ thread: at.thread, seq: seq(here) })) count--;
      here = isHit ? hit.position.seq : at.seq;
    }
    breakpoint.counted.set(at.thread, { seq: at.seq, count });
    return count;
  }
}

/** Binds a breakpoint to the nearest statement of a recorded file at or after the wanted line. */
export function bindInRecording(
  recording: Recording,
  { id, path, line, column }: BreakpointPlace,
): BoundBreakpoint | undefined {
  const file = recording
    .info()
    .files.find((candidate) => candidate.instrumented && pathKey(candidate.path) === pathKey(path));
  if (file === undefined) return undefined;
  const [first] = recording.breakpointPlaces(file.path, line, line + SEARCHED_LINES);
  if (first === undefined) return undefined;
  const onLine = recording.breakpointPlaces(file.path, first.line, first.line);
  const wanted = first.line === line ? column : undefined;
  const nearest = onLine.reduce(
    (best, place) =>
      wanted !== undefined && distance(place.column, wanted) < distance(best.column, wanted) ? place : best,
    first,
  );
  return { id, path: file.path, line: nearest.line, column: nearest.column };
}

/** A breakpoint on a comment or an empty line moves down at most this far. */
const SEARCHED_LINES = 200;

const distance = (a: number, b: number): number => Math.abs(a - b);

function isSame(old: UserBreakpoint, wanted: WantedBreakpoint): boolean {
  return (
    old.line === wanted.line &&
    old.column === wanted.column &&
    old.condition === wanted.condition &&
    old.hitCondition === wanted.hitCondition
  );
}

function samePlace(a: BoundBreakpoint | undefined, b: BoundBreakpoint): boolean {
  return a !== undefined && a.path === b.path && a.line === b.line && a.column === b.column;
}
