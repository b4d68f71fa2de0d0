/**
 * The debug session's state machine: launches or opens, moves the playhead, and tells the client where it stands.
 *
 * In: what the protocol asks for (src/adapter/requests), and what the running program does (LiveRun). Out: events to the client.
 * Invariants: there is one playhead. At the live edge a move forward runs the program; in the past every move is a search in the
 * recording and the program stays where it stopped. Exit is not the end: the session stays at the last position.
 * Does not do: looking at values (see inspection), the protocol's syntax (see session).
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import { type ThreadId, threadId } from '../base/units.js';
import type { Direction, Position, Recording, SourcePlace, StepKind } from '../query/api.js';
import type { BoundBreakpoint } from '../record/events.js';
import type { LaunchCommand } from '../record/options.js';
import { MOVE, type Move, STOP } from '../wire/ring.js';
import { bindInRecording, Breakpoints, type UserBreakpoint, type WantedBreakpoint } from './breakpoints.js';
import { type Client, consoleMessage, programOutput } from './client.js';
import { type AttachConfiguration, type LaunchConfiguration, recordOptions } from './configuration.js';
import { Handles } from './handles.js';
import { LiveRun, type RunListener, type StartSession, type StopEvent } from './liveRun.js';
import { pathKey } from './paths.js';
import { Sources } from './sources.js';
import { isStopped, type State } from './state.js';
import { type Arrival, type Route, search, step } from './travel.js';
import { playheadPosition, whenText } from './when.js';

/** What the session needs from below; tests put others in. */
export interface Services {
  readonly startRecording: StartSession;
  readonly openRecording: (path: string) => Recording;
}

export interface ExceptionFilters {
  readonly caught: boolean;
  readonly uncaught: boolean;
}

type Configuration =
  | { readonly request: 'launch'; readonly launch: LaunchConfiguration }
  | { readonly request: 'attach'; readonly attach: AttachConfiguration };

const MOVES: Readonly<Record<StepKind, Move>> = { into: MOVE.into, over: MOVE.over, out: MOVE.out };

/** Editors redraw panels on this event; more often helps nobody. */
const CHANGED_EVERY_MS = 250;

export class Debugger {
  readonly handles = new Handles();
  readonly sources = new Sources();
  readonly breakpoints = new Breakpoints();
  private state: State = { kind: 'idle' };
  private opened: Recording | undefined;
  private configuration: Configuration | undefined;
  private exceptions: ExceptionFilters = { caught: false, uncaught: false };
  private isConfigured = false;
  private isEnding = false;
  private readonly playheads = new Map<ThreadId, Position>();
  private searching: AbortController | undefined;
  private changedTimer: NodeJS.Timeout | undefined;
  private end: () => void = () => undefined;
  /** resolved when nothing is left to do for this session */
  readonly done = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  constructor(
    private readonly services: Services,
    private readonly client: Client,
  ) {}

  get current(): State {
    return this.state;
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

  /** A path of the client as the recording spells it. */
  recordedPath(path: string): string | undefined {
    const key = pathKey(path);
    return this.recordingIfAny()
      ?.info()
      .files.find((file) => pathKey(file.path) === key)?.path;
  }

  /** A move that failed: the client believes that the program runs, so it is told where the playhead still is. */
  afterFailedMove(): void {
    if (isStopped(this.state)) this.arrive(this.state.at, { reason: 'pause', text: '' });
    else if (this.state.kind === 'idle') this.over();
  }

  private recordingIfAny(): Recording | undefined {
    if (this.opened !== undefined) return this.opened;
    if (!('run' in this.state)) return undefined;
    this.opened = this.services.openRecording(this.state.run.session.path);
    return this.opened;
  }

  /** Where a thread stands; the playhead's own place for its thread. */
  positionOf(thread: ThreadId): Position {
    const { state } = this;
    if ('run' in state && !(state.kind === 'past' && this.playheads.has(thread))) {
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

  isLive(): boolean {
    return 'run' in this.state && this.state.kind !== 'past';
  }

  // ── beginning and end ──

  async launch(launch: LaunchConfiguration): Promise<void> {
    if (this.state.kind !== 'idle') throw new UserError('twice', 'This session has already been started.');
    this.configuration = { request: 'launch', launch };
    await this.start(launch);
  }

  attach(attach: AttachConfiguration): void {
    if (this.state.kind !== 'idle') throw new UserError('twice', 'This session has already been started.');
    const recording = this.services.openRecording(attach.recording);
    this.configuration = { request: 'attach', attach };
    this.opened = recording;
    const at = recording.snap(recording.resolve(attach.at ?? 'end'));
    this.state = { kind: 'ended', at };
  }

  /** Breakpoints are set: the program may run; a recording shows where it stands. */
  configured(): void {
    if (this.isConfigured) return;
    this.isConfigured = true;
    if (this.state.kind === 'launching') this.begin();
    if (this.state.kind === 'ended') this.arrive(this.state.at, { reason: 'entry', text: 'Recording opened' });
  }

  private async start(launch: LaunchConfiguration): Promise<void> {
    const session = await this.services.startRecording({
      ...recordOptions(launch),
      ...(launch.console !== 'internalConsole' && {
        launcher: (command: LaunchCommand) => this.runInTerminal(command, launch),
      }),
    });
    const run: LiveRun = new LiveRun(session, () => this.recordingIfAny(), this.listener());
    this.state = { kind: 'launching', run };
    if (this.isConfigured) this.begin();
  }

  private runInTerminal({ executable, args, cwd, env }: LaunchCommand, launch: LaunchConfiguration): Promise<void> {
    return this.client.runInTerminal({
      kind: launch.console === 'externalTerminal' ? 'external' : 'integrated',
      title: `ElixirScope: ${launch.program}`,
      cwd,
      args: [executable, ...args],
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? null])),
    });
  }

  private begin(): void {
    if (this.state.kind !== 'launching') return;
    const { run } = this.state;
    this.state = { kind: 'live-running', run };
    this.tellProgram();
    if (!this.isStoppingOnEntry()) run.session.go();
    else if (run.threads.size > 0) this.goToEntry(run);
  }

  /** A pause that is pending when user code starts is a stop at its first statement. */
  private goToEntry(run: LiveRun): void {
    run.session.pause();
    run.session.go();
  }

  private isStoppingOnEntry(): boolean {
    return (
      this.configuration?.request === 'launch' &&
      this.configuration.launch.stopOnEntry &&
      !this.configuration.launch.noDebug
    );
  }

  private isNoDebug(): boolean {
    return this.configuration?.request === 'launch' && this.configuration.launch.noDebug;
  }

  /** Records again with the same breakpoints, or opens the recording again. `launch`: what the client may have changed. */
  async restart(launch: LaunchConfiguration | undefined): Promise<void> {
    const configuration = this.configuration;
    if (configuration === undefined) throw new UserError('not-started', 'Nothing was started yet.');
    await this.leave();
    this.state = { kind: 'idle' };
    this.breakpoints.unbind();
    this.sources.forget();
    if (configuration.request === 'attach') {
      this.attach(configuration.attach);
      this.bindAll();
      this.arrive(this.position(), { reason: 'entry', text: 'Recording opened' });
      return;
    }
    await this.launch(launch ?? configuration.launch);
  }

  /** Ends the program, if there is one, and then the session. */
  terminate(): void {
    this.isEnding = true;
    this.searching?.abort();
    if ('run' in this.state) {
      const { run } = this.state;
      run.session.terminate();
      run.resumeAll();
    } else {
      this.over();
    }
  }

  /** The client goes away. `keepProgram`: it runs on to its end, still recorded. */
  async disconnect(keepProgram: boolean): Promise<void> {
    this.isEnding = true;
    this.searching?.abort();
    if (keepProgram && 'run' in this.state) {
      const { run } = this.state;
      run.detach();
      run.session.setBreakpoints([], { caught: false, uncaught: false });
      run.resumeAll();
      void run.session.exited.finally(() => this.end());
      return;
    }
    await this.leave();
    this.state = { kind: 'over' };
    this.end();
  }

  private async leave(): Promise<void> {
    clearTimeout(this.changedTimer);
    this.changedTimer = undefined;
    if ('run' in this.state) await this.state.run.close();
    this.opened?.close();
    this.opened = undefined;
    this.handles.clear();
    this.playheads.clear();
  }

  private over(): void {
    this.state = { kind: 'over' };
    this.client.event('terminated');
  }

  // ── breakpoints ──

  setBreakpoints(path: string, wanted: readonly WantedBreakpoint[]): readonly UserBreakpoint[] {
    const now = this.breakpoints.set(path, wanted);
    this.tellProgram();
    this.bindAll();
    return now;
  }

  setExceptions(filters: ExceptionFilters): void {
    this.exceptions = filters;
    this.tellProgram();
  }

  private tellProgram(): void {
    const { state } = this;
    if (!('run' in state) || state.kind === 'launching') return;
    const isQuiet = this.isNoDebug();
    const places = isQuiet ? [] : this.breakpoints.places();
    const bound = state.run.session.setBreakpoints(
      places,
      isQuiet ? { caught: false, uncaught: false } : this.exceptions,
    );
    this.breakpoints.bind(bound);
  }

  private bindAll(): void {
    if (this.state.kind !== 'ended') return;
    const recording = this.recording();
    const found = this.breakpoints.places().flatMap((place) => bindInRecording(recording, place) ?? []);
    this.breakpoints.bind(found);
  }

  // ── moves ──

  async continue(thread: ThreadId): Promise<void> {
    const { state } = this;
    if (state.kind === 'live-stopped') return this.runOn(state.run);
    if (!isStopped(state)) return;
    const from = this.positionOf(thread);
    const found = await this.searched((route) => search(route, from, { direction: 'forward' }));
    if (found.reason === 'end' && state.kind === 'past') return this.runOn(state.run);
    this.land(found, 'End of the recording');
  }

  async step(thread: ThreadId, kind: StepKind, direction: Direction): Promise<void> {
    const { state } = this;
    if (state.kind === 'live-stopped' && direction === 'forward') {
      this.handles.clear();
      this.state = { kind: 'live-running', run: state.run };
      state.run.resume(thread, MOVES[kind]);
      return;
    }
    const from = this.positionOf(thread);
    const found = await this.searched((route) => step(route, from, { kind, direction }));
    if (found !== undefined) return this.land(found, '');
    this.land(
      { ...this.edgeOf(from, direction), breakpointIds: [] },
      direction === 'forward' ? 'End of the recording' : 'Start of the recording',
    );
  }

  async reverseContinue(thread: ThreadId): Promise<void> {
    const from = this.positionOf(thread);
    this.land(await this.searched((route) => search(route, from, { direction: 'backward' })), 'Start of the recording');
  }

  goto(at: Position): void {
    if (!isStopped(this.state)) throw new UserError('running', 'The program is running: pause it first.');
    this.move(this.recording().snap(at), { reason: 'goto', text: '' });
  }

  pause(thread: ThreadId | undefined): void {
    this.searching?.abort();
    if (this.state.kind === 'live-running') this.state.run.pause(thread);
  }

  private runOn(run: LiveRun): void {
    this.handles.clear();
    this.playheads.clear();
    this.state = { kind: 'live-running', run };
    run.resumeAll();
    this.client.event('continued', { threadId: [...run.threads.keys()][0] ?? 1, allThreadsContinued: true });
  }

  private async searched<T>(find: (route: Route) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    this.searching = abort;
    try {
      return await find({
        recording: this.recording(),
        breakpoints: this.breakpoints,
        throws: this.exceptions.caught ? 'all' : this.exceptions.uncaught ? 'uncaught' : 'none',
        problem: (message) => this.client.event('output', consoleMessage(message)),
        signal: abort.signal,
      });
    } finally {
      this.searching = undefined;
    }
  }

  private edgeOf(
    { thread }: Position,
    direction: Direction,
  ): { readonly at: Position; readonly reason: 'start' | 'end' } {
    if (direction === 'forward') {
      const stop = 'run' in this.state ? this.state.run.stops.get(thread) : undefined;
      return { at: stop?.at ?? this.threadEnd(thread, 'last'), reason: 'end' };
    }
    return { at: this.threadEnd(thread, 'first'), reason: 'start' };
  }

  private threadEnd(thread: ThreadId, which: 'first' | 'last'): Position {
    const found = this.recording()
      .info()
      .threads.find(({ id }) => id === thread)?.[which];
    return found === undefined ? this.position() : { thread, seq: found };
  }

  private land({ at, reason, breakpointIds }: Arrival, edgeText: string): void {
    const name = reason === 'start' ? 'entry' : reason === 'end' ? 'step' : reason;
    const isEdge = reason === 'start' || reason === 'end';
    this.move(at, { reason: name, text: isEdge ? edgeText : '', breakpointIds });
  }

  /** Puts the playhead somewhere in what is recorded, which may be the live edge. */
  private move(at: Position, arrival: ArrivalText): void {
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

  /** Tells the client where the playhead stands now. */
  private arrive(at: Position, { reason, text, breakpointIds = [], exception, preserveFocus }: ArrivalText): void {
    this.handles.clear();
    this.playheads.set(at.thread, at);
    const position = playheadPosition(this.recording(), at, this.isLive());
    const when = whenText(position);
    this.client.event('stopped', {
      reason,
      threadId: at.thread,
      allThreadsStopped: this.areAllStopped(),
      description: text === '' ? `${STOP_TEXT[reason] ?? 'Paused'} ${when}` : `${text}, ${when}`,
      ...(exception !== undefined && { text: exception }),
      ...(breakpointIds.length > 0 && { hitBreakpointIds: [...breakpointIds] }),
      ...(preserveFocus && { preserveFocusHint: true }),
    });
    this.client.event('elixirscope/positionChanged', position);
  }

  private areAllStopped(): boolean {
    return !('run' in this.state) || this.state.run.stops.size >= this.state.run.threads.size;
  }

  // ── what the program does ──

  private listener(): RunListener {
    return {
      stopped: (stop) => this.programStopped(stop),
      idle: () => void this.programIdle(),
      exited: (code, signal) => void this.programEnded(code, signal),
      bound: (path, places) => this.moduleLoaded(path, places),
      thread: (reason, thread) => this.threadChanged(reason, thread),
      output: (stream, text, place) => this.programWrote(stream, text, place),
      message: (text) => this.client.event('output', consoleMessage(text)),
      synced: () => this.recordingChanged(),
    };
  }

  private threadChanged(reason: 'started' | 'exited', thread: ThreadId): void {
    this.client.event('thread', { reason, threadId: thread });
    const { state } = this;
    if (
      reason === 'started' &&
      state.kind === 'live-running' &&
      state.run.threads.size === 1 &&
      this.isStoppingOnEntry()
    )
      this.goToEntry(state.run);
  }

  private programStopped(stop: StopEvent): void {
    const { state } = this;
    if (!('run' in state)) return;
    const recording = this.recording();
    recording.refresh();
    if (this.isEnding || this.isNoDebug()) return state.run.goOn(stop);
    const { ids, problems } = this.breakpoints.stopping(recording, stop.at, stop.breakpointIds);
    for (const problem of problems) this.client.event('output', consoleMessage(problem));
    const isConditional = stop.reason === STOP.breakpoint && stop.breakpointIds.length > 0;
    if (isConditional && ids.length === 0 && !stop.stepDone) return state.run.goOn(stop);
    void state.run.output.flush();
    // While the user looks at the past, a thread that stops only waits there.
    if (state.kind === 'past') return;
    const wasStopped = state.kind === 'live-stopped' && state.at.thread !== stop.at.thread;
    const reason = this.reasonOf(stop, ids);
    this.state = { kind: 'live-stopped', run: state.run, at: wasStopped ? state.at : stop.at };
    this.arrive(stop.at, { ...reason, breakpointIds: ids, ...(wasStopped && { preserveFocus: true }) });
  }

  private reasonOf({ reason, at }: StopEvent, ids: readonly number[]): ArrivalText {
    switch (reason) {
      case STOP.breakpoint:
        return { reason: ids.length > 0 ? 'breakpoint' : 'step', text: '' };
      case STOP.entry:
        return { reason: 'entry', text: '' };
      case STOP.pause: {
        const isFirst =
          this.isStoppingOnEntry() &&
          this.recording()
            .info()
            .threads.some(({ id, first }) => id === at.thread && first === at.seq);
        return { reason: isFirst ? 'entry' : 'pause', text: '' };
      }
      case STOP.exception:
        return { reason: 'exception', text: '' };
      case STOP.debugger:
        return { reason: 'breakpoint', text: 'Paused on debugger statement' };
      case STOP.step:
        return { reason: 'step', text: '' };
    }
  }

  private async programIdle(): Promise<void> {
    if (this.state.kind !== 'live-running') return;
    const { run } = this.state;
    await run.session.sync();
    if (this.state.kind !== 'live-running' || run.stops.size > 0) return;
    const recording = this.recording();
    recording.refresh();
    const thread = recording.info().threads.find(({ id, last }) => last !== undefined && run.threads.has(id));
    if (thread?.last === undefined) return;
    const at = { thread: thread.id, seq: thread.last };
    run.standIdle(at);
    this.state = { kind: 'live-stopped', run, at };
    this.arrive(at, { reason: 'pause', text: 'Waiting in the event loop, last statement' });
  }

  private async programEnded(code: number | undefined, signal: string | undefined): Promise<void> {
    const { state } = this;
    if (!('run' in state)) return;
    await state.run.output.flush(true);
    state.run.detach();
    const how = signal === undefined ? `exited with code ${code ?? 0}` : `was ended by ${signal}`;
    this.client.event('exited', { exitCode: code ?? 1 });
    this.changed(true);
    if (
      this.isEnding ||
      this.configuration?.request !== 'launch' ||
      this.isNoDebug() ||
      !this.configuration.launch.stopOnExit
    ) {
      this.client.event('output', consoleMessage(`The program ${how}. Its recording: ${state.run.session.path}`));
      return this.over();
    }
    const recording = this.recording();
    recording.refresh();
    const end = this.state.kind === 'past' ? this.state.at : lastPosition(recording);
    if (end === undefined) {
      this.client.event('output', consoleMessage(`The program ${how} without running a statement that is recorded.`));
      return this.over();
    }
    const wasPast = this.state.kind === 'past';
    this.state = { kind: 'ended', at: end };
    this.bindAll();
    if (wasPast) this.client.event('output', consoleMessage(`The program ${how}.`));
    else this.arrive(end, { reason: 'exit', text: `The program ${how}` });
  }

  private moduleLoaded(path: string, places: readonly BoundBreakpoint[]): void {
    for (const breakpoint of this.breakpoints.bind(places)) {
      this.client.event('breakpoint', { reason: 'changed', breakpoint: this.dapBreakpoint(breakpoint) });
    }
    this.client.event('loadedSource', { reason: 'new', source: { name: path, path } });
  }

  dapBreakpoint({ id, bound, error, line, column, path }: UserBreakpoint): DebugProtocol.Breakpoint {
    const source = { path };
    if (error !== undefined)
      return { id, verified: false, message: error, source, line, ...(column !== undefined && { column }) };
    if (bound !== undefined) return { id, verified: true, source, line: bound.line, column: bound.column };
    const message =
      this.state.kind === 'ended'
        ? 'No recorded statement is at or after this line.'
        : 'Waits for its file to be loaded.';
    return { id, verified: false, message, source, line, ...(column !== undefined && { column }) };
  }

  private programWrote(stream: 'stdout' | 'stderr', text: string, place: SourcePlace | undefined): void {
    const recording = this.opened;
    const source =
      place === undefined || recording === undefined
        ? undefined
        : { place, source: this.sources.sourceOf(recording, place.path) };
    this.client.event('output', programOutput(stream, text, source));
  }

  private recordingChanged(): void {
    this.changedTimer ??= setTimeout(() => {
      this.changedTimer = undefined;
      this.changed(false);
    }, CHANGED_EVERY_MS);
  }

  private changed(ended: boolean): void {
    if ('run' in this.state)
      this.client.event('elixirscope/recordingChanged', { recording: this.state.run.session.path, ended });
  }

  threads(): DebugProtocol.Thread[] {
    const known = new Map<number, string>('run' in this.state ? this.state.run.threads : []);
    if (this.opened !== undefined && isStopped(this.state)) {
      for (const { id, name } of this.opened.info().threads) known.set(id, name);
    }
    if (known.size === 0) known.set(threadId(1), 'main');
    return [...known].map(([id, name]) => ({ id, name }));
  }
}

interface ArrivalText {
  readonly reason: string;
  readonly text: string;
  readonly breakpointIds?: readonly number[];
  readonly exception?: string;
  readonly preserveFocus?: boolean;
}

const STOP_TEXT: Readonly<Record<string, string>> = {
  breakpoint: 'Paused on breakpoint',
  exception: 'Paused on exception',
  entry: 'Paused on entry',
};

function lastPosition(recording: Recording): Position | undefined {
  try {
    return recording.snap(recording.resolve('end'));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
