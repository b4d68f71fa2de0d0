/**
 * Stops of the running program that are none: breakpoints and exceptions whose conditions do not hold, hits that do not count. There may be
 * thousands a second, and the program stands still at each, so they are decided before anything else is done: over what has arrived of the program,
 * which need not be in the file for it. Whoever is not sure says no, and the stop is looked at in the usual way.
 */
import type { Recording } from '../query/api.js';
import { STOP } from '../wire/ring.js';
import type { SessionCore } from './core.js';
import type { LiveRun, StopEvent } from './liveRun.js';
import type { RecordingWatch } from './recordingWatch.js';

type End = NonNullable<ReturnType<LiveRun['session']['edge']['end']>>;

export class PassedStops {
  /** what a recording was brought up to date with last */
  private seen: { readonly recording: Recording; readonly version: number } | undefined;

  constructor(
    private readonly core: SessionCore,
    private readonly watch: Pick<RecordingWatch, 'waitsForWrites'>,
    /** whether an exception stops; what is told here is told in the usual way, too */
    private readonly stopsAt: (recording: Recording, stop: StopEvent) => boolean,
  ) {}

  /** True if nothing stops there. */
  has(run: LiveRun, recording: Recording, stop: StopEvent): boolean {
    if (!this.isPlain(stop)) return false;
    const end = this.endOf(run, recording, stop);
    const look = (): boolean => !this.core.steps.mayEndAt(stop) && !this.stopsAt(recording, stop);
    return end !== undefined && recording.atEnd(end, stop.at, look) === true;
  }

  /** Is nothing else asked about it than what stops there? */
  private isPlain(stop: StopEvent): boolean {
    const isMeant =
      stop.reason === STOP.exception || (stop.reason === STOP.breakpoint && stop.breakpointIds.length > 0);
    if (!isMeant || stop.byOther || stop.stepDone) return false;
    return this.core.state.kind === 'past' || !this.watch.waitsForWrites();
  }

  private endOf({ session: { edge } }: LiveRun, recording: Recording, { at }: StopEvent): End | undefined {
    const end = edge.end(at.thread);
    const isKnown = this.seen?.recording === recording && this.seen.version === end?.version;
    if (end !== undefined && isKnown) return end;
    edge.store();
    recording.refresh();
    const stored = edge.end(at.thread);
    this.seen = stored && { recording, version: stored.version };
    return stored;
  }
}
