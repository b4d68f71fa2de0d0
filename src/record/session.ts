/** A recording session: launches a program, receives its streams and feeds the store. */
import type { ThreadId } from '../base/units.js';
import type { Move } from '../wire/ring.js';
import type { BoundBreakpoint, BreakpointPlace, ExceptionStops, SessionEvent } from './events.js';
import type { RecordOptions } from './options.js';

export interface RecordSession {
  /** absolute path of the recording */
  readonly path: string;
  /** resolved with what the `exit` event says */
  readonly exited: Promise<{ readonly code: number | undefined; readonly signal: string | undefined }>;
  /** returns the function that ends the subscription */
  readonly subscribe: (listener: (event: SessionEvent) => void) => () => void;
  /** lets user code run (only with `waitForGo`), in this and all later threads */
  readonly go: () => void;
  /** all breakpoints (replaces the list); answers those in modules that are loaded, `module` events tell of the others */
  readonly setBreakpoints: (places: readonly BreakpointPlace[], exceptions: ExceptionStops) => readonly BoundBreakpoint[];
  /** lets a stopped thread go on; `depth` is the depth of the stop's event */
  readonly resume: (thread: ThreadId, move: Move, depth: number) => void;
  readonly pause: (thread?: ThreadId) => void;
  /** everything that the program has done until now is in the file afterwards */
  readonly sync: () => Promise<void>;
  /** asks the program to end, kills it after two seconds */
  readonly terminate: () => void;
  /** leaves the program (killing it if the session started it) and closes the file */
  readonly close: () => Promise<void>;
}

export type StartRecording = (options: RecordOptions) => Promise<RecordSession>;
