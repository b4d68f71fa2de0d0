/** What is missing from a recording, by its reason: `wire/trace.ts` has the kinds of gap events, a picture has them in the groups that are told apart here. */
import type { TimelineBody, TimelineMark, TimelineMarkKind } from '../../wire/timeline.js';
import type { Span } from './viewport.js';

export const GAP_KINDS = ['lost', 'damaged', 'dropped', 'leftOut'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export interface Gap extends Span {
  readonly kind: GapKind;
  /** gap events in one place of the picture */
  readonly count: number;
}

/** For the legend, and what it means. */
export const GAP_TEXT: Readonly<Record<GapKind, readonly [name: string, meaning: string]>> = {
  lost: [
    'Lost',
    'Events are missing: they came faster than they could be stored, the recorder was gone, or a value could not be read',
  ],
  damaged: ['Damaged', 'The recording is damaged here: what happened is not known'],
  dropped: ['Dropped', 'Older events were dropped to keep the recording within its size'],
  leftOut: [
    'Left out',
    'From here on more or less of a function is recorded, as the overhead budget or the sample wants it',
  ],
};

const isGap = (kind: TimelineMarkKind): kind is TimelineMarkKind & GapKind =>
  (GAP_KINDS as readonly string[]).includes(kind);

/** Gap events have a place and no length; a damaged part has both. What was dropped lies before the first event that is there. */
export function gapsOf(
  { extent, axis, from }: TimelineBody,
  damaged: readonly Span[],
  marks: readonly (TimelineMark & { readonly at: number })[],
): readonly Gap[] {
  const begins = from <= (axis === 'events' ? extent.firstSeq : extent.firstMicros);
  return [
    ...(begins && extent.firstSeq > 0 ? [{ kind: 'dropped' as const, from, to: from, count: 1 }] : []),
    ...damaged.map((span) => ({ ...span, kind: 'damaged' as const, count: 1 })),
    ...marks.flatMap(({ kind, at, count }) => (isGap(kind) ? [{ kind, from: at, to: at, count }] : [])),
  ];
}

/** The gap at a place; `reach`: of those that have no length. */
export const gapNear = (gaps: readonly Gap[], axis: number, reach: number): Gap | undefined =>
  gaps.find(({ from, to }) => axis >= from - (from === to ? reach : 0) && axis <= to + (from === to ? reach : 0));
