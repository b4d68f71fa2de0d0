/** One frame of the panel: everything in sight, then what stands over it. */
import { flameTop, RULER_HEIGHT } from '../layout.js';
import type { Picture } from '../picture.js';
import type { Theme } from '../theme.js';
import type { Span } from '../viewport.js';
import { drawFlame } from './flame.js';
import { drawGaps } from './gaps.js';
import { drawLanes } from './lanes.js';
import { drawDensity, drawRuler } from './ruler.js';
import { type Scene, xOf } from './scene.js';

export function drawFrame(scene: Scene): void {
  const { ctx, width, height, theme } = scene;
  ctx.clearRect(0, 0, width, height);
  drawDensity(scene);
  drawLanes(scene);
  drawFlame(scene);
  drawGaps(scene);
  drawRuler(scene);
  drawFound(scene);
  ctx.fillStyle = theme.line;
  ctx.fillRect(0, flameTop(scene.lanes) - 3, width, 1);
  if (scene.pointer !== undefined) line(scene, scene.pointer, theme.muted, 1);
  if (scene.picked !== undefined) drawPicked(scene, scene.picked);
  if (scene.playhead !== undefined) drawPlayhead(scene, scene.playhead);
}

/** Ticks at the ruler's foot; the one that was gone to is taller. */
function drawFound(scene: Scene): void {
  const { ctx, theme, width, found, foundCurrent } = scene;
  ctx.fillStyle = theme.found;
  for (const at of found) {
    const x = Math.round(xOf(scene, at));
    if (x >= -2 && x <= width + 2) ctx.fillRect(x - 1, RULER_HEIGHT - 6, 2, 6);
  }
  if (foundCurrent === undefined) return;
  ctx.fillRect(Math.round(xOf(scene, foundCurrent)) - 2, RULER_HEIGHT - 14, 4, 14);
}

function drawPlayhead(scene: Scene, at: number): void {
  const { ctx, theme } = scene;
  const x = Math.round(xOf(scene, at));
  if (x < -6 || x > scene.width + 6) return;
  line(scene, at, theme.playhead, 2);
  ctx.fillStyle = theme.playhead;
  ctx.beginPath();
  ctx.moveTo(x - 6, RULER_HEIGHT - 9);
  ctx.lineTo(x + 6, RULER_HEIGHT - 9);
  ctx.lineTo(x, RULER_HEIGHT);
  ctx.fill();
}

/** A dashed line with a flag. */
function drawPicked(scene: Scene, at: number): void {
  const { ctx, theme } = scene;
  const x = Math.round(xOf(scene, at));
  ctx.setLineDash([4, 3]);
  line(scene, at, theme.playhead, 1);
  ctx.setLineDash([]);
  ctx.fillStyle = theme.playhead;
  ctx.fillRect(x, RULER_HEIGHT - 16, 15, 13);
  ctx.fillStyle = theme.background;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText('A', x + 8, RULER_HEIGHT - 9);
}

function line(scene: Scene, at: number, color: string, thickness: number): void {
  const { ctx, height } = scene;
  const x = Math.round(xOf(scene, at)) + (thickness % 2) / 2;
  ctx.strokeStyle = color;
  ctx.lineWidth = thickness;
  ctx.beginPath();
  ctx.moveTo(x, RULER_HEIGHT - 6);
  ctx.lineTo(x, height);
  ctx.stroke();
}

export interface MinimapScene {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly whole: Picture;
  readonly view: Span;
  readonly focus: Span | undefined;
  readonly playhead: number | undefined;
  readonly found: readonly number[];
  readonly notes: readonly number[];
}

/** The whole recording on one strip, with the part that is in sight as a window. */
export function drawMinimap(scene: MinimapScene): void {
  const { ctx, width, height, theme, whole, view, focus, playhead } = scene;
  const x = (axis: number): number => ((axis - whole.from) / (whole.to - whole.from)) * width;
  ctx.clearRect(0, 0, width, height);
  ctx.fillStyle = theme.density;
  ctx.globalAlpha = theme.highContrast ? 1 : 0.45;
  const { depths } = whole.body;
  for (let part = 0; part < depths.length; part++) {
    const tall = (depths[part]! / Math.max(1, whole.deepest)) * (height - 5);
    const left = (part / depths.length) * width;
    ctx.fillRect(left, height - 1 - tall, width / depths.length + 0.5, tall);
  }
  ctx.globalAlpha = 1;
  for (const { kind, at } of whole.marks) {
    if (kind !== 'throw' && kind !== 'failure' && kind !== 'lost') continue;
    ctx.fillStyle = kind === 'lost' ? theme.gap : theme.error;
    ctx.fillRect(x(at) - 1, 0, 2, 4);
  }
  for (const [places, color] of [
    [scene.found, theme.found],
    [scene.notes, theme.mark],
  ] as const) {
    ctx.fillStyle = color;
    for (const at of places) ctx.fillRect(x(at) - 1, height - 7, 2, 6);
  }
  if (focus !== undefined) shade(ctx, theme, { left: x(focus.from), right: x(focus.to), width, height });
  const [left, right] = [x(view.from), Math.max(x(view.from) + 3, x(view.to))];
  ctx.strokeStyle = theme.focus;
  ctx.lineWidth = 1;
  ctx.strokeRect(Math.max(0.5, left + 0.5), 0.5, Math.min(width - 1, right - left - 1), height - 1);
  ctx.fillStyle = theme.focus;
  ctx.globalAlpha = 0.12;
  ctx.fillRect(left, 0, right - left, height);
  ctx.globalAlpha = 1;
  if (playhead === undefined) return;
  ctx.fillStyle = theme.playhead;
  ctx.fillRect(Math.round(x(playhead)) - 1, 0, 2, height);
}

interface Shaded {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
}

function shade(ctx: CanvasRenderingContext2D, theme: Theme, { left, right, width, height }: Shaded): void {
  ctx.fillStyle = theme.background;
  ctx.globalAlpha = 0.75;
  ctx.fillRect(0, 0, left, height);
  ctx.fillRect(right, 0, width - right, height);
  ctx.globalAlpha = 1;
}
