/**
 * The program while it lives: which of its threads stand where, what each was asked to do last, and its output.
 * Wraps a recording session; knows nothing of the protocol or of moving in the past.
 */
import type { ThreadId } from '../base/units.js';
import type { Position, Recording, SourcePlace } from '../query/api.js';
import type { BoundBreakpoint, SessionEvent } from '../record/events.js';
import type { ClientSession } from '../record/clients.js';
import type { RecordOptions } from '../record/options.js';
import type { EvaluateRequest, LiveOutcome } from '../wire/control.js';
import { MOVE, type Move, STOP, type StopReason } from '../wire/ring.js';
import { OutputForwarder } from './output.js';

/** What is used of a recording session. */
export type LiveSession = ClientSession;
export type StartSession = (options: RecordOptions) => Promise<LiveSession>;

/** A thread that stands still at the live edge. */
export interface LiveStop {
  readonly at: Position;
  readonly depth: number;
  /** in the event loop, with a pause pending: it will stand in a probe as soon as it runs user code */
  readonly idle: boolean;
}

export interface StopEvent {
  readonly at: Position;
  readonly reason: StopReason;
  readonly breakpointIds: readonly number[];
  /** the step that was asked for ends here */
  readonly stepDone: boolean;
  /** another client has stopped it */
  readonly byOther?: true;
}

export interface RunListener {
  readonly stopped: (stop: StopEvent) => void;
  /** no thread stopped for a while after a pause: the program may be idle */
  readonly unreached: () => void;
  readonly exited: (code: number | undefined, signal: string | undefined) => void;
  readonly bound: (path: string, places: readonly BoundBreakpoint[]) => void;
  readonly thread: (reason: 'started' | 'exited', thread: ThreadId) => void;
  readonly output: (stream: 'stdout' | 'stderr', text: string, place: SourcePlace | undefined) => void;
  readonly message: (text: string) => void;
  readonly synced: () => void;
  /** a thread runs on; `byOther`: another client let it */
  readonly resumed: (thread: ThreadId, byOther: boolean) => void;
}

interface LastMove {
  readonly move: Move;
  /** depth that the move counts from */
  readonly depth: number;
}

/** How long a paused program may take to reach a statement before anybody looks whether it is idle. */
const IDLE_AFTER_MS = 300;

export type ToldUsage = Pick<Extract<SessionEvent, { kind: 'usage' }>, 'pid' | 'usage'>;

export class LiveRun {
  readonly stops = new Map<ThreadId, LiveStop>();
  readonly threads = new Map<ThreadId, string>();
  /** by thread, what its process took when it was told last */
  readonly usage = new Map<ThreadId, ToldUsage>();
  readonly output: OutputForwarder;
  private readonly moves = new Map<ThreadId, LastMove>();
  private readonly unsubscribe: () => void;
  private idleTimer: NodeJS.Timeout | undefined;
  /** somebody asked for a pause and nothing ran on since */
  private isPauseWanted = false;

  constructor(
    readonly session: LiveSession,
    recording: () => Recording | undefined,
    private readonly listener: RunListener,
  ) {
    this.output = new OutputForwarder(session, recording, { send: listener.output });
    this.unsubscribe = session.subscribe((event) => this.receive(event));
  }

  resume(thread: ThreadId, wanted: Move): void {
    const stop = this.stops.get(thread);
    if (stop === undefined) return;
    // From the event loop every step leads to the next statement that runs at all.
    const move = stop.idle && wanted !== MOVE.run ? MOVE.into : wanted;
    this.isPauseWanted = false;
    this.stops.delete(thread);
    this.moves.set(thread, { move, depth: stop.depth });
    this.session.resume(thread, move, stop.depth);
  }

  /** Runs an expression where a thread stands, which is behind all that it did afterwards. Undefined if the thread is gone. */
  async evaluate(thread: ThreadId, request: EvaluateRequest): Promise<LiveOutcome | undefined> {
    const answer = await this.session.evaluate(thread, request);
    const stop = this.stops.get(thread);
    if (answer === undefined || stop === undefined) return undefined;
    if (answer.seq > stop.at.seq) this.stops.set(thread, { ...stop, at: { thread, seq: answer.seq } });
    return answer.outcome;
  }

  resumeAll(): void {
    for (const thread of [...this.stops.keys()]) this.resume(thread, MOVE.run);
  }

  /** Lets a thread go on with what it was doing, or another move: its stop turned out to be none. */
  goOn({ at }: StopEvent, instead?: Move): void {
    const last = this.moves.get(at.thread) ?? { move: MOVE.run, depth: 0 };
    const { move, depth } = { ...last, ...(instead !== undefined && { move: instead }) };
    this.moves.set(at.thread, { move, depth });
    this.stops.delete(at.thread);
    this.session.resume(at.thread, move, depth);
  }

  pause(thread?: ThreadId): void {
    this.isPauseWanted = true;
    this.session.pause(thread);
    this.awaitStop(IDLE_AFTER_MS);
  }

  /** Tells the listener if nothing stops until then. */
  awaitStop(millis: number): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      if (this.stops.size === 0) this.listener.unreached();
    }, millis);
  }

  /** Stops at the first statement: a pause that is pending when user code starts. */
  goToEntry(): void {
    this.isPauseWanted = true;
    this.session.pause();
    this.session.go();
  }

  /** The program did not reach a statement: it stands in its event loop at its last one. */
  standIdle(at: Position): void {
    this.stops.set(at.thread, { at, depth: 0, idle: true });
  }

  /** Ends the program and the recording; no more events come. */
  async close(): Promise<void> {
    this.detach();
    await this.session.close();
  }

  detach(): void {
    clearTimeout(this.idleTimer);
    this.unsubscribe();
  }

  private receive(event: SessionEvent): void {
    switch (event.kind) {
      case 'thread':
        this.threads.set(event.thread, event.name);
        return this.listener.thread('started', event.thread);
      case 'threadExit':
        this.threads.delete(event.thread);
        this.stops.delete(event.thread);
        this.usage.delete(event.thread);
        return this.listener.thread('exited', event.thread);
      case 'usage':
        this.usage.set(event.thread, event);
        return;
      case 'stopped':
        return this.stoppedAt(event);
      case 'resumed':
        return this.listener.resumed(event.thread, this.stops.delete(event.thread));
      case 'stdio':
        return this.output.push(event.stream, event.text);
      case 'module':
        return this.listener.bound(event.path, event.bound);
      case 'skipped':
        return this.listener.message(`${event.path} runs without being recorded: ${event.reason}\n`);
      case 'trouble':
        return this.listener.message(`${event.message}\n`);
      case 'synced':
        return this.listener.synced();
      case 'exit':
        clearTimeout(this.idleTimer);
        return this.listener.exited(event.code, event.signal);
    }
  }

  private stoppedAt({
    thread,
    seq,
    depth,
    reason,
    breakpointIds,
    byOther,
  }: Extract<SessionEvent, { kind: 'stopped' }>): void {
    clearTimeout(this.idleTimer);
    const at = { thread, seq };
    this.stops.set(thread, { at, depth, idle: false });
    const stop = { at, reason, breakpointIds, stepDone: endsMove(this.moves.get(thread), depth) };
    if (byOther) return this.listener.stopped({ ...stop, byOther });
    if (reason !== STOP.pause || this.isPauseWanted) return this.listener.stopped(stop);
    // A pause that the program reached only after it was told to run on: the stop counts for its breakpoints alone.
    if (breakpointIds.length > 0) return this.listener.stopped({ ...stop, reason: STOP.breakpoint });
    if (stop.stepDone) return this.listener.stopped({ ...stop, reason: STOP.step });
    this.goOn(stop);
  }
}

function endsMove(last: LastMove | undefined, depth: number): boolean {
  switch (last?.move) {
    case MOVE.into:
      return true;
    case MOVE.over:
      return depth <= last.depth;
    case MOVE.out:
      return depth < last.depth;
    default:
      return false;
  }
}
