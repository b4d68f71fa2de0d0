/** Positions and places as panels and lists are told them. */
import { seq, threadId } from '../base/units.js';
import type { Position, Recording, SourcePlace } from '../query/api.js';
import type { Moment, PanelPlace } from '../wire/panel.js';

export function numbers(
  recording: Recording,
  at: Position,
): { readonly thread: number; readonly seq: number; readonly timeMicros: number } {
  return { thread: at.thread, seq: at.seq, timeMicros: recording.timeAt(at) };
}

export function placeOf(place: SourcePlace): PanelPlace;
export function placeOf(place: SourcePlace | undefined): PanelPlace | null;
export function placeOf(place: SourcePlace | undefined): PanelPlace | null {
  return place === undefined ? null : { path: place.path, line: place.line, column: place.column };
}

export const positionOf = (moment: Moment): Position => ({ thread: threadId(moment.thread), seq: seq(moment.seq) });
