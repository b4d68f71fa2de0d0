/** Where something is missing: bands through all lanes, over everything, in a pattern and a colour for each reason. */
import type { Gap, GapKind } from '../gaps.js';
import type { Theme } from '../theme.js';
import { eachPicture, type Scene, xOf } from './scene.js';

const HATCH = 6;
/** Of a gap that has no length. */
const WIDTH = 5;

interface Band {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

type Context = Pick<Scene, 'ctx' | 'theme'>;

export function drawGaps(scene: Scene): void {
  eachPicture(scene, (picture) => {
    for (const gap of picture.gaps) drawGap(scene, gap.kind, { ...bandOf(scene, gap), height: scene.height });
  });
}

function bandOf(scene: Scene, { kind, from, to }: Gap): Omit<Band, 'height'> {
  const x = xOf(scene, from);
  if (kind === 'dropped') return { x, width: HATCH };
  return from === to ? { x: x - 2, width: WIDTH } : { x, width: Math.max(WIDTH, xOf(scene, to) - x) };
}

/** What is lost hides what is under it; what is there in less detail does not. */
export function drawGap({ ctx, theme }: Context, kind: GapKind, band: Band): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(band.x, 0, band.width, band.height);
  ctx.clip();
  if (kind !== 'leftOut') {
    ctx.fillStyle = theme.background;
    ctx.fillRect(band.x, 0, band.width, band.height);
  }
  ctx.strokeStyle = colorOf(theme, kind);
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  if (kind === 'lost' || kind === 'damaged') hatch(ctx, band, 'up');
  if (kind === 'dropped' || kind === 'damaged') hatch(ctx, band, 'down');
  if (kind === 'leftOut') line(ctx, band);
  ctx.stroke();
  ctx.restore();
}

const colorOf = (theme: Theme, kind: GapKind): string =>
  ({ lost: theme.gap, damaged: theme.error, dropped: theme.muted, leftOut: theme.muted })[kind];

function hatch(ctx: CanvasRenderingContext2D, { x, width, height }: Band, direction: 'up' | 'down'): void {
  for (let y = -width; y < height + width; y += HATCH) {
    ctx.moveTo(x, y);
    ctx.lineTo(x + width, direction === 'up' ? y - width : y + width);
  }
}

function line(ctx: CanvasRenderingContext2D, { x, width, height }: Band): void {
  ctx.setLineDash([1.5, 3]);
  ctx.moveTo(x + width / 2, 0);
  ctx.lineTo(x + width / 2, height);
}
