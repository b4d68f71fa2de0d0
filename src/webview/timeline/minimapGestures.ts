/** The minimap: press or drag to bring a part into sight, arrow keys do the same. */
import type { TimelineModel } from './model.js';
import { lengthOf, panned } from './viewport.js';

export function listenToMinimap(canvas: HTMLCanvasElement, model: TimelineModel): void {
  const bringTo = (event: PointerEvent): void => {
    const { whole } = model;
    if (whole === undefined) return;
    const at = whole.from + (event.offsetX / Math.max(1, canvas.clientWidth)) * (whole.to - whole.from);
    const length = lengthOf(model.view);
    model.show({ from: at - length / 2, to: at + length / 2 });
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    bringTo(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) bringTo(event);
  });
  canvas.addEventListener('keydown', (event) => {
    const share = event.key === 'ArrowLeft' ? -0.25 : event.key === 'ArrowRight' ? 0.25 : undefined;
    if (share === undefined) return;
    event.preventDefault();
    model.show(panned(model.view, model.bounds, share));
  });
}
