/**
 * Looks at what a running program has recorded, a moment after it happened: prints logpoints, and finds writes that data breakpoints
 * wait for, and other events that stop. The program does not wait for it. After such a write it is paused and the playhead goes back to the write; that the
 * program has run a little further does not matter, since what it did meanwhile is recorded as well.
 */
import type { ThreadId } from '../base/units.js';
import type { Recording, StopHit } from '../query/api.js';
import type { SessionCore } from './core.js';

/** Soon enough to read along. */
const LOOK_EVERY_MS = 100;

export class RecordingWatch {
  private timer: NodeJS.Timeout | undefined;
  /** last event of each thread that is told or was there before anybody waited; a thread that is not here is new */
  private readonly told = new Map<ThreadId, number>();
  private isPausing = false;

  constructor(private readonly core: SessionCore) {}

  /** What is looked for has changed, or the program runs on. */
  update(): void {
    if (this.timer !== undefined || this.core.state.kind !== 'live-running' || this.isEmpty()) return;
    const { run } = this.core.state;
    this.timer = setTimeout(() => {
      // A program that ends meanwhile is looked at once more by whoever hears of its end.
      void run.session
        .sync()
        .then(() => this.look())
        .catch(() => undefined)
        .finally(() => {
          this.timer = undefined;
          this.update();
        });
    }, LOOK_EVERY_MS);
  }

  private isEmpty(): boolean {
    return (
      this.core.isNoDebug() ||
      (this.core.logpoints.isEmpty && this.core.breakpoints.data().length + this.core.exceptions.events.size === 0)
    );
  }

  /** Looks at everything that is recorded. */
  async look(): Promise<void> {
    const recording = this.core.recordingIfAny();
    if (recording === undefined || this.isEmpty()) return;
    recording.refresh();
    const { state } = this.core;
    if (state.kind === 'live-running' && !this.isPausing && this.findWrite(recording) !== undefined) {
      this.isPausing = true;
      state.run.pause();
    }
    await this.core.logpoints.print(recording);
  }

  /** Nobody waits for what is recorded up to now. */
  skip(recording: Recording): void {
    this.isPausing = false;
    for (const { id, events } of this.core.ownThreads(recording)) this.told.set(id, events - 1);
  }

  /** The first write that a data breakpoint waits for. What is recorded up to now counts as told afterwards. */
  takeWrite(recording: Recording): StopHit | undefined {
    const found = this.isEmpty() ? undefined : this.findWrite(recording);
    this.skip(recording);
    return found;
  }

  private findWrite(recording: Recording): StopHit | undefined {
    const data = this.core.breakpoints.data();
    const { breakpoints, exceptions } = this.core;
    const { events } = exceptions;
    if (data.length + events.size === 0) return undefined;
    for (const { id: thread } of this.core.ownThreads(recording)) {
      const from = this.told.get(thread) ?? -1;
      const stops = { breakpoints: [], throws: 'none', data, events } as const;
      for (const hit of recording.hits({ thread, seq: from as StopHit['position']['seq'] }, stops, 'forward')) {
        if (hit.reason === 'event') {
          if (exceptions.stopsAtEvent(recording, hit.position)) return hit;
          continue;
        }
        const { ids } = breakpoints.stopping(recording, hit.position, hit.breakpointIds);
        if (ids.length > 0) return { ...hit, breakpointIds: ids };
      }
    }
    return undefined;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.told.clear();
    this.isPausing = false;
  }
}
