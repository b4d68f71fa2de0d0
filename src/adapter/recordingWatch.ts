/**
 * Looks at what a running program has recorded, a moment after it happened: prints logpoints. While there is something to look for, the
 * recording is brought up to date more often than by itself; the program does not wait for it.
 */
import type { SessionCore } from './core.js';

/** Soon enough to read along. */
const LOOK_EVERY_MS = 100;

export class RecordingWatch {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly core: SessionCore) {}

  /** What is looked for has changed, or the program runs on. */
  update(): void {
    if (this.timer !== undefined || this.core.state.kind !== 'live-running' || this.core.logpoints.isEmpty) return;
    const { run } = this.core.state;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // A program that ends meanwhile is looked at once more by whoever hears of its end.
      void run.session.sync().then(
        () => this.update(),
        () => undefined,
      );
    }, LOOK_EVERY_MS);
  }

  /** Looks at everything that is recorded. */
  async look(): Promise<void> {
    const recording = this.core.recordingIfAny();
    if (recording === undefined || this.core.isNoDebug() || this.core.logpoints.isEmpty) return;
    recording.refresh();
    await this.core.logpoints.print(recording);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
