/** Where clicks and keys lead: to calls, to marks, along the axis. */
import type { TimelineMark, TimelineMarkKind } from '../../wire/timeline.js';
import type { MarkedMoment } from '../../wire/timelinePanel.js';
import type { Lane } from './layout.js';
import type { TimelineModel } from './model.js';
import type { PlacedCall } from './picture.js';
import { lengthOf } from './viewport.js';

/** As near as a pointer has to be. */
const REACH_PIXELS = 8;

const KINDS: Readonly<Record<Lane, readonly TimelineMarkKind[]>> = {
  turns: [],
  output: ['output'],
  errors: ['throw', 'failure'],
  hits: ['hit'],
  marks: [],
};

export function goToCall(model: TimelineModel, call: PlacedCall, keepFocus = false): void {
  model.selected = call;
  model.goTo({ seq: call.since, snap: 'after' }, keepFocus);
}

/** What was thrown or printed, while the statement that did it is not over. */
export const goToMark = (model: TimelineModel, { seq }: Pick<TimelineMark, 'seq'>, keepFocus = false): void =>
  model.goTo({ seq, snap: 'event' }, keepFocus);

/** On the axis. */
export const reachOf = (model: TimelineModel): number =>
  (REACH_PIXELS / Math.max(1, model.width)) * lengthOf(model.view);

/** The mark of a lane at a place. */
export function markNear(
  model: TimelineModel,
  axis: number,
  lane: Lane,
): (TimelineMark & { readonly at: number }) | undefined {
  return nearest(
    (model.pictureAt(axis)?.marks ?? []).filter(({ kind }) => KINDS[lane].includes(kind)),
    axis,
    reachOf(model),
  );
}

/** What somebody has marked in the thread that is shown. */
export const placedNotes = (model: TimelineModel): (MarkedMoment & { readonly at: number })[] =>
  model.notes
    .filter(({ thread }) => thread === model.whole?.body.thread)
    .map((note) => ({ ...note, at: model.axisOf(note.seq) }));

/** The mark that somebody made at a place. */
export function noteNear(model: TimelineModel, axis: number): (MarkedMoment & { readonly at: number }) | undefined {
  return nearest(placedNotes(model), axis, reachOf(model));
}

function nearest<T extends { readonly at: number }>(places: readonly T[], axis: number, reach: number): T | undefined {
  const [found] = places
    .filter(({ at }) => Math.abs(at - axis) <= reach)
    .sort((a, b) => Math.abs(a.at - axis) - Math.abs(b.at - axis));
  return found;
}

/** The next or previous mark of some kinds, seen from the playhead; within the focus range, if there is one. */
export function goToNext(model: TimelineModel, lane: Lane, direction: 1 | -1, keepFocus = false): void {
  const from = model.playhead?.seq ?? 0;
  const { bounds } = model;
  const marks = [...(model.whole?.marks ?? []), ...(model.near?.marks ?? [])].filter(({ kind }) =>
    KINDS[lane].includes(kind),
  );
  const [next] = (lane === 'marks' ? placedNotes(model) : marks)
    .filter(({ seq, at }) => (seq - from) * direction > 0 && at >= bounds.from && at <= bounds.to)
    .sort((a, b) => (a.seq - b.seq) * direction);
  if (next !== undefined) goToMark(model, next, keepFocus);
}
