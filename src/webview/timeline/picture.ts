/** An answer of the engine, with everything in it placed on the axis once, so that drawing a frame is multiplication. */
import { partOf, type TimelineBody, type TimelineFunction, type TimelineMark } from '../../wire/timeline.js';
import { type Gap, gapsOf } from './gaps.js';
import type { Span } from './viewport.js';

export interface PlacedCall {
  readonly index: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly since: number;
  readonly until: number;
  readonly entered: number;
  readonly function: TimelineFunction;
}

/** Parts of a row in which there was some call. */
export interface Crowd {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Rows of the flame chart that are drawn. */
export const MAX_ROWS = 500;

export class Picture implements Span {
  readonly from: number;
  readonly to: number;
  readonly callFrom: Float64Array;
  readonly callTo: Float64Array;
  readonly marks: readonly (TimelineMark & { readonly at: number })[];
  readonly gaps: readonly Gap[];
  readonly turns: readonly number[];
  readonly awaits: readonly number[];
  /** rows of the flame chart */
  readonly deepest: number;
  readonly crowds: readonly Crowd[];
  /** of each part, from 0 to 1 */
  readonly densities: Float64Array;
  readonly #part: number;

  constructor(readonly body: TimelineBody) {
    this.from = body.from;
    this.to = body.to;
    this.#part = (body.to - body.from) / (body.seqs.length - 1);
    const { since, until } = body.calls;
    this.callFrom = Float64Array.from(since, (seq) => this.axisOf(seq));
    this.callTo = Float64Array.from(until, (seq) => this.axisOf(seq + 1, 'end'));
    this.marks = body.marks.map((mark) => ({ ...mark, at: this.axisOf(mark.seq) }));
    const damaged = body.damaged.map(([first, last]) => ({
      from: this.axisOf(first),
      to: this.axisOf(last + 1, 'end'),
    }));
    this.gaps = gapsOf(body, damaged, this.marks);
    this.turns = body.turns.map((seq) => this.axisOf(seq));
    this.awaits = body.awaits.map((seq) => this.axisOf(seq));
    this.deepest = body.depths.reduce((most, depth) => Math.max(most, depth), 0);
    this.crowds = this.#crowds();
    this.densities = densitiesOf(body);
  }

  get part(): number {
    return this.#part;
  }

  axisOf(seq: number, side: 'begin' | 'end' = 'begin'): number {
    if (this.body.axis === 'events') return seq;
    return this.from + partOf(this.body.seqs, seq, side) * this.#part;
  }

  /** Event at a place on the axis. */
  seqAt(axis: number): number {
    return this.#read(this.body.seqs, axis);
  }

  microsAt(axis: number): number {
    return this.#read(this.body.micros, axis);
  }

  call(index: number): PlacedCall {
    const { depth, since, until, entered, function: functions } = this.body.calls;
    return {
      index,
      depth: depth[index]!,
      from: this.callFrom[index]!,
      to: this.callTo[index]!,
      since: since[index]!,
      until: until[index]!,
      entered: entered[index]!,
      function: this.body.functions[functions[index]!]!,
    };
  }

  /** The call of a row at a place, undefined if there is none that is listed. */
  callAt(axis: number, depth: number): PlacedCall | undefined {
    const index = this.callFrom.findIndex(
      (from, i) => this.body.calls.depth[i] === depth && from <= axis && axis < this.callTo[i]!,
    );
    return index < 0 ? undefined : this.call(index);
  }

  /** How deep the stack was at a place. */
  depthAt(axis: number): number {
    const part = Math.floor((axis - this.from) / this.#part);
    return this.body.depths[part] ?? 0;
  }

  #crowds(): Crowd[] {
    const found: Crowd[] = [];
    const { depths } = this.body;
    for (let row = 0; row < Math.min(MAX_ROWS, this.deepest); row++) {
      let begin = -1;
      for (let part = 0; part <= depths.length; part++) {
        const covered = (depths[part] ?? 0) > row;
        if (covered && begin < 0) begin = part;
        if (covered || begin < 0) continue;
        found.push({ row, from: this.from + begin * this.#part, to: this.from + part * this.#part });
        begin = -1;
      }
    }
    return found;
  }

  #read(edges: readonly number[], axis: number): number {
    const at = Math.max(0, Math.min(edges.length - 1, (axis - this.from) / this.#part));
    const low = Math.min(edges.length - 2, Math.floor(at));
    return edges[low]! + (at - low) * (edges[low + 1]! - edges[low]!);
  }
}

/** Heights from 0 to 1, on a logarithmic scale: a moment with a hundred times the events must not hide the others. */
function densitiesOf(body: TimelineBody): Float64Array {
  const edges = body.axis === 'events' ? body.micros : body.seqs;
  const values = Float64Array.from({ length: edges.length - 1 }, (_, i) => Math.log1p(edges[i + 1]! - edges[i]!));
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? values : values.map((value) => value / most);
}
