/** What the running program does, as the session sees it: stops, output, modules, its end. */
import type { ThreadId } from '../base/units.js';
import type { Position, Recording, SourcePlace, StopHit } from '../query/api.js';
import type { BoundBreakpoint } from '../record/events.js';
import type { RecordingChanged } from '../wire/panel.js';
import { STOP } from '../wire/ring.js';
import { consoleMessage, programOutput } from './client.js';
import { throwBehind, uncaughtAt } from './exception.js';
import type { ArrivalText, SessionCore } from './core.js';
import type { LiveRun, RunListener, StopEvent } from './liveRun.js';
import { PassedStops } from './passedStops.js';
import type { RecordingWatch } from './recordingWatch.js';

/** A paused program that records nothing for this long is idle. */
const STILL_MS = 150;

/** Editors redraw panels on this event; more often helps nobody. */
const CHANGED_EVERY_MS = 250;

export class ProgramEvents {
  private readonly passed: PassedStops;
  private changedTimer: NodeJS.Timeout | undefined;
  /** events when a pause was last looked after */
  private eventsAtPause = -1;

  constructor(
    private readonly core: SessionCore,
    private readonly watch: RecordingWatch,
  ) {
    this.passed = new PassedStops(core, watch, (recording, stop) =>
      stop.reason === STOP.exception ? this.isWanted(recording, stop) : this.breakpointsAt(recording, stop).length > 0,
    );
  }

  listener(): RunListener {
    return {
      stopped: (stop) => this.safely(() => this.programStopped(stop)),
      unreached: () => this.safely(() => this.programIdle()),
      exited: (code, signal) => this.safely(() => this.programEnded(code, signal)),
      bound: (path, places) => this.safely(() => this.moduleLoaded(path, places)),
      thread: (reason, thread) => this.threadChanged(reason, thread),
      output: (stream, text, place) => this.safely(() => this.programWrote(stream, text, place)),
      message: (text) => this.core.client.event('output', consoleMessage(text)),
      synced: () => this.recordingChanged(),
      resumed: (thread, byOther) => this.safely(() => this.threadResumed(thread, byOther)),
    };
  }

  /** Nobody waits for these: what goes wrong is told in the console, and the session lives on. */
  private safely(work: () => void | Promise<void>): void {
    const tell = (error: unknown): void =>
      this.core.client.event('output', consoleMessage(error instanceof Error ? error.message : String(error)));
    try {
      Promise.resolve(work()).catch(tell);
    } catch (error) {
      tell(error);
    }
  }

  private threadChanged(reason: 'started' | 'exited', thread: ThreadId): void {
    this.core.client.event('thread', { reason, threadId: thread });
    const { state } = this.core;
    if (
      reason === 'started' &&
      state.kind === 'live-running' &&
      state.run.threads.size === 1 &&
      this.core.isStoppingOnEntry()
    )
      state.run.goToEntry();
  }

  private programStopped(stop: StopEvent): void | Promise<void> {
    const { state } = this.core;
    if (!('run' in state)) return;
    if (this.core.isEnding || this.core.isNoDebug()) return state.run.goOn(stop);
    const recording = this.core.recording();
    if (this.passed.has(state.run, recording, stop)) return state.run.goOn(stop);
    state.run.session.edge.store();
    recording.refresh();
    const { run } = state;
    const write =
      state.kind === 'past'
        ? undefined
        : this.watch.takeWrite(recording, () => this.stands(run, stop) && !this.isPast());
    if (!(write instanceof Promise)) return this.stopOrGoOn(run, stop, write);
    return write.then((found) => {
      if (this.stands(run, stop)) this.stopOrGoOn(run, stop, found);
    });
  }

  /** Nobody has let it go, or ended the session, meanwhile. */
  private stands(run: LiveRun, { at }: Pick<StopEvent, 'at'>): boolean {
    return this.isOf(run) && !this.core.isEnding && run.stops.get(at.thread)?.at.seq === at.seq;
  }

  private isOf(run: LiveRun): boolean {
    return 'run' in this.core.state && this.core.state.run === run;
  }

  private isPast(): boolean {
    return this.core.state.kind === 'past';
  }

  /** `write`: something that stops before it */
  private stopOrGoOn(run: LiveRun, stop: StopEvent, write: StopHit | undefined): void {
    const recording = this.core.recording();
    if (write !== undefined) return this.stopBack(run, stop.at, write);
    if (stop.byOther) return this.stopHere(run, stop, { reason: 'pause', text: 'Stopped by another client' });
    const ids = this.breakpointsAt(recording, stop);
    const isAsked = stop.reason === STOP.step || (stop.reason === STOP.breakpoint && stop.breakpointIds.length > 0);
    if (isAsked && ids.length === 0 && !this.core.steps.endsAt(stop)) return this.core.steps.goOn(run, stop);
    if (stop.reason === STOP.step && ids.length === 0 && this.core.isSkipped(stop.at))
      return this.core.steps.goPast(run, stop);
    const expression = this.core.steps.expressionBefore(stop);
    if (stop.reason === STOP.exception && !this.isWanted(recording, stop)) return this.core.steps.goOn(run, stop);
    this.stopHere(run, stop, { ...this.reasonOf(stop, ids), breakpointIds: ids }, expression);
  }

  private breakpointsAt(recording: Recording, { at, breakpointIds }: StopEvent): readonly number[] {
    const { ids, problems } = this.core.breakpoints.stopping(recording, at, breakpointIds);
    for (const problem of problems) this.core.client.event('output', consoleMessage(problem));
    return ids;
  }

  /** `expression`: where a step by expression ends before. */
  private stopHere(run: LiveRun, stop: StopEvent, reason: ArrivalText, expression?: Position): void {
    const { state } = this.core;
    const recording = this.core.recording();
    this.core.steps.end();
    void run.output.flush();
    void this.watch.look();
    // While the user looks at the past, a thread that stops only waits there.
    if (state.kind === 'past') return;
    const wasStopped = state.kind === 'live-stopped' && state.at.thread !== stop.at.thread;
    this.core.state = { kind: 'live-stopped', run, at: wasStopped ? state.at : stop.at };
    if (expression !== undefined && !wasStopped)
      return this.core.goTo(expression, { reason: 'step', text: 'Inside a statement that the program has left' });
    const thrown = stop.reason === STOP.exception ? throwBehind(recording, stop.at) : undefined;
    // Nobody caught it: the stack is gone, and the playhead goes back to where it still was.
    if (thrown !== undefined && !wasStopped) return this.core.goTo(thrown, { ...reason, breakpointIds: [] });
    this.core.arrive(stop.at, { ...reason, ...(wasStopped && { preserveFocus: true }) });
  }

  /** By a client that is not this one: what stood here does no more. */
  private threadResumed(thread: ThreadId, byOther: boolean): void {
    this.watch.update();
    const { state } = this.core;
    if (!byOther || state.kind !== 'live-stopped') return;
    if (state.at.thread === thread) {
      this.core.leavePosition();
      this.core.state = { kind: 'live-running', run: state.run };
    }
    this.core.client.event('continued', { threadId: thread, allThreadsContinued: state.run.stops.size === 0 });
  }

  private isWanted(recording: Recording, { at }: StopEvent): boolean {
    const { exceptions } = this.core;
    // Who is not told of caught exceptions is only told of others.
    const uncaught = uncaughtAt(recording, at) ?? (exceptions.stops.caught ? undefined : 'exception');
    const isSkipped = uncaught === undefined && this.core.isSkipped(at);
    return !isSkipped && exceptions.stopsAt(recording, at, uncaught);
  }

  /** The program stands at the live edge, the playhead at a write before it. */
  private stopBack(run: LiveRun, at: Position, write: StopHit): void {
    this.core.steps.end();
    void run.output.flush();
    void this.watch.look();
    this.core.state = { kind: 'live-stopped', run, at };
    this.core.goToWatched(write.position, write.breakpointIds);
  }

  private reasonOf({ reason, at }: StopEvent, ids: readonly number[]): ArrivalText {
    switch (reason) {
      case STOP.breakpoint:
        return { reason: ids.length > 0 ? 'breakpoint' : 'step', text: '' };
      case STOP.entry:
        return { reason: 'entry', text: '' };
      case STOP.pause: {
        const isFirst =
          this.core.isStoppingOnEntry() &&
          this.core
            .recording()
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
    if (this.core.state.kind !== 'live-running') return;
    const { run } = this.core.state;
    await run.session.sync();
    if (this.core.state.kind !== 'live-running' || run.stops.size > 0) return;
    const recording = this.core.recording();
    recording.refresh();
    const { events, threads } = recording.info();
    // Still at work, only slowly: it will reach a statement.
    const isBusy = events !== this.eventsAtPause;
    this.eventsAtPause = events;
    if (isBusy) return run.awaitStop(STILL_MS);
    const thread = threads.find(({ id, last }) => last !== undefined && run.threads.has(id));
    if (thread?.last === undefined) return;
    const at = { thread: thread.id, seq: thread.last };
    run.standIdle(at);
    const isStill = (): boolean =>
      this.core.state.kind === 'live-running' && this.stands(run, { at }) && run.stops.get(at.thread)?.idle === true;
    const write = await this.watch.takeWrite(recording, isStill);
    // It has run on, or has stopped elsewhere, which is told by itself.
    if (!isStill()) return;
    if (write !== undefined) return this.stopBack(run, at, write);
    this.core.state = { kind: 'live-stopped', run, at };
    this.core.arrive(at, { reason: 'pause', text: 'Waiting in the event loop, last statement' });
  }

  private async programEnded(code: number | undefined, signal: string | undefined): Promise<void> {
    const { state } = this.core;
    if (!('run' in state)) return;
    await state.run.output.flush(true);
    state.run.detach();
    await this.watch.look();
    const how = this.core.isEnding
      ? 'was ended'
      : signal === undefined
        ? `exited with code ${code ?? 0}`
        : `was ended by ${signal}`;
    this.core.client.event('exited', { exitCode: code ?? 1 });
    this.changed(true);
    if (!this.staysAfterEnd()) {
      this.core.client.event('output', consoleMessage(`The program ${how}. Its recording: ${state.run.session.path}`));
      return this.core.over();
    }
    const recording = this.core.recording();
    recording.refresh();
    const last = this.core.state.kind === 'past' ? this.core.state.at : this.lastPosition(recording);
    if (last === undefined) {
      this.core.client.event(
        'output',
        consoleMessage(`The program ${how} without running a statement that is recorded. ${nothingText(code)}`),
      );
      return this.core.over();
    }
    const isLive = (): boolean => this.isOf(state.run) && !this.isPast();
    const write = isLive() ? await this.watch.takeWrite(recording, isLive) : undefined;
    if (!this.isOf(state.run)) return;
    const wasPast = this.isPast();
    const end = this.core.state.kind === 'past' ? this.core.state.at : last;
    this.core.state = { kind: 'ended', at: end };
    this.core.bindAll();
    if (write !== undefined) this.core.goToWatched(write.position, write.breakpointIds);
    else if (wasPast) this.core.client.event('output', consoleMessage(`The program ${how}.`));
    else this.core.arrive(end, { reason: 'exit', text: `The program ${how}` });
  }

  /** A child process's session stays only for somebody who looks at its past: the program's session shows it, too, from now on. */
  private staysAfterEnd(): boolean {
    const { configuration, services, state, isEnding } = this.core;
    if (isEnding || this.core.isNoDebug()) return false;
    if (configuration?.request === 'launch') return configuration.launch.stopOnExit;
    return services.running?.pid !== undefined && state.kind === 'past';
  }

  /** Where the first thread that ran a statement ended. */
  private lastPosition(recording: Recording): Position | undefined {
    const thread = this.core.ownThreads(recording).find(({ last }) => last !== undefined);
    return thread?.last === undefined ? undefined : { thread: thread.id, seq: thread.last };
  }

  private moduleLoaded(path: string, places: readonly BoundBreakpoint[]): void {
    for (const breakpoint of this.core.breakpoints.bind(places)) {
      this.core.client.event('breakpoint', { reason: 'changed', breakpoint: this.core.dapBreakpoint(breakpoint) });
    }
    this.core.client.event('loadedSource', { reason: 'new', source: { name: path, path } });
  }

  private programWrote(stream: 'stdout' | 'stderr', text: string, place: SourcePlace | undefined): void {
    const recording = this.core.openedRecording();
    const placed = place === undefined || recording === undefined ? undefined : this.core.placeOf(place);
    this.core.client.event('output', programOutput(stream, text, placed));
  }

  private recordingChanged(): void {
    this.watch.update();
    this.changedTimer ??= setTimeout(() => {
      this.changedTimer = undefined;
      this.changed(false);
    }, CHANGED_EVERY_MS);
  }

  private changed(ended: boolean): void {
    if (!('run' in this.core.state)) return;
    const body: RecordingChanged = { recording: this.core.state.run.session.path, ended };
    this.core.client.event('elixirscope/recordingChanged', body);
  }

  /** The program is gone: nothing more is told of it. */
  stop(): void {
    this.watch.stop();
    clearTimeout(this.changedTimer);
    this.changedTimer = undefined;
  }
}

const nothingText = (code: number | undefined): string =>
  code === 0
    ? '"include", "exclude" and "mode" in the launch configuration, or the settings, say what is recorded.'
    : 'What Node.js or the program printed above may say why.';
