/**
 * What the oracle and its agent inside the inspected program tell each other: a plan when the program starts, and one line of JSON
 * per answer, in the order in which things happen. Lines and columns are 1-based, in the program's text.
 */
import type { Json } from '../../src/query/json.js';

export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A statement of the recording that V8 shall be asked about. */
export interface AskedStatement {
  /** where the recording says that it starts */
  readonly start: TextPlace;
  /** where V8 is expected to stop for it, if not at its start */
  readonly breakAt: TextPlace;
  readonly end: TextPlace;
  /** it is a `throw` statement: the value is wanted */
  readonly throws: boolean;
  /** executions whose state is wanted, counted from 1 */
  readonly executions: readonly number[];
}

export interface Plan {
  /** file that takes the answers */
  readonly answers: string;
  /** file that takes the states: those of a large program are more than memory holds */
  readonly states: string;
  readonly files: readonly { readonly path: string; readonly statements: readonly AskedStatement[] }[];
  /** levels of objects inside objects */
  readonly depth: number;
  /** properties, elements or entries of one object */
  readonly maxItems: number;
  /** frames whose variables are read */
  readonly framesRead: number;
  /** a place is left alone after so many executions */
  readonly executionsAsked: number;
  /** stops are made for the wanted executions only: not at returns, and at no place after its last wanted execution */
  readonly isSample: boolean;
}

/** `return`: the frame ends here and its value is known; `call`: a call inside a statement. */
export type LocationType = 'statement' | 'call' | 'return' | 'debuggerStatement';

export interface Location extends TextPlace {
  readonly type: LocationType;
}

export interface V8Scope {
  /** V8's: local, closure, block, catch, module, with, eval, script */
  readonly type: string;
  /** a variable that is not initialised is `{"$tdz":true}` */
  readonly variables: Readonly<Record<string, Json>>;
}

export interface V8Frame extends TextPlace {
  readonly functionName: string;
  readonly path: string;
  /** innermost first; not there beyond `framesRead` */
  readonly scopes?: readonly V8Scope[];
  readonly thisValue?: Json;
}

/** Frames are read at the executions that the plan asks for, returned values at every return. */
export interface V8State {
  /** innermost first, the program's own */
  readonly frames?: readonly V8Frame[];
  /** names of the functions that wait for this one, innermost first */
  readonly awaiting?: readonly string[];
  readonly returnValue?: Json;
}

/** A state's text in the file of states, in bytes. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

export type Answer =
  /** V8 has parsed a file; `chosen[i]` is the location that stands for the i-th statement */
  | {
      readonly kind: 'file';
      readonly file: number;
      readonly locations: readonly Location[];
      readonly chosen: readonly (number | null)[];
    }
  | {
      readonly kind: 'stop';
      readonly file: number;
      readonly location: number;
      readonly state?: Extent;
      /** V8 does not stop there any more: there were too many stops, or too many frames */
      readonly isLast?: boolean;
    }
  | { readonly kind: 'throw'; readonly frame: V8Frame; readonly value: Json };
