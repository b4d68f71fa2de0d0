/** Figures of a recording: payloads of `elixirscope/dashboard`. */
import type { PanelPlace } from './panel.js';

export interface DashboardArguments {
  /** parts of the recording's wall time that throughput is told for */
  readonly parts: number;
}

export interface DashboardBody {
  readonly wallMicros: number;
  readonly events: number;
  readonly bytes: number;
  readonly threads: readonly ThreadFigures[];
  /** most frequent first */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** those with the most events first */
  readonly functions: readonly FunctionFigures[];
  /** by kind: what should have been recorded and was not, and what a budget, a sample or the limit of size left out */
  readonly lost: readonly { readonly kind: string; readonly count: number }[];
  readonly leftOut: DashboardBody['lost'];
  /** null: no program is there that is recorded */
  readonly recorder: RecorderFigures | null;
  /** null: it is not there any more, or has not said yet */
  readonly program: ProgramFigures | null;
}

/** Of the program's processes, with all that records in them. */
export interface ProgramFigures {
  /** when it was told */
  readonly atMillis: number;
  /** CPU time of all their threads since they began */
  readonly cpuMicros: number;
  /** of that, of the threads that send events; what probes take on the program's own threads cannot be told apart. null: this version of Node does not say */
  readonly sendingMicros: number | null;
  /** resident */
  readonly memoryBytes: number;
}

/** Of the process that records: it answers the debugger's questions, too. */
export interface RecorderFigures {
  /** CPU time of all its threads since it began */
  readonly cpuMicros: number;
  /** resident */
  readonly memoryBytes: number;
}

export interface ThreadFigures {
  readonly id: number;
  readonly name: string;
  readonly events: number;
  /** by part: events, objects that were seen first, and most calls on the stack at once */
  readonly throughput: readonly number[];
  readonly objects: readonly number[];
  readonly depths: readonly number[];
}

export interface FunctionFigures {
  readonly name: string;
  readonly place: PanelPlace;
  readonly calls: number;
  readonly events: number;
}

/** What the panel is about: nothing but the open recording. */
export type ShownDashboard = Readonly<Record<string, never>>;
