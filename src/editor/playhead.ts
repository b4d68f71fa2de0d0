import { countText } from '../base/numbers.js';
import type { PlayheadPosition } from '../wire/panel.js';

/** The position in a message of the engine, or nothing when it has another shape (an engine of another version). */
export function parsePosition(body: unknown): PlayheadPosition | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { thread, seq, endSeq, timeMicros, live } = body as Record<string, unknown>;
  const numbers = [thread, seq, endSeq, timeMicros];
  if (!numbers.every((value) => typeof value === 'number' && Number.isFinite(value))) return undefined;
  return { thread, seq, endSeq, timeMicros, live: live === true } as PlayheadPosition;
}

/** What the status bar shows, for example `$(history) 1,234 / 5,678 · 12.3 ms`. */
export function positionText({ seq, endSeq, timeMicros, live }: PlayheadPosition): string {
  if (live) return `$(record) Live · ${countText(seq)} · ${duration(timeMicros)}`;
  return `$(history) ${countText(seq)} / ${countText(Math.max(seq, endSeq))} · ${duration(timeMicros)}`;
}

/** Markdown of the item's hover. */
export function positionTooltip({ thread, seq, endSeq, timeMicros, live }: PlayheadPosition): string {
  const where = live
    ? `The program is **live**, at event ${countText(seq)}.`
    : `You are **in the past**, at event ${countText(seq)} of ${countText(Math.max(seq, endSeq))}.`;
  return `${where}\n\nThread ${thread}, ${duration(timeMicros)} after the start.`;
}

/** What the status bar shows while the program runs; of the first events is heard a moment later. */
export const runningText = (events: number): string =>
  `$(record) Recording${events === 0 ? '' : ` · ${countText(events)} events`}`;

export const runningTooltip = (events: number): string =>
  `The program **runs** and is recorded${events === 0 ? '' : `: ${countText(events)} events so far`}.\n\nPause it, or set a breakpoint, to look at it and to step back. Click for the Timeline.`;

export function duration(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${(micros / 1000).toFixed(1)} ms`;
  return `${(micros / 1_000_000).toFixed(2)} s`;
}
