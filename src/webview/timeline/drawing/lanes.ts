/** The lanes between ruler and flame chart: turns and awaits, output, errors, breakpoints. */
import { LANE_HEIGHT, type Lane, laneTop } from '../layout.js';
import type { Picture } from '../picture.js';
import type { TimelineMarkKind } from '../../../wire/timeline.js';
import { eachPicture, type Scene, xOf } from './scene.js';

/** Others go through everything. */
const LANE_OF: Readonly<Partial<Record<TimelineMarkKind, Lane>>> = {
  output: 'output',
  throw: 'errors',
  failure: 'errors',
  hit: 'hits',
};

/** Narrower than this, turns are no longer told apart. */
const MIN_TURN = 3;

export function drawLanes(scene: Scene): void {
  const { ctx, theme, width } = scene;
  drawNotes(scene);
  ctx.fillStyle = theme.line;
  for (const lane of scene.lanes) ctx.fillRect(0, laneTop(scene.lanes, lane) + LANE_HEIGHT - 0.5, width, 0.5);
  eachPicture(scene, (picture) => {
    drawTurns(scene, picture);
    drawMarks(scene, picture);
  });
}

function drawTurns(scene: Scene, { turns: begun, awaits, from, to }: Picture): void {
  const { ctx, theme } = scene;
  const top = laneTop(scene.lanes, 'turns') + 4;
  const height = LANE_HEIGHT - 9;
  // The turn that was under way where the picture begins.
  const turns = begun[0] !== undefined && from > scene.whole.from ? [from, ...begun] : begun;
  ctx.fillStyle = theme.turn;
  for (let i = 0; i < turns.length; i++) {
    const left = xOf(scene, turns[i]!);
    const right = xOf(scene, turns[i + 1] ?? to);
    if (right < 0 || left > scene.width) continue;
    const wide = right - left >= MIN_TURN;
    ctx.globalAlpha = theme.highContrast ? 1 : 0.5;
    ctx.fillRect(left, top, Math.max(1, wide ? right - left - 1 : 1), height);
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.foreground;
  for (const at of awaits) {
    const x = xOf(scene, at);
    if (x < -4 || x > scene.width + 4) continue;
    diamond(ctx, x, top + height / 2, 3.5);
  }
}

/** Small flags. */
function drawNotes(scene: Scene): void {
  const { ctx, theme } = scene;
  const top = laneTop(scene.lanes, 'marks') + 3;
  ctx.fillStyle = theme.mark;
  for (const at of scene.notes) {
    const x = Math.round(xOf(scene, at));
    ctx.fillRect(x - 1, top, 2, LANE_HEIGHT - 5);
    ctx.fillRect(x + 1, top, 6, 6);
  }
}

function drawMarks(scene: Scene, picture: Picture): void {
  const { ctx, theme } = scene;
  for (const { kind, at, count } of picture.marks) {
    const x = xOf(scene, at);
    const lane = LANE_OF[kind];
    if (x < -8 || x > scene.width + 8 || lane === undefined) continue;
    const middle = laneTop(scene.lanes, lane) + LANE_HEIGHT / 2;
    if (kind === 'output') {
      // More lines in one place: a taller tick.
      const height = Math.min(LANE_HEIGHT - 6, 6 + Math.log2(count) * 2);
      ctx.fillStyle = theme.output;
      ctx.fillRect(x - 1, middle - height / 2, 3, height);
    } else if (kind === 'hit') {
      ctx.fillStyle = theme.hit;
      ctx.beginPath();
      ctx.arc(x, middle, 3.5, 0, Math.PI * 2);
      ctx.fill();
    } else {
      ctx.fillStyle = theme.error;
      triangle(ctx, x, middle, kind === 'failure' ? 6 : 4.5);
    }
  }
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.beginPath();
  ctx.moveTo(x - radius, y);
  ctx.lineTo(x, y - radius);
  ctx.lineTo(x + radius, y);
  ctx.lineTo(x, y + radius);
  ctx.fill();
}

function triangle(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y - radius);
  ctx.lineTo(x + radius, y + radius);
  ctx.lineTo(x - radius, y + radius);
  ctx.fill();
}
