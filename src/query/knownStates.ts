/** States of objects that are known already: the next question about one starts from the nearest before it. */
import type { Cursor } from '../store/cursor.js';
import { Lru } from '../store/lru.js';
import type { TraceReader } from '../store/reader.js';
import type { Position } from './api.js';
import type { ObjectState } from './objectState.js';

/** properties, elements and entries in all kept states */
const LATEST_PARTS = 200_000;
const CHECKPOINT_PARTS = 500_000;

/** Of an object, before the event `next`. */
export interface KnownState {
  readonly state: ObjectState;
  readonly next: number;
  /** not to be changed: somebody has it, or will ask for it again */
  readonly shared: boolean;
}

export class KnownStates {
  readonly #reader: TraceReader;
  /** states of an object at the start of some segments, by segment */
  readonly #checkpoints = new Lru<string, Map<number, ObjectState>>(CHECKPOINT_PARTS);
  /** states that were asked for last */
  readonly #latest = new Lru<string, KnownState>(LATEST_PARTS);
  readonly #moving = new WeakMap<Cursor, Map<number, KnownState>>();

  constructor(reader: TraceReader) {
    this.#reader = reader;
  }

  forget(): void {
    this.#latest.clear();
  }

  /** The latest at or before a position. */
  before({ thread, seq }: Position, id: number): KnownState | undefined {
    const latest = this.#latest.get(`${thread}:${id}`);
    let best = latest !== undefined && latest.next <= seq ? latest : undefined;
    for (const [idx, state] of this.#checkpoints.get(`${thread}:${id}`) ?? []) {
      const next = this.#reader.row(thread, idx)?.first_seq ?? Number.POSITIVE_INFINITY;
      if (next <= seq && next > (best?.next ?? -1)) best = { state, next, shared: true };
    }
    return best;
  }

  /** The state at a position, which somebody has asked for. */
  add({ thread, seq }: Position, id: number, state: ObjectState): void {
    this.#latest.set(`${thread}:${id}`, { state, next: seq + 1, shared: true }, state.weight);
  }

  /** By object: those that go from hit to hit. */
  movingWith(cursor: Cursor): Map<number, KnownState> {
    const moving = this.#moving.get(cursor) ?? new Map<number, KnownState>();
    this.#moving.set(cursor, moving);
    return moving;
  }

  /** The state at the start of a segment. */
  keep({ thread, idx }: { readonly thread: number; readonly idx: number }, id: number, state: ObjectState): void {
    const key = `${thread}:${id}`;
    const kept = this.#checkpoints.get(key) ?? new Map<number, ObjectState>();
    kept.set(idx, state.clone());
    let weight = 0;
    for (const one of kept.values()) weight += one.weight;
    this.#checkpoints.set(key, kept, weight);
  }
}
