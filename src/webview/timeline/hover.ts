/** What the pointer is over, in words. */
import { count, duration, events } from '../amounts.js';
import { GAP_TEXT, type Gap, gapNear } from './gaps.js';
import type { Area } from './layout.js';
import type { TimelineModel } from './model.js';
import { markNear, noteNear, reachOf } from './moves.js';
import type { Picture } from './picture.js';

export interface HoverText {
  readonly title: string;
  readonly lines: readonly string[];
  readonly clickable: boolean;
}

const MARK_TEXT = {
  output: ['line of output', 'lines of output'],
  throw: ['exception thrown', 'exceptions thrown'],
  failure: ['exception that nobody caught', 'exceptions that nobody caught'],
  hit: ['time at a breakpoint', 'times at a breakpoint'],
} as const;

export function hoverOf(
  model: TimelineModel,
  picture: Picture,
  at: { readonly axis: number; readonly area: Area },
): HoverText | undefined {
  const { axis, area } = at;
  const gap = gapNear(picture.gaps, axis, reachOf(model) / 2);
  if (gap !== undefined) return gapText(gap, picture);
  const where = `event ${count(picture.seqAt(axis))}, ${duration(picture.microsAt(axis))} after the start`;
  if (area.kind === 'scrubber') return { title: where, lines: [], clickable: false };
  if (area.kind === 'lane' && area.lane === 'marks') {
    const note = noteNear(model, axis);
    return (
      note && {
        title: note.note || 'Marked',
        lines: [`event ${count(note.seq)}`, 'Click to go there'],
        clickable: true,
      }
    );
  }
  if (area.kind === 'lane') {
    const mark = markNear(model, axis, area.lane);
    if (mark === undefined) return undefined;
    const [one, more] = MARK_TEXT[mark.kind as keyof typeof MARK_TEXT];
    return {
      title: mark.count === 1 ? `1 ${one}` : `${count(mark.count)} ${more}`,
      lines: [`event ${count(mark.seq)}`, mark.count === 1 ? 'Click to go there' : 'Click to go to the first'],
      clickable: true,
    };
  }
  const call = picture.callAt(axis, area.row);
  if (call !== undefined) {
    const took = picture.microsAt(call.to) - picture.microsAt(call.from);
    return {
      title: `${call.function.async ? 'async ' : ''}${call.function.name}`,
      lines: [
        `${fileOf(call.function.path)}:${call.function.line}`,
        `${events(call.until - call.since + 1)}${took >= 1 ? `, ${duration(took)}` : ''}, from event ${count(call.since)}`,
      ],
      clickable: true,
    };
  }
  if (area.row >= 0 && area.row < picture.depthAt(axis))
    return { title: 'Calls too short to be shown', lines: ['Zoom in to see them'], clickable: false };
  return undefined;
}

function gapText({ kind, from, count: gaps }: Gap, picture: Picture): HoverText {
  const [title, meaning] = GAP_TEXT[kind];
  const where = `event ${count(picture.seqAt(from))}${gaps === 1 ? '' : `, and ${count(gaps - 1)} more close to it`}`;
  return { title, lines: [meaning, where], clickable: false };
}

const fileOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
