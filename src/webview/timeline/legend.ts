/** What the patterns of gaps mean: those that the recording has. */
import { html, nothing } from 'lit';
import { drawGap } from './drawing/gaps.js';
import { GAP_KINDS, GAP_TEXT, type GapKind } from './gaps.js';
import type { Picture } from './picture.js';
import type { Theme } from './theme.js';

export function legend(whole: Picture | undefined): unknown {
  const present = new Set(whole?.gaps.map(({ kind }) => kind));
  if (present.size === 0) return nothing;
  return html`<div class="legend" aria-label="What is missing">
    ${GAP_KINDS.filter((kind) => present.has(kind)).map((kind) => {
      const [name, meaning] = GAP_TEXT[kind];
      return html`<span title=${meaning}><canvas class="swatch" data-gap=${kind} aria-hidden="true"></canvas>${name}</span>`;
    })}
  </div>`;
}

/** `fitted`: a canvas at the resolution of the screen. */
export function drawLegend(
  root: ParentNode,
  theme: Theme,
  fitted: (canvas: HTMLCanvasElement) => {
    readonly ctx: CanvasRenderingContext2D;
    readonly width: number;
    readonly height: number;
  },
): void {
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('.swatch')) {
    const { ctx, width, height } = fitted(canvas);
    ctx.clearRect(0, 0, width, height);
    drawGap({ ctx, theme }, canvas.dataset.gap as GapKind, { x: 0, width, height });
  }
}
