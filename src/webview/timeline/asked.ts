/** What the engine is asked for: a picture of everything, or of what is in sight with a margin. */
import type { TimelineArguments } from '../../wire/timeline.js';
import type { TimelineModel } from './model.js';
import { lengthOf, withMargin } from './viewport.js';

const ROWS = 256;

type Shown = Pick<TimelineModel, 'axis' | 'thread' | 'view' | 'whole' | 'width'>;

export const wholePicture = ({ axis, thread, width }: Omit<Shown, 'view' | 'whole'>): TimelineArguments => ({
  axis,
  width,
  rows: ROWS,
  ...(thread !== undefined && { thread }),
});

export function nearPicture(shown: Shown): TimelineArguments {
  const { view, whole, width } = shown;
  const span = withMargin(view, whole ?? view);
  const wider = Math.max(1, Math.round((lengthOf(span) / lengthOf(view)) * width));
  return { ...wholePicture(shown), from: span.from, to: span.to, width: wider };
}
