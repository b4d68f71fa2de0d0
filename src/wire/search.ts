import type { PanelPlace } from './panel.js';

/** Arguments of `elixirscope/search`: text, or `name = value`. */
export interface SearchArguments {
  readonly text: string;
  /** default: the thread of the playhead */
  readonly thread?: number;
  /** default: all of it */
  readonly since?: number;
  readonly until?: number;
  /** default 500 */
  readonly limit?: number;
}

/** Body of `elixirscope/search`: what was found in about a tenth of a second. */
export interface SearchBody {
  readonly hits: readonly FoundMoment[];
  /** where to go on; null: all was looked at */
  readonly next: number | null;
}

export interface FoundMoment {
  readonly kind: 'call' | 'value' | 'output' | 'error';
  readonly thread: number;
  readonly seq: number;
  readonly timeMicros: number;
  /** for example `total = 5` */
  readonly text: string;
  readonly place: PanelPlace | null;
}
