/** Work that takes longer than a moment: the client is told how far it is, and can end it. */
import type { Client } from './client.js';

/** Shorter work would only flicker. */
const SHOWN_AFTER_MS = 500;
const UPDATE_EVERY_MS = 250;

export interface Work {
  readonly title: string;
  /** the client wants no more of it */
  readonly cancel: () => void;
}

export class ProgressReports {
  /** the client shows progress */
  isHeard = false;
  private nextId = 1;
  private readonly cancels = new Map<string, () => void>();

  constructor(private readonly client: Client) {}

  begin({ title, cancel }: Work): Progress {
    const progressId = `work-${this.nextId++}`;
    return new Progress(this.isHeard, {
      start: (percentage) => {
        this.cancels.set(progressId, cancel);
        this.client.event('progressStart', { progressId, title, cancellable: true, percentage });
      },
      update: (percentage) => this.client.event('progressUpdate', { progressId, percentage }),
      end: () => {
        this.cancels.delete(progressId);
        this.client.event('progressEnd', { progressId });
      },
    });
  }

  /** Work that has ended meanwhile needs no end. */
  cancel(progressId: string): void {
    this.cancels.get(progressId)?.();
  }
}

interface Shown {
  readonly start: (percentage: number) => void;
  readonly update: (percentage: number) => void;
  readonly end: () => void;
}

export class Progress {
  private readonly since = performance.now();
  private told = 0;

  constructor(
    private readonly isHeard: boolean,
    private readonly shown: Shown,
  ) {}

  /** To be called now and then, by work that lets others have their turn. `part`: 0 to 1. */
  at(part: number): void {
    const now = performance.now();
    if (!this.isHeard || now - this.since < SHOWN_AFTER_MS || now - this.told < UPDATE_EVERY_MS) return;
    const percentage = Math.round(100 * Math.min(1, Math.max(0, part)));
    if (this.told === 0) this.shown.start(percentage);
    else this.shown.update(percentage);
    this.told = now;
  }

  end(): void {
    if (this.told > 0) this.shown.end();
  }
}
