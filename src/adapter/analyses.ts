/** Questions that need a parser of the program's language. Whoever starts the adapter answers them, so that it starts without one. */
import type { Seq } from '../base/units.js';
import type { DataRef, EventView, Operand, Position, Recording, SourcePlace, Value } from '../query/api.js';

/** One step of a value's way, the latest first. */
export interface ValueOrigin {
  readonly kind: 'written' | 'passed' | 'returned' | 'made';
  readonly position: Position;
  readonly place: SourcePlace | undefined;
  readonly value: Value;
  /** the text that did it */
  readonly text: string;
}

/** What kept a line from running. */
export interface Obstacle {
  readonly kind: 'ran' | 'condition' | 'loop' | 'left' | 'catch' | 'uncalled';
  /** the text that decided */
  readonly text: string;
  readonly line: number;
  readonly at: Position | undefined;
  readonly times: number;
  /** what the decision looked at */
  readonly values: readonly { readonly name: string; readonly value: Operand }[];
}

/** A call that a statement makes. */
export interface CallInText {
  /** last name of what is called */
  readonly name: string;
  readonly text: string;
  /** of the callee, 1-based */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What made a callback run. */
export interface Scheduling {
  readonly kind: 'registered' | 'awaited';
  readonly at: Position;
  readonly place: SourcePlace;
  readonly text: string;
}

/** Where two runs part; see analysis/runDiff. */
export interface RunDiff {
  /** of each run, events that belong to the difference before; undefined: the runs do not come together again, as far as was looked */
  readonly apart: readonly [number, number] | undefined;
  /** events that are the same, from there or from the beginning */
  readonly same: number;
  readonly divergence:
    | {
        readonly kind: 'path' | 'value' | 'output' | 'end';
        readonly sides: readonly [RunDiffSide, RunDiffSide];
      }
    | undefined;
}

export interface RunDiffSide {
  readonly at: Position;
  /** undefined: this run had ended */
  readonly event: EventView | undefined;
}

export interface RunDiffOptions {
  /** events of a difference: the next one is looked for */
  readonly after?: readonly [Seq, Seq];
  /** hears now and then how much of the runs is behind; false: nobody wants the answer any more */
  readonly progressed?: (part: number) => boolean;
}

export interface Analyses {
  readonly runDiff: (first: Recording, second: Recording, options?: RunDiffOptions) => Promise<RunDiff>;
  readonly scheduled: (recording: Recording, at: Position, frame: number) => Promise<Scheduling>;
  readonly calls: (recording: Recording, place: SourcePlace) => Promise<readonly CallInText[]>;
  /** of the event with which a function has come back */
  readonly callBehind: (recording: Recording, returned: EventView) => Promise<SourcePlace | undefined>;
  readonly origins: (recording: Recording, at: Position, ref: DataRef) => Promise<readonly ValueOrigin[]>;
  readonly whyNot: (recording: Recording, at: Position, path: string, line: number) => Promise<Obstacle>;
}
