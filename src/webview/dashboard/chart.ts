/** A line of figures over the wall time, as a filled area with a scale; for screen readers a sentence. */
import { scaleLinear } from 'd3-scale';
import { html, svg, type TemplateResult } from 'lit';
import { duration } from '../amounts.js';

export interface Chart {
  readonly title: string;
  /** what it says besides */
  readonly note: string;
  /** of parts of the same length */
  readonly values: readonly number[];
  readonly wallMicros: number;
  readonly format: (value: number) => string;
  readonly kind: 'throughput' | 'objects' | 'depths';
}

const WIDTH = 300;
const HEIGHT = 72;
/** for the scale */
const ABOVE = 14;

export function areaChart({ title, note, values, wallMicros, format, kind }: Chart): TemplateResult {
  const top = Math.max(0, ...values);
  const [, last = 1] = scaleLinear([0, Math.max(1e-9, top)], [0, 1])
    .nice(2)
    .domain();
  const y = scaleLinear([0, last], [HEIGHT, ABOVE]);
  const x = scaleLinear([0, values.length], [0, WIDTH]);
  const line = values.map((value, part) => `H${x(part).toFixed(1)}V${y(value).toFixed(1)}H${x(part + 1).toFixed(1)}`);
  const area = `M0,${HEIGHT}${line.join('')}V${HEIGHT}Z`;
  const peak = values.indexOf(top);
  const said = `${title}: at most ${format(top)}, about ${duration((peak / Math.max(1, values.length)) * wallMicros)} after the start`;
  return html`<figure class=${`card ${kind}`}>
    <figcaption><span>${title}</span><span class="muted numbers">${note}</span></figcaption>
    <div class="plot">
      <span class="scale numbers muted" aria-hidden="true">${format(last)}</span>
      <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${said}>
        ${svg`<line class="grid" x1="0" x2=${WIDTH} y1=${ABOVE} y2=${ABOVE}></line><line class="grid" x1="0" x2=${WIDTH} y1=${(ABOVE + HEIGHT) / 2} y2=${(ABOVE + HEIGHT) / 2}></line><path class="area" d=${area}></path>`}
      </svg>
    </div>
    <div class="time numbers muted" aria-hidden="true"><span>0</span><span>${duration(wallMicros / 2)}</span><span>${duration(wallMicros)}</span></div>
  </figure>`;
}
