/** Mouse, touch, wheel and keys on the canvas. Zooming and panning are d3's; the view is the model's, and the two are kept the same. */
import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom';
import { type Area, areaAt } from './layout.js';
import type { TimelineModel } from './model.js';
import { lengthOf, NARROWEST } from './viewport.js';

export interface GestureTarget {
  /** CSS pixels that the flame chart is scrolled down */
  readonly scrolled: () => number;
  readonly scrollBy: (pixels: number) => void;
  readonly hover: (
    at: { readonly x: number; readonly y: number; readonly axis: number; readonly area: Area } | undefined,
  ) => void;
  readonly click: (axis: number, area: Area, twice: boolean) => void;
  /** with Shift: a moment to compare */
  readonly pick: (axis: number) => void;
}

export function listen(canvas: HTMLCanvasElement, model: TimelineModel, target: GestureTarget): () => void {
  const surface = select(canvas);
  const axisAt = (x: number): number => model.view.from + (x / Math.max(1, model.width)) * lengthOf(model.view);
  const areaOf = (event: Event): Area =>
    areaAt(event instanceof MouseEvent ? event.offsetY : Number.POSITIVE_INFINITY, target.scrolled(), model.lanes);
  let isOurs = false;
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .filter((event: Event) => isZoom(event, areaOf(event)))
    .clickDistance(4)
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      if (isOurs) return;
      const { bounds } = model;
      const [from = 0, to = 1] = transform.rescaleX(scaleLinear([bounds.from, bounds.to], [0, model.width])).domain();
      if (sourceEvent instanceof MouseEvent && sourceEvent.type === 'mousemove')
        target.scrollBy(-sourceEvent.movementY);
      model.show({ from, to });
    });
  surface.call(behaviour).on('dblclick.zoom', null);

  /** After every change of the view, whoever made it. */
  const follow = (): void => {
    const { bounds, view, width } = model;
    const k = lengthOf(bounds) / lengthOf(view);
    isOurs = true;
    behaviour.scaleExtent([1, Math.max(1, lengthOf(bounds) / NARROWEST)]).translateExtent([
      [0, 0],
      [width, 0],
    ]);
    behaviour.extent([
      [0, 0],
      [width, 1],
    ]);
    const x = -((view.from - bounds.from) / lengthOf(bounds)) * width * k;
    surface.call(behaviour.transform, zoomIdentity.translate(x, 0).scale(k));
    isOurs = false;
  };

  listenToPointer({ canvas, model, target, axisAt, areaOf });
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey) return;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        const by = (sideways / Math.max(1, model.width)) * lengthOf(model.view);
        model.show({ from: model.view.from + by, to: model.view.to + by });
      } else if (event.altKey) target.scrollBy(event.deltaY);
      else return;
      event.preventDefault();
    },
    { passive: false },
  );
  return follow;
}

/** Wheel and pinch zoom; dragging pans in the flame chart alone, since elsewhere it moves the playhead. */
function isZoom(event: Event, area: Area): boolean {
  if (event instanceof WheelEvent)
    return (
      event.ctrlKey ||
      event.metaKey ||
      (!event.shiftKey && !event.altKey && Math.abs(event.deltaY) >= Math.abs(event.deltaX))
    );
  if (event instanceof MouseEvent) return event.button === 0 && area.kind === 'flame';
  return true;
}

interface Listening {
  readonly canvas: HTMLCanvasElement;
  readonly model: TimelineModel;
  readonly target: GestureTarget;
  readonly axisAt: (x: number) => number;
  readonly areaOf: (event: Event) => Area;
}

function listenToPointer({ canvas, model, target, axisAt, areaOf }: Listening): void {
  let scrubbing = false;
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.shiftKey || areaOf(event).kind !== 'scrubber') return;
    scrubbing = true;
    canvas.setPointerCapture(event.pointerId);
    model.dragTo(axisAt(event.offsetX));
  });
  canvas.addEventListener('pointermove', (event) => {
    const axis = axisAt(event.offsetX);
    if (scrubbing) model.dragTo(axis);
    target.hover({ x: event.offsetX, y: event.offsetY, axis, area: areaOf(event) });
  });
  const end = (): void => {
    if (!scrubbing) return;
    scrubbing = false;
    model.endDrag();
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
  canvas.addEventListener('pointerleave', () => target.hover(undefined));
  canvas.addEventListener('click', (event) => {
    if (event.shiftKey) return target.pick(axisAt(event.offsetX));
    const area = areaOf(event);
    // The second of a double click has led there already.
    if (area.kind !== 'scrubber' && event.detail < 2) target.click(axisAt(event.offsetX), area, false);
  });
  canvas.addEventListener('dblclick', (event) => {
    target.click(axisAt(event.offsetX), areaOf(event), true);
  });
}
