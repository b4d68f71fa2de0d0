import type { DataRef, Position, Recording, SourcePlace, Value } from '../query/api.js';

/** One step of a value's way, the latest first. */
export interface ValueOrigin {
  readonly kind: 'written' | 'passed' | 'returned' | 'made';
  readonly position: Position;
  readonly place: SourcePlace | undefined;
  readonly value: Value;
  /** the text that did it */
  readonly text: string;
}

/** Needs a parser of the program's language, which whoever starts the adapter provides. */
export type FindOrigins = (recording: Recording, at: Position, ref: DataRef) => Promise<readonly ValueOrigin[]>;
