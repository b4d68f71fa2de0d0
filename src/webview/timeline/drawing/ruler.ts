/** The ruler, in wall time and in events, and under it how densely events lie in time. */
import { scaleLinear } from 'd3-scale';
import { count, duration } from '../../amounts.js';
import { DENSITY_HEIGHT, RULER_HEIGHT } from '../layout.js';
import { eachPicture, pictureAt, type Scene, xOf } from './scene.js';

const PIXELS_PER_TICK = 110;

export function drawRuler(scene: Scene): void {
  const { ctx, theme, view, width, axis } = scene;
  const ticks = scaleLinear([view.from, view.to], [0, width]).ticks(Math.max(2, Math.floor(width / PIXELS_PER_TICK)));
  ctx.font = theme.font;
  ctx.textBaseline = 'middle';
  ctx.strokeStyle = theme.line;
  ctx.lineWidth = 1;
  const moments = ticks.map((tick) => (axis === 'time' ? tick : pictureAt(scene, tick).microsAt(tick)));
  const step = closest(moments);
  for (const [i, tick] of ticks.entries()) {
    const x = Math.round(xOf(scene, tick)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(x, 4);
    ctx.lineTo(x, RULER_HEIGHT);
    ctx.stroke();
    const time = duration(moments[i]!, step);
    const event = count(axis === 'time' ? pictureAt(scene, tick).seqAt(tick) : tick);
    const [first, second] = axis === 'time' ? [time, event] : [event, time];
    if (x > width - 40) continue;
    ctx.fillStyle = theme.foreground;
    ctx.fillText(first, x + 5, 11);
    ctx.fillStyle = theme.muted;
    ctx.fillText(second, x + 5, 25);
  }
}

/** What neighbouring moments have to be told apart by. */
function closest(moments: readonly number[]): number {
  const steps = moments.slice(1).map((micros, i) => micros - moments[i]!);
  return Math.min(...steps.filter((step) => step > 0), Number.MAX_VALUE);
}

/** On the axis of events: where time went. On the axis of time: where the events are. */
export function drawDensity(scene: Scene): void {
  const { ctx, theme, width } = scene;
  const bottom = RULER_HEIGHT + DENSITY_HEIGHT;
  eachPicture(scene, (picture) => {
    ctx.fillStyle = theme.density;
    ctx.globalAlpha = theme.highContrast ? 0.9 : 0.55;
    ctx.beginPath();
    const { densities } = picture;
    const left = Math.max(0, Math.floor((scene.view.from - picture.from) / picture.part) - 1);
    const right = Math.min(densities.length, Math.ceil((scene.view.to - picture.from) / picture.part) + 1);
    ctx.moveTo(xOf(scene, picture.from + left * picture.part), bottom);
    for (let part = left; part < right; part++) {
      const y = bottom - densities[part]! * (DENSITY_HEIGHT - 3);
      ctx.lineTo(xOf(scene, picture.from + part * picture.part), y);
      ctx.lineTo(xOf(scene, picture.from + (part + 1) * picture.part), y);
    }
    ctx.lineTo(xOf(scene, picture.from + right * picture.part), bottom);
    ctx.fill();
    ctx.globalAlpha = 1;
  });
  ctx.fillStyle = theme.line;
  ctx.fillRect(0, bottom - 0.5, width, 1);
}
