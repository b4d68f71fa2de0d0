/** Where things are in the panel's canvas, from the top, in CSS pixels. */
export const RULER_HEIGHT = 34;
export const DENSITY_HEIGHT = 22;
export const LANE_HEIGHT = 17;
export const ROW_HEIGHT = 18;
const GAP = 4;

export const LANES = ['turns', 'output', 'errors', 'hits', 'marks'] as const;
export type Lane = (typeof LANES)[number];

const LANES_TOP = RULER_HEIGHT + DENSITY_HEIGHT;

/** `lanes`: those that are shown, in their order. */
export const laneTop = (lanes: readonly Lane[], lane: Lane): number => LANES_TOP + lanes.indexOf(lane) * LANE_HEIGHT;
export const flameTop = (lanes: readonly Lane[]): number => LANES_TOP + lanes.length * LANE_HEIGHT + GAP;

export type Area =
  | { readonly kind: 'scrubber' }
  | { readonly kind: 'lane'; readonly lane: Lane }
  | { readonly kind: 'flame'; readonly row: number };

/** `scrolled`: pixels that the flame chart is scrolled down. */
export function areaAt(y: number, scrolled: number, lanes: readonly Lane[]): Area {
  if (y < LANES_TOP) return { kind: 'scrubber' };
  const lane = lanes[Math.floor((y - LANES_TOP) / LANE_HEIGHT)];
  if (lane !== undefined) return { kind: 'lane', lane };
  return { kind: 'flame', row: Math.floor((y - flameTop(lanes) + scrolled) / ROW_HEIGHT) };
}

/** Beside the chart: names of the lanes, in a narrow panel their icons. */
export const GUTTER = { wide: 108, narrow: 22, narrowUpTo: 560 } as const;
export const MARGIN = 8;

/** Of the chart in a panel, before it is there. */
export const chartWidth = (panel: number): number =>
  Math.floor(panel - 2 * MARGIN - (panel <= GUTTER.narrowUpTo ? GUTTER.narrow : GUTTER.wide));
