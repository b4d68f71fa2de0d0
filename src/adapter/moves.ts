/** Moves of the playhead: forwards and backwards, by a step or to the next stop. */
import { UserError } from '../base/result.js';
import type { ThreadId } from '../base/units.js';
import type { Direction, Position, StepKind } from '../query/api.js';
import { consoleMessage } from './client.js';
import type { SessionCore } from './core.js';
import type { LiveRun } from './liveRun.js';
import { isStopped } from './state.js';
import type { WriteFound } from './whoWrote.js';
import { type Arrival, isSameLine, type Route, search, step } from './travel.js';

export interface Step {
  readonly kind: StepKind;
  readonly direction: Direction;
  readonly byLine: boolean;
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
    this.land(found, 'End of the recording');
  }

  /** `byLine`: on to where another line, or another call, begins. */
  async step(thread: ThreadId, { kind, direction, byLine }: Step): Promise<void> {
    const { state } = this.core;
    const from = this.core.positionOf(thread);
    if (state.kind === 'live-stopped' && direction === 'forward') {
      this.core.handles.clear();
      this.core.state = { kind: 'live-running', run: state.run };
      return this.core.steps.begin(state.run, from, { kind, byLine });
    }
    const found = await this.searched(async (route) => {
      let arrival = await step(route, from, { kind, direction });
      while (byLine && arrival?.reason === 'step' && isSameLine(route.recording, from, arrival.at))
        arrival = await step(route, arrival.at, { kind, direction });
      return arrival;
    });
    if (found !== undefined) return this.land(found, '');
    const edge = direction === 'forward' ? 'end' : 'start';
    this.land(
      { at: this.core.edge(thread, edge), reason: edge, breakpointIds: [] },
      direction === 'forward' ? 'End of the recording' : this.startText(thread),
    );
  }

  async reverseContinue(thread: ThreadId): Promise<void> {
    const from = this.core.afterEnd(thread) ?? this.core.positionOf(thread);
    this.land(await this.searched((route) => search(route, from, { direction: 'backward' })), this.startText(thread));
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
    this.land(isStop ? found : { at: limit, reason: 'goto', breakpointIds: [] }, '');
  }

  /** `reason` is the one of the `stopped` event. */
  goto(at: Position, reason: 'goto' | 'restart' = 'goto'): void {
    if (!isStopped(this.core.state)) throw new UserError('running', 'The program is running: pause it first.');
    const isEdge = at.seq >= this.core.edge(at.thread, 'end').seq;
    this.core.goTo(isEdge ? at : this.core.recording().snap(at), { reason, text: '' });
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
    try {
      return await find({
        recording: this.core.recording(),
        breakpoints: this.core.breakpoints,
        exceptions: this.core.exceptions,
        problem: (message) => this.core.client.event('output', consoleMessage(message)),
        signal: abort.signal,
      });
    } finally {
      this.searching = undefined;
    }
  }

  private land({ at, reason, breakpointIds }: Arrival, edgeText: string): void {
    if (reason === 'data') return this.core.goToWatched(at, breakpointIds);
    const name = reason === 'start' ? 'entry' : reason === 'end' ? 'step' : reason;
    const isEdge = reason === 'start' || reason === 'end';
    this.core.goTo(at, { reason: name, text: isEdge ? edgeText : '', breakpointIds });
  }

  /** Ends a search at the next chance. */
  abort(): void {
    this.searching?.abort();
  }
}
