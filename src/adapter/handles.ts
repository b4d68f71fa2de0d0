/**
 * Numbers that stand for frames and containers in the protocol. They live from one stop to the next: a number of an earlier stop is
 * refused, never taken for something else, because numbers are not used twice in a session.
 */
import { UserError } from '../base/result.js';
import type { HeapId } from '../base/units.js';
import type { MadeObject, MapEntry, Position, Value } from '../query/api.js';

export interface FrameHandle {
  readonly at: Position;
  /** 0 is the innermost */
  readonly index: number;
}

/** Something that a variables request can open. `path` is the expression that evaluates to it, if there is one. */
export type Container =
  | { readonly kind: 'scope'; readonly at: Position; readonly frame: number; readonly index: number }
  | { readonly kind: 'object'; readonly at: Position; readonly id: HeapId; readonly path: string | undefined }
  | { readonly kind: 'entries'; readonly at: Position; readonly id: HeapId; readonly path: string | undefined }
  | {
      readonly kind: 'entry';
      readonly at: Position;
      readonly entry: MapEntry;
      readonly path: string | undefined;
    }
  | {
      readonly kind: 'values';
      readonly at: Position;
      readonly values: readonly { readonly name: string; readonly value: Value }[];
    }
  /** what a getter of an object gives, once somebody asks for it */
  | {
      readonly kind: 'getter';
      readonly at: Position;
      readonly id: HeapId;
      readonly path: string;
      readonly name: string;
    }
  | { readonly kind: 'made'; readonly at: Position; readonly object: MadeObject };

/** A value that is shown, to be asked where it was written. */
export interface ShownValue {
  readonly container: Container;
  readonly name: string;
}

export class Handles {
  private next = 1;
  private frames = new Map<number, FrameHandle>();
  private frameNumbers = new Map<string, number>();
  private containers = new Map<number, Container>();
  private values = new Map<number, ShownValue>();

  /** The playhead moved. */
  clear(): void {
    this.frames = new Map();
    this.frameNumbers = new Map();
    this.containers = new Map();
    this.values = new Map();
  }

  /** The program did something where it stands: what was shown of there is of behind it now. */
  advance(from: Position, to: Position): void {
    const moved = <T extends { readonly at: Position }>(of: T): T =>
      of.at.thread === from.thread && of.at.seq === from.seq ? { ...of, at: to } : of;
    for (const [number, frame] of this.frames) this.frames.set(number, moved(frame));
    for (const [number, container] of this.containers) this.containers.set(number, moved(container));
    for (const [number, { container, name }] of this.values)
      this.values.set(number, { container: moved(container), name });
    this.frameNumbers = new Map([...this.frames].map(([number, frame]) => [frameKey(frame), number]));
  }

  /** The same frame of the same stop has the same number, however often it is asked for. */
  frameNumber(frame: FrameHandle): number {
    const key = frameKey(frame);
    const found = this.frameNumbers.get(key);
    if (found !== undefined) return found;
    const made = this.next++;
    this.frameNumbers.set(key, made);
    this.frames.set(made, frame);
    return made;
  }

  frame(number: number): FrameHandle {
    const found = this.frames.get(number);
    if (found === undefined) throw new UserError('stale-frame', 'This frame belongs to an earlier stop.');
    return found;
  }

  open(container: Container): number {
    this.containers.set(this.next, container);
    return this.next++;
  }

  show(value: ShownValue): number {
    this.values.set(this.next, value);
    return this.next++;
  }

  value(number: number): ShownValue {
    const found = this.values.get(number);
    if (found === undefined) throw new UserError('stale-variables', 'This value belongs to an earlier stop.');
    return found;
  }

  container(number: number): Container {
    const found = this.containers.get(number);
    if (found === undefined) throw new UserError('stale-variables', 'These variables belong to an earlier stop.');
    return found;
  }
}

const frameKey = ({ at, index }: FrameHandle): string => `${at.thread}:${at.seq}:${index}`;
