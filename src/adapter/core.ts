/**
 * The debug session's state: where its one playhead is, in which recording, and what the client was told.
 *
 * Invariants: at the live edge a move forward runs the program; in the past every move is a search in the recording and the program
 * stays where it stopped. Exit is not the end: the session stays at the last position. Whoever moves the playhead does it through
 * `goTo` or `arrive`, which tell the client.
 * Does not do: moves (moves), the program's life (lifecycle, programEvents), values (inspection), the protocol's syntax (session).
 */
import { UserError } from '../base/result.js';
import { seq, type ThreadId, threadId } from '../base/units.js';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DataRef, Direction, Position, Recording, SourcePlace, ThreadInfo, ThreadPart } from '../query/api.js';
import type { Analyses } from './analyses.js';
import { breakpointBody } from './breakpointBody.js';
import { bindInRecording, Breakpoints, type UserBreakpoint, type WantedBreakpoint } from './breakpoints.js';
import { ChildSessions } from './childSessions.js';
import { type Client, consoleMessage, placedMessage, type PlacedSource } from './client.js';
import type { AttachConfiguration, LaunchConfiguration } from './configuration.js';
import { writeText } from './dataBreakpoints.js';
import { lastThrow, thrownText } from './exception.js';
import { eventText } from './eventText.js';
import { ExceptionFilters } from './exceptionFilters.js';
import { Handles } from './handles.js';
import type { LiveRun, LiveSession, StartSession } from './liveRun.js';
import { LiveSteps } from './liveSteps.js';
import { Logpoints } from './logpoints.js';
import { pathKey } from './paths.js';
import { SkipFiles } from './skipFiles.js';
import { ProgressReports } from './progress.js';
import { Sources } from './sources.js';
import { isStopped, type State, STOP_TEXT } from './state.js';
import { playheadPosition, whenText } from './when.js';

/** A program that is being recorded already. */
export interface RunningProgram {
  /** for one client: sessions that are several have breakpoints of their own */
  readonly join: () => LiveSession;
  readonly threads: ReadonlyMap<ThreadId, string>;
  /** one process of it is meant, not all that is recorded */
  readonly pid?: number;
}

/** What the session needs from below; tests put others in. */
export interface Services {
  /** what a client may attach to, if this process records something */
  readonly running?: RunningProgram;
  readonly startRecording: StartSession;
  readonly openRecording: (path: string) => Recording;
  /** lets clients attach to a program on a port of this machine, which it tells */
  readonly listen: (running: RunningProgram) => Promise<number>;
  readonly analyses: Analyses;
}

export type Configuration =
  | { readonly request: 'launch'; readonly launch: LaunchConfiguration }
  | { readonly request: 'attach'; readonly attach: AttachConfiguration };

/** Why the playhead is where it is, for the client. */
export interface ArrivalText {
  /** reason of the `stopped` event */
  readonly reason: string;
  /** begins the description; empty: the reason's own text */
  readonly text: string;
  readonly breakpointIds?: readonly number[];
  readonly preserveFocus?: boolean;
}

export class SessionCore {
  readonly handles = new Handles();
  readonly sources = new Sources();
  readonly breakpoints = new Breakpoints((path) => this.opened && this.sources.changedLines(this.opened, path));
  readonly logpoints = new Logpoints(this.breakpoints, {
    threads: (recording) => this.ownThreads(recording),
    part: () => this.focus,
    begin: (work) => this.progress.begin(work),
    line: (text, place) => this.client.event('output', placedMessage(text, place && this.placeOf(place))),
    problem: (text) => this.client.event('output', consoleMessage(text)),
  });
  readonly steps = new LiveSteps({ recording: () => this.recording(), tellProgram: () => this.tellProgram() });
  state: State = { kind: 'idle' };
  configuration: Configuration | undefined;
  /** the user ends the session: stops of the program matter no more */
  isEnding = false;
  exceptions = new ExceptionFilters([]);
  skipFiles = new SkipFiles([]);
  /** the client asks again for what it shows when it is told to */
  hearsInvalidated = false;
  /** the client can start sessions */
  startsSessions = false;
  readonly children: ChildSessions;
  readonly progress: ProgressReports;
  /** reason of the last `stopped` event */
  stopReason = '';
  focus: ThreadPart | undefined;
  private opened: Recording | undefined;
  private readonly playheads = new Map<ThreadId, Position>();

  constructor(
    readonly services: Services,
    readonly client: Client,
  ) {
    this.children = new ChildSessions(services, client);
    this.progress = new ProgressReports(client);
  }

  /** Does the playhead, or an exception, not stop there? */
  isSkipped(at: Position): boolean {
    const [frame] = this.recording().stack(at, { start: 0, count: 1 }).frames;
    return frame !== undefined && this.skipFiles.skips(frame.place.path);
  }

  /** The recording, as far as it is on disk. */
  recording(): Recording {
    const found = this.recordingIfAny();
    if (found === undefined) throw new UserError('no-recording', 'Nothing is recorded yet.');
    return found;
  }

  /** The recording if it is open; does not open it. */
  openedRecording(): Recording | undefined {
    return this.opened;
  }

  recordingIfAny(): Recording | undefined {
    if (this.opened !== undefined) return this.opened;
    if (!('run' in this.state)) return undefined;
    this.opened = this.services.openRecording(this.state.run.session.path);
    return this.opened;
  }

  /** A path of the client as the recording spells it. */
  recordedPath(path: string): string | undefined {
    const key = pathKey(path);
    return this.recordingIfAny()
      ?.info()
      .files.find((file) => pathKey(file.path) === key)?.path;
  }

  /** Opens a recording that no program writes any more. */
  openRecording(path: string): Recording {
    this.opened = this.services.openRecording(path);
    return this.opened;
  }

  /** Where a thread stands; the playhead's own place for its thread. */
  positionOf(thread: ThreadId): Position {
    const { state } = this;
    if ('run' in state && state.run.threads.has(thread) && !(state.kind === 'past' && this.playheads.has(thread))) {
      const stop = state.run.stops.get(thread);
      if (stop === undefined) throw new UserError('running', 'The program is running: pause it first.');
      return state.kind === 'past' && state.at.thread === thread ? state.at : stop.at;
    }
    if (!isStopped(state)) throw new UserError('not-stopped', 'Nothing is recorded yet.');
    if (state.at.thread === thread) return state.at;
    const moved = this.playheads.get(thread);
    if (moved !== undefined) return moved;
    const last = this.recording()
      .info()
      .threads.find(({ id }) => id === thread)?.last;
    if (last === undefined) throw new UserError('no-thread', `Thread ${thread} has no recorded statements.`);
    return { thread, seq: last };
  }

  /** The playhead. */
  position(): Position {
    if (!isStopped(this.state)) throw new UserError('running', 'The program is running: pause it first.');
    return this.state.at;
  }

  /** Where a thread's recording begins, and where it ends so far: at the live edge, if the thread stands there. */
  edge(thread: ThreadId, which: 'start' | 'end'): Position {
    const live = 'run' in this.state ? this.state.run.stops.get(thread)?.at : undefined;
    if (which === 'end' && live !== undefined) return live;
    const found = this.recording()
      .info()
      .threads.find(({ id }) => id === thread);
    const seq = which === 'start' ? found?.first : found?.last;
    return seq === undefined ? this.position() : { thread, seq };
  }

  /**
   * Behind everything that a thread has recorded, if the program has just ended or its recording was just opened: the playhead shows the last
   * statement then, but an exception may have ended it. Undefined once the user has moved.
   */
  afterEnd(thread: ThreadId): Position | undefined {
    const isUntouched = this.stopReason === 'exit' || this.stopReason === 'entry';
    if (this.state.kind !== 'ended' || !isUntouched) return undefined;
    if (this.state.at.seq !== this.edge(this.state.at.thread, 'end').seq) return undefined;
    const events = this.recording()
      .info()
      .threads.find(({ id }) => id === thread)?.events;
    return events === undefined ? undefined : { thread, seq: seq(events) };
  }

  /** The program, if it stands at a position, in a call: what is there can be changed. */
  runAt(at: Position): LiveRun | undefined {
    const { state } = this;
    const stop = state.kind === 'live-stopped' ? state.run.stops.get(at.thread) : undefined;
    return state.kind === 'live-stopped' && stop?.idle === false && stop.at.seq === at.seq ? state.run : undefined;
  }

  isLive(): boolean {
    return 'run' in this.state && this.state.kind !== 'past';
  }

  /** Puts the playhead somewhere in what is recorded, which may be the live edge. */
  goTo(at: Position, arrival: ArrivalText): void {
    const { state } = this;
    if ('run' in state) {
      const edge = state.run.stops.get(at.thread);
      const isEdge = edge !== undefined && at.seq >= edge.at.seq;
      this.state = isEdge
        ? { kind: 'live-stopped', run: state.run, at: edge.at }
        : { kind: 'past', run: state.run, at };
    } else {
      this.state = { kind: 'ended', at };
    }
    this.arrive(this.position(), arrival);
  }

  /**
   * Puts the playhead at a write that a data breakpoint waited for, or at another event that stops: where nothing of the program is on the stack
   * then, at the statement that a search in its direction comes to next.
   */
  goToWatched(at: Position, breakpointIds: readonly number[], direction: Direction = 'forward'): void {
    if (breakpointIds.length === 0) {
      const recording = this.recording();
      const { total } = recording.stack(at, { start: 0, count: 1 });
      const shown = total > 0 ? at : recording.snap(at, direction);
      return this.goTo(shown, { reason: 'event', text: eventText(recording, at) });
    }
    const watched = this.breakpoints.data().filter(({ id }) => breakpointIds.includes(id));
    this.goToWrite(
      at,
      watched.map(({ ref }) => ref),
      { reason: 'data breakpoint', breakpointIds },
    );
  }

  /**
   * The thread that a list or picture is of: the one that is asked for, or else the playhead's. What a running program has recorded so far
   * can be seen from here on.
   */
  shownThread(thread: number | undefined): ThreadId {
    const recording = this.recording();
    if (this.state.kind === 'live-running') recording.refresh();
    const threads = this.ownThreads(recording);
    const shown = thread ?? (isStopped(this.state) ? this.position().thread : (threads[0]?.id ?? 1));
    if (!threads.some(({ id }) => id === shown))
      throw new UserError('thread-missing', `Nothing of thread ${shown} is recorded yet.`);
    return threadId(shown);
  }

  /** Puts the playhead at the event that has written; the statement is not over yet. */
  goToWrite(at: Position, refs: readonly DataRef[], arrival: Omit<ArrivalText, 'text'>): void {
    const written = refs.map((ref) => writeText(this.recording(), at, ref));
    this.goTo(at, { ...arrival, text: `Written ${written.join(', ')}` });
  }

  /** Tells the client where the playhead stands now. */
  arrive(at: Position, { reason, text, breakpointIds = [], preserveFocus }: ArrivalText): void {
    this.handles.clear();
    this.stopReason = reason;
    this.playheads.set(at.thread, at);
    const position = playheadPosition(this.recording(), at, this.isLive());
    const what = text === '' ? (STOP_TEXT[reason] ?? 'Paused') : text;
    const when = `${text === '' ? '' : ','} ${whenText(position)}`;
    this.client.event('stopped', {
      reason,
      threadId: at.thread,
      allThreadsStopped: this.areAllStopped(),
      // Beside the names of several sessions there is no room for more.
      description: this.isOneOfSeveral() ? what : `${what}${when}`,
      ...(reason === 'exception' && this.exceptionText(at)),
      ...(breakpointIds.length > 0 && { hitBreakpointIds: [...breakpointIds] }),
      ...(preserveFocus && { preserveFocusHint: true }),
    });
    this.client.event('elixirscope/positionChanged', position);
  }

  /** The program did something where it stands: the playhead is behind it now, and so is what the client was shown. */
  advance(from: Position): void {
    const { state } = this;
    const to = 'run' in state ? state.run.stops.get(from.thread)?.at : undefined;
    if (state.kind !== 'live-stopped' || to === undefined || to.seq === from.seq) return;
    if (state.at.thread === from.thread) this.state = { ...state, at: to };
    this.playheads.set(from.thread, to);
    this.handles.advance(from, to);
    this.client.event('elixirscope/positionChanged', playheadPosition(this.recording(), to, true));
    if (this.hearsInvalidated) this.client.event('invalidated', { areas: ['variables'] });
  }

  private exceptionText(at: Position): { readonly text?: string } {
    const thrown = lastThrow(this.recording(), at);
    return thrown === undefined ? {} : { text: thrownText(this.recording(), thrown) };
  }

  private areAllStopped(): boolean {
    return !('run' in this.state) || this.state.run.stops.size >= this.state.run.threads.size;
  }

  /** A move that failed: the client believes that the program runs, so it is told where the playhead still is. */
  afterFailedMove(): void {
    if (isStopped(this.state)) this.arrive(this.state.at, { reason: 'pause', text: '' });
    else if (this.state.kind === 'idle') this.over();
  }

  /** The program runs on: nothing that was shown is true any more. */
  leavePosition(): void {
    this.handles.clear();
    this.playheads.clear();
  }

  closeRecording(): void {
    this.opened?.close();
    this.opened = undefined;
    this.leavePosition();
  }

  over(): void {
    this.state = { kind: 'over' };
    this.client.event('terminated');
  }

  setBreakpoints(
    list: Parameters<Breakpoints['set']>[0],
    wanted: readonly WantedBreakpoint[],
  ): readonly UserBreakpoint[] {
    const now = this.breakpoints.set(list, wanted);
    this.tellProgram();
    this.bindAll();
    return now;
  }

  setExceptions(filters: ExceptionFilters): void {
    this.exceptions = filters;
    this.tellProgram();
  }

  /** A place with its file as the client knows it. */
  placeOf(place: SourcePlace): PlacedSource {
    return { place, source: this.sources.sourceOf(this.recording(), place.path) };
  }

  /** Tells the program what stops it; returns the breakpoints that have found their place, or another one, by that. */
  tellProgram(): readonly UserBreakpoint[] {
    const { state } = this;
    if (!('run' in state) || state.kind === 'launching') return [];
    const { session } = state.run;
    const bound = this.isNoDebug()
      ? session.setBreakpoints([], new ExceptionFilters([]).stops)
      : session.setBreakpoints([...this.breakpoints.places(), ...this.steps.places], this.exceptions.stops);
    return this.breakpoints.bind(bound);
  }

  bindAll(): void {
    if (this.state.kind !== 'ended') return;
    const recording = this.recording();
    const found = this.breakpoints.places().flatMap((place) => bindInRecording(recording, place));
    this.breakpoints.bind(found);
  }

  dapBreakpoint(breakpoint: UserBreakpoint): DebugProtocol.Breakpoint {
    return breakpointBody(breakpoint, this.state.kind === 'ended', this.breakpoints.changedLines(breakpoint.wanted));
  }

  isNoDebug(): boolean {
    return this.configuration?.request === 'launch' && this.configuration.launch.noDebug;
  }

  isStoppingOnEntry(): boolean {
    return (
      this.configuration?.request === 'launch' &&
      this.configuration.launch.stopOnEntry &&
      !this.configuration.launch.noDebug
    );
  }

  /** What this session shows: processes that are shown in a session of their own are left to that. */
  ownThreads(recording: Recording): readonly ThreadInfo[] {
    const only = this.services.running?.pid;
    return recording
      .info()
      .threads.filter(({ pid }) => (only === undefined ? !this.children.isElsewhere(pid) : pid === only));
  }

  private isOneOfSeveral(): boolean {
    return this.services.running?.pid !== undefined || this.children.haveBeen;
  }

  threads(): DebugProtocol.Thread[] {
    const known = new Map<number, string>('run' in this.state ? this.state.run.threads : []);
    if (this.opened !== undefined && isStopped(this.state)) {
      for (const { id, name } of this.ownThreads(this.opened)) known.set(id, name);
    }
    if (known.size === 0) known.set(threadId(1), 'main');
    return [...known].map(([id, name]) => ({ id, name }));
  }
}
