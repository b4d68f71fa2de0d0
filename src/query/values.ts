/** What a recording says a value is, as plain data: values, objects and where in program and time they are. */
import type { HeapId, Seq, ThreadId } from '../base/units.js';

/** A moment: state after all events of the thread up to and including `seq`. At a `step`, the statement has not run yet. */
export interface Position {
  readonly thread: ThreadId;
  readonly seq: Seq;
}

export interface SourcePlace {
  /** relative to the workspace, forward slashes; absolute if outside it */
  readonly file: string;
  /** absolute path as recorded */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A recorded value, shallow. Objects are named by id: their content depends on the position asked for, see `Recording.object`. */
export type Value =
  | { readonly kind: 'undefined' | 'null' | 'tdz' | 'hole' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  /** `length` is the real length in UTF-16 units; `value` may be shorter (cut by the capture limit) */
  | { readonly kind: 'string'; readonly value: string; readonly length: number }
  | { readonly kind: 'bigint'; readonly digits: string }
  | {
      readonly kind: 'symbol';
      readonly id: number;
      readonly description: string | undefined;
      readonly registered: boolean;
    }
  | { readonly kind: 'object'; readonly id: HeapId }
  | { readonly kind: 'accessor'; readonly get: boolean; readonly set: boolean }
  | { readonly kind: 'unknown'; readonly why: string };

export type ObjectKind =
  | 'object'
  | 'array'
  | 'map'
  | 'set'
  | 'date'
  | 'regexp'
  | 'error'
  | 'function'
  | 'promise'
  | 'proxy'
  | 'typedArray'
  | 'arrayBuffer'
  | 'boxed'
  | 'weak'
  | 'generator'
  | 'arguments'
  | 'namespace'
  | 'class'
  | 'host'
  | 'cut';

export interface ObjectView {
  readonly id: HeapId;
  readonly kind: ObjectKind;
  /** name of the constructor as recorded; undefined for a null prototype */
  readonly className: string | undefined;
  /** names of the constructors up the prototype chain, nearest first */
  readonly classChain: readonly string[];
  /** length or number of entries, as CONTENT in wire/trace.ts says; number of own properties otherwise */
  readonly size: number;
  /** properties or entries beyond the capture limit exist */
  readonly cut: boolean;
  readonly frozen: boolean;
  /** last position at which the whole content was seen or is known by recorded writes */
  readonly seenAt: Seq;
  /** true if uninstrumented code ran since `seenAt` that could have changed it (it was handed to such code, or a turn of the event loop passed) */
  readonly stale: boolean;
  /** why nothing but what was assigned since is known of it: it was described in a part of the recording that is gone */
  readonly lost: string | undefined;
  /** of kind `cut`: why its content was not recorded */
  readonly whyCut: string | undefined;
  /** by slot name: time, source, flags, lastIndex, name, message, stack, state, result, primitive, functionName, viewKind … */
  readonly slots: Readonly<Record<string, Value>>;
  /** bytes of an ArrayBuffer / typed array, as far as captured */
  readonly bytes: Uint8Array | undefined;
}

export interface Property {
  /** property name or index; `Symbol(x)` for symbols (then `symbol` is set) */
  readonly name: string;
  readonly symbol: boolean;
  readonly enumerable: boolean;
  readonly value: Value;
}

export interface MapEntry {
  /** equal for equal keys (or Set elements), within a recording */
  readonly id: string;
  /** undefined for Set elements */
  readonly key: Value | undefined;
  readonly value: Value;
}
