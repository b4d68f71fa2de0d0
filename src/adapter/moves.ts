/** Moves of the playhead: forwards and backwards, by a step or to the next stop. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../base/result.js';
import type { ThreadId } from '../base/units.js';
import type { Direction, Granularity, Position, StepKind } from '../query/api.js';
import { consoleMessage } from './client.js';
import type { SessionCore } from './core.js';
import type { LiveRun } from './liveRun.js';
import { isStopped } from './state.js';
import { calledFrom, type CallTarget } from './stepTargets.js';
import type { WriteFound } from './whoWrote.js';
import { type Arrival, isSameLine, type Route, search, SLICE_MS, STAY, step } from './travel.js';

/** line: on to where another line, or another call, begins */
export type StepGranularity = Granularity | 'line';

export interface Step {
  readonly kind: StepKind;
  readonly direction: Direction;
  readonly granularity: StepGranularity;
}

export class Moves {
  private searching: AbortController | undefined;

  constructor(private readonly core: SessionCore) {}

  async continue(thread: ThreadId): Promise<void> {
    const { state } = this.core;
    if (state.kind === 'live-stopped') return this.runOn(state.run);
    if (!isStopped(state)) return;
    const from = this.core.positionOf(thread);
    const found = await this.searched((route) => search(route, from, { direction: 'forward' }));
    if (found.reason === 'end' && state.kind === 'past') return this.runOn(state.run);
    this.land(found, { edgeText: 'End of the recording', direction: 'forward' });
  }

  async step(thread: ThreadId, { kind, direction, granularity }: Step): Promise<void> {
    const { state } = this.core;
    const from = this.core.positionOf(thread);
    if (state.kind === 'live-stopped' && direction === 'forward') {
      this.core.handles.clear();
      this.core.state = { kind: 'live-running', run: state.run };
      return this.core.steps.begin(state.run, from, { kind, granularity });
    }
    const found = await this.searched(async (route) => {
      const byLine = granularity === 'line';
      let arrival = await step(route, from, { kind, direction, granularity: byLine ? 'statement' : granularity });
      while (byLine && arrival?.reason === 'step' && isSameLine(route.recording, from, arrival.at))
        arrival = await step(route, arrival.at, { kind, direction });
      return arrival?.reason === 'step' ? await this.pastSkipped(route, arrival, { kind, direction }) : arrival;
    });
    if (found !== undefined) return this.land(found, { edgeText: '', direction });
    const edge = direction === 'forward' ? 'end' : 'start';
    this.land(
      { at: this.core.edge(thread, edge), reason: edge, breakpointIds: [] },
      { edgeText: direction === 'forward' ? 'End of the recording' : this.startText(thread), direction },
    );
  }

  /** Steps go through files that nobody wants to see, to the next statement of another one. */
  private async pastSkipped(
    route: Route,
    first: Arrival,
    { kind, direction }: Omit<Step, 'granularity'>,
  ): Promise<Arrival | undefined> {
    const on = { kind: kind === 'into' ? kind : 'out', direction } as const;
    let arrival: Arrival | undefined = first;
    let sliceEnd = performance.now() + SLICE_MS;
    while (arrival?.reason === 'step' && this.core.isSkipped(arrival.at)) {
      arrival = await step(route, arrival.at, on);
      if (performance.now() < sliceEnd) continue;
      await nextTurn();
      sliceEnd = performance.now() + SLICE_MS;
      if (route.signal.aborted && arrival !== undefined) return { ...arrival, reason: 'pause' };
    }
    return arrival;
  }

  /** Into one of the calls that the statement makes. */
  async stepIntoCall(thread: ThreadId, target: CallTarget): Promise<void> {
    const { state } = this.core;
    const from = this.core.positionOf(thread);
    if (state.kind !== 'live-stopped')
      return this.core.goTo(calledFrom(this.core.recording(), from, target), { reason: 'step', text: '' });
    this.core.handles.clear();
    this.core.state = { kind: 'live-running', run: state.run };
    this.core.steps.beginIntoCall(state.run, from, target);
  }

  async reverseContinue(thread: ThreadId): Promise<void> {
    const from = this.core.afterEnd(thread) ?? this.core.positionOf(thread);
    const found = await this.searched((route) => search(route, from, { direction: 'backward' }));
    this.land(found, { edgeText: this.startText(thread), direction: 'backward' });
  }

  private startText(thread: ThreadId): string {
    const dropped =
      this.core
        .recording()
        .info()
        .threads.find(({ id }) => id === thread)?.dropped ?? 0;
    return dropped === 0 ? 'Start of the recording' : 'Start of the recording: what was before was dropped (maxSize)';
  }

  /** To the last execution of a statement before the playhead, or to a breakpoint on the way there. */
  async runBackTo(thread: ThreadId, limit: Position): Promise<void> {
    const from = this.core.positionOf(thread);
    const found = await this.searched((route) => search(route, from, { direction: 'backward', limit }));
    const isStop = found.reason !== 'start' && found.at.seq > limit.seq;
    const arrival: Arrival = isStop ? found : { at: limit, reason: 'goto', breakpointIds: [] };
    this.land(arrival, { edgeText: '', direction: 'backward' });
  }

  /** `reason` is the one of the `stopped` event. */
  goto(at: Position, reason: 'goto' | 'restart' = 'goto'): void {
    this.assertStopped();
    const isEdge = at.seq >= this.core.edge(at.thread, 'end').seq;
    this.core.goTo(isEdge ? at : this.core.recording().snap(at), { reason, text: '' });
  }

  /** Right behind an event, where what it did can be seen. */
  gotoEvent(at: Position): void {
    this.assertStopped();
    this.core.goTo(at, { reason: 'goto', text: '' });
  }

  private assertStopped(): void {
    if (!isStopped(this.core.state)) throw new UserError('running', 'The program is running: pause it first.');
  }

  /** To the write that gave a variable or property its value. */
  gotoWrite({ ref, at }: WriteFound): void {
    this.core.goToWrite(at, [ref], { reason: 'goto' });
  }

  pause(thread: ThreadId | undefined): void {
    this.abort();
    if (this.core.state.kind === 'live-running') this.core.state.run.pause(thread);
  }

  private runOn(run: LiveRun): void {
    this.core.leavePosition();
    this.core.state = { kind: 'live-running', run };
    run.resumeAll();
    this.core.client.event('continued', { threadId: [...run.threads.keys()][0] ?? 1, allThreadsContinued: true });
  }

  private async searched<T>(find: (route: Route) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    this.searching = abort;
    const progress = this.core.progress.begin({
      title: 'Searching the recording',
      cancel: () => abort.abort(STAY),
    });
    try {
      return await find({
        recording: this.core.recording(),
        breakpoints: this.core.breakpoints,
        exceptions: this.core.exceptions,
        isSkipped: (at) => this.core.isSkipped(at),
        problem: (message) => this.core.client.event('output', consoleMessage(message)),
        signal: abort.signal,
        progress,
      });
    } finally {
      progress.end();
      this.searching = undefined;
    }
  }

  /** `edgeText`: what to say where the recording begins or ends. */
  private land(
    { at, reason, breakpointIds }: Arrival,
    { edgeText, direction }: { readonly edgeText: string; readonly direction: Direction },
  ): void {
    if (reason === 'data' || reason === 'event') return this.core.goToWatched(at, breakpointIds, direction);
    if (reason === 'stay') return this.core.goTo(this.core.positionOf(at.thread), { reason: 'pause', text: '' });
    const name = reason === 'start' ? 'entry' : reason === 'end' ? 'step' : reason;
    const isEdge = reason === 'start' || reason === 'end';
    this.core.goTo(at, { reason: name, text: isEdge ? edgeText : '', breakpointIds });
  }

  /** Ends a search at the next chance. */
  abort(): void {
    this.searching?.abort();
  }
}
