import type { PanelPlace } from './panel.js';

/** Arguments of `elixirscope/output`: what a thread printed. */
export interface OutputArguments {
  /** default: the thread of the playhead */
  readonly thread?: number;
  /** default: all of it */
  readonly since?: number;
  readonly until?: number;
  /** default 500 */
  readonly limit?: number;
}

/** Body of `elixirscope/output`, oldest first. */
export interface OutputBody {
  readonly entries: readonly {
    readonly thread: number;
    readonly seq: number;
    readonly timeMicros: number;
    readonly stream: 'stdout' | 'stderr';
    readonly text: string;
    /** the statement that printed it */
    readonly place: PanelPlace | null;
  }[];
  /** where the next page begins; null: there is none */
  readonly next: number | null;
}
