/** The flame chart: a row for each depth of the stack, a bar for each call that is wide enough, a tint where there are only narrower ones. */
import { flameTop, ROW_HEIGHT } from '../layout.js';
import type { Picture, PlacedCall } from '../picture.js';
import { colorOf } from '../theme.js';
import { eachPicture, type Scene, xOf } from './scene.js';

const TEXT_FROM = 26;
const PADDING = 5;

export function drawFlame(scene: Scene): void {
  const { ctx, width, height, scrolled, lanes } = scene;
  const top = flameTop(lanes);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, top, width, height - top);
  ctx.clip();
  ctx.translate(0, top - scrolled);
  eachRowPicture(scene, (picture) => {
    drawCrowds(scene, picture);
    drawCalls(scene, picture);
  });
  if (scene.hovered !== undefined) outline(scene, scene.hovered, scene.theme.muted, 1);
  if (scene.selected !== undefined) outline(scene, scene.selected, scene.theme.selection, 2);
  ctx.restore();
}

/** The clip of a picture must reach as far down as the rows do. */
const eachRowPicture = (scene: Scene, draw: (picture: Picture) => void): void =>
  eachPicture({ ...scene, height: scene.height + scene.scrolled }, draw);

function drawCrowds(scene: Scene, picture: Picture): void {
  const { ctx, theme } = scene;
  ctx.fillStyle = theme.foreground;
  ctx.globalAlpha = theme.highContrast ? 0.3 : 0.1;
  for (const { row, from, to } of picture.crowds) {
    const left = xOf(scene, from);
    const right = xOf(scene, to);
    if (right < 0 || left > scene.width) continue;
    ctx.fillRect(left, row * ROW_HEIGHT + 1, Math.max(1, right - left), ROW_HEIGHT - 2);
  }
  ctx.globalAlpha = 1;
}

function drawCalls(scene: Scene, picture: Picture): void {
  const { ctx, theme, width, height, scrolled } = scene;
  const { depth, function: functions } = picture.body.calls;
  const firstRow = Math.floor(scrolled / ROW_HEIGHT);
  const lastRow = Math.ceil((scrolled + height - flameTop(scene.lanes)) / ROW_HEIGHT);
  ctx.font = theme.font;
  ctx.textBaseline = 'middle';
  const letter = ctx.measureText('n').width;
  for (let i = 0; i < depth.length; i++) {
    const row = depth[i]!;
    if (row < firstRow || row > lastRow) continue;
    const left = Math.max(-1, xOf(scene, picture.callFrom[i]!));
    const right = Math.min(width + 1, xOf(scene, picture.callTo[i]!));
    if (right < 0 || left > width) continue;
    const bar = Math.max(1, right - left - (right - left > 3 ? 1 : 0));
    const top = row * ROW_HEIGHT + 1;
    const { name, path } = picture.body.functions[functions[i]!]!;
    ctx.fillStyle = theme.background;
    ctx.fillRect(left, top, bar, ROW_HEIGHT - 2);
    ctx.fillStyle = colorOf(theme, path);
    if (theme.highContrast) {
      ctx.strokeStyle = ctx.fillStyle;
      ctx.lineWidth = 1;
      ctx.strokeRect(left + 0.5, top + 0.5, Math.max(0.5, bar - 1), ROW_HEIGHT - 3);
    } else {
      ctx.globalAlpha = 0.32;
      ctx.fillRect(left, top, bar, ROW_HEIGHT - 2);
      ctx.globalAlpha = 0.9;
      if (bar > 4) ctx.fillRect(left, top, 2, ROW_HEIGHT - 2);
      ctx.globalAlpha = 1;
    }
    if (bar >= TEXT_FROM) {
      ctx.fillStyle = theme.foreground;
      const from = Math.max(0, left) + PADDING + 1;
      ctx.fillText(fitted(name, (left + bar - from - 2) / letter), from, top + ROW_HEIGHT / 2 - 0.5);
    }
  }
}

function fitted(text: string, letters: number): string {
  if (text.length <= letters) return text;
  return letters < 3 ? '' : `${text.slice(0, Math.floor(letters) - 1)}…`;
}

function outline(scene: Scene, { from, to, depth }: PlacedCall, color: string, thickness: number): void {
  const { ctx, width } = scene;
  const left = Math.max(-2, xOf(scene, from));
  const right = Math.min(width + 2, xOf(scene, to));
  ctx.strokeStyle = color;
  ctx.lineWidth = thickness;
  ctx.strokeRect(left + 0.5, depth * ROW_HEIGHT + 1.5, Math.max(2, right - left - 2), ROW_HEIGHT - 3);
}
