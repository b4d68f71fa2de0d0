/** What a frame is drawn from, and how places on the axis become pixels. */
import type { TimelineAxis } from '../../../wire/timeline.js';
import type { Lane } from '../layout.js';
import type { Picture, PlacedCall } from '../picture.js';
import type { Theme } from '../theme.js';
import type { Span } from '../viewport.js';

export interface Scene {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly axis: TimelineAxis;
  readonly lanes: readonly Lane[];
  readonly view: Span;
  /** the whole recording, and the part of it that is in sight, if that is there already */
  readonly whole: Picture;
  readonly near: Picture | undefined;
  /** on the axis */
  readonly playhead: number | undefined;
  readonly pointer: number | undefined;
  /** the first of two moments that are to be compared */
  readonly picked: number | undefined;
  /** what was searched for, and the one that was gone to */
  readonly found: readonly number[];
  readonly foundCurrent: number | undefined;
  /** what somebody has marked */
  readonly notes: readonly number[];
  readonly selected: PlacedCall | undefined;
  readonly hovered: PlacedCall | undefined;
  /** pixels that the flame chart is scrolled down */
  readonly scrolled: number;
}

export const xOf = ({ view, width }: Pick<Scene, 'view' | 'width'>, axis: number): number =>
  ((axis - view.from) / (view.to - view.from)) * width;

/** The best picture at a place. */
export const pictureAt = ({ near, whole }: Pick<Scene, 'near' | 'whole'>, axis: number): Picture =>
  near !== undefined && axis >= near.from && axis < near.to ? near : whole;

/** Calls `draw` for each picture, its drawing cut to where it is the best there is. */
export function eachPicture(scene: Scene, draw: (picture: Picture) => void): void {
  const { ctx, whole, near, width, height } = scene;
  const within = (left: number, right: number, picture: Picture): void => {
    const [from, to] = [Math.max(0, left), Math.min(width, right)];
    if (to <= from) return;
    ctx.save();
    ctx.beginPath();
    ctx.rect(from, 0, to - from, height);
    ctx.clip();
    draw(picture);
    ctx.restore();
  };
  if (near === undefined) return within(0, width, whole);
  const [left, right] = [xOf(scene, near.from), xOf(scene, near.to)];
  within(0, left, whole);
  within(left, right, near);
  within(right, width, whole);
}
