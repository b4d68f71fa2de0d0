/** What changed between two moments: payloads of `elixirscope/stateDiff` and `elixirscope/writes`, and the messages of their panel. */
import type { Moment, PanelPlace } from './panel.js';

/** Two moments of one thread, in any order. */
export interface StateDiffArguments {
  readonly first: Moment;
  readonly second: Moment;
}

export interface StateDiffBody {
  /** the earlier one first */
  readonly moments: readonly [ComparedMoment, ComparedMoment];
  readonly changes: readonly ChangeBody[];
  /** why there may be more; null: everything was compared */
  readonly cut: string | null;
}

export interface ComparedMoment extends Moment {
  readonly timeMicros: number;
  /** innermost function, and the statement it stands at */
  readonly functionName: string | null;
  readonly place: PanelPlace | null;
}

/** inside: the same object; what is in it has changed */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'inside';

export interface ChangeBody {
  readonly kind: ChangeKind;
  readonly role: 'frame' | 'module' | 'variable' | 'property' | 'entry';
  /** function, file, variable, property, `[index]` or key */
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  /** of a frame */
  readonly place: PanelPlace | null;
  /** to ask for the write that did it ({@link WritesArguments}); null: what it is a part of was written */
  readonly origin: string | null;
  readonly children: readonly ChangeBody[];
}

/** What the panel is about. */
export interface ShownDiff {
  /** path */
  readonly recording: string | null;
  readonly first: Moment;
  readonly second: Moment;
  readonly title: string;
}

/** The last writes up to a moment. */
export interface WritesArguments extends Moment {
  readonly origins: readonly string[];
}

export interface WritesBody {
  /** in the order asked for; null: none is recorded */
  readonly writes: readonly (FoundWrite | null)[];
}

export interface FoundWrite extends Moment {
  readonly timeMicros: number;
  readonly place: PanelPlace | null;
}
