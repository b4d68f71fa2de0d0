import { countText } from '../base/numbers.js';
import type { Position, Recording } from '../query/api.js';
import type { PlayheadPosition } from '../wire/panel.js';

/** Where the playhead is, for panels and the status bar. */
export function playheadPosition(recording: Recording, at: Position, live: boolean): PlayheadPosition {
  const thread = recording.info().threads.find(({ id }) => id === at.thread);
  return {
    thread: at.thread,
    seq: at.seq,
    endSeq: Math.max(at.seq, (thread?.events ?? 1) - 1),
    timeMicros: recording.timeAt(at),
    live,
  };
}

/** `at 12.418 ms, event 20,113 of 88,201` */
export function whenText({ seq, endSeq, timeMicros }: PlayheadPosition): string {
  return `at ${durationText(timeMicros)}, event ${countText(seq)} of ${countText(endSeq)}`;
}

export function durationText(micros: number): string {
  return micros < 1_000_000 ? `${(micros / 1000).toFixed(3)} ms` : `${(micros / 1_000_000).toFixed(3)} s`;
}
