/**
 * The user's breakpoints: what was asked, where each one sits, and whether a hit of one counts.
 *
 * In: setBreakpoints and setFunctionBreakpoints requests; bindings from the running program's modules or from a recording. Out: places for
 * the program and for searches in the recording. Conditions are evaluated over recorded state, at the live edge and in the past alike.
 * A hit count is the ordinal of the hit among all recorded ones since the thread started, so it means the same in both directions.
 * A logpoint never stops; who prints it asks here for its place and its message.
 */
import type { ThreadId } from '../base/units.js';
import { seq } from '../base/units.js';
import {
  type Compiled,
  compile,
  type DataRef,
  holds,
  type Position,
  type Recording,
  type StopSet,
} from '../query/api.js';
import type { BoundBreakpoint, BreakpointPlace } from '../record/events.js';
import type { ChangedLines } from './changedLines.js';
import { parseDataId } from './dataBreakpoints.js';
import type { ExceptionFilters } from './exceptionFilters.js';
import { type HitCondition, parseHitCondition } from './hitCondition.js';
import { type LogMessage, parseLogMessage } from './logMessage.js';
import { pathKey } from './paths.js';

/**
 * Where a breakpoint is wanted: at a statement, at the first statement of every function of a name (`*` stands for any part of it), or
 * wherever a variable or property is written.
 */
export type Wanted =
  | {
      readonly kind: 'line';
      readonly path: string;
      readonly line: number;
      readonly column: number | undefined;
      /** of the text as recorded, not of the file, which may have changed since */
      readonly isRecorded: boolean;
    }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'data'; readonly dataId: string };

export type WantedLine = Wanted & { readonly kind: 'line' };

export interface WantedBreakpoint {
  readonly wanted: Wanted;
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

export interface UserBreakpoint extends WantedBreakpoint {
  readonly id: number;
  /** where it sits: nowhere while its file is not loaded, or where there is no statement; a function of its name may be in several places */
  bound: readonly BoundBreakpoint[];
  readonly test: Compiled | undefined;
  readonly hits: HitCondition | undefined;
  /** of a logpoint */
  readonly message: LogMessage | undefined;
  /** of a data breakpoint */
  readonly ref: DataRef | undefined;
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
  /** by file; those of functions and data under names that no file has */
  private readonly lists = new Map<string, readonly UserBreakpoint[]>();
  private readonly reported = new Set<string>();

  /** `changedSince`: lines of a file that is not what ran. */
  constructor(private readonly changedSince: (path: string) => ChangedLines | undefined) {}

  /** Replaces the breakpoints of a file, or those of functions or data; one that was there before stays the same breakpoint. */
  set(
    list: { readonly path: string; readonly isRecorded: boolean } | 'functions' | 'data',
    wanted: readonly WantedBreakpoint[],
  ): readonly UserBreakpoint[] {
    const key = typeof list === 'string' ? `(${list})` : `${list.isRecorded ? '(recorded) ' : ''}${pathKey(list.path)}`;
    const before = this.lists.get(key) ?? [];
    const now = wanted.map((item) => before.find((old) => isSame(old, item)) ?? this.make(item));
    this.lists.set(key, now);
    return now;
  }

  private make(wanted: WantedBreakpoint): UserBreakpoint {
    const condition = wanted.condition?.trim() ? compile(wanted.condition) : undefined;
    const hits = wanted.hitCondition?.trim() ? parseHitCondition(wanted.hitCondition) : undefined;
    const message = wanted.logMessage ? parseLogMessage(wanted.logMessage) : undefined;
    const ref = wanted.wanted.kind === 'data' ? parseDataId(wanted.wanted.dataId) : undefined;
    const problem = [condition, hits, message, ref].find((parsed) => parsed?.ok === false);
    return {
      ...wanted,
      id: this.nextId++,
      bound: [],
      test: condition?.ok ? condition.value : undefined,
      hits: hits?.ok ? hits.value : undefined,
      message: message?.ok ? message.value : undefined,
      ref: ref?.ok ? ref.value : undefined,
      error: problem?.ok === false ? problem.error.message : undefined,
      counted: new Map(),
    };
  }

  all(): readonly UserBreakpoint[] {
    return [...this.lists.values()].flat();
  }

  logpoints(): readonly UserBreakpoint[] {
    return this.all().filter(({ message, error }) => message !== undefined && error === undefined);
  }

  /** What data breakpoints watch. */
  data(): NonNullable<StopSet['data']> {
    return this.all().flatMap(({ id, ref, error }) => (ref === undefined || error !== undefined ? [] : [{ id, ref }]));
  }

  /** What the running program is told; it finds the statements itself. */
  places(): readonly BreakpointPlace[] {
    return this.all().flatMap((breakpoint): BreakpointPlace[] => {
      const { id, wanted, message, error } = breakpoint;
      if (error !== undefined || wanted.kind === 'data') return [];
      const passed = message !== undefined && { passed: true };
      if (wanted.kind === 'function') return [{ id, functions: wanted.name, ...passed }];
      const { path, column } = wanted;
      const changed = this.changedLines(wanted);
      const line = changed === undefined ? wanted.line : changed.toRecorded(wanted.line);
      if (line === undefined) breakpoint.bound = [];
      if (line === undefined) return [];
      return [{ id, path, line, ...(column !== undefined && { column }), ...passed }];
    });
  }

  /** Undefined: lines of what the breakpoint is wanted in are lines of what ran. */
  changedLines(wanted: Wanted): ChangedLines | undefined {
    return wanted.kind === 'line' && !wanted.isRecorded ? this.changedSince(wanted.path) : undefined;
  }

  /** What a search in the recording stops at. */
  stopSet({ throws, events }: Pick<ExceptionFilters, 'throws' | 'events'>): StopSet {
    const stopping = this.all().filter(({ message, error }) => message === undefined && error === undefined);
    return { breakpoints: stopping.flatMap(({ bound }) => bound), throws, data: this.data(), events };
  }

  /** Notes where breakpoints sit; returns those that changed. */
  bind(places: readonly BoundBreakpoint[]): readonly UserBreakpoint[] {
    const changed = new Set<UserBreakpoint>();
    for (const place of places) {
      const found = this.all().find(({ id }) => id === place.id);
      if (found?.bound.some((known) => samePlace(known, place)) !== false) continue;
      found.bound = found.wanted.kind === 'function' ? [...found.bound, place] : [place];
      changed.add(found);
    }
    return [...changed];
  }

  /** Forgets where breakpoints sat and how often they were hit: another run, or another recording. Returns those that mean nothing there. */
  unbind(): readonly UserBreakpoint[] {
    const lost = this.all().filter(({ wanted }) => wanted.kind === 'data');
    this.set('data', []);
    this.reported.clear();
    for (const breakpoint of this.all()) {
      breakpoint.bound = [];
      breakpoint.counted.clear();
    }
    return lost;
  }

  /** Which of the breakpoints that were reached at a position really stop there, or print. */
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
    const problem = `The condition \`${breakpoint.test.text}\` of the breakpoint at ${wantedText(breakpoint.wanted)} cannot be evaluated: ${result.error.message}`;
    // Once per message: a condition that fails in a loop would fill the console.
    if (!this.reported.has(problem)) problems.push(problem);
    this.reported.add(problem);
    return false;
  }

  /** Ordinal of the hit at a position, among those whose condition held. Searches only between the last counted hit and this one. */
  private count(recording: Recording, at: Position, breakpoint: UserBreakpoint): number {
    const { id, bound, ref } = breakpoint;
    if (bound.length === 0 && ref === undefined) return 0;
    const stops: StopSet = { breakpoints: bound, throws: 'none', data: ref === undefined ? [] : [{ id, ref }] };
    const ignored: string[] = [];
    const counts = (position: Position): boolean => this.passes(recording, position, { breakpoint, problems: ignored });
    let { seq: here, count } = breakpoint.counted.get(at.thread) ?? { seq: 0, count: 0 };
    const direction = here <= at.seq ? 'forward' : 'backward';
    for (const { position } of recording.hits({ thread: at.thread, seq: seq(here) }, stops, direction, at)) {
      // Going back, what is left behind is the hit that was counted last.
      if (direction === 'forward' && counts(position)) count++;
      if (direction === 'backward' && counts({ thread: at.thread, seq: seq(here) })) count--;
      here = position.seq;
    }
    if (here > at.seq && counts({ thread: at.thread, seq: seq(here) })) count--;
    breakpoint.counted.set(at.thread, { seq: at.seq, count });
    return count;
  }
}

/** Binds a breakpoint to the nearest statement of a recorded file at or after the wanted line, or to functions by their names. */
export function bindInRecording(recording: Recording, place: BreakpointPlace): readonly BoundBreakpoint[] {
  if ('functions' in place)
    return recording
      .functionPlaces(place.functions)
      .map(({ path, line, column }) => ({ id: place.id, path, line, column }));
  const { id, path, line, column } = place;
  const file = recording
    .info()
    .files.find((candidate) => candidate.instrumented && pathKey(candidate.path) === pathKey(path));
  if (file === undefined) return [];
  const [first] = recording.breakpointPlaces(file.path, line, line + SEARCHED_LINES);
  if (first === undefined) return [];
  const onLine = recording.breakpointPlaces(file.path, first.line, first.line);
  const wanted = first.line === line ? column : undefined;
  const nearest = onLine.reduce(
    (best, candidate) =>
      wanted !== undefined && distance(candidate.column, wanted) < distance(best.column, wanted) ? candidate : best,
    first,
  );
  return [{ id, path: file.path, line: nearest.line, column: nearest.column }];
}

/** A breakpoint on a comment or an empty line moves down at most this far. */
export const SEARCHED_LINES = 200;

const distance = (a: number, b: number): number => Math.abs(a - b);

function wantedText(wanted: Wanted): string {
  return wanted.kind === 'line' ? `line ${wanted.line}` : wanted.kind === 'function' ? wanted.name : 'a write';
}

function isSame(old: UserBreakpoint, item: WantedBreakpoint): boolean {
  const fields = ['condition', 'hitCondition', 'logMessage'] as const;
  return sameWanted(old.wanted, item.wanted) && fields.every((name) => old[name] === item[name]);
}

function sameWanted(a: Wanted, b: Wanted): boolean {
  if (a.kind === 'function') return b.kind === 'function' && a.name === b.name;
  if (a.kind === 'data') return b.kind === 'data' && a.dataId === b.dataId;
  return b.kind === 'line' && a.line === b.line && a.column === b.column;
}

function samePlace(a: BoundBreakpoint, b: BoundBreakpoint): boolean {
  return a.path === b.path && a.line === b.line && a.column === b.column;
}
