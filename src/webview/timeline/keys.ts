/** The keyboard on the canvas. Every gesture of the mouse has a key. */
import type { Lane } from './layout.js';
import type { TimelineModel } from './model.js';
import { goToCall, goToNext } from './moves.js';
import type { PlacedCall } from './picture.js';
import { lengthOf, panned, zoomed } from './viewport.js';

export const KEYS_TEXT =
  'Left and right arrows move the playhead, with Shift further. Plus and minus zoom, Page Up and Page Down move what is in sight, 0 shows everything. ' +
  'Up and down arrows go through the calls at the playhead, Alt with left and right to the calls beside; Enter goes to the selected call, F focuses on it, ' +
  'Escape ends the focus. D, twice, compares the moments that the playhead was at. E and Shift E go to the next and previous error, O and Shift O to output, B and Shift B to breakpoints, M and Shift M to marks. Control F searches. While the program runs, Space lets the panel stand still and follow again.';

const FINE = 1;
const COARSE = 24;

/** True if the key means something. */
export function handleKey(event: KeyboardEvent, model: TimelineModel, selected: (call: PlacedCall) => void): boolean {
  if (event.ctrlKey || event.metaKey || model.whole === undefined) return false;
  return event.altKey
    ? select(model, event.key === 'ArrowLeft' ? 'before' : event.key === 'ArrowRight' ? 'after' : undefined, selected)
    : view(event, model) || playhead(event, model) || calls(event, model, selected);
}

function view({ key }: KeyboardEvent, model: TimelineModel): boolean {
  const { bounds } = model;
  const middle = (): number => {
    const at = model.playheadAt();
    return at !== undefined && at >= model.view.from && at <= model.view.to
      ? at
      : (model.view.from + model.view.to) / 2;
  };
  switch (key) {
    case '+':
    case '=':
      model.show(zoomed(model.view, bounds, 1 / 1.6, middle()));
      return true;
    case '-':
      model.show(zoomed(model.view, bounds, 1.6, middle()));
      return true;
    case '0':
      model.show(bounds);
      return true;
    case ' ':
      if (model.session?.running) model.setFollowing(!model.following);
      return model.session?.running === true;
    case 'PageUp':
      model.show(panned(model.view, bounds, -0.8));
      return true;
    case 'PageDown':
      model.show(panned(model.view, bounds, 0.8));
      return true;
    default:
      return false;
  }
}

function playhead({ key, shiftKey, repeat }: KeyboardEvent, model: TimelineModel): boolean {
  const direction = shiftKey ? -1 : 1;
  const next = (lane: Lane): true => {
    model.travel.afterwards(() => goToNext(model, lane, direction, true), repeat);
    return true;
  };
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const pixels = (key === 'ArrowLeft' ? -1 : 1) * (shiftKey ? COARSE : FINE);
      model.travel.afterwards(() => step(model, pixels), repeat);
      return true;
    }
    case 'Home':
      model.goTo({ seq: model.whole!.body.extent.firstSeq, snap: 'after' }, true);
      return true;
    case 'End':
      model.goTo({ seq: model.whole!.body.extent.lastSeq, snap: 'before' }, true);
      return true;
    case 'e':
    case 'E':
      return next('errors');
    case 'o':
    case 'O':
      return next('output');
    case 'm':
    case 'M':
      return next('marks');
    case 'b':
    case 'B':
      return next('hits');
    default:
      return false;
  }
}

/** By pixels, and at least to another statement. */
function step(model: TimelineModel, pixels: number): void {
  const at = model.playheadAt();
  if (at === undefined || model.playhead === null) return;
  const to = at + (pixels / Math.max(1, model.width)) * lengthOf(model.view);
  const seq = Math.round(model.pictureAt(to)?.seqAt(to) ?? model.playhead.seq);
  if (pixels < 0) model.goTo({ seq: Math.min(seq, model.playhead.seq - 1), snap: 'before' }, true);
  else model.goTo({ seq: Math.max(seq, model.playhead.seq + 1), snap: 'after' }, true);
}

function calls({ key }: KeyboardEvent, model: TimelineModel, selected: (call: PlacedCall) => void): boolean {
  switch (key) {
    case 'ArrowDown':
      return select(model, 'inner', selected);
    case 'ArrowUp':
      return select(model, 'outer', selected);
    case 'Enter':
      if (model.selected !== undefined) goToCall(model, model.selected, true);
      return model.selected !== undefined;
    case 'f':
    case 'F':
      model.setFocus(model.selected ?? model.view);
      return true;
    case 'd':
    case 'D':
      model.pick(model.playhead?.seq);
      return true;
    case 'Escape':
      model.unpick();
      model.selected = undefined;
      model.setFocus(undefined);
      return true;
    default:
      return false;
  }
}

function select(
  model: TimelineModel,
  where: 'inner' | 'outer' | 'before' | 'after' | undefined,
  selected: (call: PlacedCall) => void,
): boolean {
  if (where === undefined) return false;
  const found = neighbour(model, where);
  if (found === undefined) return true;
  model.selected = found;
  selected(found);
  return true;
}

function neighbour(model: TimelineModel, where: 'inner' | 'outer' | 'before' | 'after'): PlacedCall | undefined {
  const at =
    model.selected === undefined
      ? (model.playheadAt() ?? model.view.from)
      : (model.selected.from + model.selected.to) / 2;
  const picture = model.pictureAt(at) ?? model.whole!;
  const depth = model.selected?.depth ?? -1;
  const { depth: depths } = picture.body.calls;
  if (where === 'outer') return picture.callAt(at, depth - 1);
  if (where === 'inner') {
    const inside = depths.findIndex(
      (row, i) =>
        row === depth + 1 &&
        (model.selected === undefined
          ? picture.callFrom[i]! <= at && at < picture.callTo[i]!
          : picture.callFrom[i]! >= model.selected.from && picture.callTo[i]! <= model.selected.to),
    );
    return inside < 0 ? undefined : picture.call(inside);
  }
  const { from = at, to = at } = model.selected ?? {};
  const row = Math.max(0, depth);
  const index =
    where === 'after'
      ? depths.findIndex((d, i) => d === row && picture.callFrom[i]! >= to)
      : depths.findLastIndex((d, i) => d === row && picture.callTo[i]! <= from);
  return index < 0 ? undefined : picture.call(index);
}
