/**
 * Moves in a recording: single steps, and searches for the next stop in either direction. Finds positions; moves nothing itself.
 * A search over hits whose conditions are false lets other requests in between, so that a pause can end it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Direction, Granularity, Position, Recording, StepKind, StopHit, StopSet } from '../query/api.js';
import type { Breakpoints } from './breakpoints.js';
import type { ExceptionFilters } from './exceptionFilters.js';
import type { Progress } from './progress.js';

export interface Arrival {
  readonly at: Position;
  readonly reason: 'step' | 'breakpoint' | 'exception' | 'data' | 'event' | 'start' | 'end' | 'pause' | 'stay' | 'goto';
  readonly breakpointIds: readonly number[];
}

export interface Route {
  readonly recording: Recording;
  readonly breakpoints: Breakpoints;
  readonly exceptions: ExceptionFilters;
  /** exceptions that are caught there do not stop */
  readonly isSkipped: (at: Position) => boolean;
  /** tells of a condition that cannot be evaluated */
  readonly problem: (message: string) => void;
  /** aborted with the reason STAY: the playhead is to stay where it is */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export const STAY = 'stay';

const NOTHING: StopSet = { breakpoints: [], throws: 'none' };

/** Time that a search may keep other requests waiting. */
export const SLICE_MS = 50;

/** The next or previous stop, strictly after or before `from`; `limit` is the position where nobody looks any further. */
export async function search(
  route: Route,
  from: Position,
  { direction, limit }: { readonly direction: Direction; readonly limit?: Position },
): Promise<Arrival> {
  const { recording, breakpoints, signal } = route;
  const stops = breakpoints.stopSet(route.exceptions);
  let sliceEnd = performance.now() + SLICE_MS;
  for (const hit of recording.seek(from, stops, direction, limit)) {
    if (hit.reason !== 'passed') {
      if (isBeyond(hit, direction, limit)) return arrival(hit);
      const ids = stoppingAt(route, hit);
      if (ids !== undefined) return { at: hit.position, reason: hit.reason, breakpointIds: ids };
    }
    if (performance.now() < sliceEnd) continue;
    route.progress.at(partOf(recording, from, { direction, limit }, hit.position));
    await nextTurn();
    sliceEnd = performance.now() + SLICE_MS;
    if (signal.aborted)
      return signal.reason === STAY
        ? { at: from, reason: 'stay', breakpointIds: [] }
        : { at: recording.snap(hit.position), reason: 'pause', breakpointIds: [] };
  }
  // Where the recording ends is seen from where the search began, not from a hit that did not count.
  return arrival(recording.run(from, NOTHING, direction));
}

/** The breakpoints that stop at a hit, none of them at an exception or event that does; undefined: it does not stop. */
function stoppingAt(
  route: Route,
  { reason, position, breakpointIds, uncaught }: StopHit,
): readonly number[] | undefined {
  const { recording, breakpoints, exceptions } = route;
  if (reason === 'event') return exceptions.stopsAtEvent(recording, position) ? [] : undefined;
  if (reason === 'exception') {
    const isStop = exceptions.stopsAt(recording, position, uncaught);
    return isStop && (uncaught !== undefined || !route.isSkipped(position)) ? [] : undefined;
  }
  const { ids, problems } = breakpoints.stopping(recording, position, breakpointIds);
  problems.forEach(route.problem);
  return ids.length > 0 ? ids : undefined;
}

/** How much of the way a search has come. */
function partOf(
  recording: Recording,
  from: Position,
  { direction, limit }: { readonly direction: Direction; readonly limit: Position | undefined },
  at: Position,
): number {
  const { events = 0, dropped = 0 } = recording.info().threads.find(({ id }) => id === from.thread) ?? {};
  const to = limit?.seq ?? (direction === 'forward' ? events : dropped);
  return (at.seq - from.seq) / (to - from.seq || 1);
}

/** One step. A breakpoint or exception on the way ends it early, as in any debugger. Undefined: no such statement is recorded. */
export async function step(
  route: Route,
  from: Position,
  move: { readonly kind: StepKind; readonly direction: Direction; readonly granularity?: Granularity },
): Promise<Arrival | undefined> {
  const { recording, breakpoints, exceptions } = route;
  const target = recording.step(from, move.kind, move.direction, move.granularity);
  const stops = breakpoints.stopSet(exceptions);
  const isWatched =
    stops.throws !== 'none' ||
    stops.breakpoints.length > 0 ||
    (stops.data?.length ?? 0) + (stops.events?.size ?? 0) > 0;
  if (move.kind !== 'into' && isWatched && !isNeighbour(recording, from, { target, direction: move.direction })) {
    const found = await search(route, from, { direction: move.direction, ...(target && { limit: target }) });
    const isStop = found.reason !== 'start' && found.reason !== 'end';
    if (isStop && (target === undefined || isBefore(found.at, target, move.direction))) return found;
  }
  return target === undefined ? undefined : { at: target, reason: 'step', breakpointIds: [] };
}

/** Is the innermost activation the same one, on the same line? */
export function isSameLine(recording: Recording, a: Position, b: Position): boolean {
  const [first, second] = [a, b].map((at) => recording.stack(at, { start: 0, count: 1 }).frames[0]);
  return (
    first !== undefined &&
    first.enteredAt === second?.enteredAt &&
    first.place.path === second.place.path &&
    first.place.line === second.place.line
  );
}

/** No other statement begins between: nothing to search. */
function isNeighbour(
  recording: Recording,
  from: Position,
  { target, direction }: { readonly target: Position | undefined; readonly direction: Direction },
): boolean {
  return target !== undefined && recording.step(from, 'into', direction)?.seq === target.seq;
}

function arrival({ position, reason, breakpointIds }: StopHit): Arrival {
  return { at: position, reason, breakpointIds };
}

function isBeyond({ position }: StopHit, direction: Direction, limit: Position | undefined): boolean {
  return limit !== undefined && !isBefore(position, limit, direction);
}

function isBefore(a: Position, b: Position, direction: Direction): boolean {
  return direction === 'forward' ? a.seq < b.seq : a.seq > b.seq;
}
