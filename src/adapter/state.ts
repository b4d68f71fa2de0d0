/** The states of a debug session. One playhead: at the live edge of a program, or somewhere in a recording. */
import type { Position } from '../query/api.js';
import type { LiveRun } from './liveRun.js';

/** Nothing launched or opened yet. */
export interface Idle {
  readonly kind: 'idle';
}

/** The process exists and waits for breakpoints; no user code has run. */
export interface Launching {
  readonly kind: 'launching';
  readonly run: LiveRun;
}

export interface LiveRunning {
  readonly kind: 'live-running';
  readonly run: LiveRun;
}

/** The program stands in a probe (or is idle in its event loop) and the playhead is there: moving forward runs it. */
export interface LiveStopped {
  readonly kind: 'live-stopped';
  readonly run: LiveRun;
  readonly at: Position;
}

/** The program still stands where it stopped; the playhead is at an earlier moment. */
export interface Past {
  readonly kind: 'past';
  readonly run: LiveRun;
  readonly at: Position;
}

/** There is only the recording: the program ended, or the recording was opened from a file. */
export interface Ended {
  readonly kind: 'ended';
  readonly at: Position;
}

/** The session was ended by the user, or there is nothing to look at. */
export interface Over {
  readonly kind: 'over';
}

export type State = Idle | Launching | LiveRunning | LiveStopped | Past | Ended | Over;
export type Stopped = LiveStopped | Past | Ended;

export const isStopped = (state: State): state is Stopped =>
  state.kind === 'live-stopped' || state.kind === 'past' || state.kind === 'ended';

/** What is told of a stop by its reason; otherwise it is a pause. */
export const STOP_TEXT: Readonly<Record<string, string>> = {
  breakpoint: 'Paused on breakpoint',
  exception: 'Paused on exception',
  entry: 'Paused on entry',
};
